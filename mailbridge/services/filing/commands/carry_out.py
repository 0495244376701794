"""#commands of a verified member's letter, carried out in the transaction that files it."""

from collections.abc import Callable

from mailbridge.domain.discussion import QuestionState
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.flag import Flag
from mailbridge.domain.message import Command
from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.told import told
from mailbridge.services import assignees, audit, next_move
from mailbridge.services.filing import question_ledger, release_words, send_post
from mailbridge.services.filing.commands import corrections, visibility
from mailbridge.services.filing.commands.tasks import (
    CommandContext,
    obey_assign,
    obey_done,
    obey_due,
    obey_task,
    parse_bars,
    tell_if_past,
)
from mailbridge.services.filing.participants import clients_named
from mailbridge.services.filing.post_audience import clients_meant
from mailbridge.services.refusal import Refused
from mailbridge.services.telling import take_back
from mailbridge.steps.reading.meaning.commands import further_down
from mailbridge.steps.reading.meaning.due_date import parse_due
from mailbridge.steps.telling.words.catalogue import sentence
from mailbridge.store.directory import following
from mailbridge.store.discussions import audiences, posts, questions, taking_part, time_line
from mailbridge.store.follow_up import clock_facts


def _ask(context: CommandContext, argument: str) -> None:
    """`question | by date | else consequence`, the last two optional."""
    text, when, consequence = parse_bars(argument, context.written)
    if not text:
        raise Refused("empty")
    due = parse_due(when, context.written) if when else None
    heard = audiences.heard_of(context.db, context.post_id)
    only = question_ledger.only_client(heard)
    row = {"text": text, "asked_by": context.actor.id, "asked_of": only, "post_id": context.post_id}
    row |= {"due": due, "consequence": consequence}
    now, place = context.container.clock(), context.discussion.id
    asked = questions.ask(context.db, place, "client", [row], heard)
    events = [question_ledger.asked_event(question, context.actor, now) for question in asked]
    time_line.record(context.db, events)
    next_move.settle_next_move(context.db, place)
    tell_if_past(context, due)


def _answered(context: CommandContext, argument: str) -> None:
    _correct(context, QuestionState.ANSWERED, argument)


def _open(context: CommandContext, argument: str) -> None:
    _correct(context, QuestionState.OPEN, argument)


def _withdraw(context: CommandContext, argument: str) -> None:
    _correct(context, QuestionState.WITHDRAWN, argument)


def _correct(context: CommandContext, to: QuestionState, argument: str) -> None:
    """The member is told which one was taken, where both sides have the number."""
    row = posts.post_by_id(context.db, context.post_id)
    hand = corrections.Hand(context.actor, row.reply if row is not None else "", context.post_id)
    unsure = corrections.obey_question_commands(
        context.db, context.container, context.discussion, hand, to, argument
    )
    words = context.container.words.of(context.actor.language)
    for question in unsure:
        said = words.say(
            _UNSURE[question.side], number=question.number, text=question.text, to=to.value
        )
        context.notices.append(said)


def _mute(context: CommandContext, argument: str) -> None:
    taking_part.change_participant(context.db, context.discussion.id, context.actor.id, muted=True)
    time_line.record(
        context.db,
        [
            Event(
                context.discussion.id, EventKind.MUTED, context.container.clock(), context.actor.id
            )
        ],
    )


def _follow(context: CommandContext, argument: str) -> None:
    following.follow(context.db, context.discussion.id, context.actor.id, follows=True)


def _unfollow(context: CommandContext, argument: str) -> None:
    following.follow(context.db, context.discussion.id, context.actor.id, follows=False)


def _admit(context: CommandContext, argument: str) -> None:
    waiting = [
        participant.person
        for participant in taking_part.participants_of(context.db, context.discussion.id)
        if not participant.admitted
    ]
    for person in [assignees.find_named(waiting, argument)] if argument.strip() else waiting:
        taking_part.change_participant(context.db, context.discussion.id, person.id, admitted=True)
        time_line.record(
            context.db,
            [Event(context.discussion.id, EventKind.JOINED, context.container.clock(), person.id)],
        )
        audit.record(
            context.db,
            context.container,
            context.actor,
            Act.LET_IN,
            Matter.PERSON,
            person.id,
            detail=told("discussion {number}", number=context.discussion.id),
        )


def _pass(context: CommandContext, argument: str) -> None:
    post = release_words.choose_post(context.db, context.post_id, context.discussion.id)
    release_words.release_to_clients(
        context.db, context.container, context.actor, context.discussion, post
    )


def _send(context: CommandContext, argument: str) -> None:
    if context.discussion.internal:
        raise Refused("stays-inside")
    post = send_post.chosen(context.db, context.post_id, context.discussion.id, context.actor)
    send_post.send(context.db, context.container, context.actor, context.discussion, post)


