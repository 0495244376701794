"""The tables. Times are stored as microseconds since 1970 in UTC, the same on both engines.

Indexes of a part of a table's rows stand in `partial_indexes`.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

MICROSECOND = timedelta(microseconds=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NEVER = datetime(9999, 1, 1, tzinfo=UTC)  # a day that does not come


class Time(TypeDecorator[datetime]):
    """An aware datetime, kept as whole microseconds."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return _as_number(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        return _as_moment(value)

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], int | None]:
        """What `process_bind_param` does, as SQLAlchemy calls it for each value with nothing
        between.
        """
        return _as_number

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        """What `process_result_value` does, as SQLAlchemy calls it for each value with nothing
        between.
        """
        return _as_moment


def _as_number(moment: datetime | None) -> int | None:
    return None if moment is None else (moment - EPOCH) // MICROSECOND


@lru_cache(1 << 10)  # a row is read several times while a message is filed
def _as_moment(number: int | None) -> datetime | None:
    return None if number is None else EPOCH + timedelta(microseconds=number)


_NEVER = str(_as_number(NEVER))
Id = BigInteger().with_variant(Integer, "sqlite")
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", Id, primary_key=True, autoincrement=True)


def _to(table: str, name: str, nullable: bool = False, **more: Any) -> Column[int]:
    return Column(
        name, Id, ForeignKey(f"{table}.id", ondelete="CASCADE"), nullable=nullable, **more
    )


def _text(name: str, default: str = "") -> Column[str]:
    return Column(name, Text, nullable=False, server_default=text(f"'{default}'"))


def _flag(name: str, default: bool = False) -> Column[bool]:
    return Column(
        name, Boolean, nullable=False, server_default=text("true" if default else "false")
    )


projects = Table(
    "projects",
    metadata,
    _id(),
    Column("name", Text, nullable=False, unique=True),
    _text("language", "en"),
    _text("team_replies", "client"),
    _text("unknown_authors", "accept"),
    Column("retention_days", Integer),  # null: as the settings say; 0: everything is kept
    _text("time_zone", "UTC"),
    _text("working_days", "mon-fri"),
    _text("working_hours", "09:00-18:00"),
    _text("country"),  # whose public holidays are days off: DE, or DE-BY for a part of it
    _text("acknowledge", "yes"),  # yes, no
    Column("promise_hours", Integer, nullable=False, server_default=text("8")),  # of work; 0: none
    Column("nudge_days", Integer, nullable=False, server_default=text("3")),  # of work; 0: none
    Column("closing_days", Integer, nullable=False, server_default=text("3")),  # of work; 0: none
    _text("survey", "no"),  # quarterly, no: whether clients are asked the one question
    _text("morning", "no"),  # yes, no: whether clients get a morning letter who chose nothing
    _text("weekly", "no"),  # yes, no: whether clients get a weekly report
    Column("chase_days", Integer, nullable=False, server_default=text("7")),  # 0: none
    _text("decision_maker"),  # the address of who decides at the client's
    Column("created", Time, nullable=False),
)

project_keys = Table(  # local-parts of the random addresses; the newest unretired one is shown
    "project_keys",
    metadata,
    Column("key", Text, primary_key=True),
    _to("projects", "project_id"),
    Column("created", Time, nullable=False),
    Column("retires", Time),  # works until then; null: the current one
    Index(None, "project_id"),
)

aliases = Table(
    "aliases",
    metadata,
    _id(),
    Column("address", Text, nullable=False, unique=True),
    _to("projects", "project_id"),
    _text("state", "waiting"),  # waiting, confirming, testing, active, silent, failed
    Column("changed", Time),  # when it came into this state
    Column("last_mail", Time),
    Column(
        "mails", Integer, nullable=False, server_default=text("0")
    ),  # letters that came through it, a burst counted once
    Column(
        "usual_gap", BigInteger, nullable=False, server_default=text("0")
    ),  # seconds; the longest quiet that is usual
    Column("armed_until", Time),  # until then a provider's confirmation is taken
    Column("confirmation", JSON),  # provider, code, link, received
    Column("next_test", Time),  # when the canary is due
    Column(
        "misses", Integer, nullable=False, server_default=text("0")
    ),  # canaries that did not come back, in a row
    Column("created", Time, nullable=False),
    Index(None, "project_id"),
)

