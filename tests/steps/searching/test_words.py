"""Words in any form, what a search asks for, and how what was found is shown."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailbridge.steps.searching.excerpt import excerpt, marked
from mailbridge.steps.searching.score import Found, points
from mailbridge.steps.searching.stems import forms, kept_forms, words_of
from mailbridge.steps.searching.wish import MOST_TERMS, Wish, understood
from mailbridge.steps.text.spelling import LONGEST

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("The invoices were deployed", "invoice deploying"),
        ("Договоры с рекламодателями подписаны", "договор рекламодатель подписан"),
        ("Посмотрели на ёлку", "елка посмотрела"),
        ("Die Häuser und die Rechnungen sind nicht fertig", "Haus Rechnung"),
        ("Café Crème", "cafe creme"),
        ("maria@bloom.example sent menu.pdf", "bloom menu PDF"),
        ("Über 日本語", "uber 日本"),
        ("ЙОГУРТ и ий\u0306од", "йогурт"),
    ],
)
def test_each_form_of_a_word_is_one(written: str, asked: str) -> None:
    """In Russian, English and German, whatever the accents and the size of letters."""
    kept = set(kept_forms(written).split())
    assert [] == [word[0] for word in words_of(asked) if not kept & set(forms(word[0]))]


@settings(max_examples=40)
@given(st.text(max_size=120))
def test_each_word_of_a_text_is_kept_in_a_form_that_is_looked_for(text: str) -> None:
    """Whatever is written; and no form has a sign that an engine could obey."""
    kept = kept_forms(text).split()
    looked_for = [known for word in words_of(text) if (known := forms(word[0]))]
    assert len(kept) == len(looked_for)
    assert all(one in known for one, known in zip(kept, looked_for, strict=True))
    assert all(one.isalnum() and len(one) <= 2 * LONGEST for one in kept)


@settings(max_examples=40)
@given(st.text(max_size=600))
def test_whatever_is_typed_is_understood_as_something(typed: str) -> None:
    """Bounded, and of letters and digits alone."""
    wish = understood(typed, UTC)
    assert len(wish.terms) <= MOST_TERMS
    assert all(form.isalnum() for one in wish.terms for word in one.words for form in word)
    excerpt(typed, wish.terms)


def test_filters_are_told_from_words() -> None:
    """A colon alone makes none; what has no such value is said not to be understood."""
    east = timezone(timedelta(hours=3))
    wish = understood(
        'logo "the menu" from:maria to:"Tom Reed" is:OURS project:bloom q:open '
        "has:file task: after:2026-11-01 before:soon is:blue note:this invo*",
        east,
    )
    assert ("logo", "the menu", "note:this", "invo*") == tuple(one.typed for one in wish.terms)
    assert [False, False, False, True] == [bool(one.begins) for one in wish.terms]
    assert wish == Wish(
        wish.terms,
        ("ours",),
        ("maria",),
        ("Tom Reed",),
        ("bloom",),
        True,
        True,
        "",
        datetime(2026, 11, 2, tzinfo=east),
        None,
        ("before:soon", "is:blue"),
    )


def test_the_words_that_were_meant_are_marked() -> None:
    """In any of their forms; a long text is shown around the first of them."""
    wish = understood("logo", UTC)
    assert [("Logos", True), (" and the ", False), ("LOGO", True)] == [
        (one.text, one.meant) for one in marked("Logos and the LOGO", wish.terms)
    ]
    shown = excerpt("much " * 100 + "before the logo\nis there" + " after" * 100, wish.terms)
    assert ["logo"] == [one.text for one in shown if one.meant]
    whole = "".join(one.text for one in shown)
    assert (True, True, True) == (whole[0] == "…", whole[-1] == "…", len(whole) < 250)


def test_what_is_called_so_comes_first_and_then_the_newest() -> None:
    """A title outweighs any age."""
    old, new = NOW - timedelta(days=900), NOW - timedelta(days=1)
    assert points(Found(True, False, old), NOW) > points(Found(False, False, new), NOW)
    assert points(Found(False, False, new), NOW) > points(Found(False, False, old), NOW)
