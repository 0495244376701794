"""The letters about a post: to the clients (templates client) and to the team (templates team)."""

from collections.abc import Sequence
from datetime import datetime

from mailbridge.domain.letter import Letter
from mailbridge.domain.letter_copy import Copy, addressed
from mailbridge.domain.message import Mailbox
from mailbridge.domain.occasion import Earlier, Occasion, Reader
from mailbridge.domain.project import Person
from mailbridge.steps.telling import recipients
from mailbridge.steps.telling.letter_parts.footer import footer
from mailbridge.steps.telling.letter_parts.letter_kind import LetterKind
from mailbridge.steps.telling.letter_parts.letterhead import (
    ABOUT_POST,
    Letterhead,
    acts_link,
    client_from,
    discussion_link,
    list_id,
    own_files_link,
    question_link,
    reply_to,
    tongue_of,
    unsubscribe,
    with_own_links,
)
from mailbridge.steps.telling.letter_parts.notices import invitation, noticed, whereabouts
from mailbridge.steps.telling.letter_parts.preheaders import client_preheader, team_preheader
from mailbridge.steps.telling.letter_parts.question_lists import concerning
from mailbridge.steps.telling.letter_parts.reach import Reach, reach, reached
from mailbridge.steps.telling.letter_parts.threading_fields import (
    letter_id,
    references,
    reply_subject,
    thread_index,
)
from mailbridge.steps.text.base_subject import spoken
from mailbridge.values import dataclass, replace

QUOTED_FOR_TEAM = 3


