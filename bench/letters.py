"""What letters cost: writing them for three readers inside the transaction of a post, and rendering
them.

Run it as `python bench/letters.py [posts]`; prints CPU milliseconds a post and a letter, both warm,
and a yardstick.
"""

import asyncio
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

sys.path.insert(0, str(Path(__file__).parent))
import _machine

from mailbridge.adapters.memory import leave_what_is_loaded
from mailbridge.adapters.rendering import Rendering
from mailbridge.domain.audience import Audience, AudienceReason
from mailbridge.domain.discussion import Channel
from mailbridge.domain.filed_post import FiledPost, Source
from mailbridge.services.container import Container
from mailbridge.services.telling import notify
from mailbridge.services.telling.post_words import load_words
from mailbridge.services.telling.press import Press
from mailbridge.store.directory import people, projects
from mailbridge.store.discussions import audiences, discussions, posts, questions, taking_part
from mailbridge.store.outbox import queue
from tests.container import open_container

POSTS_A_DISCUSSION = 6
WARM = 30  # posts before the measured ones
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TEXT = (
    "The menu page is on the test address. Prices come from your spreadsheet.\n\nMay we use the "
    "short descriptions?\n" * 12
)


class Agency:
    """Two clients and two members, who write in turn."""

    def __init__(self, db: Connection) -> None:
        self.project = projects.add(db, "Bloom", "en", "abcdefghjkmnpqrst", NOW)
        clients = [
            people.add(db, f"client{one}@bloom.test", f"Client {one}", "client", "en", NOW)
            for one in range(2)
        ]
        team = [
            people.add(db, f"member{one}@agency.test", f"Member {one}", "member", "ru", NOW)
            for one in range(2)
        ]
        people.join(db, self.project, team)
        self.everybody = [*clients, *team]
        self.discussion = 0
        self.spent = 0.0

    def write(self, container: Container, number: int, db: Connection) -> None:
        if number % POSTS_A_DISCUSSION == 0:
            begun = discussions.add(db, self.project, f"Topic {number}", f"topic {number}", NOW)
            self.discussion = begun.id
            taking_part.add_participants(db, self.discussion, self.everybody, NOW)
        post = self._post(db, number)
        asked = {
            "text": "May we?",
            "asked_by": self.everybody[2],
            "asked_of": None,
            "post_id": post,
        }
        questions.ask(db, self.discussion, "client", [asked])
        began = time.thread_time()
        assert len(notify.notify_of_post(db, container, post)) == 3
        self.spent += time.thread_time() - began

    def _post(self, db: Connection, number: int) -> int:
        author, at = self.everybody[number % 4], NOW + timedelta(minutes=number)
        source = Source("verified", digest="d")
        post = FiledPost(
            self.discussion, self.project, author, Channel.MAIL, at, TEXT, TEXT, source=source
        )
        made = posts.add_post(db, replace(post, message_id=f"{number}@x.test"))
        assert made is not None
        heard = frozenset(self.everybody[:2])
        audiences.put(db, made, Audience(heard, reason=AudienceReason.NEWEST))
        return made


async def main(posts: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        container = await open_container(
            f"sqlite:///{folder}/bench.sqlite", Path(folder), renderer=Rendering("bench")
        )
        agency = await container.store.write(Agency)
        for number in range(WARM + posts):
            if number == WARM:
                agency.spent = 0.0
            await container.store.write(partial(agency.write, container, number))
        print(f"yardstick {_machine.yardstick():.1f} ms")
        print(f"writing, 3 readers: {agency.spent / posts * 1000:.2f} ms a post")
        await _render(container)
        await container.close()


async def _render(container: Container) -> None:
    """Letters as they are drained, those about one post after another; and each alone."""
    owed = await container.store.read(lambda db: [queue.by_id(db, one) for one in range(1, 181)])
    letters = [one.letter for one in owed if one is not None]
    words = await load_words(container, letters)
    press = Press(container, words)
    for letter in letters[:60]:  # templates are compiled, catalogues read
        await press.print(letter)
    leave_what_is_loaded()  # as a service does
    began = time.process_time()
    octets = sum([len((await press.print(letter)).content) for letter in letters])
    shared = (time.process_time() - began) / len(letters)
    began = time.process_time()
    for letter in letters:
        await Press(container, words).print(letter)
    alone = (time.process_time() - began) / len(letters)
    print(
        f"rendering: {shared * 1000:.2f} ms a letter of {octets // len(letters)} bytes, "
        f"{alone * 1000:.2f} alone"
    )


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 300))
