"""The templates of letters: filled in a sandbox, for an admin may bring their own, and with the
styles of `_base.html` written into the elements.
"""

import re
from collections.abc import Callable
from dataclasses import fields
from functools import cache, lru_cache, partial
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any

import css_inline
from jinja2 import BaseLoader, FileSystemLoader, FunctionLoader, StrictUndefined, Template
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from mailbridge.adapters.letter_page import Before, Quoted
from mailbridge.adapters.templates.straight_code import ATTRIBUTE, StraightCode
from mailbridge.domain.letter import Asked, Footer, Letter, TaskLine, ToConfirm, Told
from mailbridge.steps.telling.letter_parts.paragraphs import PLAIN, Look

_FIELDS = {
    one: frozenset(field.name for field in fields(one))
    for one in (Asked, Before, Footer, Letter, Quoted, TaskLine, ToConfirm, Told)
}
_OURS = "mailbridge."  # of its functions a template has those that `letter_page` gives it
_OF_JINJA = ("_loop_vars", "_block_vars")  # what it calls each function with, for its own
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_JINJA = re.compile(r"\{\{(.*?)\}\}|\{%.*?%\}", re.DOTALL)
_WORD = re.compile(r"jinja(\d+)jinja")
_HELD = re.compile(r"jinja(\d+)jinja|<!--jinja(\d+)-->")
_STATEMENT_IN_TAG = re.compile(r"<[a-zA-Z][^<>]*<!--jinja")
_RULES = re.compile(r"<style>(.*?)@media", re.DOTALL)
_RULE = re.compile(r"([^{}]*)\{[^{}]*\}")
_CLASS = re.compile(r"\.([\w-]+)")
_STYLE = re.compile(r"<(p|a|blockquote)\b[^>]*?( style=\"[^\"]*\")")


class Sandbox(SandboxedEnvironment):
    """The sandbox of Jinja; the fields of a letter's values, which hold nothing but values, and the
    functions that a letter is given, which do nothing but write, are not looked at anew each time.
    """

    changes = True  # while the process runs

    def __init__(self, loader: BaseLoader, autoescape: bool) -> None:
        super().__init__(
            loader=loader,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=autoescape,
            auto_reload=self.changes,
        )

    def getattr(self, obj: Any, attribute: str) -> Any:
        if attribute in _FIELDS.get(type(obj), ()):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def call(self, context: Context, obj: Any, /, *given: Any, **named: Any) -> Any:
        """What a template calls."""
        if isinstance(obj, FunctionType | MethodType) and obj.__module__.startswith(_OURS):
            for name in _OF_JINJA:
                named.pop(name, None)
            return obj(*given, **named)
        return super().call(context, obj, *given, **named)


class OwnSandbox(Sandbox):
    """The same for templates of ours alone: see StraightCode."""

    changes = False
    code_generator_class = StraightCode

    def __init__(self, loader: BaseLoader, autoescape: bool) -> None:
        super().__init__(loader, autoescape)
        self.filters["urlencode"] = lru_cache(256)(self.filters["urlencode"])  # texts alone
        self._loaded: dict[Any, Template] = {}

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:  # noqa: A002
        """The template of that name, which stays what it is; `globals` there are none."""
        known = self._loaded.get(name)
        if known is None:
            known = self._loaded[name] = super().get_template(name, parent)
        return known

    def make_globals(self, d: Any) -> Any:
        """What each template has besides its values: nothing."""
        return {}

    @staticmethod
    def shown(value: object) -> str:
        """A value as the inliner writes text that it has parsed, but for line ends."""
        if isinstance(value, Markup):
            made = str.replace(value, "&#39;", "'").replace("&#34;", '"')
        else:
            text = str(value)
            made = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return made if made.isprintable() else made.replace("\xa0", "&nbsp;").replace("\0", "")


