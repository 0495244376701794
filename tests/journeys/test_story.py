"""The story of one topic, told by mail from its first letter to the last."""

import re
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from tests.journeys.bridge import Bridge
from tests.journeys.correspondent import Correspondent
from tests.journeys.post_boxes import Letter, PostBoxes

SUBJECT = "New menu page"
ASKED = (
    "Hello,\n\nplease put the new menu on the site. The prices are in the spreadsheet.\n\nMaria\n"
)
ANSWER = """\
#task Menu page for spring
#due 2031-03-07

Hi Maria,

the page will be ready soon.
Which photo replaces the rye loaf?

Anna
"""


def test_a_topic_goes_from_the_first_letter_to_its_answered_question(
    bridge: Bridge, boxes: PostBoxes
) -> None:
    """A client's letter, the member's answer with a task and a question, a fresh mail that answers
    it, a stranger apart.
    """
    people = (
        ("member", "anna@agency.test", "Anna Petrova", "en"),
        ("client", "maria@bloom.test", "Maria Lopez", "en"),
    )
    bridge.project("Bloom site", "bloom@agency.test", people)
    anna = Correspondent(bridge, "Anna Petrova", "anna@agency.test")
    maria = Correspondent(bridge, "Maria Lopez", "maria@bloom.test")

    first = maria.writes("bloom@agency.test", SUBJECT, ASKED)
    to_anna = boxes.letter(anna.address)
    assert SUBJECT == to_anna["Subject"]
    assert first["Message-ID"] == to_anna["In-Reply-To"]
    assert "please put the new menu on the site" in to_anna.text
    assert "Maria Lopez" in to_anna["From"]

    anna.answers(to_anna, ANSWER)
    to_maria = boxes.letter(maria.address)
    discussion = bridge.discussion("Bloom site")
    [task] = bridge.cli("task", "list", "--project", "Bloom site")
    assert ("Menu page for spring", "open", discussion["id"]) == (
        task["title"],
        task["state"],
        task["discussion_id"],
    )
    assert task["due"].startswith("2031-03-07")
    reads_well(to_maria, first["Message-ID"])
    assert to_maria.reply_to != to_anna.reply_to
    assert to_maria.unsubscribe != to_anna.unsubscribe
    assert to_maria["Message-ID"] != to_anna["Message-ID"]

    maria.writes("bloom@agency.test", SUBJECT, "Take the one with the poppy seed.\n\nMaria\n")
    answered = boxes.letter(anna.address, 2)
    discussion = bridge.discussion("Bloom site")
    asked = [
        (one["text"], one["state"])
        for one in discussion["questions"]
        if one["asked_by"] == anna.address
    ]
    assert [("Which photo replaces the rye loaf?", "perhaps")] == asked
    assert [maria.address, anna.address, maria.address] == [
        one["author"] for one in discussion["posts"]
    ]
    assert f"Re: {SUBJECT}" == answered["Subject"]
    assert to_anna["Message-ID"] in answered["References"]

    stranger = Correspondent(bridge, "Sam Stone", "sam@elsewhere.test")
    stranger.writes("bloom@agency.test", SUBJECT, "I saw your menu page and would like one too.\n")
    ours, apart = bridge.discussions("Bloom site")
    assert [(3, "team"), (1, "team")] == [
        (len(one["posts"]), one["whose_move"]) for one in (ours, apart)
    ]
    assert stranger.address not in ours["participants"]
    assert [stranger.address] == [one["author"] for one in apart["posts"]]

    unsubscribe(to_maria)
    anna.answers(answered, "Thank you, that one it is.\n")
    assert 4 == len(bridge.discussions("Bloom site")[0]["posts"])
    assert "wants no more letters" in boxes.letter(anna.address, 4).text
    assert "no client was told of it" in boxes.letter(anna.address, 5).text
    assert (5, 1, 0) == tuple(len(boxes.box(one.address)) for one in (anna, maria, stranger))


def reads_well(letter: Letter, answered: str) -> None:
    """What the client notices of the first answer."""
    assert f"Re: {SUBJECT}" == letter["Subject"]
    assert answered == letter["In-Reply-To"]
    assert answered in letter["References"].split()
    assert ["maria@bloom.test"] == letter.addresses("To", "Cc")
    assert "#task" not in letter.text + letter.html
    assert "#due" not in letter.text + letter.html
    assert letter.text.startswith("Hi Maria,\n\nthe page will be ready soon.")
    assert "WHERE WE ARE  (New menu page)" in letter.text
    assert "QUESTIONS TO YOU\n  Q1. Which photo replaces the rye loaf?\n" in letter.text
    assert re.search(
        r'<li [^>]*value="1"[^>]*><b>Q1\.</b> Which photo replaces the rye loaf\?', letter.html
    )
    assert "You wrote on" not in letter.text  # nothing proves that these words were hers
    assert "List-Unsubscribe=One-Click" == letter["List-Unsubscribe-Post"]


def unsubscribe(letter: Letter) -> None:
    """As a mail program does it, without a page and without a cookie (RFC 8058)."""
    body = urlencode({"List-Unsubscribe": "One-Click"}).encode()
    with urlopen(Request(letter.unsubscribe, body), timeout=30) as answer:
        assert 200 == answer.status
