"""Who gets which letter, and who gets none for which reason."""

from dataclasses import replace
from typing import Any

import pytest

from mailbridge.domain.address import ReplyAddress, encode
from mailbridge.domain.discussion import Channel
from mailbridge.domain.occasion import Occasion, Reader, Skip
from mailbridge.domain.project import Participant, Person, Role
from mailbridge.steps.telling.recipients import (
    Unreached,
    choose,
    is_ours,
    of_question,
    of_task,
    one_client,
    one_member,
    unreachable,
    unreached,
    wants_members,
)
from tests.occasions import (
    ANNA,
    BOSS,
    DISCUSSION,
    HEAD,
    IGOR,
    MARIA,
    TOM,
    earlier,
    heard_by,
    occasion,
    post,
)

NOBODY: frozenset[str] = frozenset()


def told(what: Occasion, had_it: frozenset[str] = NOBODY) -> list[tuple[str, str]]:
    return [(reader.person.name, reader.letter) for reader in choose(what, had_it).told]


def skipped(what: Occasion, had_it: frozenset[str] = NOBODY) -> dict[str, Skip]:
    return {person.name: reason for person, reason in choose(what, had_it).skipped}


def with_participant(what: Occasion, person: Person, **more: bool) -> Occasion:
    around = (*what.participants, Participant(person, **more))
    audience = replace(what.audience, heard=what.audience.heard | {person.id})
    return replace(what, participants=around, audience=audience)


def test_a_client_whom_the_post_is_not_meant_for_is_not_told() -> None:
    """Whoever wrote it."""
    for author in (ANNA, MARIA):
        what = heard_by(occasion(author, MARIA, TOM, IGOR), MARIA)
        assert Skip.NOT_MEANT == skipped(what)["Tom Reed"]
        assert "Tom Reed" not in [name for name, _ in told(what)]


@pytest.mark.parametrize("address", ["no-reply@bloom.test", "mailer-daemon@bloom.test"])
def test_no_letter_goes_where_nobody_reads(address: str) -> None:
    """However the address came to take part."""
    what = with_participant(occasion(ANNA, MARIA), replace(TOM, addresses=(address,)))
    assert Skip.ROBOT == skipped(what)["Tom Reed"]


def test_no_letter_goes_to_a_blocked_address() -> None:
    """Its mail is not taken, either."""
    what = replace(occasion(ANNA, MARIA, TOM), blocked=frozenset({"tom@bloom.test"}))
    assert Skip.BLOCKED == skipped(what)["Tom Reed"]


def test_one_letter_is_enough_for_two_who_are_answered_at_one_address() -> None:
    """A common mailbox gets it once."""
    office = replace(TOM, addresses=MARIA.addresses)
    what = with_participant(occasion(ANNA, MARIA), office)
    assert [("Maria Lopez", "client")] == told(what)
    assert Skip.SAME_ADDRESS == skipped(what)["Tom Reed"]


def test_everybody_but_the_author_is_told() -> None:
    """A member's post goes to the clients and to the rest of the team."""
    what = occasion(ANNA, MARIA, TOM, IGOR)
    assert [("Maria Lopez", "client"), ("Tom Reed", "client"), ("Игорь Белов", "team")] == told(
        what
    )
    assert {"Anna Petrova": Skip.AUTHOR} == skipped(what)


def test_a_clients_post_reaches_the_team_and_the_other_clients() -> None:
    """Everybody in the discussion reads what is said there."""
    assert [("Anna Petrova", "team"), ("Tom Reed", "client")] == told(occasion(MARIA, ANNA, TOM))


@pytest.mark.parametrize("address", MARIA.addresses)
def test_who_had_the_mail_is_not_told_again(address: str) -> None:
    """Any address of the person in To or Cc counts."""
    what = occasion(ANNA, MARIA, TOM)
    assert [("Tom Reed", "client")] == told(what, frozenset({address}))
    assert Skip.HAD_IT == skipped(what, frozenset({address}))["Maria Lopez"]


