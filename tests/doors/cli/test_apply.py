"""`mailbridge apply`."""

from pathlib import Path

from tests.doors.cli.conftest import Run

BLOOM = '[[project]]\nname = "Bloom"\npeople = ["anna@x.example"]\n'
ANNA = '[[person]]\naddress = "anna@x.example"\nrole = "member"\n'


def test_a_plan_is_printed_and_then_made_so(run: Run, tmp_path: Path) -> None:
    """`--plan` changes nothing; the second time there is nothing to do."""
    config = tmp_path / "mailbridge.toml"
    config.write_text(BLOOM + ANNA)
    options = ("apply", "--config", str(config))
    plan = run(*options, "--plan").stdout.splitlines()
    assert [
        "add anna@x.example as member",
        "add the project “Bloom” with a random address",
        "let anna@x.example join “Bloom”",
        "3 changes are to be made.",
    ] == plan
    assert [*plan[:-1], "3 changes are made."] == run(*options).stdout.splitlines()
    assert "Nothing to do" in run(*options).stdout


def test_each_mistake_is_a_line_and_exit_code_1(run: Run, tmp_path: Path) -> None:
    """On standard error."""
    config = tmp_path / "mailbridge.toml"
    config.write_text(BLOOM)
    done = run("apply", "--config", str(config))
    line = "project.people: nobody has the address anna@x.example; declare a [[person]] with it"
    assert (1, f"mailbridge: {config}: {line}\n") == (done.returncode, done.stderr)
