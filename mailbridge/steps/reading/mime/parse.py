"""Bytes to a Message (RFC 5322, RFC 2045), whatever state they are in."""

import html as markup
from collections.abc import Sequence
from itertools import chain, groupby
from typing import NamedTuple

from mailbridge.domain.message import Mailbox, Message
from mailbridge.steps.reading.html.text_lines import to_text
from mailbridge.steps.reading.html.wingdings import with_signs, with_smileys
from mailbridge.steps.reading.mime.address_list import mailboxes
from mailbridge.steps.reading.mime.attached_letters import (
    INSIDE,
    MAX_LETTERS,
    attached_letter,
    is_letter_file,
)
from mailbridge.steps.reading.mime.attachments import attachments, outlook_file
from mailbridge.steps.reading.mime.body_choice import Form, form_read
from mailbridge.steps.reading.mime.body_parts import (
    File,
    Piece,
    Sorted,
    decoded_text,
    is_blank,
    sort_parts,
)
from mailbridge.steps.reading.mime.encoded_words import clean, one_line, words_decoded
from mailbridge.steps.reading.mime.field_values import moment, msg_ids
from mailbridge.steps.reading.mime.outlook_files import MAGIC_MSG, Unwrapped, unwrapped
from mailbridge.steps.reading.mime.part_tree import HEADER_END, Part, grow
from mailbridge.steps.text.text_files import TEXT_FILES
from mailbridge.values import replace

MAX_NESTED = 5  # levels of messages within messages that are parsed
MAX_HEADER_SECTION = 64 * 1024
MAX_HTML_TEXT = 1_000_000  # characters of HTML turned into text
MAX_WINGDINGS = 500_000  # characters of HTML looked through for signs of that font
MAX_FILE_WORDS = 200_000  # characters of the text files of one message


class Parsed(NamedTuple):
    """The message, and the MIME tree it came from (never kept, never told to another process)."""

    message: Message
    mime: Part


def parse(raw: bytes) -> Parsed:
    """Never raises on a message, however broken; `message.defects` says what was mended."""
    if raw.startswith(MAGIC_MSG) and (letter := unwrapped(raw)):
        return Parsed(replace(_outlook_message(letter), size=len(raw)), grow(b"")[0])
    root, defects = grow(raw)
    return Parsed(_message(root, defects, len(raw), 0), root)


def parse_header_section(raw: bytes) -> Message:
    """The header section only, at most 64 KiB of it; the body stands undecoded in `text`, at most 1
    MB of it.
    """
    head = raw[:MAX_HEADER_SECTION]
    match = HEADER_END.search(head)
    end = match.end() if match else len(head)
    root, _ = grow(head[:end])
    text = raw[end : end + MAX_HTML_TEXT].decode("utf-8", "replace").replace("\r\n", "\n")
    return replace(_message(root, [], len(raw), MAX_NESTED), text=clean(text))


def _message(root: Part, defects: list[str], size: int, level: int) -> Message:
    fields = _Fields(root)
    parts = sort_parts(root)
    text, html, from_html = _composed(parts)
    originators = fields.originators()
    date, date_defect = moment(fields.first("date"))
    files = attachments(parts, html)
    opened = _opened(parts, level)
    nested = tuple(one.message for one in opened if not one.prefix)
    return Message(
        message_id=next(iter(msg_ids(fields.first("message-id"))), None)
        or words_decoded(fields.first("message-id")).strip(" <>")
        or None,
        subject=words_decoded(fields.first("subject")),
        from_=originators,
        sender=next(iter(fields.mailboxes("sender")), None),
        reply_to=fields.mailboxes("reply-to"),
        to=fields.mailboxes("to"),
        cc=fields.mailboxes("cc"),
        date=date,
        in_reply_to=msg_ids(fields.joined("in-reply-to")),
        references=msg_ids(fields.joined("references")),
        headers=fields.decoded(),
        text=text,
        html=files.html,
        text_from_html=from_html,
        attachments=files.attachments,
        nested=nested,
        letters=tuple(attached_letter(*one) for one in opened),
        file_texts=_file_texts(parts, opened, level),
        event=files.event,
        body_form=next(iter(parts.forms), ""),
        defects=tuple(
            dict.fromkeys(
                [*defects, *fields.defects, *([date_defect] if date_defect else []), *parts.defects]
            )
        ),
        size=size,
    )


