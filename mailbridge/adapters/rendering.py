"""Letters as messages: templates filled with a letter and the words of its posts."""

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import repeat
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader

from mailbridge.adapters.catalogues import catalogues
from mailbridge.adapters.letter_page import page, short
from mailbridge.adapters.letter_templates import (
    OwnSandbox,
    PagesInlined,
    Sandbox,
    TemplatesInlined,
    attribute,
)
from mailbridge.adapters.template_folders import folders
from mailbridge.domain.letter import File, Letter, PostWords, Rendered
from mailbridge.steps.telling.letter_parts.header_fields import Header, header
from mailbridge.steps.telling.letter_parts.mime_message import (
    Lines,
    file_part,
    message,
    picture_part,
)
from mailbridge.steps.telling.letter_parts.placeholders import CopiedText, links_of, marked
from mailbridge.steps.telling.words.catalogue import Catalogues
from mailbridge.values import dataclass

SIZE_LIMIT = 90_000  # octets of HTML: larger letters are cut off by some programs
# Templates of ours; the others know no reader.
NAMING_THE_READER = ("address", "sign_in", "survey", "survey_answered", "morning", "weekly")
MARK = f"https://{secrets.token_hex(12)}.invalid/"  # no text that comes from outside holds it


class Rendering:
    """`overrides` are an admin's folders with templates of their own, the first before the others;
    `instance` is told in X-Mailbridge-Instance.
    """

    def __init__(
        self, instance: str, overrides: Sequence[Path] = (), words: Catalogues | None = None
    ) -> None:
        self._instance = instance
        self._words = words or catalogues()
        paths = folders("mail", overrides)
        self._all_ours = len(paths) == 1
        loader = FileSystemLoader(paths)
        self._subjects = {
            template for template in loader.list_templates() if template.endswith("/subject.txt")
        }
        self._text = (OwnSandbox if self._all_ours else Sandbox)(loader, autoescape=False)
        self._pages = TemplatesInlined(paths[0]) if self._all_ours else PagesInlined(paths)
        self._last: tuple[Letter, Letter] | None = None

    def render(self, letter: Letter, words: dict[int, PostWords]) -> Rendered:
        """The message (RFC 5322), CRLF line ends. Posts that are gone are left out."""
        return self.stencil(letter, words).fill(letter)

    def faults(self) -> list[str]:
        """None: these are ours, or an admin's that OwnTemplates looks at."""
        return []

    def stencil(self, letter: Letter, words: dict[int, PostWords]) -> "Stencil":
        """The letter rendered once, for all letters that templates cannot tell from it."""
        shown = self._shown(letter)
        values = page(shown, words, self._words, self._pages)
        return Stencil(
            letter=shown,
            shown=self._shown,
            header=header(
                shown,
                subject=self._text.get_template(self._subject(letter.name)).render(values),
                instance=self._instance,
                via=_via(letter, words),
            ),
            text=CopiedText(
                _tidy(self._text.get_template(f"{letter.name}/body.txt").render(values)), MARK
            ),
            html=self._page(letter, values),
            shorter=cache(lambda: self._page(letter, short(values))),
            files=tuple(map(_carried, values["enclosed"], repeat(values["content_ids"]))),
        )

    def _page(self, letter: Letter, values: dict[str, Any]) -> CopiedText:
        made = self._pages.render(f"{letter.name}/body.html", values)
        return CopiedText(made, MARK, attribute)

    def _subject(self, name: str) -> str:
        own = f"{name}/subject.txt"
        return own if own in self._subjects else "_subject.txt"

    def _shown(self, letter: Letter) -> Letter:
        """The letter as templates see it: an admin's own may look at all of it. It is asked for
        with each that may be a copy, and to render it.
        """
        if not self._all_ours or letter.name in NAMING_THE_READER:
            return letter
        last = self._last
        if last is None or last[0] is not letter:
            last = self._last = (letter, marked(letter, MARK))
        return last[1]


@dataclass(frozen=True, slots=True)
class Carried:
    """A file as a part of a letter; a picture stands in the HTML under this Content-ID."""

    file: File
    part: bytes
    content_id: str = ""


def _carried(file: File, content_ids: Mapping[str, str]) -> Carried:
    return Carried(file, file_part(file), content_ids.get(file.content_id or "", ""))


@dataclass(frozen=True, slots=True)
class Stencil:
    """What several copies of a letter have in common, rendered."""

    letter: Letter  # as templates saw it
    shown: Callable[[Letter], Letter]
    header: Header
    text: CopiedText
    html: CopiedText
    shorter: Callable[[], CopiedText]  # without what makes it too large; the text has it
    files: tuple["Carried", ...]

    def fits(self, letter: Letter) -> bool:
        """Whether a letter is a copy of this one: templates would say the same in it."""
        return self.shown(letter) == self.letter

    def fill(self, letter: Letter) -> Rendered:
        """A letter that fits, as it leaves."""
        links = links_of(letter)
        text, page = self.text.fill(links), self.html.fill(links)
        shown = self.html.text
        if sum([len(lines.octets) for lines in page]) > SIZE_LIMIT:
            page, shown = self.shorter().fill(links), self.shorter().text
        placed = [file for file in self.files if file.content_id and file.content_id in shown]
        others = [
            file.part for file in self.files if file not in placed and not file.file.only_in_place
        ]
        pictures = [picture_part(file.file, file.content_id) for file in placed]
        head = self.header.fill(letter)
        content = message(head, text, page, others, letter.message_id, pictures)
        return Rendered(content, f"{letter.preheader}\n{_joined(text)}", _joined(page))


def _joined(text: Iterable[Lines]) -> str:
    return "".join([lines.text for lines in text])


def _via(letter: Letter, words: dict[int, PostWords]) -> tuple[str, ...]:
    return (
        words[letter.post_id].via if letter.post_id is not None and letter.post_id in words else ()
    )


def _tidy(text: str) -> str:
    """No trailing blanks, never more than two empty lines, one line end at the end."""
    lines: list[str] = []
    empty = 0
    for line in text.split("\n"):
        bare = line.rstrip() if line != "-- " else line
        empty = 0 if bare else empty + 1
        if empty <= 2:
            lines.append(bare)
    return "\n".join(lines).strip("\n") + "\n"
