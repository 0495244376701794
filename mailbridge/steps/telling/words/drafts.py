"""Letters to clients that a member is offered to send, as plain text in the client's language."""

from datetime import datetime

from mailbridge.steps.telling.words.tongue import Tongue


def holding_draft(tongue: Tongue, client: str, member: str, promised: datetime) -> str:
    """Says when there will be an answer."""
    said = tongue.say(
        "it takes us a little longer. You will have our answer by {when} ({place}).",
        when=tongue.moment(promised),
        place=tongue.place,
    )
    return _letter(tongue, client, said, member)


def closing_draft(tongue: Tongue, client: str, member: str) -> str:
    """The last word."""
    said = tongue.say(
        "thank you. From our side everything here is done; just write if something comes up."
    )
    return _letter(tongue, client, said, member)


def _letter(tongue: Tongue, client: str, said: str, member: str) -> str:
    return f"{tongue.say('Hi {name},', name=client)}\n\n{said}\n\n{member}"
