"""What the service writes to standard error: one function per mail event, so that one place decides
what may be told.

Secrets, tokens and the local-parts of project addresses and reply addresses are never written;
whoever knows one may write to it.
"""

from collections.abc import Sequence

from mailbridge.log_lines import log

# the service


def door_open(door: str, place: str) -> None:
    """A door listens."""
    log.info("door open", door=door, place=place)


def door_closed(door: str) -> None:
    """A door listens no more."""
    log.info("door closed", door=door)


def border_unheard(words: str) -> None:
    """Our border's Authentication-Results are to be believed, and none is ever seen."""
    log.warning("border unheard", why=words)


def worker_stumbled(work: str, fault: BaseException) -> None:
    """A round of the worker failed as a whole; it goes on after a pause."""
    log.error("worker stumbled", work=work, fault=f"{type(fault).__name__}: {fault}")


def broken_template(letter: str, fault: str) -> None:
    """An admin's own template cannot make a letter; ours is used instead. `letter`: its name, empty
    at the start; `fault`: file, line and what is wrong.
    """
    log.warning("broken template", letter=letter, fault=fault)


def cannot_sign(name: str) -> None:
    """A key that signs letters was sealed by another secret: letters leave without its signature.
    `name`: of its record in DNS.
    """
    log.error("cannot sign", key=name)


# mail: an event of a message or a letter is one line; `inbound`, `post`, `discussion` and `letter`
# join them, and are the ids that the commands take


def kept(
    inbound_ids: Sequence[int], reverse_path: str, size: int, client: str | None = None
) -> None:
    """A message was acknowledged: one inbound for each forward-path. `size` in octets."""
    ids = list(inbound_ids)
    log.info("mail kept", inbound=ids, reverse_path=reverse_path, size=size, client=client)


def refused(reverse_path: str, forward_path: str, reason: str, client: str | None = None) -> None:
    """A forward-path, or a whole message, was refused at a door."""
    log.info(
        "mail refused",
        reverse_path=reverse_path,
        forward_path=forward_path,
        reason=reason,
        client=client,
    )


def proxy_header_refused(peer: str | None, why: str) -> None:
    """A listed proxy began without a header that makes sense, and was sent away without a word."""
    log.warning("proxy header refused", peer=peer, why=why)


def filed(
    inbound_id: int,
    disposition: str,
    reason: str,
    discussion_id: int | None,
    post_id: int | None,
) -> None:
    """A message was decided on: filed in a discussion, noted, or discarded."""
    log.info(
        "mail filed",
        inbound=inbound_id,
        disposition=disposition,
        reason=reason,
        discussion=discussion_id,
        post=post_id,
    )


def declared(change: str) -> None:
    """What a file declares was made so at the start."""
    log.info("declared", change=change)


def held(inbound_id: int, reason: str) -> None:
    """A message waits for an admin to decide."""
    log.info("mail held", inbound=inbound_id, reason=reason)


def filing_failed(inbound_id: int, attempt: int, fault: BaseException) -> None:
    """Filing a message failed; it is tried again, until an admin has to decide."""
    log.error("mail not filed", inbound=inbound_id, attempt=attempt, fault=repr(fault)[:500])


def message_damaged(sha256: str) -> None:
    """The octets of a large message are not those that were kept."""
    log.error("message damaged", sha256=sha256)


def letter_written(
    letter_id: int,
    name: str,
    to: str,
    discussion_id: int | None = None,
    post_id: int | None = None,
    inbound_id: int | None = None,
) -> None:
    """A letter is owed: about a post, or about a message that waits."""
    log.info(
        "letter written",
        letter=letter_id,
        name=name,
        to=to,
        discussion=discussion_id,
        post=post_id,
        inbound=inbound_id,
    )


def letter_sent(letter_id: int, to: str, reply: str) -> None:
    """The relay has taken it."""
    log.info("letter sent", letter=letter_id, to=to, reply=reply)


def letter_deferred(letter_id: int, to: str, attempts: int, reply: str) -> None:
    """The relay did not take a letter just now; it is tried again later."""
    log.warning("letter deferred", letter=letter_id, to=to, attempts=attempts, reply=reply)


def letter_failed(letter_id: int, to: str, reply: str) -> None:
    """A letter is given up."""
    log.error("letter failed", letter=letter_id, to=to, reply=reply)


def letter_bounced(letter_id: int, to: str, reply: str, inbound_id: int | None = None) -> None:
    """A letter was sent and came back; `inbound_id` is the report."""
    log.warning("letter bounced", letter=letter_id, to=to, reply=reply, inbound=inbound_id)
