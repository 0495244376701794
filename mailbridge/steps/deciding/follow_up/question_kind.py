"""What kind of answer a question wants: yes or no, or words."""

import re

_ASKS_A_THING = re.compile(
    (
        r"\b(?:what|which|who|whom|whose|where|why|how|как\w*|что|чт[оё]|кто|кого|кому|чей|где|"
        r"куда|почему|зачем|сколько|"
        r"was|welche[rsnm]?|wer|wen|wem|wo|wohin|warum|wieso|wie|wieviel|quel\w*|que|qui|où|"
        r"pourquoi|comment|combien|"
        r"qué|cuál\w*|quién|dónde|por qué|cómo|cuánt\w+)\b"
    ),
    re.IGNORECASE,
)
_ASKS_WHEN = re.compile(r"\b(?:when|когда|wann|quand|cuándo|до какого|срок)\b", re.IGNORECASE)
_CHOICE = re.compile(r"\b(?:or|или|oder|ou|либо)\b", re.IGNORECASE)


def asks_for_words(question: str) -> bool:
    """Whether it asks what, which, who, where, why or how."""
    return _ASKS_A_THING.search(question) is not None


def asks_yes_or_no(question: str) -> bool:
    """Whether "yes" and "no" answer it: it ends as a question, asks for no words, and offers no
    choice.
    """
    shown = question.rstrip(" \"'»”’)")
    return (
        shown.endswith(("?", "？"))
        and not asks_for_words(question)
        and _ASKS_WHEN.search(question) is None
        and _CHOICE.search(question) is None
    )
