"""Searches and filtered lists that somebody keeps under a name, for themselves alone."""

from urllib.parse import urlsplit

from sqlalchemy import Connection

from mailbridge.domain.project import Person
from mailbridge.domain.saved_view import SavedView
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.steps.reading.mime.encoded_words import one_line
from mailbridge.store.mine import saved_views
from mailbridge.values import replace

LISTS = ("/", "/search", "/tasks", "/activity", "/follow-ups")  # pages that can be kept
NAME, PLACE = 60, 1000  # characters
MOST = 30  # views of one person


async def list_views(container: Container, person: Person) -> list[SavedView]:
    """The person's own, by name."""
    return await container.store.read(lambda db: saved_views.of_person(db, person.id))


async def keep_view(container: Container, person: Person, name: str, place: str) -> SavedView:
    """Keep a list under a name; another of that name is put in its stead. Refused: empty,
    bad-place, too-many.
    """
    called, path = one_line(name).strip()[:NAME], place.strip()
    if not called:
        raise Refused("empty")
    split = urlsplit(path)
    if split.path not in LISTS or split.netloc or split.scheme or len(path) > PLACE:
        raise Refused("bad-place", place=path[:100])

    def transaction(db: Connection) -> SavedView:
        theirs = saved_views.of_person(db, person.id)
        if len(theirs) >= MOST and called not in {view.name for view in theirs}:
            raise Refused("too-many-views", number=MOST)
        return SavedView(saved_views.keep(db, person.id, called, path), called, path)

    return await container.store.write(transaction)


async def rename_view(container: Container, person: Person, view_id: int, name: str) -> SavedView:
    """Call it otherwise. Refused: empty, no-such-view, view-name-taken."""
    called = one_line(name).strip()[:NAME]
    if not called:
        raise Refused("empty")

    def transaction(db: Connection) -> SavedView:
        theirs = {view.id: view for view in saved_views.of_person(db, person.id)}
        if view_id not in theirs:
            raise Refused("no-such-view")
        if any(view.name == called and view.id != view_id for view in theirs.values()):
            raise Refused("view-name-taken", name=called)
        saved_views.rename(db, view_id, called)
        return replace(theirs[view_id], name=called)

    return await container.store.write(transaction)


async def drop_view(container: Container, person: Person, view_id: int) -> None:
    """Keep it no longer. Refused: no-such-view, also where it is somebody else's."""
    if not await container.store.write(lambda db: saved_views.drop(db, person.id, view_id)):
        raise Refused("no-such-view")
