"""Webhooks as admins have them: added, listed, tried out, resumed and removed."""

from collections.abc import Iterable

from sqlalchemy import Connection

from mailbridge.domain.event import EventKind
from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.oversight.webhook import SECRET_OCTETS, Webhook, WebhookForm, new_secret
from mailbridge.domain.project import Person
from mailbridge.domain.told import told
from mailbridge.services import audit
from mailbridge.services.access import project_of
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.services.views.names import project_names
from mailbridge.services.webhooks import messages
from mailbridge.store.webhooks import deliveries, register
from mailbridge.values import dataclass

RESUMED = told("resumed")


@dataclass(frozen=True, slots=True)
class WebhookView:
    webhook: Webhook
    project: str | None
    waiting: int  # deliveries


@dataclass(frozen=True, slots=True)
class Tried:
    is_taken: bool
    words: str  # of the far side, or why there were none


async def add_webhook(
    container: Container,
    url: str,
    form: str = WebhookForm.STANDARD,
    project: str | None = None,
    kinds: Iterable[str] = (),
    inside: bool = False,
    actor: Person | None = None,
) -> WebhookView:
    """Have events told to a web address from now on: all of them, or those of a project and of
    some kinds; `inside`: of what no client reads, too. Refused: bad-url, not-https, bad-form,
    bad-kind, no-such-project.
    """
    wanted, named = _checked(container, url, form), _checked_kinds(kinds)

    def transaction(db: Connection) -> WebhookView:
        place = project_of(db, project, None) if project else None
        made = Webhook(
            0,
            url.strip(),
            new_secret(container.entropy(SECRET_OCTETS)),
            wanted,
            place.id if place is not None else None,
            named,
            inside,
            container.clock(),
        )
        made = register.add(db, made)
        audit.record(db, container, actor, Act.ADDED, Matter.WEBHOOK, made.id, made.url)
        return WebhookView(made, place.name if place is not None else None, 0)

    return await container.store.write(transaction)


def _checked(container: Container, url: str, form: str) -> WebhookForm:
    fault = container.webhook_line.fault_of(url.strip())
    if fault is not None:
        raise Refused("not-https" if fault == "not-https" else "bad-url", url=url)
    if form not in set(WebhookForm):
        raise Refused("bad-form", form=form, forms=", ".join(WebhookForm))
    return WebhookForm(form)


def _checked_kinds(kinds: Iterable[str]) -> frozenset[str]:
    named = frozenset(kinds)
    unknown = sorted(named - set(EventKind))
    if unknown:
        raise Refused("bad-kind", kind=unknown[0], kinds=", ".join(EventKind))
    return named


async def list_webhooks(container: Container) -> list[WebhookView]:
    """All of them, with how many deliveries wait."""

    def reading(db: Connection) -> list[WebhookView]:
        names, waiting = project_names(db), deliveries.count_waiting(db)
        return [
            WebhookView(webhook, names.get(webhook.project_id or 0), waiting.get(webhook.id, 0))
            for webhook in register.every(db)
        ]

    return await container.store.read(reading)


async def show_webhook(container: Container, webhook_id: int) -> WebhookView:
    """One of them. Refused: no-such-webhook."""
    for view in await list_webhooks(container):
        if view.webhook.id == webhook_id:
            return view
    raise Refused("no-such-webhook", number=webhook_id)


async def try_webhook(container: Container, webhook_id: int) -> Tried:
    """Send a trial there now; returns what came back. Refused: no-such-webhook."""
    webhook = (await show_webhook(container, webhook_id)).webhook
    body = messages.trial_of(webhook, container)
    named = f"msg_trial_{container.entropy(8).hex()}"
    fields = messages.fields_of(webhook, named, container.clock(), body)
    answer = await container.webhook_line.send(webhook.url, fields, body)
    return Tried(answer.is_taken, answer.words)


async def resume_webhook(
    container: Container, webhook_id: int, actor: Person | None = None
) -> None:
    """Have one that was stopped told again, of all that happened meanwhile. Refused:
    no-such-webhook.
    """

    def transaction(db: Connection) -> None:
        webhook = _found(db, webhook_id)
        register.resume(db, webhook_id)
        audit.record(
            db, container, actor, Act.CHANGED, Matter.WEBHOOK, webhook_id, webhook.url, RESUMED
        )

    await container.store.write(transaction)
    container.wake_outbox()


async def remove_webhook(
    container: Container, webhook_id: int, actor: Person | None = None
) -> None:
    """Nothing is told there any more. Refused: no-such-webhook."""

    def transaction(db: Connection) -> None:
        webhook = _found(db, webhook_id)
        register.remove(db, webhook_id)
        audit.record(db, container, actor, Act.REMOVED, Matter.WEBHOOK, webhook_id, webhook.url)

    await container.store.write(transaction)


def _found(db: Connection, webhook_id: int) -> Webhook:
    webhook = register.by_id(db, webhook_id)
    if webhook is None:
        raise Refused("no-such-webhook", number=webhook_id)
    return webhook
