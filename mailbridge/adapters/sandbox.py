"""Templates are filled in a sandbox, for an admin may bring their own."""

from dataclasses import fields
from typing import Any

from jinja2 import BaseLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from mailbridge.adapters.letter_page import Quoted
from mailbridge.domain.letter import Asked, Footer, Letter, TaskLine, ToConfirm

_FIELDS = {
    one: frozenset(field.name for field in fields(one))
    for one in (Asked, Footer, Letter, Quoted, TaskLine, ToConfirm)
}


class Sandbox(SandboxedEnvironment):
    """The sandbox of Jinja; the fields of a letter's values, which hold nothing but values, are not
    looked at anew each time.
    """

    def __init__(self, loader: BaseLoader, autoescape: bool, auto_reload: bool) -> None:
        super().__init__(
            loader=loader,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=autoescape,
            auto_reload=auto_reload,
        )

    def getattr(self, obj: Any, attribute: str) -> Any:
        if attribute in _FIELDS.get(type(obj), ()):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)
