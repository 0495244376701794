"""Letters leave by a relay that answers, refuses, tarries or goes away."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mailbridge.adapters import smtp_line
from mailbridge.adapters.submission import (
    RelayRefused,
    RelayUnreachable,
    RelayUrl,
    SmtpRelay,
    relay_url,
)
from tests.doors.certificate import server_context
from tests.receiving_server import ReceivingServer

LETTER = b"Subject: Menu\r\n\r\nHello\r\n.hidden dot\r\n"


@pytest.fixture(params=[True, False], ids=["pipelining", "one-by-one"])
async def server(request: pytest.FixtureRequest) -> AsyncIterator[ReceivingServer]:
    async with ReceivingServer(pipelining=request.param) as started:
        yield started


@pytest.fixture
async def relay(server: ReceivingServer) -> AsyncIterator[SmtpRelay]:
    made = SmtpRelay(f"smtp://127.0.0.1:{server.port}?tls=none", helo="in.agency.test")
    yield made
    await made.close()


async def test_a_letter_arrives_as_it_left(server: ReceivingServer, relay: SmtpRelay) -> None:
    """With its envelope; the relay's words come back."""
    words = await relay.deliver("b.1@in.agency.test", "maria@bloom.test", LETTER)
    assert [("b.1@in.agency.test", ["maria@bloom.test"], LETTER)] == server.taken
    assert "250 2.0.0 taken" == words


async def test_one_connection_serves_many_letters(
    server: ReceivingServer, relay: SmtpRelay
) -> None:
    """Also after one of them was refused."""
    server.answers["tom@bloom.test"] = "550 5.1.1 nobody here"
    for address in ("maria@bloom.test", "tom@bloom.test", "maria@bloom.test"):
        try:
            await relay.deliver("b.1@in.agency.test", address, LETTER)
        except RelayRefused:
            assert "tom@bloom.test" == address
    assert (2, 1) == (len(server.taken), server.connections)


@pytest.mark.parametrize("stage", ["mail", "rcpt", "data"])
async def test_a_permanent_failure_is_told_with_its_words(
    server: ReceivingServer, relay: SmtpRelay, stage: str
) -> None:
    """At whatever stage it comes."""
    server.answers[stage] = "550 5.7.1 not from you"
    with pytest.raises(RelayRefused) as refusal:
        await relay.deliver("b.1@in.agency.test", "maria@bloom.test", LETTER)
    assert (550, "550 5.7.1 not from you") == (refusal.value.code, refusal.value.words)


@pytest.mark.parametrize("stage", ["mail", "rcpt", "data"])
async def test_a_transient_failure_is_this_letters_own(
    server: ReceivingServer, relay: SmtpRelay, stage: str
) -> None:
    """The next one is tried at once."""
    server.answers[stage] = "451 4.7.1 greylisted"
    with pytest.raises(RelayUnreachable) as trouble:
        await relay.deliver("b.1@in.agency.test", "maria@bloom.test", LETTER)
    assert ("451 4.7.1 greylisted", False) == (trouble.value.words, trouble.value.whole)
    server.answers.clear()
    assert "250 2.0.0 taken" == await relay.deliver(
        "b.1@in.agency.test", "maria@bloom.test", LETTER
    )


@pytest.mark.parametrize("stage", ["mail", "rcpt"])
async def test_a_relay_that_wants_a_login_is_not_the_letters_fault(
    server: ReceivingServer, relay: SmtpRelay, stage: str
) -> None:
    """It is kept for when the password is right."""
    server.answers[stage] = "530 5.7.0 authentication required"
    with pytest.raises(RelayUnreachable) as trouble:
        await relay.deliver("b.1@in.agency.test", "maria@bloom.test", LETTER)
    assert trouble.value.whole


@pytest.mark.parametrize("stage", ["mail", "rcpt", "data", "after-data"])
async def test_a_lost_connection_is_not_an_answer(
    server: ReceivingServer, relay: SmtpRelay, stage: str
) -> None:
    """The letter is owed still, and a new connection serves it."""
    server.answers[stage] = "drop"
    with pytest.raises(RelayUnreachable) as trouble:
        await relay.deliver("b.1@in.agency.test", "maria@bloom.test", LETTER)
    assert trouble.value.whole
    server.answers.clear()
    assert "250 2.0.0 taken" == await relay.deliver(
        "b.1@in.agency.test", "maria@bloom.test", LETTER
    )


async def test_a_service_that_closes_is_not_asked_again_on_that_line(
    server: ReceivingServer, relay: SmtpRelay
) -> None:
    """421 (RFC 5321 section 3.8)."""
    server.answers["rcpt"] = "421 4.3.2 shutting down"
    with pytest.raises(RelayUnreachable) as trouble:
        await relay.deliver("b.1@in.agency.test", "maria@bloom.test", LETTER)
    assert ("421 4.3.2 shutting down", True) == (trouble.value.words, trouble.value.whole)


