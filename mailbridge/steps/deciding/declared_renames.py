"""Declared projects that had another name: `renamed_from` says which one they are."""

from collections.abc import Iterator

from mailbridge.domain.told import told
from mailbridge.steps.deciding.declared_changes import (
    Change,
    Declarations,
    Standing,
    in_project,
)
from mailbridge.values import replace


def renames(wanted: Declarations, now: Standing) -> list[Change]:
    """A change for each declared project whose old name is still in use and its new one free."""
    return [
        Change(
            "rename project",
            project.renamed_from,
            values={"name": project.name},
            words=told(
                "rename the project “{before}” to “{name}”; all that is in it stays",
                before=project.renamed_from,
                name=project.name,
            ),
        )
        for project in wanted.projects
        if project.renamed_from in now.projects and project.name not in now.projects
    ]


def after(renamed: list[Change], now: Standing) -> Standing:
    """What there is once these have been made."""
    names = {change.name: change.values["name"] for change in renamed}
    if not names:
        return now
    marks = {("project", old): ("project", new) for old, new in names.items()}
    for old, new in names.items():
        suffix = in_project("", old)
        for kind, name in now.declared:
            if kind in ("member", "policy") and name.endswith(suffix):
                marks[kind, name] = kind, in_project(name.removesuffix(suffix), new)
    return replace(
        now,
        projects={names.get(name, name): settings for name, settings in now.projects.items()},
        aliases={address: names.get(name, name) for address, name in now.aliases.items()},
        members={names.get(name, name): who for name, who in now.members.items()},
        policies={
            (author, names.get(name, name) if name is not None else None): choice
            for (author, name), choice in now.policies.items()
        },
        declared=frozenset(marks.get(mark, mark) for mark in now.declared),
    )


def rename_mistakes(wanted: Declarations) -> Iterator[str]:
    """An old name that is declared as well is somebody else's."""
    names = {project.name for project in wanted.projects}
    for project in wanted.projects:
        if project.renamed_from in names:
            yield told(
                "{file}: {key}: “{name}” is declared as a project, too; declare one of them",
                file=project.where,
                key="project.renamed_from",
                name=project.renamed_from,
            )


def hints(planned: list[Change]) -> Iterator[str]:
    """A new project beside one that is no longer declared may be that one under another name."""
    gone = [change.name for change in planned if change.kind == "let go" and change.project]
    for change in planned:
        if change.kind == "add project" and gone:
            yield told(
                'if “{name}” is “{before}” under another name, say renamed_from = "{before}": '
                "otherwise it begins empty, with another address",
                name=change.name,
                before=gone[0],
            )
