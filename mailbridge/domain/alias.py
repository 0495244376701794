"""Aliases of projects, and the letters that try them."""

from datetime import datetime

from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class Alias:
    id: int
    address: str
    project_id: int
    state: str = "waiting"  # waiting, confirming, testing, active, silent, failed


@dataclass(frozen=True, slots=True)
class AliasTest:
    """A letter sent to an alias to see whether it comes back."""

    id: int
    alias_id: int
    address: str  # the alias
    project_id: int
    author: str  # its From
    subject: str
    started: datetime


@dataclass(frozen=True, slots=True)
class AliasTestReport:
    """How a test came back."""

    path: str  # google, microsoft, yandex, direct (it came for the alias itself), other
    via: str  # the machine that brought it, as it calls itself
    seconds: int  # on its way
    reverse_path: str  # unchanged, srs, rewritten, null
    from_kept: bool
    dkim: str  # kept, broken, not signed, unknown
    subject_kept: bool
    subject: str  # as it came
    named_by: str  # the field that names the alias, or ""
    whole: bool  # the same letter, not a new one around it
    right_project: bool = True
    old_address: bool = False  # of the project: one that was rotated and will stop working

    @property
    def cause(self) -> str:
        """Why it is a failure though it came back; "" when it is none."""
        if not self.right_project:
            return "wrong-project"
        if not self.whole:
            return "sent-anew"
        return "" if self.from_kept else "from-rewritten"


@dataclass(frozen=True, slots=True)
class AskedToForward:
    """What a mail provider asked last about an alias: whether mail may be forwarded here."""

    provider: str
    code: str | None
    link: str
    received: datetime
