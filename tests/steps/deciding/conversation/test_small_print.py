"""What stands in all our letters is taken out of incoming words, however it comes back."""

import random
import textwrap

import pytest

from mailbridge.domain.letter import OwnSentences
from mailbridge.steps.deciding.conversation.small_print import without_secrets, without_small_print

OWN = OwnSentences(
    small_print=(
        "Reply to all, please keep the subject: it keeps the topic in one place.",
        "Stop letters about this topic",
        "You get this because you take part in “{topic}” ({project}).",
        "Your reply goes to {names} (client). Start with #note to keep it internal.",
        "Не получать писем по этой теме",
    ),
    headings=("Where we are", "Где мы сейчас"),
)
TOKEN = "aqbqcnmbbpybhbksskipu"
FOOTER = f"""----------------------------------------------------------------
WHERE WE ARE  (New menu page)
The next step is ours.

WHAT HAPPENS NEXT
Igor builds the contact page and shows it on Friday.

----------------------------------------------------------------
Reply to all, please keep the subject: it keeps the topic in one place.
Stop letters about this topic: https://mb.example/u/{TOKEN}"""
WRAPPED = "\n\n".join(textwrap.fill(" ".join(part.split()), 60) for part in FOOTER.split("\n\n"))


@pytest.mark.parametrize("quote", ["", "> ", "    ", "| ", "> > "])
def test_our_footer_goes_and_what_stands_around_it_stays(quote: str) -> None:
    """Quoted in any way."""
    text = f"Hello Anna.\n\n{textwrap.indent(FOOTER, quote, lambda line: True)}\n\nRegards"
    assert "Hello Anna.\n\nRegards" == "\n".join(
        line for line in _squeezed(without_small_print(text, OWN))
    )


def _squeezed(text: str) -> list[str]:
    """Without lines of quote marks alone, which are no words."""
    lines = [line if line.strip("> |") else "" for line in text.split("\n")]
    return [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]


def test_a_wrapped_sentence_is_known() -> None:
    """A program that wraps at forty characters changes nothing."""
    wrapped = textwrap.fill(
        "Reply to all, please keep the subject: it keeps the topic in one place.", 40
    )
    assert "Yes." == without_small_print(f"Yes.\n{wrapped}", OWN)


def test_what_is_quoted_within_our_footer_stays() -> None:
    """A client letter quotes the client between "where we are" and the small print."""
    text = (
        "WHERE WE ARE\nThe next step is ours.\n> my own words\nStop letters about this topic: "
        f"https://mb.example/u/{TOKEN}"
    )
    assert "> my own words" == without_small_print(text, OWN)


@pytest.mark.parametrize("text", [
    "Where we are today is a good place.\nLet us go on.",
    "WHERE WE ARE\nThe house is built.",
    "Reply to all, please.",
    "You get this because you asked.",
])  # fmt: skip
def test_the_same_words_in_a_sentence_of_somebody_stay(text: str) -> None:
    """Only our whole sentences are ours."""
    assert text == without_small_print(text, OWN)


@pytest.mark.parametrize("link", [
    f"https://mb.example/u/{TOKEN}", f"<https://mb.example/u/{TOKEN}>",
    f"https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fmb.example%2Fu%2F{TOKEN}&data=05",
    f"r.{TOKEN}@in.agency.test", f"<mailto:r.{TOKEN}@in.agency.test>",
    f"R.{TOKEN.upper()}@IN.AGENCY.TEST",
])  # fmt: skip
def test_links_that_mute_and_addresses_that_speak_for_a_reader_go(link: str) -> None:
    """Wherever they stand, however a program rewrote them."""
    assert "Before  after." == without_secrets(f"Before {link} after.", {"in.agency.test"})


def test_other_links_and_addresses_stay() -> None:
    """A foreign address of the same shape is nobody's key here."""
    text = f"https://example.org/u/short r.{TOKEN}@elsewhere.test anna@in.agency.test"
    assert text == without_secrets(text, {"in.agency.test"})


@pytest.mark.parametrize("seed", range(20))
def test_words_of_people_are_never_taken(seed: int) -> None:
    """Whatever stands above and below our footer comes through."""
    rng = random.Random(seed)
    above, below = (
        "\n".join(f"w{rng.randrange(999)} x" for _ in range(rng.randint(1, 5))) for _ in range(2)
    )
    assert f"{above}\n{below}" == without_small_print(f"{above}\n{FOOTER}\n{below}", OWN)


@pytest.mark.parametrize("path", ["u", "q", "a", "answer"])
def test_links_that_act_for_a_reader_go(path: str) -> None:
    """They mute, confirm, claim or answer in the reader's name; other links stay."""
    text = f"See https://mb.example/{path}/{TOKEN} and https://mb.example/discussions/7"
    assert "See  and https://mb.example/discussions/7" == without_secrets(text, ["in.example"])


