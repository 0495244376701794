"""What is said inside stays inside."""

from tests.journeys.bridge import Bridge
from tests.journeys.correspondent import Correspondent
from tests.journeys.post_boxes import PostBoxes

SECRET = "They have not paid for March yet."


def test_a_note_and_the_answer_to_it_stay_with_the_team(bridge: Bridge, boxes: PostBoxes) -> None:
    """Even when the answer names no message it answers."""
    vera, igor = (
        Correspondent(bridge, "Vera", "vera@inside.test"),
        Correspondent(bridge, "Igor", "igor@inside.test"),
    )
    lena = Correspondent(bridge, "Lena", "lena@client-of-inside.test")
    team = [("member", one.address, one.name, "en") for one in (vera, igor)]
    address = bridge.project("Inside", people=[*team, ("client", lena.address, lena.name, "en")])

    lena.writes(address, "Opening hours", "We open at seven from now on.\n")
    igor.answers(boxes.letter(igor.address), "Thank you, it will be on the site today.\n")
    told = boxes.letter(lena.address)

    vera.answers(boxes.letter(vera.address), f"#note\n{SECRET}\n")
    note = boxes.letter(igor.address, 2)
    assert "INTERNAL: only the team reads this" in note.text
    assert "Your reply stays inside the team." in note.text
    assert note.reply_to != boxes.letter(igor.address).reply_to

    igor.answers(note, "I will call them tomorrow.\n", linked=False)
    assert "I will call them tomorrow." in boxes.letter(vera.address, 2).text

    lena.answers(told, "Thanks! One more thing: the phone number changed too, to 555 0100.\n")
    vera.answers(boxes.letter(vera.address, 3), "The number is on the site.\n")
    answered = boxes.letter(lena.address, 2)
    bridge.settled()
    for letter in boxes.box(lena.address):
        assert SECRET not in letter.raw.decode() + letter.text + letter.html
        assert "call them tomorrow" not in letter.text + letter.html
    assert not {note["Message-ID"], boxes.letter(vera.address, 2)["Message-ID"]} & set(
        answered["References"].split()
    )
    assert [False, False, True, True, False, False] == [
        one["internal"] for one in bridge.discussion("Inside")["posts"]
    ]
    assert 2 == len(boxes.box(lena.address))


def test_a_note_whose_command_has_signs_that_do_not_show_stays_inside(
    bridge: Bridge, boxes: PostBoxes
) -> None:
    """A program put a soft hyphen into it, or a space without width; further down it is held."""
    vera = Correspondent(bridge, "Vera", "vera@unseen.test")
    lena = Correspondent(bridge, "Lena", "lena@client-of-unseen.test")
    people = [("member", vera.address, "Vera", "en"), ("client", lena.address, "Lena", "en")]
    address = bridge.project("Unseen", people=people)
    lena.writes(address, "Bill", "When do we have to pay?\n")
    asked = boxes.letter(vera.address)
    for number, sign in enumerate(("\u00ad", "\u200b", "\u2063", "\u034f")):
        vera.answers(asked, f"#no{sign}te\n{SECRET} {number}\n")
    vera.answers(asked, f"At the end of the month.\n\n#{chr(0x2066)}no\u180ete\n{SECRET}\n")
    assert "has not gone to Lena" in " ".join(boxes.letter(vera.address, 2).text.split())
    vera.answers(asked, "By the tenth, please.\n")
    assert "By the tenth, please." in boxes.letter(lena.address).text
    bridge.settled()
    assert 1 == len(boxes.box(lena.address))
    assert SECRET not in boxes.letter(lena.address).text
