"""Postscripts, and what asks the reader for something below a closing phrase: no signature."""

from mailbridge.steps.text.word_tables import word_set

_POSTSCRIPTS = ("p.s", "ps:", "ps.", "ps ", "p.p.s", "pps", "п.с", "з.ы", "зы", "постскриптум")
REQUESTS = tuple(
    word + " "
    for word in word_set(
        "please bitte merci prego proszę prosím пожалуйста прошу просьба alstublieft"
    )
)
_ENDING_REQUESTS = word_set(
    "please pls bitte пожалуйста прошу ласка proszę prosím favor plaît svp favore lütfen kérem"
)
LEAST_ASKED = 3  # words of "In italics, please."
_NOTICES = (
    "please note",
    "please consider",
    "please visit",
    "please don't",
    "please do not",
    "bitte beacht",
)
_LINKS = ("://", "www.", "@")  # what a notice shows to its readers


def is_postscript(line: str) -> bool:
    """Whether something is added below a name: "PS: and blue, please"."""
    return line[:40].lstrip().lower().startswith(_POSTSCRIPTS)


def begins_to_ask(line: str) -> bool:
    """Whether a line begins with a request, and is no notice: "Please tell me before Monday"."""
    opening = line[:40].lstrip().lower()
    return opening.startswith(REQUESTS) and not opening.startswith(_NOTICES)


def ends_by_asking(line: str) -> bool:
    """Whether a line ends with a request: "In italics, please."."""
    words = line.lower().rstrip(" .!").split()
    return len(words) >= LEAST_ASKED and words[-1] in _ENDING_REQUESTS


def asks(text: str) -> bool:
    """Whether a text in small letters asks for something anywhere, and shows nothing to look at."""
    if not any(word in text for word in REQUESTS) or any(word in text for word in _NOTICES):
        return False
    return not any(link in text for link in _LINKS)
