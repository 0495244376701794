"""Rich text, compressed as Outlook keeps it (MS-OXRTFCP), to plain text, or to the HTML that it
wraps (MS-OXRTFEX). Bounded; what is damaged ends where it is.
"""

import re
import struct
from dataclasses import field

from mailbridge.steps.text.word_tables import word_set
from mailbridge.values import dataclass, replace

MOST_OCTETS = 1_000_000  # of rich text, decompressed
MOST_DEEP = 200  # groups within groups
_COMPRESSED, _STORED = b"LZFu", b"MELA"
_HEAD, _WINDOW = 16, 4096  # octets
_PRESET = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    b"\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
    b"\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<octet>[0-9a-fA-F]{2})"
    r"|\\(?P<sign>[^a-zA-Z'])|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)
_SKIPPED = word_set(
    "fonttbl colortbl stylesheet info pict object header footer headerl headerr footerl footerr"
    " themedata colorschememapping datastore latentstyles listtable listoverridetable rsidtbl"
    " generator xmlnstbl fldinst mhtmltag"
)
_SIGNS = {
    "par": "\n", "line": "\n", "sect": "\n", "row": "\n", "page": "\n", "tab": "\t", "cell": "\t",
    "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ",
}  # fmt: skip
_ESCAPED = {"\\": "\\", "{": "{", "}": "}", "~": "\xa0", "_": "-", "\n": "\n", "\r": "\n"}
# of a font's letters, by its charset
_PAGES = {
    128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 0: "cp1252",
}  # fmt: skip
_ALIASES = {"cp936": "gbk", "cp950": "big5", "cp65001": "utf-8", "cp10000": "mac-roman"}


def decompressed(octets: bytes) -> bytes:
    """The rich text that Outlook compressed; nothing where it is none."""
    sort = octets[8:12]
    if sort == _STORED:
        return octets[_HEAD : _HEAD + MOST_OCTETS]
    if sort != _COMPRESSED:
        return octets[:MOST_OCTETS] if octets.startswith(b"{\\rtf") else b""
    size = min(struct.unpack("<I", octets[4:8])[0], MOST_OCTETS)
    window = bytearray(_PRESET + bytes(_WINDOW - len(_PRESET)))
    place, made = len(_PRESET), bytearray()
    at, end = _HEAD, len(octets)
    while at < end and len(made) < size:
        control = octets[at]
        at += 1
        for bit in range(8):
            run = b""
            if not control >> bit & 1:
                run, at = octets[at : at + 1], at + 1
            elif at + 1 < end:
                offset, length = divmod(octets[at] << 8 | octets[at + 1], 16)
                at += 2
                if offset == place:
                    return bytes(made)
                place = _repeat(window, made, place, offset, length + 2)
            if run:
                window[place] = run[0]
                place = (place + 1) % _WINDOW
                made += run
    return bytes(made[:size])


def _repeat(window: bytearray, made: bytearray, place: int, offset: int, length: int) -> int:
    """Copy what stands in the window to its end, and return the new end."""
    for step in range(length):
        octet = window[(offset + step) % _WINDOW]
        window[place] = octet
        place = (place + 1) % _WINDOW
        made.append(octet)
    return place


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds between two braces."""

    skipped: bool = False
    fonts: bool = False  # in the table of fonts
    wrapper: bool = False  # what only the rich form of wrapped HTML has
    tag: bool = False  # a tag of the wrapped HTML
    page: str = ""  # of octets, as the font has it
    after: int = 1  # signs that stand for a letter by its number, and are left out


@dataclass(slots=True)
class _Reader:
    page: str = "cp1252"
    is_html: bool = False
    out: list[str] = field(default_factory=list)
    octets: bytearray = field(default_factory=bytearray)
    pages: dict[int, str] = field(default_factory=dict)  # of the fonts
    font: int = 0
    left_out: int = 0
    group: _Group = _Group()
    outer: list[_Group] = field(default_factory=list)
    starred: bool = False

    def put(self, text: str) -> None:
        """Add text, where the group is shown."""
        if self.octets:
            octets, self.octets = bytes(self.octets), bytearray()
            self.put(_decoded(octets, self.group.page or self.page))
        if not (self.group.skipped or (self.is_html and self.group.wrapper)):
            self.out.append(text)

    def read(self, token: re.Match[str]) -> None:
        """One token."""
        if octet := token["octet"]:
            if self.left_out:
                self.left_out -= 1
            else:
                self.octets.append(int(octet, 16))
            return
        self.put("")
        if brace := token["brace"]:
            self._brace(brace)
        elif word := token["word"]:
            self._word(word.lower(), int(token["number"]) if token["number"] else None)
        elif sign := token["sign"]:
            self.starred = sign == "*"
            self.put(_ESCAPED.get(sign, ""))
        elif text := token["text"]:
            shown = text[self.left_out :]
            self.left_out = max(0, self.left_out - len(text))
            self.put(shown)

    def _brace(self, brace: str) -> None:
        self.left_out, self.starred = 0, False
        if brace == "{" and len(self.outer) < MOST_DEEP:
            self.outer.append(self.group)
        elif brace == "}" and self.outer:
            self.group = self.outer.pop()

    def _word(self, word: str, number: int | None) -> None:
        starred, self.starred = self.starred, False
        if word == "htmltag" and self.is_html:
            self.group = replace(self.group, tag=True)
        elif word == "fonttbl":
            self.group = replace(self.group, skipped=True, fonts=True)
        elif word in _SKIPPED or starred:
            self.group = replace(self.group, skipped=True)
        elif word == "htmlrtf":
            self.group = replace(self.group, wrapper=number != 0)
        elif word == "u" and number is not None:
            self.put(_sign(number))
            self.left_out = self.group.after
        elif word in _SIGNS:
            self.put(_SIGNS[word])
        elif number is not None:
            self._setting(word, number)

    def _setting(self, word: str, number: int) -> None:
        if word == "ansicpg":
            self.page = _ALIASES.get(f"cp{number}", f"cp{number}")
        elif word == "uc":
            self.group = replace(self.group, after=min(max(number, 0), 8))
        elif word == "fromhtml":
            self.is_html = True
        elif word == "f":
            self.font = number
            self.group = replace(self.group, page=self.pages.get(number, ""))
        elif word == "fcharset" and self.group.fonts and number in _PAGES:
            self.pages[self.font] = _PAGES[number]


def rich_text(octets: bytes) -> tuple[str | None, str | None]:
    """The plain text of rich text, or the HTML that it wraps; neither where nothing is in it."""
    reader = _Reader()
    for token in _TOKEN.finditer(octets.decode("latin-1")):
        reader.read(token)
    reader.put("")
    text = _paired("".join(reader.out)).strip("\n\0")
    if not text.strip():
        return None, None
    return (None, text) if reader.is_html else (text, None)


def _paired(text: str) -> str:
    """With halves of letters beyond the first 65,536 joined, as the numbers tell them."""
    if not any("\ud800" <= sign <= "\udfff" for sign in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _sign(number: int) -> str:
    """A letter by its number, of which rich text writes the upper half as negative ones."""
    number &= 0xFFFF
    return chr(number) if number else ""


def _decoded(octets: bytes, page: str) -> str:
    try:
        return octets.decode(page, "replace")
    except LookupError:
        return octets.decode("cp1252", "replace")
