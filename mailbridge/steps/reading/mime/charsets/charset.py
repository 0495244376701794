"""Bytes to text: the declared charset, and what to do when it lies."""

import codecs
import re
from functools import lru_cache
from typing import NamedTuple

from mailbridge.steps.reading.mime.charsets.cyrillic import CHARSETS, cyrillic, mean_run, russian
from mailbridge.steps.reading.mime.charsets.east_asian import east_asian
from mailbridge.steps.reading.mime.charsets.japanese import iso_2022_jp
from mailbridge.steps.reading.mime.charsets.neighbours import (
    is_central_european,
    is_hebrew,
    is_turkish,
)

SAMPLE = 4096  # bytes looked at when the charset must be guessed
_GLANCE = 400  # characters that show whether a declared Cyrillic charset is right
_CERTAIN = 0.5
NEIGHBOURLY = 1_000  # characters that show whether a neighbour of a declared charset is right
MOST_HIGH = 0.4  # of the letters of a language in Latin letters that are none of ASCII's

_ALIASES = {
    "ansi": "cp1252", "ansi_x3.110-1983": "latin-1", "ansi_x3.4-1968": "ascii",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs",
    "cn-big5": "big5hkscs", "cn-gb": "gb18030", "cp-850": "cp850", "cp-932": "cp932",
    "cp936": "gb18030", "dos-866": "cp866",
    "euc-kr": "cp949", "euc_kr": "cp949", "gb2312": "gb18030", "gb_2312-80": "gb18030",
    "gbk": "gb18030", "hz-gb-2312": "hz",
    "ibm-eucjp": "euc_jp", "iso-2022-jp": "iso2022_jp_ext", "iso-2022-jp-1": "iso2022_jp_ext",
    "iso-2022-jp-ms": "iso2022_jp_ext",
    "iso-8859-1": "cp1252", "iso-8859-1-windows-3.1-latin-1": "cp1252",
    "iso-8859-6-i": "iso8859_6", "iso-8859-8-e": "iso8859_8",
    "iso-8859-8-i": "iso8859_8", "iso8859-1": "cp1252", "iso_8859-1": "cp1252", "koi": "koi8_r",
    "koi8": "koi8_r", "koi8-ru": "koi8_u",
    "ks_c_5601": "cp949", "ks_c_5601-1987": "cp949", "ks_c_5601-1989": "cp949", "ksc5601": "cp949",
    "ksc_5601": "cp949",
    "latin1": "cp1252", "latin-1": "cp1252", "macintosh": "mac_roman", "ms949": "cp949",
    "shift-jis": "cp932", "shift_jis": "cp932",
    "sjis": "cp932", "tis-620": "cp874", "unicode": "utf-16", "unicode-1-1-utf-7": "utf-7",
    "unicode-1-1-utf-8": "utf-8",
    "us-ascii": "ascii", "utf-8mb4": "utf-8", "utf8mb4": "utf-8", "utf_8": "utf-8",
    "windows-31j": "cp932", "windows-874": "cp874",
    "windows-936": "gb18030", "windows-949": "cp949", "x-euc-jp": "euc_jp", "x-gbk": "gb18030",
    "x-mac-cyrillic": "mac_cyrillic",
    "x-mac-japanese": "cp932", "x-mac-roman": "mac_roman", "x-sjis": "cp932",
    "x-windows-949": "cp949",
}  # fmt: skip
_SAYS_NOTHING = frozenset(
    {
        "ascii",
        "binary",
        "none",
        "null",
        "unknown",
        "unknown-8bit",
        "x-unknown",
        "x-user-defined",
        "default",
        "8bit",
    }
)
_TEXT_CODECS = {"hz", "utf-7"}
_OTHERS = (
    "cp1252",
    "cp932",
    "gb18030",
    "cp949",
    "euc_jp",
    "big5hkscs",
    "cp1250",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
)
_WESTERN = frozenset(
    "àâäáãåæçèéêëìíîïñòóôöõøœùúûüÿßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØŒÙÚÛÜ«»‘’“”„–—…•€°£§·¿¡®©™\xa0"
)
_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")
_HIGH = re.compile(rb"[\x80-\xff]")
_ESCAPES = re.compile(rb"\x1b(?:\$[@B]|\([JI]|\$\([DGH])")  # RFC 1468, RFC 1554


class Decoded(NamedTuple):
    """The text, and what was wrong with the declaration, in words (None: nothing)."""

    text: str
    defect: str | None = None


def decode(octets: bytes, declared: str | None) -> Decoded:
    """Never raises; octets that fit no charset become U+FFFD."""
    if octets.isascii() and not _is_stateful(declared) and b"\x1b" not in octets:
        return Decoded(octets.decode("ascii"))
    codec = codec_of(declared)
    if (text := _by_mark(octets)) is not None:
        return Decoded(text)
    if codec is None:
        return _undeclared(octets, declared)
    if codec not in ("utf-8", "utf-7") and _is_utf8(octets):
        return Decoded(octets.decode("utf-8"), f"charset {declared} declared, utf-8 found")
    return _declared(octets, codec, declared)


@lru_cache(maxsize=512)
def codec_of(declared: str | None) -> str | None:
    """The Python codec a charset name stands for, or None when it names none that is known."""
    name = (declared or "").strip("\"' \t;,<>").lower().replace("\x00", "")[:60]
    if not name or name in _SAYS_NOTHING:
        return None
    for guess in (
        _ALIASES.get(name),
        name,
        name.removeprefix("x-"),
        name.replace("windows-", "cp"),
        name.split("*")[0],
    ):
        if guess and guess not in _SAYS_NOTHING and (found := _lookup(guess)):
            return found
    return None


