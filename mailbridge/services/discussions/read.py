"""Discussions, their files and their messages, as people read them at any door."""

from collections.abc import Collection

from sqlalchemy import Connection

from mailbridge.domain.event import EventKind
from mailbridge.domain.message import Attachment
from mailbridge.domain.project import Person
from mailbridge.services.access import (
    discussion_of,
    may_see,
    project_of,
    reads_inside,
    visible_projects,
)
from mailbridge.services.container import Container
from mailbridge.services.kept_octets import bytes_to_show
from mailbridge.services.refusal import Refused
from mailbridge.services.telling.take_back import held_posts
from mailbridge.services.views import discussion_views, post_views
from mailbridge.services.views.models import (
    AttachmentView,
    DiscussionPage,
    DiscussionView,
    PostView,
)
from mailbridge.services.views.whole_posts import whole_posts
from mailbridge.steps.reading.mime.attached_letters import file_in
from mailbridge.steps.reading.mime.attachments import part_payload
from mailbridge.store.directory import following
from mailbridge.store.discussions import audiences, discussions, posts
from mailbridge.values import replace

_SAID_BY_POSTS = (EventKind.POSTED, EventKind.NOTED)


async def list_discussions(
    container: Container,
    viewer: Person | None = None,
    project: str | None = None,
    state: str | None = None,
    limit: int | None = 100,
    before_id: int | None = None,
) -> list[DiscussionView]:
    """The discussions that a viewer sees, newest activity first; `before_id` continues a list after
    that discussion. Refused: no-such-project.
    """

    def query(db: Connection) -> list[DiscussionView]:
        only = project_of(db, project, viewer).id if project is not None else None
        last = discussions.by_id(db, before_id) if before_id is not None else None
        before = (last.updated, last.id) if last is not None else None
        page = discussions.page(
            db, visible_projects(db, viewer), only, state, limit, before, reads_inside(viewer)
        )
        return discussion_views.discussion_views(db, page)

    return await container.store.read(query)


async def show_discussion(
    container: Container, discussion_id: int, viewer: Person | None = None
) -> DiscussionPage:
    """A discussion with everything in it that the viewer may read. Refused: no-such-discussion."""

    def query(db: Connection) -> DiscussionPage:
        discussion = discussion_of(db, discussion_id, viewer)
        page = discussion_views.discussion_page(db, discussion, _reader(viewer))
        return _as_read(db, page, viewer)

    return await container.store.read(query)


def _as_read(db: Connection, page: DiscussionPage, viewer: Person | None) -> DiscussionPage:
    """With what only the team knows."""
    if _reader(viewer) is not None:
        return page
    place = page.discussion.id
    follows = viewer is not None and following.follows(db, place, viewer.id) is True
    return replace(page, held=held_posts(db, place), follows=follows)


async def outline_discussion(
    container: Container, discussion_id: int, viewer: Person
) -> DiscussionPage:
    """A discussion as `show_discussion` gives it, but with the heads of its posts alone, and
    without the events that say that they were written. Refused: no-such-discussion.
    """

    def query(db: Connection) -> DiscussionPage:
        discussion, reader = discussion_of(db, discussion_id, viewer), _reader(viewer)
        outline = discussion_views.discussion_outline(db, discussion, reader, _SAID_BY_POSTS)
        return _as_read(db, outline, viewer)

    return await container.store.read(query)


async def show_posts(
    container: Container, discussion_id: int, viewer: Person, ids: Collection[int]
) -> tuple[PostView, ...]:
    """The posts of a discussion with these ids, as far as the viewer may read them. Refused:
    no-such-discussion.
    """

    def query(db: Connection) -> tuple[PostView, ...]:
        place = discussion_of(db, discussion_id, viewer).id
        return whole_posts(db, place, _reader(viewer), ids)

    return await container.store.read(query)


def _reader(viewer: Person | None) -> int | None:
    """Whose eyes a page is for; None: the team's."""
    return viewer.id if viewer is not None and not reads_inside(viewer) else None


async def place_of_post(container: Container, post_id: int, viewer: Person | None = None) -> int:
    """The discussion that a post stands in. Refused: no-such-post, no-such-discussion."""

    def query(db: Connection) -> int:
        post = posts.post_by_id(db, post_id)
        if post is None:
            raise Refused("no-such-post")
        return discussion_of(db, post.discussion_id, viewer).id

    return await container.store.read(query)


async def read_attachment(
    container: Container,
    attachment_id: int,
    viewer: Person | None = None,
    inner: str | None = None,
) -> tuple[AttachmentView, bytes]:
    """A file and its bytes; with `inner`, of an attached letter the file of that part. Refused:
    no-such-file, also where the viewer may not read its post.
    """

    def query(db: Connection) -> tuple[AttachmentView, bytes | None, str, str]:
        row = posts.attachment(db, attachment_id)
        if (
            row is None
            or not may_see(db, viewer, row.project_id)
            or (row.inside and not reads_inside(viewer))
            or not _may_read(db, row.post_id, viewer)
        ):
            raise Refused("no-such-file")
        return post_views.attachment_view(row), row.content, row.raw_sha256, row.part

    view, content, sha256, part = await container.store.read(query)
    if inner is not None:
        file = file_in(view.letter, inner) if view.letter is not None else None
        if file is None:
            raise Refused("no-such-file")
        view, part = _inner_view(view, file), inner
    return view, part_payload(await bytes_to_show(container, content, sha256), part)


def _inner_view(outer: AttachmentView, file: Attachment) -> AttachmentView:
    """A file of an attached letter, under the number of the letter."""
    return AttachmentView(
        outer.id,
        file.last_part,
        file.content_type,
        file.size,
        file.sha256,
        file.inline,
        file.content_id,
        inside=outer.inside,
    )


def _may_read(db: Connection, post_id: int, viewer: Person | None) -> bool:
    reader = _reader(viewer)
    return reader is None or audiences.may_read(audiences.of_posts(db, [post_id]), post_id, reader)
