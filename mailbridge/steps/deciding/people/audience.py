"""Who a post was meant for: the rules of ordinary mail, decided once, when it is filed.

A client's post is for us and for whoever stands in its To and Cc. A member's answer goes to the
audience of the post it answers, however the member sent it; `#all` widens it to all clients of the
discussion, and whoever was taken out of it (`#without`) is in no audience any more.
"""

from mailbridge.domain.audience import INSIDE, Audience, AudienceReason
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of a post when its audience is decided. Everybody is named by the id of their
    person; clients are all who are not of the team.
    """

    author: int
    by_team: bool = False  # the author is a member, proven or not
    internal: bool = False  # the post, or its discussion
    clients: frozenset[int] = frozenset()  # who take part, the author and those named included
    aside: frozenset[int] = frozenset()  # of them: third parties whom a member wrote to apart
    gone: frozenset[int] = frozenset()  # were taken out of the discussion
    named: frozenset[int] = frozenset()  # clients in To and Cc, or named by #client
    our_address_shown: bool = True  # an address of ours stood in To or Cc
    waiting: bool = False  # the author waits to be let in
    robot: bool = False  # nobody reads at the author's address
    by_reply_address: bool = False  # it came to a reply address, or from the web: it is an answer
    answered: frozenset[int] | None = None  # the audience of the post it answers
    newest: frozenset[int] | None = None  # that of the newest post that a client may see
    to_all: bool = False  # #all, or the button
    recall: bool = False  # it only asks to have a letter back: nobody else hears it


def decide(post: Circumstances) -> Audience:
    """The people the post was meant for, and why; the other clients of the discussion are left
    out. Third parties count as left out of nothing.
    """
    if post.internal:
        return INSIDE
    heard, reason = _heard(post)
    heard -= post.gone - {post.author}
    others = post.clients - heard - post.aside - post.gone - {post.author}
    return Audience(heard, others, reason)


def _heard(post: Circumstances) -> tuple[frozenset[int], AudienceReason]:
    if not post.recall:
        return _by_member(post) if post.by_team else _by_client(post)
    if post.by_team:
        return frozenset(), AudienceReason.NOBODY
    return frozenset({post.author}), AudienceReason.AUTHOR_ALONE


def _by_client(post: Circumstances) -> tuple[frozenset[int], AudienceReason]:
    alone = frozenset({post.author})
    if post.robot:
        return frozenset(), AudienceReason.ROBOT
    if post.waiting:
        return alone, AudienceReason.WAITING
    if not post.our_address_shown:
        return alone, AudienceReason.BLIND_COPY
    if post.named - alone:
        return alone | post.named, AudienceReason.NAMED
    return alone, AudienceReason.AUTHOR_ALONE


def _by_member(post: Circumstances) -> tuple[frozenset[int], AudienceReason]:
    if post.to_all:
        return (post.clients - post.aside) | post.named, AudienceReason.ALL
    if post.named and not post.by_reply_address:
        return post.named, AudienceReason.WRITTEN_TO
    if post.answered is not None:
        return post.answered | post.named, AudienceReason.ANSWERED
    if post.newest is not None:
        return post.newest | post.named, AudienceReason.NEWEST
    return post.named, AudienceReason.WRITTEN_TO if post.named else AudienceReason.NOBODY
