"""Tests of aliases: sent, settled when they are due, and what their failure changes.

A test is a letter to the alias, which comes back where the alias is forwarded to us. A canary is a
test that nobody asked for. What is written for one message runs in the caller's transaction,
`look_after_aliases` in its own.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from mailbridge.domain.address import split
from mailbridge.services.container import Container
from mailbridge.services.telling.admin_letters import admins_reached
from mailbridge.services.telling.owe import About, owe
from mailbridge.steps.deciding.address import alias_test
from mailbridge.steps.deciding.address.alias_silence import is_silent
from mailbridge.steps.telling.letters.alias_alarm import ALIAS_ALARM, Alarm, Trouble
from mailbridge.steps.telling.letters.alias_test import ALIAS_TEST, Test, subject
from mailbridge.store.directory import aliases, projects
from mailbridge.store.directory.aliases import Kept, KeptTest, TestEnd

PATIENCE = timedelta(minutes=30)  # until a test has to be back
CANARY = timedelta(days=1)  # between two tests without being asked
SECOND_LOOK = timedelta(hours=1)  # after a canary that was lost
MISSES = 2  # canaries lost in a row that make it failed
REMEMBERED = timedelta(days=90)  # tests
LATE = timedelta(days=2)  # in which a bounce may still tell why a test was lost
EVERY = ("waiting", "confirming", "testing", "active", "silent", "failed")
AT_WORK = ("active", "silent", "failed")
CERTAIN = frozenset(
    {"external-forwarding", "no-mailbox", "from-rewritten", "sent-anew", "wrong-project"}
)


def send_test(db: Connection, container: Container, alias: Kept, kind: str) -> int:
    """Owe the test letter to the alias. Returns the test's id."""
    project, now = projects.by_id(db, alias.project_id), container.clock()
    words = container.words.of(project.language if project is not None else "en")
    test_id = aliases.add_test(db, alias.id, kind, subject(alias.address, words), now)
    token = alias_test.token(test_id, alias.id, container.keys[0])
    facts = Test(alias.address, test_id, token, words.language)
    made = owe(db, container, ALIAS_TEST, facts, About(alias_id=alias.id))
    aliases.set_letter_of_test(db, test_id, made[0])
    aliases.forget_tests(db, alias.id, now - REMEMBERED)
    if kind == "asked":
        aliases.move(db, alias.id, [state for state in EVERY if state != "active"], "testing", now)
    return test_id


async def look_after_aliases(container: Container) -> int:
    """Settle tests that failed, write to the admins about aliases that fell silent, send canaries
    that are due. Returns how many of these there were.
    """
    if not await container.store.read(lambda db: _any_due(db, container)):
        return 0
    done = await container.store.write(
        lambda db: (
            settle_tests(db, container)
            + _alarm_silent(db, container)
            + _send_canaries(db, container)
        )
    )
    if done:
        container.wake_outbox()
    return done


def _any_due(db: Connection, container: Container) -> bool:
    now = container.clock()
    return bool(
        _find_overdue(db, now) or _find_silent(db, now) or _find_due_canaries(db, container, now)
    )


def settle_tests(db: Connection, container: Container) -> int:
    """Tests that were refused or did not come back in time fail, each with its cause."""
    now = container.clock()
    overdue = _find_overdue(db, now)
    for test, cause, words in overdue:
        alias = aliases.by_id(db, test.alias_id)
        end = TestEnd("failed", cause, words)
        ended = aliases.finish_test(db, test.id, (test.state,), end, now)
        if ended and alias is not None and test.state == "sent":
            note_failed_test(db, container, alias, test.kind, cause, now)
    return len(overdue)


def _find_overdue(db: Connection, now: datetime) -> list[tuple[KeptTest, str, str]]:
    found = []
    for test in aliases.unsettled(db, now - LATE):
        if test.letter_state in ("bounced", "failed"):
            found.append((test, alias_test.cause_of(test.last_reply), test.last_reply))
        elif (
            test.state == "sent"
            and _awaited_since(test) is not None
            and now - (_awaited_since(test) or now) >= PATIENCE
        ):
            found.append((test, "not-returned", ""))
    return found