class PagesInlined:
    """HTML of an admin's templates, and of ours beside them: each page is inlined when it is
    filled, since any of them may bring styles.
    """

    def __init__(self, folders: list[Path]) -> None:
        self._templates = Sandbox(FileSystemLoader(folders), autoescape=True)
        self._inliner = _inliner()

    def render(self, name: str, values: dict[str, Any]) -> str:
        """A template filled in, with all styles inlined."""
        return self._inliner.inline(self._templates.get_template(name).render(values))

    def look(self, around: str) -> Look:
        """Nothing: the whole letter is inlined afterwards."""
        return PLAIN

    def authored(self, html: str, around: str) -> str:
        """The HTML as it is: the whole letter is inlined afterwards."""
        return html


class TemplatesInlined:
    """HTML of our own templates, which are inlined once, when they are loaded: what they fill in
    has no styles, or those of `look` and `authored`. The letters are the same, byte for byte.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        match = _RULES.search((folder / "_base.html").read_text("utf-8"))
        self._rules = match[1] if match is not None else ""
        self._inliner = _inliner()
        loader = FunctionLoader(self._source)
        self._templates = OwnSandbox(loader, autoescape=True)
        self._templates.filters[ATTRIBUTE] = attribute
        self.look: Callable[[str], Look] = cache(self._look)
        self._rules_of: Callable[[str], str] = cache(partial(_rules_of, self._rules))

    def render(self, name: str, values: dict[str, Any]) -> str:
        """A template filled in, with all styles inlined."""
        made = self._templates.get_template(name).render(values)
        return made.replace("\r\n", "\n").replace("\r", "\n") if "\r" in made else made

    def authored(self, html: str, around: str) -> str:
        """HTML that somebody else wrote, which names no classes, with the styles it has in an
        element of that class.
        """
        return self._inlined(html, around, self._rules_of(around))

    def _inlined(self, html: str, around: str, rules: str) -> str:
        opened, closed = f'<div class="{around}">', "</div>"
        made = self._inliner.inline_fragment(f"{opened}{html}{closed}", rules)
        return made.removeprefix(opened).removesuffix(closed)

    def _look(self, around: str) -> Look:
        html = '<p></p><a href=""></a><blockquote class="quote"></blockquote>'
        styles = dict(_STYLE.findall(self._inlined(html, around, self._rules)))
        return Look(*(styles.get(tag, "") for tag in ("p", "a", "blockquote")))

    def _source(self, name: str) -> str | None:
        file = self._folder / name
        if not file.is_file():
            return None
        held: list[str] = []
        source = _held(file.read_text("utf-8").removesuffix("\n"), held)  # as Jinja does
        whole = "</html>" in source
        inlined = (
            self._inliner.inline(source)
            if whole
            else self._inliner.inline_fragment(source, self._rules)
        )
        return _HELD.sub(lambda match: held[int(match[1] or match[2])], inlined)


def _rules_of(rules: str, around: str) -> str:
    """Those of some rules that may touch what stands in an element of that class and names no
    class: the inliner reads all that it gets, each time.
    """
    return "".join(
        rule[0]
        for rule in _RULE.finditer(rules)
        if any({around}.issuperset(_CLASS.findall(name)) for name in rule[1].split(","))
    )


def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(load_remote_stylesheets=False, keep_at_rules=True)


def _held(source: str, held: list[str]) -> str:
    """The source as HTML: what is Jinja's goes to `held`, and leaves a word with its number, or a
    comment where it is a statement: it may stand between the rows of a table.
    """

    def hold(match: re.Match[str]) -> str:
        held.append(match[0])
        number = len(held) - 1
        return f"jinja{number}jinja" if match[1] is not None else f"<!--jinja{number}-->"

    def hold_value(match: re.Match[str]) -> str:
        held[int(match[1])] = f"{{{{ ({held[int(match[1])][2:-2]})|{ATTRIBUTE} }}}}"
        return match[0]

    made = _JINJA.sub(hold, source)
    if _STATEMENT_IN_TAG.search(made):
        raise ValueError("a statement inside a tag")
    return _TAG.sub(lambda tag: _WORD.sub(hold_value, tag[0]), made)


def attribute(value: object) -> str:
    """As the inliner writes an attribute's value, but for line ends."""
    made = str(value).replace("&", "&amp;").replace('"', "&quot;")
    return made if made.isprintable() else made.replace("\xa0", "&nbsp;").replace("\0", "")
