"""Where a forward-path leads, and that RCPT and ingest cannot disagree."""

from dataclasses import replace

import pytest

from mailbridge.domain.address import ProjectAddress, ReplyAddress, ReturnPath, encode, redacted
from mailbridge.domain.alias import Alias
from mailbridge.domain.discussion import Discussion, State
from mailbridge.domain.inbound import Envelope, Facts, Inbound, Route
from mailbridge.domain.message import Message, Reading
from mailbridge.domain.project import Person, Project, Role
from mailbridge.domain.verdict import Disposition, Reason, Verdict
from mailbridge.steps.deciding.address.route import decide, own_address, route, wanted
from tests.container import KEY, MORNING

OURS = frozenset({"bridge.test", "xn--80a1acny.test"})
PROJECT = Project(1, "Bloom", "abcdefghjkmnpqrst")
ALIAS = Alias(1, "bloom@agency.test", 1)
PERSON = Person(5, "Anna", Role.CLIENT, ("anna@client.test",))
DISCUSSION = Discussion(9, 1, "Logo", "logo", State.OPEN, MORNING, MORNING)
NOTHING = Facts(now=MORNING, own_domains=OURS)
REPLY = encode(ReplyAddress(5, 9), KEY)


def known(forward_path: str) -> Facts:
    """Facts of a store that knows the project, the alias, the person and the discussion."""
    own = own_address(forward_path, OURS, (KEY,))
    if ALIAS.address in wanted(forward_path):
        return replace(NOTHING, own=own, alias=ALIAS, project=PROJECT)
    if isinstance(own, ReplyAddress):
        return replace(
            NOTHING, own=own, project=PROJECT, reply_person=PERSON, reply_discussion=DISCUSSION
        )
    return replace(
        NOTHING,
        own=own,
        project=PROJECT if isinstance(own, ProjectAddress) and own.key == PROJECT.key else None,
    )


def inbound(forward_path: str) -> Inbound:
    return Inbound(1, Envelope("anna@client.test", forward_path), MORNING, Reading(Message()))


ROUTES = {
    "abcdefghjkmnpqrst@bridge.test": Route(PROJECT, ProjectAddress("abcdefghjkmnpqrst")),
    "ABCDEFGHJKMNPQRST@Bridge.Test.": Route(PROJECT, ProjectAddress("abcdefghjkmnpqrst")),
    "abcdefghjkmnpqrst+task@bridge.test": Route(
        PROJECT, ProjectAddress("abcdefghjkmnpqrst", "task"), detail="task"
    ),
    "abcdefghjkmnpqrst@почта.test": Route(PROJECT, ProjectAddress("abcdefghjkmnpqrst")),
    "abcdefghjkmnpqrst@xn--80a1acny.test": Route(PROJECT, ProjectAddress("abcdefghjkmnpqrst")),
    "bloom@agency.test": Route(PROJECT, alias=ALIAS),
    "<Bloom@Agency.test>": Route(PROJECT, alias=ALIAS),
    "bloom+urgent@agency.test": Route(PROJECT, alias=ALIAS, detail="urgent"),
    f"{REPLY}@bridge.test": Route(PROJECT, ReplyAddress(5, 9)),
    f"{REPLY.upper()}@BRIDGE.TEST": Route(PROJECT, ReplyAddress(5, 9)),
    f"{REPLY}+task@bridge.test": Route(PROJECT, ReplyAddress(5, 9), detail="task"),
    f"{encode(ReplyAddress(5, 9, True), KEY)}@bridge.test": Route(
        PROJECT, ReplyAddress(5, 9, True)
    ),
    f"{encode(ReturnPath(7), KEY)}@bridge.test": Route(None, ReturnPath(7)),
    "postmaster": Route(None, postmaster=True),
    "POSTMASTER@bridge.test": Route(None, postmaster=True),
    "Abuse@bridge.test": Route(None, postmaster=True),
}
REFUSALS = {
    "nobody@bridge.test": Reason.UNKNOWN_RECIPIENT,
    "nobody": Reason.UNKNOWN_RECIPIENT,
    "": Reason.UNKNOWN_RECIPIENT,
    "@bridge.test": Reason.UNKNOWN_RECIPIENT,
    "+@bridge.test": Reason.UNKNOWN_RECIPIENT,
    "bcdefghjkmnpqrstu@bridge.test": Reason.UNKNOWN_RECIPIENT,
    f"{encode(ReplyAddress(5, 9), b'retired')}@bridge.test": Reason.BAD_TOKEN,
    f"{REPLY[:-1]}@bridge.test": Reason.BAD_TOKEN,
    "b.@bridge.test": Reason.BAD_TOKEN,
    "anna@client.test": Reason.RELAY_DENIED,
    "postmaster@client.test": Reason.RELAY_DENIED,
    "abcdefghjkmnpqrst@client.test": Reason.RELAY_DENIED,
    f"{REPLY}@client.test": Reason.RELAY_DENIED,
    "abcdefghjkmnpqrst%client.test@relay.test": Reason.RELAY_DENIED,
}


