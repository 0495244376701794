"""How the installation is, and by what others believe its letters."""

from typing import Any, Literal

from pydantic import model_validator

from mailbridge.doors.json_objects.letters.dkim import Key
from mailbridge.doors.json_objects.values import JsonModel, Moment, fields_of
from mailbridge.services.oversight.overview import Overview


class Canary(JsonModel):
    address: str
    state: str
    last_mail: Moment | None
    next_test: Moment | None
    misses: int


class InstallationHealth(JsonModel):
    trouble: str | None
    queued: int
    oldest_queued: Moment | None
    owed: int
    oldest_letter: Moment | None
    deferred: int
    refused: int
    held: int
    overdue: int
    deliveries: int
    stopped: list[str]
    disk_free: int | None
    disk_needed: int
    readers: int
    backup: Moment | None
    has_relay: bool
    canaries: list[Canary]
    templates: list[str]

    @model_validator(mode="before")
    @classmethod
    def _flat(cls, view: Any) -> Any:
        if not isinstance(view, Overview):
            return view
        return (fields_of(view) | fields_of(view.figures) | fields_of(view.standstill)) | {
            "owed": view.owed
        }


class DnsRecord(JsonModel):
    kind: Literal["mx", "spf", "dmarc"]
    name: str
    value: str
    seen: list[str]
    state: Literal["right", "missing", "several", "open", "unknown"]


class Identity(JsonModel):
    domain: str
    is_local: bool
    records: list[DnsRecord]
    keys: list[Key]
