"""Read receipts that only the fields they show give away."""

import pytest

from mailbridge.domain.message import Kind
from mailbridge.steps.reading.read import read


@pytest.mark.parametrize(
    ("subject", "kind"),
    [
        ("Gelesen: Plan", Kind.RECEIPT),
        ("Přečteno: Plan", Kind.RECEIPT),
        ("Plan", Kind.HUMAN),
        ("Re: Plan", Kind.HUMAN),
    ],
)
def test_a_receipt_is_known_by_the_fields_it_shows(subject: str, kind: Kind) -> None:
    """In whatever language it says that the letter was read."""
    text = "Vaše zpráva\n\nKomu: Rita\nPředmět: Plan\n\nbyla přečtena 3. března."
    head = (
        f"From: Rita <rita@x.test>\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8\n"
    )
    assert kind is read(f"{head}\n{text}".encode(), "rita@x.test").kind
    assert Kind.HUMAN is read(f"{head}\n{text} Proč?".encode(), "rita@x.test").kind


def test_a_receipt_may_name_its_reader_in_its_sentence() -> None:
    """As a telephone's program writes it; without the name it is somebody's letter."""
    fields = "Subject: Přečteno: Plan\nContent-Type: text/plain; charset=utf-8\n"
    head = f"From: Rita Roe <rita@x.test>\n{fields}"
    text = "Zpráva pro {}\nPředmět: Plan\nOdesláno: 3. 11. 2026 16:12\nbyla přečtena."
    assert Kind.RECEIPT is read(f"{head}\n{text.format('Rita Roe')}".encode(), None).kind
    assert Kind.HUMAN is read(f"{head}\n{text.format('Tom')}".encode(), None).kind
