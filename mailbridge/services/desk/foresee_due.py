"""What a piece of due work would send if it were done now: the very letters, in a transaction that
is undone.
"""

from typing import NoReturn

from sqlalchemy import Connection

from mailbridge.domain.letter import PostWords
from mailbridge.domain.project import Person
from mailbridge.services.access import may_act
from mailbridge.services.container import Container
from mailbridge.services.desk.preview import Owed, Shown, shown_letter
from mailbridge.services.follow_up import browse
from mailbridge.services.follow_up.run_due import EVERY_KIND, do
from mailbridge.services.refusal import Refused
from mailbridge.steps.telling.together import posts_of
from mailbridge.store.follow_up import due_work
from mailbridge.store.outbox import contents, post_words, reach, rehearsed
from mailbridge.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Foreseen:
    letters: tuple[Shown, ...]
    said: str  # a sentence of the trail: what would come of it


class _Undone(Exception):
    """Ends the transaction that was only tried."""

    def __init__(self, owed: list[Owed], words: dict[int, PostWords], said: str) -> None:
        super().__init__("only tried")
        self.owed, self.words, self.said = owed, words, said


async def foresee_due(container: Container, actor: Person, due_id: int) -> Foreseen:
    """As if the actor had it done now; nothing is kept. What is over sends nothing. Refused:
    no-such-due.
    """
    due = await browse.show_due(container, due_id, actor)
    if due.state not in browse.TO_COME or due.project_id is None:
        return Foreseen((), due.said)
    try:
        await container.store.write(lambda db: _try(db, container, actor, due_id))
    except _Undone as undone:
        letters = tuple(shown_letter(container, owed, undone.words) for owed in undone.owed)
        return Foreseen(letters, undone.said)
    raise AssertionError("what is foreseen is never committed")


def _try(db: Connection, container: Container, actor: Person, due_id: int) -> NoReturn:
    due = due_work.take_by_id(db, due_id)
    if due is None or due.wanted.what not in EVERY_KIND or due.wanted.project_id is None:
        raise Refused("no-such-due")
    if not may_act(db, actor, due.wanted.project_id):
        raise Refused("no-such-due")
    newest = rehearsed.newest_letter(db)
    details = {**due.wanted.details, "pressed_by": actor.id}
    pressed = replace(due, wanted=replace(due.wanted, details=details))
    done = do(db, container, pressed, EVERY_KIND[due.wanted.what], container.clock())
    rows = reach.letters_after(db, newest)
    owed = [
        Owed(row.name or row.to.partition("@")[0], row.to, letter)
        for row, letter in contents.letters_of(db, rows)
    ]
    ids = {number for made in owed for number in (*posts_of(made.letter), *made.letter.earlier)}
    raise _Undone(owed, post_words.words(db, ids), done.said)
