"""Why a message is where it is, in the reader's language."""

from mailbridge.domain.verdict import Reason
from mailbridge.steps.telling.words.catalogue import Catalogue, sentence

REASONS: dict[Reason, str] = {
    Reason.FILED: sentence("Filed in a discussion."),
    Reason.DUPLICATE: sentence("The same message had been filed before; nothing was added."),
    Reason.NOTED: sentence(
        "Written by a machine, or the answer to an invitation; kept on the discussion as an "
        "event, told to nobody."
    ),
    Reason.REACTION: sentence(
        "A reaction, shown at the post it answers; it is no post and told to nobody."
    ),
    Reason.UNKNOWN_RECIPIENT: sentence("No project, alias or reply address has this name."),
    Reason.RELAY_DENIED: sentence("The address is of a domain that is not ours."),
    Reason.BAD_TOKEN: sentence(
        "A reply address whose signature does not fit: mistyped, forged, or signed "
        "with a retired key."
    ),
    Reason.POSTMASTER: sentence("Mail to the postmaster; it waits for an admin."),
    Reason.OWN_MAIL: sentence("A letter of our own that came back; filing it would start a loop."),
    Reason.LOOP: sentence("It has travelled in a circle: too many Received fields."),
    Reason.AUTO_REPLY: sentence("An automatic answer that belongs to no discussion."),
    Reason.BOUNCE: sentence("A delivery failure that belongs to no letter of ours."),
    Reason.DELAY: sentence("A notice of delay."),
    Reason.COMPLAINT: sentence("A complaint sent by a mail provider."),
    Reason.RECEIPT: sentence("A receipt."),
    Reason.CONFIRMATION: sentence(
        "A forwarding confirmation of a mail provider; an admin reads it."
    ),
    Reason.SURVEY: sentence("An answer to the one question; no discussion holds it."),
    Reason.MORNING: sentence(
        "An answer to a morning letter; what it asks for is done, and no discussion holds it."
    ),
    Reason.ALIAS_TEST: sentence(
        "Our own test of an alias came back; it is kept out of the discussions."
    ),
    Reason.UNKNOWN_AUTHOR: sentence("The project takes mail from known authors only."),
    Reason.LEFT_BEHIND: sentence(
        "A member answers an old letter of a discussion that they may not read any more: it was "
        "moved, or they left."
    ),
    Reason.BLOCKED_AUTHOR: sentence("The author or the author's domain is blocked."),
    Reason.NO_AUTHOR: sentence("Neither From nor the reverse-path names an author."),
    Reason.NO_PROJECT: sentence("Its project or discussion is gone."),
    Reason.TOO_MANY_RECIPIENTS: sentence("More than a hundred recipients in one transaction."),
    Reason.TOO_BIG: sentence("Over the size limit."),
    Reason.LINE_TOO_LONG: sentence("A line longer than 64 KiB."),
    Reason.STORE_FAILED: sentence("The database did not take it; the peer was asked to try again."),
    Reason.DISK_FULL: sentence("The disk is nearly full; the peer was asked to try again."),
    Reason.BUSY: sentence(
        "Too many connections or bytes in flight; the peer was asked to try again."
    ),
    Reason.TOO_MUCH_MAIL: sentence(
        "Over the cap for this author, alias or project; the peer was asked to try again."
    ),
    Reason.DISCARDED_BY_HAND: sentence("An admin discarded it."),
    Reason.GAVE_UP: sentence("Filing it failed again and again; the words say how."),
}


def reason_words(reason: str | None, words: Catalogue) -> str:
    """A whole sentence; empty for what has no reason yet."""
    return words.say(REASONS[Reason(reason)]) if reason in set(Reason) else ""
