"""How a member's letter to a client ends."""

import pytest

from mailbridge.steps.telling.letter_parts.closing import closing

NAME = "Anna Petrova"


@pytest.mark.parametrize(
    ("signature", "wanted"),
    [
        ("Anna", "Anna"),
        ("Best regards,\nAnna Petrova", "Best regards,\nAnna Petrova"),
        ("-- \nAnna Petrova\nNorthlight", "Anna Petrova\nNorthlight"),
        ("С уважением,\nАнна", "С уважением,\nАнна"),
        ("Best regards, Anna", "Best regards, Anna"),
    ],
)
def test_a_short_signature_is_shown_as_it_was_written(signature: str, wanted: str) -> None:
    """A closing phrase and a name."""
    assert wanted == closing("It is ready.", signature, NAME)


@pytest.mark.parametrize(
    ("signature", "wanted"),
    [
        ("", "Anna"),
        ("Sent from my iPhone", "Anna"),
        ("Best regards", "Best regards\nAnna"),
        (
            (
                "Best regards,\nAnna Petrova\nSenior designer, Northlight Ltd\n+44 20 7946 "
                "0018\nwww.northlight.test"
            ),
            "Best regards,\nAnna Petrova",
        ),
        ("--\n+44 20 7946 0018", "Anna"),
    ],
)
def test_positions_and_telephones_are_left_out(signature: str, wanted: str) -> None:
    """The first name stands in where no name is left."""
    assert wanted == closing("It is ready.", signature, NAME)


@pytest.mark.parametrize(
    "text",
    [
        "It is ready.\n\nAnna",
        "It is ready.\nAnna",
        "Ready.\n\n-- Anna",
        "Ready.\n\nThanks,\nAnya",
        "Ready.\n\nBest regards, Ann",
        "Ready.\n\nCheers, Anna",
        "",
        " \n",
    ],
)
def test_words_that_end_with_a_name_need_no_other(text: str) -> None:
    """Neither do no words at all."""
    assert "" == closing(text, "", NAME)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("Petrova, Anna", "Anna"), ("", ""), ("anna@agency.test", ""), ("Анна", "Анна")],
)
def test_the_first_name_is_found_in_the_whole_one(name: str, wanted: str) -> None:
    """An address is none."""
    assert wanted == closing("OK", "", name)