async def test_a_connection_closed_while_idle_is_opened_again(
    server: ReceivingServer, relay: SmtpRelay
) -> None:
    """Nobody needs to hear of it."""
    await relay.deliver("b.1@in.agency.test", "maria@bloom.test", LETTER)
    await server.drop_all()
    assert "250 2.0.0 taken" == await relay.deliver(
        "b.2@in.agency.test", "maria@bloom.test", LETTER
    )
    assert (2, 2) == (len(server.taken), server.connections)


async def test_letters_at_once_take_turns(server: ReceivingServer, relay: SmtpRelay) -> None:
    """On one connection."""
    await asyncio.gather(
        *(
            relay.deliver("b.1@in.agency.test", f"p{number}@bloom.test", LETTER)
            for number in range(8)
        )
    )
    assert (8, 1) == (len(server.taken), server.connections)


PATHS = [(f"b.{number}@in.agency.test", f"p{number}@bloom.test") for number in range(4)]


async def handed_over(relay: SmtpRelay, *numbers: int) -> list[str]:
    """What becomes of these letters, each told of while the one before leaves."""
    words = []
    for number, following in zip(numbers, [*numbers[1:], None], strict=True):
        if following is not None:
            relay.follow(*PATHS[following], len(LETTER))
        try:
            words.append(await relay.deliver(*PATHS[number], LETTER))
        except (RelayRefused, RelayUnreachable) as fault:
            words.append(fault.words)
    return words


async def test_the_next_envelope_leaves_with_a_letter(
    server: ReceivingServer, relay: SmtpRelay
) -> None:
    """Each letter goes to its own reader, whatever is said of the others (RFC 2920)."""
    server.answers = {"p1@bloom.test": "550 5.1.1 nobody", "p2@bloom.test": "451 4.7.1 later"}
    taken = "250 2.0.0 taken"
    words = await handed_over(relay, 0, 1, 2, 3)
    assert [taken, "550 5.1.1 nobody", "451 4.7.1 later", taken] == words
    assert [(PATHS[one][0], [PATHS[one][1]], LETTER) for one in (0, 3)] == server.taken
    assert 1 == server.connections


async def test_a_refused_content_is_not_the_next_letters_fault(
    server: ReceivingServer, relay: SmtpRelay
) -> None:
    """Its envelope was said before the answer came."""
    server.answers = {"after-data": "554 5.7.1 not this"}
    relay.follow(*PATHS[1], len(LETTER))
    with pytest.raises(RelayRefused):
        await relay.deliver(*PATHS[0], LETTER)
    server.answers = {}
    assert ["250 2.0.0 taken"] == await handed_over(relay, 1)
    assert ([[PATHS[1][1]]], 1) == ([to for _, to, _ in server.taken], server.connections)


async def test_who_was_named_and_does_not_come_gets_nothing(
    server: ReceivingServer, relay: SmtpRelay
) -> None:
    """Neither the letter that comes in its place nor an empty one."""
    relay.follow(*PATHS[1], len(LETTER))
    await relay.deliver(*PATHS[0], LETTER)
    await relay.deliver(*PATHS[2], LETTER)
    relay.follow(*PATHS[1], len(LETTER))
    await relay.deliver(*PATHS[3], LETTER)
    await relay.close()
    await asyncio.sleep(0.01)
    assert [[PATHS[one][1]] for one in (0, 2, 3)] == [to for _, to, _ in server.taken]


async def test_a_connection_lost_between_letters_loses_none(
    server: ReceivingServer, relay: SmtpRelay
) -> None:
    """Although the next envelope had been said."""
    relay.follow(*PATHS[1], len(LETTER))
    await relay.deliver(*PATHS[0], LETTER)
    await server.drop_all()
    assert ["250 2.0.0 taken"] * 2 == await handed_over(relay, 1, 2)
    assert 3 == len(server.taken)


async def test_letters_leave_in_secret(tmp_path: Path) -> None:
    """The same over STARTTLS, on one connection."""
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    letter = LETTER + b"As long as a letter may be.\r\n" * 30_000
    async with ReceivingServer(tls=server_context(tmp_path)) as server:
        relay = SmtpRelay(f"smtp://127.0.0.1:{server.port}?tls=starttls", tls_context=trusting)
        for number in range(2):
            await relay.deliver(f"b.{number}@in.agency.test", "maria@bloom.test", letter)
        await relay.close()
    assert ([letter] * 2, 1) == ([content for _, _, content in server.taken], server.connections)


async def test_a_refused_reader_leaves_nothing_behind(server: ReceivingServer) -> None:
    """Where the relay takes the content before it says so, too (RFC 2920 section 3.1)."""
    relay = SmtpRelay(f"smtp://127.0.0.1:{server.port}?tls=none")
    server.answers = {"rcpt": "550 5.1.1 nobody", "data": "354 go on", "after-data": "554 no"}
    with pytest.raises(RelayRefused) as refusal:
        await relay.deliver("b.1@in.agency.test", "tom@bloom.test", LETTER)
    assert "550 5.1.1 nobody" == refusal.value.words
    server.answers = {}
    await relay.deliver("b.2@in.agency.test", "maria@bloom.test", LETTER)
    assert ([["maria@bloom.test"]], 1) == ([to for _, to, _ in server.taken], server.connections)


