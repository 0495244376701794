"""Unproven words at the command line."""

from .conftest import Run, lines

LETTER = (
    "From: Maria <maria@bloom.example>\nTo: {to}\nCc: Ben <ben@bloom.example>\nSubject: Menu\n"
    "Message-ID: <{id}@e.example>\n\n{words}\n"
)


def test_unproven_words_are_released(run: Run) -> None:
    """By the number in the mail log; it says to whom, and a second time that nothing waits."""
    address = lines(run("project", "add", "Bloom", "--json"))[0]["address"]
    for who, role in (("anna@agency.example", "member"), ("maria@bloom.example", "client")):
        run("person", "add", who, "--role", role)
        run("person", "join", who, "Bloom")
    text = LETTER.format(to=address, id=1, words="Pay to my new account.")
    filed = lines(run("ingest", "--json", "-", stdin=text))[0]
    number = filed["inbound_id"]
    assert "It would go to ben@bloom.example." in run("mail", "release", number, "--show").stdout
    released = lines(run("mail", "release", number, "--json"))[0]
    assert (["ben@bloom.example"], filed["post_id"]) == (released["to"], released["post_id"])
    again = run("mail", "release", number)
    assert (1, True) == (again.returncode, "No unproven words wait here" in again.stderr)
    assert 1 == run("mail", "release", "999").returncode
