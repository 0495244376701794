"""Letters that do no more than thank."""

import re

_THANKS = re.compile(
    r"\W*((many|great|ok|okay|vielen|besten|herzlichen),? )?"
    r"(thanks?( you)?|thx|cheers|perfect|great|got it|спасибо|большое спасибо|благодарю|отлично|"
    r"супер|дякую"
    r"|danke?|merci|gracias|grazie|obrigad[oa]|dziękuję|dziekuje)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!…\n]+")
_WORD = re.compile(r"\w+")
# thanks "for the quick help"
FOLLOW_THANKS = (
    "a so very for again to за вам тебе вас большое огромное всем еще ещё für sehr pour por per"
)
NEWS = (
    "but still however though yet only except not no also но однако только кроме не нет также "
    "aber nicht kein mais pero"
)
_FOLLOW_THANKS, _NEWS = frozenset(FOLLOW_THANKS.split()), frozenset(NEWS.split())
AFTER_THANKS = 2  # words, of a name or a closing
SHORT = 80  # characters of a letter that only says thanks


def is_thanks(reply: str) -> bool:
    """A short letter that thanks, asks nothing and tells nothing new."""
    text = reply.strip()
    if len(text) > SHORT or "?" in text or _THANKS.match(text) is None:
        return False
    return all(_is_only_thanks(sentence) for sentence in _SENTENCE.findall(text))


def _is_only_thanks(sentence: str) -> bool:
    """ "Perfect, thanks again": one thanks may follow another."""
    end, match = 0, _THANKS.match(sentence)
    while match is not None:
        end = match.end()
        match = _THANKS.match(sentence, end)
    rest = _WORD.findall(sentence[end:].casefold())
    return not _NEWS.intersection(rest) and (
        len(rest) <= AFTER_THANKS or (end > 0 and rest[0] in _FOLLOW_THANKS)
    )
