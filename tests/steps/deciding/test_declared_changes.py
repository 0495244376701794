"""What files declare, compared with what there is."""

import pytest

from mailbridge.steps.deciding.declared_changes import (
    Change,
    Declarations,
    DeclaredPerson,
    DeclaredProject,
    Standing,
    changes,
    mistakes,
)

ANNA = {"id": "1", "name": "Anna", "role": "client", "language": "en"}
SETTINGS = {"language": "en", "team_replies": "client", "unknown_authors": "accept"}
NOW = Standing(
    projects={"Bloom": SETTINGS},
    aliases={"old@bloom.example": "Bloom", "hers@far.example": "Far"},
    people={"anna@agency.example": ANNA, "anna@home.example": ANNA},
    members={"Bloom": frozenset({"anna@agency.example", "anna@home.example"})},
    policies={("spam.example", None): "block", ("shop.example", "Bloom"): "form"},
)


def project(**more: object) -> Declarations:
    return Declarations((DeclaredProject("b.toml", "Bloom", {}, **more),))  # type: ignore[arg-type]


def kinds(found: list[Change]) -> list[tuple[str, str]]:
    return [(change.kind, change.name) for change in found]


def test_what_is_declared_and_so_already_changes_nothing() -> None:
    """A second run has nothing to do."""
    wanted = project(aliases=("old@bloom.example",), people=("anna@home.example",))
    assert [] == changes(wanted, NOW)


def test_nothing_made_by_hand_goes_away() -> None:
    """A project that declares nothing keeps its aliases, people and policies."""
    assert [] == changes(project(), NOW)


def test_what_an_exact_project_has_besides_goes_away() -> None:
    """Its alias, its only person with two addresses, and its policy."""
    assert [
        ("remove alias", "old@bloom.example"),
        ("leave", "anna@agency.example"),
        ("set policy", "shop.example"),
    ] == kinds(changes(project(exact=True), NOW))


def test_only_what_differs_of_a_person_is_changed() -> None:
    """The role, not the name."""
    person = DeclaredPerson("b.toml", "anna@agency.example", {"name": "Anna", "role": "member"})
    found = changes(Declarations(people=(person,)), NOW)
    assert [("set person", {"role": "member"})] == [(one.kind, one.values) for one in found]
    assert "anna@agency.example: role becomes “member”, was “client”" == found[0].words


def test_what_was_declared_and_is_no_longer_stays() -> None:
    """It is told, and by hand from then on."""
    now = Standing(aliases=NOW.aliases, declared=frozenset({("alias", "old@bloom.example")}))
    assert [("let go", "old@bloom.example")] == kinds(changes(Declarations(), now))


@pytest.mark.parametrize(
    ("wanted", "line"),
    [
        (
            project(people=("nobody@x.example",)),
            (
                "b.toml: project.people: nobody has the address nobody@x.example; declare a "
                "[[person]] with it"
            ),
        ),
        (
            project(aliases=("anna@home.example",)),
            (
                "b.toml: project.aliases: anna@home.example is a person's address; give another "
                "address"
            ),
        ),
        (
            project(aliases=("hers@far.example",)),
            (
                "b.toml: project.aliases: hers@far.example was made an alias of “Far” by hand; "
                "remove it first: mailbridge alias remove hers@far.example"
            ),
        ),
        (
            project(aliases=("postmaster@bridge.test",)),
            (
                "b.toml: project.aliases: postmaster@bridge.test is a name that mailbridge uses "
                "itself; give another address"
            ),
        ),
        (
            Declarations((DeclaredProject("b.toml", "Bloom", {"language": "xx"}),)),
            "b.toml: project.language: xx is none of the choices; write one of en, de",
        ),
        (
            Declarations(
                (DeclaredProject("a.toml", "Bloom", {}), DeclaredProject("b.toml", "Bloom", {}))
            ),
            "b.toml: project.name: Bloom is declared in a.toml already; declare it once",
        ),
    ],
)
def test_a_mistake_gives_its_line(wanted: Declarations, line: str) -> None:
    """File, key, what is wrong, what would be right."""
    assert [line] == mistakes(wanted, NOW, frozenset({"postmaster@bridge.test"}), ["en", "de"])
