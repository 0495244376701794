"""Who wrote what a list or group passed on in its own name (a mediator, RFC 5598 section 5). Undone
only with the whole fingerprint.
"""

from mailbridge.domain.message import Mailbox, Message
from mailbridge.steps.text.mailbox_search import mailboxes

_MAILMAN = frozenset(("x-mailfrom", "x-mailman-version", "x-mailman-rule-misses"))
MARKS = _MAILMAN | {"x-original-from"}  # without one of them nobody looks closer
_LONGEST = 1000  # characters of a field that names one mailbox


def first_author(message: Message, lists: frozenset[str]) -> Mailbox | None:
    """The author before From was rewritten to one of `lists` (declared addresses, in lower case),
    or None. It proves nothing of them.
    """
    rewritten = (
        message.author is not None and message.author.address in lists and len(message.from_) == 1
    )
    return (_behind_group(message) or _behind_mailman(message)) if rewritten else None


def _behind_group(message: Message) -> Mailbox | None:
    """Google's “X via Group”: X-Original-From is there once, and Reply-To says the same."""
    original = _one_mailbox(message, "x-original-from")
    listed = message.header("list-id") or message.header("x-google-group-id")
    replying = {mailbox.address for mailbox in message.reply_to}
    return original if original is not None and listed and original.address in replying else None


def _behind_mailman(message: Message) -> Mailbox | None:
    """Mailman's “X via List”: its marks, the list's own List-Id, and one author whom Reply-To or Cc
    and the shown name agree on.
    """
    marked = message.has_any(_MAILMAN)
    author = (
        _set_aside(message)
        if marked and message.author is not None and _is_of_list(message, message.author.address)
        else None
    )
    return (
        author
        if author is not None and message.author is not None and _shows(message.author.name, author)
        else None
    )


def _set_aside(message: Message) -> Mailbox | None:
    """Mailman moves the author into Reply-To, or into Cc where answers go to the list; X-MailFrom
    tells which one among several.
    """
    shown = message.author.address if message.author is not None else ""
    carried = _one_mailbox(message, "x-mailfrom")
    replying = [mailbox for mailbox in message.reply_to if mailbox.address != shown]
    if len(replying) == 1 and message.header("x-original-from") is None:
        return replying[0]  # where it agrees, the author was found behind a group
    return next(
        (
            mailbox
            for mailbox in (replying or message.cc)
            if carried is not None and mailbox.address == carried.address
        ),
        None,
    )


def _is_of_list(message: Message, address: str) -> bool:
    """RFC 2919: Mailman writes the list's address with a dot for the at-sign."""
    inner = (message.header("list-id") or "").rpartition("<")[2].rstrip("> ").lower()
    return inner == address.replace("@", ".")


def _shows(name: str, author: Mailbox) -> bool:
    """The name in From is the author's, and then the list's."""
    shown, known = name.casefold(), (author.name or author.address.partition("@")[0]).casefold()
    return shown.startswith(known) and len(shown) > len(known)


def _one_mailbox(message: Message, field: str) -> Mailbox | None:
    written = message.header_all(field)
    named = tuple(mailboxes(written[0][:_LONGEST])) if len(written) == 1 else ()
    return (
        Mailbox(written[0][: named[0].start].strip(' <"'), named[0].mailbox)
        if len(named) == 1
        else None
    )