class _Fields:
    """The header section by name, each field decoded once."""

    def __init__(self, root: Part) -> None:
        self.defects: list[str] = []
        self._root = root
        self._raw: dict[str, list[str]] = {}
        self._items = [(name, str(value)) for name, value in root.raw_items()]
        for name, value in self._items:
            self._raw.setdefault(name.lower(), []).append(value)

    def first(self, name: str) -> str:
        """The first field of that name that says something, as it travelled."""
        return self._root.first(name)

    def joined(self, name: str) -> str:
        return " ".join(self._raw.get(name, ()))

    def mailboxes(self, name: str) -> tuple[Mailbox, ...]:
        several = self._raw.get(name)
        return mailboxes(", ".join(several)) if several else ()

    def originators(self) -> tuple[Mailbox, ...]:
        if len(self._raw.get("from", ())) > 1:  # RFC 5322 section 3.6 allows one
            self.defects.append("several From fields")
        found = tuple(chain.from_iterable(mailboxes(value) for value in self._raw.get("from", ())))
        if not found:
            self.defects.append("no originator in From" if self.first("from") else "no From field")
        return found

    def decoded(self) -> tuple[tuple[str, str], ...]:
        return tuple([(name, words_decoded(value)) for name, value in self._items])


def _composed(parts: Sorted) -> tuple[str, str | None, bool]:
    """Text, HTML, and whether the text was made from the HTML."""
    texts, from_html = [], []
    if any("ingdings" in (piece.html or "") for piece in parts.pieces):
        parts.pieces = list(map(_with_signs, parts.pieces))
    for piece in parts.pieces:
        if piece.plain and not is_blank(piece.plain) and not _is_stub(piece, parts):
            texts.append(piece.plain.strip("\n"))
            from_html.append(False)
        elif piece.html and not is_blank(piece.html):
            texts.append(_text_of(piece.html, parts))
            from_html.append(True)
            parts.forms.append(Form.ONLY_HTML)
    has_html = any(piece.html for piece in parts.pieces) or _is_illustrated(parts.pieces)
    html = "\n".join(_as_html(piece) for piece in parts.pieces) if has_html else None
    return "\n\n".join(text for text in texts if text), html, bool(from_html) and all(from_html)


def _is_illustrated(pieces: Sequence[Piece]) -> bool:
    """Whether a picture stands between two plain texts, which alone would not tell its place."""
    pictures = [number for number, piece in enumerate(pieces) if piece.picture]
    texts = [number for number, piece in enumerate(pieces) if not is_blank(piece.plain)]
    return any(texts[0] < number < texts[-1] for number in pictures) if texts else False


def _with_signs(piece: Piece) -> Piece:
    html = (piece.html or "")[:MAX_WINGDINGS]
    plain = with_smileys(piece.plain, html) if piece.plain else piece.plain
    return replace(
        piece, plain=plain, html=with_signs(html) + (piece.html or "")[MAX_WINGDINGS:] or None
    )


def _is_stub(piece: Piece, parts: Sorted) -> bool:
    """Whether the HTML is read in place of the plain form; a defect says so."""
    if not piece.html:
        return False
    form = form_read(piece.plain or "", piece.html)
    parts.forms.append(form)
    if form is Form.PLAIN:
        return False
    parts.defects.append("the plain text is not the letter's, its HTML is read")
    return True


def _text_of(html: str, parts: Sorted) -> str:
    if len(html) > MAX_HTML_TEXT:
        parts.defects.append(
            f"HTML of {len(html)} characters, the first {MAX_HTML_TEXT} read as text"
        )
    return to_text(html[:MAX_HTML_TEXT]).strip("\n")


def _as_html(piece: Piece) -> str:
    if piece.picture:
        return f'<p><img src="cid:{markup.escape(piece.picture)}"></p>'
    return piece.html if piece.html else _plain_as_html(piece.plain or "")


