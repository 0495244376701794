"""Header sections that two readers may read as two messages."""

import pytest

from mailbridge.steps.deciding.proof.ambiguous_header import (
    HEADER_READ,
    header_flaws,
    header_section,
)

FROM = b"From: a@x.test\r\n"
NUL, BARE = "a NUL in the header section", "a bare CR in the header section"
NO_FIELD, SEVERAL = "a line in the header section is no field", "several From fields"


@pytest.mark.parametrize(
    ("section", "flaws"),
    [
        (FROM + b"To: b@x.test", ()),
        (FROM + b"Subject: a\r\n b\r\n\tc", ()),
        (FROM.replace(b"\r\n", b"\n") + b"To: b", ()),
        (b"From a@x.test Mon Nov 23\r\n" + FROM, ()),
        (b"From a@x.test Mon Nov 23\r\nnonsense\r\n" + FROM, (NO_FIELD,)),
        (b"From : a@x.test", (NO_FIELD,)),
        (b"From  \t: a@x.test", (NO_FIELD,)),
        (FROM + b"a\0b: c", (NUL, NO_FIELD)),
        (FROM + b"To: a\0", (NUL,)),
        (FROM + b"To: a\rFrom: b", (BARE,)),
        (FROM + b"no field", (NO_FIELD,)),
        (b" folded: first\r\n" + FROM, (NO_FIELD,)),
        (b"\tfolded: first\r\n" + FROM, (NO_FIELD,)),
        (FROM + b"x" * 80 + b": y", ()),
        (FROM + b"x" * 81 + b": y", (NO_FIELD,)),
        (FROM + b"FROM: b@x.test", (SEVERAL,)),
        (FROM + b"From:\r\nno field\0\r", (NUL, BARE, NO_FIELD, SEVERAL)),
        (b"", ()),
    ],
)
def test_what_is_ambiguous_is_named(section: bytes, flaws: tuple[str, ...]) -> None:
    """In words, each once; folded lines and an mbox separator are sound."""
    assert flaws == header_flaws(section)


@pytest.mark.parametrize("end", [b"\r\n\r\n", b"\n\n"])
def test_the_section_ends_with_an_empty_line(end: bytes) -> None:
    """The first; of a message that begins with one it is empty."""
    assert b"A: b" == header_section(b"A: b" + end + b"c" + end)
    assert b"" == header_section(end + b"A: b" + end)
    assert b"A: b" == header_section(b"A: b")


def test_256_kib_are_looked_at() -> None:
    """An end further on is none."""
    far = b"A: " + b"x" * HEADER_READ + b"\r\n\r\nbody"
    assert far[:HEADER_READ] == header_section(far)
    near = b"A: " + b"x" * (HEADER_READ - 7) + b"\r\n\r\nbody"
    assert near[: HEADER_READ - 4] == header_section(near)
