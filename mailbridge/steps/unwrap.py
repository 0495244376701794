"""The letter inside a forward."""

from mailbridge.domain.message import Forwarded, Message


def find(message: Message) -> Forwarded | None:
    """The letter that was forwarded, attached or inline; None where the message is no forward."""
    if not message.nested:
        return None
    inner = message.nested[0]
    return Forwarded(inner.author, inner.date, inner.subject, inner.text, message.text, inner.message_id)
