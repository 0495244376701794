"""Where the pictures of a message stand in its HTML: by Content-ID (RFC 2392), by Content-Location
(RFC 2557), or by the name of their file, as some programs write. Afterwards each place is a `cid:`
of the picture's own Content-ID.
"""

import html as markup
import re
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import unquote

from mailbridge.steps.reading.mime.body_parts import File, own_content_id
from mailbridge.values import replace

MAX_HTML = 4_000_000  # characters looked through
_SOURCE = re.compile(
    r"(<(?:img|v:imagedata)\b[^<>]{0,2000}?\bsrc\s*=\s*)(\"[^\"<>]{1,2000}\"|'[^'<>]{1,2000}'"
    r"|[^\s\"'<>]{1,2000})",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"(?!file:)[a-z][a-z0-9+.-]{1,20}:|//", re.IGNORECASE)


def placed(html: str, files: Sequence[File]) -> tuple[str, list[File]]:
    """The HTML with its places named by Content-ID, and the files: a picture that has a place and
    no Content-ID gets one.
    """
    pictures = [file for file in files if _may_be_shown(file)]
    if not pictures or len(html) > MAX_HTML or "src" not in html.lower():
        return html, list(files)
    index = _Index(pictures)
    shown = _SOURCE.sub(index.rewritten, html)
    return shown, [index.named.get(file.path, file) for file in files]


def _may_be_shown(file: File) -> bool:
    declared = file.declared or file.part.media.name
    return not declared.startswith(("text/", "message/", "multipart/", "audio/", "video/"))


class _Index:
    """The pictures by all that a place may call them."""

    def __init__(self, pictures: Sequence[File]) -> None:
        self.named: dict[str, File] = {}
        self._by_id = _unique(pictures, lambda file: file.content_id or own_content_id(file.path))
        self._by_location = _unique(pictures, lambda file: file.location)
        self._by_name = _unique(pictures, lambda file: _base(file.filename or ""))

    def rewritten(self, match: re.Match[str]) -> str:
        """The source of a picture, as `cid:` where it is one of the message."""
        written = match[2].strip("\"'")
        file = self._found(markup.unescape(written).strip())
        if file is None:
            return match[0]
        content_id = file.content_id or own_content_id(file.path)
        self.named[file.path] = replace(file, content_id=content_id, in_text=True)
        return f'{match[1]}"cid:{markup.escape(content_id)}"'

    def _found(self, source: str) -> File | None:
        if source[:4].lower() == "cid:":
            wanted = unquote(source[4:]).strip("<> ").lower()
            bare = _base(wanted.rpartition("@")[0] or wanted)
            return (
                self._by_id.get(wanted)
                or self._by_name.get(_base(wanted))
                or self._by_name.get(bare)
            )
        if file := self._by_location.get(source.lower()):
            return file
        if _SCHEME.match(source):
            return None
        return self._by_name.get(_base(unquote(source)))


def _unique(pictures: Sequence[File], key: Callable[[File], str | None]) -> Mapping[str, File]:
    """By a name in lower case; the first one of several alike."""
    found: dict[str, File] = {}
    for file in pictures:
        if name := (key(file) or "").strip().lower():
            found.setdefault(name, file)
    return found


def _base(name: str) -> str:
    """The last part of a path, in lower case."""
    return name.replace("\\", "/").rpartition("/")[2].partition("?")[0].strip().lower()