def test_an_internal_post_reaches_no_client() -> None:
    """Neither in an internal post nor in an internal discussion."""
    note = occasion(ANNA, MARIA, TOM, IGOR, post=post(ANNA, internal=True))
    inside = occasion(ANNA, MARIA, IGOR, discussion=replace(DISCUSSION, internal=True))
    assert [("Игорь Белов", "team")] == told(note) == told(inside)
    assert Skip.INTERNAL == skipped(note)["Maria Lopez"] == skipped(inside)["Maria Lopez"]


def test_a_client_who_had_an_internal_mail_is_still_named_internal() -> None:
    """What keeps a secret comes before what is merely polite."""
    note = occasion(ANNA, MARIA, post=post(ANNA, internal=True))
    assert Skip.INTERNAL == skipped(note, frozenset({MARIA.address}))["Maria Lopez"]


def test_muted_unreachable_and_newcomers_are_left_in_peace() -> None:
    """Each for a reason of its own."""
    what = with_participant(occasion(ANNA, MARIA), TOM, muted=True)
    what = with_participant(what, replace(TOM, id=20, name="Gone", unreachable=True))
    what = with_participant(what, replace(TOM, id=21, name="New"), admitted=False)
    what = with_participant(what, replace(TOM, id=22, name="Nowhere", addresses=()))
    wanted = {
        "Tom Reed": Skip.MUTED,
        "Gone": Skip.UNREACHABLE,
        "New": Skip.NOT_ADMITTED,
        "Nowhere": Skip.NO_ADDRESS,
    }
    assert {**wanted, "Anna Petrova": Skip.AUTHOR} == skipped(what)
    assert [("Maria Lopez", "client")] == told(what)


def test_our_own_addresses_are_never_written_to() -> None:
    """That would start a loop."""
    what = replace(occasion(ANNA, MARIA, TOM), own_addresses=frozenset({"tom@bloom.test"}))
    assert Skip.OWN_ADDRESS == skipped(what)["Tom Reed"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("abcdefghjkmnpqrst@in.agency.test", True),
        ("postmaster@in.agency.test", True),
        ("anna@in.agency.test", False),
        ("abcdefghjkmnpqrst@elsewhere.test", False),
    ],
)
def test_an_address_is_ours_by_its_grammar(address: str, expected: bool) -> None:
    """A person may well live in our domain."""
    assert expected == is_ours(address, HEAD.domains, [HEAD.key])


def test_a_first_letter_of_a_client_reaches_all_members() -> None:
    """Nobody of the team takes part yet."""
    what = occasion(MARIA, members=(ANNA, BOSS))
    assert wants_members(what)
    assert ["member", "member"] == [reader.why for reader in choose(what, NOBODY).told]
    assert ["admin"] == [
        reader.why for reader in choose(replace(what, members=(BOSS,), stand_in=True), NOBODY).told
    ]


def test_bulk_mail_reaches_no_other_client() -> None:
    """The team reads it."""
    what = occasion(MARIA, TOM, ANNA, post=post(MARIA, kind="list"))
    assert [("Anna Petrova", "team")] == told(what)
    assert Skip.BULK == skipped(what)["Tom Reed"]


@pytest.mark.parametrize("silent", [{"muted": True}, {"person": replace(ANNA, unreachable=True)}])
def test_a_client_is_heard_although_the_only_member_does_not_listen(
    silent: dict[str, object],
) -> None:
    """Somebody else of the team is told then."""
    around = (Participant(MARIA), replace(Participant(ANNA), **silent))
    what = replace(occasion(MARIA, members=(IGOR,)), participants=around)
    assert wants_members(what)
    assert [("Игорь Белов", "team")] == told(what)


def test_members_are_left_alone_while_somebody_listens() -> None:
    """Also when he had the mail already."""
    what = occasion(MARIA, ANNA, members=(IGOR,))
    assert not wants_members(what)
    assert [] == told(what, frozenset({ANNA.address}))


