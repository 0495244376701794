"""Which discussion does it belong to? The rules, in their order:

1. token      the reply address names person and discussion
2. answer     In-Reply-To, then References newest first, name a message of a discussion (32 ids at most)
3. chain      they, Outlook's Thread-Index, or a letter that came earlier name an ancestor we never saw
4. quoted     what the letter quotes was written in a discussion that its author takes part in
5. subject    the same base subject in the same project, an author known there, and recent enough
6. new        none of these: a discussion of its own

Guards: a stranger never joins by subject nor by another's token; one who holds ids that only a reader of the letters can
know is filed there as a newcomer; a discussion closed long ago is continued in a new, linked one; so is one whose subject
the client replaced by typing a new one over it.
"""

import base64
import binascii
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from mailbridge.domain.discussion import Discussion, State
from mailbridge.domain.inbound import Author, Facts, Inbound, Place
from mailbridge.domain.message import Kind, Message
from mailbridge.domain.verdict import Verdict
from mailbridge.steps.attention import is_thanks
from mailbridge.steps.subject import base_subject

NEWEST = 32  # ids of a References field that are looked at
WINDOW = timedelta(days=60)  # how old a discussion may be that is joined by its subject
SHORT_WINDOW = timedelta(days=7)  # when the subject is short or common
REOPENS = timedelta(days=30)  # how long after its end a reply still belongs to a discussion
COMMON_EN = "question questions hello hi invoice help urgent request update meeting info information test website site problem"
COMMON_RU = "вопрос вопросы привет здравствуйте счет счёт помощь срочно запрос встреча сайт тест проблема добрый день"
COMMON = frozenset(f"{COMMON_EN} {COMMON_RU}".split())


def subject_key(subject: str) -> str:
    """The base subject as it is compared: any case, no outer punctuation."""
    return base_subject(subject).casefold().strip(" .!?…:-")


def ids_named(message: Message) -> tuple[str, ...]:
    """The ids an answer names, nearest first: In-Reply-To, then References from the newest back, then Outlook's index."""
    newest = tuple(reversed(message.references))[:NEWEST]
    index = thread_index(message)
    return tuple(dict.fromkeys([*message.in_reply_to, *newest, *([index] if index else [])]))


def wanted(message: Message) -> tuple[str, ...]:
    """Every id whose discussion matters: those it names, and its own, which an earlier letter may have named."""
    own = (message.message_id,) if message.message_id else ()
    return (*ids_named(message), *own)


