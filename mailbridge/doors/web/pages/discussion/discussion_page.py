"""One discussion: what was written and what happened, and what can be done about it."""

from collections.abc import Collection, Mapping, Sequence

from starlette.responses import Response

from mailbridge.domain.event import EventKind
from mailbridge.domain.event_details import VisibilityChanged
from mailbridge.doors.web.pages.discussion.composer import audience_words, empty
from mailbridge.doors.web.pages.discussion.live import present_words
from mailbridge.doors.web.pages.discussion.time_line import Part, marks, part, stretches, time_line
from mailbridge.doors.web.pages.work.along import ASKED
from mailbridge.doors.web.request import render, text
from mailbridge.doors.web.request.safety import WITH_REMOTE_PICTURES
from mailbridge.doors.web.request.visit import Visit, number, status_of
from mailbridge.services.desk import draft_files, drafts, reach, uncut
from mailbridge.services.desk.drafts import Draft
from mailbridge.services.desk.preview import Previewed
from mailbridge.services.discussions import inbox, read
from mailbridge.services.discussions.put_back import last_change
from mailbridge.services.follow_up import browse
from mailbridge.services.people import register
from mailbridge.services.projects import list_choices
from mailbridge.services.refusal import Refused
from mailbridge.services.telling import outbox
from mailbridge.services.views.models import (
    AttachmentView,
    DiscussionPage,
    ParticipantView,
    PersonView,
    PostView,
    QuestionView,
)
from mailbridge.values import replace

SEEN = (EventKind.SHARED, EventKind.HIDDEN)
UNDONE = ("post", "program", "kind", "number")  # what the address says of a deed, to undo it


def _first_new(visit: Visit, page: DiscussionPage, seen: int) -> int | None:
    """The first post of others that the visitor has not seen. None also where all is new."""
    others = (post for post in page.heads if post.author not in visit.me.addresses)
    fresh = [post.id for post in others if post.id > seen]
    return fresh[0] if fresh and fresh[0] != page.heads[0].id else None


async def _part(visit: Visit, page: DiscussionPage, draft: Draft) -> tuple[Part, int | None]:
    """What of it stands on this page, and the first post there that is new to the visitor; from now
    on they have seen it up to the last one.
    """
    seen = await inbox.see(visit.container, visit.me, page.discussion.id, 0)
    new = _first_new(visit, page, seen)
    wanted = 0 if visit.asked("all") else visit.asked_number("from")
    start = wanted if wanted is not None else draft.answers or None
    shown = part(time_line(page), new, start)
    ids = [moment.post.id for moment in shown.moments if moment.post is not None]
    if ids and max(ids) > seen:
        await inbox.see(visit.container, visit.me, page.discussion.id, max(ids))
    return shown, new if new in ids else None


def listed_files(post: PostView) -> list[AttachmentView]:
    """The files of a post that do not stand in its text already."""
    return [
        file
        for file in post.attachments
        if not file.decoration
        and not (file.content_id and text.stands_in(post.safe_html or "", file))
    ]


def decorations(post: PostView) -> list[AttachmentView]:
    """Logos and their like, each once."""
    return list({file.sha256: file for file in post.attachments if file.decoration}.values())


def left_open(page: DiscussionPage, mine: Sequence[str]) -> list[QuestionView]:
    """The clients' questions that are open after one's own answer, which stands last."""
    public = [post for post in page.heads if not post.internal]
    if not public or public[-1].author not in mine:
        return []
    return [
        question
        for question in page.questions
        if question.side == "team" and question.state == "open"
    ]


def newcomers(page: DiscussionPage) -> list[ParticipantView]:
    """Who waits to be let in."""
    return [participant for participant in page.participants if not participant.admitted]


async def show(visit: Visit) -> Response:
    """`?to=all` opens the form for all, `?to=internal` for a note; `?answers=` for the audience of
    that post; `?from=` begins with a post; `?pictures=all` shows, this once, the pictures that
    letters load from elsewhere.
    """
    to, answers = visit.asked("to"), visit.asked("answers")
    to = to if to in ("all", "internal") else "client"
    asked = empty(to, number(answers) if answers else 0)
    kept = await drafts.show_draft(visit.container, visit.me, visit.number("id"))
    return await shown(visit, visit.number("id"), asked if kept.is_empty else kept)


async def at_post(visit: Visit) -> Response:
    """The discussion of the post that a form was about, which says what was wrong."""
    place = await read.place_of_post(visit.container, visit.number("id"), visit.me)
    return await shown(visit, place, await drafts.show_draft(visit.container, visit.me, place))


async def at_letter(visit: Visit) -> Response:
    """The discussion of the letter that a form was about, which says what was wrong. Refused:
    no-such-letter, also where the letter belongs to no discussion.
    """
    letter = await outbox.show_letter(visit.container, visit.number("id"), visit.me)
    place = letter.discussion_id
    if place is None:
        raise Refused("no-such-letter")
    return await shown(visit, place, await drafts.show_draft(visit.container, visit.me, place))


