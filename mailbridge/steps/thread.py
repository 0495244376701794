"""Which discussion does it belong to? The rules, in their order:

1. token      the reply address names person and discussion
2. answer     In-Reply-To, then References newest first, name a message of a discussion (32 ids at most)
3. chain      they, Outlook's Thread-Index, or a letter that came earlier name an ancestor we never saw
              (a letter that names messages of two discussions shows that they are one: see `also_named`)
4. quoted     what the letter quotes was written in a discussion that its author takes part in
5. subject    the same base subject in the same project, an author known there, and recent enough;
              a fresh letter, no answer, only where the author or a colleague takes part
6. new        none of these: a discussion of its own

Guards: a stranger never joins by subject nor by another's token; another client of the project never joins by what many may
have (an ancestor, quoted words), and waits to be let in where he comes by a token, an id or a subject; one who holds ids
that only a reader of the letters can know is filed there as a newcomer; a discussion closed long ago is continued in a new,
linked one; so is one whose subject the client replaced by typing a new one over it.
"""

import base64
import binascii
import re
from dataclasses import replace
from datetime import datetime, timedelta

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
UNSEEN_WINDOW = timedelta(days=3)  # when it answers a letter that never came here: only who takes part is believed, and not for long
PROVIDERS = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "hotmail.com",
        "live.com",
        "msn.com",
        "yahoo.com",
        "icloud.com",
        "me.com",
        "mac.com",
        "aol.com",
        "gmx.de",
        "gmx.net",
        "web.de",
        "t-online.de",
        "yandex.ru",
        "yandex.com",
        "ya.ru",
        "mail.ru",
        "bk.ru",
        "list.ru",
        "inbox.ru",
        "rambler.ru",
        "ukr.net",
        "proton.me",
        "protonmail.com",
        "orange.fr",
        "free.fr",
        "laposte.net",
        "libero.it",
        "wp.pl",
        "o2.pl",
        "onet.pl",
        "seznam.cz",
        "qq.com",
        "163.com",
        "126.com",
        "naver.com",
        "zoho.com",
        "fastmail.com",
    ]
)
COMMON_EN = "question questions hello hi invoice help urgent request update meeting info information test website site problem"
COMMON_RU = "вопрос вопросы привет здравствуйте счет счёт помощь срочно запрос встреча сайт тест проблема добрый день"
COMMON = frozenset(f"{COMMON_EN} {COMMON_RU}".split())


_BLOB = re.compile(r"\[[^\[\]]{1,60}\]\s*")  # a list's or a gateway's tag: subj-blob of RFC 5256 section 2.1


def subject_key(subject: str) -> str:
    """The base subject as it is compared: any case, no outer punctuation, no [tags] while something else remains."""
    base = base_subject(subject)
    while (blob := _BLOB.match(base)) and base[blob.end() :]:
        base = base_subject(base[blob.end() :])
    return base.casefold().strip(" .!?…:-")


def is_answer(message: Message) -> bool:
    """Its subject says so: a prefix of some language stands before it."""
    return base_subject(message.subject) != " ".join(message.subject.split())


def colleagues(address: str) -> str | None:
    """The domain whose people are taken for colleagues of this author; a mail provider's customers are none."""
    domain = address.rpartition("@")[2]
    return None if not domain or domain in PROVIDERS else domain


def moment(message: Message, received: datetime) -> datetime:
    """When it was written, as far as that can be believed: never later than it came."""
    return min(message.date, received) if message.date is not None else received


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
    if place.discussion_id is not None and not _belongs(author, place.discussion_id, facts):
        place = replace(place, newcomer=True)
    where = f"discussion {place.discussion_id}" if place.discussion_id else "a new discussion"
    rule = f", by {place.rule}" if place.rule != "new" else ""
    doubt = f"; may belong to {place.runner_up}" if place.runner_up else ""
    evidence = f" ({place.evidence})" if place.evidence else ""
    return replace(inbound, place=place).said("thread", f"{where}{rule}{evidence}{doubt}")


def _new(facts: Facts) -> Place:
    """Its own discussion; a subject that somebody else's discussion has is worth a hint to the team."""
    return Place(None, "new", runner_up=facts.candidates[0].id if facts.candidates else None)


def _knows(author: Author, discussion_id: int, facts: Facts) -> bool:
    """Takes part in the discussion, or belongs to its project."""
    if author.person is None:
        return False
    return author.member_of_project or author.person.role.is_team or author.person.id in facts.authors_of.get(discussion_id, ())


def _belongs(author: Author, discussion_id: int, facts: Facts) -> bool:
    """May read there at once: the team, who takes part, and colleagues. Another client of the same project has to be let in."""
    if author.person is None:
        return False
    colleague = author.member_of_project and discussion_id in facts.colleagues_in
    return colleague or author.person.role.is_team or author.person.id in facts.authors_of.get(discussion_id, ())


def _takes_part(author: Author, discussion_id: int, facts: Facts) -> bool:
    return author.is_team or (author.person is not None and author.person.id in facts.authors_of.get(discussion_id, ()))


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
    for quoted in facts.quoted_in:
        if _knows(author, quoted, facts):
            return Place(quoted, "quoted", "it quotes what was written there")
    known = [one for one in facts.candidates if _knows(author, one.id, facts)]
    recent = [one for one in known if _recent_enough(one, inbound, facts)]
    mine = [one for one in recent if author.person is not None and author.person.id in facts.authors_of.get(one.id, ())]
    if ids_named(inbound.reading.message):
        recent = mine = [one for one in mine if _age(one, inbound, facts) <= UNSEEN_WINDOW]
    elif not is_answer(inbound.reading.message):
        recent = [one for one in recent if one in mine or one.id in facts.colleagues_in]
    if not recent:
        return None
    best = (mine or recent)[0]
    rest = [one.id for one in recent if one.id != best.id]
    return Place(best.id, "subject", f"the same subject, last written to on {best.last_written:%Y-%m-%d}", rest[0] if rest else None)


def _recent_enough(discussion: Discussion, inbound: Inbound, facts: Facts) -> bool:
    key = subject_key(inbound.reading.message.subject)
    words = key.split()
    if not words:
        return False
    weak = len(words) == 1 or all(word.strip(",!") in COMMON for word in words)
    window = SHORT_WINDOW if weak else WINDOW
    return _age(discussion, inbound, facts) <= window and not _closed_long_ago(discussion, facts)


def _age(discussion: Discussion, inbound: Inbound, facts: Facts) -> timedelta:
    """How long the discussion had been silent when the letter was written."""
    return moment(inbound.reading.message, facts.now) - discussion.last_written


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


def also_named(inbound: Inbound, facts: Facts) -> tuple[int, ...]:
    """Other discussions of the same conversation: one chain of References runs through messages of each (RFC 5322 section 3.6.4).

    Only where the author belongs in both, nothing internal would meet a client, and nobody parted them on purpose.
    """
    place, author = inbound.place, inbound.author
    here = facts.discussions.get(place.discussion_id) if place and place.discussion_id else None
    if here is None or author is None or place is None or place.newcomer or place.rule not in ("answer", "chain"):
        return ()
    named = set(ids_named(inbound.reading.message))
    chained = {one.discussion_id for one in facts.seen if one.message_id in named} - {here.id}
    return tuple(sorted(other for other in chained if _same_conversation(here, other, author, facts)))


def _same_conversation(here: Discussion, other: int, author: Author, facts: Facts) -> bool:
    there = facts.discussions.get(other)
    if there is None or there.internal != here.internal or there.parted or here.parted:
        return False
    return _takes_part(author, other, facts) and not _closed_long_ago(there, facts)
