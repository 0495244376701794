"""Letters as values: whom they show, what their header says, what is asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mailbridge.domain.address import ReplyAddress, encode
from mailbridge.domain.discussion import Post, QuestionState
from mailbridge.domain.letter import Asked, Footer, Letter
from mailbridge.domain.message import Mailbox
from mailbridge.domain.occasion import Earlier, Occasion, Posed, Reader
from mailbridge.domain.project import Person
from mailbridge.domain.token import Purpose, sign
from mailbridge.steps.telling.letter_parts.footer import footer
from mailbridge.steps.telling.letter_parts.question_lists import earliest
from mailbridge.steps.telling.letter_parts.threading_fields import (
    letter_id,
    references,
    reply_subject,
    thread_index,
)
from mailbridge.steps.telling.words.catalogue import Catalogues, sentence
from mailbridge.steps.telling.words.tongue import Tongue
from mailbridge.steps.text.base_subject import spoken

QUOTED_FOR_TEAM = 3
QUESTION_LINK_LIVES = timedelta(days=14)
# Whether the reader wrote the missing letter, and whether its day is known.
_MISSING = {
    (False, False): sentence(
        "{name}'s letter is missing here, and this one answers it. Forward it to {address}, and it "
        "joins."
    ),
    (False, True): sentence(
        "{name}'s letter of {day} is missing here, and this one answers it. Forward it to "
        "{address}, and it joins."
    ),
    (True, False): sentence(
        "Your letter is missing here, and this one answers it. Forward it to {address}, and it "
        "joins."
    ),
    (True, True): sentence(
        "Your letter of {day} is missing here, and this one answers it. Forward it to {address}, "
        "and it joins."
    ),
}


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What all letters of the installation have in common."""

    agency: str
    domain: str  # of the project addresses
    domains: frozenset[str]
    public_url: str
    key: bytes  # signs tokens and ids
    words: Catalogues


@dataclass(frozen=True, slots=True)
class Shared:
    """What the letters of one occasion to one side have in common."""

    from_: Mailbox
    to: tuple[Mailbox, ...]
    cc: tuple[Mailbox, ...]
    subject: str
    message_id: str
    references: tuple[str, ...]
    thread_topic: str
    thread_index: str
    earlier: tuple[int, ...]
    quoted_author: int | None
    clients: tuple[str, ...]
    reachable: tuple[str, ...]  # clients whom #client reaches


def of_post(
    occasion: Occasion, readers: Sequence[Reader], head: Letterhead, now: datetime
) -> list[Letter]:
    """The letters about a post, in the order of the readers. Only one about an internal post tells
    anything internal: answers to it stay inside.
    """
    whole = occasion
    occasion = whole if whole.internal else whole.as_seen_outside()
    sides = {
        team: _shared(occasion, head, team)
        for team in {reader.letter == "team" for reader in readers}
    }
    return [
        _letter(occasion, reader, sides[reader.letter == "team"], head, now) for reader in readers
    ]


def _letter(
    occasion: Occasion, reader: Reader, shared: Shared, head: Letterhead, now: datetime
) -> Letter:
    person, post, author = reader.person, occasion.post, occasion.author
    assert post is not None
    assert author is not None
    team = reader.letter == "team"
    tongue = tongue_of(person, head, now)
    below = with_links(
        footer(occasion, person, shared.thread_topic, head.agency, tongue), person, head, now
    )
    return Letter(
        name=reader.letter,
        language=tongue.language,
        time_zone=person.time_zone,
        to=(Mailbox(person.name, person.address),) if team else shared.to,
        cc=() if team else shared.cc,
        from_=shared.from_,
        reply_to=reply_to(occasion, person, head, tongue, inside=occasion.bulk),
        subject=shared.subject,
        message_id=shared.message_id,
        reader=person.called,
        in_reply_to=shared.references[-1] if shared.references else None,
        references=shared.references,
        thread_topic=shared.thread_topic,
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
        earlier=shared.earlier,
        own_words=shared.quoted_author == person.id,
        attachments=occasion.attachments,
        footer=below,
        notices=_noticed(
            occasion, below.questions, tongue, _whereabouts(occasion, person, head, tongue), head
        )
        if team
        else (),
        goes_to=shared.clients if team and not occasion.internal and not occasion.bulk else (),
        may_go_to=shared.reachable if team and occasion.internal else (),
        bulk=occasion.bulk,
        link=discussion_link(occasion.discussion.id, head) if team else None,
        project=occasion.project.name,
        agency=head.agency,
        preheader=_team_preheader(occasion, tongue)
        if team
        else _client_preheader(below.questions, tongue),
    )


