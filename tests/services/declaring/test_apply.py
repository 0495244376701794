"""Files that declare projects, aliases, people and policies."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from mailbridge.bootstrap.declarations import declarations
from mailbridge.services import projects
from mailbridge.services.aliases import register as aliases
from mailbridge.services.container import Container
from mailbridge.services.declaring.apply import (
    CannotBeDeclared,
    apply_declarations,
    plan_changes,
)
from mailbridge.services.oversight import audit_list
from mailbridge.services.people import author_policy, leaving, register
from mailbridge.services.refusal import Refused
from mailbridge.settings import BadSettings
from mailbridge.steps.deciding.declared_changes import Declarations
from mailbridge.steps.deciding.declared_renames import hints
from tests.container import open_container
from tests.files import ROOT

EXAMPLE = ROOT / "config" / "projects.d" / "bloom.toml.example"


@pytest.fixture
async def container(store_url: str, tmp_path: Path) -> AsyncIterator[Container]:
    opened = await open_container(store_url, tmp_path)
    yield opened
    await opened.close()


@pytest.fixture
async def lone(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Container]:
    """The same on SQLite alone."""
    opened = await open_container(sqlite_url, tmp_path)
    yield opened
    await opened.close()


def written(folder: Path, text: str, name: str = "bloom.toml") -> Declarations:
    (folder / "projects.d").mkdir(exist_ok=True)
    (folder / "projects.d" / name).write_text(text)
    return declarations(folder / "mailbridge.toml")


async def test_the_example_is_made_so_once(container: Container, tmp_path: Path) -> None:
    """The plan is what is done, and the second time nothing is."""
    wanted = written(tmp_path, EXAMPLE.read_text())
    planned = await plan_changes(container, wanted)
    assert planned == await apply_declarations(container, wanted)
    assert [] == await apply_declarations(container, wanted)
    assert len(planned) == len(await audit_list.list_audit(container))
    [bloom] = await projects.list_projects(container)
    assert ("Bloom", ("hello@agency.example",)) == (bloom.name, bloom.aliases)
    assert {"anna@agency.example", "maria@bloom.example"} == bloom.declared_people
    assert ["member", "client"] == [one.role for one in await register.list_people(container)]
    assert {("spam.example", "block", None), ("shop.example", "form", "Bloom")} <= {
        (one.author, one.policy, one.project)
        for one in await author_policy.list_policies(container)
    }


BY_HAND: list[Callable[[Container], Awaitable[object]]] = [
    lambda one: projects.change_project(one, "Bloom", {"unknown_authors": "hold"}),
    lambda one: aliases.remove_alias(one, "hello@agency.example"),
    lambda one: register.add_person(one, "anna@agency.example", role="client"),
    lambda one: author_policy.set_policy(one, "spam.example", "allow"),
    lambda one: author_policy.set_policy(one, "shop.example", "forget", "Bloom"),
    lambda one: leaving.leave_project(one, "maria@bloom.example", "Bloom"),
]


async def test_what_is_declared_is_not_changed_by_hand(lone: Container, tmp_path: Path) -> None:
    """Whoever tries hears in which file it stands."""
    await apply_declarations(lone, written(tmp_path, EXAMPLE.read_text()))
    for change in BY_HAND:
        with pytest.raises(Refused, match=r"comes from the file .*bloom\.toml"):
            await change(lone)


async def test_what_is_no_longer_declared_is_changed_by_hand(
    lone: Container, tmp_path: Path
) -> None:
    """The files are gone: all of it stays, and belongs to the hands again."""
    await apply_declarations(lone, written(tmp_path, EXAMPLE.read_text()))
    await apply_declarations(lone, Declarations())
    [bloom] = await projects.list_projects(lone)
    assert (None, ("hello@agency.example",)) == (bloom.declared, bloom.aliases)
    for change in BY_HAND:
        await change(lone)


async def test_settings_are_kept_in_their_one_spelling(lone: Container, tmp_path: Path) -> None:
    """`9-18` is so already when 09:00-18:00 is kept; what cannot be read is a mistake."""
    text = '[[project]]\nname = "Bloom"\nworking_hours = "8-17"\nnudge_days = 5\n'
    wanted = written(tmp_path, text)
    await apply_declarations(lone, wanted)
    assert [] == await apply_declarations(lone, wanted)
    [bloom] = await projects.list_projects(lone)
    assert ("08:00-17:00", 5) == (bloom.working_hours, bloom.nudge_days)
    with pytest.raises(CannotBeDeclared, match=r"project\.working_hours: late cannot be read"):
        await plan_changes(lone, written(tmp_path, text.replace("8-17", "late")))


async def test_with_one_mistake_nothing_is_changed(lone: Container, tmp_path: Path) -> None:
    """All mistakes are told at once."""
    text = '[[project]]\nname = "Bloom"\npeople = ["a@x.example", "b@x.example"]\n'
    with pytest.raises(CannotBeDeclared) as fault:
        await apply_declarations(lone, written(tmp_path, text))
    assert 2 == len(fault.value.lines)
    assert [] == await projects.list_projects(lone)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[[project]]\n", 'project[1].name: it is missing; write a line like name = "Bloom"'),
        (
            '[[project]]\nname = "B"\nnam = "x"\n',
            "project[1].nam: there is no such key; did you mean name?",
        ),
        (
            '[[project]]\nname = "B"\naliases = ["no address"]\n',
            (
                "project[1].aliases[1]: “no address” is not a mail address; write one like "
                "name@example.com"
            ),
        ),
        (
            '[policies]\n"spam.example" = "burn"\n',
            (
                'policies.spam.example: “burn” is none of the choices; write one of "allow", '
                '"hold", "block", "form"'
            ),
        ),
        ("[people]\n", "people: there is no such key; here can stand project, person, policies"),
    ],
)
def test_a_mistake_in_a_file_gives_its_line(tmp_path: Path, text: str, line: str) -> None:
    """File, key, what is wrong, what would be right."""
    with pytest.raises(BadSettings) as fault:
        written(tmp_path, text)
    assert [f"{tmp_path}/projects.d/bloom.toml: {line}"] == fault.value.lines


async def test_a_project_is_renamed_with_all_that_is_in_it(lone: Container, tmp_path: Path) -> None:
    """By `renamed_from`, once; without it the plan says that the old one stays, and asks."""
    await apply_declarations(lone, written(tmp_path, EXAMPLE.read_text()))
    [before] = await projects.list_projects(lone)
    other = EXAMPLE.read_text().replace('name = "Bloom"', 'name = "Flora"')
    unsaid = await plan_changes(lone, written(tmp_path, other))
    assert {"add project", "let go"} <= {change.kind for change in unsaid}
    assert ['renamed_from = "Bloom"' in line for line in hints(unsaid)] == [True]
    said = other.replace('name = "Flora"', 'name = "Flora"\nrenamed_from = "Bloom"')
    done = await apply_declarations(lone, written(tmp_path, said))
    assert ["rename project"] == [change.kind for change in done]
    assert [] == await apply_declarations(lone, written(tmp_path, said))
    [after] = await projects.list_projects(lone)
    assert (before.id, "Flora", before.address) == (after.id, after.name, after.address)
    assert before.declared_people == after.declared_people
    both = said + '\n[[project]]\nname = "Bloom"\n'
    with pytest.raises(CannotBeDeclared, match="declare one of them"):
        await plan_changes(lone, written(tmp_path, both))
