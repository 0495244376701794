"""The JSON of an alias and its tests, for the command line and the API."""

from mailbridge.doors.json_objects.shapes import JsonObject, moment
from mailbridge.services.aliases.cards import AliasCard, TestView


def card(view: AliasCard) -> JsonObject:
    """{"address", "project", "state", "project_address", "provider", "changed", "last_mail",
    "usual_gap", "armed_until", "confirmation", "next_test", "tests": [as below], "route_field",
    "known": [str], "todo": [str]}; usual_gap in seconds
    """
    asked = view.confirmation
    return {
        "address": view.address,
        "project": view.project,
        "state": view.state,
        "project_address": view.target,
        "provider": view.provider or None,
        "changed": moment(view.changed),
        "last_mail": moment(view.last_mail),
        "usual_gap": view.usual_gap,
        "armed_until": moment(view.armed_until),
        "confirmation": None
        if asked is None
        else {
            "provider": asked.provider,
            "code": asked.code,
            "link": asked.link,
            "received": asked.received,
        },
        "next_test": moment(view.next_test),
        "tests": [tested(one) for one in view.tests],
        "route_field": view.route_field,
        "known": list(view.known),
        "todo": list(view.todo),
    }


def tested(view: TestView) -> JsonObject:
    """{"id", "kind", "state", "started", "finished", "findings": [str], "cure": [str], "words"}"""
    return {
        "id": str(view.id),
        "kind": view.kind,
        "state": view.state,
        "started": moment(view.started),
        "finished": moment(view.finished),
        "findings": list(view.findings),
        "cure": list(view.cure),
        "words": view.words,
    }