def test_a_members_first_post_to_clients_is_not_told_to_all_members() -> None:
    """Only an internal discussion with nobody in it is."""
    assert not wants_members(occasion(ANNA, MARIA))
    assert wants_members(occasion(ANNA, discussion=replace(DISCUSSION, internal=True)))


def test_who_has_a_task_here_is_told_as_its_assignee() -> None:
    """Whether he takes part or not."""
    what = occasion(MARIA, ANNA, members=(IGOR,), assignees=frozenset({IGOR.id}))
    assert [("Anna Petrova", "participant"), ("Игорь Белов", "assignee")] == [
        (one.person.name, one.why) for one in choose(what, NOBODY).told
    ]


@pytest.mark.parametrize("verified", ["unverified", "failed"])
def test_a_members_address_without_proof_does_not_speak_to_clients(verified: str) -> None:
    """Only the team hears of it."""
    what = occasion(ANNA, MARIA, IGOR, post=post(ANNA, verified=verified))
    assert [("Игорь Белов", "team")] == told(what)
    assert Skip.UNPROVEN == skipped(what)["Maria Lopez"]


@pytest.mark.parametrize("verified", ["unverified", "failed"])
def test_unproven_words_are_passed_on_to_clients_once_the_team_releases_them(verified: str) -> None:
    """Until then the team alone hears of them."""
    kept = post(MARIA, verified=verified, released=False)
    assert [("Anna Petrova", "team")] == told(occasion(MARIA, TOM, ANNA, post=kept))
    passed_on = replace(kept, released=True, released_by=ANNA.id)
    assert [("Tom Reed", "client"), ("Anna Petrova", "team")] == told(
        occasion(MARIA, TOM, ANNA, post=passed_on)
    )


def test_a_newcomers_words_are_not_passed_on_to_clients() -> None:
    """He waits to be let in."""
    what = heard_by(occasion(MARIA, TOM, ANNA), MARIA, TOM)
    assert [("Tom Reed", "client"), ("Anna Petrova", "team")] == told(what)
    around = (Participant(TOM), Participant(ANNA), Participant(MARIA, admitted=False))
    waiting = replace(what, participants=around)
    assert [("Anna Petrova", "team")] == told(waiting)
    assert Skip.UNPROVEN == skipped(waiting)["Tom Reed"]
    others = (Participant(TOM, admitted=False), Participant(ANNA), Participant(MARIA))
    assert Skip.NOT_ADMITTED == skipped(replace(what, participants=others))["Tom Reed"]


def test_a_task_is_told_to_its_assignee_and_the_team() -> None:
    """Not to who did it, and never to clients."""
    what = occasion(ANNA, MARIA, IGOR, BOSS, post=None, assignees=frozenset({IGOR.id}))
    found = of_task(what, IGOR.id)
    assert [("Игорь Белов", "assignee"), ("Olga", "participant")] == [
        (one.person.name, one.why) for one in found.told
    ]
    assert {"task"} == {one.letter for one in found.told}


def test_an_observer_reads_like_a_client() -> None:
    """Internal notes are not for him."""
    watcher = Person(30, "Watcher", Role.OBSERVER, ("w@bloom.test",))
    assert [("Watcher", "client")] == told(occasion(ANNA, watcher))
    assert [] == told(occasion(ANNA, watcher, post=post(ANNA, internal=True)))


def test_each_is_told_why() -> None:
    """The word of X-Mailbridge-Reason: a client is a participant whatever else they are."""
    what = occasion(MARIA, TOM, ANNA, IGOR, assignees=frozenset({IGOR.id, TOM.id}))
    assert [("Tom Reed", "participant"), ("Anna Petrova", "participant")] == [
        (one.person.name, one.why) for one in choose(what, NOBODY).told
    ][:2]
    assert "assignee" == choose(what, NOBODY).told[-1].why
    assert ("Игорь Белов", "team") == told(what)[-1]


