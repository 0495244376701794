"""Single words of the trail: the rules that choose a discussion, and what is counted by the hour."""

from mailbridge.steps.telling.words.catalogue import sentence

RULES = (
    sentence("answer"),
    sentence("chain"),
    sentence("changed subject"),
    sentence("late reply"),
    sentence("missing"),
    sentence("new"),
    sentence("quoted"),
    sentence("subject"),
    # Translators: the rule that goes by the reply address
    sentence("token"),
)
COUNTED = (
    # Translators: this author has had the 60 messages of this hour
    sentence("author"),
    sentence("alias"),
    sentence("project"),
    sentence("network"),
    sentence("reader"),
)
