"""An admin's own templates: of a project, of the installation, and broken ones."""

from dataclasses import replace
from pathlib import Path

import pytest

from mailbridge.adapters.templates.own_templates import OwnTemplates
from mailbridge.domain.letter import Letter
from tests.letters import WORDS, every_letter


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for place, words in (("", "Of the installation"), ("projects/Bloom site/", "Of the project")):
        kind = tmp_path / place / "mail" / "sign_in"
        kind.mkdir(parents=True)
        (kind / "body.txt").write_text(f"{words}: {{{{ letter.link }}}}\n")
    return tmp_path


def letter(project: str) -> Letter:
    return replace(
        next(one for one, _ in every_letter(("en",)) if one.name == "sign_in"), project=project
    )


def text(templates: OwnTemplates, project: str) -> str:
    made = letter(project)
    return templates.stencil(made, WORDS).fill(made).text


def test_a_projects_templates_come_before_those_of_the_installation(folder: Path) -> None:
    """By the project's name, however it is written."""
    templates = OwnTemplates("5b1e", folder)
    assert "Of the project: https://" in text(templates, "bloom SITE")
    assert "Of the installation: https://" in text(templates, "Another")
    assert [] == templates.faults()


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        ("{{ lettr.link }}", "2: 'lettr' is undefined"),
        ("{% if %}", "2: Expected an expression, got 'end of statement block'"),
        ("{{ letter.link + 1 }}", "2: TypeError: "),
    ],
)
def test_a_broken_template_is_named_and_ours_is_used(
    folder: Path, broken: str, line: str, caplog: pytest.LogCaptureFixture
) -> None:
    """In one line with its file; the letter leaves."""
    place = Path("projects/Bloom site/mail/sign_in/body.txt")
    (folder / place).write_text(f"Hello\n{broken}\n")
    templates = OwnTemplates("5b1e", folder)
    [fault] = templates.faults()
    assert fault.startswith(f"{place}:{line}")
    assert "https://" in text(templates, "Bloom site")
    assert "Of the installation" in text(templates, "Another")
