"""People, policies and the quarantine at the command line."""

from pathlib import Path

from .conftest import Run, lines

LETTER = (
    "From: Who Ever <who@elsewhere.example>\nTo: {to}\nSubject: Offer\nMessage-ID: "
    "<{id}@e.example>\n\nBuy our rye.\n"
)


def _ingest(run: Run, to: str, number: int) -> str:
    return str(
        lines(run("ingest", "--json", "-", stdin=LETTER.format(to=to, id=number)))[0]["inbound_id"]
    )


def test_what_waits_is_listed_accepted_and_dropped(run: Run) -> None:
    """The project is set to hold; each way out is one command."""
    address = lines(run("project", "add", "Bloom", "--json"))[0]["address"]
    assert (
        "hold"
        == lines(run("project", "set", "Bloom", "unknown_authors=hold", "--json"))[0][
            "unknown_authors"
        ]
    )
    assert 1 == run("project", "set", "Bloom", "unknown_authors=maybe").returncode
    first, second = _ingest(run, address, 1), _ingest(run, address, 2)
    assert [second, first] == [one["id"] for one in lines(run("mail", "held", "--json"))]
    assert "    Buy our rye." in run("mail", "held").stdout
    assert "discarded-by-hand" == lines(run("mail", "discard", second, "--json"))[0]["reason"]
    assert "filed" == lines(run("mail", "accept", first, "--how", "client", "--json"))[0]["reason"]
    assert "filed" == lines(run("mail", "retry", second, "--json"))[0]["reason"]
    assert 2 == run("mail", "accept", first, "--how", "perhaps").returncode
    assert "Nothing waits." in run("mail", "held").stdout


def test_authors_and_domains_have_policies(run: Run) -> None:
    """Said, listed and forgotten."""
    run("project", "add", "Bloom")
    assert (
        "elsewhere.example: block" in run("person", "policy", "elsewhere.example", "block").stdout
    )
    run("person", "policy", "who@elsewhere.example", "allow", "--project", "Bloom")
    said = [
        (one["author"], one["policy"], one["project"])
        for one in lines(run("person", "policy", "--json"))
    ]
    assert [
        ("elsewhere.example", "block", None),
        ("who@elsewhere.example", "allow", "Bloom"),
    ] == said
    run("person", "policy", "elsewhere.example", "forget")
    assert 1 == len(lines(run("person", "policy", "--json")))
    assert 1 == run("person", "policy", "elsewhere.example", "maybe").returncode


def test_people_have_addresses_and_may_be_one(run: Run) -> None:
    """Given, taken, asked about; merged and taken apart; contacts are confirmed."""
    address = lines(run("project", "add", "Bloom", "--json"))[0]["address"]
    run("person", "add", "maria@bloom.example", "--name", "Maria Lopez")
    assert (
        "ml@home.example"
        in run("person", "address", "add", "maria@bloom.example", "ml@home.example").stdout
    )
    assert (
        "/a/"
        in lines(run("person", "address", "ask", "maria@bloom.example", "m@old.example", "--json"))[
            0
        ]["link"]
    )
    assert ["maria@bloom.example"] == lines(
        run("person", "address", "remove", "ml@home.example", "ml@home.example", "--json")
    )[0]["addresses"]
    _ingest(run, address, 1)
    assert [["who@elsewhere.example"]] == [
        one["addresses"] for one in lines(run("person", "contacts", "--json"))
    ]
    confirmed = lines(run("person", "confirm", "who@elsewhere.example", "--json"))[0]
    assert (["Bloom"], False) == (confirmed["projects"], confirmed["staged"])
    assert "Everybody who wrote has been confirmed." in run("person", "contacts").stdout
    run("person", "merge", "who@elsewhere.example", "maria@bloom.example")
    assert 1 == len(lines(run("person", "list", "--json")))
    run("person", "unmerge", "maria@bloom.example")
    assert 2 == len(lines(run("person", "list", "--json")))


def test_the_users_of_an_old_address_are_told(run: Run) -> None:
    """After a rotation both are listed, the old one with who wrote to it."""
    old = lines(run("project", "add", "Bloom", "--json"))[0]["address"]
    _ingest(run, old, 1)
    run("project", "rotate", "Bloom")
    _, retiring = lines(run("project", "addresses", "Bloom", "--json"))
    assert (old, ["who@elsewhere.example"]) == (
        retiring["address"],
        [use["author"] for use in retiring["users"]],
    )
    assert "who@elsewhere.example, 1 time," in run("project", "addresses", "Bloom").stdout


