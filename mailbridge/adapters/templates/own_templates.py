"""An admin's own templates, of the installation and of single projects: one that is broken is
named, and ours is used instead.
"""

import traceback
from collections.abc import Iterator
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError

from mailbridge import maillog
from mailbridge.adapters.catalogues import catalogues
from mailbridge.adapters.rendering import Rendering, Stencil
from mailbridge.domain.letter import Letter, PostWords
from mailbridge.steps.telling.samples.cases import WORDS, every_case
from mailbridge.steps.telling.samples.people import letterhead

TEMPLATES = (".txt", ".html")
PROJECTS = "projects"  # its folders are called like projects


class OwnTemplates:
    """`folder` holds mail/, and projects/NAME/mail/ for the letters of a project of that name. What
    a project leaves out is the installation's, what that leaves out is ours.
    """

    def __init__(self, instance: str, folder: Path) -> None:
        self._ours = Rendering(instance)
        self._folder = folder
        self._own = {"": Rendering(instance, (folder,))}
        for project in sorted((folder / PROJECTS).glob("*/")):
            paths = (project, folder)
            self._own[project.name.casefold()] = Rendering(instance, paths)

    def stencil(self, letter: Letter, words: dict[int, PostWords]) -> Stencil:
        """The letter by the templates of its project; by ours where they cannot make it."""
        own = self._own.get(letter.project.casefold(), self._own[""])
        try:
            return own.stencil(letter, words)
        except Exception as fault:  # whatever an admin's template does, the letter must leave
            maillog.broken_template(letter.name, fault_line(fault, self._folder))
            return self._ours.stencil(letter, words)

    def faults(self) -> list[str]:
        """A line for each place of the templates that cannot make a sample letter."""
        lines = (line for own in self._own.values() for line in self._faults_of(own))
        return list(dict.fromkeys(lines))

    def _faults_of(self, own: Rendering) -> Iterator[str]:
        words = catalogues()
        for letter, *_ in every_case(words.languages, letterhead(words)):
            try:
                own.stencil(letter, WORDS)
            except Exception as fault:
                yield fault_line(fault, self._folder)


def fault_line(fault: Exception, folder: Path) -> str:
    """mail/client/body.txt:3: what is wrong there."""
    if isinstance(fault, TemplateSyntaxError):
        place, line = fault.filename or fault.name or "", fault.lineno
    else:
        frames = traceback.extract_tb(fault.__traceback__)
        inside = [frame for frame in frames if Path(frame.filename).suffix in TEMPLATES]
        place, line = (inside[-1].filename, inside[-1].lineno or 0) if inside else ("", 0)
    kind = "" if isinstance(fault, TemplateError) else f"{type(fault).__name__}: "
    words = f"{kind}{fault}"
    path = Path(place)
    where = path.relative_to(folder) if path.is_relative_to(folder) else path
    return f"{where}:{line}: {' '.join(words.split())[:200]}"
