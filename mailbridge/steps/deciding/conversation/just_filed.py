"""What is known of a discussion once a post is filed there, without asking the store."""

from collections.abc import Collection

from mailbridge.domain.audience import Audience
from mailbridge.domain.discussion import Post
from mailbridge.domain.filed_post import FiledPost
from mailbridge.domain.flag import Flag
from mailbridge.domain.message import Attachment
from mailbridge.domain.occasion import Earlier, Known, Said
from mailbridge.domain.project import Person
from mailbridge.values import replace

BEGINNING = 600  # characters of a post by which whose move it is, and circles, are told


def with_filed(
    known: Known,
    filed: FiledPost,
    post_id: int,
    author: Person,
    audience: Audience,
    files: Collection[Attachment],
) -> Known:
    """What is known of a discussion, with a post that has just been filed by this author, with
    these files.
    """
    return replace(
        known,
        filed=_as_earlier(filed, post_id, author, audience, files),
        said=_said(filed, post_id, audience, files),
    )


def _as_earlier(
    filed: FiledPost,
    post_id: int,
    author: Person,
    audience: Audience,
    files: Collection[Attachment],
) -> Earlier:
    source = filed.source
    return Earlier(
        id=post_id,
        author_id=author.id,
        by_team=author.role.is_team,
        internal=filed.internal,
        created=filed.created,
        message_id=filed.message_id,
        letter_id=None,
        released=source.released,
        heard=audience.heard,
        alias=source.alias,
        answer_to=source.answer_to,
        channel=filed.channel,
        kind=filed.kind,
        verified=source.verified,
        staged=author.staged,
        flags=frozenset(source.flags),
        written=source.written,
        begins=filed.reply[:BEGINNING],
        has_files=any(not file.inline for file in files),
        held=bool(filed.held),
    )


def _said(
    filed: FiledPost, post_id: int, audience: Audience, files: Collection[Attachment]
) -> Said:
    source = filed.source
    post = Post(
        post_id,
        filed.discussion_id,
        filed.author_id,
        filed.channel,
        filed.internal,
        source.verified,
        filed.message_id,
        filed.created,
        "",
        "",
        kind=filed.kind,
        runner_up=source.runner_up,
        released=source.released,
    )
    return Said(
        post,
        audience,
        bool(files),
        source.alias,
        source.answer_to,
        source.subject if Flag.SUBJECT_CHANGED in source.flags else None,
        source.form,
        source.invitation,
        frozenset(source.flags),
    )
