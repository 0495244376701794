"""What is kept as the evidence of a question that no words of anybody decided."""

from mailbridge.domain.discussion import QuestionState
from mailbridge.domain.told import told
from mailbridge.steps.telling.words.catalogue import sentence

BY_HAND = {
    QuestionState.ANSWERED: sentence("marked as answered"),
    QuestionState.WITHDRAWN: sentence("withdrawn"),
    QuestionState.OPEN: sentence("opened again"),
}
BY_LINK = {
    True: sentence("yes, by the link in a letter"),
    False: sentence("no, by the link in a letter"),
}
_OURS = frozenset((*BY_HAND.values(), *BY_LINK.values()))


def told_evidence(kept: str) -> str:
    """The evidence as it is kept; one of ours is a sentence, which is told in any language."""
    return told(kept) if kept in _OURS else kept
