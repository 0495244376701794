"""Addresses that nobody reads letters at, told by their local-part."""

from functools import lru_cache

from mailbridge.steps.reading.kinds.machine_words import MAIL_SYSTEMS, ROBOTS

_SEPARATORS = str.maketrans("", "", "._-")
_BARE = (
    *(name.translate(_SEPARATORS) for name in ROBOTS),
    "noanswer", "donotanswer", "keineantwort", "neotvechat", "neotvechaite",
)  # fmt: skip
_EXACT = frozenset({
    "bounce", "bounces", "autoreply", "autoresponder", "autoresponse", "devnull", "unmonitored",
    "undisclosedrecipients",
})  # fmt: skip


@lru_cache(1 << 12)  # each letter asks it of all its readers, several times
def is_read_by_nobody(address: str) -> bool:
    """Whether the address says of itself that nobody reads there: no-reply@, donotreply@,
    mailer-daemon@ and their like, whatever stands before or behind it.
    """
    local = address.rpartition("@")[0].strip('"').lower()
    bare = local.partition("+")[0].translate(_SEPARATORS)
    return local in MAIL_SYSTEMS or bare in _EXACT or bare.startswith(_BARE) or bare.endswith(_BARE)
