"""The answer to an invitation (RFC 5546 section 3.2.3): what its author wrote beside it."""

from mailbridge.domain.message import Reading
from mailbridge.steps.text.word_tables import stems

# what calendar programs write of themselves, in lower case
PROGRAMS = stems(
    "accept|declin|tentativ|zugesagt|abgesagt|angenommen|abgelehnt|vorbehalt|einladung|invit|"
    "refus|peut-être|aceptad|aceptó|rechaz|rifiut|accettat|aceit|recus|принял|принят|отклон|"
    "приглаш|прийн|відхил|запрош|geaccepteerd|afgewezen|uitnod|zaakcept|odrzuc|zaprosz|přija|"
    "odmít|pozván|godkän|avböj|inbjud|accepter|afvist|takket|hyväksy|hylkä|kutsu|elfogad|"
    "elutasít|meghív|kabul|reddet|davet|招待|承諾|辞退|邀请|邀請|接受|拒绝|초대|수락|거절"
)
FEW_LINES = 3  # more of them repeat the event
SHORT = 80  # characters of a passage that a program may have written without naming the event


def words_beside(reading: Reading) -> str:
    """The reply in one line; empty where a calendar program wrote it."""
    words = " ".join(reading.body.split())
    event = reading.message.event
    lowered = words.lower()
    if not any(stem in lowered for stem in PROGRAMS):
        return words
    named = event is not None and bool(event.summary) and event.summary.lower() in lowered
    details = "://" in lowered or len(reading.body.strip().split("\n")) > FEW_LINES
    return "" if (named and details) or len(words) <= SHORT else words
