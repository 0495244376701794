"""Two installations that write to each other's projects: whatever circle people close between them,
it stops by itself.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mailbridge.adapters.rendering import Rendering
from mailbridge.domain.inbound import Envelope
from mailbridge.services import projects
from mailbridge.services.container import Container
from mailbridge.services.discussions import read, write
from mailbridge.services.filing import ingest
from mailbridge.services.mail_log import browse
from mailbridge.services.people import register
from mailbridge.services.receiving import accept
from mailbridge.services.telling import drain_outbox
from mailbridge.services.views.project_views import ProjectView
from mailbridge.store.directory import people
from mailbridge.store.discussions import taking_part
from mailbridge.store.engine.schema import posts
from tests.container import Clock, Relay, open_container

ROUNDS = 12  # of everybody reading and writing everything; a circle would still go on then


@dataclass
class Post(Relay):
    """Carries letters into the other installation; `strips` is what is lost on the way."""

    far: Container | None = None
    strips: tuple[bytes, ...] = ()

    async def deliver(self, reverse_path: str, forward_path: str, content: bytes) -> str:
        assert self.far is not None
        words = await super().deliver(reverse_path, forward_path, content)
        lines = (
            [line for line in content.split(b"\r\n") if not line.startswith(self.strips)]
            if self.strips
            else [content]
        )
        await accept.accept(self.far, [Envelope(reverse_path, forward_path)], b"\r\n".join(lines))
        return words


@dataclass
class Town:
    """Two installations, each the other's relay, with two projects each."""

    installations: tuple[Container, Container]
    projects: tuple[list[ProjectView], list[ProjectView]]

    async def rounds(self, number: int = ROUNDS) -> list[int]:
        """How many letters left in each round of both installations."""
        counted = []
        for _ in range(number):
            before = self.sent
            for container in self.installations:
                assert isinstance(container.clock, Clock)
                container.clock.forward(minutes=1)
                while await ingest.drain(container):
                    pass
                while await drain_outbox.drain(container):
                    pass
            counted.append(self.sent - before)
        return counted

    @property
    def sent(self) -> int:
        return sum(len(self.relay(container).taken) for container in self.installations)

    def relay(self, container: Container) -> Post:
        assert isinstance(container.relay, Post)
        return container.relay

    async def starts(self, here: int, author: str = "anna", project: int = 0) -> int:
        """A member of one installation writes to both projects of the other."""
        there = [one.address for one in self.projects[1 - here]]
        container, name = self.installations[here], self.projects[here][project].name
        person = await register.find_person(container, f"{author}@house{here}.example")
        return await write.start_discussion(
            container,
            person,
            name,
            "New menu page",
            "We have a new menu page. What do you think of it?",
            there,
        )

    async def everybody_takes_part(self) -> None:
        """Each discussion of one installation has all projects of the other as its clients: the
        worst that can be set up.
        """
        for here, container in enumerate(self.installations):
            there = [one.address for one in self.projects[1 - here]]
            await container.store.write(
                lambda db, there=there, container=container: _join_all(db, there, container.clock())
            )  # type: ignore[misc]


def _join_all(db: Any, addresses: list[str], now: Any) -> None:
    owners = [
        owner.id
        for owner in (people.by_address(db, address) for address in addresses)
        if owner is not None
    ]
    for row in db.execute(posts.select()).all():
        taking_part.add_participants(db, row.discussion_id, owners, now)


async def move_in(
    url: str, folder: Path, number: int, relay: Post
) -> tuple[Container, list[ProjectView]]:
    domain, instance = f"house{number}.test", f"house{number}"
    clock = Clock()
    opened = await open_container(
        url,
        folder,
        relay=relay,
        clock=clock,
        domain=domain,
        domains=frozenset({domain}),
        instance=instance,
        renderer=Rendering(instance),
        keys=(instance.encode(),),
    )
    opened.public_url = f"https://{domain}"
    made = [await projects.add_project(opened, name) for name in ("Bloom", "Harvest")]
    await register.add_person(opened, f"anna@house{number}.example", "Anna", "member")
    for one in made:
        await register.join_project(opened, f"anna@house{number}.example", one.name)
    return opened, made


