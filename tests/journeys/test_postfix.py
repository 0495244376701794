"""An address that people remember, at a real mail server that forwards it."""

import os
import smtplib
import tempfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.conftest import missing
from tests.journeys.bridge import Bridge, free_port
from tests.journeys.correspondent import Correspondent
from tests.journeys.post_boxes import PostBoxes
from tests.journeys.postfix import Postfix

CLIENT = "127.0.0.9"  # an address of this machine that is not Postfix's own


def needed(program: Callable[[str], str]) -> None:
    program("postfix")
    if os.geteuid() != 0:
        missing("the right to start Postfix (root)")


def test_postfix_forwards_by_the_envelope_and_header_fields_prove_nothing(
    bridge: Bridge, boxes: PostBoxes, program: Callable[[str], str]
) -> None:
    """The alias stands in To alone, or nowhere (a Bcc): the forward-path decides. The client's
    envelope stays as it was.
    """
    needed(program)
    address = bridge.project("Forwarded", people=[("member", "dana@forwarded.test", "Dana", "en")])
    other = bridge.project("Not meant")
    client = Correspondent(bridge, "Eli", "eli@client-of-forwarded.test")
    alias = "bloom@agency-of-forwarded.test"
    with (
        tempfile.TemporaryDirectory(prefix="mailbridge-postfix-") as folder,
        Postfix(
            Path(folder), free_port(), {alias: address}, f"smtp:[127.0.0.1]:{bridge.port}"
        ) as postfix,
    ):
        plain = client.mail(alias, "To the alias")
        blind = client.mail(
            "somebody@far.test",
            "To nobody of ours",
            Delivered_To=other,
            X_Original_To=other,
            X_RcptTo=other,
        )
        for mail in (plain, blind):
            mail.set_content(f"{mail['Subject']}, by way of another server.\n")
            with smtplib.SMTP("127.0.0.1", postfix.port, timeout=30) as smtp:
                smtp.send_message(mail, client.address, [alias])
        assert "sent" == postfix.delivered(address)
        boxes.letter("dana@forwarded.test", 2)
    found = bridge.discussions("Forwarded")
    assert {"To the alias", "To nobody of ours"} == {one["subject"] for one in found}
    assert [] == bridge.discussions("Not meant")
    envelopes = {
        (one["reverse_path"], one["forward_path"]) for one in bridge.mail(project="Forwarded")
    }
    assert {(client.address, address)} == envelopes
    assert {"To the alias", "To nobody of ours"} == {
        letter["Subject"] for letter in boxes.box("dana@forwarded.test")
    }


@pytest.mark.parametrize("door", ["smtp", "lmtp"])
def test_postfix_names_the_client_it_has_the_mail_from(
    tmp_path: Path, program: Callable[[str], str], door: str
) -> None:
    """By XFORWARD, at both doors: the mail log shows the client and its HELO, not Postfix."""
    needed(program)
    lmtp = free_port()
    peers = {
        f"MAILBRIDGE_{door.upper()}__XFORWARD_PEERS": "127.0.0.1",
        "MAILBRIDGE_LMTP__LISTEN": f"127.0.0.1:{lmtp}",
    }
    alias = "bloom@agency-of-named.test"
    with (
        Bridge(tmp_path / "bridge", **peers) as bridge,
        tempfile.TemporaryDirectory(prefix="mailbridge-postfix-") as folder,
    ):
        address = bridge.project("Named")
        way = (
            f"{door}:[127.0.0.1]:{bridge.port}" if door == "smtp" else f"lmtp:inet:127.0.0.1:{lmtp}"
        )
        with Postfix(Path(folder), free_port(), {alias: address}, way) as postfix:
            mail = EmailMessage()
            mail["From"], mail["To"], mail["Subject"] = (
                "maria@bloom-of-named.test",
                alias,
                "Who am I?",
            )
            mail.set_content("Not Postfix.\n")
            with smtplib.SMTP(
                "127.0.0.1",
                postfix.port,
                "mail.bloom-of-named.test",
                timeout=30,
                source_address=(CLIENT, 0),
            ) as smtp:
                smtp.send_message(mail, mail["From"], [alias])
            assert "sent" == postfix.delivered(address)
        shown = bridge.cli("mail", "explain", bridge.mail(project="Named")[0]["id"])[0]
    assert (CLIENT, "mail.bloom-of-named.test", "127.0.0.1") == (
        shown["client"],
        shown["helo"],
        shown["relayed_by"],
    )
