"""What the evidence proves about a message's author (RFC 9989 section 5, and FORWARDING in the
operator's guide).
"""

import unicodedata

from mailbridge.domain.flag import Flag
from mailbridge.domain.message import Mailbox, Message
from mailbridge.domain.proof import Evidence, Proof, Verification
from mailbridge.domain.told import told
from mailbridge.steps.deciding.proof.authentication_results import read
from mailbridge.steps.deciding.proof.mediator import first_author
from mailbridge.steps.text.domain_names import ascii_domain
from mailbridge.steps.text.mailbox_search import mailboxes

_VOUCHING = frozenset(
    {"from", "reply-to", "x-original-authentication-results"}
)  # what a group's signature has to cover
_ENFORCED = ("quarantine", "reject")


def judge(message: Message, evidence: Evidence, reverse_path: str, groups: frozenset[str]) -> Proof:
    """verified: a pass aligned with From; failed: its domain says that such mail is forged; else
    unverified.

    `groups` are the addresses of declared groups, in lower case; what one of them passed on is
    judged by its first author.
    """
    original = first_author(message, groups)
    author = original or message.author
    flags = _flags(message, evidence, original)
    domain = ascii_domain(author.domain) if author else None
    if author is None or domain is None:
        return Proof(Verification.UNVERIFIED, told("it names no author"), flags)
    if flags:
        return Proof(Verification.UNVERIFIED, _doubt(flags[0]), flags)
    if original:
        return _mediated(message, evidence, domain, reverse_path)
    proven = _proven(evidence, domain, reverse_path)
    return Proof(Verification.VERIFIED, proven) if proven else _unproven(evidence, domain)


def _mediated(message: Message, evidence: Evidence, domain: str, reverse_path: str) -> Proof:
    """What a list or group says of its first author; a letter that it never sent says nothing, and
    may be forged itself.
    """
    passed_on = _passed_on(message, evidence, domain)
    if passed_on:
        return Proof(Verification.VERIFIED, passed_on)
    group = ascii_domain(message.author.domain) if message.author else None
    if (
        group
        and not _proven(evidence, group, reverse_path)
        and _unproven(evidence, group).verification is Verification.FAILED
    ):
        return _unproven(evidence, group)
    return Proof(
        Verification.UNVERIFIED, told("the group does not say who proved to be the author")
    )


def _doubt(flag: Flag) -> str:
    return {
        Flag.SEVERAL_AUTHORS: told("it names more than one author"),
        Flag.NAME_IS_ADDRESS: told("the name it shows is another address"),
        Flag.HEADER_MALFORMED: told("its header section can be read in two ways"),
    }[flag]


def _proven(evidence: Evidence, domain: str, reverse_path: str) -> str | None:
    """What proves the author, in words."""
    policy = evidence.dmarc
    for signature in evidence.dkim:
        if signature.result == "pass" and _aligned(
            evidence, signature.domain, domain, strict=bool(policy and policy.strict_dkim)
        ):
            return told("signed by {domain}", domain=signature.domain)
    spf = evidence.spf
    if (
        spf
        and spf.result == "pass"
        and _is_of(reverse_path, spf.domain)
        and _aligned(evidence, spf.domain, domain, strict=bool(policy and policy.strict_spf))
    ):
        return told("sent by a server of {domain}", domain=spf.domain)
    return _sealed(evidence, domain) or _bordered(evidence, domain)


def _sealed(evidence: Evidence, domain: str) -> str | None:
    """A chain sealed by somebody the operator trusts, who saw dmarc=pass for this author (RFC 8617
    section 7.2.1).
    """
    arc = evidence.arc
    if (
        arc
        and arc.cv == "pass"
        and arc.trusted
        and arc.dmarc == "pass"
        and arc.author in {"", domain}
    ):
        return told("passed on by {sealer}, which had proof", sealer=arc.sealer)
    return None


def _bordered(evidence: Evidence, domain: str) -> str | None:
    """Our own border's results (RFC 8601); where it found the author forged, no single pass of it
    proves them. A border lets a signature pass that leaves room for others' words; we do not.
    """
    if not evidence.trusted_results or _rejected_by_border(evidence, domain):
        return None
    leaves_room = any(
        result.result == "policy" and _aligned(evidence, result.domain, domain, strict=False)
        for result in evidence.dkim
    )
    methods = {"spf"} if leaves_room else {"dkim", "spf", "dmarc"}
    for trusted_result in evidence.trusted_results:
        spoken = ascii_domain(trusted_result.domain)
        if (
            trusted_result.result == "pass"
            and trusted_result.method in methods
            and spoken
            and _aligned(evidence, spoken, domain, strict=trusted_result.method == "dmarc")
        ):
            return told(
                "our mail server found {method}=pass for {spoken}",
                method=trusted_result.method,
                spoken=spoken,
            )
    return None


