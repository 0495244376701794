"""Two entries become one person, and the newest such merge is taken back."""

from sqlalchemy import Connection

from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.project import Person
from mailbridge.domain.told import told
from mailbridge.services import audit
from mailbridge.services.container import Container
from mailbridge.services.people.addresses import required_person, view_person
from mailbridge.services.refusal import Refused, refuse_another
from mailbridge.services.views.models import PersonView
from mailbridge.store.directory import following, people_merge


async def merge_people(
    container: Container, away: str, into: str, actor: Person | None = None
) -> PersonView:
    """Two people are one: all of `away` (posts, tasks, questions, memberships, addresses) goes to
    `into`, whose role and name stay.
    """

    def transaction(db: Connection) -> PersonView:
        gone, stays = required_person(db, away), required_person(db, into)
        if gone.id == stays.id:
            raise Refused("same-person")
        people_merge.merge(
            db, gone.id, stays.id, container.clock(), actor.id if actor is not None else None
        )
        following.take_over(db, gone.id, stays.id)
        detail = told("person {number} into this one", number=gone.id)
        audit.record(db, container, actor, Act.MERGED, Matter.PERSON, stays.id, detail=detail)
        return view_person(db, stays.id)

    return await container.store.write(transaction)


async def newest_merge(container: Container, address: str) -> PersonView | None:
    """Who went into this person last and can be taken out again; None: nobody. Refused:
    no-such-person.
    """

    def query(db: Connection) -> PersonView | None:
        done = people_merge.last_into(db, required_person(db, address).id)
        return view_person(db, done.away_id) if done is not None else None

    return await container.store.read(query)


async def undo_merge(
    container: Container, address: str, actor: Person | None = None, away: int | None = None
) -> PersonView:
    """Take back the newest merge into this person; with `away`, that of the person of this number
    or none. Returns who stands on their own again. Refused: no-such-person, nothing-to-undo,
    not-the-newest.
    """

    def transaction(db: Connection) -> PersonView:
        done = people_merge.last_into(db, required_person(db, address).id)
        if done is None:
            raise Refused("nothing-to-undo")
        refuse_another(done.away_id, away)
        people_merge.undo(db, done, container.clock())
        detail = told("person {number} was put into this one", number=done.away_id)
        audit.record(
            db, container, actor, Act.TOOK_BACK, Matter.PERSON, done.into_id, detail=detail
        )
        return view_person(db, done.away_id)

    return await container.store.write(transaction)