@pytest.mark.parametrize(("forward_path", "expected"), ROUTES.items(), ids=ROUTES.keys())
def test_an_address_of_ours_leads_somewhere(forward_path: str, expected: Route) -> None:
    """Project address, alias, detail, reply address, return path and postmaster, however they are
    spelt.
    """
    assert expected == route(forward_path, known(forward_path))


@pytest.mark.parametrize(("forward_path", "reason"), REFUSALS.items(), ids=REFUSALS.keys())
def test_any_other_address_is_refused_with_its_reason(forward_path: str, reason: Reason) -> None:
    """A domain of others is relaying; a name nobody has is unknown; a token that does not fit is
    bad.
    """
    found = route(forward_path, known(forward_path))
    assert isinstance(found, Verdict)
    assert (Disposition.REJECT, reason) == (found.disposition, found.reason)


@pytest.mark.parametrize("forward_path", [*ROUTES, *REFUSALS])
def test_what_is_taken_at_rcpt_is_filed_and_never_refused_later(forward_path: str) -> None:
    """Ingest has the same route; where RCPT would refuse by now, a person decides."""
    found, decided = (
        route(forward_path, known(forward_path)),
        decide(inbound(forward_path), known(forward_path)),
    )
    if isinstance(found, Route) and not found.postmaster:
        assert isinstance(decided, Inbound)
        assert (found, 1) == (decided.route, len(decided.trail))
    else:
        reason = Reason.POSTMASTER if isinstance(found, Route) else Reason.NO_PROJECT
        assert isinstance(decided, Verdict)
        assert (Disposition.HOLD, reason) == (decided.disposition, decided.reason)


def test_a_reply_address_needs_its_person_and_its_discussion() -> None:
    """A good signature is not enough when the discussion is gone."""
    facts = replace(known(f"{REPLY}@bridge.test"), reply_discussion=None, project=None)
    found = route(f"{REPLY}@bridge.test", facts)
    assert isinstance(found, Verdict)
    assert (Reason.UNKNOWN_RECIPIENT, 550) == (found.reason, found.reply.code)


def test_an_alias_may_have_a_plus_of_its_own() -> None:
    """The exact spelling is preferred, and then there is no detail."""
    alias = Alias(2, "bloom+shop@agency.test", 1)
    assert ("bloom+shop@agency.test", "bloom@agency.test") == wanted("Bloom+Shop@agency.test")
    assert Route(PROJECT, alias=alias) == route(
        "Bloom+Shop@agency.test", replace(NOTHING, alias=alias, project=PROJECT)
    )


def test_an_alias_at_our_own_domain_comes_before_the_postmaster() -> None:
    """Whoever made it wanted it so."""
    alias = Alias(3, "postmaster@bridge.test", 1)
    assert Route(PROJECT, alias=alias) == route(
        "Postmaster@bridge.test", replace(NOTHING, alias=alias, project=PROJECT)
    )


def test_logs_show_no_address_that_can_be_written_to() -> None:
    """Tokens and project addresses are cut; what everybody knows is shown."""
    shown = [
        redacted(path)
        for path in (
            "abcdefghjkmnpqrst+task@bridge.test",
            f"{REPLY}@bridge.test",
            "bloom@agency.test",
            "postmaster",
        )
    ]
    assert [
        "abcd…@bridge.test",
        f"{REPLY[:4]}…@bridge.test",
        "bloom@agency.test",
        "postmaster",
    ] == shown
