"""Addresses that nobody reads letters at, told by their local-part."""

import re
from functools import lru_cache

from mailbridge.steps.reading.kinds.machine_fields import FREE_MAIL
from mailbridge.steps.reading.kinds.machine_words import MAIL_SYSTEMS, ROBOTS
from mailbridge.steps.text.word_tables import word_set

_SEPARATORS = str.maketrans("", "", "._-")
_BARE = (
    *dict.fromkeys(name.translate(_SEPARATORS) for name in ROBOTS),
    "noanswer", "donotanswer", "keineantwort", "neotvechat", "neotvechaite",
)  # fmt: skip
_EXACT = frozenset({
    "bounce", "bounces", "autoreply", "autoresponder", "autoresponse", "devnull", "unmonitored",
    "undisclosedrecipients",
})  # fmt: skip
# what else such an address says: which sort of letter, or of which service
_BESIDE = word_set(
    "account accounts admin alert alerts alarm app apps auto billing bot bounce calendar cloud"
    " confirm contact crm customer delivery docs drive email events feedback forum forwarding help"
    " hello hr info invite invoice invoices it jira jobs mail mailer mailing maps marketing member"
    " members message messages messaging news newsletter notice notification notifications notify"
    " office order orders password payment payments portal post prod receipts report reports robot"
    " sales security server service services share shipping shop sign signup spam store support"
    " survey system team tech test ticket tickets track tracking update updates user users web"
    " webmaster website www the at reply please"
)
_PIECES = re.compile(r"[^\W\d_]+")


@lru_cache(1 << 12)  # each letter asks it of all its readers, several times
def is_read_by_nobody(address: str) -> bool:
    """Whether the address says of itself that nobody reads there: no-reply@, bounces@,
    mailer-daemon@ and their like.
    """
    local = address.rpartition("@")[0].strip('"').lower()
    bare = local.partition("+")[0].translate(_SEPARATORS)
    return local in MAIL_SYSTEMS or bare in _EXACT or asks_no_reply(address)


@lru_cache(1 << 12)
def asks_no_reply(address: str) -> bool:
    """Whether the address asks not to be answered: no-reply@, donotreply@. Beside such words may
    stand what the letters are about, a number, or anything parted by "-", "_" or "+". A name
    beside them is somebody's: "no.reply.smith@".
    """
    local, at, domain = address.lower().rpartition("@")
    local = (local or domain).strip('"').partition("+")[0].rstrip("0123456789")
    bare = local.translate(_SEPARATORS)
    words = next((name for name in _BARE if bare.startswith(name) or bare.endswith(name)), None)
    if words is None or bare == words:
        return words is not None and local[1:2] not in {".", "_", "-"}  # "n.oreply" is a name
    return bool(at) and not _has_a_name(local, words, domain)


def _has_a_name(local: str, words: str, domain: str) -> bool:
    """Whether what stands beside the words may be the name of a person."""
    pattern = r"[._-]?".join(words)
    match = re.match(pattern, local) or re.search(f"{pattern}$", local)
    before, after = (local[: match.start()], local[match.end() :]) if match else (local, "")
    parted = before[-1:] in {"-", "_"} or after[:1] in {"-", "_"}
    if parted and domain not in FREE_MAIL:
        return False
    dotted = before[-1:] == "." or after[:1] == "."
    known = _BESIDE if dotted else {*_BESIDE, *_PIECES.findall(domain)}
    return not known.issuperset(_PIECES.findall(f"{before}.{after}"))