alias_tests = Table(  # letters sent through an alias to see whether they come back
    "alias_tests",
    metadata,
    _id(),
    _to("aliases", "alias_id"),
    _text("kind", "asked"),  # asked, canary
    _text("state", "sent"),  # sent, returned, failed
    Column("letter_id", Id),  # of the outbox
    _text("subject"),
    Column("started", Time, nullable=False),
    Column("finished", Time),
    _text("cause"),  # why it failed, a word of steps.deciding.address.alias_test
    _text("words"),  # the far side's own
    Column("report", JSON),  # how it came back
    Index(None, "alias_id", "id"),
    Index(None, "state"),
)

people = Table(
    "people",
    metadata,
    _id(),
    _text("name"),
    _text("role", "client"),
    _text("language", "en"),
    _text("time_zone", "UTC"),
    _text("zone_from"),  # guessed (from the Date of their letters), set; empty: nobody knows it
    Column("away_until", Time),  # as their automatic answers say
    Column("erased", Time),  # since then they are a number
    _flag("staged"),
    _flag("unreachable"),
    Column("disabled", Time),  # since then they have no way in, and are not written to
    Column(
        "soft_bounces", Integer, nullable=False, server_default=text("0")
    ),  # in a row, with no mail from the person between
    Column(
        "merged_into", Id, ForeignKey("people.id", ondelete="SET NULL")
    ),  # found to be the same person
    Column("created", Time, nullable=False),
    # the newest post there was when they said that they had seen everything; see `looks`
    _flag("daily", True),  # a member gets a morning letter
    _flag("weekly", True),  # a client gets weekly reports of projects that have them
    _text("morning"),  # a client's: yes, no, only (in the place of others); empty: as the project
    Column("seen_up_to", BigInteger, nullable=False, server_default=text("0")),
    # the newest letter to them when they said that nothing of it concerns them any more
    Column("told_up_to", BigInteger, nullable=False, server_default=text("0")),
    Column("daily_hour", Integer, nullable=False, server_default=text("7")),  # of their clock
    _text("signature"),  # below what they write in the web
    Index(None, "role"),
)

saved_views = Table(  # a search or a filtered list that somebody keeps under a name
    "saved_views",
    metadata,
    _id(),
    _to("people", "person_id"),
    Column("name", Text, nullable=False),
    Column("place", Text, nullable=False),  # its path and query
    UniqueConstraint("person_id", "name"),
)

person_addresses = Table(
    "person_addresses",
    metadata,
    Column("address", Text, primary_key=True),
    _to("people", "person_id"),
    Column("position", Integer, nullable=False, server_default=text("0")),
    Index(None, "person_id"),
)

companies = Table(  # clients that somebody named, or that have several domains
    "companies",
    metadata,
    _id(),
    _text("name"),  # empty: called by its domain
    Column("created", Time, nullable=False),
)

company_domains = Table(
    "company_domains",
    metadata,
    Column("domain", Text, primary_key=True),
    _to("companies", "company_id"),
    Index(None, "company_id"),
)

company_merges = Table(  # what went over, to be taken back
    "company_merges",
    metadata,
    _id(),
    _to("companies", "into_id"),
    _text("name"),  # of the one that went into the other
    Column("domains", JSON, nullable=False),
    _text("into_name"),  # of the other, before
    Column("at", Time, nullable=False),
    Column("undone", Time),
    Index(None, "into_id"),
)

memberships = Table(
    "memberships",
    metadata,
    _to("projects", "project_id", primary_key=True),
    _to("people", "person_id", primary_key=True),
    Index(None, "person_id"),
)

follow_levels = Table(  # what members hear of a project, where it is not everything
    "follow_levels",
    metadata,
    _to("projects", "project_id", primary_key=True),
    _to("people", "person_id", primary_key=True),
    Column("level", Text, nullable=False),  # domain.project.Level
    Index(None, "person_id"),
)

following = Table(  # members who said that they follow a discussion, or do not
    "following",
    metadata,
    _to("discussions", "discussion_id", primary_key=True),
    _to("people", "person_id", primary_key=True),
    Column("follows", Boolean, nullable=False),
    Index(None, "person_id"),
)

person_merges = Table(
    "person_merges",
    metadata,
    _id(),
    _to("people", "away_id"),
    _to("people", "into_id"),
    Column("at", Time, nullable=False),
    Column("actor_id", Id),
    Column("undone", Time),
    Column(
        "moved", JSON, nullable=False
    ),  # what went over, to be taken back exactly; see store.discussions.discussion_merge
    Index(None, "into_id"),
)