@dataclass(frozen=True, slots=True)
class Posted:
    """A post. `had_it`: lower-case addresses of who had that very mail already; `clients_only`: the
    team had its letters before; `team_only`: no client is written to.
    """

    occasion: Occasion
    had_it: frozenset[str] = frozenset()
    clients_only: bool = False
    team_only: bool = False


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the letters of one occasion to one side have in common."""

    from_: Mailbox
    to: tuple[Mailbox, ...]
    cc: tuple[Mailbox, ...]
    subject: str
    message_id: str
    references: tuple[str, ...]
    thread_index: str
    earlier: tuple[int, ...]
    story: tuple[int, ...]  # all that is at hand, for whom a task is theirs
    quoted_author: int | None


def readers(facts: Posted) -> Sequence[Reader]:
    """Everybody whom the post concerns, but its author."""
    told = recipients.choose(facts.occasion, facts.had_it).told
    barred = "team" if facts.clients_only else "client" if facts.team_only else ""
    return [reader for reader in told if reader.letter != barred]


def compose(
    facts: Posted, readers: Sequence[Reader], head: Letterhead, now: datetime
) -> list[Letter]:
    """The letters about a post, in the order of the readers. Only one about an internal post tells
    anything internal: answers to it stay inside.
    """
    whole = facts.occasion
    occasion = whole if whole.internal else whole.as_seen_outside()
    sides = {
        team: _shared(occasion, head, team)
        for team in {reader.letter == "team" for reader in readers}
    }
    first: dict[tuple[object, ...], Letter] = {}  # of each kind of reader
    letters = []
    for reader in readers:
        kind, shared = _kind_of_reader(occasion, reader), sides[reader.letter == "team"]
        if topic := occasion.topics.get(reader.person.id):
            shared = replace(shared, subject=reply_subject(spoken(topic)))
        if kind in first:
            letters.append(_copy(first[kind], occasion, reader, head, now))
        else:
            letters.append(_letter(occasion, reader, shared, head, now))
            first[kind] = letters[-1]
    return letters


def once(facts: Posted, reader: Reader, letter: Letter) -> str:
    """A post is told once to each reader."""
    return f"post:{letter.post_id}:{reader.person.id}"


POST = LetterKind("post", ("client", "team"), readers, compose, once)


def _kind_of_reader(occasion: Occasion, reader: Reader) -> tuple[object, ...]:
    """Equal for members whose letters differ in nothing but their copies; each client reads by
    themselves.
    """
    person, missing = reader.person, occasion.missing
    if reader.letter != "team":
        return (person.id,)
    wrote_missing = missing is not None and missing.person_id == person.id
    zone = person.language, person.time_zone
    return (reader.why, *zone, wrote_missing, concerning(occasion, person))


def _copy(
    first: Letter, occasion: Occasion, reader: Reader, head: Letterhead, now: datetime
) -> Letter:
    """The letter of a member who reads the same as another one."""
    person, below = reader.person, first.footer
    confirmed = below.to_confirm if below is not None else ()
    tongue = tongue_of(person, head, now)
    copy = Copy(
        to=(Mailbox(person.name, person.address),),
        reply_to=reply_to(occasion, person, head, tongue, inside=occasion.bulk),
        reader=person.called,
        why=reader.why,
        unsubscribe=unsubscribe(person.id, occasion.discussion.id, head),
        confirm_links=tuple(
            question_link(person.id, one.question_id, head, now) for one in confirmed
        ),
        files_link=own_files_link(occasion, person, head, now),
        acts_link=acts_link(person.id, ABOUT_POST, first.post_id or 0, head, now),
    )
    return addressed(first, copy)


def _letter(
    occasion: Occasion, reader: Reader, shared: _Shared, head: Letterhead, now: datetime
) -> Letter:
    person, post, author = reader.person, occasion.post, occasion.author
    assert post is not None
    assert author is not None
    team = reader.letter == "team"
    tongue = tongue_of(person, head, now)
    topic = reply_subject(shared.subject).removeprefix("Re: ")
    below = footer(occasion, person, topic, head.agency, tongue)
    own = reply_to(occasion, person, head, tongue, inside=occasion.bulk)
    below = with_own_links(below, person, occasion.discussion.id, own, head, now)
    answers = reach(occasion, tongue) if team else Reach()
    files = own_files_link(occasion, person, head, now)
    return Letter(
        name=reader.letter,
        language=tongue.language,
        time_zone=person.time_zone,
        to=(Mailbox(person.name, person.address),) if team else shared.to,
        cc=() if team else shared.cc,
        from_=shared.from_,
        reply_to=own,
        subject=shared.subject,
        message_id=shared.message_id,
        reader=person.called,
        in_reply_to=shared.references[-1] if shared.references else None,
        references=shared.references,
        thread_topic=topic,
        thread_index=shared.thread_index,
        list_id=list_id(occasion, head) if team else None,
        unsubscribe=unsubscribe(person.id, occasion.discussion.id, head),
        auto_submitted="auto-generated" if team else None,
        why=reader.why if team else None,
        post_id=post.id,
        author=author.called,
        author_is_client=not author.role.is_team,
        author_side=tongue.say("team" if author.role.is_team else "client"),
        verified=post.verified if post.channel == "mail" else "verified",
        internal=occasion.internal,
        written=post.created,
        earlier=shared.story if reader.why == "assignee" else shared.earlier,
        own_words=not team and shared.quoted_author == person.id,  # a team letter names authors
        attachments=occasion.attachments,
        files_link=files,
        acts_link=acts_link(person.id, ABOUT_POST, post.id, head, now) if team else "",
        files_until=now + head.files_live if files else None,
        invitation=invitation(occasion, tongue),
        footer=below,
        notices=noticed(
            occasion,
            below.questions,
            tongue,
            [*filter(None, [answers.left_out]), *whereabouts(occasion, person, head, tongue)],
            head,
        )
        if team
        else (),
        goes_to=answers.goes_to,
        may_go_to=answers.may_go_to,
        not_to=answers.not_to,
        goes_nowhere=answers.nowhere,
        bulk=occasion.bulk,
        link=discussion_link(occasion.discussion.id, head) if team else None,
        project=occasion.project.name,
        agency=head.agency,
        preheader=team_preheader(occasion, tongue)
        if team
        else client_preheader(occasion, below.questions, tongue),
    )


def _shared(occasion: Occasion, head: Letterhead, team: bool) -> _Shared:
    post, author = occasion.post, occasion.author
    assert post is not None
    assert author is not None
    clients = [] if occasion.internal else reached(occasion)
    visible = [before for before in occasion.earlier if team or _may_see(before, clients)]
    others = [person for person in clients if person.id != author.id]
    shown = [Mailbox(_name_shown(person, others, occasion), person.address) for person in others]
    subject = spoken(occasion.topic or occasion.discussion.subject)
    told = [
        before
        for before in visible
        if occasion.internal or (not before.internal and occasion.may_be_quoted(before.heard))
    ]
    quoted = _quoted_for_team(told) if team else _quoted_for_client(told, occasion, clients)
    return _Shared(
        from_=_team_from(occasion, author, head) if team else client_from(occasion, author, head),
        to=tuple(shown[:1]),
        cc=tuple(shown[1:]),
        subject=reply_subject(subject) if visible or not subject else subject,
        message_id=letter_id(post, head.key, head.domain),
        references=references(visible, team, post.message_id if post.channel == "mail" else None),
        thread_index=thread_index(occasion.discussion, post.created, head.key, not visible),
        earlier=tuple(before.id for before in quoted),
        story=tuple(before.id for before in reversed(told)),
        quoted_author=quoted[0].author_id if quoted else None,
    )


def _name_shown(person: Person, readers: Sequence[Person], occasion: Occasion) -> str:
    """As all of these readers see it; to themselves everybody has the name they gave."""
    return "" if len(readers) > 1 and person.id in occasion.nameless else person.name


def _may_see(before: Earlier, clients: Sequence[Person]) -> bool:
    """Whether one of these clients heard it."""
    return not before.internal and any(person.id in before.heard for person in clients)


def _quoted_for_client(
    visible: Sequence[Earlier], occasion: Occasion, clients: Sequence[Person]
) -> list[Earlier]:
    """What a client wrote last to all who read this letter: they see one another in To and Cc, and
    may answer to all. Never words of who waits to be let in, nor such as nobody proves: "you wrote"
    would say that the reader wrote them.
    """
    waiting = {
        participant.person.id for participant in occasion.participants if not participant.admitted
    }
    readers = {person.id for person in clients}
    return [
        before
        for before in reversed(visible)
        if not before.by_team
        and before.released
        and before.author_id not in waiting
        and readers <= before.heard
    ][:1]


def _quoted_for_team(visible: Sequence[Earlier]) -> list[Earlier]:
    return list(reversed(visible[-QUOTED_FOR_TEAM:]))


def _team_from(occasion: Occasion, author: Person, head: Letterhead) -> Mailbox:
    name = head.words.of(occasion.project.language).say(
        "{name} ({project}) via {installation}",
        name=author.called,
        project=occasion.project.name,
        installation="mailbridge",
    )
    return Mailbox(name, f"{occasion.project.key}@{head.domain}")
