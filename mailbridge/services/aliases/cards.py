"""Aliases as admins see them: what is known of each, what to do next, and what they may ask for."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from mailbridge.domain.address import normal, split
from mailbridge.domain.token import Purpose, sign
from mailbridge.services.aliases import tests as alias_tests
from mailbridge.services.aliases.register import ARMED
from mailbridge.services.aliases.tests import has_test_under_way, look_after_aliases, settle_tests
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.steps.deciding.address import mx_provider
from mailbridge.steps.deciding.address.alias_test import Report
from mailbridge.steps.deciding.address.header_mode import ROUTE_STAMP
from mailbridge.steps.telling.words import alias_words
from mailbridge.steps.telling.words.alias_words import say
from mailbridge.steps.telling.words.forwarding_guides import guide
from mailbridge.steps.telling.words.wording import moment
from mailbridge.store.directory import aliases as store
from mailbridge.store.directory import projects
from mailbridge.store.directory.aliases import Kept, KeptTest

SHOWN = 5  # tests


@dataclass(frozen=True, slots=True)
class ConfirmationView:
    """For admins alone: whoever has the link can have that mailbox forwarded here."""

    provider: str
    code: str | None
    link: str
    received: str  # RFC 3339


@dataclass(frozen=True, slots=True)
class TestView:
    id: int
    kind: str  # asked, canary
    state: str  # sent, returned, failed
    started: datetime
    finished: datetime | None
    findings: tuple[str, ...]  # how it came back, or why it did not
    cure: tuple[str, ...]
    words: str  # the far side's own


@dataclass(frozen=True, slots=True)
class AliasCard:
    address: str
    project: str
    project_id: int
    state: str
    target: str  # the project address
    provider: str  # who hosts its mail, by its MX: one of PROVIDERS, "ours", or "" for unknown
    changed: datetime
    last_mail: datetime | None
    usual_gap: int | None  # seconds; None: too little mail to say
    armed_until: datetime | None  # None: not armed
    confirmation: ConfirmationView | None
    next_test: datetime | None
    tests: tuple[TestView, ...]  # newest first
    route_field: str  # a header field that a forwarder may add, to be known by
    known: tuple[str, ...]  # sentences
    todo: tuple[str, ...]


async def show(container: Container, address: str, language: str = "en") -> AliasCard:
    """Everything about an alias, tests settled. Refused: no-such-alias."""
    await look_after_aliases(container)
    alias = await container.store.read(lambda db: _alias(db, address))
    provider = await _provider(container, split(alias.address)[1])
    return await container.store.read(
        lambda db: _card(db, container, _alias(db, address), provider, language)
    )


async def _provider(container: Container, domain: str) -> str:
    """Who hosts the mail of a domain. A guess: DNS may be silent, and nothing depends on it."""
    if domain in container.domains:
        return mx_provider.OURS
    if container.exchangers is None:
        return ""
    theirs, ours = await asyncio.gather(
        container.exchangers.of(domain), container.exchangers.of(container.domain)
    )
    return mx_provider.provider(theirs, container.domains.union(ours))


async def check(container: Container, address: str, language: str = "en") -> tuple[str, ...]:
    """What is known of an alias, then what to do next, a sentence each."""
    card = await show(container, address, language)
    return (*card.known, *card.todo)


async def how(
    container: Container, address: str, provider: str, language: str = "en"
) -> tuple[str, ...]:
    """The steps that have this alias forwarded here; `provider` is one of PROVIDERS. Refused:
    no-such-alias.
    """
    card = await show(container, address, language)
    return guide(provider, card.address, card.target, language)


async def arm(container: Container, address: str) -> datetime:
    """Await a provider's confirmation for another half hour. Returns until when."""
    until = container.clock() + ARMED
    if not await container.store.write(lambda db: store.arm(db, normal(address), until)):
        raise Refused("no-such-alias", address=address)
    return until


async def send_test(container: Container, address: str, language: str = "en") -> AliasCard:
    """Send a test letter through the alias; one that is under way is not doubled. Refused:
    no-such-alias, no-relay.
    """
    if container.relay is None:
        raise Refused("no-relay")

    def work(db: Connection) -> None:
        settle_tests(db, container)
        alias = _alias(db, address)
        if not has_test_under_way(store.recent_tests(db, alias.id, 1)):
            alias_tests.send_test(db, container, alias, "asked")

    await container.store.write(work)
    container.wake_outbox()
    return await show(container, address, language)