@pytest.fixture
async def town(sqlite_url: str, postgres_url: str, tmp_path: Path) -> AsyncIterator[Town]:
    """One installation lives on SQLite, the other on PostgreSQL."""
    moved = [
        await move_in(url, tmp_path / str(number), number, Post())
        for number, url in enumerate((sqlite_url, postgres_url))
    ]
    made = Town((moved[0][0], moved[1][0]), (moved[0][1], moved[1][1]))
    for here, container in enumerate(made.installations):
        made.relay(container).far = made.installations[1 - here]
        for one in made.projects[1 - here]:
            await register.add_person(container, one.address, one.name, "client")
            await register.join_project(container, one.address, "Bloom")
            await register.join_project(container, one.address, "Harvest")
    yield made
    for container in made.installations:
        await container.close()


async def test_a_letter_to_another_installation_is_told_there_and_comes_no_further(
    town: Town,
) -> None:
    """Its members hear of it, as of any client's."""
    await town.starts(0)
    assert 0 == sum((await town.rounds(6))[2:])
    told = [path for _, path, _ in town.relay(town.installations[1]).taken]
    assert {"anna@house1.example"} == set(told)


async def test_installations_that_are_each_others_clients_do_not_write_for_ever(town: Town) -> None:
    """Every discussion of each has every project of the other in it; members of both write."""
    await town.starts(0)
    await town.rounds(2)
    await town.everybody_takes_part()
    await town.starts(0, project=1)
    await town.starts(1)
    counted = await town.rounds()
    assert 0 == sum(counted[-6:])
    assert town.sent < 40
    reasons = {
        one.reason for container in town.installations for one in await browse.list_mail(container)
    }
    assert "own-mail" in reasons


async def test_installations_whose_marks_are_lost_on_the_way_stop_as_well(town: Town) -> None:
    """A gateway between them takes out all fields of ours: they tire of hearing the same."""
    for container in town.installations:
        town.relay(container).strips = (b"X-Mailbridge", b"Auto-Submitted", b"List-", b"Precedence")
    await town.starts(0)
    await town.rounds(2)
    await town.everybody_takes_part()
    await town.starts(0, project=1)
    await town.starts(1)
    counted = await town.rounds(30)
    assert 0 == sum(counted[-6:])
    assert town.sent < 400


async def test_a_member_who_is_the_other_installations_project_starts_no_circle(town: Town) -> None:
    """Letters to the team say that a machine wrote them (RFC 3834)."""
    for here, container in enumerate(town.installations):
        for one in town.projects[1 - here]:
            person = await register.find_person(container, one.address)
            await container.store.write(
                lambda db, person=person: people.change(db, person.id, role="member")
            )  # type: ignore[misc]
    await town.starts(0)
    await town.rounds(2)
    await town.everybody_takes_part()
    await town.starts(1)
    assert 0 == sum((await town.rounds())[-6:])
    assert town.sent < 40


async def test_a_conversation_between_installations_goes_on(town: Town) -> None:
    """What stops circles does not stop people: a member's answer reaches the other container, again
    and again.
    """
    started = await town.starts(0)
    await town.rounds(1)
    for turn in range(3):
        here = 1 - turn % 2
        container = town.installations[here]
        anna = await register.find_person(container, f"anna@house{here}.example")
        [discussion, *_] = await read.list_discussions(container, anna, project="Bloom")
        await write.add_reply(
            container,
            anna,
            discussion.id,
            f"Answer {turn} of installation {here}, with a question for you: is it good?",
        )
        await town.rounds(2)
    page = await read.show_discussion(town.installations[0], started)
    assert 4 <= len(page.posts)
    assert {"human"} == {post.kind for post in page.posts}
