"""A letter that came back, at the command line."""

from pathlib import Path

from mailbridge.bootstrap import keys
from mailbridge.domain.address import ReturnPath, encode

from .conftest import Run, lines

QUESTION = (
    "From: Maria <maria@bloom.example>\nTo: {to}\nSubject: Menu\nMessage-ID: "
    "<1@bloom.example>\n\nCan we have a menu page?\n"
)
REPORT = """\
From: MAILER-DAEMON@mx.bloom.example
To: {to}
Subject: Undelivered Mail Returned to Sender
Message-ID: <2@mx.bloom.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="parts"

--parts

It could not be delivered.
--parts
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.bloom.example

Final-Recipient: rfc822; maria@bloom.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown
--parts--
"""


def test_a_letter_that_came_back_is_shown_and_sent_again(run: Run, tmp_path: Path) -> None:
    """The person and the discussion say so until it is tried again, to a new address if there is
    one (EDGE_CASES 61).
    """
    address = lines(run("project", "add", "Bloom", "--json"))[0]["address"]
    run("person", "add", "anna@agency.example", "--role", "member", "--project", "Bloom")
    asked = lines(run("ingest", "--json", "-", stdin=QUESTION.format(to=address)))[0]
    run(
        "discussion",
        "reply",
        asked["discussion_id"],
        "--as",
        "anna@agency.example",
        "--text",
        "Yes.",
    )
    [letter] = [
        one for one in lines(run("outbox", "list", "--json")) if one["to"] == "maria@bloom.example"
    ]
    key = keys.keys(tmp_path / "data", None)[0]
    back = REPORT.format(to=f"{encode(ReturnPath(int(letter['id'])), key)}@localhost")
    assert "bounce" == lines(run("ingest", "--json", "--from", "", "-", stdin=back))[0]["reason"]

    assert ["maria@bloom.example"] == lines(
        run("discussion", "show", asked["discussion_id"], "--json")
    )[0]["unreachable"]
    assert (
        "maria@bloom.example cannot be reached\n"
        in run("discussion", "show", asked["discussion_id"]).stdout
    )
    assert lines(run("person", "show", "maria@bloom.example", "--json"))[0]["unreachable"]
    assert (
        "maria@bloom.example cannot be reached: letters came back."
        in run("person", "show", "maria@bloom.example").stdout
    )
    assert "UNREACHABLE" in run("person", "list").stdout
    assert [letter["id"]] == [
        one["id"] for one in lines(run("outbox", "list", "--state", "bounced", "--json"))
    ]
    assert f"/outbox/{letter['id']}" in run("outbox", "show", _told(run)).stdout

    run("person", "address", "add", "maria@bloom.example", "maria@new.example")
    run("person", "address", "remove", "maria@new.example", "maria@bloom.example")
    assert "queued" == lines(run("outbox", "retry", letter["id"], "--json"))[0]["state"]
    [again] = [one for one in lines(run("outbox", "list", "--json")) if one["id"] == letter["id"]]
    assert ("maria@new.example", "queued") == (again["to"], again["state"])
    assert "<maria@new.example>\n" in run("outbox", "show", letter["id"]).stdout
    assert not lines(run("person", "show", "maria@new.example", "--json"))[0]["unreachable"]
    assert (
        [] == lines(run("discussion", "show", asked["discussion_id"], "--json"))[0]["unreachable"]
    )


def _told(run: Run) -> str:
    """The letter to Anna about it."""
    [found] = [
        one for one in lines(run("outbox", "list", "--json")) if one["letter"] == "undelivered"
    ]
    assert "anna@agency.example" == found["to"]
    return str(found["id"])
