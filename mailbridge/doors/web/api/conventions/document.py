"""The OpenAPI document: what the routes say of themselves, and what holds for all of them."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from mailbridge.doors.web.api.given import Problem

_TROUBLE = {
    "description": "What went wrong",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
_TEXT = {"type": "string"}
_PARAMETERS = {
    "IdempotencyKey": {
        "name": "Idempotency-Key",
        "in": "header",
        "description": "the same request with the same key is done once within a day",
        "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!#-~]+$"},
    },
    "IfMatch": {
        "name": "If-Match",
        "in": "header",
        "description": "the ETag that the object had: it is changed only while it has it",
        "schema": _TEXT,
    },
    "IfNoneMatch": {
        "name": "If-None-Match",
        "in": "header",
        "description": "the ETag that you know: 304 where it is still the same",
        "schema": _TEXT,
    },
}
_HEADERS = {
    "ETag": {"description": "of what was shown", "schema": _TEXT},
    "Link": {"description": "where a list goes on: rel=next (RFC 8288)", "schema": _TEXT},
    "Next-Cursor": {"description": "the cursor that it goes on with", "schema": _TEXT},
}


def describe(app: FastAPI, contents: Mapping[str, str]) -> None:
    """Let the application answer with the document; `contents`: the type of what an operation
    gives, where it is no JSON.
    """

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _whole(app, contents)
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]


def _whole(app: FastAPI, contents: Mapping[str, str]) -> dict[str, Any]:
    made = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes
    )
    for methods in made["paths"].values():
        for method, operation in methods.items():
            _complete(method, operation, contents.get(operation["operationId"]))
    parts = made["components"]
    for unused in ("HTTPValidationError", "ValidationError"):
        parts["schemas"].pop(unused, None)
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    parts["schemas"] |= problem.pop("$defs") | {"Problem": problem}
    parts["parameters"] = _PARAMETERS
    parts["headers"] = _HEADERS
    parts["responses"] = {"Problem": _TROUBLE}
    return made


def _complete(method: str, operation: dict[str, Any], content: str | None) -> None:
    """What every operation of a method takes and answers."""
    answers = operation["responses"]
    answers.pop("422", None)
    (success,) = answers.values()
    if content is not None:
        success["content"] = {content: {"schema": {"type": "string", "format": "binary"}}}
    answers["4XX"] = answers["5XX"] = {"$ref": "#/components/responses/Problem"}
    taken = ["IfNoneMatch"] if method == "get" else ["IfMatch"]
    if method == "post":
        taken.append("IdempotencyKey")
    operation.setdefault("parameters", []).extend(
        {"$ref": f"#/components/parameters/{name}"} for name in taken
    )
    if method == "get":
        answers["304"] = {"description": "It is as you know it"}
        names = ["ETag"]
        if any(parameter.get("name") == "cursor" for parameter in operation["parameters"]):
            names += ["Link", "Next-Cursor"]
        success["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in names}
