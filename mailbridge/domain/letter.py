"""A letter as a value: everything its templates and its header need, and nothing of the store."""

from dataclasses import field
from datetime import datetime
from enum import StrEnum

from mailbridge.domain.message import Mailbox
from mailbridge.values import dataclass


class Stream(StrEnum):
    """Letters of one kind leave together: what is read for its news must not suffer from what is
    read for its overview.
    """

    CONVERSATION = "conversation"
    DIGEST = "digest"


OUTSIDE = (
    "client",
    "client_task",
    "team",
    "acknowledgement",
    "nudge",
    "chase",
    "survey",
    "morning",
    "weekly",
)  # show nothing inside


@dataclass(frozen=True, slots=True)
class Asked:
    """A numbered question in the footer: Q2 in English, В2 in Russian."""

    number: int
    text: str
    due: datetime | None = None
    consequence: str | None = None
    answered: bool = False
    answered_at: datetime | None = None
    late: bool = False  # its date has passed
    by_other: bool = False  # it was somebody else than the reader who answered
    answered_by: str = ""  # their name, where the reader heard it
    yes_or_no: bool = False  # it wants one of the two


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """A question of the reader's side that some words may answer: is it so?"""

    number: int
    text: str
    words: str
    said_by: str
    question_id: int
    link: str = ""  # a page that asks; it does nothing by itself


@dataclass(frozen=True, slots=True)
class TaskLine:
    title: str
    state: str
    assignee: str | None = None
    due: datetime | None = None
    internal: bool = False  # no client reads of it
    late: bool = False  # its date has passed
    inside: bool = False  # made of an internal post, or by hand: only internal letters name it
    heard: frozenset[int] | None = None  # the clients who may read of it; None: all of them
    by_client: bool = False  # a client is to do it: nothing that the team promises


@dataclass(frozen=True, slots=True)
class Footer:
    """Where we are, what is asked of this reader, what happens next."""

    topic: str
    where_we_are: tuple[str, ...] = ()  # whole sentences in the reader's language
    tasks: tuple[TaskLine, ...] = ()
    questions: tuple[Asked, ...] = ()  # to this reader; open ones first
    reading: tuple[Asked, ...] = ()  # to this reader, and perhaps answered by what they wrote
    to_confirm: tuple[ToConfirm, ...] = ()
    next_steps: tuple[str, ...] = ()
    answer_link: str = ""  # a page on which this reader answers
    mail_answer: str = ""  # the beginning of a mailto link that answers


