"""Where does a forward-path lead? The same answer at RCPT and when the kept message is filed."""

from collections.abc import Sequence

from mailbridge.domain.address import (
    TOKENS,
    MorningAddress,
    OwnAddress,
    ProjectAddress,
    ReplyAddress,
    ReturnPath,
    SurveyAddress,
    decode,
    split,
)
from mailbridge.domain.inbound import Facts, Inbound, Route
from mailbridge.domain.told import told
from mailbridge.domain.verdict import Disposition, Reason, Verdict
from mailbridge.values import replace

POSTMASTER = "postmaster"
ABUSE = "abuse"  # RFC 2142 section 4


def wanted(forward_path: str) -> tuple[str, ...]:
    """The spellings under which an alias for this forward-path may be kept, the most exact
    first.
    """
    local, domain = split(forward_path)
    if not local or not domain:
        return ()
    return tuple(
        dict.fromkeys(
            f"{name}@{form}" for name in (local, _detail(local)[0]) for form in _forms(domain)
        )
    )


def own_address(
    forward_path: str, domains: frozenset[str], keys: Sequence[bytes]
) -> OwnAddress | None:
    """The forward-path in the grammar of our addresses, or None. A reply address may carry a
    `+detail`, too.
    """
    local, domain = split(forward_path)
    if not _ours(domain, domains):
        return None
    return decode(local, keys) or decode(_detail(local)[0], keys)


def route(forward_path: str, facts: Facts) -> Route | Verdict:
    """A route, or why there is none. An alias comes first: somebody made it on purpose."""
    local, domain = split(forward_path)
    if facts.alias is not None and facts.project is not None:
        exact = facts.alias.address.rpartition("@")[0] == local
        return Route(facts.project, alias=facts.alias, detail="" if exact else _detail(local)[1])
    ours = _ours(domain, facts.own_domains)
    if local == POSTMASTER and (ours or not domain):  # RFC 5321 section 4.5.1
        return Route(None, postmaster=True)
    if local == ABUSE and ours:
        return Route(None, postmaster=True)
    return _own(local, facts) if ours or not domain else _refused(Reason.RELAY_DENIED)


def decide(inbound: Inbound, facts: Facts) -> Inbound | Verdict:
    """Set the route. What was taken in by RCPT is never refused any more: where it led may be gone,
    then a person decides.
    """
    if facts.accepted_into is not None:
        return replace(inbound, route=Route(facts.accepted_into)).said(
            "route", told("into “{name}”, as an admin decided", name=facts.accepted_into.name)
        )
    found = route(inbound.envelope.forward_path, facts)
    if isinstance(found, Verdict):
        return Verdict(Disposition.HOLD, Reason.NO_PROJECT, found.note or found.reason)
    if found.postmaster:
        return Verdict(Disposition.HOLD, Reason.POSTMASTER)
    return replace(inbound, route=found).said("route", _words(found))


def _own(local: str, facts: Facts) -> Route | Verdict:
    match facts.own:
        case ProjectAddress(_, detail) if facts.project is not None:
            return Route(facts.project, facts.own, detail=detail)
        case ProjectAddress():
            return _refused(
                Reason.UNKNOWN_RECIPIENT,
                told("it has the form of a project address, but no project has it"),
            )
        case ReplyAddress():
            return _reply(local, facts)
        case ReturnPath() | SurveyAddress() | MorningAddress():
            return Route(None, facts.own, detail=_detail(local)[1])
        case None:
            return _refused(
                Reason.BAD_TOKEN if local.startswith(TOKENS) else Reason.UNKNOWN_RECIPIENT
            )


def _reply(local: str, facts: Facts) -> Route | Verdict:
    if facts.project is None or facts.reply_person is None or facts.reply_discussion is None:
        return _refused(
            Reason.UNKNOWN_RECIPIENT,
            told("the person or the discussion of this reply address is gone"),
        )
    return Route(facts.project, facts.own, detail=_detail(local)[1])


def _refused(reason: Reason, note: str = "") -> Verdict:
    return Verdict(Disposition.REJECT, reason, note)


def _words(found: Route) -> str:
    if not found.detail:
        return _address_words(found)
    words = _address_words(found)
    return told("{address}, detail “{detail}”", address=words, detail=found.detail)


def _address_words(found: Route) -> str:
    match found.own:
        case ReplyAddress(person, discussion, _, post):
            words = told(
                "reply address of person {person} in discussion {discussion}",
                person=person,
                discussion=discussion,
            )
            return told("{address}, of post {post}", address=words, post=post) if post else words
        case ReturnPath(letter):
            return told("return path of letter {letter}", letter=letter)
        case SurveyAddress(survey):
            return told("answers to question {survey}", survey=survey)
        case MorningAddress():
            return told("answers to a morning letter")
    if found.alias is not None:
        return told("alias {address}", address=found.alias.address)
    return told("project address")


def _detail(local: str) -> tuple[str, str]:
    """A local-part without its subaddress, and the subaddress (RFC 5233)."""
    bare, _, detail = local.partition("+")
    return (bare, detail) if bare else (local, "")


def _ours(domain: str, domains: frozenset[str]) -> bool:
    return domain in domains or any(form in domains for form in _forms(domain))


def _forms(domain: str) -> tuple[str, ...]:
    """A domain as it stands, as A-labels and as U-labels (RFC 5890)."""
    if domain.isascii() and "xn--" not in domain:
        return (domain,)
    try:
        ascii_form = domain.encode("idna").decode()
        return (domain, ascii_form, ascii_form.encode().decode("idna"))
    except UnicodeError:
        return (domain,)