def test_a_task_says_who_is_not_told_of_it_and_why() -> None:
    """Its assignee is called so although they take part; who did it is passed over."""
    what = occasion(ANNA, MARIA, IGOR, post=None, assignees=frozenset({IGOR.id}))
    found = of_task(what, IGOR.id)
    assert [("Игорь Белов", "assignee")] == [(one.person.name, one.why) for one in found.told]
    assert ((ANNA, Skip.AUTHOR),) == found.skipped
    assert ["participant"] == [
        one.why for one in of_task(replace(what, assignees=frozenset()), None).told
    ]


def test_an_address_is_ours_by_its_signature() -> None:
    """A reply address opens with our keys alone."""
    local = encode(ReplyAddress(1, 2), HEAD.key)
    assert is_ours(f"{local}@in.agency.test", HEAD.domains, [HEAD.key])
    assert not is_ours(f"{local}@in.agency.test", HEAD.domains, [b"another key"])


def test_words_of_nobody_are_passed_on() -> None:
    """Neither a letter without a post nor one without an author is anybody's forgery."""
    for what in (
        replace(occasion(MARIA, TOM), post=None),
        replace(occasion(MARIA, TOM), author=None),
    ):
        assert ("Tom Reed", "client") in told(what)
    assert {MARIA.name, TOM.name} == {
        name for name, _ in told(replace(occasion(MARIA, TOM), author=None))
    }


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"verified": "unverified"}, True),
        ({"verified": "failed"}, True),
        ({"verified": "verified"}, False),
        ({"verified": "unverified", "channel": Channel.WEB}, False),
        ({"verified": "unverified", "earlier": (earlier(1, MARIA),)}, False),
    ],
)
def test_an_unproven_mail_that_opens_a_discussion_is_told_to_all_members(
    changes: dict[str, Any], expected: bool
) -> None:
    """Although a member takes part and listens: its author named them."""
    of_post = {name: value for name, value in changes.items() if name != "earlier"}
    what = occasion(MARIA, ANNA, members=(IGOR,), post=post(MARIA, **of_post))
    what = replace(what, earlier=changes.get("earlier", ()))
    assert expected == wants_members(what)
    assert (["Anna Petrova", "Игорь Белов"] if expected else ["Anna Petrova"]) == [
        name for name, _ in told(what)
    ]


def test_whether_members_matter_without_a_post() -> None:
    """What is told without a post names nobody; what nobody wrote wants to be heard."""
    assert not wants_members(replace(occasion(MARIA, ANNA), post=None))
    assert wants_members(replace(occasion(MARIA), author=None))
    assert not wants_members(replace(occasion(MARIA, ANNA), author=None))


def test_who_wrote_it_does_not_hear_it() -> None:
    """A member's unproven words in an internal discussion of their own: the others are told."""
    inside = replace(DISCUSSION, internal=True)
    what = occasion(ANNA, members=(IGOR,), discussion=inside)
    assert wants_members(what)
    assert [("Игорь Белов", "team")] == told(what)


def test_all_addresses_of_a_person_may_rest() -> None:
    """No address, one of ours, one that returns mail; the first of them is the reason."""
    own = frozenset({"anna@agency.test"})
    assert Skip.NO_ADDRESS == unreachable(replace(ANNA, addresses=(), unreachable=True), own)
    assert Skip.OWN_ADDRESS == unreachable(replace(ANNA, unreachable=True), own)
    assert Skip.UNREACHABLE == unreachable(replace(ANNA, unreachable=True), frozenset())
    assert unreachable(ANNA, frozenset()) is None


def test_a_task_of_somebody_here_names_its_assignee() -> None:
    """Though the occasion does not count them among those who have a task."""
    what = occasion(ANNA, IGOR, BOSS, post=None)
    assert [("Игорь Белов", "assignee"), ("Olga", "participant")] == [
        (one.person.name, one.why) for one in of_task(what, IGOR.id).told
    ]