@pytest.mark.parametrize("said", ["gibberish", "250-" + "x" * 40_000])
async def test_what_is_no_smtp_is_no_answer(
    server: ReceivingServer, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The letter is owed still; a reply that never ends is waited for as any that is late."""
    monkeypatch.setattr(smtp_line, "TIMEOUT", 0.5)
    relay = SmtpRelay(f"smtp://127.0.0.1:{server.port}?tls=none")
    server.answers = {"mail": said}
    with pytest.raises(RelayUnreachable) as trouble:
        await relay.deliver("b.1@in.agency.test", "maria@bloom.test", LETTER)
    assert trouble.value.whole


async def test_nobody_listens() -> None:
    """That is said in words, and concerns all letters."""
    async with ReceivingServer() as server:
        port = server.port
    relay = SmtpRelay(f"smtp://user:s3cret@127.0.0.1:{port}?tls=none")
    with pytest.raises(RelayUnreachable) as trouble:
        await relay.deliver("b.1@in.agency.test", "maria@bloom.test", LETTER)
    assert trouble.value.whole
    assert "127.0.0.1" in trouble.value.words
    assert "s3cret" not in trouble.value.words + repr(trouble.value)


async def test_a_wrong_password_never_shows(server: ReceivingServer) -> None:
    """Not even where the relay repeats it."""
    server.password = ("user", "right")
    relay = SmtpRelay(f"smtp://user:s3cr%40t@127.0.0.1:{server.port}?tls=none")
    with pytest.raises(RelayUnreachable) as trouble:
        await relay.deliver("b.1@in.agency.test", "maria@bloom.test", LETTER)
    assert trouble.value.words.startswith("535")
    assert "s3cr@t" not in trouble.value.words


async def test_a_right_password_opens_the_relay(server: ReceivingServer) -> None:
    """It may hold any character."""
    server.password = ("user", "s3cr@t")
    relay = SmtpRelay(f"smtp://user:s3cr%40t@127.0.0.1:{server.port}?tls=none")
    assert "250 2.0.0 taken" == await relay.deliver(
        "b.1@in.agency.test", "maria@bloom.test", LETTER
    )
    await relay.close()


async def test_a_password_needs_a_secret_line(server: ReceivingServer) -> None:
    """Without `tls=none` it is not sent in the clear."""
    server.password = ("user", "right")
    relay = SmtpRelay(f"smtp://user:right@127.0.0.1:{server.port}")
    with pytest.raises(RelayUnreachable):
        await relay.deliver("b.1@in.agency.test", "maria@bloom.test", LETTER)
    assert [] == server.taken


async def test_an_address_cannot_bring_commands(server: ReceivingServer, relay: SmtpRelay) -> None:
    """It is refused before anything is said."""
    with pytest.raises(RelayRefused):
        await relay.deliver(
            "b.1@in.agency.test", "maria@bloom.test>\r\nRCPT TO:<all@bloom.test", LETTER
        )
    assert [] == server.taken


async def test_a_russian_mailbox_is_written_to(server: ReceivingServer, relay: SmtpRelay) -> None:
    """Where the relay can (RFC 6531); else the refusal says so."""
    await relay.deliver("b.1@in.agency.test", "мария@bloom.test", LETTER)
    assert ["мария@bloom.test"] == server.taken[0][1]
    async with ReceivingServer(smtputf8=False) as old:
        with pytest.raises(RelayRefused) as refusal:
            await SmtpRelay(f"smtp://127.0.0.1:{old.port}?tls=none").deliver(
                "b.1@in.agency.test", "мария@bloom.test", LETTER
            )
    assert "553 5.6.7 the relay takes ASCII addresses only" == refusal.value.words


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("smtp://relay.test", RelayUrl("relay.test", 25, None)),
        ("smtp://u:p@relay.test", RelayUrl("relay.test", 587, "starttls", "u", "p")),
        ("smtp://u:p%3A@relay.test:2525?tls=none", RelayUrl("relay.test", 2525, "none", "u", "p:")),
        ("smtps://relay.test", RelayUrl("relay.test", 465, "implicit")),
    ],
)
def test_a_url_says_where_and_how(url: str, wanted: RelayUrl) -> None:
    """The password is not shown again."""
    assert wanted == relay_url(url)
    assert "RelayUrl(relay.test:" in repr(relay_url(url))


@pytest.mark.parametrize("url", ["http://x", "smtp://", "smtp://u:secret@h?tls=maybe"])
def test_a_wrong_url_is_refused_in_words(url: str) -> None:
    """Without the password."""
    with pytest.raises(ValueError, match=r"relay looks like|tls is one of") as fault:
        relay_url(url)
    assert "secret" not in str(fault.value)
