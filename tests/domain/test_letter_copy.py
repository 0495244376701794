"""A letter taken apart into what all its readers get and what each copy adds."""

from dataclasses import replace

from mailbridge.domain.letter_copy import addressed, copies, copy_of, shared_part
from mailbridge.store.outbox.letter_json import read_copy, write_copy
from tests.letters import every_letter

LETTERS = [letter for letter, _ in every_letter(("en", "ru"))]


def test_what_is_shared_and_the_copy_make_the_letter() -> None:
    """Nothing is lost."""
    assert LETTERS == [addressed(shared_part(one), copy_of(one)) for one in LETTERS]


def test_a_copy_comes_back_from_json() -> None:
    """With everything in it."""
    copies = [copy_of(one) for one in LETTERS]
    assert copies == [read_copy(write_copy(one)) for one in copies]


def test_letters_are_grouped_by_what_they_share() -> None:
    """Each of them once, whatever stands between the copies."""
    client = next(one for one in LETTERS if one.name == "client")
    team = next(one for one in LETTERS if one.name == "team")
    another = replace(client, unsubscribe="https://mb.test/u/another", reader="Another")
    assert [[0, 2], [1]] == copies([client, team, another])
    assert shared_part(client) == shared_part(another)
