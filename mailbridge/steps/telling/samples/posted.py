"""The usual sample of a post, and the cases of it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from mailbridge.domain.discussion import Move, QuestionState, State
from mailbridge.domain.flag import Flag
from mailbridge.domain.letter import TaskLine
from mailbridge.domain.occasion import Occasion
from mailbridge.domain.project import Person
from mailbridge.steps.telling.samples.given import FRIDAY
from mailbridge.steps.telling.samples.people import (
    ANNA,
    DISCUSSION,
    IGOR,
    MARIA,
    NOW,
    TOM,
    asked,
    earlier,
    occasion,
    post,
)
from mailbridge.values import replace

HIDDEN = replace(DISCUSSION, internal=True)


def usual(author: Person = ANNA, **more: Any) -> Occasion:
    """A discussion with questions to both sides, a task, a file and a note."""
    parts: dict[str, Any] = {
        "earlier": (earlier(1, MARIA), earlier(2, IGOR, internal=True)),
        "posed": (
            asked(
                1,
                "Opening hours?",
                state=QuestionState.ANSWERED,
                changed_at=NOW - timedelta(hours=1),
                changed_in=10,
                evidence="From nine",
            ),
            asked(
                5,
                "Which paper?",
                state=QuestionState.PERHAPS,
                evidence="As before",
                changed_in=10,
                said_by=MARIA.called,
                said_by_id=MARIA.id,
            ),
            asked(2, "Short texts?", due=FRIDAY),
            asked(3, "Which photo?", due=FRIDAY, consequence="We take the old one."),
            asked(4, "When is it ready?", by=MARIA, side="team", post_id=10),
        ),
        "tasks": (TaskLine("Contact page", "in_progress", "Igor", FRIDAY),),
        "attachments": (("menu.pdf", 12_000_000),),
    }
    return occasion(author, MARIA, TOM, IGOR, **(parts | more))


def occasions() -> Iterator[tuple[str, Occasion]]:
    """A post with what case it is."""
    yield "usual", usual()
    yield "by-client", usual(MARIA)
    yield "unproven", usual(MARIA, post=post(MARIA, verified="unverified", released=False))
    yield "forged", usual(MARIA, post=post(MARIA, verified="failed", released=False))
    yield "member-unproven", usual(post=post(ANNA, verified="unverified"))
    yield "internal", usual(post=post(ANNA, internal=True))
    yield "bulk", usual(MARIA, post=post(MARIA, kind="list"))
    yield "runner-up", usual(MARIA, post=post(MARIA, runner_up=4))
    apart = frozenset({Flag.ANSWERS_HIDDEN})
    yield "answers-hidden", usual(MARIA, post=post(MARIA, runner_up=4), flags=apart)
    several = usual(MARIA, flags=frozenset({Flag.WHICH_TASK}))
    given = (TaskLine("Photos", "open", MARIA.called), TaskLine("Prices", "open", MARIA.called))
    yield "which-task", replace(several, tasks=given)
    yield "into-hidden", usual(MARIA, discussion=HIDDEN)
    yield "closed", usual(discussion=replace(DISCUSSION, state=State.CLOSED))
    yield "no-subject", usual(discussion=replace(DISCUSSION, subject=""))
    for move in Move:
        yield (
            f"move-{move}",
            usual(discussion=replace(DISCUSSION, whose_move=move), posed=(), tasks=()),
        )
