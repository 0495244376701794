"""People at their mail programs."""

import smtplib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from html import escape

from tests.journeys.bridge import Bridge
from tests.journeys.post_boxes import Letter

MONTHS = (
    "янв.",
    "февр.",
    "мар.",
    "апр.",
    "мая",
    "июн.",
    "июл.",
    "авг.",
    "сент.",
    "окт.",
    "нояб.",
    "дек.",
)
DAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")


@dataclass(frozen=True)
class Correspondent:
    """Somebody with a name and an address, who writes to mailbridge by SMTP."""

    bridge: Bridge
    name: str
    address: str
    russian: bool = False

    def writes(
        self, to: str, subject: str, text: str, cc: Sequence[str] = (), **fields: str
    ) -> EmailMessage:
        """A fresh letter. `fields` are more header fields, with _ for -."""
        mail = self.mail(to, subject, cc, **fields)
        mail.set_content(text)
        self.sends(mail, (to,))
        return mail

    def answers(
        self,
        letter: Letter,
        text: str,
        *,
        everybody: bool = False,
        linked: bool = True,
        to: str | None = None,
    ) -> EmailMessage:
        """As Gmail answers: the text above, the letter quoted below, once as text and once as
        HTML.
        """
        mailbox = to or letter.reply_to
        others = (
            [one for one in letter.addresses("To", "Cc") if one != self.address]
            if everybody
            else []
        )
        mail = self.mail(mailbox, f"Re: {letter['Subject'].removeprefix('Re: ')}", others)
        if linked:
            mail["In-Reply-To"] = letter["Message-ID"]
            mail["References"] = (
                f"{letter['References'] if letter.mail['References'] else ''} "
                f"{letter['Message-ID']}"
            ).strip()
        quote = "".join(f"> {line}".rstrip() + "\n" for line in letter.text.splitlines())
        mail.set_content(f"{text}\n\n{self._attribution(letter)}\n\n{quote}")
        mail.add_alternative(self._html(letter, text), subtype="html")
        self.sends(mail, (mailbox,))
        return mail

    def sends(
        self, mail: EmailMessage | bytes, recipients: Sequence[str], reverse_path: str | None = None
    ) -> None:
        content = mail if isinstance(mail, bytes) else mail.as_bytes()
        with smtplib.SMTP("127.0.0.1", self.bridge.port, timeout=30) as smtp:
            smtp.sendmail(
                self.address if reverse_path is None else reverse_path, recipients, content
            )

    def mail(self, to: str, subject: str, cc: Sequence[str] = (), **fields: str) -> EmailMessage:
        """A letter without words yet."""
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = f'"{self.name}" <{self.address}>', to, subject
        mail["Date"], mail["Message-ID"] = (
            format_datetime(datetime.now(UTC)),
            make_msgid(domain=self.address.partition("@")[2]),
        )
        if cc:
            mail["Cc"] = ", ".join(cc)
        for name, value in fields.items():
            mail[name.replace("_", "-")] = value
        return mail

    def _attribution(self, letter: Letter) -> str:
        at, author = letter.mail["Date"].datetime, letter.mail["From"].addresses[0]
        who = f"{author.display_name} <{author.addr_spec}>"
        if self.russian:
            return (
                f"{DAYS[at.weekday()]}, {at.day} {MONTHS[at.month - 1]} {at.year} г. в "
                f"{at:%H:%M}, {who}:"
            )
        return f"On {at:%a, %b} {at.day}, {at.year} at {at.hour % 12 or 12}:{at:%M %p} {who} wrote:"

    def _html(self, letter: Letter, text: str) -> str:
        said = "".join(f"<div>{escape(line) or '<br>'}</div>" for line in text.splitlines())
        attribution = (
            f'<div dir="ltr" class="gmail_attr">{escape(self._attribution(letter))}<br></div>'
        )
        quote = (
            '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px '
            f'solid">{letter.html}</blockquote>'
        )
        return (
            f'<div dir="ltr">{said}</div><br><div class="gmail_quote '
            f'gmail_quote_container">{attribution}{quote}</div>'
        )
