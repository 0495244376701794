"""What a page shows of a discussion in the order in which it happened."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from mailbridge.domain.event_details import QuestionAsked, QuestionChanged
from mailbridge.services.views.models import DiscussionPage, EventView, PostView

LATEST = 20  # posts that stand on a page of many
SHOWN_ELSEWHERE = (
    "posted",
    "noted",
    "question_asked",
    "newcomer",
)  # as posts, in the rail, above the posts
ALONE = frozenset(  # what nobody may overlook is never folded away
    {"missing", "held", "nobody_told", "letter_failed", "letter_doubted", "complaint_doubted"}
    | {"another_address", "circling", "linked", "away"}
)
OF_QUESTIONS = {
    "question_asked": "asks",
    "question_perhaps": "perhaps",
    "question_answered": "answers",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A post or an event on the time line."""

    at: datetime
    post: PostView | None = None
    event: EventView | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A post alone, or what happened between two of them."""

    post: PostView | None = None
    events: tuple[EventView, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """What a post did to a question."""

    did: str  # asks, perhaps, answers
    side: str  # who is asked: client, team
    number: int
    text: str


def time_line(page: DiscussionPage) -> list[Moment]:
    """Posts and events in the order they happened; an event at the same moment stands below its
    post.

    That an author takes part with their own post goes without saying.
    """
    posts = [Moment(post.created, post=post) for post in page.posts]
    written = {post.created for post in page.posts}
    told = [
        event
        for event in page.events
        if event.kind not in SHOWN_ELSEWHERE
        and not (event.kind == "joined" and event.at in written)
    ]
    return sorted(
        [*posts, *(Moment(event.at, event=event) for event in told)], key=lambda moment: moment.at
    )


def folded(moments: list[Moment], new: int | None, whole: bool = False) -> tuple[int, list[Moment]]:
    """How many earlier posts are left out, and the rest: the latest posts, and all from the first
    that is new to the reader.
    """
    places = [at for at, moment in enumerate(moments) if moment.post is not None]
    first = next((at for at in places if (post := moments[at].post) and post.id == new), None)
    if whole or len(places) <= LATEST:
        return 0, moments
    start = places[-LATEST] if first is None else min(places[-LATEST], first)
    return sum(at < start for at in places), moments[start:]


def stretches(moments: Iterable[Moment]) -> list[Stretch]:
    """Posts, and between them what happened, together where it may be folded."""
    made: list[Stretch] = []
    for kind, group in groupby(moments, key=_together):
        held = list(group)
        if kind == "post":
            made += [Stretch(post=moment.post) for moment in held]
        else:
            events = [moment.event for moment in held if moment.event is not None]
            apart = kind == "alone"
            made += (
                [Stretch(events=(event,)) for event in events]
                if apart
                else [Stretch(events=tuple(events))]
            )
    return made


def _together(moment: Moment) -> str:
    if moment.event is None:
        return "post"
    return "alone" if moment.event.kind in ALONE else "events"


def marks(page: DiscussionPage) -> Mapping[int, tuple[Mark, ...]]:
    """What each post asked and answered, in the order of the numbers."""
    by_post: dict[int, dict[tuple[str, int], Mark]] = defaultdict(dict)
    for view in page.events:
        event, details = view.event, view.event.details
        did = OF_QUESTIONS.get(view.kind)
        if did is None or event.post_id is None:
            continue
        if isinstance(details, QuestionAsked | QuestionChanged):
            side = details.side or ""
            by_post[event.post_id][side, details.number] = Mark(
                did, side, details.number, details.text
            )
    return {post: tuple(did[key] for key in sorted(did)) for post, did in by_post.items()}
