"""Whose name a client reads."""

from tests.journeys.bridge import Bridge
from tests.journeys.correspondent import Correspondent
from tests.journeys.post_boxes import PostBoxes

CLAIMED = "Security of Your Bank"


def test_a_name_that_nobody_proved_is_read_by_nobody_else(bridge: Bridge, boxes: PostBoxes) -> None:
    """A contact calls themselves anything; our answer shows the colleague in Cc their address. Once
    they answered by their own reply address, the name is theirs.
    """
    vera = Correspondent(bridge, "Vera", "vera@names.test")
    lena = Correspondent(bridge, CLAIMED, "lena@client-of-names.test")
    oleg = Correspondent(bridge, "Oleg", "oleg@client-of-names.test")
    address = bridge.project("Names", people=[("member", vera.address, "Vera", "en")])
    lena.writes(address, "Photos", "Please put our photos on the site.\n", cc=[oleg.address])
    asked = boxes.letter(vera.address)
    assert CLAIMED in asked.text
    vera.answers(asked, "#all\nGladly. Which photos?\n")
    told = boxes.letter(oleg.address)
    assert CLAIMED not in told.raw.decode() + told.text + told.html
    assert lena.address in told.addresses("To", "Cc")
    lena.answers(boxes.letter(lena.address), "The ones of the harbour.\n", everybody=True)
    bridge.settled()
    vera.answers(boxes.letter(vera.address, 2), "#all\nThey are there.\n")
    bridge.settled()
    assert CLAIMED in "".join(one["To"] + one["Cc"] for one in boxes.box(oleg.address)[1:])
