"""Which sentences of the catalogues are our small print, for whoever looks for them in other mail."""

from functools import cache

from mailbridge.domain.letter import OwnSentences
from mailbridge.steps.telling.words.wording import CATALOGUES

_SMALL_PRINT = ("keep.subject", "mute", "commands.hint", "in.browser", "internal.band", "task.open")
_BEGINNINGS = ("why.", "goes.")
_HEADINGS = ("where",)


@cache
def own_sentences() -> OwnSentences:
    """In all languages."""
    small_print = [
        sentence
        for catalogue in CATALOGUES.values()
        for key, sentence in catalogue.items()
        if key in _SMALL_PRINT or key.startswith(_BEGINNINGS)
    ]
    headings = [catalogue[key] for catalogue in CATALOGUES.values() for key in _HEADINGS]
    return OwnSentences(tuple(dict.fromkeys(small_print)), tuple(dict.fromkeys(headings)))
