"""Orders in answers to morning letters."""

from datetime import UTC, datetime

import pytest

from mailbridge.steps.reading.meaning.line_orders import read_orders

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


def shown(text: str) -> str:
    orders, others = read_orders(text, MONDAY)
    said = [" ".join(filter(None, (str(o.number), o.verb, o.argument))) for o in orders]
    return " | ".join([*said, *(f"? {line}" for line in others)])


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1 take\n2 due fri\n3 done\n4 yes", "1 take | 2 due fri | 3 done | 4 yes"),
        (
            "take 1\ndue fri 2\ndue 2 fri\ndone 3, 4",
            "1 take | 2 due fri | 2 due fri | 3 done | 4 done",
        ),
        ("1 take, 2 due 2026-11-27; 3 done thanks", "1 take | 2 due 2026-11-27 | 3 done"),
        ("1 беру\n2 срок пт\n3 готово\n4 да", "1 take | 2 due пт | 3 done | 4 yes"),
        ("1 nehme ich\n2 bis freitag\n3 erledigt\n4 ja", "1 take | 2 due freitag | 3 done | 4 yes"),
        ("1. fri\n- 2: завтра", "1 due fri | 2 due завтра"),
        ("4 hold\n5 нет", "4 hold | 5 no"),
        ("Hello Igor,\n1 take\nThanks", "1 take"),
        ("3 not done", "? 3 not done"),
        ("3 done?", "? 3 done?"),
        ("3 done but the logo is missing", "? 3 done but the logo is missing"),
        ("2 due soon", "? 2 due soon"),
        ("1 take\nplease tell Maria that I am ill", "1 take | ? please tell Maria that I am ill"),
    ],
)
def test_orders_are_read_in_any_order_and_three_languages(text: str, meant: str) -> None:
    """What is no order, or not wholly one, is returned as it was written."""
    assert meant == shown(text)