def _alias(db: Connection, address: str) -> Kept:
    found = store.by_address(db, normal(address))
    if found is None:
        raise Refused("no-such-alias", address=address)
    return found


def _card(
    db: Connection, container: Container, alias: Kept, provider: str, language: str
) -> AliasCard:
    project, now = projects.by_id(db, alias.project_id), container.clock()
    if project is None:
        raise Refused("no-such-project", name=str(alias.project_id))
    target = f"{project.key}@{container.domain}"
    values = {
        "alias": alias.address,
        "domain": split(alias.address)[1],
        "target": target,
        "ours": container.domain,
    }
    tests = tuple(_test(one, values, language) for one in store.recent_tests(db, alias.id, SHOWN))
    armed = (
        alias.armed_until if alias.armed_until is not None and alias.armed_until >= now else None
    )
    confirmation = ConfirmationView(**alias.confirmation) if alias.confirmation else None
    return AliasCard(
        address=alias.address,
        project=project.name,
        project_id=project.id,
        state=alias.state,
        target=target,
        provider=provider,
        changed=alias.changed or alias.created,
        last_mail=alias.last_mail,
        usual_gap=alias.usual_gap if alias.mails > 1 else None,
        armed_until=armed,
        confirmation=confirmation,
        next_test=alias.next_test,
        tests=tests,
        route_field=f"{ROUTE_STAMP}: {sign(Purpose.ALIAS_ROUTE, (alias.id,), container.keys[0])}",
        known=_known(container, alias, project.name, provider, tests, armed, values, language),
        todo=_todo(container, alias, provider, tests, confirmation, armed, values, language),
    )


def _test(test: KeptTest, values: dict[str, str], language: str) -> TestView:
    findings: list[str] = [alias_words.cause(test.cause, language, **values)] if test.cause else []
    if test.report is not None:
        findings += alias_words.report_lines(Report(**test.report), values["alias"], language)
    if test.state == "sent":
        key = "test.sent" if test.letter_state == "sent" else "test.queued"
        findings.append(say(key, language, words=test.last_reply or "-"))
    cure = alias_words.cure(test.cause, language, **values) if test.cause else ()
    return TestView(
        test.id,
        test.kind,
        test.state,
        test.started,
        test.finished,
        tuple(findings),
        cure,
        test.words,
    )


def _known(
    container: Container,
    alias: Kept,
    project: str,
    provider: str,
    tests: tuple[TestView, ...],
    armed: datetime | None,
    values: dict[str, str],
    language: str,
) -> tuple[str, ...]:
    def at(when: datetime) -> str:
        return f"{moment(when, language, 'UTC', container.clock())} UTC"

    known = [
        say("project", language, project=project),
        say(f"state.{alias.state}", language, **values),
    ]
    if provider and values["domain"] not in container.domains:
        known.append(say(f"provider.{provider}", language, **values))
    known.append(
        say("mail", language, moment=at(alias.last_mail))
        if alias.last_mail is not None
        else say("no.mail", language)
    )
    if armed is not None:
        known.append(say("armed", language, moment=at(armed)))
    if tests:
        known.append(say("tested", language, moment=at(tests[0].started)))
        known += [*tests[0].findings, *([tests[0].words] if tests[0].words else [])]
    return tuple(known)


def _todo(
    container: Container,
    alias: Kept,
    provider: str,
    tests: tuple[TestView, ...],
    confirmation: ConfirmationView | None,
    armed: datetime | None,
    values: dict[str, str],
    language: str,
) -> tuple[str, ...]:
    """The next steps in the state it is in."""
    if alias.state == "active":
        return ()
    if alias.state == "testing":
        return (say("todo.wait", language),)
    if alias.state == "confirming" and confirmation is not None:
        code = say("todo.code", language, code=confirmation.code) if confirmation.code else ""
        return (
            say("todo.confirm", language, link=confirmation.link, code=code, **values),
            say("todo.test", language, **values),
        )
    if alias.state in ("failed", "silent"):
        cause = (
            tests[0].cure
            if tests and tests[0].cure
            else alias_words.cure("silent", language, **values)
        )
        return (*cause, say("todo.test", language, **values))
    if values["domain"] in container.domains:
        return (say("todo.direct", language, **values),)
    if provider == mx_provider.OURS:
        return (say("todo.test", language, **values),)
    forward = say("todo.forward", language, how=provider or say("how", language), **values)
    more = () if armed is not None else (say("todo.arm", language, **values),)
    return (forward, *more, say("todo.test", language, **values))
