"""From what files declare and what there is to what has to be changed; nothing that was made by
hand goes away unless its project is declared to be exact.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from mailbridge.domain.told import told
from mailbridge.values import dataclass

PolicyKey = tuple[str, str | None]  # an author, and a project's name or None for everywhere


@dataclass(frozen=True, slots=True)
class DeclaredProject:
    where: str  # the file
    name: str
    settings: Mapping[str, str]  # those that are declared
    aliases: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    exact: bool = False
    renamed_from: str = ""


@dataclass(frozen=True, slots=True)
class DeclaredPerson:
    where: str
    address: str
    values: Mapping[str, str]  # name, role, language


@dataclass(frozen=True, slots=True)
class Declarations:
    projects: tuple[DeclaredProject, ...] = ()
    people: tuple[DeclaredPerson, ...] = ()
    policies: Mapping[PolicyKey, tuple[str, str]] = field(default_factory=dict)  # choice, file


@dataclass(frozen=True, slots=True)
class Standing:
    """What there is: projects by name, people by address, and what was declared before."""

    projects: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)  # address -> project
    people: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    members: Mapping[str, frozenset[str]] = field(default_factory=dict)  # any of their addresses
    policies: Mapping[PolicyKey, str] = field(default_factory=dict)
    declared: frozenset[tuple[str, str]] = frozenset()  # kind and name


@dataclass(frozen=True, slots=True)
class Change:
    """`words` says it; `kind` and the names say what to do."""

    kind: str
    name: str  # of a project, an address, an author
    project: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    words: str = ""


def changes(wanted: Declarations, now: Standing) -> list[Change]:
    """In the order in which they can be made."""
    exact = [project for project in wanted.projects if project.exact]
    away = [change for project in exact for change in _extra(wanted, project, now)]
    return [
        *(change for person in wanted.people for change in _of_person(person, now)),
        *(change for project in wanted.projects for change in _of_project(project, now)),
        *_of_policies(wanted, now),
        *away,
        *_no_longer(wanted, now, {_mark_of(change) for change in away}),
    ]


def _of_person(person: DeclaredPerson, now: Standing) -> Iterator[Change]:
    address, known = person.address, now.people.get(person.address)
    if known is None:
        role = person.values["role"]
        words = told("add {address} as {role}", address=address, role=role)
        yield Change("add person", address, values=person.values, words=words)
    for name, value in person.values.items():
        if known is not None and known[name] != value:
            becomes = _becomes(address, name, known[name], value)
            yield Change("set person", address, values={name: value}, words=becomes)


def _becomes(what: str, name: str, before: str, value: str) -> str:
    return told(
        "{what}: {name} becomes “{value}”, was “{before}”",
        what=what,
        name=name,
        value=value,
        before=before,
    )


def _of_project(project: DeclaredProject, now: Standing) -> Iterator[Change]:
    name, known = project.name, now.projects.get(project.name)
    if known is None:
        words = told("add the project “{name}” with a random address", name=name)
        yield Change("add project", name, values=project.settings, words=words)
    for setting, value in project.settings.items():
        if known is not None and known[setting] != value:
            becomes = _becomes(name, setting, known[setting], value)
            yield Change("set project", name, values={setting: value}, words=becomes)
    for address in project.aliases:
        if now.aliases.get(address) != name:
            words = told("let {address} lead to “{project}”", address=address, project=name)
            yield Change("set alias", address, name, words=words)
    for address in project.people:
        if address not in now.members.get(name, ()):
            words = told("let {address} join “{project}”", address=address, project=name)
            yield Change("join", address, name, words=words)


def _of_policies(wanted: Declarations, now: Standing) -> Iterator[Change]:
    for (author, project), (choice, _) in wanted.policies.items():
        if now.policies.get((author, project)) != choice:
            words = _policy(author, project, choice)
            yield Change("set policy", author, project, {"choice": choice}, words)


def _policy(author: str, project: str | None, choice: str) -> str:
    if project is None:
        return told("mail of {author}, everywhere: {choice}", author=author, choice=choice)
    return told(
        "mail of {author} in “{project}”: {choice}", author=author, project=project, choice=choice
    )


def _extra(wanted: Declarations, project: DeclaredProject, now: Standing) -> Iterator[Change]:
    """What an exact project has besides."""
    name = project.name
    for address, owner in sorted(now.aliases.items()):
        if owner == name and address not in project.aliases:
            words = told("{address} no longer leads to “{project}”", address=address, project=name)
            yield Change("remove alias", address, name, words=words)
    for addresses in _others(project, now):
        words = told("take {address} out of “{project}”", address=addresses, project=name)
        yield Change("leave", addresses, name, words=words)
    yield from _rules(wanted, project, now)


def _mark_of(change: Change) -> tuple[str, str]:
    """What was declared of that which goes away."""
    kind = {"remove alias": "alias", "leave": "member", "set policy": "policy"}[change.kind]
    name = change.name
    return kind, name if kind == "alias" else policy_name(name, change.project)


def _others(project: DeclaredProject, now: Standing) -> list[str]:
    """Members whom no file names, by the first of their addresses."""
    named = {now.people[address]["id"] for address in project.people if address in now.people}
    firsts: dict[str, str] = {}
    for address in sorted(now.members.get(project.name, ())):
        firsts.setdefault(now.people[address]["id"], address)
    return sorted(address for number, address in firsts.items() if number not in named)


def _rules(wanted: Declarations, project: DeclaredProject, now: Standing) -> Iterator[Change]:
    """Policies of an exact project that no file names."""
    for author, where in sorted(now.policies, key=str):
        if where == project.name and (author, where) not in wanted.policies:
            words = told(
                "no rule any more for {author} in “{project}”", author=author, project=where
            )
            yield Change("set policy", author, where, {}, words)


def _no_longer(wanted: Declarations, now: Standing, away: set[tuple[str, str]]) -> Iterator[Change]:
    for kind, name in sorted(now.declared - set(marks(wanted)) - away):
        words = told("{name} is no longer declared: it stays, and is changed by hand", name=name)
        yield Change("let go", name, name if kind == "project" else None, words=words)


def marks(wanted: Declarations) -> dict[tuple[str, str], str]:
    """(kind, name) of all that is declared, with the file that does."""
    files = {("project", project.name): project.where for project in wanted.projects}
    files |= {("person", person.address): person.where for person in wanted.people}
    for project in wanted.projects:
        files |= {("alias", address): project.where for address in project.aliases}
        for address in project.people:
            files["member", in_project(address, project.name)] = project.where
    for (author, where), (_, file) in wanted.policies.items():
        files["policy", policy_name(author, where)] = file
    return files


def policy_name(author: str, project: str | None) -> str:
    """How a policy is called among what is declared."""
    return in_project(author, project) if project is not None else author


def in_project(name: str, project: str) -> str:
    """How a person or an author is called where it is about one project."""
    return f"{name} ({project})"


def mistakes(
    wanted: Declarations, now: Standing, own: frozenset[str], languages: Sequence[str]
) -> list[str]:
    """A sentence for each thing that cannot be; `own`: aliases and persons with a name that
    mailbridge uses itself; `languages`: those that letters can be written in.
    """
    return [
        *_twice(wanted),
        *_languages(wanted, languages),
        *(line for person in wanted.people for line in _person_mistakes(person, now, own)),
        *(line for item in wanted.projects for line in _project_mistakes(wanted, item, now, own)),
    ]


def _twice(wanted: Declarations) -> Iterator[str]:
    seen: dict[tuple[str, str], str] = {}
    names = [
        *((project.where, "project.name", project.name) for project in wanted.projects),
        *((person.where, "person.address", person.address) for person in wanted.people),
        *((item.where, "project.aliases", a) for item in wanted.projects for a in item.aliases),
    ]
    for where, key, name in names:
        if (key, name) in seen:
            yield told(
                "{file}: {key}: {name} is declared in {other} already; declare it once",
                file=where,
                key=key,
                name=name,
                other=seen[key, name],
            )
        seen.setdefault((key, name), where)


def _languages(wanted: Declarations, known: Sequence[str]) -> Iterator[str]:
    said = [(item.where, "project.language", item.settings) for item in wanted.projects]
    said += [(item.where, "person.language", item.values) for item in wanted.people]
    for where, key, values in said:
        if values.get("language", known[0]) not in known:
            yield told(
                "{file}: {key}: {given} is none of the choices; write one of {choices}",
                file=where,
                key=key,
                given=values["language"],
                choices=", ".join(known),
            )


def _person_mistakes(person: DeclaredPerson, now: Standing, own: frozenset[str]) -> Iterator[str]:
    if person.address in own:
        yield _own(person.where, "person.address", person.address)
    elif person.address in now.aliases:
        yield told(
            "{file}: {key}: {name} is an alias of “{project}” already; give another address",
            file=person.where,
            key="person.address",
            name=person.address,
            project=now.aliases[person.address],
        )


def _own(where: str, key: str, name: str) -> str:
    return told(
        "{file}: {key}: {name} is a name that mailbridge uses itself; give another address",
        file=where,
        key=key,
        name=name,
    )


def _project_mistakes(
    wanted: Declarations, project: DeclaredProject, now: Standing, own: frozenset[str]
) -> Iterator[str]:
    declared = {person.address for person in wanted.people}
    for address in project.aliases:
        owner = now.aliases.get(address, project.name)
        if address in own:
            yield _own(project.where, "project.aliases", address)
        elif address in declared or address in now.people:
            yield told(
                "{file}: {key}: {name} is a person's address; give another address",
                file=project.where,
                key="project.aliases",
                name=address,
            )
        elif owner != project.name and ("alias", address) not in now.declared:
            yield told(
                "{file}: {key}: {name} was made an alias of “{project}” by hand; remove it first: "
                "mailbridge alias remove {name}",
                file=project.where,
                key="project.aliases",
                name=address,
                project=owner,
            )
    for address in project.people:
        if address not in declared and address not in now.people:
            yield told(
                "{file}: {key}: nobody has the address {name}; declare a [[person]] with it",
                file=project.where,
                key="project.people",
                name=address,
            )
