"""A discussion to write letters about: Maria and Tom are clients, Anna and Igor the team, and Olga
an admin.
"""

from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, select

from mailbridge.domain.audience import Audience, AudienceReason
from mailbridge.domain.discussion import Channel
from mailbridge.domain.filed_post import FiledPost, Source
from mailbridge.domain.letter import Letter
from mailbridge.services.container import Container
from mailbridge.services.telling import notify, outbox
from mailbridge.services.views.mail_models import OutboxView
from mailbridge.store.directory import people, projects
from mailbridge.store.discussions import audiences, discussions, posts, taking_part, tasks
from mailbridge.store.engine.schema import events
from mailbridge.store.outbox import queue


@dataclass
class Agency:
    """Ids of a project with its people and one discussion; posts are put there as filing does."""

    container: Container
    project: int = 0
    maria: int = 0
    tom: int = 0
    anna: int = 0
    igor: int = 0
    olga: int = 0
    discussion: int = 0
    posts: int = 0

    async def open(self) -> "Agency":
        await self.container.store.write(self._found)
        return self

    def _found(self, db: Connection) -> None:
        now = self.container.clock()
        self.project = projects.add(db, "Bloom site", "en", "abcdefghjkmnpqrst", now)
        self.maria = people.add(db, "maria@bloom.test", "Maria Lopez", "client", "en", now)
        self.tom = people.add(db, "tom@bloom.test", "Tom Reed", "client", "en", now)
        self.anna = people.add(db, "anna@agency.test", "Anna Petrova", "member", "en", now)
        self.igor = people.add(db, "igor@agency.test", "Игорь Белов", "member", "ru", now)
        self.olga = people.add(db, "olga@agency.test", "Olga", "admin", "en", now)
        people.join(db, self.project, [self.anna, self.igor])
        self.discussion = discussions.add(
            db, self.project, "New menu page", "New menu page", now
        ).id

    def joined(self, db: Connection, *ids: int) -> None:
        taking_part.add_participants(db, self.discussion, ids, self.container.clock())

    def post(self, db: Connection, author: int, text: str = "Hello", **more: Any) -> int:
        self.posts += 1
        self.joined(db, author)
        values: dict[str, Any] = {"text": text, "reply": text, "channel": Channel.MAIL, **more}
        own = {one.name for one in fields(Source)} & values.keys()
        source = {
            "digest": str(self.posts),
            "verified": "verified",
            **{name: values.pop(name) for name in own},
        }
        values.setdefault("message_id", f"p{self.posts}@far.test")
        values.setdefault("created", self.container.clock() + timedelta(seconds=self.posts))
        place = (self.discussion, self.project, author)
        made = posts.add_post(db, FiledPost(*place, **values, source=Source(**source)))
        assert made is not None
        if not more.get("internal"):
            around = taking_part.participants_of(db, self.discussion)
            clients = frozenset(one.person.id for one in around if not one.person.role.is_team)
            audiences.put(db, made, Audience(clients, reason=AudienceReason.ALL))
        return made

    async def posted(
        self, author: int, *around: int, had_it: frozenset[str] = frozenset(), **more: Any
    ) -> int:
        """A post in the presence of these people, told to them; returns its id."""
        hold, words = more.pop("hold", None), more.pop("words", "")

        def work(db: Connection) -> int:
            self.joined(db, *around)
            made = self.post(db, author, **more)
            notify.notify_of_post(db, self.container, made, had_it, hold, words=words)
            return made

        return await self.container.store.write(work)

    async def task(self, title: str = "Contact page", assignee: int | None = None) -> int:
        def work(db: Connection) -> int:
            made = tasks.add(
                db, self.project, self.discussion, None, title, self.anna, self.container.clock()
            )
            tasks.change(db, made, assignee_id=assignee)
            return made

        return await self.container.store.write(work)

    async def outbox(self) -> list[OutboxView]:
        """Oldest first."""
        return (await outbox.list_letters(self.container))[::-1]

    async def told(self) -> list[tuple[str, str]]:
        return [(one.letter, one.to.partition("@")[0]) for one in await self.outbox()]

    async def states(self) -> list[str]:
        return [one.state for one in await self.outbox()]

    async def letter(self, letter_id: int) -> Letter:
        owed = await self.container.store.read(lambda db: queue.by_id(db, letter_id))
        assert owed is not None
        return owed.letter

    async def failures(self) -> list[dict[str, Any]]:
        """The details of what the discussion says of letters that failed."""
        wanted = (
            select(events.c.details).where(events.c.kind == "letter_failed").order_by(events.c.id)
        )
        return await self.container.store.read(lambda db: list(db.execute(wanted).scalars()))
