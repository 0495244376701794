"""Will an address never work again, or is it having a bad day?"""

from mailbridge.steps.reading.kinds.refusal_meaning import meaning

# letters in a row that came back or were late, with no mail from the person between: then nothing
# more is written
SOFT_LIMIT = 5
_GONE = (
    ".1.0",
    ".1.1",
    ".1.2",
    ".1.3",
    ".1.6",
    ".1.10",
    ".2.1",
    ".4.1",
    ".4.4",
)  # RFC 3463 section 3: the mailbox, or its host
_CONTENT = ".6."  # RFC 3463 section 3.7: it was this letter's fault


def is_final(status: str | None, words: str) -> bool:
    """Whether an address has to be given up. A full mailbox, a letter too big or refused as spam
    says nothing of the next letter.
    """
    if status is not None and not status.startswith("5"):
        return False
    if status is not None and status[1:] in _GONE:
        return True
    about_letter = status is not None and status[1:].startswith(_CONTENT)
    return not about_letter and meaning(f"{status or ''} {words}") in ("unknown-mailbox", "unclear")


def is_gone(words: str) -> bool:
    """Whether a relay that will not take a letter says that there is no such mailbox; whatever else
    it says may be its own fault.
    """
    return meaning(words) == "unknown-mailbox"
