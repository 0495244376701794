"""Delivery status notifications (RFC 3464), read line by line, so that malformed fields cost only
themselves.
"""

from typing import NamedTuple

from mailbridge.steps.text.mailbox_search import first_mailbox
from mailbridge.values import dataclass

_NAMING = ("original-recipient", "final-recipient", "x-actual-recipient")
_PER_RECIPIENT = frozenset({
    *_NAMING, "action", "status", "diagnostic-code", "remote-mta", "last-attempt-date",
        "will-retry-until", "x-original-message-id",
})  # fmt: skip
_OPENING = ("final-recipient", "original-recipient", "action")
_MOVES = {
    "fail": "failed",
    "erro": "failed",
    "dela": "delayed",
    "deli": "delivered",
    "rela": "relayed",
    "expa": "expanded",
}
_FIELD_LENGTH = 4000


@dataclass(frozen=True, slots=True)
class Group:
    """The per-recipient fields of one recipient (RFC 3464 section 2.3), names in lower case, values
    unfolded.
    """

    fields: dict[str, str]

    @property
    def recipient(self) -> str | None:
        """The mailbox written to (Original-Recipient), or the one it became."""
        named = (
            first_mailbox(_typed(self.fields.get(name, "")))
            for name in ("original-recipient", "final-recipient", "x-actual-recipient")
        )
        return next((mailbox for mailbox in named if mailbox), None)

    @property
    def action(self) -> str | None:
        """failed, delayed, delivered, relayed or expanded (RFC 3464 section 2.3.3); None when it
        says none of them.
        """
        return _MOVES.get(self.fields.get("action", "").strip().lower()[:4])

    @property
    def status(self) -> str:
        """The enhanced status code (RFC 3463) of the group; "" without one."""
        return self.fields.get("status", "")

    @property
    def diagnostic(self) -> str:
        """The far side's words, without their type ("smtp;")."""
        return _typed(self.fields.get("diagnostic-code", ""))


def _typed(value: str) -> str:
    kind, semicolon, rest = value.partition(";")
    return rest.strip() if semicolon and len(kind) < 40 and "@" not in kind else value.strip()


class Field(NamedTuple):
    name: str
    value: str


def groups(text: str) -> tuple[Group, ...]:
    """The recipients a report's text names; text around the fields is passed over."""
    found: list[dict[str, str]] = []
    current: dict[str, str] = {}
    for field in _fields(text):
        if field.name in current and field.name in _OPENING:
            found.append(current)
            current = {}
        current.setdefault(field.name, field.value)
    found.append(current)
    return tuple(
        Group(fields)
        for fields in found
        if {"final-recipient", "original-recipient", "action"} & fields.keys()
    )


def _fields(text: str) -> list[Field]:
    fields: list[Field] = []
    known = False
    for line in text.split("\n"):
        if line[:1] in {" ", "\t"} and known and line.strip():
            if len(fields[-1].value) >= _FIELD_LENGTH:
                continue
            fields[-1] = Field(
                fields[-1].name, (fields[-1].value + " " + line.strip())[:_FIELD_LENGTH]
            )
            continue
        name, colon, value = line[:_FIELD_LENGTH].partition(":")
        name = name.strip().lower()
        known = bool(colon) and name in _PER_RECIPIENT
        if known:
            fields.append(Field(name, value.strip()))
    return fields
