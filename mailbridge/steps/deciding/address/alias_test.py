"""A test letter that was sent to an alias and came back, or did not: what that says of the way
between.

The letter is known again by its signed token: in its Message-ID, which forwarders leave alone; or
in its text, when somebody's rule wrote a new letter around it. An answer to it is no return.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from mailbridge.domain.address import ProjectAddress, ReturnPath, split
from mailbridge.domain.alias import AliasTest, AliasTestReport
from mailbridge.domain.inbound import Facts, Inbound
from mailbridge.domain.message import Kind, Message
from mailbridge.domain.proof import Evidence
from mailbridge.domain.token import Purpose, open_, sign
from mailbridge.domain.told import told
from mailbridge.domain.verdict import Disposition, Reason, Verdict
from mailbridge.steps.deciding.address.header_mode import fed_by
from mailbridge.steps.deciding.proof.mediator import first_author

MARK = "mailbridge-test:"
MOST_READ = 100_000  # characters of text searched for the mark
_ID = "test."
_PATHS = (
    (
        "microsoft",
        ("x-ms-exchange-forwardingloop", "x-ms-exchange-inbox-rules-loop"),
        (".outlook.com", ".office365.com"),
    ),
    (
        "google",
        ("x-gm-original-to", "x-forwarded-for", "x-google-group-id"),
        (".google.com", ".googlemail.com"),
    ),
    ("yandex", ("x-yandex-forward",), (".yandex.net", ".yandex.ru", ".yandex-team.ru")),
)
_CAUSES = (  # enhanced status codes (RFC 3463) without the class digit, and words of refusals
    (
        "external-forwarding",
        (".7.520",),
        ("does not allow external forwarding", "external forwarding is not allowed"),
    ),
    (
        "loop",
        (".4.6", ".4.14", ".7.128"),
        ("routing loop", "hop count exceeded", "too many hops", "mail loop"),
    ),
    (
        "no-mailbox",
        (".1.0", ".1.1", ".1.2", ".1.3", ".1.6", ".1.10", ".2.1"),
        (
            "user unknown",
            "no such user",
            "does not exist",
            "recipient not found",
            "mailbox unavailable",
        ),
    ),
    ("full", (".2.2", ".3.1"), ("mailbox full", "mailbox is full", "over quota")),
    (
        "no-proof",
        (".7.9", ".7.20", ".7.23", ".7.24", ".7.25", ".7.26", ".7.27", ".7.509", ".7.515"),
        ("dmarc", "spf check", "unauthenticated email", "not authenticated"),
    ),
    (
        "no-host",
        (".4.4", ".4.310", ".4.312", ".4.317"),
        ("host not found", "domain not found", "no mx"),
    ),
    ("not-let-in", (".7.",), ("access denied", "blocked", "spam", "policy", "restricted")),
)


def token(test_id: int, alias_id: int, key: bytes) -> str:
    """The signed token that a test letter carries."""
    return sign(Purpose.ALIAS_TEST, (test_id, alias_id), key)


def message_id(token: str, domain: str) -> str:
    """The msg-id of a test letter."""
    return f"{_ID}{token}@{domain}"


def numbers(message: Message, keys: Sequence[bytes]) -> tuple[int, int] | None:
    """The test and the alias of a test letter; None for everything else."""
    opened = open_(Purpose.ALIAS_TEST, _token(message), keys)
    return (opened[0], opened[1]) if opened is not None and len(opened) == 2 else None


def decide(inbound: Inbound, facts: Facts) -> Inbound | Verdict:
    """A test letter stops here: it never becomes a post. What reports on it goes on, to the letter
    it reports on.
    """
    test = facts.test
    report = inbound.reading.kind in (Kind.BOUNCE, Kind.DELAY, Kind.COMPLAINT) and not _is_whole(
        inbound.reading.message
    )
    if test is None or report or isinstance(facts.own, ReturnPath):
        return inbound
    return Verdict(
        Disposition.ACCEPT,
        Reason.ALIAS_TEST,
        told("the test of {address} came back", address=test.address),
    )


def report(test: AliasTest, inbound: Inbound, facts: Facts) -> AliasTestReport:
    """How a test came back."""
    message, envelope = inbound.reading.message, inbound.envelope
    fed = fed_by(message, envelope.reverse_path, {test.address: test.alias_id})
    direct = facts.alias is not None and facts.alias.address == test.address
    author = first_author(message, frozenset({test.address})) or message.author
    return AliasTestReport(
        path="direct" if direct else _path(message, envelope.reverse_path),
        via=envelope.helo or _last_host(message),
        seconds=_seconds(test.started, inbound.received),
        reverse_path=_reverse_path(envelope.reverse_path),
        from_kept=author is not None and author.address == test.author,
        dkim=_dkim(facts.evidence, {split(test.author)[1], *facts.own_domains}),
        subject_kept=message.subject.strip() == test.subject,
        subject=message.subject.strip()[:200],
        named_by=fed.field if fed is not None else "",
        whole=_is_whole(message),
        right_project=facts.project is not None and facts.project.id == test.project_id,
        old_address=isinstance(facts.own, ProjectAddress)
        and facts.project is not None
        and facts.own.key != facts.project.key,
    )


def cause_of(words: str) -> str:
    """What a refusal of the test means, as a word; "refused" when it says nothing more."""
    text = words[:2000].casefold()
    codes = [word.strip("().,:;[]<>#") for word in text.replace("-", " ").split()]
    statuses = [code[1:] for code in codes if code[:2] in ("4.", "5.") and code.count(".") == 2]
    for name, known, phrases in _CAUSES:
        if any(_fits(status, code) for status in statuses for code in known) or any(
            phrase in text for phrase in phrases
        ):
            return name
    return "refused"


def _fits(status: str, code: str) -> bool:
    return status.startswith(code) if code.endswith(".") else status == code


def _is_whole(message: Message) -> bool:
    return (message.message_id or "").startswith(_ID)


def _token(message: Message) -> str:
    if _is_whole(message):
        return (message.message_id or "")[len(_ID) :].partition("@")[0]
    if any(one.startswith(_ID) for one in (*message.in_reply_to, *message.references)):
        return ""
    _, found, rest = message.text[:MOST_READ].partition(MARK)
    return next(iter(rest[:200].split()), "") if found else ""


def _path(message: Message, reverse_path: str) -> str:
    names = {name.lower() for name, _ in message.headers}
    hosts = (
        " ".join(value.partition(";")[0] for value in message.header_all("Received")[:10])
        .lower()
        .replace(")", " ")
        .split()
    )
    for path, fields, endings in _PATHS:
        if names.intersection(fields) or any(host.endswith(endings) for host in hosts):
            return path
    local = split(reverse_path)[0]
    return "microsoft" if "+srs=" in local else "google" if "+caf_=" in local else "other"


def _last_host(message: Message) -> str:
    words = (message.header("Received") or "").split()
    return words[1][:200] if len(words) > 1 and words[0].lower() == "from" else ""


def _seconds(since: datetime, until: datetime) -> int:
    return max(0, int((until - since).total_seconds()))


def _reverse_path(path: str) -> str:
    local = split(path)[0]
    if not path.strip("<> "):
        return "null"
    if local.startswith(("srs0", "srs1")) or "+srs=" in local:
        return "srs"
    return "unchanged" if local.startswith("b.") else "rewritten"


def _dkim(evidence: Evidence | None, ours: Collection[str]) -> str:
    """What became of our own signature."""
    results = {
        result.result
        for result in (evidence.dkim if evidence is not None else ())
        if result.domain in ours
    }
    if "pass" in results:
        return "kept"
    return "not signed" if not results else "unknown" if results == {"temperror"} else "broken"
