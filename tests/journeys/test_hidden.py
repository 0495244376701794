"""A client writes where clients may not read any more."""

from tests.journeys.bridge import Bridge
from tests.journeys.correspondent import Correspondent
from tests.journeys.post_boxes import PostBoxes

SECRET = "They owe us for three months."


def test_who_answers_in_a_hidden_discussion_is_answered_in_one_of_their_own(
    bridge: Bridge, boxes: PostBoxes
) -> None:
    """The team is told where it was, the question stands in the ledger, and an answer in the hidden
    one is said to have reached nobody.
    """
    vera = Correspondent(bridge, "Vera", "vera@hides.test")
    lena = Correspondent(bridge, "Lena", "lena@client-of-hides.test")
    people = [("member", vera.address, "Vera", "en"), ("client", lena.address, "Lena", "en")]
    address = bridge.project("Hides", people=people)

    lena.writes(address, "Opening hours", "When do you close on Monday?\n")
    vera.answers(boxes.letter(vera.address), "At six.\n")
    told = boxes.letter(lena.address)
    hidden = bridge.discussion("Hides")["id"]
    bridge.cli("discussion", "hide", hidden)
    vera.answers(boxes.letter(vera.address), f"#note\n{SECRET}\n")

    lena.answers(told, "And what about Tuesday?\n")
    asked = boxes.letter(vera.address, 2)
    assert f"discussion that is hidden from clients: {bridge.web}/discussions/{hidden}" in (
        " ".join(asked.text.split())
    )
    assert "Your reply goes to Lena" in " ".join(asked.text.split())
    own = bridge.discussions("Hides")[-1]
    assert ("team", "team") == (own["whose_move"], own["questions"][0]["side"])
    assert own["id"] != hidden

    lena.answers(told, "I mean the shop in the old town, of course, not the other one.\n")
    boxes.letter(vera.address, 3)
    assert 2 == len(bridge.discussions("Hides")[-1]["posts"])

    vera.answers(boxes.letter(vera.address), "On Tuesdays at seven.\n")
    kept = boxes.letter(vera.address, 4)
    assert "Lena did not get it" in " ".join(kept.text.split())
    assert f"{bridge.web}/discussions/{hidden}/share" in kept.text
    vera.answers(asked, "On Tuesday at eight.\n")
    assert "On Tuesday at eight." in boxes.letter(lena.address, 2).text
    bridge.settled()
    for letter in boxes.box(lena.address):
        assert SECRET not in letter.raw.decode() + letter.text + letter.html
        assert "at seven" not in letter.text + letter.html
    assert 2 == len(boxes.box(lena.address))