def _rejected_by_border(evidence: Evidence, domain: str) -> bool:
    """Our border, which had the client at its own door, found dmarc=fail for this author; a field
    without header.from means them.
    """
    spoken = (
        ascii_domain(trusted_result.domain)
        for trusted_result in evidence.trusted_results
        if trusted_result.method == "dmarc" and trusted_result.result == "fail"
    )
    return any(one is None or _aligned(evidence, one, domain, strict=False) for one in spoken)


def _unproven(evidence: Evidence, domain: str) -> Proof:
    """Failed where our border says so, or where the domain's policy asks for it and everything that
    could align was looked at.
    """
    if evidence.trusted_results and _rejected_by_border(evidence, domain):
        return Proof(
            Verification.FAILED,
            told("our mail server found dmarc=fail for {domain}", domain=domain),
        )
    aligned = [
        result.result
        for result in evidence.dkim
        if _aligned(evidence, result.domain, domain, strict=False)
    ]
    spf = evidence.spf
    if (
        "temperror" in aligned
        or (spf and spf.result == "temperror")
        or (evidence.arc and evidence.arc.cv == "temperror")
    ):
        return Proof(
            Verification.UNVERIFIED, told("DNS did not answer, so nothing could be proved")
        )
    if evidence.dmarc and evidence.dmarc.policy in _ENFORCED and (spf or aligned):
        return Proof(
            Verification.FAILED,
            told(
                "{domain} asks to {policy} what it did not sign or send, and this it did not",
                domain=evidence.dmarc.domain,
                policy=evidence.dmarc.policy,
            ),
        )
    return Proof(
        Verification.UNVERIFIED, told("nothing proves that {domain} sent it", domain=domain)
    )


def _aligned(evidence: Evidence, domain: str, author: str, *, strict: bool) -> bool:
    """Identifier alignment (RFC 9989 section 4.4): the same domain, or in relaxed mode the same
    Organizational Domain.
    """
    if domain == author:
        return True
    organizations = dict(evidence.organizations)
    return (
        not strict
        and domain in organizations
        and organizations[domain] == organizations.get(author)
    )


def _is_of(reverse_path: str, domain: str) -> bool:
    """Whether the SPF result is about this reverse-path; the null one is spoken for by the HELO
    name (RFC 7208 section 2.4).
    """
    path = reverse_path.strip("<>")
    return not path or ascii_domain(path.rpartition("@")[2]) == domain


def _flags(message: Message, evidence: Evidence, original: Mailbox | None) -> tuple[Flag, ...]:
    several = len(message.from_) > 1 or "several From fields" in evidence.flaws
    author = message.author
    disguised = author is not None and not original and _names_another(author)
    malformed = any(flaw != "several From fields" for flaw in evidence.flaws)
    named = (
        (Flag.SEVERAL_AUTHORS, several),
        (Flag.NAME_IS_ADDRESS, disguised),
        (Flag.HEADER_MALFORMED, malformed),
    )
    return tuple(name for name, raised in named if raised)


def _names_another(author: Mailbox) -> bool:
    """Whether the name that is shown is, or holds, an address that is not the author's."""
    shown = unicodedata.normalize("NFKC", author.name[:1000])
    return any(mailbox.mailbox != author.address for mailbox in mailboxes(shown))


def _passed_on(message: Message, evidence: Evidence, domain: str) -> str | None:
    """The group's own letter is proved, and it recorded that its first author was."""
    group = ascii_domain(message.author.domain) if message.author else None
    recorded = read(message.header("x-original-authentication-results") or "")
    vouched = any(
        result.method == "dmarc" and result.result == "pass" and result.domain == domain
        for result in recorded.results
    )
    covering = (
        result for result in evidence.dkim if result.result == "pass" and result.signed >= _VOUCHING
    )
    if group and vouched and any(result.domain == group for result in covering):
        return told("passed on by the group at {group}, which had proof", group=group)
    return _sealed(evidence, domain) if evidence.arc and evidence.arc.author == domain else None
