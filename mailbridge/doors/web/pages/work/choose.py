"""Another discussion of the project, chosen from a list or searched for, to put this one or a post
of it into.
"""

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit, number
from mailbridge.services.discussions import read
from mailbridge.services.refusal import Refused
from mailbridge.services.searching import search
from mailbridge.services.searching.found_views import FoundView
from mailbridge.steps.searching.excerpt import Piece

AT_ONCE = 30


async def into(visit: Visit) -> Response:
    """`?q=` narrows the list down; `?post=` is the one that goes, else all of the discussion does.
    Refused: no-such-post.
    """
    page = await read.outline_discussion(visit.container, visit.number("id"), visit.me)
    post = number(visit.asked("post")) if visit.asked("post") else None
    if post is not None and post not in {head.id for head in page.heads}:
        raise Refused("no-such-post")
    here, words = page.discussion, visit.asked("q")[:400]
    found = await _found(visit, here.project_id, words)
    return visit.page(
        "into.html",
        discussion=here,
        post=post,
        words=words,
        found={one: title for one, title in found.items() if one != here.id},
    )


async def _found(visit: Visit, project_id: int, words: str) -> dict[int, tuple[Piece, ...]]:
    """Discussions of a project by number, with their subjects."""
    if words.strip():
        page = await search.search(visit.container, words, visit.me, str(project_id))
        return _each_once([one for one in page.results if one.kind in ("discussion", "post")])
    newest = await read.list_discussions(
        visit.container, visit.me, project=str(project_id), limit=AT_ONCE
    )
    return {one.id: (Piece(one.subject),) for one in newest}


def _each_once(results: list[FoundView]) -> dict[int, tuple[Piece, ...]]:
    found: dict[int, tuple[Piece, ...]] = {}
    for one in results:
        if one.discussion_id is not None:
            found.setdefault(one.discussion_id, one.title)
    return dict(list(found.items())[:AT_ONCE])