def _shared(occasion: Occasion, head: Letterhead, team: bool) -> Shared:
    post, author = occasion.post, occasion.author
    assert post is not None
    assert author is not None
    visible = [one for one in occasion.earlier if team or not one.internal]
    clients = [] if occasion.internal else clients_reached(occasion)
    shown = [Mailbox(one.name, one.address) for one in clients if one.id != author.id]
    subject = spoken(occasion.discussion.subject)
    told = [one for one in visible if occasion.internal or not one.internal]
    quoted = _quoted_for_team(told) if team else _quoted_for_client(told, occasion)
    return Shared(
        from_=_team_from(occasion, author, head) if team else _client_from(occasion, author, head),
        to=tuple(shown[:1]),
        cc=tuple(shown[1:]),
        subject=reply_subject(subject) if visible or not subject else subject,
        message_id=letter_id(post, head.key, head.domain),
        references=references(visible, team, post.message_id if post.channel == "mail" else None),
        thread_topic=reply_subject(subject).removeprefix("Re: "),
        thread_index=thread_index(occasion.discussion, post.created, head.key, not visible),
        earlier=tuple(one.id for one in quoted),
        quoted_author=quoted[0].author_id if quoted else None,
        clients=tuple(one.called for one in clients),
        reachable=()
        if occasion.discussion.internal
        else tuple(one.called for one in clients_reached(occasion)),
    )


def tongue_of(person: Person, head: Letterhead, now: datetime) -> Tongue:
    return Tongue(head.words.of(person.language), person.time_zone, now)


def clients_reached(occasion: Occasion) -> list[Person]:
    """The clients whom a reply reaches; first who wrote last."""
    around = [
        one
        for one in occasion.participants
        if not one.person.role.is_team and one.admitted and not one.muted
    ]
    people = [one.person for one in around if one.person.address and not one.person.unreachable]
    before = [one.author_id for one in reversed(occasion.earlier) if not one.by_team]
    author = occasion.author
    last = author.id if author is not None and not author.role.is_team else next(iter(before), None)
    return sorted(people, key=lambda person: person.id != last)


def _quoted_for_client(visible: Sequence[Earlier], occasion: Occasion) -> list[Earlier]:
    """What a client wrote last; never words of who waits to be let in, nor such as nobody proves:
    "you wrote" would say that the reader wrote them.
    """
    waiting = {one.person.id for one in occasion.participants if not one.admitted}
    return [
        one
        for one in reversed(visible)
        if not one.by_team and one.released and one.author_id not in waiting
    ][:1]


def _quoted_for_team(visible: Sequence[Earlier]) -> list[Earlier]:
    return list(reversed(visible[-QUOTED_FOR_TEAM:]))


def installation_address(occasion: Occasion, head: Letterhead) -> str:
    """The project's address, or an alias of its project that may stand in From.

    An alias may where its domain is ours or above ours: then a signature for our domain is aligned
    (RFC 7489 section 3.1.1).
    """
    own = f"{occasion.project.key}@{head.domain}"
    return next(
        (alias for alias in occasion.aliases if _aligned(alias.rpartition("@")[2], head.domains)),
        own,
    )


def _aligned(domain: str, domains: Iterable[str]) -> bool:
    return any(
        ours == domain or (ours.endswith(f".{domain}") and "." in domain) for ours in domains
    )


def _client_from(occasion: Occasion, author: Person, head: Letterhead) -> Mailbox:
    words = head.words.of(occasion.project.language)
    name = words.say(
        "{name} ({agency})" if author.role.is_team else "{name} via {agency}",
        name=author.called,
        agency=head.agency,
    )
    return Mailbox(name, installation_address(occasion, head))