def _awaited_since(test: KeptTest) -> datetime | None:
    """The moment from which a test's return is awaited; None while the relay has not taken it."""
    return test.started if test.letter_state is None else test.sent_at


def note_failed_test(
    db: Connection, container: Container, alias: Kept, kind: str, cause: str, now: datetime
) -> None:
    """Mark the alias as failed and write to the admins. The first canary that is lost without a
    certain cause is only counted: mail is lost by chance, too.
    """
    if kind == "canary" and cause not in CERTAIN and alias.misses + 1 < MISSES:
        aliases.change(db, alias.id, misses=alias.misses + 1, next_test=now + SECOND_LOOK)
        return
    sources = AT_WORK[:2] if kind == "canary" else EVERY
    if aliases.move(db, alias.id, sources, "failed", now, misses=alias.misses + 1):
        _alarm_admins(db, container, alias, cause)


def _find_silent(db: Connection, now: datetime) -> list[Kept]:
    return [
        alias
        for alias in aliases.by_states(db, ("active",))
        if is_silent(alias.mails, alias.last_mail, alias.usual_gap, now)
    ]


def _alarm_silent(db: Connection, container: Container) -> int:
    now = container.clock()
    silent = [
        one for one in _find_silent(db, now) if aliases.move(db, one.id, ("active",), "silent", now)
    ]
    for alias in silent:
        _alarm_admins(db, container, alias, "silent")
    return len(silent)


def _find_due_canaries(db: Connection, container: Container, now: datetime) -> list[Kept]:
    """Aliases on domains that are not ours, heard from before, whose next canary is due; none
    without a relay.
    """
    if container.relay is None:
        return []
    due = [
        alias
        for alias in aliases.by_states(db, AT_WORK)
        if alias.next_test is not None and alias.next_test <= now
    ]
    return [alias for alias in due if split(alias.address)[1] not in container.domains]


def _send_canaries(db: Connection, container: Container) -> int:
    now = container.clock()
    taken = [
        canary
        for canary in _find_due_canaries(db, container, now)
        if aliases.take_canary(db, canary, now + CANARY)
    ]
    for alias in taken:
        if not has_test_under_way(aliases.recent_tests(db, alias.id, 1)):
            send_test(db, container, alias, "canary")
    return len(taken)


def has_test_under_way(tests: Sequence[KeptTest]) -> bool:
    """Whether one of these tests is out and has neither come back nor failed."""
    return any(test.state == "sent" for test in tests)


def _alarm_admins(db: Connection, container: Container, alias: Kept, cause: str) -> None:
    """Write to each admin that mail through the alias does not arrive, and since when."""
    now, project = container.clock(), projects.by_id(db, alias.project_id)
    if project is None:
        return
    trouble = _trouble(db, alias, cause, project.name, f"{project.key}@{container.domain}")
    number = alias.id << 44 | int(now.timestamp())
    facts = Alarm(trouble, admins_reached(db, container), number)
    owe(db, container, ALIAS_ALARM, facts, About(alias_id=alias.id))


def _trouble(db: Connection, alias: Kept, cause: str, project: str, target: str) -> Trouble:
    """With what the latest tests showed."""
    tests = aliases.recent_tests(db, alias.id, MISSES)
    lost = [test for test in tests if test.state == "failed" and test.finished is not None]
    whole = bool(tests) and tests[0].state == "returned"
    return Trouble(
        alias=alias.address,
        project=project,
        target=target,
        cause=cause if cause != "silent" or whole or not lost else lost[0].cause,
        words=lost[0].words if lost and not whole else "",
        last_mail=alias.last_mail,
        failed=() if whole else tuple(test.started for test in reversed(lost)),
        returned=tests[0].started if whole else None,
    )
