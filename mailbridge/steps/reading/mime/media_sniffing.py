"""What a file is, by its first octets, where its media type says nothing.

What mail brings most is told apart here: puremagic calls each zip archive a Word document, and
knows a picture of an iPhone by one of its names only.
"""

import re
from functools import cache

_OPAQUE = frozenset({
    "application/octet-stream", "application/octetstream", "application/x-octet-stream",
    "application/binary", "binary/octet-stream",
    "application/unknown", "application/x-unknown", "application/x-unknown-content-type",
    "application/download",
    "application/force-download", "application/x-download", "application/x-force-download",
    "application/save", "unknown/unknown", "application/others", "application/other",
    "file/unknown", "application/*", "application/x-msdownload", "application/x-binary",
    "application/file", "application/x-file", "application/attachment", "application/data",
    "application/x-unknown-type", "application/unspecified", "image/*", "multipart/mixed",
})  # fmt: skip
_REGISTERED = frozenset(  # https://www.iana.org/assignments/media-types
    {
        "application", "audio", "example", "font", "haptics", "image", "message", "model",
        "multipart", "text", "video", "chemical", "x-world",
    }
)  # fmt: skip
_OTHER_NAMES = {
    "image/jpg": "image/jpeg", "image/pjpeg": "image/jpeg", "image/x-png": "image/png",
    "application/x-pdf": "application/pdf", "application/acrobat": "application/pdf",
    "text/pdf": "application/pdf", "application/x-zip-compressed": "application/zip",
    "image/x-ms-bmp": "image/bmp", "audio/wave": "audio/wav",
    "application/x-gzip": "application/gzip",
    "application/x-rar-compressed": "application/vnd.rar", "image/heif-sequence": "image/heif",
    "application/excel": "application/vnd.ms-excel",
    "application/x-excel": "application/vnd.ms-excel",
    "application/x-msexcel": "application/vnd.ms-excel", "application/word": "application/msword",
    "application/x-msword": "application/msword", "application/doc": "application/msword",
    "application/powerpoint": "application/vnd.ms-powerpoint",
    "application/mspowerpoint": "application/vnd.ms-powerpoint",
}  # fmt: skip
_OFFICE = "application/vnd.openxmlformats-officedocument."
_ZIPS = (  # names in the archive, and what it is
    (b"word/", _OFFICE + "wordprocessingml.document"),
    (b"xl/", _OFFICE + "spreadsheetml.sheet"),
    (b"ppt/", _OFFICE + "presentationml.presentation"),
    (b"visio/", "application/vnd.ms-visio.drawing.main+xml"),
    (b"Index/", "application/vnd.apple.iwork"),
    (b"AndroidManifest.xml", "application/vnd.android.package-archive"),
    (b"META-INF/MANIFEST.MF", "application/java-archive"),
)
_OLE = (  # names of streams in UTF-16, and what the file is
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ("VisioDocument", "application/vnd.visio"),
    ("__properties_version1.0", "application/vnd.ms-outlook"),
)
_BRANDS = {  # ISO 14496-12, major brands
    b"heic": "image/heic", b"heix": "image/heic", b"heim": "image/heic", b"heis": "image/heic",
    b"hevc": "image/heic", b"avif": "image/avif", b"avis": "image/avif", b"M4A ": "audio/mp4",
    b"M4B ": "audio/mp4", b"M4V ": "video/mp4", b"qt  ": "video/quicktime", b"3gp4": "video/3gpp",
    b"3gp5": "video/3gpp",
}  # fmt: skip
_OPENINGS = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"ID3", "audio/mpeg"),
    (b"#!AMR", "audio/amr"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (b"BEGIN:VCARD", "text/vcard"),
    (b"BEGIN:VCALENDAR", "text/calendar"),
    (b"{\\rtf", "application/rtf"),
)
_ZIP, _OLE_FILE = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")
_BINARY = (_ZIP, _OLE_FILE, b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", *(one for one, _ in _OPENINGS[:4]))
_MIMETYPE = re.compile(rb"mimetype(application/[\w.+-]{1,100}?)(?=PK|$)")
_SNIFFED_OCTETS = 4096
_DIRECTORY = 65_536  # octets at the end of an archive that name its members
_STREAMS = 1 << 20  # octets of a compound file that are looked through for names
# what an archive or a compound file is where its members do not tell
_DOCUMENTS = {
    (_ZIP, "docx"): _OFFICE + "wordprocessingml.document",
    (_ZIP, "xlsx"): _OFFICE + "spreadsheetml.sheet",
    (_ZIP, "pptx"): _OFFICE + "presentationml.presentation",
    (_OLE_FILE, "doc"): "application/msword",
    (_OLE_FILE, "xls"): "application/vnd.ms-excel",
    (_OLE_FILE, "ppt"): "application/vnd.ms-powerpoint",
    (_OLE_FILE, "msg"): "application/vnd.ms-outlook",
}
_ENDINGS = {".csv": "text/csv", ".md": "text/markdown", ".log": "text/plain"}
_CONTROLS = bytes([*range(9), 11, *range(14, 27), *range(28, 32)])


def sniffed_type(declared: str, octets: bytes, filename: str | None) -> str:
    """The declared media type, or the one the octets show where the declared one is opaque, of no
    registered kind, or "plain text" for a file that is none. Other names of a type become its own.
    """
    declared = _OTHER_NAMES.get(declared, declared)
    if not octets or not _says_nothing(declared, octets):
        return declared
    found = _known(octets)
    if found in {None, "application/zip"}:
        found = _by_ending(octets, filename) or found
    found = found or _by_puremagic(octets, filename) or _text(octets, filename)
    return _OTHER_NAMES.get(found, found) if found else declared


def _says_nothing(declared: str, octets: bytes) -> bool:
    if declared == "text/plain":
        return octets.startswith(_BINARY)
    sort, _, kind = declared.partition("/")
    return declared in _OPAQUE or sort not in _REGISTERED or kind.startswith("x-unknown")


def _by_ending(octets: bytes, filename: str | None) -> str | None:
    """A document by the ending of its name, where its octets are of the sort that has it."""
    ending = (filename or "").lower().rpartition(".")[2]
    return next(
        (
            kind
            for (opening, known), kind in _DOCUMENTS.items()
            if known == ending and octets.startswith(opening)
        ),
        None,
    )


def _known(octets: bytes) -> str | None:
    if octets.startswith(_ZIP):
        return _archive(octets)
    if octets.startswith(_OLE_FILE):
        head = octets[:_STREAMS]
        return next((kind for name, kind in _OLE if name.encode("utf-16-le") in head), None)
    if octets[4:8] == b"ftyp":
        return _media_file(octets)
    if octets[:4] == b"RIFF" and octets[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for opening, kind in _OPENINGS if octets.startswith(opening)), None)


