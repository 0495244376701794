"""Outlook's request to take a letter back, which other mail programs show as a letter: known by
its subject and the shape of its one sentence, or by the class that Outlook gave it.
"""

from collections.abc import Sequence
from email.message import Message as Mime

from mailbridge.domain.message import Message
from mailbridge.steps.reading.kinds.report_parts import own_parts
from mailbridge.steps.text.word_tables import phrases, stems

# what Outlook puts in front of the subject, in lower case
PREFIXES = phrases(
    "recall / message recall / rückruf / zurückrufen / отзыв / отзыв сообщения / відкликання",
    "rappel / rappeler / recuperar / recuperación / retirar / richiamo / richiama / recolher",
    "cancelar envio / intrekken / intrekking / odwołanie / odwołaj / återkalla / återkallelse",
    "tilbagekald / tilbagekaldelse / tilbakekall / tilbakekalling / peruutus / palautuspyyntö",
    "odvolání / stažení / odvolanie / stiahnutie / visszahívás / geri çağırma / geri çek",
    "rechemare / revocare / retragere / ανάκληση / изтегляне / opoziv / preklic / atsaukšana",
    "atšaukimas / tagasikutsumine / retirada / thu hồi / penarikan / การเรียกคืน / החזרה / ביטול",
    "استدعاء / سحب / 取り消し / 送信取り消し / 回収 / 회수 / 撤回 / 召回 / 收回",
)
# of "would like to recall", "möchte … zurückrufen", "хочет отозвать"
TAKING_BACK = stems(
    "to recall|recalling|recalled|zurückrufen|zurückzurufen|отозвать|отзывает|відкликати|"
    "відкликає|rappeler|rappelé|récupérer|recuperar|retirar|richiamare|recolher|revogar|"
    "cancelar o envio|intrekken|in te trekken|odwołać|återkalla|tilbagekalde|tilbakekalle|"
    "perua|peruuttaa|palauttaa|odvolat|odvolať|stáhnout|stiahnuť|visszahívni|visszavonni|"
    "geri çağırmak|geri çekmek|recheme|revoce|retrag|ανακαλέσει|изтегли|оттегли|opozvati|"
    "povući|preklicati|atsaukt|atšaukti|tagasi kutsuda|thu hồi|menarik|เรียกคืน|להחזיר|לבטל|"
    "استدعاء|سحب|取り消|回収|회수|撤回|召回|收回"
)

CLASS = b"IPM.Outlook.Recall"  # the message class, which TNEF keeps as it is
LONGEST = 600  # characters of the sentence, of which the subject is the most
MOST_LINES = 3
OCTETS_READ = 4_096  # of a winmail.dat: the class stands at its beginning
_QUOTES = "\"'“”„«»‘’‚‹›「」『』〈〉《》"
_TNEF = ("application/ms-tnef", "application/vnd.ms-tnef")


def is_recall(message: Message, mime: Mime, reply: str) -> bool:
    """Whether somebody asks with it, by one press of a button, to have a letter back. `reply`: its
    own words. A person who writes about a recall, or under such a subject, is a person.
    """
    named = _named_subject(message.subject)
    if named is None:
        return False
    lines = [line.strip() for line in reply[: 2 * LONGEST].split("\n") if line.strip()]
    return _says_so(lines, named) or (len(lines) <= MOST_LINES and _has_class(mime))


def _named_subject(subject: str) -> str | None:
    """The subject of the letter to take back; None under any other subject."""
    head, colon, rest = subject.replace("：", ":").partition(":")
    return rest.strip() if colon and head.strip().casefold() in PREFIXES else None


def _says_so(lines: Sequence[str], named: str) -> bool:
    """One sentence that quotes the subject, and a word of taking back beside the quote."""
    sentence = " ".join(lines)
    if not 0 < len(lines) <= MOST_LINES or len(sentence) > LONGEST + len(named):
        return False
    before, quoted, after = _parted(sentence, " ".join(named.split()))
    said = f"{before} {after}".casefold()
    return quoted and len(said) <= LONGEST // 2 and any(stem in said for stem in TAKING_BACK)


def _parted(sentence: str, named: str) -> tuple[str, bool, str]:
    """What stands before and behind the subject in quotation marks, and whether it does."""
    at = sentence.find(named) if named else sentence.find('""') + 1
    before, after = sentence[: max(at, 0)], sentence[at + len(named) :]
    marked = before.rstrip()[-1:] in _QUOTES and after.lstrip()[:1] in _QUOTES
    return before, at > 0 and bool(before.strip()) and marked, after


def _has_class(mime: Mime) -> bool:
    wrappers = (part.get_payload(decode=True) for name, part in own_parts(mime) if name in _TNEF)
    return any(isinstance(octets, bytes) and CLASS in octets[:OCTETS_READ] for octets in wrappers)
