"""Logos and their like: pictures that every letter of a company carries and nobody wrote it for."""

from collections.abc import Iterable

from mailbridge.domain.message import Attachment

EARLIER = (
    2  # letters of the same domain that carried it before; from the next one on it is decoration
)
TINY = 5_000  # bytes; as small as that an attached picture counts, too
SMALL = 20_000  # bytes; a bigger one in an answer that quotes may have come with what it quotes
MOST = 30  # pictures of one letter that are looked at


def pictures(files: Iterable[Attachment], quotes: bool) -> tuple[str, ...]:
    """The sha256 of the pictures that may be decoration, each once. `quotes`: the letter repeats an
    earlier one below its own words.
    """
    found = (
        file.sha256
        for file in files
        if file.content_type.startswith("image/") and _may_be(file, quotes)
    )
    return tuple(dict.fromkeys(found))[:MOST]


def _may_be(file: Attachment, quotes: bool) -> bool:
    in_text = file.inline or file.content_id is not None
    return (in_text and not (quotes and file.size > SMALL)) or 0 < file.size <= TINY
