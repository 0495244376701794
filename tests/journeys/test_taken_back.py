"""An answer that has not left yet is taken back by a letter."""

from tests.journeys.bridge import Bridge
from tests.journeys.correspondent import Correspondent
from tests.journeys.post_boxes import PostBoxes


def test_an_answer_that_waits_for_the_morning_is_taken_back(
    bridge: Bridge, boxes: PostBoxes
) -> None:
    """Its client wants morning letters alone, so that nothing of it has left; a later one stays."""
    vera = Correspondent(bridge, "Vera", "vera@mornings.test")
    lena = Correspondent(bridge, "Lena", "lena@client-of-mornings.test")
    people = [("member", vera.address, "Vera", "en"), ("client", lena.address, "Lena", "en")]
    address = bridge.project("Mornings", people=people)
    bridge.cli("person", "set", lena.address, "--morning", "only")

    lena.writes(address, "Price", "What would the shop cost us?\n")
    asked = boxes.letter(vera.address)
    vera.answers(asked, "It costs 500 euros.\n")
    bridge.settled()
    vera.answers(asked, "#undo\n")
    assert "It costs 500 euros." in boxes.letter(vera.address, 2).text
    vera.answers(asked, "It costs 5000 euros.\n")
    said = [one["reply"] for one in bridge.discussion("Mornings")["posts"]]
    assert ["What would the shop cost us?", "", "It costs 5000 euros."] == said
    assert not [letter for letter in boxes.box(lena.address) if "euros" in letter.text]
