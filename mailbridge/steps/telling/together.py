"""Letters to a member about one discussion that wait become one letter with all of their posts."""

from collections.abc import Sequence

from mailbridge.domain.letter import Letter, Told
from mailbridge.domain.occasion import Occasion
from mailbridge.values import replace


def posts_of(letter: Letter) -> tuple[int, ...]:
    """The posts that a letter tells of, oldest first."""
    newest = (letter.post_id,) if letter.post_id is not None else ()
    return (*(told.post_id for told in letter.together), *newest)


def posts_of_topics(letter: Letter) -> tuple[int, ...]:
    """The posts that a morning letter tells of."""
    return tuple(number for topic in letter.topics for number in topic.posts)


def may_join(occasion: Occasion, letter: Letter, waiting: Letter) -> bool:
    """Whether the letter about the occasion's post may tell what the waiting one does. An answer
    to it must reach exactly those whom an answer to each of its posts reaches: the posts are all
    for the same clients, all inside or all not, and all proven alike; no answer to bulk mail.
    """
    post = occasion.post
    if post is None or letter.bulk or waiting.bulk or waiting.internal != letter.internal:
        return False
    known = {before.id: before for before in occasion.earlier}
    return all(
        number in known
        and known[number].internal == post.internal
        and known[number].released == post.released
        and known[number].heard == occasion.audience.heard
        for number in posts_of(waiting)
    )


def joined(letter: Letter, waiting: Sequence[Letter]) -> Letter:
    """The letter with what the waiting ones, oldest first, tell."""
    together = tuple(told for before in waiting for told in (*before.together, _told(before)))
    posts = {told.post_id for told in together}
    return replace(
        letter,
        together=(*together, *letter.together),
        earlier=tuple(number for number in letter.earlier if number not in posts),
    )


def _told(letter: Letter) -> Told:
    assert letter.post_id is not None
    assert letter.written is not None
    return Told(
        letter.post_id,
        letter.author,
        letter.author_side,
        letter.author_is_client,
        letter.verified,
        letter.written,
        letter.notices,
        letter.invitation,
        letter.attachments,
        letter.files_of,
    )
