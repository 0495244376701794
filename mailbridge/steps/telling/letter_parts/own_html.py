"""Whether an author's HTML may stand for their words: only where it says nothing else."""

import re
from collections import Counter
from html import unescape

from mailbridge.steps.reading.html.text_lines import to_text
from mailbridge.steps.text.word_runs import Words, words

_PLAIN = re.compile(
    r"(?:[^<&]++|</?(?:p|div|br|b|strong|i|em|u|s|span)>|&(?:amp|lt|gt|nbsp);)*+", re.DOTALL
)
_PARAGRAPHS = re.compile(
    r"(?:[^<&]++|</?(?:p|div|br|span)(?: style=\"margin:[^\"<>]*\"| dir=\"ltr\")?>"
    r"|&(?:amp|lt|gt|nbsp);)*+",
    re.DOTALL,
)
_BLOCK = re.compile(r"</?(?:p|div|br)\b[^>]*>")
_INLINE = re.compile(r"<[^>]*>")


def says_no_more(html: str, text: str) -> bool:
    """Whether each word of the HTML stands in the text, too, as often.

    The two forms of a message (multipart/alternative, RFC 2046 section 5.1.4) may differ: some
    programs quote in the HTML alone. What was read, trimmed and looked at is the text.
    """
    return _are_among(words(to_text(html)), words(text))


def names_no_more(html: str, told: Words) -> bool:
    """Whether each word of the HTML is among `told`, the words of a text, as often. HTML of
    paragraphs and emphasis alone, which most people write, is not parsed.
    """
    if _PLAIN.fullmatch(html) and words(_plain_text(html)) == told:
        return True
    return _are_among(words(to_text(html)), told)


def begins_with(html: str, told: Words) -> bool:
    """Whether a piece of HTML holds nothing but paragraphs, and its first words are these."""
    if not _PARAGRAPHS.fullmatch(html):
        return False
    return words(_plain_text(html))[: len(told)] == told


def _are_among(shown: Words, told: Words) -> bool:
    return shown == told or not Counter(shown) - Counter(told)


def _plain_text(html: str) -> str:
    """The words as `to_text` tells them."""
    lines = _BLOCK.sub("\n", html.replace("\n", " "))
    return unescape(_INLINE.sub("", lines))
