"""A reading as a page for an administrator."""

from mailbridge.domain.message import Attachment, Command, Kind, Mailbox, Message, Reading

_KINDS = {
    "en": {
        Kind.HUMAN: "a letter somebody wrote", Kind.AUTO_REPLY: "an automatic reply", Kind.BOUNCE: (
            "a bounce: the mail was not delivered"
        ),
        Kind.DELAY: "a notice that mail is delayed", Kind.COMPLAINT: (
            "a complaint about mail of ours"
        ),
        Kind.LIST: (
            "mail of a mailing list, or bulk mail"
        ), Kind.RECEIPT: "a read or delivery receipt",
        Kind.CONFIRMATION: "a mail provider asks to confirm forwarding",
    },
    "ru": {
        Kind.HUMAN: (
            "письмо, написанное человеком"
        ), Kind.AUTO_REPLY: "автоматический ответ", Kind.BOUNCE: "отказ: письмо не доставлено",
        Kind.DELAY: "извещение о задержке доставки", Kind.COMPLAINT: "жалоба на наше письмо",
        Kind.LIST: "письмо рассылки", Kind.RECEIPT: "уведомление о прочтении или доставке",
        Kind.CONFIRMATION: "почтовая служба просит подтвердить пересылку",
    },
}  # fmt: skip
_WORDS = {
    "en": {},
    "ru": {
        "What it is": "Что это", "because": "потому что", "Subject": "Тема", "From": "От",
        "To": "Кому", "Cc": "Копия",
        "Reply-To": "Отвечать",
        "Date": "Дата", "Discussion by": "Ищем по",
        "What was written now": "Что написано сейчас", "Cut away, and why": "Что убрано и почему",
        "quoted lines": "строк цитаты", "signature lines": "строк подписи", "nothing": "ничего",
        "Forwarded letter": (
            "Пересланное письмо"
        ),
        "Questions and requests": "Вопросы и просьбы", "Commands": "Команды", "Due": "Срок",
        "Attachments": "Вложения",
        "inside the text": "в тексте", "bytes": "байт", "Invitation": "Приглашение",
        "Not delivered to": "Не доставлено",
        "What was mended": "Что исправлено", "What the steps said": "Что сказали шаги",
        "Where it would go": "Куда попадёт", "no store is configured here": (
            "хранилище здесь не настроено"
        ),
        "without a name": "без имени", "nobody is named": "никто не назван",
        "not stated": "не указана", "message": "письмо",
        "unknown word, kept as text": (
            "неизвестное слово, оставлено в тексте"
        ), "Language": "Язык", "(no subject)": "(без темы)",
    },
}  # fmt: skip
_INDENT = "    "
_COLUMN = 18


def page(
    path: str, index: int, reading: Reading, destination: str | None, language: str = "en"
) -> str:
    """The page; `destination` says where the message would go, None when no store is configured."""
    return _Page(language).of(path, index, reading, destination)


class _Page:
    def __init__(self, language: str) -> None:
        self._words, self._kinds = _WORDS[language], _KINDS[language]
        self._lines: list[str] = []

    def of(self, path: str, index: int, reading: Reading, destination: str | None) -> str:
        """All sections, those that say nothing left out."""
        title = f"{path}, {self._t('message')} {index + 1}" if index else path
        self._lines += [title, "=" * min(len(title), 100)]
        self._head(reading)
        self._text(reading)
        self._found(reading)
        self._files(reading.message)
        self._section("What was mended", list(reading.message.defects))
        self._section("What the steps said", list(reading.notes))
        self._section(
            "Where it would go", (destination or self._t("no store is configured here")).split("\n")
        )
        return "\n".join([*self._lines, ""])

    def _t(self, words: str) -> str:
        return self._words.get(words, words)

    def _row(self, label: str, value: str | None) -> None:
        if value:
            self._lines.append(f"{self._t(label):{_COLUMN}}{value}")

    def _section(self, label: str, lines: list[str]) -> None:
        if lines:
            self._lines += ["", self._t(label), *(f"{_INDENT}{line}" for line in lines)]

    def _head(self, reading: Reading) -> None:
        message = reading.message
        because = f" ({self._t('because')}: {reading.evidence})" if reading.evidence else ""
        self._row("What it is", self._kinds[reading.kind] + because)
        self._row("Subject", message.subject or self._t("(no subject)"))
        self._row(
            "Discussion by",
            reading.base_subject if reading.base_subject != message.subject else None,
        )
        self._row(
            "From", _listed(message.from_) or message.header("From") or self._t("nobody is named")
        )
        self._row("Reply-To", _listed(message.reply_to))
        self._row("To", _listed(message.to))
        self._row("Cc", _listed(message.cc))
        self._row(
            "Date", message.date.isoformat(sep=" ") if message.date else self._t("not stated")
        )
        self._row("Language", reading.language)
        if reading.bounce:
            told = (reading.bounce.recipient, reading.bounce.status, reading.bounce.words)
            self._row("Not delivered to", " ".join(word for word in told if word))

    def _text(self, reading: Reading) -> None:
        self._section("What was written now", reading.trimmed.reply.strip("\n").split("\n"))
        cut = [
            f"{line_count(text)} {self._t(label)}"
            for text, label in _cut_away(reading)
            if text.strip()
        ]
        rules = [note for note in reading.notes if note.startswith("trim:")]
        self._section("Cut away, and why", [*(cut or [self._t("nothing")]), *rules])

    def _found(self, reading: Reading) -> None:
        inside = reading.forwarded
        if inside:
            told = [
                str(inside.author) if inside.author else "",
                inside.subject or "",
                inside.date.isoformat(sep=" ") if inside.date else "",
            ]
            self._section(
                "Forwarded letter",
                [*(one for one in told if one), *inside.text.strip("\n").split("\n")],
            )
        self._section(
            "Questions and requests",
            [f"{number}. {text}" for number, text in enumerate(reading.questions, start=1)],
        )
        self._section("Commands", [self._command(one) for one in reading.commands])
        self._section(
            "Due",
            [f"{reading.due.at.isoformat(sep=' ')} ({reading.due.words})"] if reading.due else [],
        )

    def _command(self, one: Command) -> str:
        remark = f" ({self._t('unknown word, kept as text')})" if one.unknown else ""
        return f"#{one.name} {one.argument}".rstrip() + remark

    def _files(self, message: Message) -> None:
        self._section("Attachments", [self._file(one) for one in message.attachments])
        if message.event:
            self._section(
                "Invitation",
                [
                    (
                        f"{message.event.method}: {message.event.summary}, "
                        f"{message.event.start.isoformat()}"
                    )
                ],
            )

    def _file(self, one: Attachment) -> str:
        inline = f", {self._t('inside the text')}" if one.inline else ""
        return (
            f"{one.last_part or self._t('without a name')}: {one.content_type}, {one.size:,} "
            f"{self._t('bytes')}{inline}"
        )


def _listed(several: tuple[Mailbox, ...]) -> str:
    return ", ".join(map(str, several))


def _cut_away(reading: Reading) -> tuple[tuple[str, str], tuple[str, str]]:
    return (reading.trimmed.quoted, "quoted lines"), (reading.trimmed.signature, "signature lines")


def line_count(text: str) -> int:
    """Lines that say something."""
    return sum(bool(line.strip()) for line in text.split("\n"))
