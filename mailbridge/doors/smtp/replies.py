"""Commands and replies of SMTP as text: reading a path, and the status code that each reply
carries.
"""

from mailbridge.domain.verdict import REPLIES, Reason, Reply
from mailbridge.values import replace

NULL = "<>"  # the null reverse-path, as the commands have it
GREETING_CODES = ("220", "354")
STATUS = {  # of replies that come without one (RFC 3463)
    "211": "2.0.0",
    "214": "2.0.0",
    "221": "2.0.0",
    "250": "2.0.0",
    "252": "2.1.5",
    "421": "4.3.2",
    "451": "4.3.0",
    "454": "4.7.0",
    "500": "5.5.2",
    "501": "5.5.4",
    "502": "5.5.1",
    "503": "5.5.1",
    "504": "5.5.4",
    "530": "5.7.0",
    "553": "5.1.3",
    "555": "5.5.4",
}
IDLE = Reply(421, "4.2", "idle for too long, goodbye")
CLOSING = Reply(421, "3.2", "going down, try again later")
GUESSING = Reply(421, "7.0", "too many unknown recipients, goodbye")
SENDER_OK = Reply(250, "1.0", "ok")
NOT_LISTED = Reply(550, "7.0", "XFORWARD is for mail servers of ours")
NO_VRFY = Reply(252, "1.5", "write to it and you will see")


def too_big(limit: int) -> Reply:
    """The reply to a message of more than `limit` octets, which it names (RFC 1870 section 6)."""
    reply = REPLIES[Reason.TOO_BIG]
    return replace(reply, words=f"{reply.words}: the limit is {limit} octets")


def enhanced(reply: str) -> str:
    """The reply with an enhanced status code, as RFC 2034 section 3 wants of each but the
    greetings.
    """
    code, _, words = reply.partition(" ")
    if code in GREETING_CODES or words[1:2] == "." or code not in STATUS:
        return reply
    return f"{code} {STATUS[code]} {words}"


def path(argument: str) -> tuple[str | None, str]:
    """The mailbox of a path and what follows it; None when it is malformed, NULL for `<>` (RFC 5321
    section 4.1.2).
    """
    text = argument.strip()
    if not text.startswith("<"):
        mailbox, _, rest = text.partition(" ")
        return (mailbox if _is_mailbox(mailbox) else None), rest.strip()
    end = _closing(text)
    if end < 0:
        return None, ""
    mailbox, rest = text[1:end], text[end + 1 :].strip()
    if not mailbox:
        return NULL, rest
    if mailbox.startswith("@"):  # a source route, which is ignored (RFC 5321 appendix C)
        mailbox = mailbox.partition(":")[2]
    return (mailbox if _is_mailbox(mailbox) else None), rest


def _closing(text: str) -> int:
    """Where the path's `>` is, or -1; one within a quoted string is not meant."""
    if '"' not in text:
        return text.find(">")
    quoted = escaped = False
    for index, letter in enumerate(text):
        if escaped:
            escaped = False
        elif quoted and letter == "\\":
            escaped = True
        elif letter == '"':
            quoted = not quoted
        elif letter == ">" and not quoted:
            return index
    return -1


def _is_mailbox(text: str) -> bool:
    """Whether it can be written to and kept: no control characters, no broken UTF-8, blanks only in
    quotes.
    """
    if (
        not text
        or len(text) > 512
        or not text.isprintable()
        or "<" in text
        or (" " in text and not text.startswith('"'))
    ):
        return False
    return text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text)
