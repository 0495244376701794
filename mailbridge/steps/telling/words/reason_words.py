"""Why a message is where it is, in the reader's language."""

from mailbridge.domain.verdict import WORDS, Reason

RUSSIAN: dict[Reason, str] = {
    Reason.FILED: "Стоит в обсуждении.",
    Reason.DUPLICATE: "Это письмо уже было; ничего не добавлено.",
    Reason.NOTED: "Написано машиной; отмечено в обсуждении, никому не разослано.",
    Reason.UNKNOWN_RECIPIENT: "Нет ни проекта, ни псевдонима, ни адреса ответа с таким именем.",
    Reason.RELAY_DENIED: "Адрес не на нашем домене.",
    Reason.BAD_TOKEN: "Подпись адреса ответа не сходится: опечатка, подделка или отслуживший ключ.",
    Reason.POSTMASTER: "Письмо почтмейстеру; ждёт администратора.",
    Reason.OWN_MAIL: (
        "Наше собственное письмо вернулось; принять его значило бы пустить почту по кругу."
    ),
    Reason.LOOP: "Письмо ходит по кругу: слишком много полей Received.",
    Reason.AUTO_REPLY: "Автоответ, который не относится ни к одному обсуждению.",
    Reason.BOUNCE: "Отказ в доставке, который не относится ни к одному нашему письму.",
    Reason.DELAY: "Уведомление о задержке.",
    Reason.COMPLAINT: "Жалоба, присланная почтовой службой.",
    Reason.RECEIPT: "Уведомление о прочтении.",
    Reason.CONFIRMATION: "Подтверждение пересылки от почтовой службы; его читает администратор.",
    Reason.ALIAS_TEST: "Наша проверка псевдонима вернулась; в обсуждения не попадает.",
    Reason.UNKNOWN_AUTHOR: "Проект принимает почту только от известных авторов.",
    Reason.BLOCKED_AUTHOR: "Автор или его домен заблокированы.",
    Reason.NO_AUTHOR: "Ни From, ни обратный путь не называют автора.",
    Reason.NO_PROJECT: "Проекта или обсуждения больше нет.",
    Reason.TOO_MANY_RECIPIENTS: "Больше ста получателей за один раз.",
    Reason.TOO_BIG: "Больше допустимого размера.",
    Reason.LINE_TOO_LONG: "Строка длиннее 64 КиБ.",
    Reason.STORE_FAILED: "База данных не приняла письмо; отправителя попросили повторить.",
    Reason.DISK_FULL: "Диск почти полон; отправителя попросили повторить.",
    Reason.BUSY: "Слишком много соединений или данных сразу; отправителя попросили повторить.",
    Reason.TOO_MUCH_MAIL: (
        "Слишком много почты от автора, по псевдониму или для проекта; отправителя попросили "
        "повторить."
    ),
    Reason.DISCARDED_BY_HAND: "Отброшено администратором.",
    Reason.GAVE_UP: "Принять письмо не удалось много раз подряд; как именно, сказано словами.",
}


def reason_words(reason: str | None, language: str) -> str:
    """A whole sentence; empty for what has no reason yet."""
    if reason not in set(Reason):
        return ""
    known = Reason(reason)
    return RUSSIAN[known] if language == "ru" else WORDS[known]
