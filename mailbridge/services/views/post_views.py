"""Posts as lists and pages show them, with files, audience and reactions."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from mailbridge.domain.message import AttachedLetter, Invitation
from mailbridge.domain.project import Participant, Person
from mailbridge.domain.told import Told, find
from mailbridge.services.views.models import (
    AttachmentView,
    PersonView,
    PostView,
    ReactionView,
)
from mailbridge.services.views.person_views import person_view
from mailbridge.steps.telling.letter_parts.own_html import says_no_more
from mailbridge.store.discussions import (
    posts,
    reactions,
)
from mailbridge.store.discussions.audiences import Heard
from mailbridge.store.discussions.post_text import text_of
from mailbridge.store.engine.typed_json import from_json
from mailbridge.values import replace


def posts_for(
    inside: bool,
    rows: Sequence[Any],
    files: Sequence[Any],
    known: Mapping[int, Person],
    heard: Heard,
) -> tuple[PostView, ...]:
    """The posts with their files; for who reads nothing internal without what the team quoted:
    letters about internal posts may stand there.
    """
    if inside:
        return _post_views(rows, files, known, heard)
    shown = _post_views(rows, [file for file in files if not file.stays_inside], known, heard)
    return tuple(_unquoted(post) if post.author_is_team else post for post in shown)


def marked(
    shown: tuple[PostView, ...], rows: Sequence[Any], taking_part: Sequence[Participant]
) -> tuple[PostView, ...]:
    """With which of them stay with the team until somebody passes them on."""
    aside = {participant.person.id for participant in taking_part if participant.aside}
    stay = {
        row.id
        for row in rows
        if not row.internal
        and (not row.released or (row.released_by is None and row.author_id in aside))
    }
    return tuple(replace(post, stays=True) if post.id in stay else post for post in shown)


def with_sentences(
    shown: tuple[PostView, ...], trails: Mapping[int, tuple[str, ...]]
) -> tuple[PostView, ...]:
    """Why each stands here and what is proven of its author, as sentences of its trail: they can be
    told in each language.
    """
    return tuple(_with_its_sentences(post, trails.get(post.inbound_id or 0, ())) for post in shown)


def with_reactions(
    shown: tuple[PostView, ...],
    signs: Mapping[int, tuple[reactions.Given, ...]],
    known: Mapping[int, Person],
) -> tuple[PostView, ...]:
    """With what people sent in answer to each."""

    def views(post_id: int) -> tuple[ReactionView, ...]:
        return tuple(
            ReactionView(sign.emoji, person.address, person.called, sign.at)
            for sign in signs[post_id]
            if (person := known.get(sign.person_id)) is not None
        )

    return tuple(
        replace(post, reactions=views(post.id)) if post.id in signs else post for post in shown
    )


def _sentence(trail: tuple[str, ...], text: str) -> str:
    """What no trail tells may still be a sentence without values."""
    known = find(trail, text)
    return known if isinstance(known, Told) or "{" in text else Told(text)


def _with_its_sentences(post: PostView, trail: tuple[str, ...]) -> PostView:
    rule, colon, evidence = post.why.partition(": ")
    why = (
        Told("{rule}: {evidence}", rule=Told(rule), evidence=find(trail, evidence))
        if colon
        else Told(rule)
    )
    return replace(post, why=why, verified_why=_sentence(trail, post.verified_why))


def _unquoted(post: PostView) -> PostView:
    whole = not post.quoted and post.reply.strip() == post.text.strip()
    if not whole:
        return replace(post, text=post.reply, quoted="", safe_html=None)
    html = post.safe_html
    return post if not html or says_no_more(html, post.text) else replace(post, safe_html=None)


_MADE = {"author", "flags", "held", "attachments", "audience", "invitation", "text"}


_SAME = tuple(  # what a view shows of a post as the table holds it
    field.name
    for field in fields(PostView)
    if field.name in posts.COLUMNS and field.name not in _MADE
)


def _post_views(
    rows: Sequence[Any], files: Sequence[Any], known: Mapping[int, Person], heard: Heard
) -> tuple[PostView, ...]:
    by_post: dict[int, list[AttachmentView]] = defaultdict(list)
    for file in files:
        by_post[file.post_id].append(attachment_view(file))
    return tuple(
        PostView(
            **{name: row._mapping[name] for name in _SAME},
            text=text_of(row),
            author=known[row.author_id].address,
            author_name=known[row.author_id].called,
            author_is_team=known[row.author_id].role.is_team,
            flags=tuple(row.flags),
            held=tuple(row.held or ()),
            attachments=tuple(by_post[row.id]),
            audience=() if row.internal else people_of(heard, row.id, 0, known),
            left_out=people_of(heard, row.id, 1, known),
            invitation=from_json(Invitation, row.invitation) if row.invitation else None,
            columns=row._mapping,
        )
        for row in rows
    )


def people_of(
    heard: Heard, post_id: int, group: int, known: Mapping[int, Person]
) -> tuple[PersonView, ...]:
    """Of a post, by id: group 0 are those who heard it, group 1 those who did not."""
    heard_it = heard[post_id][group] if post_id in heard else frozenset()
    return tuple(person_view(known[one]) for one in sorted(heard_it) if one in known)


def attachment_view(row: Any) -> AttachmentView:
    """A file of a post from its row."""
    return AttachmentView(
        row.id,
        row.filename,
        row.content_type,
        row.size,
        row.sha256,
        row.inline,
        row.content_id,
        row.decoration,
        bool(row.stays_inside),
        from_json(AttachedLetter, row.letter) if row.letter else None,
    )
