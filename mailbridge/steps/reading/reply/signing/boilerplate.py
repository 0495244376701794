"""Paragraphs that a company, a mailing list or a virus scanner puts below a letter."""

import re
from collections.abc import Sequence

from mailbridge.steps.reading.reply.quoted_header import is_rule
from mailbridge.steps.reading.reply.signing import signature_words

REACH = 40  # lines looked at from the end
LONGEST = 15  # lines of a footer
LONGEST_TEXT = 4000  # characters of a paragraph that are looked at
SHORTEST = 60  # characters of a disclaimer
LONGEST_PLEA = 250  # of a plea not to print, of a scanner's report, of a service's line
OPENING = 60  # characters in which a disclaimer says what it speaks of
ENOUGH_CORE, ENOUGH = 2, 3  # words of a disclaimer
LEAST_REGISTERED = 2  # facts of a company's register
MOST_REGISTERED = 8  # lines
_NUMBER = re.compile(r"\d{4}")


def last_filled(lines: Sequence[str], end: int) -> int:
    """Where the lines end without the blank ones at their end."""
    while end > 0 and not lines[end - 1].strip():
        end -= 1
    return end


def paragraph_start(lines: Sequence[str], first: int, end: int) -> int:
    """Where the last paragraph before `end` begins, not above `first`."""
    start = end - 1
    while start > first and lines[start - 1].strip() and end - start < REACH:
        start -= 1
    return start


def footer(lines: Sequence[str], first: int, end: int) -> int | None:
    """Where the footer of a mailing list or of a virus scanner begins: the last paragraph, with the
    line drawn above it.
    """
    start = paragraph_start(lines, first, end)
    text = " ".join(lines[start:end])[:2000].lower()
    scanned = _is_scanners(text)
    if end - start > LONGEST or not (scanned or _any(signature_words.FOOTER, text)):
        return None
    if is_rule(lines[start]) or len(lines[start].strip()) == 2:
        return start
    above = last_filled(lines, start)
    if above > first and (is_rule(lines[above - 1]) or lines[above - 1].strip() == "--"):
        return above - 1
    drawn = any(is_rule(line) for line in lines[start:end])
    certain = drawn or scanned or _any(signature_words.FOOTER_SENTENCES, text)
    return start if certain else None


def line_above_footer(lines: Sequence[str], first: int, end: int) -> int | None:
    """Where a further line of the service that put a footer below begins: "Reply to this email to
    respond." Anybody may write so where no footer follows.
    """
    start = paragraph_start(lines, first, end)
    text = " ".join(lines[start:end]).lower()
    return (
        start if len(text) <= LONGEST_PLEA and _any(signature_words.FOOTER_BESIDE, text) else None
    )


def disclaimer(lines: Sequence[str], first: int, end: int) -> int | None:
    """Where a last paragraph on confidentiality, or a plea not to print, begins."""
    start = paragraph_start(lines, first, end)
    text = " ".join(lines[start:end])[:LONGEST_TEXT].lower()
    if not (_is_confidential(text) or _asks_not_to_print(text)):
        return None
    above = last_filled(lines, start)
    return above - 1 if above > first and is_rule(lines[above - 1]) else start


def register_entry(lines: Sequence[str], first: int, end: int) -> int | None:
    """Where a last paragraph with the entries of a company's register begins; it belongs to the
    signature above it, if there is one.
    """
    start = paragraph_start(lines, first, end)
    text = " ".join(lines[start:end])[:LONGEST_TEXT].lower()
    facts = sum(word in text for word in signature_words.REGISTER)
    short = end - start <= MOST_REGISTERED
    return start if short and facts >= LEAST_REGISTERED and _NUMBER.search(text) else None


def _is_confidential(text: str) -> bool:
    """Three words of disclaimers, or two of the certain ones in a paragraph that begins by speaking
    of this message.
    """
    cores = sum(word in text for word in signature_words.CONFIDENTIAL_CORE)
    if len(text) < SHORTEST or not cores:
        return False
    if sum(word in text for word in signature_words.CONFIDENTIAL) >= ENOUGH:
        return True
    return cores >= ENOUGH_CORE and _any(signature_words.MESSAGE, text[:OPENING])


def _asks_not_to_print(text: str) -> bool:
    """ "Please consider the environment before printing this e-mail", in any language."""
    return (
        len(text) <= LONGEST_PLEA
        and _any(signature_words.ENVIRONMENT, text)
        and _any(signature_words.PRINTING, text)
        and (
            _any(signature_words.BEFORE_PRINTING, text)
            or (_any(signature_words.BEFORE, text) and _any(signature_words.MESSAGE, text))
        )
    )


def _is_scanners(text: str) -> bool:
    """Whether a scanner says that it found no virus: "This message was scanned for viruses"."""
    return (
        len(text) <= LONGEST_PLEA
        and _any(signature_words.VIRUS, text)
        and _any(signature_words.SCANNED, text)
        and (
            _any(signature_words.SCANNERS, text)
            or (
                text.strip("-–—* \t").startswith(signature_words.THIS)
                and _any(signature_words.MESSAGE, text[:OPENING])
            )
        )
    )


def _any(words: Sequence[str], text: str) -> bool:
    return any(word in text for word in words)
