"""Whom mail without an envelope was for, and which alias fed it."""

import pytest

from mailbridge.domain.message import Message
from mailbridge.domain.token import Purpose, sign
from mailbridge.steps.deciding.address.header_mode import Fed, fed_by, named, resolve
from mailbridge.steps.reading.mime.parse import parse

OURS = ("p1@in.test", "p2@in.test", "r.token@in.test", "hello@agency.test")
KEY = b"a key of these tests"
ALIASES = {"hello@agency.test": 3, "info@firm.test": 4}


def letter(*fields: str) -> Message:
    return parse(
        "\r\n".join([*fields, "From: maria@bloom.test", "Subject: x", "", "Hello"]).encode()
    ).message


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (("X-Forwarded-To: p1@in.test", "Delivered-To: p2@in.test"), ("p1@in.test",)),
        (("X-Delivered-To: p2@in.test", "Delivered-To: p1@in.test"), ("p1@in.test",)),
        (("Envelope-To: p2@in.test", "X-Delivered-To: p1@in.test"), ("p1@in.test",)),
        (("Received: from a by b for <p2@in.test>; x", "Envelope-To: p1@in.test"), ("p1@in.test",)),
        (
            ("X-Original-To: p2@in.test", "Received: from a by b with ESMTP for <p1@in.test>; x"),
            ("p1@in.test",),
        ),
        (("To: p2@in.test", "X-Original-To: p1@in.test"), ("p1@in.test",)),
        (("Cc: x@y.test", "To: p1@in.test"), ("p1@in.test",)),
        (("To: x@y.test", "Cc: Us <P1@IN.test>"), ("p1@in.test",)),
    ],
)
def test_the_fields_are_believed_in_their_order(
    fields: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    """A field that stands nearer to the delivery says more than one the author wrote."""
    assert expected == resolve(letter(*fields), OURS)


def test_the_random_address_that_stands_in_received_alone_is_found() -> None:
    """EDGE_CASES 1: To is the public alias, which nobody here knows; a forwarder's Received field
    has the random address.
    """
    found = letter(
        "Received: from mx.agency.test (mx [203.0.113.1])\r\n by in.test for <p1@in.test>; Mon",
        "To: office@agency.test",
    )
    assert ("p1@in.test",) == resolve(found, OURS)


def test_google_s_own_field_beats_delivered_to() -> None:
    """EDGE_CASES 2: the alias is what Google says it was, whatever Delivered-To has."""
    found = letter(
        "Delivered-To: info@firm.test", "X-Gm-Original-To: hello@agency.test", "To: list@else.test"
    )
    assert Fed("hello@agency.test", "X-Gm-Original-To") == fed_by(found, "", ALIASES)


def test_every_delivered_to_is_looked_at() -> None:
    """EDGE_CASES 3: ours may be any of them."""
    fields = (
        "Delivered-To: archive@far.test",
        "Delivered-To: p2@in.test",
        "Delivered-To: office@agency.test",
    )
    assert ("p2@in.test",) == resolve(letter(*fields), OURS)


def test_delivered_to_is_no_participant() -> None:
    """EDGE_CASES 4: it names where the mail went, not whom it is to."""
    found = letter("Delivered-To: p1@in.test", "To: office@agency.test")
    assert ("office@agency.test",) == tuple(one.address for one in (*found.to, *found.cc))


@pytest.mark.parametrize(
    "field", ["X-RcptTo", "X-Rcpt-To", "Apparently-To", "X-Real-To", "Original-Recipient"]
)
def test_other_fields_say_nothing(field: str) -> None:
    """Only those of the list are read."""
    assert () == resolve(letter(f"{field}: p1@in.test", "To: office@far.test"), OURS)


def test_two_projects_in_to_and_cc_get_it_both() -> None:
    """EDGE_CASES 5: once each."""
    assert ("p1@in.test", "p2@in.test") == resolve(
        letter("To: p1@in.test, p1@in.test", "Cc: p2@in.test"), OURS
    )


def test_a_reply_address_goes_before_the_project_it_leads_to() -> None:
    """It knows the discussion."""
    assert ("r.token@in.test", "p1@in.test") == resolve(
        letter("To: p1@in.test", "Cc: r.token@in.test"), OURS
    )


def test_mail_for_nobody_here_is_for_nobody() -> None:
    """Though it names people."""
    assert () == resolve(letter("To: x@y.test"), OURS)
    assert ("x@y.test",) in named(letter("To: x@y.test"))


def test_a_for_clause_is_the_word_before_an_address() -> None:
    """The word alone, in a comment, is none; of several fields the topmost counts."""
    first = "Received: from a (waiting for you) by b for p1@in.test; Mon, 2 Nov 2026"
    assert ("p1@in.test",) == resolve(letter(first, "Received: by c for <p2@in.test>; x"), OURS)


@pytest.mark.parametrize(
    ("fields", "path", "expected"),
    [
        (
            ("X-MS-Exchange-ForwardingLoop: hello@agency.test;5f1c-77",),
            "",
            ("hello@agency.test", "X-MS-Exchange-ForwardingLoop"),
        ),
        (
            ("X-MS-Exchange-Inbox-Rules-Loop: hello@agency.test",),
            "",
            ("hello@agency.test", "X-MS-Exchange-Inbox-Rules-Loop"),
        ),
        (("Resent-From: <hello@agency.test>",), "", ("hello@agency.test", "Resent-From")),
        (
            ("X-Forwarded-For: hello@agency.test p1@in.test",),
            "",
            ("hello@agency.test", "X-Forwarded-For"),
        ),
        (
            ("Delivered-To: p1@in.test", "Delivered-To: hello@agency.test"),
            "",
            ("hello@agency.test", "Delivered-To"),
        ),
        ((), "SRS0=x4=T7=bloom.test=maria@agency.test", ("hello@agency.test", "Return-Path (SRS)")),
        (
            (),
            "hello+SRS=aB=7c=bloom.test=maria@agency.test",
            ("hello@agency.test", "Return-Path (SRS)"),
        ),
        ((), "hello+caf_=p1=in.test@agency.test", ("hello@agency.test", "Return-Path (caf_)")),
        (("List-ID: Hello <hello.agency.test>",), "", ("hello@agency.test", "List-Id")),
        (("To: Us <hello+menu@agency.test>",), "", ("hello@agency.test", "To")),
        (("Cc: hello@agency.test",), "", ("hello@agency.test", "Cc")),
    ],
)
def test_an_alias_is_known_by_what_its_forwarder_left(
    fields: tuple[str, ...], path: str, expected: tuple[str, str]
) -> None:
    """Each sort of trace names it."""
    assert Fed(*expected) == fed_by(letter(*fields), path, ALIASES)


def test_the_signed_stamp_goes_before_all() -> None:
    """A stamp signed for another use, or by nobody, is none."""
    stamp = sign(Purpose.ALIAS_ROUTE, (4,), KEY)
    found = letter(f"X-Mailbridge-Route: {stamp}", "X-Gm-Original-To: hello@agency.test")
    assert Fed("info@firm.test", "X-Mailbridge-Route") == fed_by(found, "", ALIASES, (KEY,))
    assert Fed("hello@agency.test", "X-Gm-Original-To") == fed_by(found, "", ALIASES, (b"another",))


@pytest.mark.parametrize(
    "path",
    [
        "bounces+SRS=aB=7c@tenant.test",
        "",
        "SRS0=x=y=bloom.test=maria@else.test",
        "maria@bloom.test",
    ],
)
def test_what_cannot_be_decoded_names_no_alias(path: str) -> None:
    """The client is never guessed from it, nor is the alias."""
    assert fed_by(letter("To: x@y.test"), path, ALIASES) is None
    assert fed_by(letter("To: x@y.test"), path, {}) is None
