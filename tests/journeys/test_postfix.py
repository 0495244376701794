"""An address that people remember, at a real mail server that forwards it."""

import os
import smtplib
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.conftest import missing
from tests.journeys.bridge import Bridge, free_port
from tests.journeys.correspondent import Correspondent
from tests.journeys.post_boxes import PostBoxes
from tests.journeys.postfix import Postfix


def test_postfix_forwards_by_the_envelope_and_header_fields_prove_nothing(
    bridge: Bridge, boxes: PostBoxes, program: Callable[[str], str]
) -> None:
    """The alias stands in To alone, or nowhere (a Bcc): the forward-path decides. The client's
    envelope stays as it was.
    """
    program("postfix")
    if os.geteuid() != 0:
        missing("the right to start Postfix (root)")
    address = bridge.project("Forwarded", people=[("member", "dana@forwarded.test", "Dana", "en")])
    other = bridge.project("Not meant")
    client = Correspondent(bridge, "Eli", "eli@client-of-forwarded.test")
    alias = "bloom@agency-of-forwarded.test"
    with (
        tempfile.TemporaryDirectory(prefix="mailbridge-postfix-") as folder,
        Postfix(Path(folder), free_port(), {alias: address}, bridge.port) as postfix,
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
