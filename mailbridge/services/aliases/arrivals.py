"""Mail of aliases: what comes in through one, and what a provider or a test of ours sends back.

    waiting -> confirming (a provider's confirmation is kept) -> testing (a test is out) -> active
    active -> silent (nothing comes for much longer than usual), failed (tests do not come back)

Mail through an alias makes it active, whatever it was. All of this runs in the caller's
transaction.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from mailbridge.domain.address import ProjectAddress
from mailbridge.domain.alias import AliasTest, AskedToForward
from mailbridge.domain.inbound import Facts, Inbound
from mailbridge.domain.told import told
from mailbridge.domain.verdict import Disposition, Reason, Verdict
from mailbridge.services.aliases.tests import CANARY, EVERY, note_failed_test
from mailbridge.services.container import Container
from mailbridge.services.telling.admin_letters import admins_reached
from mailbridge.services.telling.owe import About, owe
from mailbridge.steps.deciding.address import alias_test
from mailbridge.steps.deciding.address.alias_silence import usual_gap
from mailbridge.steps.deciding.address.header_mode import Fed, fed_by
from mailbridge.steps.deciding.machine_mail.forwarding_confirmation import Confirmation
from mailbridge.steps.deciding.machine_mail.noted import confirmed
from mailbridge.steps.telling.letters.alias_confirmation import ALIAS_CONFIRMATION, Asked
from mailbridge.store.directory import aliases, projects
from mailbridge.store.directory.aliases import Kept, TestEnd
from mailbridge.values import replace

BURST = timedelta(minutes=1)  # mail that comes together counts once


def note_mail_of_alias(
    db: Connection, container: Container, inbound: Inbound, facts: Facts
) -> Inbound:
    """Mark the alias that a filed message came through as active. Returns the message with that
    alias named in it and in its trail; unchanged where it came through none.
    """
    fed = _find_feed(db, container, inbound)
    alias = aliases.by_address(db, fed.alias) if fed is not None else None
    if fed is None or alias is None:
        return inbound
    _note_mail(db, alias, facts.now)
    inbound = replace(inbound, came_through=fed.alias)
    return inbound.said(
        "alias", told("it came through {alias}, says {field}", alias=fed.alias, field=fed.field)
    )


def _find_feed(db: Connection, container: Container, inbound: Inbound) -> Fed | None:
    route = inbound.route
    if route is None or route.project is None:
        return None
    if route.alias is not None:
        return Fed(route.alias.address, "its forward-path")
    if not isinstance(route.own, ProjectAddress) or not route.project.has_aliases:
        return None
    return fed_by(
        inbound.reading.message,
        inbound.envelope.reverse_path,
        aliases.of_project(db, route.project.id),
        container.keys,
    )


def _note_mail(db: Connection, alias: Kept, now: datetime) -> None:
    gap = now - alias.last_mail if alias.last_mail is not None else None
    if alias.state == "active" and gap is not None and gap < BURST:
        return
    usual = usual_gap(alias.usual_gap, gap) if gap is not None else 0
    aliases.change(
        db,
        alias.id,
        last_mail=now,
        mails=alias.mails + 1,
        usual_gap=usual,
        misses=0,
        next_test=alias.next_test or now + CANARY,
    )
    aliases.move(db, alias.id, [state for state in EVERY if state != "active"], "active", now)


def note_stopped_message(
    db: Connection, container: Container, inbound: Inbound, facts: Facts, verdict: Verdict
) -> None:
    """What a message that becomes no post means for aliases: a test that came back is settled, a
    confirmation that is awaited is kept.
    """
    if verdict.reason is Reason.ALIAS_TEST and facts.test is not None:
        _settle_returned_test(db, container, facts.test, inbound, facts)
    elif verdict.reason is Reason.CONFIRMATION and verdict.disposition is Disposition.ACCEPT:
        _keep_confirmation(db, container, inbound, facts)


def _keep_confirmation(
    db: Connection, container: Container, inbound: Inbound, facts: Facts
) -> None:
    """Keep the code and link of a provider's confirmation, and write to the admins at once. Nothing
    here follows a link.
    """
    confirmation = confirmed(inbound, facts)
    alias = (
        aliases.by_address(db, confirmation.alias) if not isinstance(confirmation, str) else None
    )
    if isinstance(confirmation, str) or alias is None:
        return
    asked = AskedToForward(
        confirmation.provider, confirmation.code, confirmation.link, inbound.received
    )
    aliases.keep_confirmation(db, alias.id, asked)
    aliases.move(db, alias.id, ("waiting", "failed"), "confirming", facts.now)
    if alias.confirmation is None or alias.confirmation.link != confirmation.link:
        _ask_admins(db, container, alias, confirmation, inbound.id)


def _ask_admins(
    db: Connection, container: Container, alias: Kept, asked: Confirmation, number: int
) -> None:
    """Write to each admin what the provider asks, with code and link."""
    project = projects.by_id(db, alias.project_id)
    if project is None:
        return
    target = f"{project.key}@{container.domain}"
    admins = admins_reached(db, container)
    facts = Asked(asked, project.name, target, admins, number)
    place = About(inbound_id=number, alias_id=alias.id)
    owe(db, container, ALIAS_CONFIRMATION, facts, place)


def _settle_returned_test(
    db: Connection, container: Container, test: AliasTest, inbound: Inbound, facts: Facts
) -> None:
    report = alias_test.report(test, inbound, facts)
    state = "failed" if report.cause else "returned"
    end = TestEnd(state, report.cause, report=report)
    alias = aliases.by_id(db, test.alias_id)
    if alias is None or not aliases.finish_test(db, test.id, ("sent", "failed"), end, facts.now):
        return
    if report.cause:
        note_failed_test(db, container, alias, "asked", report.cause, facts.now)
        return
    aliases.change(db, alias.id, misses=0, next_test=facts.now + CANARY)
    aliases.move(db, alias.id, [state for state in EVERY if state != "active"], "active", facts.now)
