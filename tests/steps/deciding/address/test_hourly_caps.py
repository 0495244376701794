"""How much mail is too much, and whose share it is."""

from collections.abc import Mapping

import pytest

from mailbridge.domain.address import ReplyAddress
from mailbridge.domain.alias import Alias
from mailbridge.domain.inbound import Route
from mailbridge.domain.project import Project
from mailbridge.steps.deciding.address.hourly_caps import (
    Arriving,
    Caps,
    amounts,
    author_address,
    full,
    is_kept_for_known,
    is_spared,
    names,
)
from mailbridge.steps.reading.mime.parse import parse_header_section

BLOOM = Project(7, "Bloom", "abcdefghjkmnpqrst")
MARIA = Arriving("maria@bloom.example", "192.0.2.77", 5000)
OWN = "author:maria@bloom.example 192.0.2.0/24"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (
            (
                b"From: Maria <Maria@Bloom.example>\r\nTo: x@y.example\r\n\r\nFrom: "
                b"tom@bloom.example\r\n"
            ),
            "maria@bloom.example",
        ),
        (
            b"Subject: x\r\nfrom: =?utf-8?q?M?=\r\n <maria@bloom.example>\r\n\r\n",
            "maria@bloom.example",
        ),
        (
            b"Subject: no From at all\r\n\r\nFrom: tom@bloom.example\r\n",
            "path@client.example",
        ),
        (b"From: nobody\r\n\r\n", "path@client.example"),
        (b"", "path@client.example"),
    ],
)
def test_an_author_is_whom_the_field_names(content: bytes, name: str) -> None:
    """Forwarders write reverse-paths of their own, the same for everybody; it counts only where
    From names nobody.
    """
    head = parse_header_section(content)
    assert name == author_address(head.author, "Path@client.example")


def test_mail_counts_for_its_alias_and_its_project() -> None:
    """Return paths and the postmaster count for nothing."""
    assert ("alias:hello@agency.example", "project:7") == names(
        Route(BLOOM, alias=Alias(1, "hello@agency.example", 7))
    )
    assert () == names(Route(None, postmaster=True))


def test_the_first_that_had_its_share_is_named() -> None:
    """A cap of nothing is no cap."""
    count = {"author:maria@bloom.example here": 100, "project:7": 1000}
    assert "author:maria@bloom.example here" == full(count, Caps(), count)
    assert "project:7" == full(count, Caps(author=0), count)
    assert full(count, Caps(author=101, project=0), count) is None


def test_mail_of_this_machine_is_counted_only_when_asked_for() -> None:
    """A mail server beside us has limits of its own, unless the settings say otherwise."""
    assert [True, True, True, False] == [
        is_spared(peer, "smtp", Caps()) for peer in (None, "127.0.0.1", "::1", "192.0.2.1")
    ]
    assert not is_spared("127.0.0.1", "smtp", Caps(local_peers=True))
    assert is_spared(None, "ingest", Caps(local_peers=True))


def test_mail_to_a_reply_address_counts_for_its_reader() -> None:
    """And for nothing that strangers share, but for the bytes of the whole store."""
    route = Route(BLOOM, ReplyAddress(3, 4, 5, 6))
    assert {"reader:3": 1, "store_bytes:": 5000} == amounts(MARIA, names(route))


def test_other_mail_counts_for_its_author_from_its_network_and_for_what_is_shared() -> None:
    """Each by messages, what is shared by bytes as well."""
    route = Route(BLOOM, alias=Alias(1, "hello@agency.example", 7))
    expected = {
        OWN: 1,
        "network:192.0.2.0/24": 1,
        "alias:hello@agency.example": 1,
        "project:7": 1,
        "network_bytes:192.0.2.0/24": 5000,
        "alias_bytes:hello@agency.example": 5000,
        "project_bytes:7": 5000,
        "store_bytes:": 5000,
    }
    assert expected == amounts(MARIA, names(route))
    caps = Caps()
    assert [100, 1000, 1 << 30, 20 << 30] == [
        caps.of(name) for name in (OWN, "network:x", "network_bytes:x", "store_bytes:")
    ]


def test_mail_without_an_address_counts_for_this_machine() -> None:
    """A socket of ours, where the settings have it counted."""
    told = amounts(Arriving("maria@bloom.example", None, 1), ["project:7"])
    assert "author:maria@bloom.example here" in told


@pytest.mark.parametrize(
    ("over", "count", "proven", "expected"),
    [
        ("project:7", {}, False, True),
        ("project:7", {OWN: 19}, False, True),
        ("project:7", {OWN: 20}, False, False),
        ("project_bytes:7", {OWN: 20}, True, True),
        ("network:192.0.2.0/24", {OWN: 99}, True, True),
        ("network:192.0.2.0/24", {OWN: 100}, True, False),
        (OWN, {OWN: 100}, True, False),
    ],
)
def test_whom_we_know_is_heard_though_others_send_much(
    over: str, count: Mapping[str, int], proven: bool, expected: bool
) -> None:
    """A small share of their own; all of it from where their mail was proven before."""
    amount = amounts(MARIA, ["project:7"])
    assert is_kept_for_known(over, amount, Caps(), count, proven) is expected


def test_who_answers_a_letter_has_a_share_of_their_own() -> None:
    """Only the store can be too full for it."""
    amount = amounts(MARIA, ["reader:3"])
    assert is_kept_for_known("store_bytes:", amount, Caps(), {"reader:3": 299}, True)
    assert not is_kept_for_known("reader:3", amount, Caps(), {"reader:3": 300}, True)