@dataclass(frozen=True, slots=True)
class Told:
    """A post that a letter tells of beside a newer one; the fields are those of a letter about
    it.
    """

    post_id: int
    author: str
    author_side: str
    author_is_client: bool
    verified: str
    written: datetime
    notices: tuple[str, ...] = ()
    invitation: str = ""
    attachments: tuple[tuple[str, int], ...] = ()
    files_of: int | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A discussion in a client's morning letter: what others wrote, and where it stands for the
    reader.
    """

    project: str
    footer: Footer
    posts: tuple[int, ...] = ()  # oldest first
    mute: str = ""  # the page that stops letters about it
    files: str = ""  # the page with the files of the newest of these posts


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes to one reader. The post it tells of is kept by id: its words are fetched when the
    letter is rendered.
    """

    name: str  # the folder under templates/mail
    language: str
    time_zone: str
    to: tuple[Mailbox, ...]  # what the To field shows; the forward-path is the outbox row's
    cc: tuple[Mailbox, ...]
    from_: Mailbox
    reply_to: Mailbox | None
    subject: str
    message_id: str
    reader: str  # how this reader is called
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    thread_topic: str = ""
    thread_index: str | None = None
    list_id: str | None = None
    unsubscribe: str | None = None  # https link of the one-click kind (RFC 8058)
    auto_submitted: str | None = None  # RFC 3834; None: a person wrote it
    why: str | None = None  # X-Mailbridge-Reason: participant, assignee, watcher, admin
    post_id: int | None = None
    author: str = ""  # who wrote the post, as shown
    author_is_client: bool = False
    verified: str = "verified"
    internal: bool = False
    written: datetime | None = None
    earlier: tuple[int, ...] = ()  # posts quoted below, newest first
    attachments: tuple[tuple[str, int], ...] = ()  # names and sizes in bytes
    invitation: str = ""  # a sentence: what it invites to, when for this reader, and where
    files_of: int | None = None  # another post whose files travel, too: what a task was asked by
    footer: Footer | None = None
    notices: tuple[
        str, ...
    ] = ()  # sentences for this reader: what was noticed, what a command did or did not
    goes_to: tuple[str, ...] = ()  # a team letter says whom a reply reaches
    may_go_to: tuple[str, ...] = ()  # and an internal one whom #client in it reaches
    not_to: tuple[str, ...] = ()  # clients whom it reaches only with #all
    goes_nowhere: str = ""  # a sentence: why a reply reaches nobody
    bulk: bool = False  # the post is a newsletter, or mail of a list
    link: str | None = None  # the discussion in the web, or the link this letter is about
    details: dict[str, str] = field(default_factory=dict)  # what only this letter needs
    date: datetime | None = None  # of the Date field; None: when the post was written
    project: str = ""
    agency: str = ""  # how the installation is called
    preheader: str = ""  # what is asked of the reader, for the inbox's preview
    own_words: bool = False  # the quoted post is the reader's own
    given: tuple[dict[str, str], ...] = ()  # what a letter to them about a task tells
    topics: tuple[Topic, ...] = ()  # of a client's morning letter
    together: tuple[Told, ...] = ()  # posts that it tells, too, oldest first
    author_side: str = (
        ""  # the word behind the author's name in a team letter, in the reader's language
    )
    stream: Stream = Stream.CONVERSATION
    files_link: str = ""  # a page with the files of the post that are too large to travel
    acts_link: str = ""  # the beginning of the pages on which a member acts on what it tells
    files_until: datetime | None = None  # so long it works

    @property
    def keeps_inside(self) -> bool:
        """Whether answers to it stay inside; only such a letter shows internal words."""
        return self.internal or self.name not in OUTSIDE


@dataclass(frozen=True, slots=True)
class Rendered:
    """A letter as it leaves: the message (RFC 5322) with CRLF line ends, and what it says."""

    content: bytes
    text: str
    page: str = ""  # the HTML


@dataclass(frozen=True, slots=True)
class SentLetter:
    """A letter its reader had, as it is known again in an answer."""

    words: str  # in lower case, line by line, without links
    inside: bool = False  # it may have shown internal words


@dataclass(frozen=True, slots=True)
class OwnSentences:
    """What stands in our letters besides the words of people, in all languages."""

    small_print: tuple[str, ...] = ()  # sentences with {placeholders}
    headings: tuple[str, ...] = ()  # over "Where we are"
    below: tuple[str, ...] = ()  # that follow it in the same block


@dataclass(frozen=True, slots=True)
class File:
    """A file of the post; None for content: too big to travel, or not to be had just now."""

    filename: str
    content_type: str
    size: int
    content: bytes | None = None
    content_id: str | None = None  # of a picture that may have a place in the HTML
    only_in_place: bool = False  # a small one, which is left out where it has none


class Report(StrEnum):
    """What others say of a letter that was sent."""

    LATE = "late"  # it is under way for long
    DOUBTED = "doubted"  # it came back, says a report that anybody could have written


@dataclass(frozen=True, slots=True)
class PostWords:
    """A post as a letter shows it."""

    author: str
    written: datetime
    text: str
    internal: bool = False
    safe_html: str | None = None
    files: tuple[File, ...] = ()  # that travel with the letter
    via: tuple[str, ...] = ()  # other installations like ours whose words these are
    signature: str = ""  # trimmed from the post
    quoted: str = ""  # what it quotes, where nobody wrote that here
    name: str = ""  # the author's; empty where nobody knows it
    mailed: bool = True  # came by mail, where lines above the text may be commands
