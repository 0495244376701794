"""An admin's own templates of a letter, for the installation or one project: shown beside ours,
tried before they are kept, and taken back.
"""

import asyncio

from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.project import Person
from mailbridge.domain.told import told
from mailbridge.services import audit
from mailbridge.services.access import project_of
from mailbridge.services.container import Container, Templates
from mailbridge.services.refusal import Refused
from mailbridge.services.telling.samples.preview import NAMES
from mailbridge.values import dataclass

FILES = ("subject.txt", "body.txt", "body.html")
LONGEST = 200_000  # characters


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A part of a letter. `text` is what counts now."""

    file: str
    text: str
    whose: str  # project, installation, ours
    ours: str


async def show_templates(
    container: Container, name: str, project: str = ""
) -> tuple[TemplateFile, ...]:
    """The parts of a letter, as a project or the installation has them. Refused: no-such-sample,
    no-such-project, set-elsewhere.
    """
    shelf, called = await _shelf(container, name, FILES[0], project)
    return await asyncio.to_thread(
        lambda: tuple(_part(shelf, f"{name}/{file}", file, called) for file in FILES)
    )


async def _shelf(container: Container, name: str, file: str, project: str) -> tuple[Templates, str]:
    """Where templates are kept, and the project's folder there; "" is the installation."""
    if name not in NAMES or file not in FILES:
        raise Refused("no-such-sample", name=name, names=", ".join(NAMES))
    if container.templates is None:
        raise Refused("set-elsewhere")
    if not project:
        return container.templates, ""
    called = (await container.store.read(lambda db: project_of(db, project))).name
    if "/" in called or "\0" in called or called.startswith("."):
        raise Refused("no-such-project", name=called)
    return container.templates, called


def _part(shelf: Templates, path: str, file: str, project: str) -> TemplateFile:
    ours = shelf.ours(path)
    for whose, place in (("project", project), ("installation", "")):
        own = shelf.own(path, place) if place or whose == "installation" else None
        if own is not None:
            return TemplateFile(file, own, whose, ours)
    return TemplateFile(file, ours, "ours", ours)


async def keep_template(
    container: Container,
    name: str,
    file: str,
    text: str,
    project: str = "",
    actor: Person | None = None,
) -> None:
    """Have a letter made by this template from now on. Refused: as show_templates; bad-template,
    with its place, when it cannot make the letter in every language.
    """
    shelf, called = await _shelf(container, name, file, project)
    path, written = f"{name}/{file}", text.replace("\r\n", "\n")
    if len(written) > LONGEST:
        raise Refused("bad-template", fault=f"{path}: {len(written)} > {LONGEST}")
    faults = await asyncio.to_thread(shelf.faults, path, called, written)
    if faults:
        raise Refused("bad-template", fault=faults[0])
    await asyncio.to_thread(shelf.keep, path, called, written)
    await _renew(container, shelf, actor, path, called)


async def forget_template(
    container: Container, name: str, file: str, project: str = "", actor: Person | None = None
) -> None:
    """The installation's counts again in a project, ours in the installation. Refused: as
    show_templates.
    """
    shelf, called = await _shelf(container, name, file, project)
    path = f"{name}/{file}"
    await asyncio.to_thread(shelf.forget, path, called)
    await _renew(container, shelf, actor, path, called)


async def _renew(
    container: Container, shelf: Templates, actor: Person | None, path: str, project: str
) -> None:
    """This process makes letters anew; the audit log says by whom."""
    container.renderer = await asyncio.to_thread(shelf.renderer)
    where = f"{project}/{path}" if project else path
    detail = told("template {file}", file=where)
    await container.store.write(
        lambda db: audit.record(
            db, container, actor, Act.CHANGED, Matter.INSTALLATION, detail=detail
        )
    )