def _plain_as_html(plain: str) -> str:
    """Its lines as they are, what it quotes (`>`) as a quote."""
    made = []
    lines = markup.escape(plain.strip("\n")).split("\n")
    for is_quote, several in groupby(lines, lambda line: line.startswith("&gt;")):
        shown = "<br>".join(line.removeprefix("&gt;") for line in several)
        made.append(f"<blockquote>{shown}</blockquote>" if is_quote else f"<div>{shown}</div>")
    return "".join(made)


class _Opened(NamedTuple):
    """A letter that came as a file: its part, and what leads to its parts where it is a message of
    its own.
    """

    part: str
    message: Message
    prefix: str = ""


def _opened(parts: Sorted, level: int) -> tuple[_Opened, ...]:
    """Enclosed messages and .msg files, then plain files that are letters."""
    if level >= MAX_NESTED:
        return ()
    made: list[_Opened] = []
    for part in parts.messages:
        inner = part.get_payload(0)
        if isinstance(inner, Part):
            letter = _message(inner, [], inner.end - inner.start, level + 1)
            made.append(_Opened(part.path or "1", letter))
    made += [_Opened(path, _outlook_message(letter, path, level)) for letter, path in parts.letters]
    known = {letter.part for letter in made}
    plain = (file for file in parts.files if file.path not in known)
    letters = [file for file in plain if is_letter_file(file.media, file.filename)]
    made += [
        _Opened(file.path, _enclosed_message(file.octets, level), file.path + INSIDE)
        for file in letters[:MAX_LETTERS]
    ]
    return tuple(made)


def _file_texts(
    parts: Sorted, opened: tuple[_Opened, ...], level: int
) -> tuple[tuple[str, str], ...]:
    """By their parts, what the text files say, and letters that a program sent as plain files; at
    most MAX_FILE_WORDS characters in all.
    """
    letters = {one.part: one.message for one in opened if one.prefix}
    said: list[tuple[str, str]] = []
    room = MAX_FILE_WORDS
    for file in parts.files:
        if room <= 0 or level >= MAX_NESTED:
            break
        said.append((file.path, _words_of_file(file, letters.get(file.path))[:room]))
        room -= len(said[-1][1])
    return tuple(one for one in said if one[1])


def _words_of_file(file: File, letter: Message | None) -> str:
    media, octets = file.declared or file.part.media.name, file.octets[:MAX_HTML_TEXT]
    name = (file.filename or "").lower()
    if letter is not None:
        return f"{letter.subject}\n{letter.text}\n{letter.words_attached}"
    if not media.startswith("text/") and not name.endswith(TEXT_FILES):
        return ""
    text = decoded_text(octets, file.part.media.params.get("charset"), Sorted())
    is_html = media == "text/html" or name.endswith((".html", ".htm"))
    return to_text(text).strip("\n") if is_html else text


def _outlook_message(letter: Unwrapped, path: str = "1", level: int = 0) -> Message:
    """A .msg file as a message; only what Outlook tells of it."""
    text = letter.text or (to_text(letter.html[:MAX_HTML_TEXT]) if letter.html else "")
    files = [
        (outlook_file(name, octets, f"{path}:{at}"), octets)
        for at, (name, octets) in enumerate(letter.files, start=1)
    ]
    letters = [
        attached_letter(file.part, _enclosed_message(octets, level), file.part + INSIDE)
        for file, octets in files[: MAX_LETTERS if level < MAX_NESTED else 0]
        if is_letter_file(file.content_type, file.filename)
    ]
    return Message(
        subject=one_line(letter.subject or "").strip(),
        from_=mailboxes(letter.author or ""),
        text=clean(text),
        html=letter.html,
        text_from_html=letter.text is None and letter.html is not None,
        date=letter.date,
        attachments=tuple(file for file, _ in files),
        letters=tuple(letters),
    )


def _enclosed_message(octets: bytes, level: int) -> Message:
    root, defects = grow(octets)
    return _message(root, defects, len(octets), level + 1)
