"""One letter that came two ways."""

from dataclasses import replace

import pytest

from mailbridge.steps.deciding.conversation.same_letter import Copy, is_same_letter

LETTER = Copy("maria@bloom.test", "Christmas windows", "Please design the Christmas windows.")
TAGGED = replace(
    LETTER,
    subject="[EXTERNAL] Christmas windows",
    text=f"CAUTION: from outside.\n\n{LETTER.text}\n\n--\nYou are subscribed to the group.\n",
)


def test_a_banner_and_a_footer_make_no_other_letter() -> None:
    """Whichever copy came first."""
    assert is_same_letter(LETTER, TAGGED)
    assert is_same_letter(TAGGED, LETTER)


@pytest.mark.parametrize(
    "other",
    [
        replace(TAGGED, author="tom@bloom.test"),
        replace(TAGGED, subject="Easter windows"),
        replace(TAGGED, text="Please design the Easter windows."),
        replace(TAGGED, files=frozenset({"a file"})),
        replace(TAGGED, text=LETTER.text + " word" * 100),
        replace(TAGGED, text="Please design the Christmas windowsill."),
        replace(TAGGED, text="Displease design the Christmas windows."),
    ],
)
def test_what_says_something_else_is_another_letter(other: Copy) -> None:
    """Although its program gave it the same id."""
    assert not is_same_letter(LETTER, other)


def test_two_words_say_too_little() -> None:
    """They stand in many letters."""
    assert not is_same_letter(replace(LETTER, text="Thank you"), replace(LETTER, text="Thank you."))


def test_a_banner_and_a_footer_have_eighty_words_at_most() -> None:
    """Together, whichever copy came first."""
    for words, expected in ((80, True), (81, False)):
        longer = replace(LETTER, text=f"{'above ' * 40}{LETTER.text}{' below' * (words - 40)}")
        assert expected == is_same_letter(LETTER, longer) == is_same_letter(longer, LETTER)


def test_three_words_are_enough() -> None:
    """However they are wrapped."""
    one, other = replace(LETTER, text="Thank you Maria"), replace(LETTER, text="Thank\nyou  Maria")
    assert is_same_letter(one, other)


def test_a_list_may_stand_in_the_authors_place() -> None:
    """Of one copy alone, and where the text says enough to be known."""
    text = "Please design the Christmas windows for both shops."
    direct = replace(LETTER, text=text)
    by_list = replace(TAGGED, author="team@lists.test", text=text + " footer", by_list=True)
    assert is_same_letter(direct, by_list)
    assert is_same_letter(by_list, direct)
    assert not is_same_letter(direct, replace(by_list, by_list=False))
    assert not is_same_letter(replace(direct, text="Too few words"), by_list)