def test_whom_a_question_of_the_team_is_for() -> None:
    """The team in the discussion, but not who asks; where nobody of it can be told, the members."""
    assert (IGOR, BOSS) == of_question(occasion(ANNA, MARIA, IGOR, BOSS, members=(BOSS,)))
    assert (BOSS,) == of_question(occasion(ANNA, MARIA, members=(ANNA, BOSS)))
    assert () == of_question(occasion(ANNA, MARIA))
    resting = replace(IGOR, unreachable=True)
    assert (BOSS,) == of_question(occasion(ANNA, resting, members=(BOSS,)))


GONE = replace(TOM, id=20, name="Gone", unreachable=True)


def test_an_answer_that_reaches_no_client_names_why() -> None:
    """Those it was meant for; where it was meant for none, all of them; () where there are none."""
    lost = occasion(ANNA, GONE, IGOR)
    assert (Unreached(GONE, Skip.UNREACHABLE),) == unreached(lost, NOBODY)
    meant = heard_by(occasion(ANNA, GONE, MARIA), GONE)
    assert (Unreached(GONE, Skip.UNREACHABLE),) == unreached(meant, NOBODY)
    nobody = heard_by(occasion(ANNA, MARIA))
    assert (Unreached(MARIA, Skip.NOT_MEANT),) == unreached(nobody, NOBODY)
    assert () == unreached(occasion(ANNA, IGOR), NOBODY)


@pytest.mark.parametrize(
    ("what", "had_it"),
    [
        (occasion(ANNA, MARIA, GONE), NOBODY),
        (occasion(ANNA, MARIA, GONE), frozenset({MARIA.address})),
        (occasion(MARIA, GONE), NOBODY),
        (occasion(ANNA, GONE, post=post(ANNA, internal=True)), NOBODY),
        (occasion(ANNA, GONE, discussion=replace(DISCUSSION, internal=True)), NOBODY),
        (occasion(ANNA, GONE, post=post(ANNA, verified="unverified")), NOBODY),
    ],
    ids=["told", "had it", "a client's words", "a note", "inside", "unproven"],
)
def test_nothing_is_said_of_what_reaches_a_client_or_is_not_for_them(
    what: Occasion, had_it: frozenset[str]
) -> None:
    """None, as against an empty list."""
    assert unreached(what, had_it) is None


def test_a_member_is_told_by_a_letter_of_their_own_where_letters_reach_them() -> None:
    """As the author; muted or not in the discussion does not matter."""
    what = occasion(MARIA)
    assert (Reader(ANNA, "unreached", "author"),) == one_member(what, ANNA, "unreached")
    assert () == one_member(what, replace(ANNA, unreachable=True), "unreached")
    own = replace(what, own_addresses=frozenset({ANNA.address}))
    assert () == one_member(own, ANNA, "unreached")
    blocked = replace(what, blocked=frozenset({ANNA.address}))
    assert (Reader(ANNA, "unreached", "author"),) == one_member(blocked, ANNA, "unreached")


@pytest.mark.parametrize(
    ("part", "more", "expected"),
    [
        (Participant(TOM), {}, True),
        (Participant(TOM, aside=True), {}, True),
        (Participant(TOM, muted=True), {}, False),
        (Participant(TOM, admitted=False), {}, False),
        (Participant(TOM, admitted=False, muted=True), {}, False),
        (Participant(replace(TOM, unreachable=True)), {}, False),
        (Participant(TOM), {"own_addresses": frozenset({TOM.address})}, False),
        (Participant(TOM), {"blocked": frozenset({TOM.address})}, False),
        (Participant(MARIA), {}, False),
    ],
)
def test_a_client_is_told_by_a_letter_of_their_own_while_they_take_part(
    part: Participant, more: dict[str, Any], expected: bool
) -> None:
    """Who waits, is mute, cannot be reached or takes no part gets none. What they are called now
    counts, not what whoever asks knew of them.
    """
    what = replace(occasion(ANNA, MARIA), participants=(Participant(ANNA), part), **more)
    asked = replace(TOM, name="Tom, as he was called before")
    found = one_client(what, asked, "confirm")
    assert ((Reader(TOM, "confirm", "participant"),) if expected else ()) == found
