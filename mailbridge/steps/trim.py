"""Reply, quotes and signature of a message, told apart."""

from mailbridge.domain.message import Message, Trimmed


def trim(message: Message) -> Trimmed:
    """Take the text apart; reply + quoted + signature hold every word of it."""
    return Trimmed(message.text)