LINK = f"https://mb.example/u/{TOKEN}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Yes.\nStop letters about this topic:\n{LINK}\nNo.", "Yes.\nNo."),
        (f"> Stop letters about this topic\n> <{LINK}>\nNo.", "No."),
        (f"Stop letters about this topic\nSee {LINK}\nNo.", f"See {LINK}\nNo."),
        (f"{LINK}\nStop letters about this topic\nNo.", f"{LINK}\nNo."),
        ("Stop letters about this topic\n---\n\nNo.", "No."),
        (f"Stop letters about this topic\n\n{LINK}\nNo.", f"{LINK}\nNo."),
        (f"Yes.\n{LINK}", f"Yes.\n{LINK}"),
        ("Yes.\nStop letters about this topic", "Yes."),
    ],
)
def test_a_link_right_below_our_small_print_goes_with_it(text: str, expected: str) -> None:
    """A line that is nothing but a link; not one with words, and not one further away."""
    assert expected == without_small_print(text, OwnSentences(OWN.small_print))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("You get this because you take part in “Menu” (Bloom).\nYes.", "Yes."),
        ("You get this because\nyou take part in “Menu” (Bloom).\nYes.", "Yes."),
        ("You get this because\nyou take part in “Menu\npage” (Bloom).", "page” (Bloom)."),
        ("You get\nthis because\nyou take part in “Menu\npage” (Bloom).", "page” (Bloom)."),
        ("You get this because you ask.\nYes.", "You get this because you ask.\nYes."),
        ("Your reply goes to Maria (client). Start with #note to keep it internal.\nYes.", "Yes."),
        (
            "Your reply goes to Maria\n(client). Start with #note to keep it\ninternal.\nYes.",
            "Yes.",
        ),
        ("Your reply goes to Maria\nand Tom.\n\nYes.", "and Tom.\n\nYes."),
        ("Your reply goes to Maria\nand Tom\nand Jo.\nYes.", "and Tom\nand Jo.\nYes."),
        ("Your reply goes\n\nto Maria.", "Your reply goes\n\nto Maria."),
        ("Stop letters about this topic, please.", "Stop letters about this topic, please."),
        ("Stop letters\nabout\nthis topic\nYes.", "Yes."),
        ("Stop\nletters\nabout\nthis topic\nYes.", "Stop\nletters\nabout\nthis topic\nYes."),
        ("Stop letters\nplease", "Stop letters\nplease"),
        ("Stop letters", "Stop letters"),
    ],
)
def test_a_sentence_is_known_by_its_fixed_words(text: str, expected: str) -> None:
    """On up to three lines; what stands for a name may be anything. One without a name has to stand
    there whole, and alone.
    """
    assert expected == without_small_print(text, OwnSentences(OWN.small_print))


def test_a_sentence_that_ends_with_a_name_is_known_by_its_beginning() -> None:
    """Its first line goes; one that begins with two fixed words is not known at all."""
    own = OwnSentences(("This is for {name}", "Dear you {name}, goodbye"))
    assert "and Tom.\nYes." == without_small_print("This is for Maria\nand Tom.\nYes.", own)
    assert "Dear you Maria, goodbye" == without_small_print("Dear you Maria, goodbye", own)


def test_of_two_sentences_that_begin_alike_the_longer_one_goes() -> None:
    """Whichever is named first."""
    both = ("We write to {name}", "We write to {name} and to nobody else")
    text = "We write to Maria\nand to nobody else\nYes."
    assert "Yes." == without_small_print(text, OwnSentences(both))
    assert "Yes." == without_small_print(text, OwnSentences(both[::-1]))


def test_the_gap_that_is_left_is_one_blank_line() -> None:
    """And none at either end; a text without our words is the very same."""
    sentence = "Stop letters about this topic"
    found = without_small_print(f"\n{sentence}\n\n a\n\n{sentence}\n\n\nb \n\n{sentence}", OWN)
    assert " a\n\nb " == found
    text = "\n\n\na\n\n\n\nb\n"
    assert text == without_small_print(text, OWN)


