"""What a test letter says of the way it took, and what its refusal means."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mailbridge.adapters.catalogues import catalogues
from mailbridge.domain.address import ProjectAddress, ReturnPath
from mailbridge.domain.alias import AliasTest, AliasTestReport
from mailbridge.domain.inbound import Envelope, Facts, Inbound
from mailbridge.domain.message import Kind, Reading
from mailbridge.domain.project import Project
from mailbridge.domain.proof import DkimResult, Evidence
from mailbridge.domain.verdict import Verdict
from mailbridge.steps.deciding.address.alias_silence import is_silent, usual_gap
from mailbridge.steps.deciding.address.alias_test import (
    cause_of,
    decide,
    message_id,
    numbers,
    report,
    token,
)
from mailbridge.steps.reading.mime.parse import parse
from mailbridge.steps.telling.words import alias_words, forwarding_guides
from tests.languages import ENGLISH, RUSSIAN

KEY, NOW = b"a key of these tests", datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MARK = token(7, 3, KEY)
TRIAL = AliasTest(7, 3, "hello@agency.test", 1, "postmaster@in.test", "Test letter", NOW)
PROJECT = Project(1, "Bloom", "abcdefghjkmnpqrst")
LANGUAGES = catalogues().languages
VALUES = {
    "alias": "hello@agency.test",
    "domain": "agency.test",
    "target": "abc@in.test",
    "ours": "in.test",
}


def arrival(
    *fields: str,
    path: str = "b.x@in.test",
    text: str = "Hello",
    helo: str | None = None,
    kind: Kind = Kind.HUMAN,
) -> Inbound:
    own = (
        ()
        if any(one.lower().startswith("message-id") for one in fields)
        else (f"Message-ID: <{message_id(MARK, 'in.test')}>",)
    )
    given = "\r\n".join([*fields, *own])
    author = "" if "\r\nFrom:" in f"\r\n{given}" else "From: postmaster@in.test\r\n"
    subject = "" if "Subject:" in given else "Subject: Test letter\r\n"
    raw = f"{given}\r\n{author}{subject}\r\n{text}\r\n".encode()
    return Inbound(
        1,
        Envelope(path, "abc@in.test", helo=helo),
        NOW + timedelta(seconds=9),
        Reading(parse(raw).message, kind),
    )


def found(inbound: Inbound, **facts: object) -> AliasTestReport:
    given = Facts(NOW, own_domains=frozenset({"in.test"}), project=PROJECT, test=TRIAL)
    return report(TRIAL, inbound, replace(given, **facts))  # type: ignore[arg-type]


def test_it_is_known_by_its_signed_message_id() -> None:
    """A wrong key, another purpose, a mangled token: none of them is a test."""
    message = arrival().reading.message
    assert (7, 3) == numbers(message, (b"new", KEY))
    assert numbers(message, (b"new",)) is None
    assert numbers(arrival("Message-ID: <test.@in.test>").reading.message, (KEY,)) is None
    assert numbers(arrival("Message-ID: <1@x.test>").reading.message, (KEY,)) is None


def test_it_is_known_by_its_mark_in_a_new_letter_and_not_in_an_answer() -> None:
    """EDGE_CASES 23: only a new letter around it is a return."""
    text = f"---- Forwarded ----\r\n> mailbridge-test: {MARK}\r\n"
    assert (7, 3) == numbers(arrival("Message-ID: <1@x.test>", text=text).reading.message, (KEY,))
    answer = arrival(
        "Message-ID: <1@x.test>", f"References: <{message_id(MARK, 'in.test')}>", text=text
    )
    assert numbers(answer.reading.message, (KEY,)) is None


def test_it_stops_before_anything_is_made_of_it() -> None:
    """EDGE_CASES 25: and a report about it goes on, to the letter it is about."""
    facts = Facts(NOW, own=ProjectAddress("abc"), test=TRIAL)
    assert isinstance(decide(arrival(), facts), Verdict)
    for kind, own, fields in (
        (Kind.HUMAN, ReturnPath(4), ()),
        (Kind.BOUNCE, ProjectAddress("abc"), ("Message-ID: <ndr@x.test>",)),
    ):
        inbound = arrival(*fields, kind=kind)
        assert inbound is decide(inbound, replace(facts, own=own))
    plain = arrival()
    assert plain is decide(plain, replace(facts, test=None))


@pytest.mark.parametrize(
    ("fields", "path", "expected"),
    [
        (
            ("X-Gm-Original-To: hello@agency.test",),
            "b.x@in.test",
            ("google", "unchanged", "X-Gm-Original-To"),
        ),
        (
            ("X-Forwarded-For: hello@agency.test p@in.test",),
            "hello+caf_=p=in.test@agency.test",
            ("google", "rewritten", "X-Forwarded-For"),
        ),
        (
            ("X-MS-Exchange-ForwardingLoop: hello@agency.test;x",),
            "bounces+SRS=a=b@t.test",
            ("microsoft", "srs", "X-MS-Exchange-ForwardingLoop"),
        ),
        (
            ("Received: from x.outbound.protection.outlook.com (1.2.3.4) by in.test; x",),
            "b.x@in.test",
            ("microsoft", "unchanged", ""),
        ),
        (("X-Yandex-Forward: 0123456789abcdef0123456789abcdef",), "", ("yandex", "null", "")),
        (
            ("To: hello@agency.test",),
            "SRS0=a=b=in.test=b.x@agency.test",
            ("other", "srs", "Return-Path (SRS)"),
        ),
        (("To: hello@agency.test",), "prvs=1=x@agency.test", ("other", "rewritten", "To")),
    ],
)
def test_the_way_is_told(
    fields: tuple[str, ...], path: str, expected: tuple[str, str, str]
) -> None:
    """By whom it was forwarded, what became of its return path, and which field names the alias."""
    given = found(arrival(*fields, path=path))
    assert expected == (given.path, given.reverse_path, given.named_by)
    assert (9, "") == (given.seconds, given.cause)


def test_the_machine_that_brought_it_is_named() -> None:
    """By what it said at the door, else by the topmost Received field."""
    assert "mx.agency.test" == found(arrival(helo="mx.agency.test")).via
    assert "out.agency.test" == found(arrival("Received: from out.agency.test by in.test; x")).via


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ((), "not signed"),
        ((("agency.test", "pass"),), "not signed"),
        ((("in.test", "pass"), ("agency.test", "fail")), "kept"),
        ((("in.test", "fail"),), "broken"),
        ((("in.test", "temperror"),), "unknown"),
    ],
)
def test_our_own_signature_counts(results: tuple[tuple[str, str], ...], expected: str) -> None:
    """Kept only if we signed."""
    evidence = Evidence(dkim=tuple(DkimResult(domain, "s", result) for domain, result in results))
    assert expected == found(arrival(), evidence=evidence).dkim


def test_what_spoils_a_return_is_its_cause() -> None:
    """EDGE_CASES 23: the wrong project first, then a new letter, then another From."""
    assert "from-rewritten" == found(arrival("From: hello@agency.test")).cause
    assert "sent-anew" == found(arrival("Message-ID: <1@x.test>", "From: hello@agency.test")).cause
    assert "wrong-project" == found(arrival(), project=None).cause
    changed = found(arrival("Subject: [EXT] Test letter"))
    assert ("", False, "[EXT] Test letter") == (
        changed.cause,
        changed.subject_kept,
        changed.subject,
    )


def test_a_group_that_says_whose_it_is_keeps_from() -> None:
    """EDGE_CASES 26: From is the group's, X-Original-From and Reply-To are ours: the author is not
    lost.
    """
    fields = (
        "From: hello@agency.test",
        "X-Original-From: postmaster@in.test",
        "Reply-To: postmaster@in.test",
        "List-ID: <hello.agency.test>",
    )
    assert (True, "") == (found(arrival(*fields)).from_kept, found(arrival(*fields)).cause)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "550 5.7.520 Access denied, Your organization does not allow external forwarding.",
            "external-forwarding",
        ),
        (
            (
                "5.1.1 550 5.1.1 <hello@agency.test>: Recipient address rejected: User unknown in "
                "virtual mailbox table"
            ),
            "no-mailbox",
        ),
        ("550 5.1.10 RESOLVER.ADR.RecipientNotFound", "no-mailbox"),
        (
            "550-5.7.26 Your email has been blocked because the sender is unauthenticated.",
            "no-proof",
        ),
        ("452 4.2.2 The email account that you tried to reach is over quota", "full"),
        ("554 5.4.14 Hop count exceeded - possible mail loop ATTR34", "loop"),
        ("550 5.7.128 TRANSPORT.RULES.RejectMessage; Transport rules loop count exceeded", "loop"),
        ("550 5.7.1 Service unavailable; client host blocked", "not-let-in"),
        ("5.4.4 Host not found", "no-host"),
        ("554 no", "refused"),
        ("", "refused"),
    ],
)
def test_a_refusal_has_a_cause(words: str, expected: str) -> None:
    """Read from its status code, else from its words."""
    assert expected == cause_of(words)


@pytest.mark.parametrize("name", list(alias_words.CAUSES))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cause_has_words_and_a_cure(name: str, language: str) -> None:
    """In each language, with the real addresses and nothing left to fill in."""
    told = (
        alias_words.cause(name, catalogues().of(language), **VALUES),
        *alias_words.cure(name, catalogues().of(language), **VALUES),
        *alias_words.cure_in_letter(name, catalogues().of(language), page="", sending="", **VALUES),
    )
    assert len(told) >= 2
    assert not [one for one in told if not one.strip() or "{" in one]


@pytest.mark.parametrize("how", forwarding_guides.PROVIDERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_steps_name_both_addresses(how: str, language: str) -> None:
    """What to type stands in them, and the last thing is a test."""
    words = catalogues().of(language)
    steps = forwarding_guides.guide(how, "hello@agency.test", "abc@in.test", words)
    assert (
        any("hello@agency.test" in step and "abc@in.test" in step for step in steps)
        or how == "microsoft"
    )
    assert "abc@in.test" in " ".join(steps)
    assert "mailbridge alias test hello@agency.test" in " ".join(steps)
    assert not [step for step in steps if "{" in step]


def test_the_steps_are_for_the_systems_that_people_have() -> None:
    """Six of them."""
    assert (
        "google",
        "microsoft",
        "yandex",
        "postfix",
        "cpanel",
        "other",
    ) == forwarding_guides.PROVIDERS


def test_the_longest_quiet_fades() -> None:
    """A weekend stays for weeks, a holiday is forgotten after some."""
    hour, weekend = timedelta(hours=1), timedelta(hours=63)
    assert 3600 == usual_gap(0, hour)
    known = usual_gap(3600, weekend)
    assert 226_800 == known
    for _ in range(120):
        known = usual_gap(known, hour)
    assert 170_000 < known < 226_800
    for _ in range(2000):
        known = usual_gap(known, hour)
    assert known < 8 * 3600


@pytest.mark.parametrize(
    ("mails", "hours", "usual", "expected"),
    [
        (5, 25, 3600, True),
        (5, 23, 3600, False),
        (5, 40, 24 * 3600, False),
        (5, 49, 24 * 3600, True),
        (4, 900, 3600, False),
    ],
)
def test_silence_is_much_longer_than_usual(
    mails: int, hours: int, usual: int, expected: bool
) -> None:
    """Twice the usual quiet and at least a day, once there is something usual."""
    assert expected is is_silent(mails, NOW - timedelta(hours=hours), usual, NOW)
    assert is_silent(mails, None, usual, NOW) is False


@pytest.mark.parametrize(
    ("span", "english", "russian"),
    [
        (timedelta(hours=1), "1 hour", "1 час"),
        (timedelta(hours=26), "26 hours", "26 часов"),
        (timedelta(days=3), "3 days", "3 дня"),
    ],
)
def test_a_span_is_said_in_words(span: timedelta, english: str, russian: str) -> None:
    """Hours up to two days, then days."""
    assert (english, russian) == (
        alias_words.lasted(span, ENGLISH),
        alias_words.lasted(span, RUSSIAN).replace("\u00a0", " "),
    )
