"""What is said of an alias and of its tests, in English and Russian."""

from datetime import timedelta

from babel import Locale
from babel.units import format_unit

from mailbridge.steps.deciding.address.alias_test import Report
from mailbridge.steps.telling.words.wording import language_of

CAUSES: dict[str, dict[str, str]] = {  # why a test failed
    "en": {
        "external-forwarding": "Microsoft 365 refused to forward to the outside.",
        "no-mailbox": "The mail server of {domain} knows no mailbox {alias}.",
        "loop": "The mail servers of {domain} send the letter in a circle.",
        "full": "The mailbox {alias} is full.",
        "no-proof": "The mail server of {domain} did not believe that our letter came from {ours}.",
        "no-host": "The mail server of {domain} was not found in DNS.",
        "not-let-in": "The mail server of {domain} did not let our letter in.",
        "refused": "The mail server of {domain} refused our letter.",
        "not-returned": "It did not come back within 30 minutes.",
        "from-rewritten": (
            "It came back, but From was rewritten: every client would look like {alias}."
        ),
        "sent-anew": (
            "It came back inside a new letter: the rule forwards instead of redirecting, so "
            "authors are lost."
        ),
        "wrong-project": "It came back to the address of another project.",
        "silent": "Nothing came for much longer than usual.",
    },
    "ru": {
        "external-forwarding": "Microsoft 365 запретил внешнюю пересылку.",
        "no-mailbox": "Почтовый сервер {domain} не знает ящика {alias}.",
        "loop": "Почтовые серверы {domain} гоняют письмо по кругу.",
        "full": "Ящик {alias} переполнен.",
        "no-proof": "Почтовый сервер {domain} не поверил, что наше письмо пришло от {ours}.",
        "no-host": "Почтовый сервер домена {domain} не найден в DNS.",
        "not-let-in": "Почтовый сервер {domain} не впустил наше письмо.",
        "refused": "Почтовый сервер {domain} отказал нашему письму.",
        "not-returned": "За 30 минут оно не вернулось.",
        "from-rewritten": (
            "Оно вернулось, но поле From переписано: любой клиент выглядел бы как {alias}."
        ),
        "sent-anew": (
            "Оно вернулось внутри нового письма: правило пересылает, а не перенаправляет, и "
            "авторы теряются."
        ),
        "wrong-project": "Оно вернулось на адрес другого проекта.",
        "silent": "Писем нет намного дольше обычного.",
    },
}
CURES: dict[str, dict[str, tuple[str, ...]]] = {  # what to do
    "en": {
        "external-forwarding": (
            (
                "Defender portal > Email & collaboration > Policies & rules > Threat policies > "
                "Anti-spam > outbound policy for {alias}."
            ),
            "Automatic forwarding rules: On.",
        ),
        "no-mailbox": (
            "Create {alias} at the mail provider of {domain}, or correct its spelling here.",
        ),
        "loop": (
            (
                "See that {alias} is forwarded once, to {target}, and nothing there leads back to "
                "{domain}."
            ),
        ),
        "full": ("Make room in the mailbox {alias}, or forward without keeping a copy.",),
        "no-proof": (
            (
                "Give {ours} SPF and DKIM records for the relay that letters leave by; `mailbridge "
                "doctor` shows what is missing."
            ),
        ),
        "no-host": ("Check the MX records of {domain}.",),
        "not-let-in": (
            "Let mail from {ours} in at the mail provider of {domain} (allowed senders).",
        ),
        "refused": ("Read the refusal above and ask the administrator of {domain}.",),
        "not-returned": (
            (
                "See whether the letter lies in the mailbox {alias}, in spam too. If it does, "
                "forwarding is off: switch it on to {target}."
            ),
            "If it does not, the provider of {domain} dropped it: look into its mail log.",
        ),
        "from-rewritten": (
            (
                "Do not forward by a group or by a rule of the same organisation: redirect the "
                "mailbox {alias} to {target}."
            ),
            (
                "Steps: mailbridge alias show {alias} --how google (or microsoft, yandex, postfix, "
                "cpanel, other)."
            ),
        ),
        "sent-anew": ("Change the rule of {alias} from “forward” to “redirect” to {target}.",),
        "wrong-project": ("Have {alias} forwarded to {target}.",),
        "silent": (
            "Write a letter to {alias} from outside and see whether it arrives.",
            "If it does not, check that {alias} is still forwarded to {target}.",
        ),
    },
    "ru": {
        "external-forwarding": (
            (
                "Портал Defender > Электронная почта и совместная работа > Политики и правила > "
                "Политики угроз > Защита от спама"
                " > исходящая политика для {alias}."
            ),
            "Правила автоматической пересылки: «Вкл.».",
        ),
        "no-mailbox": (
            "Создайте {alias} у почтового провайдера домена {domain} или исправьте адрес здесь.",
        ),
        "loop": (
            (
                "Проверьте, что {alias} пересылается один раз, на {target}, и оттуда ничто не ведёт "
                "обратно в {domain}."
            ),
        ),
        "full": ("Освободите место в ящике {alias} или пересылайте без сохранения копии.",),
        "no-proof": (
            (
                "Дайте домену {ours} записи SPF и DKIM для исходящего сервера; чего нет, покажет "
                "`mailbridge doctor`."
            ),
        ),
        "no-host": ("Проверьте MX-записи домена {domain}.",),
        "not-let-in": (
            (
                "Разрешите почту от {ours} у провайдера домена {domain} (список разрешённых "
                "отправителей)."
            ),
        ),
        "refused": ("Прочтите отказ выше и спросите администратора домена {domain}.",),
        "not-returned": (
            (
                "Посмотрите, лежит ли письмо в ящике {alias}, в том числе в спаме. Если да, пересылка "
                "выключена: включите её на {target}."
            ),
            "Если нет, письмо потерял провайдер домена {domain}: смотрите его журнал.",
        ),
        "from-rewritten": (
            (
                "Не пересылайте через группу или правило внутри той же организации: перенаправьте "
                "ящик {alias} на {target}."
            ),
            (
                "Шаги: mailbridge alias show {alias} --how google (или microsoft, yandex, postfix, "
                "cpanel, other)."
            ),
        ),
        "sent-anew": (
            "Замените в правиле ящика {alias} «переслать» на «перенаправить» на {target}.",
        ),
        "wrong-project": ("Пусть {alias} пересылается на {target}.",),
        "silent": (
            "Напишите на {alias} со стороны и посмотрите, дойдёт ли письмо.",
            "Если не дойдёт, проверьте, что {alias} по-прежнему пересылается на {target}.",
        ),
    },
}
_SAID: dict[str, dict[str, str]] = {
    "en": {
        "project": "It belongs to the project “{project}”.",
        "state.waiting": (
            "It waits: nobody knows yet whether mail for {alias} reaches this service."
        ),
        "state.confirming": "The mail provider asks for a confirmation of the forwarding.",
        "state.testing": "A test letter is under way.",
        "state.active": "It works.",
        "state.silent": "It has gone silent: nothing came for much longer than usual.",
        "state.failed": "It failed: its test did not come back as it should.",
        "mail": "The last letter came through it on {moment}.",
        "no.mail": "No letter has come through it yet.",
        "armed": "A confirmation of Google or Yandex is awaited until {moment}.",
        "tested": "The last test was sent on {moment}.",
        "test.sent": "It left and is awaited back.",
        "test.queued": "It waits in the outbox: {words}",
        "todo.wait": "Look again in a few minutes; after 30 minutes the test counts as lost.",
        "todo.confirm": (
            "If you had {alias} forwarded to {target} yourself, confirm it at the provider: "
            "{link}{code}"
        ),
        "todo.code": " (code {code})",
        "todo.test": "Send a test: mailbridge alias test {alias}",
        "todo.direct": (
            "{domain} is a domain of ours: when its MX leads here, mail comes directly. Test it: "
            "mailbridge alias test {alias}"
        ),
        "todo.arm": "If the provider wants a confirmation, first run mailbridge alias arm {alias}",
        "todo.forward": (
            "Have {alias} forwarded to {target}; steps: mailbridge alias show {alias} --how {how}."
        ),
        "how": "google (or microsoft, yandex, postfix, cpanel, other)",
        "provider.google": "The mail of {domain} is at Google, as its MX says.",
        "provider.microsoft": "The mail of {domain} is at Microsoft 365, as its MX says.",
        "provider.yandex": "The mail of {domain} is at Yandex, as its MX says.",
        "provider.ours": (
            "The MX of {domain} leads here: its mail comes directly, nothing has to be forwarded."
        ),
        "path.google": "It came back through Google",
        "path.microsoft": "It came back through Microsoft 365",
        "path.yandex": "It came back through Yandex",
        "path.direct": "It came here directly: the mail of {alias} is received by this service",
        "path.other": "It came back through another mail server",
        "took": "{path}{via}, {seconds} s on its way.",
        "from.True": "From: kept.",
        "from.False": "From: rewritten.",
        "dkim.kept": "DKIM: kept.",
        "dkim.broken": (
            "DKIM: broken, the letter was changed on its way (a footer, a tag in the subject)."
        ),
        "dkim.not signed": "DKIM: our letter was not signed.",
        "dkim.unknown": "DKIM: unknown, DNS did not answer.",
        "reverse.srs": "Return path: rewritten by SRS.",
        "reverse.unchanged": (
            "Return path: unchanged, no SRS; SPF of clients' domains will not pass here, their "
            "DKIM decides."
        ),
        "reverse.direct": "Return path: the author's own, as nobody passed it on.",
        "reverse.rewritten": "Return path: rewritten in the forwarder's own form, no SRS.",
        "reverse.null": "Return path: emptied, no SRS.",
        "subject.True": "Subject: untouched.",
        "subject.False": "Subject: changed to “{subject}”.",
        "named": "The alias is named by {field}.",
        "unnamed": "No field names the alias.",
        "old": (
            "It came to an earlier address of the project, which will stop working: have {alias} "
            "forwarded to the current one."
        ),
    },
    "ru": {
        "project": "Относится к проекту «{project}».",
        "state.waiting": "Ждёт: пока неизвестно, доходит ли почта {alias} до этой службы.",
        "state.confirming": "Почтовый провайдер просит подтвердить пересылку.",
        "state.testing": "Проверочное письмо в пути.",
        "state.active": "Работает.",
        "state.silent": "Замолчал: писем нет намного дольше обычного.",
        "state.failed": "Не работает: проверка не вернулась как следует.",
        "mail": "Последнее письмо через него пришло {moment}.",
        "no.mail": "Через него ещё не пришло ни одного письма.",
        "armed": "Подтверждение Google или Яндекса ожидается до {moment}.",
        "tested": "Последняя проверка отправлена {moment}.",
        "test.sent": "Письмо ушло, ждём его обратно.",
        "test.queued": "Ждёт отправки: {words}",
        "todo.wait": (
            "Загляните через несколько минут; через 30 минут проверка считается потерянной."
        ),
        "todo.confirm": (
            "Если пересылку с {alias} на {target} включили вы сами, подтвердите её у провайдера: "
            "{link}{code}"
        ),
        "todo.code": " (код {code})",
        "todo.test": "Отправьте проверку: mailbridge alias test {alias}",
        "todo.direct": (
            "{domain} — наш домен: если его MX ведёт сюда, почта приходит сама. Проверка: "
            "mailbridge alias test {alias}"
        ),
        "todo.arm": (
            "Если провайдер просит подтверждение, сначала выполните mailbridge alias arm {alias}"
        ),
        "todo.forward": (
            "Включите пересылку с {alias} на {target}; шаги: mailbridge alias show {alias} --how "
            "{how}."
        ),
        "how": "yandex (или google, microsoft, postfix, cpanel, other)",
        "provider.google": "Почта домена {domain} — в Google, так говорит его MX.",
        "provider.microsoft": "Почта домена {domain} — в Microsoft 365, так говорит его MX.",
        "provider.yandex": "Почта домена {domain} — в Яндексе, так говорит его MX.",
        "provider.ours": (
            "MX домена {domain} ведёт сюда: почта приходит сама, пересылать ничего не нужно."
        ),
        "path.google": "Вернулось через Google",
        "path.microsoft": "Вернулось через Microsoft 365",
        "path.yandex": "Вернулось через Яндекс",
        "path.direct": "Пришло сюда напрямую: почту {alias} принимает эта служба",
        "path.other": "Вернулось через другой почтовый сервер",
        "took": "{path}{via}, {seconds} с в пути.",
        "from.True": "From: сохранён.",
        "from.False": "From: переписан.",
        "dkim.kept": "DKIM: сохранён.",
        "dkim.broken": "DKIM: сломан, письмо изменили по дороге (приписка, пометка в теме).",
        "dkim.not signed": "DKIM: наше письмо не было подписано.",
        "dkim.unknown": "DKIM: неизвестно, DNS не ответил.",
        "reverse.srs": "Обратный путь: переписан по SRS.",
        "reverse.unchanged": (
            "Обратный путь: прежний, без SRS; SPF клиентских доменов здесь не пройдёт, решает их "
            "DKIM."
        ),
        "reverse.direct": "Обратный путь: авторский, письмо никто не передавал.",
        "reverse.rewritten": "Обратный путь: переписан по-своему, без SRS.",
        "reverse.null": "Обратный путь: пуст, без SRS.",
        "subject.True": "Тема: не тронута.",
        "subject.False": "Тема: стала «{subject}».",
        "named": "Псевдоним назван в поле {field}.",
        "unnamed": "Ни одно поле не называет псевдоним.",
        "old": (
            "Оно пришло на прежний адрес проекта, который перестанет работать: включите пересылку "
            "с {alias} на нынешний."
        ),
    },
}


