"""How much is too much, and what goes round in circles."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mailbridge.domain.alias import Alias
from mailbridge.domain.inbound import Route
from mailbridge.domain.project import Project
from mailbridge.steps.deciding.address.hourly_caps import Caps, author_name, full, names, spared
from mailbridge.steps.deciding.machine_mail.circling import Said, why_circling
from mailbridge.steps.reading.mime.parse import parse_header_section

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
BLOOM = Project(7, "Bloom", "abcdefghjkmnpqrst")
ANSWER = (
    "Your request has been received and got the number {}. One of our colleagues will look into it."
)


def said(words: str, minutes: int, by_team: bool = False) -> Said:
    return Said(NOW - timedelta(minutes=minutes), by_team, words)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (
            (
                b"From: Maria <Maria@Bloom.example>\r\nTo: x@y.example\r\n\r\nFrom: "
                b"tom@bloom.example\r\n"
            ),
            "author:maria@bloom.example",
        ),
        (
            b"Subject: x\r\nfrom: =?utf-8?q?M?=\r\n <maria@bloom.example>\r\n\r\n",
            "author:maria@bloom.example",
        ),
        (
            b"Subject: no From at all\r\n\r\nFrom: tom@bloom.example\r\n",
            "author:path@client.example",
        ),
        (b"From: nobody\r\n\r\n", "author:path@client.example"),
        (b"", "author:path@client.example"),
    ],
)
def test_an_author_is_whom_the_field_names(content: bytes, name: str) -> None:
    """Forwarders write reverse-paths of their own, the same for everybody; it counts only where
    From names nobody.
    """
    head = parse_header_section(content)
    assert name == author_name(head.author, "Path@client.example")


def test_mail_counts_for_its_alias_and_its_project() -> None:
    """Return paths and the postmaster count for nothing."""
    assert ("alias:hello@agency.example", "project:7") == names(
        Route(BLOOM, alias=Alias(1, "hello@agency.example", 7))
    )
    assert () == names(Route(None, postmaster=True))


def test_the_first_that_had_its_share_is_named() -> None:
    """A cap of nothing is no cap."""
    count = {"author:maria@bloom.example": 100, "project:7": 1000}
    assert "author:maria@bloom.example" == full(count, Caps(), count)
    assert "project:7" == full(count, Caps(author=0), count)
    assert full(count, Caps(author=101, project=0), count) is None


def test_mail_of_this_machine_is_counted_only_when_asked_for() -> None:
    """A mail server beside us has limits of its own, unless the settings say otherwise."""
    assert [True, True, True, False] == [
        spared(peer, "smtp", Caps()) for peer in (None, "127.0.0.1", "::1", "192.0.2.1")
    ]
    assert not spared("127.0.0.1", "smtp", Caps(local_peers=True))
    assert spared(None, "ingest", Caps(local_peers=True))


def test_the_third_letter_that_says_the_same_is_a_machines() -> None:
    """Numbers may differ, as they do in the letters of ticket systems (EDGE_CASES 57)."""
    earlier = [said(ANSWER.format(1), 30), said(ANSWER.format(2), 20)]
    assert why_circling(ANSWER.format(3), earlier, NOW) is not None
    assert why_circling(ANSWER.format(3), earlier[1:], NOW) is None
    assert (
        why_circling(ANSWER.format(3), [replace(one, by_team=True) for one in earlier], NOW) is None
    )
    assert (
        why_circling(
            ANSWER.format(3), [replace(one, at=NOW - timedelta(hours=3)) for one in earlier], NOW
        )
        is None
    )


def test_people_may_repeat_short_words() -> None:
    """Three times "thanks" is no loop."""
    assert why_circling("Thanks!", [said("Thanks!", 30), said("Thanks!", 20)], NOW) is None


def test_twenty_letters_of_outsiders_within_two_hours_are_enough() -> None:
    """Whatever they say and whoever wrote them (EDGE_CASES 57)."""
    letters = [said(f"word {number}" * number, number) for number in range(20)]
    assert "20 letters within 2 hours" == why_circling("And one more", letters, NOW)
    assert why_circling("And one more", letters[1:], NOW) is None
