"""The mail server of the world outside: it takes what the relay is given, and keeps it in
everybody's box.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from time import monotonic, sleep
from typing import Any

from aiosmtpd.controller import Controller

PATIENCE = 30.0  # seconds until what should come has come; the machine may be busy


def wait_for(wanted: Callable[[], object], what: str, patience: float = PATIENCE) -> None:
    """Ask again and again until it is so."""
    until = monotonic() + patience
    while monotonic() < until:
        if wanted():
            return
        sleep(0.02)
    raise AssertionError(f"waited {patience:.0f} seconds for {what}")


@dataclass(frozen=True)
class Letter:
    """A letter in somebody's box."""

    reverse_path: str
    forward_path: str
    raw: bytes
    mail: EmailMessage

    def __getitem__(self, name: str) -> str:
        return str(self.mail[name])

    @property
    def text(self) -> str:
        return self._part("plain")

    @property
    def html(self) -> str:
        return self._part("html")

    @property
    def reply_to(self) -> str:
        return str(self.mail["Reply-To"].addresses[0].addr_spec)

    @property
    def unsubscribe(self) -> str:
        return self["List-Unsubscribe"].strip("<>")

    def addresses(self, *names: str) -> list[str]:
        """Those named in these fields."""
        return [
            one.addr_spec for name in names if self.mail[name] for one in self.mail[name].addresses
        ]

    def _part(self, subtype: str) -> str:
        part = self.mail.get_body((subtype,))
        assert part is not None
        return str(part.get_content()).replace("\r\n", "\n")


@dataclass
class PostBoxes:
    """Listens on 127.0.0.1:`port`. `answers` are the replies to RCPT that an address gets, one by
    one, before it is let in.
    """

    port: int
    letters: list[Letter] = field(default_factory=list)
    answers: dict[str, list[str]] = field(default_factory=dict)

    def __enter__(self) -> "PostBoxes":
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()
        return self

    def __exit__(self, *fault: object) -> None:
        self._controller.stop()

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if self.answers.get(address):
            return self.answers[address].pop(0)
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 welcome"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.letters += [
            Letter(envelope.mail_from, address, envelope.content, mail)
            for address in envelope.rcpt_tos
        ]
        return "250 2.0.0 in the box"

    def box(self, address: str) -> list[Letter]:
        """What somebody has got until now."""
        return [letter for letter in list(self.letters) if letter.forward_path == address]

    def letter(self, address: str, number: int = 1) -> Letter:
        """Somebody's letter, counted from 1; it may still be on its way."""
        wait_for(lambda: len(self.box(address)) >= number, f"letter {number} to {address}")
        return self.box(address)[number - 1]
