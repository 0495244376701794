"""The audit log: who did what."""

from mailbridge.doors.json_objects.values import Id, JsonModel, Moment, Sentence


class AuditEntry(JsonModel):
    id: Id
    at: Moment
    who: str
    did: str
    what: str
    detail: Sentence