BELOW = OwnSentences(OWN.small_print, OWN.headings, ("What happens next", "Questions to you"))
STOP = "Stop letters about this topic"


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("WHERE WE ARE", True),
        ("Where we are (New menu page)", True),
        ("Where we are  (New (menu) page)", True),
        ("*WHERE WE ARE (Menu)*", True),
        ("## Where we are (Menu) ##", True),
        ("Где мы сейчас (Меню)", True),
        ("Where we are (Menu) today", False),
        ("Where we are today (Menu)", False),
        ("Where we are today)", False),
        ("(Menu)", False),
        ("", False),
    ],
)
def test_our_heading_stands_alone_or_before_the_topic(heading: str, expected: bool) -> None:
    """In brackets; between it and our small print all is ours."""
    text = f"Yes.\n{heading}\nThe next step is ours.\n{STOP}"
    kept = "" if expected else f"\n{heading}\nThe next step is ours."
    assert f"Yes.{kept}".rstrip() == without_small_print(text, BELOW).rstrip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("WHERE WE ARE\nOurs.\nWHAT HAPPENS NEXT\nWe go on.\n\nYes.", "Yes."),
        ("WHERE WE ARE\nOurs.\nQUESTIONS TO YOU\nQ1\n\nWHAT HAPPENS NEXT\nx\n \nYes.", " \nYes."),
        ("WHERE WE ARE\nOurs.\nWHAT HAPPENS NEXT\nWe go on.", ""),
        ("WHERE WE ARE\nWHAT HAPPENS NEXT\nWe go on.\n\nYes.", "Yes."),
        ("WHERE WE ARE\nOurs.\n\nYes.", "WHERE WE ARE\nOurs.\n\nYes."),
        (
            "WHAT HAPPENS NEXT\nx\n\nWHERE WE ARE\nOurs.",
            "WHAT HAPPENS NEXT\nx\n\nWHERE WE ARE\nOurs.",
        ),
        (f"WHERE WE ARE\nWHAT HAPPENS NEXT\nx\n\ny\n{STOP}\nYes.", "Yes."),
        (f"WHERE WE ARE\nx\n{STOP}\nYes.\nWHERE WE ARE\ny\n{STOP}\nNo.", "Yes.\nNo."),
        (f"WHERE WE ARE\nx\nWHERE WE ARE\ny\n{STOP}\nNo.", "No."),
        (f"{STOP}\nWHERE WE ARE\nmine", "WHERE WE ARE\nmine"),
    ],
)
def test_a_block_ends_with_our_small_print_or_below_our_last_heading(
    text: str, expected: str
) -> None:
    """With the paragraph there; a heading without either is somebody's own."""
    assert expected == without_small_print(text, BELOW)


def test_somebodys_own_heading_does_not_hide_ours() -> None:
    """The block that follows goes."""
    own = "WHERE WE ARE\nThe house is built.\n"
    far = own + "x\n" * 80
    assert (far + "Yes.") == without_small_print(f"{far}WHERE WE ARE\ny\n{STOP}\nYes.", BELOW)


def test_a_block_has_eighty_lines_at_most() -> None:
    """Its heading among them; what follows further down belongs to nothing."""
    for lines, is_ours in ((78, True), (79, False)):
        between = "x\n" * lines
        found = without_small_print(f"WHERE WE ARE\n{between}{STOP}\nYes.", BELOW)
        assert ("Yes." if is_ours else f"WHERE WE ARE\n{between}Yes.") == found
        below = f"WHERE WE ARE\n{between}WHAT HAPPENS NEXT\ny\n\nYes."
        assert ("Yes." if is_ours else below) == without_small_print(below, BELOW)


@pytest.mark.parametrize(
    ("marks", "kept"),
    [("> ", ">> mine"), ("| ", "| | mine"), ("", "> mine"), ("", "| mine"), ("> ", ">| mine")],
)
def test_what_is_quoted_deeper_than_our_block_stays(marks: str, kept: str) -> None:
    """What stands as deep, or less deep, is of the block."""
    text = f"{marks}WHERE WE ARE\n{marks}Ours.\n{kept}\nours\n{marks}{STOP}\nYes."
    assert f"{kept}\nYes." == without_small_print(text, BELOW)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Yes.\n----\nWHERE WE ARE\nx\n{STOP}\n====\nNo.", "Yes.\nNo."),
        (f"Yes.\n----\n\nWHERE WE ARE\nx\n{STOP}\n>\n> ====\nNo.", "Yes.\n\n>\nNo."),
        (f"----\nYes.\n{STOP}\nNo.\n----", "----\nYes.\nNo.\n----"),
        (f"----\n----\n{STOP}\nNo.", "----\nNo."),
        (f"{LINK}\nWHERE WE ARE\nx\n{STOP}\nNo.", f"{LINK}\nNo."),
        ("----\nNo.\n====", "----\nNo.\n===="),
    ],
)
def test_lines_drawn_beside_what_is_ours_go_too(text: str, expected: str) -> None:
    """Blank lines between them or not; a link is no drawn line."""
    assert expected == without_small_print(text, BELOW)


def test_an_address_of_no_domain_of_ours_is_none() -> None:
    """An installation without a domain has no reply addresses."""
    text = f"r.{TOKEN}@in.agency.test"
    assert text == without_secrets(text, ())
    assert "" == without_secrets(text, ("x.test", "in.agency.test"))
    assert "r.short@in.agency.test" == without_secrets(
        "r.short@in.agency.test", ("in.agency.test",)
    )
    dots = "r." + TOKEN + "@inXagency.test"
    assert dots == without_secrets(dots, ("in.agency.test",))
