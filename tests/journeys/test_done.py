"""A client says that it is done."""

from tests.journeys.bridge import Bridge
from tests.journeys.correspondent import Correspondent
from tests.journeys.post_boxes import PostBoxes


def test_done_finishes_the_task_that_is_meant_and_no_other(
    bridge: Bridge, boxes: PostBoxes
) -> None:
    """With two of them, the one of the answered letter; else the team reads which there are."""
    vera = Correspondent(bridge, "Vera", "vera@tasks.test")
    lena = Correspondent(bridge, "Lena", "lena@client-of-tasks.test")
    people = [("member", vera.address, "Vera", "en"), ("client+", lena.address, "Lena", "en")]
    address = bridge.project("Tasks", people=people)
    lena.writes(address, "Photos", "What do you need of us?\n")
    asked = boxes.letter(vera.address)
    vera.answers(asked, "#task Send photos\n#assign lena\n\nYour photos, please.\n")
    first = boxes.letter(lena.address)
    vera.answers(asked, "#task Check prices\n#assign lena\n\nAnd look at the prices.\n")
    boxes.letter(lena.address, 2)
    lena.answers(first, "Done!\n", linked=False)
    told = " ".join(boxes.letter(vera.address, 2).text.split())
    assert "has several tasks here: “Send photos” and “Check prices”" in told
    assert ["open", "open"] == [
        one["state"] for one in bridge.cli("task", "list", "--project", "Tasks")
    ]
    lena.answers(first, "Done!\n")
    boxes.letter(vera.address, 3)
    bridge.settled()
    states = {
        one["title"]: one["state"] for one in bridge.cli("task", "list", "--project", "Tasks")
    }
    assert {"Send photos": "done", "Check prices": "open"} == states