def _team_from(occasion: Occasion, author: Person, head: Letterhead) -> Mailbox:
    name = head.words.of(occasion.project.language).say(
        "{name} ({project}) via {installation}",
        name=author.called,
        project=occasion.project.name,
        installation="mailbridge",
    )
    return Mailbox(name, f"{occasion.project.key}@{head.domain}")


def reply_to(
    occasion: Occasion, person: Person, head: Letterhead, tongue: Tongue, inside: bool = False
) -> Mailbox:
    """A signed address: this person, this discussion. The answer to an internal post stays
    inside.
    """
    internal = inside or occasion.internal
    local = encode(ReplyAddress(person.id, occasion.discussion.id, internal), head.key)
    name = tongue.say(
        "{project} (internal)" if internal else "{agency} - {project}",
        agency=head.agency,
        project=occasion.project.name,
    )
    return Mailbox(name, f"{local}@{head.domain}")


def list_id(occasion: Occasion, head: Letterhead) -> str:
    """RFC 2919: a name for the list of this project's letters, which stays when its address is
    changed.
    """
    return f"project-{occasion.project.id}.{head.domain}"


def unsubscribe(person_id: int, discussion_id: int, head: Letterhead) -> str:
    """The page, and the target of the one-click POST, that mutes this discussion for this
    person.
    """
    return f"{head.public_url}/u/{sign(Purpose.MUTE, (person_id, discussion_id), head.key)}"


def question_link(person_id: int, question_id: int, head: Letterhead, now: datetime) -> str:
    """The page on which a person says whether some words answered their question."""
    expiry = int((now + QUESTION_LINK_LIVES).timestamp())
    token = sign(Purpose.QUESTION, (person_id, question_id, expiry), head.key)
    return f"{head.public_url}/q/{token}"


def with_links(below: Footer, person: Person, head: Letterhead, now: datetime) -> Footer:
    """The footer with a link at each question to confirm."""
    linked = (
        replace(one, link=question_link(person.id, one.question_id, head, now))
        for one in below.to_confirm
    )
    return replace(below, to_confirm=tuple(linked))


def discussion_link(discussion_id: int, head: Letterhead) -> str:
    return f"{head.public_url}/discussions/{discussion_id}"


def _gap(occasion: Occasion, reader: Person, head: Letterhead, tongue: Tongue) -> list[str]:
    """Which letter is missing, and what helps."""
    missing = occasion.missing
    if missing is None:
        return []
    return [
        tongue.say(
            _MISSING[missing.person_id == reader.id, missing.written is not None],
            name=missing.name,
            day=tongue.date_of(missing.written) if missing.written else "",
            address=f"{occasion.project.key}@{head.domain}",
        )
    ]


def _whereabouts(occasion: Occasion, reader: Person, head: Letterhead, tongue: Tongue) -> list[str]:
    """What its place in this discussion leaves open."""
    return [*_gap(occasion, reader, head, tongue), *_doubt(occasion, head, tongue)]


def _doubt(occasion: Occasion, head: Letterhead, tongue: Tongue) -> list[str]:
    """The other discussion it may belong to."""
    other = occasion.post.runner_up if occasion.post is not None else None
    return (
        [
            tongue.say(
                "It may belong to another discussion: {link}", link=discussion_link(other, head)
            )
        ]
        if other is not None
        else []
    )


