"""Paragraphs that a company, a mailing list or a virus scanner puts below a letter."""

import re
from collections.abc import Sequence
from itertools import groupby

from mailbridge.steps.reading.reply.asking import asks, is_postscript
from mailbridge.steps.reading.reply.quoted_header import is_rule
from mailbridge.steps.reading.reply.signing import boilerplate_words
from mailbridge.steps.text.word_starts import PhraseTable, WordStarts

REACH = 40  # lines looked at from the end
LONGEST = 15  # lines of a footer
LEAST_ASKED = 8  # words of a sentence that asks for something
LONGEST_TEXT = 4000  # characters of a paragraph that are looked at
SHORTEST = 60  # characters of a disclaimer
LONGEST_PLEA = 250  # of a plea not to print, of a scanner's report, of a service's line
OPENING = 60  # characters in which a disclaimer says what it speaks of
ENOUGH_CORE, ENOUGH = 2, 3  # words of a disclaimer
LEAST_REGISTERED = 2  # facts of a company's register
MOST_REGISTERED = 8  # lines
LONGEST_NOTICE = 300  # characters of what a person or a company adds to a signature
MOST_OFFERED = 4  # lines of an advertisement
NEAR = 6  # lines of the signature above, sites in a paragraph
MOST_OF_CLOSING = 2  # words of "Best wishes:"
LEAST_HOST = 5  # letters of a site's name
_BESIDE_CARD = PhraseTable(boilerplate_words.BESIDE_CARD)
_OPENING_MARKS = ('"', "“", "„", "«", "»", "”", "「", "『")
_CLOSING_MARKS = ('"', "”", "“", "»", "«", "」", "』")
_HOST = re.compile(r"(?:https?://|www\.)(?:www\.)?([a-z0-9]{1,60})")
_NUMBER = re.compile(r"\d{4}")
MOST_OF_SAYING, LONGEST_SAYING = 4, 300  # lines, characters
_SAYING = re.compile(
    r"[\"“„«‚‘'][^\"“”„«»]{8,280}[\"”“»’']\s?[-–—―~(]{1,2}\s?[A-ZА-ЯЁ][^?!:]{2,40}"
)


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


def asks_for_more(lines: Sequence[str]) -> bool:
    """Whether a paragraph is a postscript, or asks for something in a whole sentence, and is no
    disclaimer: some draw the line of a signature between two thoughts.
    """
    apart = groupby(map(str.strip, lines), key=bool)
    return any(_goes_on(list(paragraph)) for filled, paragraph in apart if filled)


def _goes_on(paragraph: Sequence[str]) -> bool:
    text = " ".join(paragraph).lower()
    sentence = len(text.split()) >= LEAST_ASKED and asks(text)
    wanted = sentence or any(map(is_postscript, paragraph))
    return wanted and disclaimer(paragraph, 0, len(paragraph)) is None


def footer(lines: Sequence[str], first: int, end: int) -> int | None:
    """Where the footer of a mailing list or of a virus scanner begins: the last paragraph, with the
    line drawn above it.
    """
    start = paragraph_start(lines, first, end)
    text = " ".join(line for line in lines[start:end] if not is_rule(line))[:2000].lower()
    scanned = _is_scanners(text)
    above = last_filled(lines, start)
    if end - start == 1 and above > first and _HOST.match(text.strip(" <>")):
        over = paragraph_start(lines, first, above)
        if _is_scanners(" ".join(lines[over:above]).lower()):
            start, scanned = over, True
    if end - start > LONGEST or not (scanned or boilerplate_words.FOOTER.stand_in(text)):
        return None
    if is_rule(lines[start]) or len(lines[start].strip()) == 2:
        return start
    above = last_filled(lines, start)
    if above > first and (is_rule(lines[above - 1]) or lines[above - 1].strip() == "--"):
        return above - 1
    drawn = any(is_rule(line) for line in lines[start:end])
    certain = drawn or scanned or boilerplate_words.FOOTER_SENTENCES.stand_in(text)
    return start if certain else None


def is_advertisement(texts: Sequence[str]) -> bool:
    """Whether a service offers itself in a few lines with a link: "Get your free mail at …"."""
    joined = " ".join(texts[: MOST_OFFERED + 1]).lower()
    offers = joined.startswith(boilerplate_words.OFFERS)
    return len(texts) <= MOST_OFFERED and offers and _HOST.search(joined) is not None


def line_above_footer(lines: Sequence[str], first: int, end: int) -> int | None:
    """Where a further line of the service that put a footer below begins: "Reply to this email to
    respond." Anybody may write so where no footer follows.
    """
    start = paragraph_start(lines, first, end)
    text = " ".join(lines[start:end]).lower()
    return (
        start
        if len(text) <= LONGEST_PLEA and boilerplate_words.FOOTER_BESIDE.stand_in(text)
        else None
    )


def disclaimer(lines: Sequence[str], first: int, end: int) -> int | None:
    """Where a last paragraph on confidentiality, or a plea not to print, begins."""
    start = paragraph_start(lines, first, end)
    text = " ".join(lines[start:end])[:LONGEST_TEXT].lower()
    meant = not text.startswith(boilerplate_words.OWN_BEGINNINGS)
    said = meant and (_is_confidential(text) or _is_for_one(text))
    if not (said or _asks_not_to_print(text)) or _is_cited(text):
        return None
    above = last_filled(lines, start)
    if above and is_announced(lines[above - 1]):
        return None
    return above - 1 if above > first and is_rule(lines[above - 1]) else start


