"""What a mail server's refusal means for the person whose letter it was."""

_MEANINGS = (  # enhanced status codes (RFC 3463), without the class digit
    ("unknown-mailbox", (".1.0", ".1.1", ".1.2", ".1.3", ".1.6", ".1.10", ".2.1", ".4.4")),
    ("full", (".2.2", ".3.1")),
    ("too-big", (".2.3", ".3.4")),
    ("blocked", (".7.",)),
)
_PHRASES = (
    ("full", ("full", "quota", "over storage")),
    ("too-big", ("too big", "too large", "size limit", "exceeds")),
    (
        "unknown-mailbox",
        ("unknown", "no such", "does not exist", "not found", "invalid recipient", "disabled"),
    ),
    ("blocked", ("block", "spam", "reputation", "denied", "policy", "blacklist")),
)
MOST_WORDS = 600


def meaning(words: str) -> str:
    """unknown-mailbox, full, too-big, blocked or unclear, of the far side's words."""
    text = words[:MOST_WORDS].casefold()
    status = _status(text)
    by_status = (name for name, codes in _MEANINGS if any(_fits(status, code) for code in codes))
    by_phrase = (name for name, phrases in _PHRASES if any(phrase in text for phrase in phrases))
    return next(by_status, None) or next(by_phrase, "unclear")


def _fits(status: str, code: str) -> bool:
    return status[1:].startswith(code) if code.endswith(".") else status[1:] == code


def _status(text: str) -> str:
    """The first enhanced status code among the words, such as 5.1.1."""
    for word in text.replace("<", " ").replace("#", " ").replace("-", " ").split():
        parts = word.strip("().,:;[]").split(".")
        if (
            len(parts) == 3
            and parts[0] in ("4", "5")
            and all(part.isdecimal() and len(part) <= 3 for part in parts)
        ):
            return ".".join(parts)
    return ""
