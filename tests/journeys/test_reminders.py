"""Who is asked something and does not answer is reminded."""

from datetime import UTC, datetime, timedelta

from tests.journeys.bridge import Bridge
from tests.journeys.correspondent import Correspondent
from tests.journeys.post_boxes import PostBoxes


def test_both_clients_of_a_question_are_reminded(bridge: Bridge, boxes: PostBoxes) -> None:
    """Nobody is any more once one has answered."""
    vera = Correspondent(bridge, "Vera", "vera@reminds.test")
    lena = Correspondent(bridge, "Lena", "lena@client-of-reminds.test")
    oleg = Correspondent(bridge, "Oleg", "oleg@client-of-reminds.test")
    people = [("client", one.address, one.name, "en") for one in (lena, oleg)]
    address = bridge.project("Reminds", people=[("member", vera.address, "Vera", "en"), *people])
    lena.writes(address, "Photos", "Please put our photos on the site.\n", cc=[oleg.address])
    vera.answers(boxes.letter(vera.address), "#all\n#ask Which photo comes first?\n\nGladly.\n")
    for one in (lena, oleg):
        assert "Which photo comes first?" in boxes.letter(one.address).text
    bridge.cli("due", "run", "--at", (datetime.now(UTC) + timedelta(days=9)).isoformat())
    for one in (lena, oleg):
        assert "a short reminder" in boxes.letter(one.address, 2).text
    oleg.answers(boxes.letter(oleg.address, 2), "1. The harbour.\n")
    bridge.settled()
    bridge.cli("due", "run", "--at", (datetime.now(UTC) + timedelta(days=30)).isoformat())
    bridge.settled()
    reminded = [one for one in boxes.box(lena.address) if "a short reminder" in one.text]
    assert 1 == len(reminded)
