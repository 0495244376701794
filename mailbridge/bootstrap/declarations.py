"""From what the files say to what services compare with what there is."""

from collections.abc import Mapping
from pathlib import Path

from mailbridge.settings.declarations import Declared, Person, Project, load_declarations
from mailbridge.steps.deciding.declared_changes import (
    Declarations,
    DeclaredPerson,
    DeclaredProject,
    PolicyKey,
)

# what is no setting of a project
BESIDES = ("name", "aliases", "people", "policies", "exact", "renamed_from")
SETTINGS = tuple(name for name in Project.model_fields if name not in BESIDES)


def declarations(config: Path | None) -> Declarations:
    """Of the configuration file (None: the usual one) and of projects.d beside it. Raises
    BadSettings.
    """
    return gathered(load_declarations(config))


def gathered(files: Mapping[str, Declared]) -> Declarations:
    """All files together, in the order of their names."""
    policies: dict[PolicyKey, tuple[str, str]] = {}
    for file, declared in files.items():
        policies |= {(author, None): (choice, file) for author, choice in declared.policies.items()}
        for project in declared.project:
            policies |= {
                (author, project.name): (choice, file)
                for author, choice in project.policies.items()
            }
    return Declarations(
        tuple(_project(file, item) for file, said in files.items() for item in said.project),
        tuple(_person(file, item) for file, said in files.items() for item in said.person),
        policies,
    )


def _project(file: str, project: Project) -> DeclaredProject:
    given = {name: getattr(project, name) for name in SETTINGS}
    said = {name: str(value) for name, value in given.items() if value is not None}
    aliases, people = tuple(dict.fromkeys(project.aliases)), tuple(dict.fromkeys(project.people))
    before = project.renamed_from or ""
    return DeclaredProject(file, project.name, said, aliases, people, project.exact, before)


def _person(file: str, person: Person) -> DeclaredPerson:
    given = {"name": person.name, "role": person.role, "language": person.language}
    said = {name: value for name, value in given.items() if value is not None}
    return DeclaredPerson(file, person.address, said)