def thread_index(message: Message) -> str | None:
    """The part of Thread-Index that is the same in a whole conversation ([MS-OXOMSG] 2.2.1.3), as a pseudo-id."""
    value = message.header("Thread-Index")
    if not value:
        return None
    try:
        blob = base64.b64decode("".join(value.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    return f"thread-index:{blob[:22].hex()}" if len(blob) >= 22 and len(blob) % 5 == 2 else None


def decide(inbound: Inbound, facts: Facts) -> Inbound | Verdict:
    author = inbound.author
    if author is None:
        return inbound
    place = _by_token(author, facts) or _by_ids(inbound.reading.message, author, facts) or _by_words(inbound, author, facts) or _new(facts)
    place = _guarded(place, inbound, facts)
    where = f"discussion {place.discussion_id}" if place.discussion_id else "a new discussion"
    doubt = f"; may belong to {place.runner_up}" if place.runner_up else ""
    evidence = f" ({place.evidence})" if place.evidence else ""
    return replace(inbound, place=place).said("thread", f"{where}, by {place.rule}{evidence}{doubt}")


def _new(facts: Facts) -> Place:
    """Its own discussion; a subject that somebody else's discussion has is worth a hint to the team."""
    return Place(None, "new", runner_up=facts.candidates[0].id if facts.candidates else None)


def _knows(author: Author, discussion_id: int, facts: Facts) -> bool:
    """Takes part in the discussion, or belongs to its project."""
    if author.person is None:
        return False
    return author.member_of_project or author.person.role.is_team or author.person.id in facts.authors_of.get(discussion_id, ())


def _by_token(author: Author, facts: Facts) -> Place | None:
    discussion = facts.reply_discussion
    if discussion is None:
        return None
    if _knows(author, discussion.id, facts):
        own = facts.reply_person is not None and author.person is not None and facts.reply_person.id == author.person.id
        return Place(discussion.id, "token", "the reply address" if own else "a reply address of somebody else there")
    if any(seen.discussion_id == discussion.id and seen.by_us for seen in facts.seen):
        return Place(discussion.id, "token", "a reply address with the ids of our letters", newcomer=True)
    return Place(None, "new", "a reply address that was given to somebody else", runner_up=discussion.id)


def _by_ids(message: Message, author: Author, facts: Facts) -> Place | None:
    """The nearest id wins; a message we hold outranks an ancestor that was only named."""
    by_id: dict[str, list[tuple[int, bool]]] = {}
    for seen in facts.seen:
        by_id.setdefault(seen.message_id, []).append((seen.discussion_id, seen.by_us))
    named = [one for one in wanted(message) if one in by_id]
    for by_us, rule in ((True, "answer"), (False, "chain")):
        for one in named:
            places = [discussion for discussion, ours in by_id[one] if ours is by_us]
            if places:
                return _joined(max(places), rule, one, author, facts)
    return None


def _joined(discussion_id: int, rule: str, message_id: str, author: Author, facts: Facts) -> Place | None:
    if _knows(author, discussion_id, facts):
        return Place(discussion_id, rule, f"it names {message_id}")
    return Place(discussion_id, rule, f"a newcomer who names {message_id}", newcomer=True) if rule == "answer" else None


def _by_words(inbound: Inbound, author: Author, facts: Facts) -> Place | None:
    known = [one for one in facts.candidates if _knows(author, one.id, facts)]
    for quoted in facts.quoted_in:
        if _knows(author, quoted, facts):
            return Place(quoted, "quoted", "it quotes what was written there")
    recent = [one for one in known if _recent_enough(one, inbound, facts)]
    if not recent:
        return None
    mine = [one for one in recent if author.person is not None and author.person.id in facts.authors_of.get(one.id, ())]
    best = (mine or recent)[0]
    rest = [one.id for one in recent if one.id != best.id]
    return Place(best.id, "subject", f"the same subject, last active {best.updated:%Y-%m-%d}", runner_up=rest[0] if rest else None)


def _recent_enough(discussion: Discussion, inbound: Inbound, facts: Facts) -> bool:
    key = subject_key(inbound.reading.message.subject)
    words = key.split()
    if not words:
        return False
    weak = len(words) == 1 or all(word.strip(",!") in COMMON for word in words)
    window = SHORT_WINDOW if weak else WINDOW
    return facts.now - discussion.updated <= window and not _closed_long_ago(discussion, facts)


def _closed_long_ago(discussion: Discussion, facts: Facts) -> bool:
    return discussion.state is State.CLOSED and discussion.closed_at is not None and facts.now - discussion.closed_at > REOPENS


def _guarded(place: Place, inbound: Inbound, facts: Facts) -> Place:
    discussion = facts.discussions.get(place.discussion_id) if place.discussion_id else None
    if discussion is None or inbound.reading.kind is not Kind.HUMAN:
        return place
    if _closed_long_ago(discussion, facts) and not is_thanks(inbound.reading.body):
        return Place(None, "late reply", f"discussion {discussion.id} was closed long ago", discussion.id, flags=("continues",))
    key = subject_key(inbound.reading.message.subject)
    if not key or key == subject_key(discussion.subject) or place.newcomer:
        return place
    if _stands_alone(inbound):
        return Place(None, "changed subject", f"an answer with a subject of its own, in {discussion.id}", discussion.id, flags=("linked",))
    return replace(place, flags=(*place.flags, "subject-changed"))


def _stands_alone(inbound: Inbound) -> bool:
    """A new subject typed over the old one, above a text that quotes nothing and says something."""
    reading = inbound.reading
    subject = reading.message.subject.strip()
    prefixed = base_subject(subject) != " ".join(subject.split())
    return not prefixed and not reading.trimmed.quoted.strip() and len(_words(reading.body)) >= 8


def _words(text: str) -> list[str]:
    return text.split()


def joined_ids(message: Message) -> Iterable[str]:
    """Ids to remember with the discussion once it is filed: later letters may name only these."""
    return ids_named(message)
