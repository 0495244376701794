"""Which sentences of the catalogues are our small print: what is looked for in other mail."""

from functools import cache

from mailbridge.domain.letter import OwnSentences
from mailbridge.steps.telling.words.catalogue import Catalogues, sentence
from mailbridge.steps.telling.words.why_told import WHY_TOLD

_SMALL_PRINT = (
    sentence("Reply to all, please keep the subject: it keeps the topic in one place."),
    sentence("Stop letters about this topic"),
    sentence("#task Title   #assign name   #due fri   #done   #note text"),
    sentence("Open in the browser"),
    sentence("INTERNAL: only the team reads this"),
    sentence("Open the discussion"),
    sentence("Your reply goes to {names} (client). Start with #note to keep it internal."),
    sentence("Your reply stays inside the team."),
    sentence("Your reply stays inside the team. Start with #client to write to {names}."),
    sentence("Not shown in this letter: {what}. {link}"),
    sentence("Your reply stays inside the team. Start with #client to answer nevertheless."),
    sentence("Your reply is kept in this topic; no client takes part in it."),
    sentence("{names} will not get it, unless you start with #all."),
    sentence("Answer to all"),
    sentence("Nobody reads answers at {address}: your reply is kept here and goes to nobody."),
    sentence("{name} waits to be let in: your reply reaches nobody, unless you start with #admit."),
    sentence("Not to {names}, whom {author} left out: your reply does not tell them, either."),
    *WHY_TOLD.values(),
)
_HEADINGS = (sentence("Where we are"),)
_BELOW = (
    sentence("Questions to you"),
    sentence("What happens next"),
    sentence("Earlier"),
)


@cache
def own_sentences(words: Catalogues) -> OwnSentences:
    """In all languages."""
    return OwnSentences(*(_in_all(words, some) for some in (_SMALL_PRINT, _HEADINGS, _BELOW)))


def _in_all(words: Catalogues, sentences: tuple[str, ...]) -> tuple[str, ...]:
    said = [words.of(language).say(one) for language in words.languages for one in sentences]
    return tuple(dict.fromkeys(said))
