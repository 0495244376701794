"""The generated client talks to the real door."""

import asyncio
import runpy
from pathlib import Path
from typing import Any

from mailbridge.doors.web.app import WebDoor
from mailbridge.services.people import api_tokens
from tests.doors.web.site import MEMBER, Site

CLIENT = Path(__file__).parents[4] / "docs" / "client" / "mailbridge_client.py"


async def test_the_typed_client(site: Site) -> None:
    """Lists in parts, a deed that is done once, a change on a condition, a file, a refusal."""
    token = await api_tokens.issue_token(site.container, MEMBER)
    door = WebDoor(site.container, "127.0.0.1:0")
    await door.start()
    try:
        made = runpy.run_path(str(CLIENT))
        bridge = made["Client"](f"http://127.0.0.1:{door.port}", token)
        told = await asyncio.to_thread(conversation, bridge, made["Trouble"], site.ids)
    finally:
        await door.stop()
    assert ["Done.", "Done."] == told["replies"]
    assert 1 == [post.text for post in (await site.discussion()).posts].count("Done.")
    assert (1, True) == (len(told["part"]), told["part"].next is not None)
    assert b"%PDF" == told["file"][:4]
    assert (404, "urn:mailbridge:problem:no-such-discussion") == told["missing"]
    assert 412 == told["changed"]


def conversation(bridge: Any, trouble: type[Exception], ids: dict[str, int]) -> dict[str, Any]:
    """What a program does in its own thread."""

    def refusal(call: Any, *given: Any, **named: Any) -> Any:
        try:
            call(*given, **named)
        except trouble as refused:
            return refused
        raise AssertionError("it was not refused")

    number = ids["discussion"]
    missing = refusal(bridge.show_discussion, 999)
    return {
        "replies": [bridge.reply(number, {"text": "Done."}, key="k")["text"] for _ in range(2)],
        "part": bridge.people(limit=1),
        "file": bridge.attachment(ids["attachment"]),
        "missing": (missing.status, missing.problem["type"]),
        "changed": refusal(bridge.close, number, if_match='"other"').status,
    }
