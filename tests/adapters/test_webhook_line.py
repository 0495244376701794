"""Programs elsewhere are told; nobody is led into our own network by it."""

import pytest

from mailbridge.adapters.webhook_line import WebhookLine
from tests.webhook_server import elsewhere

INSIDE = (
    "127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
    "224.0.0.1", "[::1]", "[fd00::1]", "[fe80::1]", "[::ffff:127.0.0.1]", "[2002:7f00:1::]",
    "[::127.0.0.1]", "[64:ff9b::10.0.0.1]", "[64:ff9b::a9fe:a9fe]", "[64:ff9b:1::a00:1]",
    "[::ffff:0:10.0.0.1]", "[fec0::1]", "[5f00::1]", "localhost", "2130706433", "0x7f.1",
)  # fmt: skip


@pytest.mark.parametrize("host", INSIDE)
async def test_no_private_address_is_written_to(host: str) -> None:
    """Whatever way it is written."""
    line = WebhookLine()
    answer = await line.send(f"https://{host}/in", {}, b"{}")
    await line.close()
    assert 0 == answer.status
    assert "leads into a private network" in answer.words
    assert not answer.is_taken


async def test_a_private_host_of_our_own_is_written_to() -> None:
    """It was listed: by its address, or by its network."""
    async with elsewhere() as program:
        for private in (["127.0.0.1"], ["127.0.0.0/8"]):
            line = WebhookLine(private)
            answer = await line.send(program.url, {"webhook-id": "1"}, b"{}")
            await line.close()
            assert answer.is_taken
            assert "200 thanks" == answer.words
    fields, body = program.requests[0]
    assert "1" == fields["webhook-id"]
    assert f"127.0.0.1:{program.port}" == fields["host"]
    assert b"{}" == body


async def test_a_redirect_is_not_followed() -> None:
    """It may lead anywhere."""
    async with elsewhere(statuses=[302], more="Location: http://127.0.0.1/\r\n") as program:
        line = WebhookLine(["127.0.0.1"])
        answer = await line.send(program.url, {}, b"{}")
        await line.close()
    assert 302 == answer.status
    assert not answer.is_taken


async def test_an_answer_without_end_is_kept_in_part() -> None:
    """Some hundred octets."""
    async with elsewhere(reply=b"x" * 1_000_000) as program:
        line = WebhookLine(["127.0.0.1"])
        answer = await line.send(program.url, {}, b"{}")
        await line.close()
    assert len(answer.words) < 300


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("https://example.com/in", None),
        ("http://example.com/in", "not-https"),
        ("http://chat.test/in", None),
        ("ftp://example.com/in", "not-a-url"),
        ("https://user:pw@example.com/", "not-a-url"),
        ("https:///in", "not-a-url"),
        ("https://example.com:99999/", "not-a-url"),
        ("javascript:alert(1)", "not-a-url"),
        ("", "not-a-url"),
    ],
)
def test_what_is_no_address_is_told_before_anybody_is_asked(url: str, fault: str | None) -> None:
    """Without TLS only to hosts of our own."""
    assert fault == WebhookLine(["chat.test"]).fault_of(url)


async def test_who_is_not_there_is_told_in_words() -> None:
    """No exception."""
    line = WebhookLine(["127.0.0.1"])
    answer = await line.send("http://127.0.0.1:1/in", {}, b"{}")
    await line.close()
    assert 0 == answer.status
    assert "Connect" in answer.words
