"""What all letters of the installation have in common, and the addresses and links they carry."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from mailbridge.domain.address import ReplyAddress, encode
from mailbridge.domain.letter import Footer
from mailbridge.domain.message import Mailbox
from mailbridge.domain.occasion import Occasion
from mailbridge.domain.project import Person
from mailbridge.domain.token import Purpose, sign
from mailbridge.steps.telling.words.catalogue import Catalogues
from mailbridge.steps.telling.words.tongue import Tongue
from mailbridge.values import dataclass, replace

QUESTION_LINK_LIVES = timedelta(days=14)
ABOUT_POST, ABOUT_TASK = 1, 2  # in links by which members act


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What all letters of the installation have in common."""

    agency: str
    domain: str  # of the project addresses
    domains: frozenset[str]
    public_url: str
    key: bytes  # signs tokens and ids
    words: Catalogues
    digest_domain: str = ""  # that digests come from; "": as other letters
    most_files: int = 10 * 1024 * 1024  # bytes of files that travel with one letter
    files_live: timedelta = timedelta(days=14)  # so long the link to larger ones works


def tongue_of(person: Person, head: Letterhead, now: datetime) -> Tongue:
    """A reader's language and time zone, for sentences and dates."""
    return Tongue(head.words.of(person.language), person.time_zone, now)


def installation_address(occasion: Occasion, head: Letterhead) -> str:
    """The alias the client wrote to, else another of the project, else the project's own address.

    An alias may stand in From where its domain is ours or above ours: then a signature for our
    domain is aligned (RFC 7489 section 3.1.1).
    """
    own = f"{occasion.project.key}@{head.domain}"
    written_to = [alias for alias in occasion.aliases if alias == occasion.alias]
    usable = (
        alias
        for alias in (*written_to, *occasion.aliases)
        if _aligned(alias.rpartition("@")[2], head.domains)
    )
    return next(usable, own)


def client_from(occasion: Occasion, author: Person, head: Letterhead) -> Mailbox:
    """Whom a client sees as a letter's author: the person, at the address of the project."""
    words = head.words.of(occasion.project.language)
    name = words.say(
        "{name} ({agency})" if author.role.is_team else "{name} via {agency}",
        name=author.called,
        agency=head.agency,
    )
    return Mailbox(name, installation_address(occasion, head))


def _aligned(domain: str, domains: Iterable[str]) -> bool:
    return any(
        ours == domain or (ours.endswith(f".{domain}") and "." in domain) for ours in domains
    )


def reply_to(
    occasion: Occasion, person: Person, head: Letterhead, tongue: Tongue, inside: bool = False
) -> Mailbox:
    """A signed address: this person, this discussion, and the post whose audience the answer has.
    The answer to an internal post stays inside.
    """
    internal = inside or occasion.internal
    post = occasion.post if not occasion.internal else None
    post_id = post.id if post is not None else occasion.answered
    local = encode(ReplyAddress(person.id, occasion.discussion.id, internal, post_id), head.key)
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


def answer_link(person_id: int, discussion_id: int, head: Letterhead, now: datetime) -> str:
    """The page on which a client answers what they are asked in a discussion."""
    expiry = int((now + QUESTION_LINK_LIVES).timestamp())
    token = sign(Purpose.ANSWER, (person_id, discussion_id, expiry), head.key)
    return f"{head.public_url}/answer/{token}"


def files_link(person_id: int, post_id: int, head: Letterhead, now: datetime) -> str:
    """The page with the files of a post, for one reader."""
    expiry = int((now + head.files_live).timestamp())
    return f"{head.public_url}/f/{sign(Purpose.FILES, (person_id, post_id, expiry), head.key)}"


def question_link(person_id: int, question_id: int, head: Letterhead, now: datetime) -> str:
    """The page on which a person says whether some words answered their question."""
    expiry = int((now + QUESTION_LINK_LIVES).timestamp())
    token = sign(Purpose.QUESTION, (person_id, question_id, expiry), head.key)
    return f"{head.public_url}/q/{token}"


def discussion_link(discussion_id: int, head: Letterhead) -> str:
    """The address of a discussion in the web."""
    return f"{head.public_url}/discussions/{discussion_id}"


def acts_link(person_id: int, about: int, number: int, head: Letterhead, now: datetime) -> str:
    """The beginning of the links by which a member acts on a post or a task; what to do follows
    after a slash.
    """
    expiry = int((now + QUESTION_LINK_LIVES).timestamp())
    return f"{head.public_url}/a/{sign(Purpose.ACT, (person_id, about, number, expiry), head.key)}"


def own_files_link(occasion: Occasion, person: Person, head: Letterhead, now: datetime) -> str:
    """Where files do not fit into the letter. Who reads internal posts signs in for theirs."""
    post, octets = occasion.post, sum(size for _, size in occasion.attachments)
    if post is None or occasion.internal or octets <= head.most_files:
        return ""
    return files_link(person.id, post.id, head, now)


def with_own_links(
    below: Footer,
    person: Person,
    discussion_id: int,
    own: Mailbox,
    head: Letterhead,
    now: datetime,
) -> Footer:
    """The footer with a link at each question to confirm, and those to answer what a client is
    asked: a page, and letters to their `own` reply address.
    """
    linked = (
        replace(question, link=question_link(person.id, question.question_id, head, now))
        for question in below.to_confirm
    )
    asked = not person.role.is_team and any(not question.answered for question in below.questions)
    link = answer_link(person.id, discussion_id, head, now) if asked else ""
    mailto = f"mailto:{own.address}" if asked else ""
    return replace(below, to_confirm=tuple(linked), answer_link=link, mail_answer=mailto)
