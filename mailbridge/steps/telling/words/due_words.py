"""How kinds of work that falls due are called."""

from mailbridge.steps.telling.words.catalogue import Catalogue, sentence

KINDS = {
    "acknowledgement": sentence("Acknowledgement"),
    "promise": sentence("Warning of a promise"),
    "holding": sentence("New time for an answer"),
    "nudge": sentence("Reminder to a client"),
    "call": sentence("Call the client"),
    "closing": sentence("Last word"),
    "chase": sentence("Question about an offer"),
    "daily": sentence("Morning letter of a member"),
    "morning": sentence("Morning letter of a client"),
    "morning_orders": sentence("Answer to a morning letter"),
    "weekly": sentence("Weekly report to clients"),
    "new_date": sentence("New dates of tasks"),
}


def kind_words(what: str, words: Catalogue) -> str:
    """What a kind is called; its own name where nobody has called it."""
    return words.say(KINDS[what]) if what in KINDS else what
