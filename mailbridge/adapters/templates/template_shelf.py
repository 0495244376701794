"""Templates of letters that an admin writes in the web: kept in a folder beside ours, tried before
they are kept.
"""

import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from mailbridge.adapters.catalogues import catalogues
from mailbridge.adapters.rendering import Rendering
from mailbridge.adapters.template_folders import folders
from mailbridge.adapters.templates.own_templates import PROJECTS, OwnTemplates, fault_line
from mailbridge.steps.telling.samples.cases import WORDS, every_case
from mailbridge.steps.telling.samples.people import letterhead

MAIL = "mail"


class TemplateShelf:
    """`folder` holds mail/, and projects/NAME/mail/; a project of "" is the installation."""

    def __init__(self, instance: str, folder: Path) -> None:
        self._instance, self._folder = instance, folder

    def _place(self, project: str) -> Path:
        return self._folder / PROJECTS / project if project else self._folder

    def own(self, file: str, project: str) -> str | None:
        """What the admin wrote; None: nothing."""
        path = self._place(project) / MAIL / file
        return path.read_text("utf-8") if path.is_file() else None

    def ours(self, file: str) -> str:
        """What comes with mailbridge; "" where the letter has none of that name."""
        path = folders(MAIL)[0] / file
        return path.read_text("utf-8") if path.is_file() else ""

    def keep(self, file: str, project: str, text: str) -> None:
        """Write it down. Raises OSError."""
        path = self._place(project) / MAIL / file
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        fresh.write_text(text, "utf-8")
        fresh.replace(path)

    def forget(self, file: str, project: str) -> None:
        """Ours counts again, or the installation's; nothing empty is left. Raises OSError."""
        path = self._place(project) / MAIL / file
        path.unlink(missing_ok=True)
        with suppress(OSError):
            for folder in list(path.parents)[:4]:
                if folder == self._folder.parent:
                    break
                folder.rmdir()

    def faults(self, file: str, project: str, text: str) -> list[str]:
        """A line for each place that cannot make the letter of a file's name in some language."""
        with tempfile.TemporaryDirectory() as folder:
            tried = Path(folder)
            (tried / MAIL / file).parent.mkdir(parents=True)
            (tried / MAIL / file).write_text(text, "utf-8")
            overrides = (tried, self._place(project), self._folder)
            made = Rendering(self._instance, overrides)
            return list(dict.fromkeys(_faults(made, file.partition("/")[0], tried)))

    def renderer(self) -> OwnTemplates | Rendering:
        """What makes letters by all that is written down now."""
        is_there = (self._folder / MAIL).is_dir() or (self._folder / PROJECTS).is_dir()
        if not is_there:
            return Rendering(self._instance)
        return OwnTemplates(self._instance, self._folder)


def _faults(made: Rendering, name: str, folder: Path) -> Iterator[str]:
    words = catalogues()
    for letter, *_ in every_case(words.languages, letterhead(words)):
        if letter.name == name:
            try:
                made.stencil(letter, WORDS).fill(letter)
            except Exception as fault:
                yield fault_line(fault, folder)
