"""Whose move it is in a discussion, kept with it: asked anew after whatever may change it."""

from collections.abc import Sequence

from sqlalchemy import Connection

from mailbridge.domain.discussion import Discussion, Move, State
from mailbridge.domain.flag import Flag
from mailbridge.domain.message import Kind
from mailbridge.domain.occasion import NOTHING_READ, Known, Occasion
from mailbridge.services.discussion_clock import settle_clock
from mailbridge.steps.deciding.follow_up.whose_move import (
    CLIENT,
    TEAM,
    Standing,
    Words,
    awaits_its_asker,
    last_that_counts,
    spoken_in_time,
    whose_move,
)
from mailbridge.store.discussions import discussions, standing
from mailbridge.store.follow_up import due_work
from mailbridge.values import replace

_SAY_NOTHING: frozenset[str] = frozenset({Flag.RECALL, Flag.HOLDING})


def settle_next_move(db: Connection, discussion_id: int) -> Move | None:
    """Set whose move it is to what the ledger says; returns it. None: the discussion is gone."""
    discussion = discussions.by_id(db, discussion_id)
    return settle_move_in(db, discussion).whose_move if discussion is not None else None


def settle_discussions_of(db: Connection, person_id: int) -> None:
    """Settle whose move it is in every discussion where something waits to be done for this person,
    who cannot be reached now, or is away.
    """
    for discussion_id in due_work.discussions_of(db, person_id):
        settle_next_move(db, discussion_id)


def settle_move_in(
    db: Connection, discussion: Discussion, known: Known = NOTHING_READ
) -> Discussion:
    """Set whose move it is in a discussion to what the ledger says, and when it is to be answered;
    `known`: what was read of it in this transaction. Returns the discussion as it is then. An
    internal one is left as it is; in a closed one it is nobody's move.
    """
    if discussion.internal:
        return discussion
    stood = standing.how_it_stood(known)
    open_, newest = stood if stood is not None else standing.how_it_stands(db, discussion.id)
    closed = discussion.state is State.CLOSED
    move = Move.NOBODY if closed else _move(newest, open_)
    moved = (
        replace(discussion, whose_move=move) if move is not discussion.whose_move else discussion
    )
    until = settle_clock(db, moved, newest, open_.has_tasks, known)
    if (move, until) == (discussion.whose_move, discussion.answer_by):
        return discussion
    return discussions.change(db, discussion.id, whose_move=move, answer_by=until)


def _move(newest: Sequence[standing.Spoken], open_: standing.Open) -> Move:
    """What machines alone wrote is the team's: somebody looks at it."""
    words = [_words(post) for post in newest]
    if not any(word.human for word in words) and not (open_.client or open_.team):
        return Move.TEAM
    said = spoken_in_time(words)
    ours = [speech for speech in said if speech.by_team]
    last = last_that_counts(said)
    return whose_move(
        Standing(
            client_open=open_.client,
            team_open=open_.team,
            to_confirm=open_.perhaps is not None
            and not any(our.post_id > open_.perhaps for our in ours),
            last=(TEAM if last.by_team else CLIENT) if last is not None else None,
            undelivered=bool(ours) and ours[-1].lost,
        )
    )


def with_moves_of_readers(db: Connection, occasion: Occasion) -> Occasion:
    """With whose move it is for each client, where not all of them heard the same: by the posts,
    questions and tasks that they know of.
    """
    heard = {earlier.id: earlier.heard for earlier in occasion.earlier if not earlier.internal}
    if occasion.post is not None and not occasion.internal:
        heard[occasion.post.id] = occasion.audience.heard
    if len(set(heard.values())) < 2:
        return occasion
    words = [_words(post) for post in standing.newest_posts(db, occasion.discussion.id)]
    clients = [
        participant.person
        for participant in occasion.participants
        if not participant.person.role.is_team
    ]
    return replace(
        occasion,
        moves={
            person.id: whose_move(
                _known_to(
                    person.id,
                    occasion,
                    [word for word in words if person.id in heard.get(word.post_id, ())],
                )
            )
            for person in clients
        },
    )


def _known_to(client: int, occasion: Occasion, words: Sequence[Words]) -> Standing:
    """How things stand as far as this client knows."""
    alone = frozenset({client})
    said = spoken_in_time(words)
    ours = [speech for speech in said if speech.by_team]
    last = last_that_counts(said)
    asked = [
        posed.question
        for posed in occasion.posed
        if not posed.inside
        and (posed.question.is_shared_with(alone) or posed.question.asked_by in alone)
    ]
    tasks = [task for task in occasion.tasks if task.heard is None or client in task.heard]
    newest = ours[-1].post_id if ours else None
    return Standing(
        client_open=any(question.is_open for question in asked if question.side == CLIENT)
        or any(task.by_client for task in tasks),
        team_open=any(question.is_open for question in asked if question.side == TEAM)
        or any(not task.by_client for task in tasks),
        to_confirm=any(
            awaits_its_asker(question, newest) for question in asked if question.side == CLIENT
        ),
        last=(TEAM if last.by_team else CLIENT) if last is not None else None,
        undelivered=bool(ours) and ours[-1].lost,
    )


def _words(post: standing.Spoken) -> Words:
    return Words(
        post_id=post.id,
        by_team=post.by_team and post.verified == "verified",
        human=post.kind == Kind.HUMAN and not _SAY_NOTHING & post.flags,
        text=post.reply,
        written=post.written or post.created,
        asks=post.asks,
        files=post.files,
        lost=post.lost,
    )