# may be another address of a person; only the person can say, by a link to an address of theirs
address_claims = Table(
    "address_claims",
    metadata,
    _id(),
    _to("people", "person_id"),
    Column("address", Text, nullable=False),
    Column("created", Time, nullable=False),
    UniqueConstraint("person_id", "address"),
)

author_policies = (
    Table(  # allow, hold or block, for an address or a whole domain; project null: everywhere
        "author_policies",
        metadata,
        _id(),
        _to("projects", "project_id", nullable=True),
        Column("author", Text, nullable=False),
        Column("policy", Text, nullable=False),
        Index(None, "author"),
    )
)

declarations = Table(  # what files declare, and is not changed by hand
    "declarations",
    metadata,
    Column("kind", Text, primary_key=True),  # project, alias, person, policy
    Column("name", Text, primary_key=True),
    Column("file", Text, nullable=False),
)

raws = Table(
    "raws",
    metadata,
    _id(),
    Column("sha256", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("content", LargeBinary),  # null: in the blob store under its sha256
)

inbounds = Table(
    "inbounds",
    metadata,
    _id(),
    _to("raws", "raw_id", nullable=True),  # null: refused at the door
    Column("received", Time, nullable=False),
    _text("reverse_path"),
    _text("forward_path"),
    Column("client", Text),
    Column("helo", Text),
    _text("door", "smtp"),
    Column("relayed_by", Text),  # the mail server of ours that named the client
    _text("state", "queued"),  # queued, done
    Column("run_at", Time),  # when queued: not before; also the lease
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("claimant", Text),  # the process that has it until the lease ends; null: none has
    Column("disposition", Text),
    Column("reason", Text),
    Column("note", Text),
    Column("project_id", Id, ForeignKey("projects.id", ondelete="SET NULL")),
    Column("discussion_id", Id),
    Column("post_id", Id),
    Column("task_id", Id),
    _text("subject"),
    _text("author"),  # the From address
    Column("message_id", Text),
    Column("trail", JSON, nullable=False, server_default=text("'[]'")),
    Column("came_through", Text),  # the address of the alias that a forwarder took it from
    _flag("accepted"),  # an admin has looked at it and wants it filed
    Column(
        "accepted_into", Id, ForeignKey("projects.id", ondelete="SET NULL")
    ),  # the project they named, where the route names none
    Index(None, "raw_id"),
    Index(None, "project_id", "id"),
    Index(None, "post_id"),
)

discussions = Table(
    "discussions",
    metadata,
    _id(),
    _to("projects", "project_id"),
    _text("subject"),
    _text("base_subject"),
    _text("state", "open"),
    _text("whose_move", "team"),
    _flag("internal"),
    Column("next_question", Integer, nullable=False, server_default=text("1")),  # to clients
    Column("next_request", Integer, nullable=False, server_default=text("1")),  # to the team
    Column("created", Time, nullable=False),
    Column("updated", Time, nullable=False),
    Column("closed_at", Time),
    Column("last_written", Time, nullable=False),  # the latest Date of its letters
    _flag("parted"),  # made a discussion of its own on purpose
    _flag("to_many"),  # opened by a letter to many
    Column("merged_into", Id, ForeignKey("discussions.id", ondelete="SET NULL")),
    Column("assignee_id", Id),  # of the team, who looks after it
    # until when the client was promised an answer; a day that never comes where none was promised
    Column("answer_by", Time, nullable=False, server_default=text(_NEVER)),
    Index("ix_discussions_project_base", "project_id", "base_subject", "last_written"),
    Index(None, "project_id", "updated"),
    Index("ix_discussions_updated", "updated", "id"),
)

looks = Table(  # up to which post somebody has seen a discussion
    "looks",
    metadata,
    _to("people", "person_id", primary_key=True),
    _to("discussions", "discussion_id", primary_key=True),
    Column("post_id", Id, nullable=False),
    Index(None, "discussion_id"),
)

drafts = Table(  # what somebody began to write here
    "drafts",
    metadata,
    _to("people", "person_id", primary_key=True),
    _to("discussions", "discussion_id", primary_key=True),
    _text("to"),  # client, all, internal
    _text("text"),
    Column("answers", Id),  # the post whose audience it has
    Column("fields", JSON, nullable=False, server_default=text("'{}'")),  # of its questions
    Column("updated", Time, nullable=False),
    Index(None, "discussion_id"),
)

draft_files = Table(  # what goes along with it
    "draft_files",
    metadata,
    _id(),
    _to("people", "person_id"),
    _to("discussions", "discussion_id", nullable=True),  # null: one that is not begun yet
    _text("filename"),
    _text("content_type"),
    Column("size", BigInteger, nullable=False),  # bytes
    Column("content", LargeBinary, nullable=False),
    Column("kept", Time, nullable=False),
    Index(None, "person_id", "discussion_id"),
    Index(None, "discussion_id"),
)

presence = Table(  # who looks at a discussion just now
    "presence",
    metadata,
    _to("people", "person_id", primary_key=True),
    _to("discussions", "discussion_id", primary_key=True),
    Column("until", Time, nullable=False),
    Column("writing_until", Time),
    Index(None, "discussion_id"),
)

participants = Table(
    "participants",
    metadata,
    _to("discussions", "discussion_id", primary_key=True),
    _to("people", "person_id", primary_key=True),
    _flag("muted"),
    _flag("admitted", True),
    _flag("exposed"),  # until schema 0004: others saw a reply address of theirs in this discussion
    Column("joined", Time, nullable=False),
    _flag("aside"),  # a third party whom a member wrote to apart from the clients
    _flag("gone"),  # was taken out of the discussion
    Index(None, "person_id"),
)

updates_done = Table(  # up to which letter of a discussion somebody is done with it
    "updates_done",
    metadata,
    _to("people", "person_id", primary_key=True),
    _to("discussions", "discussion_id", primary_key=True),
    Column("letter_id", Id, nullable=False),
    Index(None, "discussion_id"),
)

posts = Table(
    "posts",
    metadata,
    _id(),
    _to("discussions", "discussion_id"),
    _to("projects", "project_id"),
    _to("people", "author_id"),
    Column("inbound_id", Id, ForeignKey("inbounds.id", ondelete="SET NULL")),
    _text("channel", "mail"),
    _flag("internal"),
    Column(
        "held", JSON(none_as_null=True)
    ),  # an answer held before it left: which words of it stand inside
    _text("verified", "unverified"),
    _text("verified_why"),
    _flag("released", True),  # false: unproven words, for the team alone
    Column("released_by", Id),  # the person of the team who released them nevertheless
    Column("message_id", Text),
    Column("digest", Text),  # of what the author wrote and attached, without trace fields
    _text("kind", "human"),
    Column("created", Time, nullable=False),
    Column("written", Time),  # what the Date field says
    _text("subject"),
    _text("text"),
    # where its pieces stand in reply, quoted and signature; null: `text` is whole
    Column("text_pieces", JSON(none_as_null=True)),
    _text("reply"),
    _text("quoted"),
    _text("signature"),
    Column("safe_html", Text),
    Column("cuts", JSON, nullable=False, server_default=text("'[]'")),
    _text("why"),
    Column("runner_up", Id),  # a discussion it may belong to as well
    Column("in_reply_to", Text),  # the message it answers, as far as it says
    Column("flags", JSON, nullable=False, server_default=text("'[]'")),
    # other installations whose words these are
    Column("via", JSON, nullable=False, server_default=text("'[]'")),
    Column("form", Text),  # the site whose form wrote it
    _text("audience_reason", "before"),  # see domain.audience
    Column("alias", Text),  # the alias it was written to
    Column("answer_to", Text),  # where its author wants answers: From, or a believed Reply-To
    Column("invitation", JSON(none_as_null=True)),  # a calendar invitation that came with it
    UniqueConstraint("project_id", "message_id", "digest"),
    Index(None, "discussion_id", "id"),
    Index(None, "inbound_id"),
    Index(None, "project_id", "written"),
)

audiences = Table(  # the clients a post was meant for, and those who were left out
    "audiences",
    metadata,
    _id(),
    _to("posts", "post_id"),
    _to("people", "person_id"),
    _flag("heard"),
    _flag("passed_on"),  # heard it later, from us: answers to the post do not go there
    Index(None, "post_id"),
    Index(None, "person_id"),
)

reactions = Table(  # signs that people sent in answer to a post
    "reactions",
    metadata,
    _id(),
    _to("posts", "post_id"),
    _to("people", "person_id"),
    Column("emoji", Text, nullable=False),
    Column("at", Time, nullable=False),
    Index(None, "post_id"),
    Index(None, "person_id"),
)

unfolded_programs = Table(  # mail programs of people from whose letters too much was cut away
    "unfolded_programs",
    metadata,
    _id(),
    _to("people", "person_id"),
    Column("program", Text, nullable=False),
    Index(None, "person_id"),
)

forms = Table(  # addresses that write for others: whom they named in Reply-To
    "forms",
    metadata,
    Column("author", Text, primary_key=True),
    Column("reply_to", Text, primary_key=True),
)

seen_ids = (
    Table(  # each msg-id a discussion has to do with: of its posts, of our letters, or referred to
        "seen_ids",
        metadata,
        _to("projects", "project_id", primary_key=True),
        Column("message_id", Text, primary_key=True),
        _to("discussions", "discussion_id", primary_key=True),
        _flag("by_us"),
        Index(None, "discussion_id"),
    )
)

shown_addresses = Table(  # reply addresses that others saw: they prove nothing any more
    "shown_addresses",
    metadata,
    Column("numbers", Text, primary_key=True),  # person, discussion, and what else it names
    Column("shown", Time, nullable=False),
)

# of what was written in a discussion, to know it again when it is quoted; see
# steps.deciding.conversation.quote_fingerprint
sketches = Table(
    "sketches",
    metadata,
    _to("projects", "project_id", primary_key=True),
    Column("run", BigInteger, primary_key=True),
    _to("discussions", "discussion_id", primary_key=True),
    Index(None, "discussion_id"),
)

attachments = Table(  # the bytes stay in the raw message; `part` finds them
    "attachments",
    metadata,
    _id(),
    _to("posts", "post_id"),
    Column("raw_id", Id, ForeignKey("raws.id"), nullable=False),
    Column("part", Text, nullable=False),
    Column("filename", Text),
    _text("content_type", "application/octet-stream"),
    Column("size", BigInteger, nullable=False),
    Column("sha256", Text, nullable=False),
    _flag("inline"),
    Column("content_id", Text),
    Column("stays_inside", Boolean),  # no client gets it; null: as its post
    Column("letter", JSON(none_as_null=True)),  # what an attached letter says, and its files
    _flag("decoration"),  # a picture that mail of this domain carries again and again
    Index(None, "post_id"),
    Index(None, "sha256"),
)

pictures = Table(  # how many letters of a domain carried a picture
    "pictures",
    metadata,
    Column("domain", Text, primary_key=True),
    Column("sha256", Text, primary_key=True),
    Column("letters", Integer, nullable=False),
)

questions = Table(
    "questions",
    metadata,
    _id(),
    _to("discussions", "discussion_id"),
    Column("number", Integer, nullable=False),
    _text("text"),
    _to("people", "asked_by"),
    Column("asked_of", Id, ForeignKey("people.id", ondelete="SET NULL")),
    _text("side", "client"),  # who is asked: client or team
    Column("due", Time),
    Column("consequence", Text),
    Column("post_id", Id),
    _text("state", "open"),  # open, perhaps, answered, withdrawn: that of the newest change
    _text("evidence"),  # the words of that change
    Column("changed_by", Id),  # a person
    Column("changed_at", Time),
    Column("changed_in", Id),  # a post
    UniqueConstraint("discussion_id", "side", "number"),
)

question_changes = Table(
    "question_changes",
    metadata,
    _id(),
    _to("questions", "question_id", index=True),
    _text("state", "open"),
    _text("words"),
    Column("changed_by", Id),  # a person
    Column("at", Time, nullable=False),
    Column("post_id", Id, index=True),  # the post that did it
)

tasks = Table(
    "tasks",
    metadata,
    _id(),
    _to("projects", "project_id"),
    _to("discussions", "discussion_id"),
    Column("post_id", Id),
    _text("title"),
    _text("state", "open"),
    Column("stays_inside", Boolean),  # no client reads of it; null: as its post
    Column("consequence", Text),  # what happens when it is not done in time
    Column("assignee_id", Id, ForeignKey("people.id", ondelete="SET NULL")),
    Column("due", Time),
    Column("created", Time, nullable=False),
    Column("created_by", Id),
    Index(None, "project_id", "state"),
    Index(None, "discussion_id"),
    Index(None, "post_id"),
)

events = Table(
    "events",
    metadata,
    _id(),
    _to("discussions", "discussion_id"),
    Column("kind", Text, nullable=False),
    Column("at", Time, nullable=False),
    Column("actor_id", Id),
    Column("post_id", Id),
    Column("task_id", Id),
    Column("details", JSON, nullable=False, server_default=text("'{}'")),
    Column("once", Text),  # what is said once: no second event has the same
    Index(None, "discussion_id", "id"),
)

surveys = Table(  # who was asked the one question
    "surveys",
    metadata,
    _id(),
    _to("projects", "project_id"),
    _to("people", "person_id", index=True),
    Column("asked", Time, nullable=False),
    _text("state", "asked"),  # asked, answered, refused
    Column("score", Integer),  # 0 to 10
    _text("words"),
    Column("answered", Time),
    Index(None, "project_id", "id"),
)

webhooks = Table(  # programs elsewhere that are told of events
    "webhooks",
    metadata,
    _id(),
    Column("url", Text, nullable=False),
    Column("secret", Text, nullable=False),
    _text("form", "standard"),  # standard, chat
    _to("projects", "project_id", nullable=True),  # null: of all
    _text("kinds"),  # of events, a space between them; empty: all
    _flag("inside"),  # of what stands inside, too
    Column("since", Id, nullable=False),  # the events up to this one are spread
    Column("stopped", JSON(none_as_null=True)),  # why nothing goes there any more
    _text("last_reply"),
    Column("created", Time, nullable=False),
)

webhook_deliveries = Table(
    "webhook_deliveries",
    metadata,
    _id(),
    _to("webhooks", "webhook_id"),
    _to("events", "event_id"),
    _text("state", "waiting"),  # waiting, sent, left_out, given_up
    Column("run_at", Time, nullable=False),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    UniqueConstraint("webhook_id", "event_id"),
    Index(None, "event_id"),
)

shared_letters = Table(  # what several letters of the outbox say alike
    "shared_letters",
    metadata,
    _id(),
    Column("content", JSON, nullable=False),  # of domain.letter_copy.shared_part
)

outbox = Table(
    "outbox",
    metadata,
    _id(),
    Column("letter", Text, nullable=False),
    Column("discussion_id", Id),
    Column("post_id", Id),
    Column("person_id", Id),
    Column("task_id", Id),  # it tells of
    Column("inbound_id", Id),  # that waits for an admin, or was a confirmation
    Column("alias_id", Id),  # it tests, or sounds the alarm for
    Column("about_letter_id", Id),  # that came back
    Column("to", Text, nullable=False),
    _text("subject"),
    Column("message_id", Text, nullable=False),
    # the rest is in shared_letters; None: `content` is the whole
    Column("shared_id", Id),
    # domain.letter_copy.Copy, or domain.letter.Letter, without the post's own text
    Column("content", JSON, nullable=False),
    Column(
        "once", Text, nullable=False, unique=True
    ),  # the same letter for the same reader is written once
    _text("state", "queued"),  # queued, held, sent, deferred, bounced, failed
    Column("run_at", Time),  # not before; also the lease
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("claimant", Text),  # the process that has it until the lease ends; null: none has
    _text("last_reply"),
    Column("report", Text),  # what others say of it since it was sent: late, doubted
    Column("created", Time, nullable=False),
    Column("sent_at", Time),
    _flag("inside"),  # answers to it stay inside: it may show internal words
    Column("words", Text),  # once sent: its words, to know them again in an answer
    Index(None, "discussion_id", "post_id"),
    Index(None, "person_id", "id"),
    Index(None, "message_id"),
    Index(None, "shared_id"),
)

due_work = Table(  # what is to be done when its time comes
    "due_work",
    metadata,
    _id(),
    Column("what", Text, nullable=False),  # its kind, see services.follow_up.every_kind
    _to("people", "person_id", nullable=True),  # for whom
    _to("discussions", "discussion_id", nullable=True),
    _to("projects", "project_id", nullable=True),
    Column("at", Time, nullable=False),
    Column("run_at", Time, nullable=False),  # `at`, or later where it failed
    Column("why", JSON, nullable=False),  # domain.told
    Column("once", Text, nullable=False, unique=True),  # the same work is written once
    _text("state", "waiting"),  # waiting, held, done, skipped
    Column("details", JSON, nullable=False, server_default=text("'{}'")),
    Column("said", JSON(none_as_null=True)),  # domain.told: what came of it
    Column("attempts", Integer, nullable=False, server_default=text("0")),  # that failed
    Column("changed", Time),  # when it came into this state
    Column("changed_by", Id),  # a person; 0: its kind; null: how things stand
    Index(None, "discussion_id"),
    Index(None, "person_id"),
)

automatic_letters = Table(  # each of them is written at most once a day
    "automatic_letters",
    metadata,
    Column("address", Text, primary_key=True),
    Column("day", Integer, primary_key=True),  # since 1970, UTC
    Column("kind", Text, primary_key=True),
    Column("about", Text, primary_key=True),
)

tallies = Table(  # mail taken in this hour, by author, alias and project
    "tallies",
    metadata,
    Column("hour", Integer, primary_key=True),  # since 1970
    Column("name", Text, primary_key=True),
    Column("count", Integer, nullable=False),
)

sign_ins = Table(
    "sign_ins",
    metadata,
    Column("hash", Text, primary_key=True),  # of the token; the token itself is never stored
    _to("people", "person_id"),
    Column("expires", Time, nullable=False),
    Column("used", Time),
)

tries = Table(  # to sign in, for a quarter of an hour
    "tries",
    metadata,
    _id(),
    Column("name", Text, nullable=False),  # a hash of what is counted
    Column("at", Time, nullable=False),
    Index(None, "name", "at"),
    Index(None, "at"),
)

web_sessions = Table(
    "web_sessions",
    metadata,
    Column("hash", Text, primary_key=True),
    _to("people", "person_id"),
    Column("created", Time, nullable=False),
    Column("expires", Time, nullable=False),
    _text("device"),  # what the browser calls itself
    _text("place"),  # the network address that it was opened from
    Column("used", Time),  # when it was last used, to some minutes; null: not since it was opened
)

passkeys = Table(
    "passkeys",
    metadata,
    _id(),
    _to("people", "person_id"),
    Column("credential", Text, nullable=False, unique=True),  # its id, base64url
    Column("public_key", LargeBinary, nullable=False),  # COSE
    Column("count", BigInteger, nullable=False),  # of its uses, where it counts them
    Column("name", Text, nullable=False),
    Column("created", Time, nullable=False),
    Column("used", Time),
    Index(None, "person_id"),
)

passwords = Table(
    "passwords",
    metadata,
    Column("person_id", Id, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("hash", Text, nullable=False),  # Argon2
    Column("changed", Time, nullable=False),
)

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("hash", Text, primary_key=True),
    _to("people", "person_id"),
    Column("created", Time, nullable=False),
    Column("expires", Time),  # null: when it is revoked
    _text("scopes"),  # separated by spaces; none: whole rights
)

repeated_requests = Table(  # of the API, with an Idempotency-Key; kept for a day
    "repeated_requests",
    metadata,
    Column("caller", Text, primary_key=True),  # a hash of the token
    Column("key", Text, primary_key=True),  # a hash of the key
    Column("request", Text, nullable=False),  # a hash of what was asked
    Column("begun", Time, nullable=False),
    Column("answer", LargeBinary),  # sealed by the key; null: none yet
    Index(None, "begun"),
)

# only ever added to: a trigger of the database refuses every other change but that of an erased
# person's address in `name` and `detail`
audit_log = Table(
    "audit_log",
    metadata,
    _id(),
    Column("at", Time, nullable=False),
    Column("actor_id", Id),  # null: the operator; 0: the service, by the clock
    Column("act", Text, nullable=False),
    Column("matter", Text, nullable=False),
    Column("matter_id", Id),
    _text("name"),
    Column("detail", JSON, nullable=False),  # text, or a sentence with its values
)

dkim_keys = Table(
    "dkim_keys",
    metadata,
    _id(),
    Column("domain", Text, nullable=False),
    Column("selector", Text, nullable=False),
    Column("algorithm", Text, nullable=False),
    Column("public", Text, nullable=False),  # base64
    Column("sealed", LargeBinary, nullable=False),  # the private half, by the secret keys
    Column("created", Time, nullable=False),
    Column("signs_from", Time),
    Column("retired", Time),
    UniqueConstraint("domain", "selector"),
)

meta = Table(
    "meta", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False)
)
