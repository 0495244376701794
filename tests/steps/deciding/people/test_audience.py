"""Who a post was meant for: each rule, and thousands of small situations against an oracle."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailbridge.domain.audience import Audience, AudienceReason
from mailbridge.steps.deciding.people.audience import Circumstances, decide

MARIA, TOM, JO, SUPPLIER, ANNA = 1, 2, 3, 4, 9
ALL_CLIENTS = frozenset({MARIA, TOM, JO})
OF_MARIA = Circumstances(MARIA, clients=ALL_CLIENTS)
OF_ANNA = Circumstances(
    ANNA,
    by_team=True,
    clients=ALL_CLIENTS,
    by_reply_address=True,
    answered=frozenset({MARIA}),
    newest=frozenset({TOM}),
)


def people(*ids: int) -> frozenset[int]:
    return frozenset(ids)


def test_a_plain_reply_is_to_us_alone() -> None:
    """The others of the discussion are left out."""
    expected = Audience(people(MARIA), people(TOM, JO), AudienceReason.AUTHOR_ALONE)
    assert expected == decide(OF_MARIA)


def test_a_reply_to_all_is_for_whoever_stands_in_to_and_cc() -> None:
    """Jo was taken out of it, and hears no more."""
    expected = Audience(people(MARIA, TOM), people(JO), AudienceReason.NAMED)
    assert expected == decide(replace(OF_MARIA, named=people(TOM)))


def test_a_blind_copy_to_us_is_answered_to_its_author_alone() -> None:
    """Whoever it was written to does not know of us."""
    found = decide(replace(OF_MARIA, named=people(TOM), our_address_shown=False))
    assert (people(MARIA), AudienceReason.BLIND_COPY) == (found.heard, found.reason)


def test_a_request_to_have_a_letter_back_is_for_nobody_else() -> None:
    """Whomever it names, and whoever of the team sent it."""
    ours, theirs = replace(OF_ANNA, to_all=True), replace(OF_MARIA, named=people(TOM))
    assert [people(), people(MARIA)] == [
        decide(replace(one, recall=True)).heard for one in (ours, theirs)
    ]


def test_who_waits_to_be_let_in_names_nobody() -> None:
    """The author's own answer waits with them."""
    found = decide(replace(OF_MARIA, named=people(TOM), waiting=True))
    assert (people(MARIA), AudienceReason.WAITING) == (found.heard, found.reason)


def test_a_robot_reads_nothing() -> None:
    """There is nobody to answer."""
    found = decide(replace(OF_MARIA, robot=True))
    assert (people(), AudienceReason.ROBOT) == (found.heard, found.reason)


def test_an_answer_goes_to_the_audience_of_what_it_answers() -> None:
    """Not to that of a newer post."""
    expected = Audience(people(MARIA), people(TOM, JO), AudienceReason.ANSWERED)
    assert expected == decide(OF_ANNA)


def test_who_stands_in_cc_of_an_answer_hears_it_too() -> None:
    """The member added Jo."""
    assert people(MARIA, JO) == decide(replace(OF_ANNA, named=people(JO))).heard


def test_an_answer_without_a_letter_takes_the_newest_audience() -> None:
    """As from the web, the command line and the API."""
    found = decide(replace(OF_ANNA, answered=None))
    assert (people(TOM), AudienceReason.NEWEST) == (found.heard, found.reason)


def test_to_all_reaches_every_client_and_no_third_party() -> None:
    """Whoever was taken out stays out."""
    wide = replace(
        OF_ANNA,
        to_all=True,
        clients=ALL_CLIENTS | {SUPPLIER},
        aside=people(SUPPLIER),
        gone=people(JO),
    )
    assert Audience(people(MARIA, TOM), people(), AudienceReason.ALL) == decide(wide)


def test_who_was_taken_out_hears_no_more() -> None:
    """Not even what answers a post that was for them."""
    answer = replace(OF_ANNA, answered=people(MARIA, TOM), gone=people(TOM))
    assert people(MARIA) == decide(answer).heard


