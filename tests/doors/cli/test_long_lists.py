"""Lists that are cut say so, and how to go on."""

from pathlib import Path

from .conftest import Run, lines

LETTER = """\
From a@client.example Sun Nov 22 10:00:00 2026
From: a@client.example
To: {to}
Subject: Logo {number}
Message-ID: <{number}@client.example>

Hello

"""


def test_each_list_ends_with_words_and_goes_on(run: Run, tmp_path: Path) -> None:
    """One page after the other has everything once, and so has --all; search goes on by time."""
    run("person", "add", "vera@agency.example", "--role", "admin")
    address, box = run("project", "add", "Bloom").stdout.strip(), tmp_path / "all.mbox"
    box.write_text("".join(LETTER.format(to=address, number=number) for number in range(3)))
    run("ingest", str(box))
    for words in (("discussion", "list"), ("mail", "list"), ("outbox", "list")):
        whole = [one["id"] for one in lines(run(*words, "--all", "--json"))]
        assert len(whole) >= 3
        first = run(*words, "--limit", "2", "--json")
        seen = [one["id"] for one in lines(first)]
        assert f"--before {seen[-1]}" in first.stderr
        rest = run(*words, "--before", seen[-1], "--json")
        assert ("", whole) == (rest.stderr, seen + [one["id"] for one in lines(rest)])
    assert "--newest" in run("search", "hello", "--limit", "2").stderr
    first = run("search", "hello", "--limit", "2", "--newest", "--json")
    then = first.stderr.split("--before ")[1].split()[0]
    rest = run("search", "hello", "--before", then, "--json")
    assert 3 == len({one["id"] for one in lines(first) + lines(rest) if one["kind"] == "post"})
