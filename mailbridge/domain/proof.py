"""What is known of a message's origin, and what it proves."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class SpfResult:
    """RFC 7208: pass, fail, softfail, neutral, none, temperror, permerror."""

    domain: str
    result: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DkimResult:
    """RFC 6376: pass, fail, temperror, permerror, of one signature."""

    domain: str
    selector: str
    result: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DmarcPolicy:
    """RFC 9989: the policy record found for the author's domain."""

    domain: str  # where the record was found
    policy: str  # none, quarantine, reject
    strict_dkim: bool = False
    strict_spf: bool = False


@dataclass(frozen=True, slots=True)
class ArcResult:
    """RFC 8617: the chain's validation, who sealed it last, and what that sealer had seen."""

    cv: str  # pass, fail, none
    sealer: str = ""
    trusted: bool = False
    dmarc: str = ""  # the recorded dmarc result


@dataclass(frozen=True, slots=True)
class Evidence:
    spf: SpfResult | None = None
    dkim: tuple[DkimResult, ...] = ()
    arc: ArcResult | None = None
    dmarc: DmarcPolicy | None = None


class Verification(StrEnum):
    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Proof:
    verification: Verification
    reason: str  # in words
    flags: tuple[str, ...] = ()  # several-authors, name-is-address, ...
