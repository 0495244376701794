"""One discussion: what was written and what happened, and what can be done about it."""

from collections.abc import Sequence

from starlette.responses import Response

from mailbridge.doors.web.pages.discussion.composer import audience_words, empty
from mailbridge.doors.web.pages.discussion.live import present_words
from mailbridge.doors.web.pages.discussion.time_line import folded, marks, stretches, time_line
from mailbridge.doors.web.pages.work.start import ASKED
from mailbridge.doors.web.request import render, text
from mailbridge.doors.web.request.safety import WITH_REMOTE_PICTURES
from mailbridge.doors.web.request.visit import Visit, number, status_of
from mailbridge.services.desk import drafts, reach
from mailbridge.services.desk.drafts import Draft
from mailbridge.services.desk.preview import Previewed
from mailbridge.services.discussions import inbox, read
from mailbridge.services.follow_up import browse
from mailbridge.services.people import register
from mailbridge.services.projects import list_projects
from mailbridge.services.refusal import Refused
from mailbridge.services.views.models import (
    AttachmentView,
    DiscussionPage,
    ParticipantView,
    PersonView,
    PostView,
    QuestionView,
)


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
    """`?to=all` opens the form for all, `?to=internal` for a note; `?answers=` for the audience of
    that post; `?pictures=all` shows, this once, the pictures that letters load from elsewhere.
    """
    to, answers = visit.asked("to"), visit.asked("answers")
    to = to if to in ("all", "internal") else "client"
    asked = empty(to, number(answers) if answers else 0)
    kept = await drafts.show_draft(visit.container, visit.me, visit.number("id"))
    return await shown(visit, visit.number("id"), asked if kept.is_empty else kept)


async def shown(
    visit: Visit,
    discussion_id: int,
    draft: Draft,
    trouble: Refused | None = None,
    previewed: Previewed | None = None,
) -> Response:
    """The page; what had been typed and is not sent stands in its form."""
    page = await read.show_discussion(visit.container, discussion_id, visit.me)
    new = await _first_new(visit, page)
    earlier, moments = folded(time_line(page), new, whole=bool(visit.asked("all")))
    remote = visit.asked("pictures") == "all"
    first = next((moment.post.id for moment in moments if moment.post is not None), 0)
    made = visit.page(
        "discussion.html",
        status_of(trouble) if trouble else 200,
        page=page,
        discussion=page.discussion,
        remote=remote,
        time_line=stretches(moments),
        earlier=earlier,
        new=new,
        trouble=_trouble(visit, page, draft, trouble),
        previewed=previewed,
        newest=max((post.id for post in page.posts), default=0),
        reach=await reach.list_deliveries(visit.container, discussion_id, visit.me, first),
        promise=await reach.promise_of(visit.container, discussion_id, visit.me),
        **await _beside(visit, page),
        **await _composer(visit, page, draft),
    )
    if remote:
        made.headers["content-security-policy"] = WITH_REMOTE_PICTURES
    return made


def _trouble(visit: Visit, page: DiscussionPage, draft: Draft, trouble: Refused | None) -> str:
    """What is wrong; or who wrote meanwhile, and when."""
    if trouble is None:
        return ""
    newer = [
        post
        for post in page.posts
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
        "projects": await list_projects(visit.container, visit.me) if visit.me.role.is_team else [],
        "holder": await inbox.holder(visit.container, place),
        "team": await _team(visit),
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
        "lost_files": [file.name for file in visit.files],
    }


async def _team(visit: Visit) -> list[PersonView]:
    """Whom the discussion can be given to."""
    if not visit.me.role.is_team:
        return []
    known = await register.list_assignable(visit.container, visit.me)
    return [person for person in known if person.role in ("admin", "member") and person.addresses]
