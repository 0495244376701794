"""What is known of a message's origin, and what it proves."""

from enum import StrEnum

from mailbridge.domain.flag import Flag
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class SpfResult:
    """RFC 7208 section 2.6: pass, fail, softfail, neutral, none, temperror, permerror."""

    domain: str  # of the reverse-path, of the HELO name when that is null
    result: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DkimResult:
    """RFC 6376: pass, fail, temperror, permerror, of one signature; policy (RFC 8601) when it
    passes and cannot be relied on.
    """

    domain: str
    selector: str
    result: str
    reason: str = ""
    signed: frozenset[str] = frozenset()  # the names of the fields it covers, in lower case


@dataclass(frozen=True, slots=True)
class DmarcPolicy:
    """RFC 9989: the policy record found for the author's domain."""

    domain: str  # where the record was found
    policy: str  # none, quarantine, reject; what applies to the author's domain
    strict_dkim: bool = False
    strict_spf: bool = False


@dataclass(frozen=True, slots=True)
class ArcResult:
    """RFC 8617: the chain's validation, who sealed it last, and what that sealer had seen."""

    cv: str  # pass, fail, none, temperror
    sealer: str = ""
    trusted: bool = False
    dmarc: str = ""  # the dmarc result recorded by a trusted sealer
    author: str = ""  # the author's domain that result is about, where recorded
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TrustedResult:
    """One result in our own border's Authentication-Results (RFC 8601)."""

    method: str  # dkim, spf, dmarc, arc
    result: str
    domain: str  # header.d, smtp.mailfrom or header.from


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was gathered; None and empty where nothing was asked."""

    spf: SpfResult | None = None
    dkim: tuple[DkimResult, ...] = ()
    arc: ArcResult | None = None
    dmarc: DmarcPolicy | None = None
    trusted_results: tuple[TrustedResult, ...] = ()
    organizations: tuple[
        tuple[str, str], ...
    ] = ()  # a domain and its Organizational Domain (RFC 9989 section 4.10.2)
    flaws: tuple[str, ...] = ()  # of the header section: two readers may read two authors


class Verification(StrEnum):
    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Proof:
    """`flags` are several-authors, name-is-address, header-malformed: with any of them nothing is
    ever verified.
    """

    verification: Verification
    reason: str  # in words
    flags: tuple[Flag, ...] = ()
