"""Templates of ours are compiled to Python that asks the sandbox only for what is not plain."""

from typing import Any

import pytest
from jinja2 import DictLoader
from jinja2.exceptions import SecurityError, UndefinedError

from mailbridge.adapters.letter_templates import OwnSandbox, Sandbox
from tests.letters import WORDS

POST = WORDS[10]


def rendered(kind: type[Sandbox], page: str, **values: Any) -> str:
    part = '{% set line = "-" %}\n{% for one in many %}\n{{ line }}{{ one }}\n{% endfor %}\n'
    loader = DictLoader({"page": page, "part": part})
    templates = kind(loader, autoescape=True)
    return templates.get_template("page").render(values)


@pytest.mark.parametrize(
    "page",
    [
        '<{{ post.author }}>\n{% include "part" %}\n\n{{ line }}{{ say("&", word=post.text) }}',
        '{{ letter.details.get("a") }}{{ letter.details.b }}{{ letter.details.items()|length }}',
        "{% macro bold(what) %}<b>{{ what }}</b>{% endmacro %}{{ bold(post.author) }}{{ bold(1) }}",
        "{% for one in many %}{{ loop.index }}{{ one.split('b')|join }}{% endfor %}",
    ],
    ids=["included", "table", "macro", "loop"],
)
def test_a_template_says_what_the_sandbox_alone_would_let_it_say(page: str) -> None:
    """What is included has names of its own."""
    values = {
        "post": POST,
        "line": "=",
        "many": ["abc", "<b>"],
        "letter": type("WithDetails", (), {"details": {"a": "1", "b": "2"}})(),
        "say": lambda english, word: f"{english} {word}",
    }
    assert rendered(Sandbox, page, **values) == rendered(OwnSandbox, page, **values)


@pytest.mark.parametrize(
    "page", ["{{ post.__class__ }}", '{{ "{0.__class__}".format(post) }}', "{{ say.__globals__ }}"]
)
def test_what_is_inside_python_stays_closed(page: str) -> None:
    """For our templates as for an admin's."""
    with pytest.raises(SecurityError):
        rendered(OwnSandbox, page, post=POST, say=rendered)


@pytest.mark.parametrize("page", ["{{ nobody.text }}", "{{ nobody() }}"])
def test_a_value_that_is_not_there_is_a_fault(page: str) -> None:
    """It is never shown as nothing."""
    with pytest.raises(UndefinedError):
        rendered(OwnSandbox, page)