def _lookup(name: str) -> str | None:
    try:
        lookup = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    is_text = getattr(lookup, "_is_text_encoding", True)
    if not is_text or lookup.name in {
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
        "undefined",
        "mbcs",
        "oem",
    }:
        return None
    return _ALIASES.get(lookup.name, "utf-8" if lookup.name == "utf-8-sig" else lookup.name)


def _is_stateful(declared: str | None) -> bool:
    """Whether pure ASCII octets may stand for other characters."""
    codec = codec_of(declared)
    return codec is not None and (
        codec.startswith(("iso2022", "utf-7", "utf-16", "utf-32", "hz")) or codec == "cp037"
    )


def _by_mark(octets: bytes) -> str | None:
    """By the byte order mark, or by the escape sequences of ISO-2022-JP."""
    if octets.startswith(codecs.BOM_UTF8):
        return octets.decode("utf-8-sig", "replace")
    if octets.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and len(octets) % 2 == 0:
        return octets.decode("utf-16", "replace")
    if octets.isascii() and _ESCAPES.search(octets[:SAMPLE]):
        return iso_2022_jp(octets)
    return None


def _is_utf8(octets: bytes) -> bool:
    """Whether the octets can hardly be anything but UTF-8: it decodes, and several times over."""
    if len(_MULTIBYTE.findall(octets[:SAMPLE])) < 2:
        return False
    try:
        octets.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _declared(octets: bytes, codec: str, declared: str | None) -> Decoded:
    if codec.startswith("iso2022_jp") and octets.isascii():
        return Decoded(iso_2022_jp(octets))
    try:
        text = octets.decode(codec)
        if codec != "utf-8":
            text.encode("utf-8")  # UTF-7 can name lone surrogates
    except (UnicodeError, LookupError, ValueError):
        return _despite(octets, codec, declared)
    if codec in CHARSETS or codec == "cp1252":
        return _doubted(octets, text, codec, declared)
    return Decoded(text)


def _doubted(octets: bytes, text: str, codec: str, declared: str | None) -> Decoded:
    """A charset of single octets fits everything: does another one give words?"""
    if codec in CHARSETS and russian(text[:_GLANCE]) > _CERTAIN:
        return Decoded(text)
    better = cyrillic(octets)
    if better is None and codec == "cp1252" and (other := _neighbour(text[:NEIGHBOURLY])):
        text = octets.decode(other, "replace")
        return Decoded(text, f"charset {declared} declared, {other} found")
    if (
        better in (None, codec)
        or russian(text) > russian(octets[:SAMPLE].decode(better or codec, "replace")) - 0.4
    ):
        return Decoded(text)
    return Decoded(
        octets.decode(better or codec, "replace"), f"charset {declared} declared, {better} found"
    )


def _despite(octets: bytes, codec: str, declared: str | None) -> Decoded:
    """The declared charset does not fit all the octets: nearly, or not at all?"""
    if codec == "cp1252" and (better := cyrillic(octets)):
        return Decoded(
            octets.decode(better, "replace"), f"charset {declared} declared, {better} found"
        )
    text = (
        octets.decode(codec, "replace") if codec not in _TEXT_CODECS else octets.decode("latin-1")
    )
    wrong, high = text.count("\ufffd"), len(_HIGH.findall(octets))
    if wrong <= 3 and wrong * 20 <= high:
        return Decoded(text, f"{wrong} octets do not fit charset {declared}")
    if codec != "utf-8" and _decodes(octets, "utf-8"):
        return Decoded(octets.decode("utf-8"), f"charset {declared} declared, utf-8 found")
    found = guess(octets)
    return Decoded(octets.decode(found, "replace"), f"charset {declared} declared, {found} found")


def _undeclared(octets: bytes, declared: str | None) -> Decoded:
    found = guess(octets)
    name = "no charset declared" if not declared else f"charset {declared} declared"
    if found == "utf-8" and not declared:
        return Decoded(octets.decode("utf-8", "replace"))
    return Decoded(octets.decode(found, "replace"), f"{name}, {found} found")


def guess(octets: bytes) -> str:
    """The most likely codec of octets whose charset nobody says."""
    if _decodes(octets, "utf-8"):
        return "utf-8"
    sample = octets[:SAMPLE]
    if is_hebrew(sample):
        return "cp1255"
    return cyrillic(octets) or east_asian(sample) or _statistical(sample)


def _decodes(octets: bytes, codec: str) -> bool:
    try:
        octets.decode(codec)
    except (UnicodeError, LookupError):
        return False
    return True


def _statistical(sample: bytes) -> str:
    western = sample.decode("cp1252", "replace")
    if (neighbour := _neighbour(western)) or _is_western(sample):
        return neighbour or "cp1252"
    import charset_normalizer  # dear to import, seldom needed

    best = charset_normalizer.from_bytes(sample, cp_isolation=list(_OTHERS)).best()
    return _lookup(best.encoding) or "cp1252" if best else "cp1252"


def _neighbour(western: str) -> str | None:
    """Another charset that text is in which was read as Western, or None."""
    letters = [sign for sign in western if sign.isalpha()]
    if sum(sign > "\x7f" for sign in letters) > MOST_HIGH * len(letters):
        return None
    if is_turkish(western):
        return "cp1254"
    return "cp1250" if is_central_european(western) else None


def _is_western(sample: bytes) -> bool:
    if len(sample) < 12:
        return True
    marks = [sign for sign in sample.decode("cp1252", "replace") if sign > "\x7f"]
    return sum(sign in _WESTERN for sign in marks) >= 0.95 * len(marks) and mean_run(sample) < 1.9
