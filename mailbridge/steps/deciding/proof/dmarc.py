"""DMARC (RFC 9989): policy records, and the tree walk that finds whose policy applies and which
domains belong together.
"""

from collections.abc import Mapping

from mailbridge.domain.proof import DmarcPolicy
from mailbridge.values import dataclass

_POLICIES = ("none", "quarantine", "reject")
_SOFTER = {"reject": "quarantine", "quarantine": "none", "none": "none"}
_MOST_LABELS = 8  # RFC 9989 section 4.10: at most eight queries


@dataclass(frozen=True, slots=True)
class Record:
    """A valid policy record (RFC 9989 section 4.7)."""

    policy: str
    subdomains: str | None = None  # sp
    nonexistent: str | None = None  # np
    strict_dkim: bool = False
    strict_spf: bool = False
    public_suffix: str = "u"  # psd: y, n or u
    testing: bool = False  # t=y


def parse(texts: tuple[str, ...]) -> Record | None:
    """The one policy record among the TXT records of a name; several are none (RFC 9989 section
    4.10).
    """
    records = [record for record in map(_record, texts) if record]
    return records[0] if len(records) == 1 else None


def _record(text: str) -> Record | None:
    name, _, version = text.partition(";")[0].partition("=")
    if name.strip().lower() != "v" or version.strip() != "DMARC1":  # section 4.8: exactly so
        return None
    tags = _tags(text)
    policy = _policy(tags.get("p"))
    if policy is None and "rua" not in tags:
        return None
    return Record(
        policy=policy or "none",
        subdomains=_policy(tags.get("sp")),
        nonexistent=_policy(tags.get("np")),
        strict_dkim=tags.get("adkim", "").lower() == "s",
        strict_spf=tags.get("aspf", "").lower() == "s",
        public_suffix=tags.get("psd", "u").lower(),
        testing=tags.get("t", "").lower() == "y",
    )


def _tags(text: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in text[:4000].split(";"))
    return {name.strip().lower(): value.strip() for name, equals, value in pairs if equals}


def _policy(value: str | None) -> str | None:
    return value.lower() if value is not None and value.lower() in _POLICIES else None


def targets(domain: str) -> tuple[str, ...]:
    """The names of the tree walk, the domain itself first, the last a single label (RFC 9989
    section 4.10).
    """
    labels = domain.split(".")
    longest = len(labels) if len(labels) <= _MOST_LABELS else _MOST_LABELS - 1
    walk = [".".join(labels[-count:]) for count in range(longest, 0, -1)]
    return (domain, *(name for name in walk if name != domain))


def organizational(domain: str, records: Mapping[str, Record]) -> str:
    """The Organizational Domain (RFC 9989 section 4.10.2)."""
    walk = targets(domain)
    found = [(number, records[name]) for number, name in enumerate(walk) if name in records]
    for number, record in found:
        if record.public_suffix == "n":
            return walk[number]
        if record.public_suffix == "y" and number > 0:
            return _one_below(domain, walk[number])
    return walk[found[-1][0]] if found else domain


def _one_below(domain: str, suffix: str) -> str:
    return ".".join(domain.split(".")[-(suffix.count(".") + 2) :])


def applying(
    domain: str, records: Mapping[str, Record], *, exists: bool = True
) -> DmarcPolicy | None:
    """The policy for an author's domain: its own, its organization's, its public suffix's (RFC 9989
    section 4.10.1).
    """
    organization = organizational(domain, records)
    suffix = next(
        (
            name
            for name in targets(domain)
            if name in records and records[name].public_suffix == "y"
        ),
        None,
    )
    where = next(
        (name for name in (domain, organization, suffix) if name and name in records), None
    )
    if where is None:
        return None
    record = records[where]
    return DmarcPolicy(
        where,
        _asked(record, own=where == domain, exists=exists),
        record.strict_dkim,
        record.strict_spf,
    )


def _asked(record: Record, *, own: bool, exists: bool) -> str:
    inherited = record.subdomains or record.policy
    if not exists:
        inherited = record.nonexistent or inherited
    policy = record.policy if own else inherited
    return _SOFTER[policy] if record.testing else policy