def test_a_letter_from_a_members_own_mailbox_is_for_those_it_names() -> None:
    """In a running discussion, too: a supplier is asked apart from the client."""
    asked = replace(
        OF_ANNA,
        by_reply_address=False,
        named=people(SUPPLIER),
        clients=people(MARIA, SUPPLIER),
        aside=people(SUPPLIER),
    )
    expected = Audience(people(SUPPLIER), people(MARIA), AudienceReason.WRITTEN_TO)
    assert expected == decide(asked)


def test_a_third_party_answers_the_team() -> None:
    """The client is told nothing of it."""
    answer = Circumstances(SUPPLIER, clients=people(MARIA, SUPPLIER), aside=people(SUPPLIER))
    assert (people(SUPPLIER), people(MARIA)) == (decide(answer).heard, decide(answer).left_out)


def test_an_internal_post_is_for_no_client() -> None:
    """Whatever else was said of it."""
    assert Audience() == decide(replace(OF_ANNA, internal=True, to_all=True, named=people(TOM)))


def test_where_no_client_takes_part_nobody_hears_it() -> None:
    """It is kept in its topic."""
    alone = Circumstances(ANNA, by_team=True)
    assert Audience(reason=AudienceReason.NOBODY) == decide(alone)


def test_whom_a_member_names_by_client_hears_it() -> None:
    """In a discussion that begins with it."""
    begun = Circumstances(ANNA, by_team=True, clients=people(TOM), named=people(TOM))
    assert Audience(people(TOM), people(), AudienceReason.WRITTEN_TO) == decide(begun)


def test_who_is_written_to_where_nothing_was_said_to_a_client_yet() -> None:
    """By a reply address, too: the names alone say who it is for."""
    first = Circumstances(
        ANNA, by_team=True, clients=people(TOM, JO), named=people(TOM), by_reply_address=True
    )
    assert Audience(people(TOM), people(JO), AudienceReason.WRITTEN_TO) == decide(first)


IDS = st.frozensets(st.sampled_from([MARIA, TOM, JO, SUPPLIER]))
SITUATIONS = st.builds(
    Circumstances,
    author=st.sampled_from([MARIA, TOM, JO, SUPPLIER, ANNA]),
    by_team=st.booleans(),
    internal=st.booleans(),
    clients=IDS,
    aside=IDS,
    gone=IDS,
    named=IDS,
    our_address_shown=st.booleans(),
    waiting=st.booleans(),
    robot=st.booleans(),
    by_reply_address=st.booleans(),
    answered=st.none() | IDS,
    newest=st.none() | IDS,
    to_all=st.booleans(),
)


def hears(person: int, post: Circumstances) -> bool:
    """The oracle: one person at a time, from their own point of view."""
    if post.internal:
        return False
    if post.by_team:
        asked = post.answered if post.answered is not None else post.newest or frozenset()
        to_them = person in post.named
        silent = not post.by_reply_address and bool(post.named)
        client = person in post.clients and person not in post.aside
        told = to_them or (client if post.to_all else person in asked and not silent)
        return told and (person not in post.gone or person == post.author)
    if person == post.author:
        return not post.robot
    trusted = post.our_address_shown and not post.waiting and not post.robot
    return trusted and person in post.named and person not in post.gone


@settings(max_examples=3000)
@given(SITUATIONS)
def test_everybody_hears_what_the_oracle_says(post: Circumstances) -> None:
    """Nobody else does, and nobody is both told and left out."""
    found = decide(post)
    everybody = [MARIA, TOM, JO, SUPPLIER, ANNA]
    assert [one for one in everybody if hears(one, post)] == sorted(found.heard)
    assert frozenset() == found.heard & found.left_out
    if not post.internal:
        apart = post.aside | post.gone | {post.author}
        assert post.clients - found.heard - apart == found.left_out


@pytest.mark.parametrize("reason", list(AudienceReason))
def test_every_reason_is_one_word(reason: AudienceReason) -> None:
    """The trail and the JSON show it as it is."""
    assert reason.value == reason.value.strip().lower()