def say(key: str, language: str, **values: object) -> str:
    """The sentence of that key."""
    return _SAID[language_of(language)][key].format(**values)


def cause(name: str, language: str, **values: str) -> str:
    """`values`: alias, domain (of the alias), target (the project address), ours (our domain)."""
    return CAUSES[language_of(language)][name].format(**values)


def cure(name: str, language: str, **values: str) -> tuple[str, ...]:
    return tuple(step.format(**values) for step in CURES[language_of(language)][name])


def report_lines(report: Report, alias: str, language: str) -> tuple[str, ...]:
    """How a test came back, a sentence for each finding."""
    said = _SAID[language_of(language)]
    via = f" ({report.via})" if report.via else ""
    return (
        said["took"].format(
            path=said[f"path.{report.path}"].format(alias=alias), via=via, seconds=report.seconds
        ),
        said[f"from.{report.from_kept}"],
        said[f"dkim.{report.dkim}"],
        said[
            "reverse.direct"
            if report.path == "direct" and report.reverse_path == "unchanged"
            else f"reverse.{report.reverse_path}"
        ],
        said[f"subject.{report.subject_kept}"].format(subject=report.subject),
        said["named"].format(field=report.named_by) if report.named_by else said["unnamed"],
        *((said["old"].format(alias=alias),) if report.old_address else ()),
    )


def lasted(span: timedelta, language: str) -> str:
    """ "26 hours", "3 дня": hours up to two days, then days."""
    hours = int(span.total_seconds() // 3600)
    unit, number = ("duration-hour", hours) if hours < 48 else ("duration-day", hours // 24)
    return format_unit(number, unit, "long", locale=Locale.parse(language_of(language)))