def test_who_did_what_is_listed(run: Run) -> None:
    """Newest first; standard error says how many are older."""
    for name in ("Bloom", "Rival", "Third"):
        run("project", "add", name)
    newest = run("audit", "list", "--limit", "2", "--json")
    assert ["project Third", "project Rival"] == [one["what"] for one in lines(newest)]
    assert {"id", "at", "who", "did", "what", "detail"} == set(lines(newest)[0])
    assert "1 older entry: --before 2" in newest.stderr
    assert ["1"] == [one["id"] for one in lines(run("audit", "list", "--before", "2", "--json"))]
    assert 3 == len(lines(run("audit", "list", "--all", "--limit", "1", "--json")))
    assert "operator  added  project Bloom" in run("audit", "list").stdout


def test_ways_in_are_made_listed_and_closed(run: Run) -> None:
    """Tokens with scopes and an end; nobody is signed in; who is disabled is enabled again."""
    run("person", "add", "anna@agency.example", "--role", "admin")
    run("person", "token", "anna@agency.example", "--scope", "tasks:read", "--days", "3")
    token = lines(run("person", "tokens", "--json"))[0]
    assert (["tasks:read"], "anna@agency.example") == (token["scopes"], token["person"])
    assert 1 == run("person", "token", "anna@agency.example", "--scope", "all").returncode
    assert 0 == run("person", "revoke", token["id"]).returncode
    assert 1 == run("person", "revoke", token["id"]).returncode
    assert "There is no token." in run("person", "tokens", "anna@agency.example").stdout
    assert "Nobody is signed in." in run("person", "sessions").stdout
    assert 1 == run("person", "sign-out", "0123456789ab").returncode
    assert lines(run("person", "disable", "anna@agency.example", "--json"))[0]["disabled"]
    assert not lines(run("person", "enable", "anna@agency.example", "--json"))[0]["disabled"]


def test_somebody_is_taken_along_and_erased(run: Run, tmp_path: Path) -> None:
    """Into a file that is not there yet; erasing wants a yes."""
    run("person", "add", "maria@bloom.example", "--name", "Maria Lopez")
    file = str(tmp_path / "maria.zip")
    assert 0 == run("person", "export", "maria@bloom.example", file).returncode
    assert 1 == run("person", "export", "maria@bloom.example", file).returncode
    assert 1 == run("person", "erase", "maria@bloom.example").returncode
    assert lines(run("person", "erase", "maria@bloom.example", "--yes", "--json"))[0]["erased"]
    assert 1 == run("person", "show", "maria@bloom.example").returncode
    assert "erased person" in run("audit", "list").stdout


def test_what_is_too_old_is_planned_and_run(run: Run) -> None:
    """Nothing without a word of a project; then nothing is old yet."""
    run("project", "add", "Bloom")
    assert "Everything is kept" in run("retention", "run").stdout
    assert 1 == run("project", "set", "Bloom", "retention_days=long").returncode
    made = lines(run("project", "set", "Bloom", "retention_days=30", "--json"))[0]
    assert 30 == made["retention_days"]
    kept = lines(run("retention", "run", "--plan", "--json"))[0]
    assert {"project": "Bloom", "days": 30, "discussions": 0, "messages": 0} == kept
    assert 0 == run("retention", "run").returncode
    run("project", "set", "Bloom", "retention_days=")
    assert [] == lines(run("retention", "run", "--json"))


def test_companies_that_words_do_not_find(run: Run) -> None:
    """There may be others."""
    run("person", "add", "maria@bloom.example")
    assert "No company is called so" in run("company", "list", "garden").stdout


def test_what_a_role_does_not_allow_is_said_of_that_person(run: Run) -> None:
    """The operator may do everything; a client has no web to sign in to."""
    run("person", "add", "maria@bloom.example")
    refused = run("person", "sign-in", "maria@bloom.example")
    assert (1, True) == (refused.returncode, "Their role does not allow that" in refused.stderr)
