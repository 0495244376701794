"""Words on pages: translated, counted, linked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbridge.adapters.catalogues import catalogues
from mailbridge.doors.web.request import render, text
from mailbridge.services.views.models import AttachmentView
from mailbridge.steps.reading.html.sanitise import safe_html
from tests.container import MORNING
from tests.languages import ENGLISH, RUSSIAN


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "1 сообщение"),
        (2, "2 сообщения"),
        (5, "5 сообщений"),
        (11, "11 сообщений"),
        (21, "21 сообщение"),
    ],
)
def test_russian_counts_in_three_forms(count: int, said: str) -> None:
    """As the language has them."""
    assert said == RUSSIAN.say_number("{number} post", "{number} posts", count)


@pytest.mark.parametrize(
    ("named", "language"),
    [
        ("", "en"),
        ("ru-RU,ru;q=0.9,en;q=0.8", "ru"),
        ("de,ru;q=0.5", "de"),
        ("en-GB,ru;q=0.5", "en"),
        (",;=", "en"),
    ],
)
def test_the_first_language_we_speak_is_taken(named: str, language: str) -> None:
    """Of those a browser names."""
    assert language == render.first_of_ours(named, catalogues()).language


def test_times_are_relative_with_the_exact_one_beside() -> None:
    """In the reader's language and zone."""
    from datetime import timedelta

    times = render.times(MORNING, RUSSIAN, "Europe/Moscow")
    assert times.ago(MORNING - timedelta(minutes=5)) == "5 минут назад"
    assert times.ago(MORNING - timedelta(seconds=20)) == "сейчас"
    assert times.exact(MORNING) == "пн 23 нояб. 2026, 12:00"
    assert render.times(MORNING, ENGLISH, "No/Such").day(MORNING) == "Mon 23 Nov, 09:00"


def test_a_link_in_plain_text_can_be_followed() -> None:
    """Without the full stop behind it."""
    shown = text.linked("See https://a.test/x?y=1&z=2. Or <http://b.test>, not javascript:alert(1)")
    assert (
        '<a href="https://a.test/x?y=1&amp;z=2" rel="nofollow noopener '
        'noreferrer">https://a.test/x?y=1&amp;z=2</a>. Or' in shown
    )
    assert '&lt;<a href="http://b.test"' in shown
    assert 'href="javascript' not in shown


@given(st.text(alphabet="ab <>\"'&.\n\thtps:/", max_size=60))
def test_linking_loses_no_letter_and_lets_no_tag_through(given_text: str) -> None:
    """The text without our links is the escaped text itself."""
    assert (
        given_text == text.linked(given_text).striptags().join(["", ""])
        or given_text.split() == text.linked(given_text).striptags().split()
    )
    assert text.linked(given_text).count("<") == 2 * text.linked(given_text).count("<a href=")


def test_a_megabyte_of_links_is_no_matter() -> None:
    """Linear time, whatever the line is made of."""
    for hostile in ("http://" * 150_000, "http://a " * 120_000, "<" * 1_000_000):
        assert len(text.linked(hostile)) >= len(hostile)


def test_a_picture_nobody_sent_has_no_place() -> None:
    """Only the post's own files are shown in its text."""
    file = AttachmentView(7, "a.png", "image/png", 1, "", True, "a&b@x")
    html = (
        '<img data-cid="a&amp;b@x"><img data-cid="else"><details '
        'class="quoted"><summary>…</summary>old</details>'
    )
    assert (
        text.letter(html, [file], "q")
        == '<img src="/attachments/7"><img><details class="fold"><summary>q</summary>old</details>'
    )
    assert text.stands_in(html, file)


def test_words_about_pictures_are_words() -> None:
    """Who writes of HTML is shown as they wrote it."""
    written = safe_html('<p>Put &lt;img data-cid="logo"&gt; there</p>')
    assert written == text.letter(written, [], "q")