def _archive(octets: bytes) -> str:
    """A document in an archive, by the names of its members; else an archive."""
    if match := _MIMETYPE.search(octets[:200]):  # OpenDocument, EPUB
        return match[1].decode("ascii")
    names = octets[:_SNIFFED_OCTETS] + octets[-_DIRECTORY:]
    return next((kind for name, kind in _ZIPS if name in names), "application/zip")


def _media_file(octets: bytes) -> str:
    """By its brands: a picture of an iPhone says "mif1" first, and "heic" among the others."""
    length = min(int.from_bytes(octets[:4], "big"), 256)
    brands = [octets[8:12], *(octets[at : at + 4] for at in range(16, length, 4))]
    if brands[0] in (b"mif1", b"msf1"):
        known = (_BRANDS[brand] for brand in brands if brand in _BRANDS)
        return next(known, "image/heif")
    return _BRANDS.get(brands[0], "video/mp4")


def _by_puremagic(octets: bytes, filename: str | None) -> str | None:
    import puremagic  # dear to import, seldom needed

    head = octets[:_SNIFFED_OCTETS]
    if not _has_mark(head) and not (filename or "").lower().endswith(_known_by_name()):
        return None
    try:
        found = puremagic.from_string(head, mime=True, filename=filename)
    except (puremagic.PureError, ValueError, IndexError, OSError):
        return None
    return found.lower() or None


def _has_mark(head: bytes) -> bool:
    """Cheaply: whether anything in it is one of the marks that puremagic knows files by."""
    return any(
        head[start : start + length or None] in marks for (start, length), marks in _marks().items()
    )


@cache
def _marks() -> dict[tuple[int, int], set[bytes]]:
    """The marks by the place where they begin, from the end where it is negative, and length."""
    from puremagic import main

    marks: dict[tuple[int, int], set[bytes]] = {}
    for row in (*main.magic_header_array, *main.magic_footer_array):
        place = (row.offset, len(row.byte_match))
        marks.setdefault(place, set()).add(row.byte_match)
    return marks


@cache
def _known_by_name() -> tuple[str, ...]:
    """The endings of names that are enough for puremagic."""
    from puremagic import main

    return tuple(row.extension for row in main.extension_only_array if row.extension)


def _text(octets: bytes, filename: str | None) -> str | None:
    """Lines that somebody can read, of what kind their name says."""
    head = octets[:_SNIFFED_OCTETS]
    if len(head.translate(None, _CONTROLS)) != len(head):
        return None
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as fault:
        if fault.start < len(head) - 4:
            return None
    suffix = (filename or "").lower().rpartition(".")
    return _ENDINGS.get(f".{suffix[2]}" if suffix[1] else "", "text/plain")
