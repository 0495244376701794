"""One discussion: what was written and what happened, and what can be done about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from starlette.responses import Response

from mailbridge.doors.web.pages.work.start import ASKED, along_of
from mailbridge.doors.web.request import text
from mailbridge.doors.web.request.safety import WITH_REMOTE_PICTURES
from mailbridge.doors.web.request.visit import Visit, number, see, status_of
from mailbridge.services import tasks
from mailbridge.services.discussions import inbox, read, write
from mailbridge.services.follow_up import browse
from mailbridge.services.people import leaving
from mailbridge.services.people.follow import follow_discussion
from mailbridge.services.projects import list_projects
from mailbridge.services.refusal import Refused
from mailbridge.services.telling.take_back import take_back_post
from mailbridge.services.views.models import (
    AttachmentView,
    DiscussionPage,
    EventView,
    ParticipantView,
    PostView,
    QuestionView,
)

LATEST = 20  # posts that stand on a page of many
SHOWN_ELSEWHERE = (
    "posted",
    "noted",
    "question_asked",
    "newcomer",
)  # as posts, in the rail, above the posts


@dataclass(frozen=True, slots=True)
class Moment:
    """A post or an event on the time line."""

    at: datetime
    post: PostView | None = None
    event: EventView | None = None


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


async def _first_new(visit: Visit, page: DiscussionPage) -> int | None:
    """The first post of others that the visitor has not seen; from now on they have. None also
    where all is new.
    """
    if not page.posts:
        return None
    newest = max(post.id for post in page.posts)
    seen = await inbox.see(visit.container, visit.me, page.discussion.id, newest)
    others = (post for post in page.posts if post.author not in visit.me.addresses)
    fresh = [post.id for post in others if post.id > seen]
    return fresh[0] if fresh and fresh[0] != page.posts[0].id else None


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
    public = [post for post in page.posts if not post.internal]
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
    """`?to=all` opens the form for all; `?answers=` for the audience of that post;
    `?pictures=all` shows, this once, the pictures that letters load from elsewhere.
    """
    to, answers = visit.asked("to"), visit.asked("answers")
    to = "all" if to == "all" else "client"
    return await _shown(visit, visit.number("id"), to=to, answers=number(answers) if answers else 0)


async def _shown(
    visit: Visit,
    discussion_id: int,
    trouble: Refused | None = None,
    draft: str = "",
    to: str = "client",
    answers: int = 0,
) -> Response:
    """The page; what had been typed and is not sent stands in its form."""
    page = await read.show_discussion(visit.container, discussion_id, visit.me)
    new = await _first_new(visit, page)
    earlier, moments = folded(time_line(page), new, whole=bool(visit.asked("all")))
    remote = visit.asked("pictures") == "all"
    made = visit.page(
        "discussion.html",
        status_of(trouble) if trouble else 200,
        page=page,
        remote=remote,
        time_line=moments,
        earlier=earlier,
        new=new,
        dues=await browse.list_of_discussion(visit.container, page.discussion.id, visit.me),
        answered=next((post for post in page.posts if post.id == answers), None),
        trouble=trouble.words(visit.words) if trouble else "",
        draft=draft,
        to=to,
        **await _beside(visit, page),
    )
    if remote:
        made.headers["content-security-policy"] = WITH_REMOTE_PICTURES
    return made


def _own_part(page: DiscussionPage, person_id: int) -> ParticipantView | None:
    """As whom the viewer takes part; None: they do not."""
    own = (part for part in page.participants if part.person.id == person_id)
    return next(own, None)


async def _beside(visit: Visit, page: DiscussionPage) -> dict[str, object]:
    """What stands beside the words: files, people, forms."""
    return {
        "undo": int(visit.container.undo.total_seconds()),
        "files": {post.id: listed_files(post) for post in page.posts},
        "decorations": {post.id: decorations(post) for post in page.posts},
        "newcomers": newcomers(page),
        "mine": _own_part(page, visit.me.id),
        "with_task": {task.post_id for task in page.tasks},
        "left_open": left_open(page, visit.me.addresses),
        "typed": visit.form,
        "projects": await list_projects(visit.container, visit.me) if visit.me.role.is_team else [],
        "asked": range(1, ASKED + 1),
        "holder": await inbox.holder(visit.container, page.discussion.id),
    }


async def reply(visit: Visit) -> Response:
    """An answer or a note; only the plain words "client" and "all" send anything out of here."""
    to, typed = visit.form.get("to", ""), visit.form.get("text", "")
    answers = number(visit.form["answers"]) if visit.form.get("answers") else 0
    try:
        made = await write.add_reply(
            visit.container,
            visit.me,
            visit.number("id"),
            typed,
            internal=to not in ("client", "all"),
            to_all=to == "all",
            answers=answers or None,
            along=along_of(visit),
        )
    except Refused as refusal:
        if status_of(refusal) == 404:
            raise
        return await _shown(visit, visit.number("id"), refusal, typed, to, answers)
    return see(f"/discussions/{visit.number('id')}#post-{made}")


async def take_back(visit: Visit) -> Response:
    """Undo an answer that has not left yet; its words go back into the form."""
    discussion_id = number(visit.form.get("discussion", ""))
    page = await read.show_discussion(visit.container, discussion_id, visit.me)
    post = next((post for post in page.posts if post.id == visit.number("id")), None)
    await take_back_post(visit.container, visit.number("id"), visit.me)
    return await _shown(visit, discussion_id, draft=post.text if post else "")


async def close(visit: Visit) -> Response:
    """Close the discussion; goes back to it."""
    await write.close_discussion(visit.container, visit.me, visit.number("id"))
    return _back(visit)


async def reopen(visit: Visit) -> Response:
    """Open it again; goes back to it."""
    await write.reopen_discussion(visit.container, visit.me, visit.number("id"))
    return _back(visit)


async def mute(visit: Visit) -> Response:
    """No more letters to me about this discussion, or letters again."""
    page = await read.show_discussion(visit.container, visit.number("id"), visit.me)
    await write.mute_discussion(
        visit.container, visit.me.id, page.discussion.id, muted=visit.form.get("muted") == "yes"
    )
    return _back(visit)


async def follow(visit: Visit) -> Response:
    """All of it in letters to me, or only what names me; goes back to it."""
    follows = visit.form.get("follows") == "yes"
    await follow_discussion(visit.container, visit.me, visit.number("id"), follows)
    return _back(visit)


async def admit(visit: Visit) -> Response:
    """Let the form's newcomer in; goes back to the discussion."""
    await write.admit_newcomer(
        visit.container, visit.me, visit.number("id"), number(visit.form.get("person", ""))
    )
    return _back(visit)


async def leave(visit: Visit) -> Response:
    """Somebody hears no more of this discussion."""
    address = visit.form.get("address", "")
    await leaving.leave_discussion(visit.container, address, visit.number("id"), visit.me)
    return _back(visit)


async def make_task(visit: Visit) -> Response:
    """Make the post a task; goes to it."""
    made = await tasks.make_task(
        visit.container, visit.me, visit.number("id"), visit.form.get("title") or None
    )
    return see(f"/discussions/{made.discussion_id}#task-{made.id}")


def _back(visit: Visit) -> Response:
    return see(f"/discussions/{visit.number('id')}")
