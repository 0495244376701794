"""The commands of a letter that is filed."""

import hashlib
from datetime import timedelta
from zoneinfo import ZoneInfo

from mailbridge.domain.discussion import Discussion
from mailbridge.domain.message import Command, Kind
from mailbridge.domain.occasion import NOTHING_READ, Known
from mailbridge.domain.project import Person, Role
from mailbridge.services.filing import question_ledger
from mailbridge.services.filing.add_post import NewPost
from mailbridge.services.filing.commands.carry_out import (
    BEFORE_LETTERS,
    PERSONAL,
    carry_out,
    tell_of_commands_further_down,
)
from mailbridge.services.filing.commands.tasks import CommandContext
from mailbridge.services.filing.details import is_detail_heeded, with_detail
from mailbridge.services.filing.filing_context import FilingContext
from mailbridge.services.filing.participants import (
    is_claimed_member,
)
from mailbridge.services.telling import automatic_letters, notify, notify_questions, notify_unproven
from mailbridge.steps.reading.meaning.commands import below_commands


def _may_answer(
    filing: FilingContext, actor: Person, discussion: Discussion, notices: list[str]
) -> bool:
    """Whether a letter about these commands may be written: the same words go out once a day."""
    about = hashlib.sha256("\n".join([str(discussion.id), *notices]).encode()).hexdigest()[:16]
    return automatic_letters.may_answer(
        filing.db, filing.container, filing.inbound, actor.address, "commands", about
    )


def obey_commands(
    filing: FilingContext,
    discussion: Discussion,
    author: Person,
    post_id: int,
    commands: tuple[Command, ...],
    post: NewPost,
    known: Known,
) -> int | None:
    """Obey those that ask, write the letters about the post, then obey those that change tasks:
    each letter shows what is true when it is read. `known`: of the discussion, now that the post is
    filed. Returns the task's id, where there is one.
    """
    told, detail = (
        None,
        filing.inbound.route.detail
        if filing.inbound.route is not None and is_detail_heeded(filing)
        else "",
    )
    if filing.acting.is_team or detail:
        actor = filing.acting.person or author
        written = (filing.message.date or filing.now).astimezone(ZoneInfo(actor.time_zone))
        told = CommandContext(filing.db, filing.container, actor, discussion, post_id, written)
        commands = with_detail(detail, commands, filing.inbound.reading.due, written)
        carry_out(told, tuple(command for command in commands if command.name in BEFORE_LETTERS))
        carry_out(
            told, tuple(command for command in commands if command.name not in BEFORE_LETTERS)
        )
        if post.passed_on_by is None:
            tell_of_commands_further_down(told, post.body)
    if not post.silent and not _concerns_author_alone(post, commands):
        notify.notify_of_post(
            filing.db,
            filing.container,
            post_id,
            post.had_it,
            time_to_undo(filing, post),
            filing.facts.missing,
            words=post.body,
            known=NOTHING_READ if commands else known,
        )
    if is_unproven_answer(filing, post):
        shown = filing.facts.reply_exposed
        notify_unproven.notify_of_unproven(filing.db, filing.container, post_id, post.body, shown)
    if is_answer_to_client(filing, post):
        left = question_ledger.left_open(filing.db, discussion.id, post_id)
        notify_questions.notify_of_open_questions(filing.db, filing.container, post_id, left)
    if (
        told is not None
        and told.notices
        and filing.acting.is_team
        and _may_answer(filing, told.actor, discussion, told.notices)
    ):
        notify.notify_of_commands(
            filing.db, filing.container, told.actor.id, discussion.id, post_id, tuple(told.notices)
        )
    if told is not None and told.done:
        notify.notify_of_done_commands(
            filing.db, filing.container, told.actor.id, discussion.id, post_id, tuple(told.done)
        )
    return told.task_id if told is not None else None


def _concerns_author_alone(post: NewPost, commands: tuple[Command, ...]) -> bool:
    """Whether a post says nothing, and its commands concern nobody but its author: then there is
    nothing to tell.
    """
    if not commands or any(command.name not in PERSONAL for command in commands):
        return False
    return not (below_commands(post.body).strip() or post.attachments)


def time_to_undo(filing: FilingContext, post: NewPost) -> timedelta | None:
    """How long the letters of a member's own words wait; None: they go at once."""
    own = post.by_team and post.kind is Kind.HUMAN and filing.inbound.forwarder is None
    now = any(command.name == "now" for command in filing.commands)
    if not own or now or filing.facts.fills is not None:
        return None
    return filing.container.undo or None


def is_unproven_answer(filing: FilingContext, post: NewPost) -> bool:
    """Whether the post bears the name of a member of this project, and nothing proves that they
    wrote it.
    """
    person = filing.author.person
    ours = filing.author.member_of_project or (person is not None and person.role is Role.ADMIN)
    human = post.kind is Kind.HUMAN and not post.silent
    return ours and is_claimed_member(filing) and human and filing.inbound.forwarder is None


def is_answer_to_client(filing: FilingContext, post: NewPost) -> bool:
    """Whether these are a member's words to the client, written now."""
    spoke = post.by_team and post.kind is Kind.HUMAN and not (post.internal or post.silent)
    return spoke and filing.facts.fills is None and filing.inbound.forwarder is None
