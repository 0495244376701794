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