def _noticed(
    occasion: Occasion,
    listed: Sequence[Asked],
    tongue: Tongue,
    place: Sequence[str],
    head: Letterhead,
) -> tuple[str, ...]:
    """What mailbridge found in this post, besides the questions listed below it."""
    post, author = occasion.post, occasion.author
    if post is None or author is None:
        return ()
    found = [one.question for one in occasion.posed if _answered_here(one, post)]
    asked = [
        one.question
        for one in occasion.posed
        if one.post_id == post.id and one.question.side == "team"
    ]
    known = {one.number for one in listed}
    said = [tongue.say("Bulk mail: nobody waits for an answer.")] if occasion.bulk else []
    said += place
    said += [
        tongue.say(
            "{q} is answered: {text}", q=tongue.say("Q{number}", number=one.number), text=one.text
        )
        for one in found
    ]
    said += [
        tongue.say("New question to the team: {text}", text=one.text)
        for one in asked
        if one.number not in known
    ]
    unproven = author.role.is_team and not occasion.by_team
    return (
        *(
            [
                tongue.say(
                    "The address belongs to a member of the team, but nothing proves that the "
                    "member wrote this. No client got it."
                )
            ]
            if unproven
            else []
        ),
        *_kept(occasion, author, head, tongue),
        *_what_stands_inside(occasion, head, tongue),
        *_waiting(occasion, author, tongue),
        *said,
    )


def _what_stands_inside(occasion: Occasion, head: Letterhead, tongue: Tongue) -> list[str]:
    """In a letter that answers to go out: how much there is inside, and nothing of it."""
    said = [
        tongue.say_number("{number} internal note", "{number} internal notes", occasion.notes)
        if occasion.notes
        else "",
        tongue.say_number("{number} inside task", "{number} inside tasks", occasion.inside_tasks)
        if occasion.inside_tasks
        else "",
    ]
    if occasion.internal or not any(said):
        return []
    what, link = ", ".join(filter(None, said)), discussion_link(occasion.discussion.id, head)
    return [tongue.say("Not shown in this letter: {what}. {link}", what=what, link=link)]


def _kept(occasion: Occasion, author: Person, head: Letterhead, tongue: Tongue) -> list[str]:
    """A client's words that nobody proves: whom they did not go to, by address, and how they do."""
    post = occasion.post
    others = [
        str(Mailbox(one.person.name, one.person.address))
        for one in occasion.participants
        if one.admitted and not one.person.role.is_team and one.person.id != author.id
    ]
    if post is None or post.released or occasion.internal or author.role.is_team or not others:
        return []
    link = f"{head.public_url}/posts/{post.id}/release"
    return [
        tongue.say(
            "Nothing proves that {name} wrote this. It stays with the team; to pass it on to "
            "{names}, begin your answer with #pass, or press the button at {link}",
            name=author.called,
            names=tongue.joined(others),
            link=link,
        )
    ]


def _answered_here(one: Posed, post: Post) -> bool:
    question = one.question
    here = question.changed_in == post.id and question.state is QuestionState.ANSWERED
    return here and question.side == "client"


def _waiting(occasion: Occasion, author: Person, tongue: Tongue) -> list[str]:
    """Who is shown and not let in, by address: anybody may choose his name."""
    waiting = [
        Mailbox(one.person.name, one.person.address)
        for one in occasion.participants
        if not one.admitted
    ]
    named = [one for one in waiting if one.address != author.address]
    said = [
        tongue.say(
            "{name} is new here and waits: no client got this, and no letter goes there"
            " until you write #admit.",
            name=one,
        )
        for one in waiting
        if one not in named
    ]
    if named:
        said.append(
            tongue.say(
                "Named here, but not let in: {names}. No letter goes there until you write "
                "#admit {first}",
                names=tongue.joined([str(one) for one in named]),
                first=named[0].address,
            )
        )
    return said


def _client_preheader(questions: Sequence[Asked], tongue: Tongue) -> str:
    open_ = [one for one in questions if not one.answered]
    if not open_:
        return ""
    what = tongue.say_number("{number} question for you", "{number} questions for you", len(open_))
    due = earliest(open_)
    return tongue.say("{what}, by {due}", what=what, due=tongue.deadline(due)) if due else what


def _team_preheader(occasion: Occasion, tongue: Tongue) -> str:
    post, author = occasion.post, occasion.author
    if post is None or author is None:
        return ""
    if occasion.internal:
        return tongue.say("INTERNAL, from {name}", name=author.called)
    found = [one.question for one in occasion.posed if _answered_here(one, post)]
    asked = [tongue.say("Q{number}", number=one.number) for one in found]
    return (
        tongue.say("{name} answered {numbers}", name=author.called, numbers=tongue.joined(asked))
        if asked
        else ""
    )