async def shown(
    visit: Visit,
    discussion_id: int,
    draft: Draft,
    trouble: Refused | None = None,
    previewed: Previewed | None = None,
) -> Response:
    """The page; what had been typed and is not sent stands in its form."""
    outline = await read.outline_discussion(visit.container, discussion_id, visit.me)
    shown_part, new = await _part(visit, outline, draft)
    moments = shown_part.moments
    ids = [moment.post.id for moment in moments if moment.post is not None]
    told = [*ids, *outline.held]
    page = await _with_posts(visit, outline, [*ids, *outline.held, *_answered(draft)])
    remote = visit.asked("pictures") == "all"
    made = visit.page(
        "discussion.html",
        status_of(trouble) if trouble else 200,
        page=page,
        discussion=page.discussion,
        remote=remote,
        time_line=stretches(moments, {post.id: post for post in page.posts}),
        part=shown_part,
        new=new,
        trouble=_trouble(visit, page, draft, trouble),
        previewed=previewed,
        wrong_letter=visit.number("id") if visit.place == "again" else None,
        newest=max((post.id for post in page.heads), default=0),
        reach=await reach.list_deliveries(
            visit.container, discussion_id, visit.me, (min(told), max(told)) if told else None
        ),
        promise=await reach.promise_of(visit.container, discussion_id, visit.me),
        **await _beside(visit, page),
        **await _composer(visit, page, draft),
    )
    if remote:
        made.headers["content-security-policy"] = WITH_REMOTE_PICTURES
    return made


def _answered(draft: Draft) -> list[int]:
    """The post that the form answers: its readers are named there."""
    return [draft.answers] if draft.answers else []


async def _with_posts(
    visit: Visit, outline: DiscussionPage, ids: Collection[int]
) -> DiscussionPage:
    posts = await read.show_posts(visit.container, outline.discussion.id, visit.me, ids)
    return replace(outline, posts=posts)


def _trouble(visit: Visit, page: DiscussionPage, draft: Draft, trouble: Refused | None) -> str:
    """What is wrong; or who wrote meanwhile, and when."""
    if trouble is None:
        return ""
    newer = [
        post
        for post in page.heads
        if post.id > (draft.seen or 0) and post.author not in visit.me.addresses
    ]
    if trouble.code != "newer-words" or not newer:
        return trouble.words(visit.words)
    who = newer[-1].author_name or newer[-1].author
    times = render.times(visit.container.clock(), visit.words, visit.me.time_zone)
    return visit.words.say(
        "{who} answered {ago}: send yours anyway?", who=who, ago=times.ago(newer[-1].created)
    )


def _own_part(page: DiscussionPage, person_id: int) -> ParticipantView | None:
    """As whom the viewer takes part; None: they do not."""
    own = (part for part in page.participants if part.person.id == person_id)
    return next(own, None)


def _newest_change(page: DiscussionPage) -> int | None:
    """The number of the split, merge or move that can be taken back; None: there is none."""
    last = last_change([view.event for view in page.events])
    return last.id if last is not None else None


def _undone(visit: Visit, page: DiscussionPage) -> Mapping[str, str]:
    """What the address says of a deed, to undo it. What was hidden is shown again by a press: a
    link that somebody else made says nothing of it, nor one that something came after.
    """
    asked = {name: visit.asked(name)[:100] for name in UNDONE}
    last = next((view.event for view in reversed(page.events) if view.kind in SEEN), None)
    if last is None or not isinstance(last.details, VisibilityChanged):
        return asked | {"kind": ""}
    mine = last.actor_id == visit.me.id and last.kind.value == visit.asked("did")
    told = last.details.kind, str(last.details.number)
    return asked if mine and told == (asked["kind"], asked["number"]) else asked | {"kind": ""}


async def _beside(visit: Visit, page: DiscussionPage) -> dict[str, object]:
    """What stands beside the words: files, people, forms."""
    place = page.discussion.id
    return {
        "files": {post.id: listed_files(post) for post in page.posts},
        "decorations": {post.id: decorations(post) for post in page.posts},
        "marks": marks(page),
        "newcomers": newcomers(page),
        "mine": _own_part(page, visit.me.id),
        "with_task": {task.post_id for task in page.tasks},
        "dues": await browse.list_of_discussion(visit.container, place, visit.me),
        "projects": await list_choices(visit.container, visit.me) if visit.me.role.is_team else [],
        "holder": await inbox.holder(visit.container, place),
        "programs": await uncut.programs_of_authors(visit.container, place, visit.me),
        "did": visit.asked("did"),
        "change": _newest_change(page) if visit.me.role.is_team else None,
        "of": visit.asked("change"),
        "undone": _undone(visit, page),
        "team": await _team(visit, page.discussion.project_id),
    }


async def _composer(visit: Visit, page: DiscussionPage, draft: Draft) -> dict[str, object]:
    """What the form needs where there is one."""
    if not visit.me.role.is_team:
        return {"draft": draft}
    prospect = await reach.foresee(visit.container, page.discussion.id, visit.me)
    answered = next((post for post in page.posts if post.id == draft.answers), None)
    return {
        "draft": draft,
        "undo": int(visit.container.undo.total_seconds()),
        "answered": answered,
        "prospect": prospect,
        "present": present_words(
            visit, await drafts.list_present(visit.container, visit.me, page.discussion.id)
        ),
        "said": audience_words(prospect, visit.words),
        "left_open": left_open(page, visit.me.addresses),
        "asked": range(1, ASKED + 1),
        "kept": await draft_files.list_files(visit.container, visit.me, page.discussion.id),
    }


async def _team(visit: Visit, project_id: int) -> list[PersonView]:
    """Whom the discussion can be given to."""
    if not visit.me.role.is_team:
        return []
    known = await register.list_assignable(visit.container, visit.me, project_id)
    return [person for person in known if person.role in ("admin", "member") and person.addresses]