def _is_cited(text: str) -> bool:
    """Whether a text stands in quotation marks from end to end: shown by its author, not said."""
    shown = text.strip()
    return shown.startswith(_OPENING_MARKS) and shown.rstrip(".,").endswith(_CLOSING_MARKS)


def is_announced(above: str) -> bool:
    """Whether a line with a colon announces what stands below it; "Best wishes:" does not."""
    line = above.rstrip(" *_\xa0")
    return line.endswith((":", "：")) and len(line.split()) > MOST_OF_CLOSING


def register_entry(lines: Sequence[str], first: int, end: int) -> int | None:
    """Where a last paragraph with the entries of a company's register begins; it belongs to the
    signature above it, if there is one.
    """
    start = paragraph_start(lines, first, end)
    text = " ".join(lines[start:end])[:LONGEST_TEXT].lower()
    if is_postscript(text) or asks(text):
        return None
    short = end - start <= MOST_REGISTERED
    if (
        short
        and _NUMBER.search(text)
        and boilerplate_words.REGISTER.count_in(text) >= LEAST_REGISTERED
    ):
        return start
    long = len(text) > LONGEST_NOTICE
    said = not long and _BESIDE_CARD.stand_in(WordStarts(text))
    if (said or long) and _ends_in_notice(lines[end - 1].lower()):
        return end - 1
    noted = said or _invites(lines, first, start, text)
    return start if short and noted else None


def saying(lines: Sequence[str], first: int, end: int) -> int | None:
    """Where a last paragraph is somebody's saying, whom it names: "Less is more." – Mies."""
    start = paragraph_start(lines, first, end)
    text = " ".join(line.strip(" *_") for line in lines[start:end])
    fits = end - start <= MOST_OF_SAYING and len(text) <= LONGEST_SAYING
    return start if fits and _SAYING.fullmatch(text) is not None else None


def _ends_in_notice(last: str) -> bool:
    return "?" not in last and _BESIDE_CARD.stand_in(WordStarts(last))


def _invites(lines: Sequence[str], first: int, start: int, text: str) -> bool:
    """Whether a paragraph shows a site that is called as its author's company or name above:
    "Our sale is on: https://quill.example" below "Ann Quill".
    """
    if len(text) > LONGEST_NOTICE or text.rstrip(" *_").endswith("?"):
        return False
    hosts = [host for host in _HOST.findall(text)[:NEAR] if len(host) >= LEAST_HOST]
    if not hosts:
        return False
    above = "".join(filter(str.isalnum, "".join(lines[max(first, start - NEAR) : start]).lower()))
    return any(host in above for host in hosts)


def _is_confidential(text: str) -> bool:
    """Three words of disclaimers; or, in a paragraph that begins by speaking of this message, two
    of the certain ones, or three with those that anybody writes.
    """
    cores = boilerplate_words.CONFIDENTIAL_CORE.count_in(text) if len(text) >= SHORTEST else 0
    if not cores:
        return False
    words = boilerplate_words.CONFIDENTIAL.count_in(text)
    if words >= ENOUGH:
        return True
    if not boilerplate_words.MESSAGE.stand_in(text[:OPENING]):
        return False
    return cores >= ENOUGH_CORE or words + boilerplate_words.RESTRICTING.count_in(text) >= ENOUGH


def _is_for_one(text: str) -> bool:
    """Whether a paragraph on this message says whom it is meant for, or that it is secret, and what
    others who have it shall do: "This message is meant for its addressee; others delete it".
    """
    if not boilerplate_words.MESSAGE.stand_in(text[:OPENING]) or "?" in text:
        return False
    if not boilerplate_words.ADDRESSEES.stand_in(text):
        return False
    mistaken = boilerplate_words.BY_MISTAKE.stand_in(text)
    deleted = boilerplate_words.DELETING.stand_in(text)
    if boilerplate_words.MEANT.stand_in(text):
        return mistaken or deleted
    secret = boilerplate_words.SECRET.stand_in(text)
    return secret and mistaken and deleted and boilerplate_words.IF.stand_in(text)


def _asks_not_to_print(text: str) -> bool:
    """ "Please consider the environment before printing this e-mail", in any language."""
    return (
        len(text) <= LONGEST_PLEA
        and (
            boilerplate_words.ENVIRONMENT.stand_in(text)
            or text.startswith(boilerplate_words.BEFORE)
        )
        and boilerplate_words.PRINTING.stand_in(text)
        and (
            boilerplate_words.BEFORE_PRINTING.stand_in(text)
            or (
                boilerplate_words.BEFORE.stand_in(text) and boilerplate_words.MESSAGE.stand_in(text)
            )
        )
    )


def _is_scanners(text: str) -> bool:
    """Whether a scanner says that it found no virus: "This message was scanned for viruses"; where
    it does not speak of viruses, its site is beside it.
    """
    return (
        len(text) <= LONGEST_PLEA
        and (
            boilerplate_words.VIRUS.stand_in(text)
            or any(host.startswith(boilerplate_words.SCANNERS) for host in _HOST.findall(text))
        )
        and boilerplate_words.SCANNED.stand_in(text)
        and (
            boilerplate_words.SCANNERS.stand_in(text)
            or (
                text.strip("-–—* \t").startswith(boilerplate_words.THIS)
                and boilerplate_words.MESSAGE.stand_in(text[:OPENING])
            )
        )
    )
