"""Whether an author's HTML may stand for their words: only where it says nothing else."""

from collections import Counter

from mailbridge.steps.reading.html.text_lines import to_text
from mailbridge.steps.text.word_runs import words


def says_no_more(html: str, text: str) -> bool:
    """Whether each word of the HTML stands in the text, too, as often.

    The two forms of a message (multipart/alternative, RFC 2046 section 5.1.4) may differ: some
    programs quote in the HTML alone. What was read, trimmed and looked at is the text.
    """
    shown, told = words(to_text(html)), words(text)
    return shown == told or not Counter(shown) - Counter(told)
