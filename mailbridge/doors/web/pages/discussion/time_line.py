"""What a page shows of a discussion in the order in which it happened."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import groupby

from mailbridge.domain.event_details import QuestionAsked, QuestionChanged
from mailbridge.services.views.models import DiscussionPage, EventView, PostHead, PostView
from mailbridge.values import dataclass

LATEST = 20  # posts that stand on a page of many
MOST = 40  # posts on one page
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
    post: PostHead | None = None
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
    posts = [Moment(post.created, post=post) for post in page.heads]
    written = {post.created for post in page.heads}
    told = [
        event
        for event in page.events
        if event.kind not in SHOWN_ELSEWHERE
        and not (event.kind == "joined" and event.at in written)
    ]
    return sorted(
        [*posts, *(Moment(event.at, event=event) for event in told)], key=lambda moment: moment.at
    )


@dataclass(frozen=True, slots=True)
class Part:
    """What of a time line stands on one page; `before` and `after` are the posts that the parts
    around it begin with, None where there are none.
    """

    moments: list[Moment]
    earlier: int = 0  # posts before it
    before: int | None = None
    later: int = 0  # posts behind it
    after: int | None = None


def part(moments: list[Moment], new: int | None, start: int | None = None) -> Part:
    """From a post on (`start`), or all where they are few; else the latest posts, and all from the
    first that is new to the reader. At most MOST posts.
    """
    places = [at for at, moment in enumerate(moments) if moment.post is not None]
    ids = [post.id for at in places if (post := moments[at].post) is not None]
    first = _first(ids, new, start)
    end = min(first + MOST, len(ids))
    return Part(
        moments[places[first] if first else 0 : places[end] if end < len(ids) else None],
        first,
        ids[max(first - MOST, 0)] if first else None,
        len(ids) - end,
        ids[end] if end < len(ids) else None,
    )


def _first(ids: list[int], new: int | None, start: int | None) -> int:
    """The place of the post that a part begins with."""
    if start is not None and len(ids) <= MOST:
        return 0
    if start is not None:
        return next(
            (place for place, post in enumerate(ids) if post >= start), max(len(ids) - 1, 0)
        )
    latest = max(len(ids) - LATEST, 0)
    return min(latest, ids.index(new)) if new in ids else latest


def stretches(moments: Iterable[Moment], posts: Mapping[int, PostView]) -> list[Stretch]:
    """Posts, and between them what happened, together where it may be folded. `posts`: those that
    are there, by id.
    """
    made: list[Stretch] = []
    for kind, group in groupby(moments, key=_together):
        held = list(group)
        if kind == "post":
            ids = [moment.post.id for moment in held if moment.post is not None]
            made += [Stretch(post=posts[number]) for number in ids if number in posts]
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