def _offer(context: CommandContext, argument: str) -> None:
    """Its reader is asked about it once, where no answer comes."""
    clock_facts.add_flag(context.db, context.post_id, Flag.OFFER)
    next_move.settle_next_move(context.db, context.discussion.id)


def _share(context: CommandContext, argument: str) -> None:
    _change_visibility(context, argument, inside=False)


def _hide(context: CommandContext, argument: str) -> None:
    _change_visibility(context, argument, inside=True)


def _change_visibility(context: CommandContext, argument: str, inside: bool) -> None:
    notice = visibility.change(
        context.db,
        context.container,
        context.discussion,
        context.actor,
        context.post_id,
        argument,
        inside,
    )
    context.notices.extend([notice] if notice else [])


def _client(context: CommandContext, argument: str) -> None:
    """Who is meant was asked before the post was filed; here the member is told what could not be
    done.
    """
    if argument.strip() or context.discussion.internal:
        clients_named(context.db, context.discussion.project_id, argument)
    if context.discussion.internal:
        raise Refused("stays-inside")


def _without(context: CommandContext, argument: str) -> None:
    """They were taken out before the post was filed; here the member hears of a word that fits
    nobody.
    """
    if not clients_meant(context.db, context.discussion.id, argument):
        raise Refused("no-assignee", name=argument.strip())


def _undo(context: CommandContext, argument: str) -> None:
    """The member's newest answer here is taken back while its letters wait; they get its words."""
    post = take_back.newest_to_take_back(context.db, context.discussion.id, context.actor)
    words = context.container.words.of(context.actor.language)
    take_back.take_back(context.db, context.container, post)
    context.done.append(words.say(_TAKEN_BACK, words=" ".join(post.reply.split())))


def _nothing(context: CommandContext, argument: str) -> None:
    """#note and #all say where the text goes, #now that it goes at once; that was decided before
    the post was filed.
    """


ACTS: dict[str, Callable[[CommandContext, str], None]] = {
    "task": obey_task,
    "assign": obey_assign,
    "due": obey_due,
    "done": obey_done,
    "ask": _ask,
    "answered": _answered,
    "open": _open,
    "withdraw": _withdraw,
    "mute": _mute,
    "follow": _follow,
    "unfollow": _unfollow,
    "admit": _admit,
    "pass": _pass,
    "send": _send,
    "offer": _offer,
    "share": _share,
    "hide": _hide,
    "note": _nothing,
    "client": _client,
    "all": _nothing,
    "without": _without,
    "undo": _undo,
    "now": _nothing,
}
# Their outcome belongs into the letter that tells of the post.
BEFORE_LETTERS = ("ask", "answered", "open", "withdraw", "pass", "send")
# What they do concerns the member alone, or nobody has heard of it.
PERSONAL = ("undo", "now", "mute", "follow", "unfollow")
_UNKNOWN = sentence(
    "#{word} is no command here; the line stays in the post, and no client reads it. There are: "
    "{known}."
)
_FURTHER_DOWN = sentence(
    "#{word} stands below your first words and was not carried out: commands count at the top of a "
    "letter. The line is part of what you wrote."
)
_FAILED = sentence("#{word} {argument}: not done. {why}")
# Translators: the mail commands as your language writes them
_KNOWN = sentence(
    "#task #assign #due #done #note #client #all #without #ask #answered #open #withdraw #mute "
    "#admit #pass #send #offer #undo #now #follow #unfollow"
)
_TAKEN_BACK = sentence("Your answer was taken back, and nobody got it: “{words}”")
_UNSURE = {
    "client": sentence(
        "Both sides have a question {number}. Taken was ours: “{text}”. For the client's one write "
        "#{to} their {number}."
    ),
    "team": sentence(
        "Both sides have a question {number}. Taken was the client's: “{text}”. For ours write "
        "#{to} our {number}."
    ),
}


def tell_of_commands_further_down(context: CommandContext, body: str) -> None:
    """The member is told of lines that look like commands and stand where none is obeyed."""
    words = context.container.words.of(context.actor.language)
    context.notices.extend(words.say(_FURTHER_DOWN, word=word) for word in further_down(body))


def carry_out(context: CommandContext, commands: tuple[Command, ...]) -> None:
    """Carry them out in order; what cannot be done is told to the member, and stops nothing
    else.
    """
    words = context.container.words.of(context.actor.language)
    for command in commands:
        known = ACTS.get(command.name)
        if command.unknown or known is None:
            context.notices.append(words.say(_UNKNOWN, word=command.name, known=words.say(_KNOWN)))
            continue
        try:
            known(context, command.argument)
        except Refused as refused:
            why = refused.words(words)
            context.notices.append(
                words.say(_FAILED, word=command.name, argument=command.argument, why=why).replace(
                    "  ", " "
                )
            )
