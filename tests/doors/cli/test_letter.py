"""How letters look, at the command line."""

from pathlib import Path

from .conftest import Run, lines


def test_a_letter_is_shown_with_sample_facts(run: Run, tmp_path: Path) -> None:
    """For a role, in a language, by a project's templates; what nobody gets is refused."""
    own = tmp_path / "own/projects/Bloom/mail/client"
    own.mkdir(parents=True)
    (own / "body.txt").write_text("Hello, {{ letter.reader }}\n")
    variables = {"MAILBRIDGE_LETTERS__TEMPLATES": str(tmp_path / "own")}
    run("project", "add", "Bloom")
    words = ("letter", "preview", "client", "--role", "client")
    [made] = lines(run(*words, "--language", "ru", "--json", **variables))
    assert ("client", "ru", True) == (made["role"], made["language"], "<html" in made["html"])
    assert "ГДЕ МЫ СЕЙЧАС" in made["text"]
    shown = run(*words, "--project", "Bloom", **variables)
    assert shown.stdout.endswith("\n\nHello, Maria Lopez\n")
    refused = run("letter", "preview", "nothing")
    assert (1, True) == (refused.returncode, "There is no letter “nothing”" in refused.stderr)
    assert 1 == run("letter", "preview", "client", "--role", "admin").returncode
    assert "nudge\n" in run("letter", "list").stdout
