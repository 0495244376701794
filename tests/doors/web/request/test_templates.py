"""Templates are compiled once for all languages, ahead of the first page."""

import pytest

from mailbridge.adapters.catalogues import catalogues
from mailbridge.doors.web.request import render

NAMES = render.environment(catalogues().of("en")).list_templates(extensions=("html",))


@pytest.mark.parametrize("language", ["de", "ru"])
def test_their_code_is_the_same_in_each_language(language: str) -> None:
    """Nothing that a language says is worked out when they are compiled."""
    assert len(NAMES) > 50
    environments = [render.environment(catalogues().of(one)) for one in ("en", language)]
    for name in NAMES:
        source = (render.folder() / name).read_text(encoding="utf-8")
        ours, theirs = (one.compile(source, name, raw=True) for one in environments)
        assert ours == theirs


def test_compiling_ends_when_it_is_enough() -> None:
    """All of them, or as many as there was time for."""
    words = catalogues().of("en")
    left = iter([False, False, True])
    render.environment.cache_clear()
    render.compile_all(words, lambda: next(left))
    assert 2 == len(render.environment(words).cache or ())
    render.compile_all(words)
    assert len(NAMES) == len(render.environment(words).cache or ())
