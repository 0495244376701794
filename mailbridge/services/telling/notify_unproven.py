"""A member hears that an answer in their name did not go out: nothing proves that it is theirs."""

from datetime import timedelta

from sqlalchemy import Connection

from mailbridge.domain.project import Person
from mailbridge.domain.token import Purpose, sign
from mailbridge.services.container import Container
from mailbridge.services.telling import automatic_letters
from mailbridge.services.telling.letter_context import with_own_addresses
from mailbridge.services.telling.owe import about, owe
from mailbridge.steps.telling import recipients
from mailbridge.steps.telling.letters.unproven import UNPROVEN, Unproven
from mailbridge.store.outbox import occasions
from mailbridge.values import replace

LINK_LIFE = timedelta(days=14)


def notify_of_unproven(
    db: Connection, container: Container, post_id: int, words: str, shown: bool
) -> list[int]:
    """Write to whom the post says it is of; few such letters go to one address in a day."""
    occasion = occasions.of_post(db, post_id)
    member = occasion.author if occasion is not None else None
    if occasion is None or member is None:
        return []
    occasion = with_own_addresses(occasion, container)
    if recipients.unreachable(member, occasion.own_addresses) is not None:
        return []
    if not automatic_letters.may_write(db, container, member.address, "unproven", str(post_id)):
        return []
    link = f"{container.public_url}/c/{_token(container, post_id)}"
    to = find_client_readers(db, container, post_id)
    facts = Unproven(occasion, member, to, words, link, shown)
    return owe(db, container, UNPROVEN, facts, about(occasion))


def find_client_readers(db: Connection, container: Container, post_id: int) -> tuple[Person, ...]:
    """The clients who would get it, were it proven."""
    occasion = occasions.of_post(db, post_id)
    if occasion is None or occasion.post is None:
        return ()
    proven = replace(occasion, post=replace(occasion.post, verified="verified", released=True))
    told = recipients.choose(with_own_addresses(proven, container), frozenset()).told
    return tuple(reader.person for reader in told if reader.letter == "client")


def _token(container: Container, post_id: int) -> str:
    until = int((container.clock() + LINK_LIFE).timestamp())
    return sign(Purpose.CONFIRM, (post_id, until), container.keys[0])
