"""A wish that cannot be granted, told in the words of who wished it, with what to do next."""

WORDS: dict[str, tuple[str, str]] = {
    "no-such-project": (
        "There is no project “{name}”. `mailbridge project list` shows them all.",
        "Проекта «{name}» нет.",
    ),
    "no-such-alias": ("There is no alias {address}.", "Псевдонима {address} нет."),
    "no-such-person": (
        "Nobody here has the address {address}.",
        "Адреса {address} ни у кого здесь нет.",
    ),
    "no-such-discussion": ("There is no such discussion.", "Такого обсуждения нет."),
    "no-such-post": ("There is no such post.", "Такого сообщения нет."),
    "no-such-task": ("There is no such task.", "Такой задачи нет."),
    "no-such-mail": ("There is no such message in the mail log.", "Такого письма в журнале нет."),
    "no-such-letter": (
        "There is no such letter in the outbox.",
        "Такого письма среди исходящих нет.",
    ),
    "no-such-file": ("There is no such file.", "Такого файла нет."),
    "name-taken": (
        "A project called “{name}” exists already; choose another name.",
        "Проект «{name}» уже есть, выберите другое имя.",
    ),
    "address-taken": (
        "{address} is in use already, by {owner}.",
        "Адрес {address} уже занят: {owner}.",
    ),
    "own-address": (
        "{address} is a name that mailbridge uses itself; choose another.",
        "{address}: такое имя нужно самой службе, выберите другое.",
    ),
    "bad-address": (
        "“{address}” is not a mail address; it should look like name@example.com.",
        "«{address}» не похоже на адрес почты: нужно имя@example.com.",
    ),
    "bad-role": (
        "“{role}” is no role; use admin, member, client, client+ or observer.",
        "Роли «{role}» нет; есть admin, member, client, client+ и observer.",
    ),
    "same-person": ("That is one person already.", "Это и так один человек."),
    "last-address": (
        "{address} is the only address of theirs.",
        "{address}: других адресов у человека нет.",
    ),
    "bad-policy": (
        "“{choice}” is no policy; use allow, hold, block or forget.",
        "Есть только allow, hold, block и forget, не «{choice}».",
    ),
    "bad-setting": (
        "“{name}” cannot be “{value}”; use {values}.",
        "У «{name}» не бывает значения «{value}»; есть {values}.",
    ),
    "no-such-setting": (
        "A project has no “{name}”; it has {names}.",
        "У проекта нет «{name}»; есть {names}.",
    ),
    "no-client": (
        "No client belongs to this project yet; give an address.",
        "В проекте ещё нет клиентов; укажите адрес.",
    ),
    "which-client": (
        (
            "This project has clients of several companies; name whom you mean, such as #client "
            "maria@."
        ),
        "В проекте разные клиенты; назовите, кому писать, например #клиенту maria@.",
    ),
    "stays-inside": (
        "This discussion is internal; nothing in it goes to a client. Start a new one.",
        "Это обсуждение внутреннее, клиентам из него ничего не уходит. Начните новое.",
    ),
    "no-author": ("Nobody knows who wrote it.", "Неизвестно, кто это написал."),
    "project-needed": ("Say which project it is for.", "Укажите, для какого проекта это письмо."),
    "bad-state": (
        "“{state}” is no state; use {states}.",
        "Состояния «{state}» нет; есть {states}.",
    ),
    "bad-date": (
        "“{words}” is not a date I understand; write 2026-11-27, or friday.",
        "Не понимаю дату «{words}»; напишите 2026-11-27 или «пятница».",
    ),
    "no-name": ("A project needs a name.", "Проекту нужно название."),
    "empty": (
        "There is nothing to send; write something first.",
        "Отправлять нечего: сначала напишите текст.",
    ),
    "not-kept": (
        "No unproven words wait here: everything that clients may read has gone to them.",
        "Здесь нет писем без подтверждения, которые ждали бы решения.",
    ),
    "not-allowed": ("You may not do that.", "Этого вам делать нельзя."),
    "no-assignee": (
        "Nobody in this project is called “{name}”; give an address.",
        "В проекте нет никого по имени «{name}»; укажите адрес.",
    ),
    "ambiguous-assignee": (
        "More than one person is meant by “{name}”; give the whole address.",
        "«{name}» подходит нескольким людям; укажите адрес целиком.",
    ),
    "all-posts": (
        (
            "These are all the posts of the discussion: nothing would stay there. To put it into "
            "another one, merge it."
        ),
        (
            "Это все записи обсуждения: там ничего не осталось бы. Чтобы соединить его с другим, "
            "объедините их."
        ),
    ),
    "not-together": (
        (
            "These cannot be put together: they must be two discussions of one project, both internal "
            "or both not."
        ),
        "Это нельзя соединить: нужны два обсуждения одного проекта, оба внутренние или оба нет.",
    ),
    "nothing-to-undo": ("There is nothing to take back here.", "Здесь нечего отменять."),
    "no-relay": (
        "No letter can leave: set relay.url in the configuration.",
        "Письма не уходят: задайте relay.url в настройках.",
    ),
    "not-held": (
        "This message is not held; there is nothing to decide.",
        "Это письмо не задержано, решать нечего.",
    ),
    "too-late": ("It has been sent already.", "Письмо уже ушло."),
    "no-raw": (
        "Only the envelope was kept: the message was refused before its content came.",
        "Сохранён только конверт: письмо отклонили до передачи текста.",
    ),
}


class Refused(Exception):
    """Raised by services. `code` is one of WORDS; `values` fill its sentence."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(self.words("en"))

    def words(self, language: str) -> str:
        english, russian = WORDS[self.code]
        return (russian if language == "ru" else english).format(**self.values)
