"""What is left of a message without our own words, and what stays inside."""

from dataclasses import replace
from typing import Any

import pytest

from mailbridge.domain.address import ReplyAddress
from mailbridge.domain.flag import Rule
from mailbridge.domain.inbound import Author, Facts, Inbound, Place, Route
from mailbridge.domain.letter import OwnSentences, SentLetter
from mailbridge.domain.message import Command, Cut, Forwarded, Mailbox, Message, Reading, Trimmed
from mailbridge.steps.deciding.conversation.own_lines import as_words
from mailbridge.steps.deciding.conversation.own_words import decide, stays_inside
from tests.steps.deciding.situations import ANNA, BLOOM, MARIA, author, facts, inbound

EIGHT = "one two three four five six seven eight"
MORE = "nine ten eleven twelve thirteen fourteen fifteen sixteen"
OURS = SentLetter(as_words(f"{EIGHT}\n{MORE}"))
NOTE = replace(OURS, inside=True)
STOP = "Stop letters about this topic"
OWN = OwnSentences((STOP,))
LINK = "https://mb.example/u/aqbqcnmbbpybhbksskipu"
KEY = "r.aqbqcnmbbpybhbksskipu@bridge.test"
TEAM = author(ANNA, verified="verified")
HERE = Place(7, Rule.ANSWER)


def message(
    text: str,
    trimmed: Trimmed | None = None,
    who: Author | None = TEAM,
    commands: tuple[str, ...] = (),
    place: Place | None = HERE,
    forwarder: Author | None = None,
    route: Route | None = None,
    **of_reading: Any,
) -> Inbound:
    reading = {
        "trimmed": trimmed or Trimmed(text),
        "commands": tuple(Command(one, "") for one in commands),
        **of_reading,
    }
    made = inbound(Message(text=text), author=who, route=route, **reading)
    return replace(made, place=place, forwarder=forwarder)


def known(*letters: SentLetter, **more: Any) -> Facts:
    return facts(had_letters=letters, own_sentences=OWN, **more)


def decided(came: Inbound, known: Facts) -> Inbound:
    found = decide(came, known)
    assert isinstance(found, Inbound)
    return found


def test_an_answer_without_words_of_ours_is_left_as_it_is() -> None:
    """The very same, with nothing in its trail."""
    for reply in ("Yes.", "", "See https://bloom.test/u/short"):
        came = message(reply)
        assert came is decided(came, known())
        assert came is decided(came, known(OURS))


def test_our_letter_is_taken_out_of_an_answer() -> None:
    """And the trail says so; what it says is read again without it."""
    came = message(f"Yes, #task bake.\n{EIGHT}", Trimmed(f"Yes, #task bake.\n{EIGHT}"))
    found = decided(came, known(OURS))
    assert ("Yes, #task bake.", EIGHT) == (
        found.reading.trimmed.reply,
        found.reading.trimmed.quoted,
    )
    assert "Yes, #task bake." == found.reading.body
    assert ("own_letter: lines of our letters taken out of the reply: 1",) == found.trail
    assert came.reading.message == found.reading.message
    assert HERE == found.place


def test_a_quote_of_ours_below_an_answer_changes_nothing() -> None:
    """The reading has parted them."""
    came = message(f"Yes.\n> {EIGHT}", Trimmed("Yes.", f"> {EIGHT}"))
    assert came == decided(came, known(OURS))


def test_what_others_wrote_is_not_ours() -> None:
    """Our letter may have quoted it."""
    came = message(EIGHT)
    assert came == decided(came, known(OURS, others_words=(EIGHT,)))


ONLY_OURS = "nothing but what stands in our letters, left as it is"
SAYS_NOTHING = "it says nothing but what our letters say: stays inside"


