"""The settings that files declare, in the one spelling that they are kept in."""

from collections.abc import Mapping

from mailbridge.domain.told import told
from mailbridge.services.checked_setting import CHECKS
from mailbridge.steps.deciding.declared_changes import Declarations, DeclaredProject
from mailbridge.values import replace


def checked_settings(wanted: Declarations) -> tuple[Declarations, list[str]]:
    """The declarations with each setting as it is kept, and a line for each setting that cannot be
    read.
    """
    lines: list[str] = []
    projects = tuple(
        replace(project, settings=_as_kept(project, lines)) for project in wanted.projects
    )
    return replace(wanted, projects=projects), lines


def _as_kept(project: DeclaredProject, lines: list[str]) -> Mapping[str, str]:
    """Adds to `lines`."""
    settings = {}
    for name, value in project.settings.items():
        read, examples = CHECKS.get(name, (str, ""))
        kept = read(value)
        if kept is None:
            line = told(
                "{file}: {key}: {given} cannot be read; write one like {examples}",
                file=project.where,
                key=f"project.{name}",
                given=value,
                examples=examples,
            )
            lines.append(line)
        settings[name] = str(kept)
    return settings


def kept_values(settings: Mapping[str, str]) -> dict[str, str | int | None]:
    """As the columns hold them."""
    return {
        name: CHECKS[name][0](value) if name in CHECKS else value
        for name, value in settings.items()
    }
