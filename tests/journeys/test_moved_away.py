"""A discussion goes to another project, and an old letter of it is answered."""

from tests.journeys.bridge import Bridge
from tests.journeys.correspondent import Correspondent
from tests.journeys.post_boxes import PostBoxes


def test_who_may_not_read_there_answers_nobody_by_an_old_letter(
    bridge: Bridge, boxes: PostBoxes
) -> None:
    """Their answer waits for an admin; that of who belongs there goes to the client."""
    vera = Correspondent(bridge, "Vera", "vera@moved.test")
    otto = Correspondent(bridge, "Otto", "otto@moved.test")
    lena = Correspondent(bridge, "Lena", "lena@client-of-moved.test")
    people = [("member", vera.address, "Vera", "en"), ("client", lena.address, "Lena", "en")]
    address = bridge.project("Moved away", people=people)
    bridge.project("Moved to", people=[("member", otto.address, "Otto", "en")])
    lena.writes(address, "Shop", "What does the shop cost?\n")
    asked = boxes.letter(vera.address)
    place = bridge.discussion("Moved away")["id"]
    bridge.said("discussion", "move", place, "Moved to")
    vera.answers(asked, "It costs 9000.\n")
    assert 1 == len(bridge.mail(disposition="hold", reason="left-behind"))
    lena.writes(address, "Shop", "And when is it there?\n", In_Reply_To=asked["In-Reply-To"])
    otto.answers(boxes.letter(otto.address), "In May.\n")
    assert "In May." in boxes.letter(lena.address).text
    bridge.settled()
    assert not [one for one in boxes.box(lena.address) if "9000" in one.text]
