"""Writing without a browser, and people taken out: `discussion start, answer, note, close`, and
`person leave`.
"""

from pathlib import Path

from .conftest import Run, lines

ANNA, MARIA, TOM = "anna@agency.example", "maria@bloom.example", "tom@bloom.example"


def started(run: Run) -> str:
    """A project with one member, and a discussion that she began with two clients."""
    run("project", "add", "Bloom")
    run("person", "add", ANNA, "--role", "member", "--project", "Bloom")
    to = ("--to", MARIA, "--to", TOM)
    done = run("discussion", "start", "--project", "Bloom", *to, "--subject", "Menu", stdin="Hi.")
    assert (0, f"to {MARIA}, {TOM}") == (
        done.returncode,
        done.stdout.strip().partition(", ")[2][:-1],
    )
    return str(lines(run("discussion", "list", "--json"))[0]["id"])


def test_a_discussion_is_started_answered_noted_and_closed(run: Run, tmp_path: Path) -> None:
    """The project's only member writes, unless somebody else is named; a file or standard input
    says what.
    """
    number = started(run)
    file = tmp_path / "words.txt"
    file.write_text("It is ready.")
    answered = lines(run("discussion", "answer", number, str(file), "--json"))[0]
    assert (ANNA, "api", [MARIA, TOM]) == (
        answered["author"],
        answered["channel"],
        answered["audience"],
    )
    noted = lines(run("discussion", "note", number, "-", "--json", stdin="She pays late."))[0]
    assert (True, []) == (noted["internal"], noted["audience"])
    assert "closed" == lines(run("discussion", "close", number, "--json"))[0]["state"]
    letters = [one["to"] for one in lines(run("outbox", "list", "--json"))]
    assert sorted([MARIA, MARIA, TOM, TOM]) == sorted(letters)


def test_what_clients_see_is_put_back(run: Run) -> None:
    """Shared and hidden by mistake; a second time there is nothing to take back."""
    number = started(run)
    run("discussion", "note", number, "-", stdin="She pays late.")

    def inside() -> list[bool]:
        page = lines(run("discussion", "show", number, "--json"))[0]
        return [post["internal"] for post in page["posts"]]

    assert [False, True] == (before := inside())
    for act, undo, done in (
        ("share", "unshare", [False, False]),
        ("hide", "unhide", [False, True]),
    ):
        assert 0 == run("discussion", act, number).returncode
        assert done == inside()
        assert 0 == run("discussion", undo, number).returncode
        assert before == inside()
        again = run("discussion", undo, number)
        assert (1, True) == (again.returncode, "nothing to take back" in again.stderr)


def test_what_clients_see_already_is_said_to_be_so(run: Run) -> None:
    """A sentence with an object, not one that ends after its colon."""
    told = run("discussion", "share", started(run), "--show").stdout
    assert "Would be visible to clients: nothing that is not so already.\n" == told


def test_without_clients_it_stays_inside(run: Run) -> None:
    """No letter goes out of the agency."""
    run("project", "add", "Bloom")
    run("person", "add", ANNA, "--role", "member", "--project", "Bloom")
    done = run("discussion", "start", "--project", "Bloom", "--subject", "Plan", stdin="Us alone.")
    assert "to the team alone" in done.stdout
    assert [] == lines(run("outbox", "list", "--json"))


def test_somebody_has_to_write(run: Run) -> None:
    """One clear line where nobody does, or where the file is not there."""
    run("project", "add", "Bloom")
    start = ("discussion", "start", "--project", "Bloom", "--subject", "Plan")
    done = run(*start, stdin="Hi.")
    assert (1, True) == (done.returncode, "--as ADDRESS" in done.stderr)
    run("person", "add", ANNA, "--role", "member", "--project", "Bloom")
    assert 1 == run(*start, "nowhere.txt").returncode


def test_who_leaves_hears_no_more(run: Run) -> None:
    """Of one discussion, or of the project."""
    number = started(run)
    left = run("person", "leave", TOM, "Bloom", "--discussion", number)
    assert f"hears no more of discussion {number}" in left.stdout
    said = run("discussion", "answer", number, "--all", stdin="Ready.").stdout
    assert f"to {MARIA}." in said
    assert ["Bloom"] == lines(run("person", "show", TOM, "--json"))[0]["projects"]
    assert 0 == run("person", "leave", TOM, "Bloom").returncode
    assert [] == lines(run("person", "show", TOM, "--json"))[0]["projects"]
    again = run("person", "leave", TOM, "Bloom")
    assert (1, True) == (again.returncode, "takes no part there" in again.stderr)


def test_the_page_of_a_discussion_says_who_heard_what(run: Run) -> None:
    """And who did not."""
    number = started(run)
    address = lines(run("project", "show", "Bloom", "--json"))[0]["address"]
    letter = f"From: Maria <{MARIA}>\nTo: {address}\nSubject: Re: Menu\n\nBetween us.\n"
    run("ingest", "--from", MARIA, "-", stdin=letter)
    shown = run("discussion", "show", number).stdout
    assert f"not to {TOM}" in shown or "not to tom" in shown.lower()
    post = lines(run("discussion", "show", number, "--json"))[0]["posts"][-1]
    assert ([MARIA], [TOM], "author-alone") == (
        post["audience"],
        post["left_out"],
        post["audience_reason"],
    )