@pytest.mark.parametrize(
    ("changes", "stays"),
    [
        ({}, True),
        ({"who": author(ANNA)}, False),
        ({"who": author(MARIA, verified="verified")}, False),
        ({"who": None}, False),
        ({"commands": ("client",)}, False),
        ({"commands": ("task", "client")}, False),
        ({"commands": ("task",)}, True),
        ({"place": None}, False),
        ({"place": replace(HERE, internal=True)}, False),
    ],
    ids=["member", "unproved", "client", "nobody", "#client", "both", "#task", "nowhere", "inside"],
)
def test_a_member_who_says_nothing_but_our_words_says_it_inside(
    changes: dict[str, Any], stays: bool
) -> None:
    """Unless they say that it is for the client; a client's letter is left as it is."""
    came = message(EIGHT, **changes)
    found = decided(came, known(OURS))
    assert (replace(HERE, internal=True) if stays else came.place) == found.place
    lines = (ONLY_OURS, SAYS_NOTHING) if stays else (ONLY_OURS,)
    assert tuple(f"own_letter: {line}" for line in lines) == found.trail
    marked = replace(came.reading.trimmed, nothing_new=True)
    assert replace(came.reading, trimmed=marked) == found.reading


@pytest.mark.parametrize(
    ("changes", "more", "expected"),
    [
        ({}, {}, False),
        ({"commands": ("note",)}, {}, True),
        ({"commands": ("note", "client")}, {}, False),
        ({"commands": ("task",)}, {}, False),
        ({}, {"answers_internal": True}, True),
        ({"commands": ("client",)}, {"answers_internal": True}, False),
        ({"route": Route(BLOOM, ReplyAddress(1, 2, internal=True))}, {}, True),
        ({"route": Route(BLOOM, ReplyAddress(1, 2))}, {}, False),
        (
            {"route": Route(BLOOM, ReplyAddress(1, 2, internal=True)), "commands": ("client",)},
            {},
            False,
        ),
    ],
)
def test_an_answer_is_for_the_team_by_its_address_its_commands_or_what_it_answers(
    changes: dict[str, Any], more: dict[str, Any], expected: bool
) -> None:
    """#client outweighs all of them; nothing is said before the route is known."""
    came = message("Yes.", **changes)
    assert expected == stays_inside(came, known(**more))
    by_address = "route" in changes
    unrouted = replace(came, route=None)
    assert (expected and not by_address) == stays_inside(unrouted, known(**more))


def test_what_stays_inside_may_show_which_line_of_a_note_it_answers() -> None:
    """What goes out may not."""
    text = f"> {EIGHT}\nYes.\n> {MORE}"
    quoted = message(text, Trimmed("", text))
    goes_out = decided(quoted, known(NOTE))
    assert "Yes." == goes_out.reading.trimmed.reply
    inside = decided(quoted, known(NOTE, answers_internal=True))
    assert f"> {EIGHT}\nYes." == inside.reading.trimmed.reply


def passed_on(text: str, note: str = "", **more: Any) -> Inbound:
    inner = Forwarded(Mailbox("Maria", "maria@bloom.test"), None, "Menu", text, note)
    whole = f"{note}\n\n{text}" if note else text
    return message(whole, Trimmed(note, text), forwarded=inner, **more)


def test_a_forward_without_words_of_ours_is_left_as_it_is() -> None:
    """It is the letter of somebody else."""
    came = passed_on("kangaroo")
    assert came is decided(came, known(OURS))
    assert came is decided(came, known())


def test_ours_is_taken_out_of_a_clients_letter_that_a_member_passes_on() -> None:
    """The rest of that letter is the client's."""
    came = passed_on(f"kangaroo\n{EIGHT}", forwarder=TEAM, who=author(MARIA))
    found = decided(came, known(OURS))
    assert found.reading.forwarded is not None
    assert "kangaroo" == found.reading.forwarded.text
    assert came.reading.trimmed == found.reading.trimmed
    line = "own_letter: taken out of the forwarded letter: what stands in ours"
    assert ((line,), HERE) == (found.trail, found.place)


def test_a_forward_of_our_letter_is_an_answer_that_quotes_it() -> None:
    """What is written above it is the author's own."""
    for forwarder in (None, TEAM):
        came = passed_on(EIGHT, "Please look.", forwarder=forwarder)
        found = decided(came, known(OURS))
        assert found.reading.forwarded is None
        assert "Please look." == found.reading.trimmed.reply
        assert ("own_letter: lines of our letters taken out of the reply: 1",) == found.trail
        assert HERE == found.place


def test_a_forward_of_nothing_but_our_letter_stays_inside() -> None:
    """A member's own; the reply is what it was."""
    found = decided(passed_on(EIGHT), known(OURS))
    assert found.reading.forwarded is None
    assert replace(HERE, internal=True) == found.place
    assert f"own_letter: {SAYS_NOTHING}" == found.trail[-1]


