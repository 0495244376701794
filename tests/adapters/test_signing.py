"""Signatures of letters, verified by dkimpy after a way through a relay."""

import contextlib
import re
from datetime import UTC, datetime

import dkim
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailbridge.adapters.proof import dkim_arc
from mailbridge.adapters.signing.dkim import CannotOpenError, Signature, new_key, opened
from mailbridge.adapters.submission import SmtpRelay
from mailbridge.domain.letter import PostWords
from mailbridge.steps.telling.signature.dkim_key import Algorithm, DkimKey
from tests.letters import RENDERING, WORDS, every_letter
from tests.occasions import NOW
from tests.receiving_server import ReceivingServer

SECRET = b"the secret of this installation"
DOTS = "Dots:\n\n.\n..\n. starts a line\n\ta tab,   blanks  \n\n\n"


def key(algorithm: Algorithm) -> DkimKey:
    public, sealed = new_key(algorithm, SECRET)
    return DkimKey(
        1, "agency.test", "s1", algorithm, public, sealed, datetime(2026, 11, 28, tzinfo=UTC)
    )


KEYS = {algorithm: key(algorithm) for algorithm in Algorithm}
SIGNATURES = {kind: opened(made, [b"another", SECRET]) for kind, made in KEYS.items()}
BOTH = pytest.mark.parametrize("algorithm", Algorithm)


def is_verified(content: bytes, algorithm: Algorithm) -> bool:
    """By dkimpy, with the record as it is printed."""
    dkim_arc.Signatures(b"")  # it lends dkimpy its Ed25519
    record = KEYS[algorithm].record.encode()
    return bool(dkim.DKIM(content).verify(dnsfunc=lambda name, timeout=0: record))


def letter() -> bytes:
    """A letter to the team with lines of dots."""
    [made] = [one for one, case in every_letter(("en",)) if case == "team.by-client.1"][:1]
    words = PostWords("Maria", NOW, DOTS, files=WORDS[10].files)
    return RENDERING.render(made, {**WORDS, 10: words}).content


async def relayed(content: bytes) -> bytes:
    """As the far side stores it: with dots taken out, after a Received field of its own."""
    async with ReceivingServer() as far:
        relay = SmtpRelay(f"smtp://127.0.0.1:{far.port}?tls=none")
        await relay.deliver("b@agency.test", "maria@bloom.test", content)
        await relay.close()
    [(_, _, taken)] = far.taken
    return b"Received: from us by far.test;\r\n Sat, 28 Nov 2026 10:00:00 +0000\r\n" + taken


@BOTH
async def test_a_signature_survives_the_way_through_a_relay(algorithm: Algorithm) -> None:
    """Dots are doubled and taken away again, lines end as they were."""
    content = letter()
    assert re.search(rb"^\.", content, re.MULTILINE)
    arrived = await relayed(SIGNATURES[algorithm].field(content, 1_795_000_000) + content)
    assert is_verified(arrived, algorithm)


@BOTH
async def test_relays_may_fold_fields_and_add_blanks(algorithm: Algorithm) -> None:
    """Relaxed for both parts (RFC 6376 section 3.4)."""
    content = letter()
    signed = SIGNATURES[algorithm].field(content, 0) + content
    head, _, body = signed.partition(b"\r\n\r\n")
    folded = head.replace(b"Subject: ", b"subject:\t  ").replace(b"\r\n ", b"\r\n\t  ")
    assert is_verified(folded + b"\r\n\r\n" + body + b"\r\n\r\n", algorithm)


@BOTH
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"Subject: ", b"Subject: x"),
        (b"\r\nReply-To: ", b"\r\nReply-To: evil@x.test, "),
        (b"\r\nList-Unsubscribe-Post: ", b"\r\nList-Unsubscribe-Post: x"),
        (b"MIME-Version", b"From: another@x.test\r\nMIME-Version"),
        (b"MIME-Version", b"Subject: another\r\nMIME-Version"),
        (b"\r\n\r\n", b"\r\n\r\nanother line\r\n"),
    ],
)
def test_what_is_changed_or_added_breaks_it(
    algorithm: Algorithm, before: bytes, after: bytes
) -> None:
    """Fields, a second From or Subject, the body."""
    content = letter()
    signed = SIGNATURES[algorithm].field(content, 0) + content
    assert is_verified(signed, algorithm)
    changed = signed.replace(before, after, 1)
    assert changed != signed
    with contextlib.suppress(dkim.ValidationError):
        assert not is_verified(changed, algorithm)


def test_what_is_signed() -> None:
    """All that mailboxes ask for, From and Subject once more than they stand; no line is long."""
    field = SIGNATURES[Algorithm.RSA].field(letter(), 1).decode()
    signed = re.search(r" h=(.*?);", field, re.DOTALL)
    assert signed is not None
    names = "".join(signed[1].split()).split(":")
    assert [2, 2] == [names.count(name) for name in ("from", "subject")]
    assert {
        "date", "message-id", "to", "reply-to", "references", "in-reply-to", "list-unsubscribe",
        "list-unsubscribe-post", "feedback-id",
    } <= set(names)  # fmt: skip
    assert 78 >= max(map(len, field.split("\r\n")))


@BOTH
@settings(max_examples=15)
@given(body=st.lists(st.sampled_from(["a b", " ", "\t", "\r\n", ".", "  \r\n", "é"]), max_size=20))
def test_any_body_is_verified(algorithm: Algorithm, body: list[str]) -> None:
    """Blanks and empty lines in any order."""
    content = f"From: a@agency.test\r\nSubject: x\r\n\r\n{''.join(body)}\r\n".encode()
    assert is_verified(SIGNATURES[algorithm].field(content, 0) + content, algorithm)


def test_a_key_opens_with_the_secret_it_was_sealed_with() -> None:
    """A copy of the database alone signs nothing."""
    made = KEYS[Algorithm.RSA]
    assert isinstance(opened(made, [b"x", SECRET]), Signature)
    assert b"\x30\x82" != made.sealed[:2]
    with pytest.raises(CannotOpenError):
        opened(made, [b"x"])


def test_signatures_by_ed25519_are_read() -> None:
    """Those of others, too."""
    content = letter()
    signed = SIGNATURES[Algorithm.ED25519].field(content, 0) + content
    name = "s1._domainkey.agency.test"
    keys = {name: KEYS[Algorithm.ED25519].record.encode()}
    [result] = dkim_arc.Signatures(signed).verify_dkim(keys)
    assert ("pass", "agency.test") == (result.result, result.domain)
