"""Which modules get faults, and which tests are to notice them."""

from dataclasses import dataclass
from pathlib import Path

from tests.files import files

ENOUGH = 0.9
"""The part of the faults that the tests of each module have to notice."""

FILED = ("participants", "forgers", "inside", "shown_addresses")
DRAINED = ("drain_outbox", "record_outcomes")
LETTERS_OF = (*DRAINED, "streams")
LIMITS = ("limits", "slots", "held_bytes")
CONVERSATION = "steps/deciding/conversation"
OWN_WORDS = ("answer_lines", "own_letter", "own_lines", "own_words", "typed_lines")
OF_OWN_WORDS = (*OWN_WORDS, "taken", "unknown_quotes")
"""The tests of what tells our words from the author's make many letters; the others need none."""


@dataclass(frozen=True)
class Room:
    """Modules, or folders of them, and the tests that speak of them; paths are relative to the
    repository. A module of a folder that another room names by itself is not of this one.
    """

    modules: tuple[str, ...]
    tests: tuple[str, ...]
    seconds: float = 3.0  # of work that the tests of one fault may take; slower ones are not asked


DATABASE = 20.0  # seconds, where each test has a store

ROOMS = (  # what takes longest comes last
    Room(("mailbridge/domain/token.py",), ("tests/domain/test_token.py",)),
    Room(("mailbridge/doors/smtp/data.py",), ("tests/doors/smtp/test_data.py",)),
    Room(
        tuple(f"mailbridge/doors/smtp/{name}.py" for name in LIMITS),
        tuple(f"tests/doors/smtp/test_{name}.py" for name in LIMITS),
    ),
    Room(("mailbridge/services/access.py",), ("tests/services/test_access.py",)),
    Room(
        ("mailbridge/steps/deciding/proof",),
        ("tests/steps/deciding/proof", "tests/adapters/test_authenticator.py"),
    ),
    Room(("mailbridge/steps/deciding/people",), ("tests/steps/deciding/people",)),
    Room(
        (f"mailbridge/{CONVERSATION}",),
        (
            f"tests/{CONVERSATION}",
            *(f"--ignore=tests/{CONVERSATION}/test_{name}.py" for name in OF_OWN_WORDS),
        ),
    ),
    Room(
        tuple(f"mailbridge/{CONVERSATION}/{name}.py" for name in OWN_WORDS),
        tuple(f"tests/{CONVERSATION}/test_{name}.py" for name in OF_OWN_WORDS),
    ),
    Room(
        ("mailbridge/steps/telling/recipients.py",),
        ("tests/steps/telling/test_recipients.py", "tests/steps/telling/test_levels.py"),
    ),
    Room(
        tuple(f"mailbridge/services/telling/{name}.py" for name in DRAINED),
        (
            *(f"tests/services/telling/test_{name}.py" for name in LETTERS_OF),
            "tests/services/signing/test_dkim_keys.py",
        ),
        DATABASE,
    ),
    Room(
        ("mailbridge/services/discussions/read.py",),
        tuple(f"tests/services/discussions/test_{name}.py" for name in ("read", "inner_files")),
        DATABASE,
    ),
    Room(
        ("mailbridge/services/filing/participants.py",),
        tuple(f"tests/services/filing/test_{name}.py" for name in FILED),
        DATABASE,
    ),
)


def modules(room: Room) -> list[str]:
    """The modules of the room, without those that say nothing but what a folder is for; a file or
    folder that is not there is an error.
    """
    elsewhere = {one for other in ROOMS if other is not room for one in other.modules}
    found: list[Path] = []
    for one in map(Path, room.modules):
        found += [one] if one.is_file() else files(one, "*.py", 5)
    named = (str(one) for one in found if one.name != "__init__.py")
    return sorted(one for one in named if one not in elsewhere)
