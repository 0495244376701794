"""The API's part about programs elsewhere that are told what happens."""

from typing import Literal

from pydantic import Field

from mailbridge.doors.json_objects.webhooks import NewWebhook, Trial, Webhook
from mailbridge.doors.web.api.callers import Admin
from mailbridge.doors.web.api.conventions.paging import Paged
from mailbridge.doors.web.api.given import Given, Id, Short
from mailbridge.services.webhooks import register

LONGEST = 2000  # characters of an address


class WebhookGiven(Given):
    url: str = Field(max_length=LONGEST)
    form: Literal["standard", "chat"] = "standard"
    project: Short | None = Field(None, description="name or id; left out: all projects")
    kinds: list[Short] = Field([], max_length=100, description="of events; empty: all")
    inside: bool = Field(False, description="true: of what no client reads, too")


async def list_webhooks(by: Admin, page: Paged) -> list[Webhook]:
    """All webhooks, the oldest first."""
    views = await register.list_webhooks(by.container)
    return [Webhook.of_view(view) for view in page.part(views, lambda view: view.webhook.id)]


async def add_webhook(by: Admin, given: WebhookGiven) -> NewWebhook:
    """Have a program told what happens from now on; the secret is given this once."""
    made = await register.add_webhook(
        by.container, given.url, given.form, given.project, given.kinds, given.inside, by.person
    )
    return NewWebhook.with_secret(made)


async def try_webhook(by: Admin, id: Id) -> Trial:  # noqa: A002 - the name in the path
    """Send a trial there now."""
    return Trial.of_tried(await register.try_webhook(by.container, id))


async def resume_webhook(by: Admin, id: Id) -> Webhook:  # noqa: A002
    """Have one that was stopped told again."""
    await register.resume_webhook(by.container, id, by.person)
    return Webhook.of_view(await register.show_webhook(by.container, id))


async def remove_webhook(by: Admin, id: Id) -> None:  # noqa: A002
    """Tell it nothing any more."""
    await register.remove_webhook(by.container, id, by.person)
