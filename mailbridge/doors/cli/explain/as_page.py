"""A reading as a page for an administrator."""

from collections.abc import Sequence

from mailbridge.domain.message import Attachment, Command, Mailbox, Message, Reading
from mailbridge.doors.cli.explain.hop_table import hop_table
from mailbridge.doors.cli.frame.answers import printable
from mailbridge.steps.telling.words.catalogue import ENGLISH, Catalogue
from mailbridge.steps.telling.words.message_kinds import MESSAGE_KINDS

_INDENT = "    "
_COLUMN = 18


def page(
    path: str,
    index: int,
    reading: Reading,
    destination: str | None,
    words: Catalogue = ENGLISH,
) -> str:
    """The page; `destination` says where the message would go, None when no store is configured."""
    return _Page(words).of(path, index, reading, destination)


class _Page:
    def __init__(self, words: Catalogue) -> None:
        self._words = words
        self._lines: list[str] = []

    def of(self, path: str, index: int, reading: Reading, destination: str | None) -> str:
        """All sections, those that say nothing left out."""
        title = (
            self._words.say("{path}, message {number}", path=path, number=index + 1)
            if index
            else path
        )
        self._lines += [title, "=" * min(len(title), 100)]
        self._head(reading)
        self._text(reading)
        self._found(reading)
        self._files(reading.message)
        self._section(
            self._words.say("The way it came"), hop_table(reading.message.hops, self._words)
        )
        self._section(
            self._words.say("What was mended"), list(map(self._words.tell, reading.message.defects))
        )
        self._section(
            self._words.say("What the steps said"), list(map(self._words.tell, reading.notes))
        )
        self._section(
            self._words.say("Where it would go"),
            (destination or self._words.say("no store is configured here")).split("\n"),
        )
        return "\n".join([*map(printable, self._lines), ""])

    def _row(self, label: str, value: str | None) -> None:
        if value:
            self._lines.append(f"{label:{_COLUMN}}{value}")

    def _section(self, label: str, lines: list[str]) -> None:
        if lines:
            self._lines += ["", label, *(f"{_INDENT}{line}" for line in lines)]

    def _told(self, lines: Sequence[str]) -> list[str]:
        return [self._words.tell(line) for line in lines]

    def _head(self, reading: Reading) -> None:
        message = reading.message
        because = (
            f" ({self._words.say('because')}: {self._words.tell(reading.evidence)})"
            if reading.evidence
            else ""
        )
        self._row(
            self._words.say("What it is"), self._words.say(MESSAGE_KINDS[reading.kind]) + because
        )
        self._row(self._words.say("Reaction"), reading.reaction.emoji if reading.reaction else None)
        self._row(self._words.say("Subject"), message.subject or self._words.say("(no subject)"))
        self._row(
            self._words.say("Discussion by"),
            reading.base_subject if reading.base_subject != message.subject else None,
        )
        self._row(
            self._words.say("From"),
            _listed(message.from_) or message.header("From") or self._words.say("nobody is named"),
        )
        self._row(self._words.say("Reply-To"), _listed(message.reply_to))
        self._row(self._words.say("To"), _listed(message.to))
        self._row(self._words.say("Cc"), _listed(message.cc))
        self._row(
            self._words.say("Date"),
            message.date.isoformat(sep=" ") if message.date else self._words.say("not stated"),
        )
        self._row(self._words.say("Language"), reading.language)
        if reading.bounce:
            told = (reading.bounce.recipient, reading.bounce.status, reading.bounce.words)
            self._row(self._words.say("Not delivered to"), " ".join(word for word in told if word))

    def _text(self, reading: Reading) -> None:
        self._section(
            self._words.say("What was written now"), reading.trimmed.reply.strip("\n").split("\n")
        )
        cut = self._cut_away(reading)
        rules = [self._words.tell(note) for note in reading.notes if note.startswith("trim:")]
        self._section(
            self._words.say("Cut away, and why"), [*(cut or [self._words.say("nothing")]), *rules]
        )

    def _found(self, reading: Reading) -> None:
        inside = reading.forwarded
        if inside:
            told = [
                str(inside.author) if inside.author else "",
                inside.subject or "",
                inside.date.isoformat(sep=" ") if inside.date else "",
            ]
            self._section(
                self._words.say("Forwarded letter"),
                [*(one for one in told if one), *inside.text.strip("\n").split("\n")],
            )
        self._section(
            self._words.say("Questions and requests"),
            [f"{number}. {text}" for number, text in enumerate(reading.questions, start=1)],
        )
        self._section(
            self._words.say("Commands"), [self._command(command) for command in reading.commands]
        )
        self._section(
            self._words.say("Due"),
            [f"{reading.due.at.isoformat(sep=' ')} ({reading.due.words})"] if reading.due else [],
        )

    def _command(self, command: Command) -> str:
        remark = f" ({self._words.say('unknown word, kept as text')})" if command.unknown else ""
        return f"#{command.name} {command.argument}".rstrip() + remark

    def _files(self, message: Message) -> None:
        self._section(
            self._words.say("Attachments"),
            [self._file(attachment) for attachment in message.attachments],
        )
        if message.event:
            self._section(
                self._words.say("Invitation"),
                [
                    (
                        f"{message.event.method}: {message.event.summary}, "
                        f"{message.event.when.isoformat()}"
                    )
                ],
            )

    def _file(self, file: Attachment) -> str:
        inline = f", {self._words.say('inside the text')}" if file.inline else ""
        name = file.last_part or self._words.say("without a name")
        octets = self._words.say("{number} bytes", number=f"{file.size:,}")
        return f"{name}: {file.content_type}, {octets}{inline}"

    def _cut_away(self, reading: Reading) -> list[str]:
        quoted, signature = (
            line_count(reading.trimmed.quoted),
            line_count(reading.trimmed.signature),
        )
        said = [
            (
                quoted,
                self._words.say_number("{number} quoted line", "{number} quoted lines", quoted),
            ),
            (
                signature,
                self._words.say_number(
                    "{number} signature line", "{number} signature lines", signature
                ),
            ),
        ]
        return [sentence for number, sentence in said if number]


def _listed(several: tuple[Mailbox, ...]) -> str:
    return ", ".join(map(str, several))


def line_count(text: str) -> int:
    """Lines that say something."""
    return sum(bool(line.strip()) for line in text.split("\n"))
