"""What the tests themselves must keep to."""

import re

from tests.files import ROOT, files

LOOKS_FOR_FILES = re.compile(r"\b(?:r?glob|iterdir|listdir|scandir)\(")
MAY_LOOK = {
    "tests/files.py": "it is what the others ask",
    "tests/rules/test_tests.py": "it names what it forbids",
    "tests/rules/test_wheel.py": "no wheel is a fault of the test",
    "tests/rules/test_readable.py": "it counts the files of each room",
    "tests/rules/sentences.py": "tests compare what it finds with the catalogues",
    "tests/steps/telling/letters/test_every_letter.py": "what it finds equals a table",
    "tests/adapters/test_reader_cage.py": "it is code that must not succeed",
    "tests/adapters/blobs/test_s3_blobs.py": "it counts the files of a folder, none among them",
    "tests/adapters/blobs/test_file_blobs.py": "it counts the files of a store, none among them",
    "tests/services/oversight/everywhere.py": "it is compared with what was there before",
    "tests/adapters/test_claimants.py": "it compares the files with names",
}


def test_files_are_looked_for_where_none_is_a_fault() -> None:
    """`tests.files` refuses too few; who looks by themselves passes when a folder has moved."""
    found = {
        file.relative_to(ROOT).as_posix()
        for file in files(ROOT / "tests", "*.py", 130)
        for line in file.read_text("utf-8").splitlines()
        if LOOKS_FOR_FILES.search(line)
    }
    assert found - {"tests/rules/test_tests.py"} == MAY_LOOK.keys() - {"tests/rules/test_tests.py"}
