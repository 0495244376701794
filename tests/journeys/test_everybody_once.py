"""Nobody gets the same words twice."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

from tests.journeys.bridge import Bridge
from tests.journeys.correspondent import Correspondent
from tests.journeys.post_boxes import PostBoxes


def test_a_client_answers_all_and_his_colleague_has_it_once(
    bridge: Bridge, boxes: PostBoxes
) -> None:
    """Both clients stand in To and Cc of our letters; what one writes to all, the other got from
    him and not from us.
    """
    nina = Correspondent(bridge, "Nina", "nina@all.test")
    paul, rosa = (
        Correspondent(bridge, "Paul", "paul@client-of-all.test"),
        Correspondent(bridge, "Rosa", "rosa@client-of-all.test"),
    )
    people = [
        ("member", nina.address, "Nina", "en"),
        *(("client", one.address, one.name, "en") for one in (paul, rosa)),
    ]
    bridge.project("All", "hello@all.test", people)

    paul.writes("hello@all.test", "Signs for the shop", "We need two signs.\n", cc=(rosa.address,))
    nina.answers(boxes.letter(nina.address), "Two signs, gladly.\n")
    letters = [boxes.letter(one.address) for one in (paul, rosa)]
    assert [[paul.address, rosa.address]] * 2 == [
        letter.addresses("To", "Cc") for letter in letters
    ]
    assert letters[0]["Message-ID"] == letters[1]["Message-ID"]
    assert letters[0].reply_to != letters[1].reply_to

    mail = paul.answers(letters[0], "Green ones, please.\n", everybody=True)
    assert [rosa.address] == [one.addr_spec for one in mail["Cc"].addresses]
    assert "Green ones, please." in boxes.letter(nina.address, 2).text
    assert 3 == len(bridge.discussion("All")["posts"])
    assert (2, 1, 1) == tuple(len(boxes.box(one.address)) for one in (nina, paul, rosa))


def test_a_mail_to_the_alias_and_to_the_reply_address_is_one_post(
    bridge: Bridge, boxes: PostBoxes
) -> None:
    """Some mail programs answer to every address they can find."""
    carl, dora = (
        Correspondent(bridge, "Carl", "carl@both.test"),
        Correspondent(bridge, "Dora", "dora@client-of-both.test"),
    )
    bridge.project(
        "Both",
        "hello@both.test",
        [("member", carl.address, "Carl", "en"), ("client", dora.address, "Dora", "en")],
    )
    dora.writes("hello@both.test", "A new door", "The door is too narrow.\n")
    carl.answers(boxes.letter(carl.address), "How wide should it be?\n")
    letter = boxes.letter(dora.address)
    mail = dora.mail(
        f"{letter.reply_to}, hello@both.test", "Re: A new door", In_Reply_To=letter["Message-ID"]
    )
    mail.set_content("One metre.\n")
    dora.sends(mail, (letter.reply_to, "hello@both.test"))
    assert "One metre." in boxes.letter(carl.address, 2).text
    assert 3 == len(bridge.discussion("Both")["posts"])
    assert (2, 1) == (len(boxes.box(carl.address)), len(boxes.box(dora.address)))


def test_the_same_mail_from_two_connections_at_once_is_one_post(
    bridge: Bridge, boxes: PostBoxes
) -> None:
    """Both are acknowledged; the second is in the mail log as what it is."""
    emil, fred = (
        Correspondent(bridge, "Emil", "emil@twice.test"),
        Correspondent(bridge, "Fred", "fred@client-of-twice.test"),
    )
    address = bridge.project(
        "Twice",
        people=[("member", emil.address, "Emil", "en"), ("client", fred.address, "Fred", "en")],
    )
    mail = fred.mail(address, "Twice")
    mail.set_content("I write only once.\n")
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(partial(fred.sends, mail), [(address,)] * 2))
    boxes.letter(emil.address)
    assert 1 == len(bridge.discussion("Twice")["posts"])
    found = bridge.mail(project="Twice")
    assert ["duplicate", "filed"] == sorted(one["reason"] for one in found)
    assert 1 == len({one["post_id"] for one in found})
    assert 1 == len(boxes.box(emil.address))


def test_a_mail_to_two_projects_is_a_discussion_in_each(bridge: Bridge, boxes: PostBoxes) -> None:
    """One mail transaction, two forward-paths; each team hears of its own."""
    gail, hugo = (
        Correspondent(bridge, "Gail", "gail@two.test"),
        Correspondent(bridge, "Hugo", "hugo@two.test"),
    )
    left = bridge.project("Left", people=[("member", gail.address, "Gail", "en")])
    right = bridge.project("Right", people=[("member", hugo.address, "Hugo", "en")])
    ida = Correspondent(bridge, "Ida", "ida@client-of-two.test")
    mail = ida.mail(f"{left}, {right}", "For both of you")
    mail.set_content("Our office moves in May.\n")
    ida.sends(mail, (left, right))
    for project, member in (("Left", gail), ("Right", hugo)):
        assert "Our office moves in May." in boxes.letter(member.address).text
        assert [ida.address] == [one["author"] for one in bridge.discussion(project)["posts"]]
        assert 1 == len(boxes.box(member.address))
    assert not boxes.box(ida.address)
