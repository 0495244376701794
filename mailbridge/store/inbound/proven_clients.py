"""Where proven mail of an author came from."""

from sqlalchemy import Connection, select

from mailbridge.store.engine.schema import inbounds, participants, person_addresses, posts

DISCUSSIONS, POSTS = 20, 50  # the newest that are looked at


def clients_of(db: Connection, address: str) -> list[str] | None:
    """The IP addresses that the newest proven posts of a person came from, by one of their
    addresses; None: nobody has it.
    """
    owner = select(person_addresses.c.person_id).where(person_addresses.c.address == address)
    person_id = db.execute(owner).scalar()
    if person_id is None:
        return None
    took_part = (
        select(participants.c.discussion_id)
        .where(participants.c.person_id == person_id)
        .order_by(participants.c.discussion_id.desc())
        .limit(DISCUSSIONS)
    )
    proven = (
        select(inbounds.c.client)
        .join(posts, posts.c.inbound_id == inbounds.c.id)
        .where(
            posts.c.discussion_id.in_(took_part),
            posts.c.author_id == person_id,
            posts.c.verified == "verified",
            inbounds.c.client.is_not(None),
        )
        .order_by(posts.c.id.desc())
        .limit(POSTS)
    )
    return [str(client) for client in db.execute(proven).scalars()]
