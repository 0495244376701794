"""Who has a letter already, and who else it was written to."""

from mailbridge.domain.message import Mailbox, Message


def present(message: Message) -> frozenset[str]:
    """Every address that got this very mail or wrote it, if it can be believed."""
    return frozenset(mailbox.address for mailbox in (*message.from_, *message.to, *message.cc))


def had_it(
    message: Message, author: str, proven: bool, evidenced: frozenset[str]
) -> frozenset[str]:
    """Who needs no letter about it. To and Cc are believed of a proved author; of any other only
    where something speaks for the copy.

    Else whoever forges a client's name would also choose who is never told of it.
    """
    return present(message) if proven else frozenset({author}) | (present(message) & evidenced)


def others(
    message: Message, own_domains: frozenset[str], own_addresses: frozenset[str]
) -> tuple[Mailbox, ...]:
    """The mailboxes in To and Cc that are neither the author's nor an address of ours."""
    authors = {mailbox.address for mailbox in message.from_}
    found = {
        mailbox.address: mailbox
        for mailbox in (*message.to, *message.cc)
        if _is_theirs(mailbox, own_domains, own_addresses)
    }
    return tuple(mailbox for address, mailbox in found.items() if address not in authors)


def _is_theirs(
    mailbox: Mailbox, own_domains: frozenset[str], own_addresses: frozenset[str]
) -> bool:
    return (
        "@" in mailbox.address
        and mailbox.domain not in own_domains
        and mailbox.address not in own_addresses
    )
