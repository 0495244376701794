"""Webhooks."""

from pydantic import Field

from mailbridge.doors.json_objects.values import Id, JsonModel, Moment, Sentence
from mailbridge.services.webhooks.register import Tried, WebhookView


class Webhook(JsonModel):
    id: Id
    url: str
    form: str = Field(description="standard or chat")
    project: str | None = Field(description="null: of all projects")
    kinds: list[str] = Field(description="of events; empty: all kinds")
    inside: bool = Field(description="told of what no client reads, too")
    waiting: int = Field(description="deliveries that have yet to arrive")
    stopped: Sentence = Field(description="why nothing goes there any more; empty: it goes")
    last_reply: str
    created: Moment

    @classmethod
    def of_view(cls, view: WebhookView) -> "Webhook":
        """The object for a webhook; its secret is not among it."""
        webhook = view.webhook
        return cls(
            id=str(webhook.id),
            url=webhook.url,
            form=webhook.form.value,
            project=view.project,
            kinds=sorted(webhook.kinds),
            inside=webhook.inside,
            waiting=view.waiting,
            stopped=webhook.stopped,
            last_reply=webhook.last_reply,
            created=webhook.created,
        )


class NewWebhook(Webhook):
    secret: str = Field(description="signs what is sent; shown this once")

    @classmethod
    def with_secret(cls, view: WebhookView) -> "NewWebhook":
        """The object for a webhook that was just made."""
        return cls(**dict(Webhook.of_view(view)), secret=view.webhook.secret)


class Trial(JsonModel):
    taken: bool
    words: str = Field(description="how the answer begins, or why there was none")

    @classmethod
    def of_tried(cls, tried: Tried) -> "Trial":
        """What came of a trial."""
        return cls(taken=tried.is_taken, words=tried.words)
