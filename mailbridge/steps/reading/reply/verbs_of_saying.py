"""Whether words say that somebody wrote, in any language of the tables."""

from mailbridge.steps.reading.reply.dated_words import says_little_else
from mailbridge.steps.reading.reply.quote_words import QUOTING, WROTE, WROTE_UNSPACED

MOST_BESIDE = 6  # words beside an address that is quoted


def says_wrote(core: str) -> bool:
    """Whether a verb of writing stands here, in any language of the tables."""
    if not WROTE.isdisjoint(words_of(core)):
        return True
    lowered = core.lower()
    return (
        lowered.rstrip(" .").endswith(WROTE_UNSPACED)
        or "napisao je" in lowered
        or "ने लिखा" in lowered
    )


def words_of(core: str) -> list[str]:
    """In small letters, without what stands around them."""
    return [word.strip("\"',;<>[]*_:") for word in core.lower().replace(">", " ").split()]


def quotes_somebody(core: str) -> bool:
    """Whether a line is "Quoting Ann <ann@example.org>" or "Zitat von ann@example.org", with
    nothing behind it.
    """
    begins = core.lstrip(" \t\xa0*_\"'").lower().startswith(QUOTING)
    return begins and says_little_else(core, MOST_BESIDE)