def test_who_passes_on_an_internal_letter_says_it_inside() -> None:
    """Whatever they write above it."""
    found = decided(passed_on(EIGHT, "Please look."), known(NOTE))
    assert replace(HERE, internal=True) == found.place
    line = "own_letter: it passes on an internal letter: stays inside"
    assert ("Please look.", line) == (found.reading.trimmed.reply, found.trail[-1])
    clients = decided(passed_on(EIGHT, "Please look.", who=author(MARIA)), known(NOTE))
    assert HERE == clients.place


SMALL_PRINT_OUT = ("own_letter: our small print was taken out",)


@pytest.mark.parametrize(
    ("trimmed", "expected"),
    [
        (Trimmed(f"Yes.\n{STOP}"), Trimmed("Yes.")),
        (Trimmed(f"See {LINK} now"), Trimmed("See  now")),
        (Trimmed(f"Ask {KEY}"), Trimmed("Ask ")),
        (Trimmed("Yes.", f"> {LINK}"), Trimmed("Yes.", "> ")),
        (Trimmed("Yes.", "", f"-- \n{LINK}"), Trimmed("Yes.", "", "-- \n")),
        (Trimmed(STOP), Trimmed(STOP)),
        (Trimmed(f"{STOP}\n{LINK}"), Trimmed(f"{STOP}\n")),
        (Trimmed("Yes.", f"> {STOP}"), Trimmed("Yes.", f"> {STOP}")),
    ],
)
def test_small_print_goes_out_of_the_authors_words_and_keys_from_everywhere(
    trimmed: Trimmed, expected: Trimmed
) -> None:
    """A reply that is nothing but small print is left, without its keys."""
    found = decided(message("", trimmed), known())
    assert expected == found.reading.trimmed
    cut = replace(trimmed, cuts=(Cut("attribution", "On Monday"),))
    assert cut.cuts == decided(message("", cut), known()).reading.trimmed.cuts
    assert (SMALL_PRINT_OUT if expected != trimmed else ()) == found.trail
    if expected != trimmed:
        assert expected.reply == found.reading.body


def test_keys_go_out_of_the_text_and_the_html() -> None:
    """Each alone."""
    text = decided(message(f"Yes. {LINK}", Trimmed("Yes.")), known())
    assert ("Yes. ", SMALL_PRINT_OUT) == (text.reading.message.text, text.trail)
    page = decided(message("Yes.", safe_html=f"<a href='{LINK}'>x</a>"), known())
    assert page.reading.safe_html is not None
    assert LINK not in page.reading.safe_html
    assert SMALL_PRINT_OUT == page.trail
    other = message("Yes.", safe_html="<p>Yes.</p>")
    assert other is decided(other, known())
    empty = message("Yes.", safe_html="")
    assert empty is decided(empty, known())


@pytest.mark.parametrize(
    ("text", "note", "expected"),
    [
        (f"Hello.\n{STOP}", "", ("Hello.", "")),
        (f"Hello {LINK}", "", ("Hello ", "")),
        (f"{STOP}", "", (STOP, "")),
        (f"{STOP}\n{LINK}", "", (f"{STOP}\n", "")),
        ("Hello.", f"Look.\n{STOP}", ("Hello.", "Look.")),
        ("Hello.", f"Look {KEY}", ("Hello.", "Look ")),
        ("Hello.", "Look.", ("Hello.", "Look.")),
    ],
)
def test_a_forwarded_letter_and_the_note_above_it_lose_both(
    text: str, note: str, expected: tuple[str, str]
) -> None:
    """A letter that is nothing but small print keeps it, without its keys."""
    inner = Forwarded(None, None, "Menu", text, note)
    came = message("Yes.", forwarded=inner)
    found = decided(came, known())
    assert replace(inner, text=expected[0], note=expected[1]) == found.reading.forwarded
    assert (SMALL_PRINT_OUT if (text, note) != expected else ()) == found.trail
    assert came.reading.trimmed == found.reading.trimmed


def test_what_is_cleaned_is_read_again() -> None:
    """Cuts are kept, and what was understood of the words that went is gone."""
    reading = Reading(Message(text="x"), trimmed=Trimmed(f"Yes.\n{STOP}"), body="old")
    came = replace(message("x"), reading=reading)
    assert "Yes." == decided(came, known()).reading.body
