"""Out-of-office letters: until when, and who stands in."""

from datetime import UTC, date, datetime

import pytest

from mailbridge.domain.message import Away, Mailbox, Message
from mailbridge.steps.reading.kinds.away import away

WRITTEN = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)  # a Monday


def letter(
    text: str, subject: str = "Automatic reply: The layout", written: datetime | None = WRITTEN
) -> Message:
    return Message(
        subject=subject,
        from_=(Mailbox("Anna", "anna@bloom.test"),),
        to=(Mailbox("", "p@in.example"),),
        text=text,
        date=written,
    )


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("I am out of the office until November 12.", date(2026, 11, 12)),
        ("I'm away until Nov 12th, 2026 with limited access.", date(2026, 11, 12)),
        ("I am on leave from 3 November to 12 November.", date(2026, 11, 12)),
        ("I will be back in the office on Monday, 9 November.", date(2026, 11, 9)),
        ("On vacation till 20 Nov; returning on 23 Nov.", date(2026, 11, 23)),
        ("I am away until Thursday.", date(2026, 11, 5)),
        ("Out through 2026-12-01.", date(2026, 12, 1)),
        ("I will be back on 5 January.", date(2027, 1, 5)),
        ("Я в отпуске до 12 ноября.", date(2026, 11, 12)),
        ("Буду отсутствовать с 3 по 15 ноября включительно.", date(2026, 11, 15)),
        ("Вернусь 16.11.2026, до связи.", date(2026, 11, 16)),
        ("Я в отпуске, вернусь в понедельник.", None),
        ("Ich bin bis zum 12. November nicht im Büro.", date(2026, 11, 12)),
        ("Ich bin vom 3.11. bis 12.11. abwesend.", date(2026, 11, 12)),
        ("Ab dem 16.11.2026 bin ich wieder erreichbar.", date(2026, 11, 16)),
        ("Je suis absent jusqu'au 12 novembre inclus.", date(2026, 11, 12)),
        ("Je serai de retour le 16/11/2026.", date(2026, 11, 16)),
        ("Estaré fuera de la oficina hasta el 12 de noviembre de 2026.", date(2026, 11, 12)),
        ("Vuelvo el 16 de noviembre.", date(2026, 11, 16)),
        ("I am away until 05/06.", None),
        ("I am away until 31 February.", None),
        ("I am away, and read mail at times.", None),
        ("Our office opened on 12 May 1999 and I will reply to 3 letters a day.", None),
    ],
)
def test_until(text: str, until: date | None) -> None:
    """The date after words of return, else of duration; none where day and month cannot be told
    apart.
    """
    found = away(letter(text))
    assert until == (found.until if found else None)


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("I will be back on 2026-10-26.", date(2026, 10, 26)),
        ("I will be back on 2026-10-25.", None),
        ("I will be back on 2028-04-28.", date(2028, 4, 28)),
        ("I will be back on 2028-04-29.", None),
        ("I will be back on 26 October.", date(2026, 10, 26)),
        ("I will be back on 25 October.", date(2027, 10, 25)),
    ],
)
def test_a_date_is_believed_from_a_week_before_for_550_days(text: str, until: date | None) -> None:
    """What lies further off is another date of the letter, or a wrong year."""
    found = away(letter(text))
    assert until == (found.until if found else None)


@pytest.mark.parametrize(
    ("text", "deputy"),
    [
        (
            "For urgent matters please contact my colleague Carl (carl@bloom.test).",
            "carl@bloom.test",
        ),
        ("In urgent cases reach out to Carl Lamb, thank you.", "Carl Lamb"),
        ("По срочным вопросам обращайтесь к Ивану Петрову: ivan@bloom.test", "ivan@bloom.test"),
        ("Меня замещает Иван Петров.", "Иван Петров"),
        ("In dringenden Fällen wenden Sie sich bitte an Frau Eva Klein.", "Eva Klein"),
        ("Veuillez contacter jean@bloom.test.", "jean@bloom.test"),
        ("Póngase en contacto con luis@bloom.test.", "luis@bloom.test"),
        ("Please contact me at anna@bloom.test.", None),
        ("I shall answer later.", None),
    ],
)
def test_deputy(text: str, deputy: str | None) -> None:
    """Whom the reader is sent to: an address, else a name; never the author."""
    found = away(letter(text))
    assert deputy == (found.deputy if found else None)


def test_the_subject_counts() -> None:
    """A date may stand in the subject alone."""
    assert Away(date(2026, 11, 5), None) == away(letter("I am away.", "Away until November 5"))


def test_without_a_date_of_writing_only_whole_dates_count() -> None:
    """A day without its year means nothing then."""
    assert away(letter("Away until 12 November.", written=None)) is None
    assert Away(date(2026, 11, 12), None) == away(
        letter("Away until 12 November 2026.", written=None)
    )
