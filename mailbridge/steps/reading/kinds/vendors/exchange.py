"""Exchange's and Outlook's reports that a letter was delivered, or passed on to a system that
reports nothing, in the languages Outlook writes them in.
"""

import re
from email.message import Message as Mime

from mailbridge.domain.message import Message
from mailbridge.steps.reading.kinds.machine_marks import Hints, folded
from mailbridge.steps.reading.kinds.vendors.delivered import delivered
from mailbridge.steps.reading.kinds.vendors.vendor import Report
from mailbridge.steps.text.word_tables import stems

SUBJECTS = (
    "delivered:", "relayed:", "zugestellt:", "weitergeleitet:", "remis :", "remis:", "relayé",
    "entregado:", "retransmitido:", "recapitato:", "consegnato:", "inoltrato:", "entregue:",
    "bezorgd:", "doorgestuurd:", "доставлено:", "ретранслировано:", "передано:", "dostarczono:",
    "levererat:", "leveret:", "levert:", "toimitettu:", "doručeno:", "kézbesítve:",
    "teslim edildi:", "配信済み:", "已送达:", "已傳遞:", "배달됨:",
)  # fmt: skip
WORDS = (
    "your message has been delivered to the following",
    "delivery to these recipients or groups is complete", "your message was successfully relayed",
    "was successfully delivered to",
    "ihre nachricht wurde den folgenden empfängern zugestellt", "wurde erfolgreich zugestellt",
    "erfolgreich zugestellt an", "die zustellung an diese empfänger", "votre message a été remis",
    "a été remis aux destinataires", "remise à ces destinataires", "su mensaje se ha entregado",
    "se entregó a los siguientes", "il messaggio è stato recapitato", "è stato consegnato",
    "sua mensagem foi entregue", "uw bericht is bezorgd", "is afgeleverd bij",
    "ваше сообщение доставлено", "сообщение было доставлено следующим", "успешно доставлено",
    "доставка следующим получателям", "wiadomość została dostarczona", "meddelandet har levererats",
    "beskeden er leveret", "viesti on toimitettu", "zpráva byla doručena", "iletiniz teslim edildi",
    "メッセージは次の宛先に配信されました", "正常に配信されました",
    "您的邮件已送达", "메시지가 배달되었습니다",
)  # fmt: skip
NEGATIONS = (" non ", " no ", " não ", " ikke ", " inte ", " ei ", " nie ", " не ", " niet ")
# near such words they say that delivery failed, in the same languages
FAILED = stems(
    "échec|fehlgeschlagen|fehler|failed|failure|errore|error|ошибк|сбой|не удал|mislukt|misslyck"
    "|mislyk|epäonnist|niepowodz|selhal|sikertelen|başarısız|falha|falló|fallid|失敗|失败|실패"
)
BEFORE, BEHIND = 40, 80  # characters around the words
_REFUSED = re.compile(r"(?<![\w.])[45]\d\d[ -]#?[45]\.\d{1,3}\.\d{1,3}(?!\w)")
READ = 1500  # characters


def read(message: Message, mime: Mime, seen: Hints) -> Report | None:
    """A report in the form of Exchange; None for everything else."""
    if not seen.is_machine:
        return None
    opening = folded(message.text[:READ])
    by_words = any(words in opening for words in WORDS)
    if seen.has_delay_subject or _is_denied(opening) or _REFUSED.search(opening):
        return None
    by_subject = seen.subject.startswith(SUBJECTS) and not seen.has_failure_subject
    return delivered(message, "Exchange") if by_words or by_subject else None


def _is_denied(opening: str) -> bool:
    """ "non è stato consegnato", "échec de la remise": words that take back what the form's own
    say.
    """
    return any(
        opening[:at].endswith(NEGATIONS)
        or FAILED.stand_in(opening[max(0, at - BEFORE) : at + len(words) + BEHIND])
        for words in WORDS
        if (at := opening.find(words)) >= 0
    )
