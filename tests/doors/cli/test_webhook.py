"""Programs elsewhere, at the command line."""

from .conftest import Run, lines


def test_a_webhook_is_made_listed_and_removed(run: Run) -> None:
    """The secret is printed once; mistakes are told in one line."""
    made = lines(run("webhook", "add", "https://example.com/in", "--kind", "closed", "--json"))[0]
    assert made["secret"].startswith("whsec_")
    (shown,) = lines(run("webhook", "list", "--json"))
    assert ("https://example.com/in", ["closed"], 0) == (
        shown["url"],
        shown["kinds"],
        shown["waiting"],
    )
    assert "secret" not in shown
    refused = run("webhook", "add", "http://10.0.0.1/in")
    assert (1, True) == (refused.returncode, "webhooks.private" in refused.stderr)
    assert 0 == run("webhook", "remove", made["id"]).returncode
    assert "No webhooks yet" in run("webhook", "list").stdout
