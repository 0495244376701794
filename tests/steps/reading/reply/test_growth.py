"""Time grows with the length of a letter, also where shapes are looked for, and no faster."""

from collections.abc import Callable

import pytest

from mailbridge.domain.message import Message
from mailbridge.steps.reading.html.text_lines import to_lines, to_text
from mailbridge.steps.reading.reply.trim import trim
from tests.growth import growth
from tests.steps.reading.reply.generated.letters import letters

TEXTS: dict[str, Callable[[int], str]] = {
    "halves of lines": lambda n: ("> " + "a long word " * 5 + "and\nits half\n") * n,
    "dates above quotes": lambda n: "4 May 2026 10:15\n> a\n" * n,
    "colons above quotes": lambda n: "see this:\n\n> a\n" * n,
    "brackets below names": lambda n: "Ann\n(4.5.26 10:15):\n" * n,
    "fields on one line": lambda n: "From: a@b.c Date: 4 May 26 To: b\n" * n,
    "cards that do not end": lambda n: "Ann Reed\n04.05.2026 10:15\nTo: Bob\n" * n,
    "rows": lambda n: "Aaa: b\nccc\n" * n,
    "addresses alone": lambda n: "ann@example.org\n\n" * n,
    "heads above quotes": lambda n: (
        "Also sprach Ann Reed:\n> a\n[Ann Reed]\n> b\nIn <a@b.c>, Ann <ann@b.c> writes\n> c\n"
        * (n // 4)
    ),
    "pleas and entries": lambda n: (
        "This message was checked for viruses.\n\nRegistered office, VAT no 1234\n\n" * n
    ),
    "a name and blanks": lambda n: "ok\n\nAnn Reed" + " " * 40 * n + "q\n",
    "marks of a tracker": lambda n: "aᐧ\n" * n,
    "dashes before words": lambda n: "---- On 4 May\n" * n,
}
HTML: dict[str, Callable[[int], str]] = {
    "coloured lines": lambda n: (
        "<p>below</p><p>From: Ann &lt;a@b.c&gt;<br>Sent: 4 May 2026<br>Subject: x</p>"
        + "<p>q</p><p style='color:red'>a</p><p>b</p>" * n
    ),
    "attributions in one element": lambda n: (
        "<div class='moz-cite-prefix'>" + "On 4 May 2026 Ann wrote:<br>" * n + "</div>"
    ),
    "boxes with a line beside": lambda n: (
        "<div style='border-left:1px solid;padding:1px'>a</div>" * n
    ),
    "rules": lambda n: "<hr>a" * n,
}


@pytest.mark.parametrize("name", TEXTS)
def test_four_times_the_text_takes_about_four_times_the_time(name: str) -> None:
    subject = "Printer trouble" if name.startswith("colons") else "Re: chairs"
    small, large = (Message(subject=subject, text=TEXTS[name](n)) for n in (1000, 4000))
    assert growth(trim, small, large) < 8, name


@pytest.mark.parametrize("beside", [False, True], ids=["HTML alone", "beside its text"])
@pytest.mark.parametrize("name", HTML)
def test_four_times_the_html_takes_about_four_times_the_time(name: str, beside: bool) -> None:
    small, large = (_of_html(HTML[name](n), beside) for n in (500, 2000))
    assert growth(_read_anew, small, large) < 8, name


def test_the_longest_letters_of_the_generator_grow_linearly() -> None:
    """Each program's letter with its quote fifty and two hundred times below one another."""
    seen = {one.program: one for one in letters() if one.place == "top" and one.form == "plain"}
    for program, letter in seen.items():
        small, large = (
            Message(subject=letter.message.subject, text="\n".join([letter.message.text] * n))
            for n in (50, 200)
        )
        assert growth(trim, small, large) < 8, program


def _of_html(html: str, beside: bool) -> Message:
    return Message(subject="Re: chairs", text=to_text(html), html=html, text_from_html=not beside)


def _read_anew(message: Message) -> None:
    to_lines.cache_clear()
    trim(message)
