"""Aliases as admins see them: what is known of each, what to do next, and what they may ask for."""

import asyncio
from datetime import datetime

from sqlalchemy import Connection

from mailbridge.domain.address import normal, split
from mailbridge.domain.alias import AskedToForward
from mailbridge.domain.token import Purpose, sign
from mailbridge.services.aliases.advice import say_next_steps, say_what_is_known
from mailbridge.services.aliases.card_views import AliasCard, ConfirmationView, TestView
from mailbridge.services.aliases.register import ARMED
from mailbridge.services.aliases.tests import (
    has_test_under_way,
    look_after_aliases,
    send_test,
    settle_tests,
)
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.steps.deciding.address import mx_provider
from mailbridge.steps.deciding.address.header_mode import ROUTE_STAMP
from mailbridge.steps.telling.words import alias_words
from mailbridge.steps.telling.words.catalogue import Catalogue
from mailbridge.steps.telling.words.forwarding_guides import guide
from mailbridge.store.directory import aliases, projects
from mailbridge.store.directory.aliases import Kept, KeptTest

SHOWN = 5  # tests


async def show_alias(
    container: Container, address: str, language: str = "en", at_shell: bool = False
) -> AliasCard:
    """Everything about an alias, tests settled; `at_shell`: what to do next names commands.
    Refused: no-such-alias.
    """
    await look_after_aliases(container)
    alias = await container.store.read(lambda db: _required_alias(db, address))
    provider = await _provider(container, split(alias.address)[1])
    words = container.words.of(language)
    return await container.store.read(
        lambda db: _card(db, container, _required_alias(db, address), provider, words, at_shell)
    )


async def _provider(container: Container, domain: str) -> str:
    """The provider that hosts a domain's mail by its MX records; a guess, for the words of
    instructions only.
    """
    if domain in container.domains:
        return mx_provider.OURS
    if container.exchangers is None:
        return ""
    theirs, ours = await asyncio.gather(
        container.exchangers.of(domain), container.exchangers.of(container.domain)
    )
    return mx_provider.provider(theirs, container.domains.union(ours))


async def check_forwarding(
    container: Container, address: str, language: str = "en"
) -> tuple[str, ...]:
    """What is known of an alias, then what to do next, a sentence each."""
    card = await show_alias(container, address, language)
    return (*card.known, *card.todo)


async def forwarding_steps(
    container: Container, address: str, provider: str, language: str = "en", at_shell: bool = False
) -> tuple[str, ...]:
    """The steps that have this alias forwarded here, with commands `at_shell`; `provider` is one of
    PROVIDERS. Refused: no-such-alias.
    """
    card = await show_alias(container, address, language)
    words = container.words.of(language)
    return guide(provider, card.address, card.target, words, on_page=not at_shell)


def steps_on_page(card: AliasCard, provider: str, words: Catalogue) -> tuple[str, ...]:
    """The steps that have this alias forwarded here, for somebody who reads them in the web, above
    the buttons; `provider` is one of PROVIDERS.
    """
    return guide(provider, card.address, card.target, words, on_page=True)


def cure_on_page(
    container: Container, card: AliasCard, cause: str, words: Catalogue
) -> tuple[str, tuple[str, ...]]:
    """Why mail does not come through an alias, and what to do, for somebody who reads it in the
    web.
    """
    values = {
        "alias": card.address,
        "domain": split(card.address)[1],
        "target": card.target,
        "ours": container.domain,
    }
    cause_words = alias_words.cause(cause, words, **values)
    return cause_words, alias_words.cure_on_page(cause, words, **values)


async def await_confirmation(container: Container, address: str) -> datetime:
    """Await a provider's confirmation for another half hour. Returns until when."""
    until = container.clock() + ARMED
    if not await container.store.write(lambda db: aliases.arm(db, normal(address), until)):
        raise Refused("no-such-alias", address=address)
    return until


async def request_test(
    container: Container, address: str, language: str = "en", at_shell: bool = False
) -> AliasCard:
    """Send a test letter through the alias; one that is under way is not doubled. Refused:
    no-such-alias, no-relay.
    """
    if container.relay is None:
        raise Refused("no-relay")

    def transaction(db: Connection) -> None:
        settle_tests(db, container)
        alias = _required_alias(db, address)
        if not has_test_under_way(aliases.recent_tests(db, alias.id, 1)):
            send_test(db, container, alias, "asked")

    await container.store.write(transaction)
    container.wake_outbox()
    return await show_alias(container, address, language, at_shell)


def _required_alias(db: Connection, address: str) -> Kept:
    alias = aliases.by_address(db, normal(address))
    if alias is None:
        raise Refused("no-such-alias", address=address)
    return alias


def _card(
    db: Connection,
    container: Container,
    alias: Kept,
    provider: str,
    words: Catalogue,
    at_shell: bool,
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
    tests = tuple(
        _test(recent_test, values, words, at_shell)
        for recent_test in aliases.recent_tests(db, alias.id, SHOWN)
    )
    armed = (
        alias.armed_until if alias.armed_until is not None and alias.armed_until >= now else None
    )
    confirmation = _confirmation(alias.confirmation) if alias.confirmation else None
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
        known=say_what_is_known(
            container, alias, project.name, provider, tests, armed, values, words
        ),
        todo=say_next_steps(
            container, alias, provider, tests, confirmation, armed, values, words, at_shell
        ),
    )


def _confirmation(asked: AskedToForward) -> ConfirmationView:
    received = asked.received.isoformat()
    return ConfirmationView(asked.provider, asked.code, asked.link, received)


def _test(test: KeptTest, values: dict[str, str], words: Catalogue, at_shell: bool) -> TestView:
    findings: list[str] = [alias_words.cause(test.cause, words, **values)] if test.cause else []
    if test.report is not None:
        findings += alias_words.report_lines(test.report, values["alias"], words)
    if test.state == "sent":
        findings.append(
            words.say("It left and is awaited back.")
            if test.letter_state == "sent"
            else words.say("It waits in the outbox: {words}", words=test.last_reply or "-")
        )
    say_cure = alias_words.cure if at_shell else alias_words.cure_on_page
    cure = say_cure(test.cause, words, **values) if test.cause else ()
    return TestView(
        test.id,
        test.kind,
        test.state,
        test.started,
        test.finished,
        tuple(findings),
        cure,
        test.words,
        test.cause,
        test.sent_at,
        test.last_reply,
        test.report,
    )
