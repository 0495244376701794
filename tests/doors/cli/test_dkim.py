"""Keys that sign letters at the command line."""

import pytest

from mailbridge.adapters.signing import text_records

from .conftest import Run, lines


def test_a_key_is_made_shown_used_and_stopped(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its record is printed for a form and for a zone file; the private half never."""
    monkeypatch.setattr(text_records, "LONGEST", 0.05)  # nobody answers
    made = run("dkim", "new", "agency.example", "--algorithm", "ed25519")
    assert "Text: v=DKIM1; k=ed25519; p=" in made.stdout
    assert "._domainkey.agency.example. 3600 IN TXT ( " in made.stdout
    [key] = lines(
        run(
            "dkim",
            "show",
            "agency.example",
            "--json",
            MAILBRIDGE_AUTHENTICATION__NAMESERVERS='["127.0.0.1:9"]',
        )
    )
    assert ("waiting", None) == (key["state"], key["seen"])
    assert "sealed" not in key
    used = run("dkim", "use", "agency.example", key["selector"])
    assert f"{key['selector']} signs the letters of agency.example now.\n" == used.stdout
    [ended] = lines(run("dkim", "stop", "agency.example", "--json"))
    assert "retired" == ended["state"]
    assert "other.example has no key" in run("dkim", "show", "other.example").stdout
    assert (1, True) == (
        run("dkim", "new", "x").returncode,
        "is no domain" in run("dkim", "new", "x").stderr,
    )
