"""`mailbridge project export`, `discussion export` and `discussion import`."""

from pathlib import Path

from tests.doors.cli.conftest import Run, lines

LETTER = """\
From: Alice <alice@client.example>
To: {to}
Subject: Logo
Message-ID: <1@client.example>
Date: Sun, 22 Nov 2026 10:00:00 +0000

Could you send the logo?
"""


def test_what_left_comes_back(run: Run, tmp_path: Path) -> None:
    """As a folder of files and as an mbox; a file that is no export is named, and the others go
    on.
    """
    to = str(lines(run("project", "add", "Bloom", "--json"))[0]["address"])
    run("ingest", "-", "--to", to, stdin=LETTER.format(to=to))
    folder, mbox = tmp_path / "all", tmp_path / "one.mbox"
    written = run("project", "export", "Bloom", "--format", "eml", "--to", str(folder))
    assert "1 message written.\n" == written.stdout
    assert 0 == run("discussion", "export", "1", "--to", str(mbox)).returncode
    (folder / "stray.eml").write_text(LETTER)
    other = {"MAILBRIDGE_DATA_DIR": str(tmp_path / "other")}
    done = run("discussion", "import", str(folder), **other)
    assert (1, "1 discussion is back; 0 were here already.\n") == (done.returncode, done.stdout)
    assert "stray.eml: message 1 was not written by export" in done.stderr
    again = lines(run("discussion", "import", str(mbox), "--json", **other))
    assert ["known"] == [one["state"] for one in again]
    shown = lines(run("discussion", "show", "1", "--json", **other))[0]
    assert ("Logo", "alice@client.example") == (shown["subject"], shown["posts"][0]["author"])
    assert to == lines(run("project", "list", "--json", **other))[0]["address"]
