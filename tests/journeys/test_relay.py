"""Letters on their way out, when the relay is in a mood."""

import re
from pathlib import Path

from tests.journeys.bridge import Bridge, free_port
from tests.journeys.correspondent import Correspondent
from tests.journeys.post_boxes import PostBoxes, wait_for


def test_a_letter_that_is_put_off_arrives_once(bridge: Bridge, boxes: PostBoxes) -> None:
    """4xx: it waits with the far side's words, and is tried again."""
    nora, otto = team_of_two(bridge, "Patience")
    boxes.answers[nora.address] = ["451 4.7.1 greylisted, come back later"]
    otto.writes(address(bridge, "Patience"), "Patience", "Good things take time.\n")
    wait_for(
        lambda: [one for one in bridge.owed(nora.address) if one["state"] == "deferred"],
        "a deferred letter",
    )
    [owed] = bridge.owed(nora.address)
    assert (1, "451 4.7.1 greylisted, come back later") == (owed["attempts"], owed["last_reply"])
    bridge.said("outbox", "retry", owed["id"])
    boxes.letter(nora.address)
    bridge.settled()
    [owed] = bridge.owed(nora.address)
    assert ("sent", 2) == (owed["state"], owed["attempts"])
    assert 1 == len(boxes.box(nora.address))


def test_a_letter_that_is_refused_is_told_to_its_author(bridge: Bridge, boxes: PostBoxes) -> None:
    """5xx: given up at once."""
    pia, rolf = team_of_two(bridge, "Refusal")
    boxes.answers[rolf.address] = ["550 5.1.1 nobody of that name"]
    rolf.writes(address(bridge, "Refusal"), "Refusal", "The menu is printed.\n")
    pia.answers(boxes.letter(pia.address), "Here is the answer.\n")
    told = boxes.letter(pia.address, 2)
    assert f"Not delivered to {rolf.address}: Refusal" == told["Subject"]
    assert "550 5.1.1 nobody of that name" in told.text
    bridge.settled()
    assert ["failed"] == [one["state"] for one in bridge.owed(rolf.address)]


def test_the_doctor_greets_the_relay(bridge: Bridge) -> None:
    """And tells what it offers, as the relay's answer to EHLO says."""
    assert re.search(
        r"^ok +relay +it answers; it offers .*size", bridge.said("doctor"), re.MULTILINE
    )


def test_letters_wait_while_the_relay_is_down(tmp_path: Path) -> None:
    """And arrive, each once, when it is there again."""
    port = free_port()
    with Bridge(tmp_path, port) as bridge:
        sven, tina = team_of_two(bridge, "Silence")
        for number in range(3):
            tina.writes(address(bridge, "Silence"), f"Letter {number}", "Are you there?\n")
        wait_for(
            lambda: ["deferred"] * 3 == [one["state"] for one in bridge.owed(sven.address)],
            "three deferred letters",
        )
        assert all(one["last_reply"] for one in bridge.owed(sven.address))
        with PostBoxes(port) as boxes:
            for one in bridge.owed(sven.address):
                bridge.said("outbox", "retry", one["id"])
            boxes.letter(sven.address, 3)
            bridge.settled()
            assert ["Letter 0", "Letter 1", "Letter 2"] == sorted(
                letter["Subject"] for letter in boxes.box(sven.address)
            )


def test_without_a_relay_the_outbox_keeps_the_letters(tmp_path: Path) -> None:
    """`outbox list` shows them, `outbox show` shows one whole."""
    with Bridge(tmp_path) as bridge:
        ulla, vito = team_of_two(bridge, "No relay")
        vito.writes(address(bridge, "No relay"), "Anybody?", "Is anybody there?\n")
        wait_for(lambda: bridge.owed(ulla.address), "a letter in the outbox")
        [owed] = bridge.owed(ulla.address)
        assert ("queued", 0, "Anybody?") == (owed["state"], owed["attempts"], owed["subject"])
        assert "Is anybody there?" in bridge.said("outbox", "show", owed["id"])
        assert ulla.address in bridge.said("outbox", "list")


def team_of_two(bridge: Bridge, project: str) -> tuple[Correspondent, Correspondent]:
    """A member and a client."""
    name = project.lower().replace(" ", "-")
    bridge.project(
        project,
        people=[
            ("member", f"m@{name}.test", "Mo", "en"),
            ("client", f"c@{name}.test", "Cleo", "en"),
        ],
    )
    return Correspondent(bridge, "Mo", f"m@{name}.test"), Correspondent(
        bridge, "Cleo", f"c@{name}.test"
    )


def address(bridge: Bridge, project: str) -> str:
    return str(
        next(one["address"] for one in bridge.cli("project", "list") if one["name"] == project)
    )
