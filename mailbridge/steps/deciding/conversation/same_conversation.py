"""Discussions that a letter shows to be one: its chain of References runs through messages of each
(RFC 5322 section 3.6.4).
"""

from mailbridge.domain.flag import Rule
from mailbridge.domain.inbound import Author, Facts, Inbound
from mailbridge.steps.deciding.conversation.discussion_age import is_closed_long_ago
from mailbridge.steps.deciding.conversation.message_refs import with_own
from mailbridge.steps.deciding.people.membership import takes_part

# discussions that may refer to a message nobody here saw and be one; what more refer to is a
# newsletter
SHARED = 2


def also_named(inbound: Inbound, facts: Facts) -> tuple[int, ...]:
    """Other discussions of the same conversation.

    Only where the author belongs in both, nothing internal would meet a client, and nobody parted
    them on purpose.
    """
    place, author = inbound.place, inbound.author
    here = facts.discussions.get(place.discussion_id) if place and place.discussion_id else None
    if (
        here is None
        or author is None
        or place is None
        or place.newcomer
        or place.rule not in (Rule.ANSWER, Rule.CHAIN)
        or all(seen.discussion_id == here.id for seen in facts.seen)
    ):
        return ()
    return tuple(
        sorted(
            other
            for other in _chained(inbound, facts) - {here.id}
            if _same(here.id, other, author, facts)
        )
    )


def _chained(inbound: Inbound, facts: Facts) -> set[int]:
    named = with_own(facts.named, inbound.reading.message)
    ours = {seen.discussion_id for seen in facts.seen if seen.by_us and seen.message_id in named}
    merely: dict[str, set[int]] = {}
    for sighting in facts.seen:
        if sighting.message_id in named and not sighting.by_us:
            merely.setdefault(sighting.message_id, set()).add(sighting.discussion_id)
    return ours.union(*(places for places in merely.values() if len(places) <= SHARED))


def _same(here: int, other: int, author: Author, facts: Facts) -> bool:
    discussion, there = facts.discussions[here], facts.discussions.get(other)
    if (
        there is None
        or there.internal != discussion.internal
        or there.parted
        or discussion.parted
        or there.to_many
        or discussion.to_many
    ):
        return False
    return takes_part(author, other, facts) and not is_closed_long_ago(there, facts)
