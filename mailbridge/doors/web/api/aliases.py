"""The API's part about the life of aliases. Codes and links of confirmations are for admins
alone.
"""

from typing import Annotated, Literal

from fastapi import Query
from pydantic import BaseModel

from mailbridge.doors.json_objects import alias_tests
from mailbridge.doors.json_objects.shapes import JsonObject
from mailbridge.doors.web.api.callers import Admin
from mailbridge.services.aliases import cards

Language = Annotated[Literal["en", "ru"], Query(description="of the sentences")]
How = Literal["google", "microsoft", "yandex", "postfix", "cpanel", "other"]


class Confirmation(BaseModel):
    """Of a mail provider; nobody here follows the link."""

    provider: str
    code: str | None
    link: str
    received: str


class Test(BaseModel):
    id: str
    kind: Literal["asked", "canary"]
    state: Literal["sent", "returned", "failed"]
    started: str
    finished: str | None
    findings: list[str]
    cure: list[str]
    words: str


class Card(BaseModel):
    address: str
    project: str
    state: Literal["waiting", "confirming", "testing", "active", "silent", "failed"]
    project_address: str
    provider: Literal["google", "microsoft", "yandex", "ours"] | None
    changed: str
    last_mail: str | None
    usual_gap: int | None
    armed_until: str | None
    confirmation: Confirmation | None
    next_test: str | None
    tests: list[Test]
    route_field: str
    known: list[str]
    todo: list[str]


class Steps(BaseModel):
    address: str
    how: How
    steps: list[str]


class Findings(BaseModel):
    address: str
    findings: list[str]


async def alias(by: Admin, address: str, language: Language = "en") -> JsonObject:
    return alias_tests.card(await cards.show(by.container, address, language))


async def alias_steps(by: Admin, address: str, how: How, language: Language = "en") -> JsonObject:
    return {
        "address": address,
        "how": how,
        "steps": list(await cards.how(by.container, address, how, language)),
    }


async def check_alias(by: Admin, address: str, language: Language = "en") -> JsonObject:
    return {
        "address": address,
        "findings": list(await cards.check(by.container, address, language)),
    }


async def arm_alias(by: Admin, address: str, language: Language = "en") -> JsonObject:
    await cards.arm(by.container, address)
    return await alias(by, address, language)


async def send_test_of_alias(by: Admin, address: str, language: Language = "en") -> JsonObject:
    return alias_tests.card(await cards.send_test(by.container, address, language))
