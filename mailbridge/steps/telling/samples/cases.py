"""A sample of each kind of letter, in each of its cases."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from mailbridge.domain.discussion import Question
from mailbridge.domain.follow_up.survey import Survey, SurveyState
from mailbridge.domain.letter import File, Letter, PostWords
from mailbridge.domain.message import Mailbox
from mailbridge.domain.occasion import Reader, Skip
from mailbridge.domain.task import Task, TaskState
from mailbridge.domain.verdict import Reason
from mailbridge.steps.deciding.machine_mail.forwarding_confirmation import Confirmation
from mailbridge.steps.telling import recipients
from mailbridge.steps.telling.letter_parts.letter_kind import LetterKind
from mailbridge.steps.telling.letter_parts.letterhead import Letterhead
from mailbridge.steps.telling.letters import (
    address,
    alias_alarm,
    alias_confirmation,
    alias_test,
    client_task,
    commands,
    handover,
    held,
    muted,
    nobody_told,
    not_sent,
    post,
    questions,
    sign_in,
    task,
    undelivered,
    understood,
    unproven,
)
from mailbridge.steps.telling.letters.by_clock import (
    acknowledgement,
    chase,
    nudge,
    offered,
    promise,
)
from mailbridge.steps.telling.letters.surveys import survey, survey_answered
from mailbridge.steps.telling.samples.digests import digests
from mailbridge.steps.telling.samples.given import FRIDAY, given_with_words
from mailbridge.steps.telling.samples.people import (
    ANNA,
    BOSS,
    DISCUSSION,
    IGOR,
    MARIA,
    NOW,
)
from mailbridge.steps.telling.samples.posted import HIDDEN, occasions, usual
from mailbridge.steps.telling.together import joined
from mailbridge.values import replace

TASK = Task(5, 1, DISCUSSION.id, 10, "Bigger logo", TaskState.OPEN, IGOR.id, FRIDAY, NOW)
_ANOTHER = address.AnotherAddress(ANNA, "https://mb.agency.test/c", 7, "a@b.test", "q")
WORDS = {
    10: PostWords(
        "Anna Petrova",
        NOW,
        "Hi Maria,\n\nit is on https://bloom.test/menu\n\nAnna",
        files=(File("menu.pdf", "application/pdf", 12_000_000),),
    ),
    1: PostWords("Maria Lopez", NOW - timedelta(days=2), "When can we see it?\n\nMaria"),
    2: PostWords("Игорь Белов", NOW - timedelta(days=1), "The logo is small.", internal=True),
}


def every_case(languages: Iterable[str], head: Letterhead) -> Iterator[tuple[Letter, str, Any]]:
    """Each letter with what case it is and what it was written from, in each of the languages."""
    for language in languages:
        yield from ((letter, case, facts) for letter, case, _, facts in _letters(language, head))
        yield from _of_several_posts(language, head)
        yield from given_with_words(usual(posed=()), language, head)


def samples(language: str, head: Letterhead) -> Iterator[tuple[Letter, str, Reader]]:
    """Each letter with what case it is and who reads it."""
    return ((letter, case, reader) for letter, case, reader, _ in _letters(language, head))


def _letters(language: str, head: Letterhead) -> Iterator[tuple[Letter, str, Reader, Any]]:
    for case, kind, facts in _cases(language):
        readers = [
            replace(reader, person=replace(reader.person, language=language))
            for reader in kind.readers(facts)
        ]
        written = kind.compose(facts, readers, head, NOW)
        for number, (reader, letter) in enumerate(zip(readers, written, strict=True)):
            yield letter, f"{letter.name}.{case}.{number}", reader, facts


def _of_several_posts(language: str, head: Letterhead) -> Iterator[tuple[Letter, str, Any]]:
    """A letter that tells what two others would have told."""
    facts = post.Posted(usual(MARIA))
    (reader,) = [one for one in post.POST.readers(facts) if one.person.id == IGOR.id]
    readers = [replace(reader, person=replace(reader.person, language=language))]
    (newest,) = post.POST.compose(facts, readers, head, NOW)
    invited = replace(newest, post_id=2, author="Tom Reed", notices=(), attachments=())
    first = replace(newest, post_id=1, written=NOW - timedelta(minutes=4))
    yield joined(newest, [first, invited]), "team.together.0", facts


def _tasks_of_clients() -> Iterator[tuple[str, LetterKind[Any], Any]]:
    theirs = replace(TASK, assignee_id=MARIA.id, consequence="the launch moves to May")
    for given in (theirs, replace(theirs, due=None, consequence=None)):
        yield f"{given.due}", client_task.CLIENT_TASK, client_task.ClientTask(usual(), given, MARIA)
    promised = handover.HandedOver(usual(ANNA), IGOR, FRIDAY, (("menu.pdf", 12_000_000),))
    for handed in (promised, handover.HandedOver(usual(ANNA, posed=()), IGOR)):
        yield f"{handed.promised}", handover.HANDOVER, handed
    yield "done", client_task.CLIENT_TASK, client_task.ClientTask(usual(), TASK, MARIA, True)


def _to_who_acted() -> Iterator[tuple[str, LetterKind[Any], Any]]:
    for by_mail in (True, False):
        done = understood.Understood(usual(), ANNA, 10, ("It is done.",), by_mail=by_mail)
        yield f"{by_mail}", understood.UNDERSTOOD, done
    for complained in (False, True):
        mute = muted.Muted(usual(MARIA), MARIA, NOW.date(), complained)
        yield f"{complained}", muted.MUTED, mute


def _cases(language: str) -> Iterator[tuple[str, LetterKind[Any], Any]]:
    for case, what in occasions():
        yield case, post.POST, post.Posted(what)
    for done in ("task_made", "task_assigned", "task_due", "task_state", "renamed"):
        for given in (TASK, replace(TASK, due=None, assignee_id=None)):
            assignee = IGOR if given.assignee_id else None
            yield done, task.TASK, task.TaskNews(usual(), given, assignee, done)
    yield from _tasks_of_clients()
    yield "", commands.COMMANDS, commands.NotDone(usual(), ANNA, 10, ("#makeit",))
    yield from _to_who_acted()
    for words in ("550 5.1.1", "552 5.2.2 full", "552 5.3.4 too big", "550 5.7.1 spam", "?"):
        for more in ({}, {"silent": True}, {"doubted": True}, {"resting": True}):
            to = Mailbox("Maria", MARIA.address)
            failure = undelivered.Failure(usual(), ANNA, to, words, 3, 1, **more)
            yield words, undelivered.UNDELIVERED, failure
    for said in (("she is broke",), None):
        yield f"{said}", not_sent.NOT_SENT, not_sent.NotSent(usual(), ANNA, ("Maria",), said)
    yield "hidden", not_sent.NOT_SENT, not_sent.NotSent(usual(discussion=HIDDEN), ANNA, ("Maria",))
    for missed in ((recipients.Unreached(MARIA, Skip.MUTED),), ()):
        yield (
            f"{len(missed)}",
            nobody_told.NOBODY_TOLD,
            nobody_told.NobodyTold(usual(), ANNA, missed),
        )
    for clients, shown in (((MARIA,), False), ((), True)):
        answer = unproven.Unproven(
            usual(), ANNA, clients, "Hi", "https://mb.agency.test/c/1", shown
        )
        yield f"{shown}", unproven.UNPROVEN, answer
    opened = usual().posed[3].question
    yield "open", questions.QUESTIONS, questions.Unanswered(usual(), (opened,), ANNA, 10)
    yield "returned", questions.QUESTIONS, questions.Unanswered(usual(MARIA), (opened,), words="No")
    yield from _by_the_clock(opened)
    yield from _of_surveys()
    yield "", sign_in.SIGN_IN, sign_in.SignIn(ANNA, "https://mb.agency.test/sign-in/abc", 7)
    yield (
        "",
        address.ADDRESS,
        _ANOTHER,
    )
    yield "", held.HELD, held.Held("who@else.test", "", Reason.UNKNOWN_AUTHOR, (BOSS,), 4)
    for provider, code in (("google", "1234"), ("yandex", None)):
        wish = Confirmation(provider, "hello@agency.test", "https://provider.test/yes", code)
        facts = alias_confirmation.Asked(wish, "Bloom site", "abc@in.test", (BOSS,), 4)
        yield provider, alias_confirmation.ALIAS_CONFIRMATION, facts
    yield "", alias_test.ALIAS_TEST, alias_test.Test("hello@agency.test", 3, "t0ken", language)
    for cause in ("silent", "not-returned", "external-forwarding", "no-proof", "from-rewritten"):
        for last in (None, NOW - timedelta(hours=30), NOW - timedelta(days=5)):
            trouble = alias_alarm.Trouble(
                "hello@agency.test",
                "Bloom site",
                "abc@in.test",
                cause,
                "550 5.7.520",
                last,
                (NOW - timedelta(hours=2),),
                NOW if last else None,
            )
            yield cause, alias_alarm.ALIAS_ALARM, alias_alarm.Alarm(trouble, (BOSS,), 9)


def _of_surveys() -> Iterator[tuple[str, LetterKind[Any], Any]]:
    """The one question, asked and asked again; an answer with few points, and one with words."""
    put = Survey(5, 1, MARIA.id, NOW)
    for again in (False, True):
        facts = survey.ToAsk(put, MARIA, "Bloom site", again)
        yield "again" if again else "first", survey.SURVEY, facts
    for score, words, call_by in ((3, "Too slow.\nSorry.", NOW + timedelta(days=2)), (8, "", None)):
        done = replace(put, state=SurveyState.ANSWERED, score=score, words=words, answered=NOW)
        told = survey_answered.Answered(done, MARIA, "Bloom site", (BOSS,), call_by)
        yield f"{score}", survey_answered.SURVEY_ANSWERED, told


def _by_the_clock(opened: Question) -> Iterator[tuple[str, LetterKind[Any], Any]]:
    soon = NOW + timedelta(hours=7)
    for promised, member in ((soon, ANNA), (None, None)):
        facts = acknowledgement.Acknowledged(usual(MARIA), MARIA, 1, promised, member)
        yield f"{member is None}", acknowledgement.ACKNOWLEDGEMENT, facts
    yield "", promise.PROMISE, promise.Promised(usual(MARIA), "Maria Lopez", soon, ANNA)
    for what, draft in (
        ("holding", ("Hi Maria,", "", "soon.")),
        ("new_date", ("Logo: Wed 2 Dec",)),
    ):
        offer = offered.Offered(usual(MARIA), what, 7, "Maria Lopez", draft, ANNA, soon)
        yield what, offered.OFFERED, offer
    due = replace(opened, due=FRIDAY, consequence="we launch without it")
    for step in (1, 2, 3):
        for asked_now in ((due,), (due, replace(opened, id=99))):
            reminded = nudge.Reminded(usual(), MARIA, asked_now, step, FRIDAY)
            yield f"{step}", nudge.NUDGE, reminded
    yield "", chase.CHASE, chase.AskedAbout(usual(), MARIA, 1, NOW - timedelta(days=7))
    yield from digests(usual(), TASK.id)
