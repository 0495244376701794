"""Header text decoded: encoded words (RFC 2047), also the broken ones, and raw 8-bit text."""

import binascii
import re
from itertools import groupby
from typing import NamedTuple

from mailbridge.steps.reading.mime.charsets.charset import decode

ENCODED_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*(?:\?(?!=)[^?]*){0,8})\?=")
_CUT_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?\s]*)\??$")
_FOLD = re.compile(r"[\r\n]+[ \t]*")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_BREAK = re.compile(
    "[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+"
)  # whatever some program takes for the end of a line
_UNSEEN = re.compile(
    "[\x80-\x9f\u202d\u202e]"
)  # C1 controls, and the signs that turn the order of letters round
_NOT_ALPHABET = re.compile(r"[^A-Za-z0-9+/]+")


class _Word(NamedTuple):
    charset: str
    encoding: str
    text: str


def words_decoded(value: str) -> str:
    """A field value as text of one line: encoded words and raw octets (as surrogates) decoded,
    control characters gone.

    RFC 2047 section 5: an encoded word may hold CR and LF as octets, but never means a new line by
    them.
    """
    if value.isascii() and value.isprintable() and "=?" not in value:
        return value.strip()
    unfolded = value if value.isprintable() else _FOLD.sub(" ", value)
    if "\x1b$" in unfolded and unfolded.isascii():  # ISO-2022-JP that nobody encoded
        unfolded = decode(unfolded.encode("ascii"), None).text
    return one_line(
        unfolded if unfolded.isascii() and "=?" not in unfolded else _decoded(unfolded)
    ).strip()


def one_line(text: str) -> str:
    """Without control characters, line ends and tabs being spaces: nothing of it can begin a line,
    a field or a record of its own.
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNSEEN.sub("", clean(_BREAK.sub(" ", text)))


def clean(text: str) -> str:
    """Without control characters and lone surrogates; line ends and tabs stay."""
    return _CONTROL.sub("", text) if _CONTROL.search(text) else text


def octets_decoded(value: str) -> str:
    """Raw octets that travel as surrogates, decoded by the best guess."""
    if value.isascii():
        return value
    try:
        return decode(value.encode("utf-8", "surrogateescape"), None).text
    except UnicodeEncodeError:
        return clean(value)


def _decoded(value: str) -> str:
    pieces: list[str | _Word] = []
    at = 0
    for match in ENCODED_WORD.finditer(value):
        between = value[at : match.start()]
        if between.strip() or (between and not (pieces and isinstance(pieces[-1], _Word))):
            pieces.append(
                between
            )  # RFC 2047 section 6.2: space between two encoded words is not text
        pieces.append(_Word(match[1].split("*")[0].lower(), match[2].upper(), match[3]))
        at = match.end()
    pieces.extend(_tail(value[at:]))
    return "".join(_run_decoded(kind, list(run)) for kind, run in groupby(pieces, key=_kind))


def _tail(rest: str) -> list[str | _Word]:
    """What follows the last whole encoded word; a last word may have lost its end."""
    cut = _CUT_WORD.search(rest) if "=?" in rest else None
    if not cut:
        return [rest] if rest else []
    before = [rest[: cut.start()]] if rest[: cut.start()].strip() else []
    return [*before, _Word(cut[1].split("*")[0].lower(), cut[2].upper(), cut[3])]


def _kind(piece: str | _Word) -> tuple[str, str] | None:
    return (piece.charset, piece.encoding) if isinstance(piece, _Word) else None


def _run_decoded(kind: tuple[str, str] | None, run: list[str | _Word]) -> str:
    """Neighbours of one charset decode together: a character may be split between them."""
    if kind is None:
        return "".join(octets_decoded(piece) for piece in run if isinstance(piece, str))
    texts = [piece.text for piece in run if isinstance(piece, _Word)]
    octets = _from_base64(texts) if kind[1] == "B" else b"".join(map(_from_q, texts))
    return decode(octets, kind[0]).text


def _from_q(text: str) -> bytes:
    octets = text.replace(" ", "_").encode("utf-8", "surrogateescape")
    return binascii.a2b_qp(octets, header=True)


def _from_base64(texts: list[str]) -> bytes:
    letters = [_NOT_ALPHABET.sub("", text) for text in texts]
    if any(
        len(one) % 4 and "=" not in text for one, text in zip(letters[:-1], texts[:-1], strict=True)
    ):
        letters = ["".join(letters)]  # base64 split in mid-run
    return b"".join(_unpadded(letter) for letter in letters)


def _unpadded(letters: str) -> bytes:
    if len(letters) % 4 == 1:
        letters = letters[:-1]
    return binascii.a2b_base64(letters + "=" * (-len(letters) % 4))
