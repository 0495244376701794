"""What concerns a member: what they were told by letters, by discussion, each with the reasons."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from mailbridge.domain.project import Person
from mailbridge.services.access import visible_projects
from mailbridge.services.container import Container
from mailbridge.services.discussions.inbox import InboxRow, inbox_rows
from mailbridge.services.refusal import Refused
from mailbridge.store.discussions import discussions
from mailbridge.store.mine import told_letters
from mailbridge.store.mine.told_letters import ToldLetter
from mailbridge.values import dataclass

ANSWERED = "answered"
NOT_OF_ME = ("member", "admin", "")  # told because they belong to the project: the inbox has it
MOST = 50  # discussions at once


@dataclass(frozen=True, slots=True)
class UpdateView:
    """A discussion in which something concerns the member."""

    row: InboxRow
    reasons: tuple[str, ...]  # mention, assignee, answered, author, follower, participant
    letters: int
    at: datetime  # of the newest


@dataclass(frozen=True, slots=True)
class Mark:
    """Up to which letter a member is done with a discussion (None: with all), and was before."""

    discussion_id: int | None
    at: int
    before: int


_ORDER = ("mention", "assignee", ANSWERED, "author", "follower", "participant")


async def list_updates(container: Container, viewer: Person) -> list[UpdateView]:
    """What the viewer is not done with, the newest first. Refused: not-allowed, for who is no
    member.
    """
    if not viewer.role.is_team:
        raise Refused("not-allowed")
    return await container.store.read(lambda db: _updates(db, viewer))


def _updates(db: Connection, viewer: Person) -> list[UpdateView]:
    told = told_letters.not_done(db, viewer.id)
    posts = {letter.post_id for letter in told if letter.post_id is not None}
    answers = told_letters.answers_to(db, viewer.id, posts)
    gathered: dict[int, list[ToldLetter]] = {}
    for letter in told:
        if letter.why not in NOT_OF_ME or letter.post_id in answers:
            gathered.setdefault(letter.discussion_id, []).append(letter)
    seen, known = visible_projects(db, viewer), discussions.by_ids(db, gathered)
    shown = [
        known[number]
        for number in gathered
        if number in known and (seen is None or known[number].project_id in seen)
    ][:MOST]
    return [
        UpdateView(
            row,
            _reasons(gathered[row.id], answers),
            len(gathered[row.id]),
            gathered[row.id][0].at,
        )
        for row in inbox_rows(db, shown, viewer)
    ]


def _reasons(letters: Sequence[ToldLetter], answers: frozenset[int]) -> tuple[str, ...]:
    said = {letter.why for letter in letters if letter.why not in NOT_OF_ME}
    if any(letter.post_id in answers for letter in letters):
        said.add(ANSWERED)
    return tuple(why for why in _ORDER if why in said)


async def be_done(container: Container, member: Person, ids: Sequence[int]) -> tuple[Mark, ...]:
    """The member is done with what they were told of these discussions so far. Returns what
    `be_done_no_more` takes back.
    """

    def transaction(db: Connection) -> tuple[Mark, ...]:
        newest: dict[int, int] = {}
        for letter in told_letters.not_done(db, member.id):
            if letter.discussion_id in ids:
                newest.setdefault(letter.discussion_id, letter.id)
        before = told_letters.done_up_to(db, member.id, newest.keys())
        told_letters.be_done(db, member.id, newest)
        return tuple(Mark(place, newest[place], before[place]) for place in newest)

    return await container.store.write(transaction)


async def be_done_with_all(container: Container, member: Person) -> tuple[Mark, ...]:
    """The member is done with everything they were told so far. Returns what `be_done_no_more`
    takes back.
    """

    def transaction(db: Connection) -> tuple[Mark, ...]:
        return (Mark(None, *told_letters.be_done_with_all(db, member.id)),)

    return await container.store.write(transaction)


async def be_done_no_more(container: Container, member: Person, marks: Sequence[Mark]) -> None:
    """The member is done only with what they were done with before. Refused, with nothing changed:
    not-the-newest.
    """

    def transaction(db: Connection) -> None:
        for mark in marks:
            if mark.discussion_id is None:
                back = told_letters.be_done_with_all_no_more(db, member.id, mark.at, mark.before)
            else:
                place = mark.discussion_id
                back = told_letters.be_done_no_more(db, member.id, place, mark.at, mark.before)
            if not back:
                raise Refused("not-the-newest")

    await container.store.write(transaction)
