"""Letters as messages: the human words first, then where we are."""

from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path

import pytest

from mailbridge.adapters.rendering import Rendering
from mailbridge.domain.discussion import Move, QuestionState
from mailbridge.domain.letter import File, Letter, PostWords, TaskLine
from mailbridge.domain.occasion import Occasion, Reader
from mailbridge.domain.project import Person
from mailbridge.domain.task import Task, TaskState
from mailbridge.steps.telling.letters import post
from tests.container import rendering
from tests.letters import every_letter
from tests.occasions import (
    ANNA,
    DISCUSSION,
    HEAD,
    IGOR,
    MARIA,
    NOW,
    TOM,
    asked,
    earlier,
    occasion,
)
from tests.occasions import post as a_post

RENDERING = rendering("5b1e")
FRIDAY = NOW.replace(hour=23, minute=59) + timedelta(days=4)
WORDS = {
    10: PostWords("Anna Petrova", NOW, "Hi Maria,\n\nit is on https://bloom.test/menu\n\nAnna"),
    1: PostWords("Maria Lopez", NOW - timedelta(days=2), "When can we see it?\n\nMaria"),
    2: PostWords("Игорь Белов", NOW - timedelta(days=1), "The logo is small.", internal=True),
}
TASK = Task(5, 1, DISCUSSION.id, 10, "Bigger logo", TaskState.OPEN, IGOR.id, FRIDAY, NOW)
USUAL = occasion(
    ANNA,
    MARIA,
    TOM,
    IGOR,
    earlier=(earlier(1, MARIA), earlier(2, IGOR, internal=True)),
    posed=(
        asked(
            1,
            "Opening hours?",
            state=QuestionState.ANSWERED,
            changed_at=NOW - timedelta(hours=1),
            changed_by=MARIA.id,
            said_by_id=MARIA.id,
        ),
        asked(2, "Short texts?", due=FRIDAY),
        asked(3, "Which photo?", due=FRIDAY, consequence="We take the old one."),
    ),
    tasks=(TaskLine("Contact page", "in_progress", "Igor", FRIDAY),),
    discussion=replace(DISCUSSION, whose_move=Move.CLIENT),
)


def letter(what: Occasion = USUAL, reader: Person = MARIA) -> Letter:
    name = "team" if reader.role.is_team else "client"
    readers = [Reader(reader, name, "participant")]
    return post.compose(post.Posted(what), readers, HEAD, NOW)[0]


def read(raw: bytes) -> EmailMessage:
    made = message_from_bytes(raw, policy=policy.default)
    assert isinstance(made, EmailMessage)
    return made


def rendered(one: Letter, words: dict[int, PostWords] | None = None) -> EmailMessage:
    return read(RENDERING.render(one, WORDS if words is None else words).content)


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def text(one: Letter, words: dict[int, PostWords] | None = None) -> str:
    return part(rendered(one, words), "plain")


def html(one: Letter, words: dict[int, PostWords] | None = None) -> str:
    return part(rendered(one, words), "html")


LETTERS = list({(one.name, one.language): one for one, _ in every_letter(("en", "ru"))}.values())
NAMES = [f"{one.name}-{one.language}-{number}" for number, one in enumerate(LETTERS)]


class Elements(HTMLParser):
    """All start tags with their attributes, the text, and what was not closed properly."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "img", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def test_a_client_reads_the_words_first_and_then_where_we_are() -> None:
    """The whole text part, as a client sees it."""
    one = letter()
    assert one.footer is not None
    mailto = f"{one.footer.mail_answer}?subject=Re%3A%20New%20menu%20page&body=2.%20"
    wanted = f"""Hi Maria,

it is on https://bloom.test/menu

Anna


----------------------------------------------------------------
WHERE WE ARE  (New menu page)
The next step is yours: 2 questions are open.
Contact page: in progress, for Igor, by Fri 27 Nov.

QUESTIONS TO YOU
  Q2. Short texts?   by Fri 27 Nov
  Q3. Which photo?   by Fri 27 Nov
      Otherwise: We take the old one.

Answer by simply replying: “2. yes 3. …”.
Quick reply to Q2:
  Yes: <{mailto}yes>
  No: <{mailto}no>
Or answer in the browser: {one.footer.answer_link}

ANSWERED
  Q1, answered Mon 23 Nov, thank you: Opening hours?

WHAT HAPPENS NEXT
Next from us: “Contact page”, by Fri 27 Nov.
We go on as soon as we have your answers.

You wrote on Sat 21 Nov:
> When can we see it?
>
> Maria

----------------------------------------------------------------
Reply to all, please keep the subject: it keeps the topic in one place.
Stop letters about this topic: {one.unsubscribe}
"""
    assert wanted == text(one)


def test_a_russian_client_reads_russian() -> None:
    """Questions are numbered with a Russian letter."""
    found = text(letter(reader=replace(MARIA, language="ru")))
    for line in (
        "ГДЕ МЫ СЕЙЧАС  (New menu page)",
        "  В2. Short texts?   до пт 27 ноября",
        "Вы писали, сб 21 ноября:",
        "ЧТО ДАЛЬШЕ",
    ):
        assert line in found.split("\n")


def test_the_header_of_a_clients_letter_looks_like_a_persons() -> None:
    """Its fields in their order, and nothing of a machine."""
    found = rendered(letter())
    assert [
        "From", "Reply-To", "To", "Cc", "Subject", "Date", "Message-ID", "In-Reply-To",
        "References", "Thread-Topic", "Thread-Index",
        "List-Unsubscribe", "List-Unsubscribe-Post", "Feedback-ID", "X-Mailbridge-Instance",
        "Content-Language",
        "MIME-Version", "Content-Type",
    ] == found.keys()  # fmt: skip
    assert "List-Unsubscribe=One-Click" == found["List-Unsubscribe-Post"]
    assert ("Re: New menu page", "<p1@far.test>", "New menu page", "5b1e", "en") == tuple(
        found[name]
        for name in (
            "Subject",
            "In-Reply-To",
            "Thread-Topic",
            "X-Mailbridge-Instance",
            "Content-Language",
        )
    )
    assert NOW == found["Date"].datetime


def test_the_header_of_a_members_letter_stops_automatic_answers() -> None:
    """But no report of a failed delivery (NDR, which All would stop, too); and can be sorted by a
    mail program.
    """
    found = rendered(letter(reader=IGOR))
    assert ("auto-generated", "DR, RN, NRN, OOF, AutoReply", "participant", "ru") == tuple(
        found[name]
        for name in (
            "Auto-Submitted",
            "X-Auto-Response-Suppress",
            "X-Mailbridge-Reason",
            "Content-Language",
        )
    )
    assert '"Bloom site" <project-1.in.agency.test>' == found["List-Id"]
    assert "<https://mb.agency.test/discussions/7>" == found["List-Archive"]


def test_a_member_reads_who_wrote_and_whom_a_reply_reaches() -> None:
    """Below the words; notes of before stand in letters about notes alone."""
    found = text(letter(reader=replace(IGOR, language="en", time_zone="UTC")))
    assert found.startswith("Hi Maria,\n")
    assert "Anna Petrova (team), Mon 23 Nov, 09:00." in found
    assert "Your reply goes to Maria Lopez and Tom Reed (client). Start with #note" in found
    assert "The logo is small." not in found


def test_an_internal_letter_says_so_in_words_on_amber() -> None:
    """The word stands before everything else, in text and HTML."""
    one = letter(replace(USUAL, post=a_post(ANNA, internal=True)), replace(IGOR, language="en"))
    assert text(one).startswith("*** INTERNAL: only the team reads this ***\n\nHi Maria,")
    assert "Your reply stays inside the team." in text(one)
    assert "  *** INTERNAL ***\n> The logo is small." in text(one)
    found = html(one)
    assert found.index("INTERNAL: only the team reads this") < found.index("Hi Maria,")
    assert "#fff4d6" in found[: found.index("INTERNAL: only")].rpartition("<table")[2]


def test_bulk_mail_asks_for_no_reply() -> None:
    """Whatever it asks itself."""
    posed = (asked(1, "Want more?", by=MARIA, side="team", post_id=10),)
    one = letter(occasion(MARIA, ANNA, post=a_post(MARIA, kind="list"), posed=posed), ANNA)
    for found in (text(one), html(one)):
        assert "Bulk mail: nobody waits for an answer." in found
        assert "Your reply stays inside the team." in found
        assert "Your reply goes to" not in found
        assert "Simply reply" not in found


def test_internal_words_are_never_quoted_to_a_client() -> None:
    """Not even when a letter names them by mistake."""
    found = rendered(replace(letter(), earlier=(2, 1)))
    assert "The logo is small" not in part(found, "plain") + part(found, "html")


def test_a_client_gets_no_quote_without_words() -> None:
    """Of a letter that was only a file, or whose author was erased."""
    for name in ("Maria Lopez", ""):
        words = {**WORDS, 1: replace(WORDS[1], author=name, text=" \n")}
        found = rendered(letter(), words)
        assert "wrote on" not in part(found, "plain") + part(found, "html")
        assert "\n>" not in part(found, "plain")


@pytest.mark.parametrize("verified", ["unverified", "failed"])
def test_a_member_is_warned_of_an_author_without_proof(verified: str) -> None:
    """In words and colour."""
    one = letter(occasion(MARIA, ANNA, post=a_post(MARIA, verified=verified)), ANNA)
    warning = {"unverified": "Sender not verified", "failed": "The checks of the sender failed"}[
        verified
    ]
    assert warning in " ".join(text(one).split())
    assert warning in html(one).partition("#b3261e")[2]


LINKS = ("://", "mailto:")  # a line with a link is as long as the link: broken, it opens nothing


@pytest.mark.parametrize("one", LETTERS, ids=NAMES)
def test_every_letter_is_well_made(one: Letter) -> None:
    """One h1, a language, tables for layout that say so, nothing remote, all links in the text part
    too, small enough.
    """
    raw = RENDERING.render(one, WORDS).content
    message = read(raw)
    assert [] == list(message.defects)
    page = part(message, "html")
    found = Elements(page)
    assert [] == found.faults + found.open
    assert one.language == found.all("html")[0]["lang"]
    assert 1 == len(found.all("h1"))
    assert {"presentation"} == {table.get("role") for table in found.all("table")}
    assert [] == found.all("img") + found.all("link") + found.all("script")
    assert "light dark" in {meta.get("content") for meta in found.all("meta")}
    assert "@media (prefers-color-scheme: dark)" in page
    plain = part(message, "plain")
    links = [link["href"].partition("?score=")[0] for link in found.all("a")]  # of a survey
    assert [] == [link for link in links if link not in plain]
    wrapped = [line for line in plain.split("\n") if not any(mark in line for mark in LINKS)]
    assert max(map(len, wrapped)) <= 76
    assert len(page.encode()) < 90_000
    assert raw.isascii()


def test_questions_are_a_real_list_that_keeps_its_numbers() -> None:
    """For eyes and for screen readers."""
    found = Elements(html(letter()))
    assert ["2"] == [one.get("start") for one in found.all("ol")]
    assert ["2", "3"] == [one.get("value") for one in found.all("li") if "value" in one]
    assert ["list"] == [one.get("role") for one in found.all("ol")]


@pytest.mark.parametrize(("language", "code"), [("en", "Q2."), ("ru", "В2.")])
def test_questions_have_the_same_names_in_both_parts(language: str, code: str) -> None:
    """People answer by them."""
    one = letter(reader=replace(MARIA, language=language))
    assert f"  {code} Short texts?" in text(one)
    assert f"<b>{code}</b> Short texts?" in html(one)


def test_a_topic_without_subject_has_no_brackets_in_brackets() -> None:
    """The team reads that there is none; the client reads nothing of it."""
    what = replace(USUAL, discussion=replace(DISCUSSION, subject="(no subject)"))
    assert "Re:" == str(rendered(letter(what))["Subject"]).strip()
    assert "WHERE WE ARE\n" in text(letter(what))
    assert "subject)" not in text(letter(what)) + html(letter(what))
    assert "“(no subject)” (Bloom site)" in text(letter(what, replace(IGOR, language="en")))


def test_what_people_wrote_is_text_and_never_markup() -> None:
    """In names, subjects, titles, questions and words."""
    evil = '<img src=x onerror="alert(1)">{{ 7*7 }}'
    what = replace(
        USUAL,
        tasks=(TaskLine(evil, "open", evil),),
        posed=(asked(2, evil, consequence=evil),),
        author=replace(ANNA, name=evil),
    )
    what = replace(
        what,
        discussion=replace(DISCUSSION, subject=evil),
        project=replace(USUAL.project, name=evil),
    )
    for reader in (MARIA, IGOR):
        page = html(
            letter(what, reader), {10: PostWords(evil, NOW, evil), 1: PostWords(evil, NOW, evil)}
        )
        assert [] == Elements(page).all("img")
        assert "49" not in page


def test_a_subject_or_a_name_cannot_add_fields() -> None:
    """Line ends in them become spaces."""
    what = replace(USUAL, author=replace(ANNA, name="Anna\r\nBcc: all@bloom.test"))
    what = replace(what, discussion=replace(DISCUSSION, subject="Menu\nBcc: all@bloom.test"))
    found = rendered(letter(what))
    assert "Bcc" not in found
    assert "Re: Menu Bcc: all@bloom.test" == found["Subject"]


def test_the_authors_own_html_is_used_in_the_colours_of_the_letter() -> None:
    """Shades of grey and grounds go; the rest stays."""
    plain, loud = "<p>Hi <b>Maria</b></p>", '<p style="color: black">Hi <b>Maria</b></p>'
    for one in (plain, loud):
        shown = html(letter(), {10: replace(WORDS[10], text="Hi Maria", safe_html=one)})
        assert "Hi <b>Maria</b></p>" in shown
        assert "color: black" not in shown


def test_words_run_in_the_direction_of_their_script() -> None:
    """What was written, and what it answers; the letter's own words from left to right."""
    shown = html(letter(), {**WORDS, 10: replace(WORDS[10], text="مرحبا ماريا،")})
    assert 2 == shown.count('dir="auto"')
    assert '<html lang="en" dir="ltr">' in shown


def test_a_picture_of_the_letter_stands_in_its_place() -> None:
    """In the HTML's own part, under a Content-ID of ours; other files are enclosed as before."""
    shown = '<p>Hi <img data-cid="loaf@x" width="900"> <b>Maria</b></p>'
    files = (
        File("loaf.png", "image/png", 3, b"PNG", "loaf@x"),
        File("logo.png", "image/png", 3, b"PNX", "logo@x"),
        File("menu.pdf", "application/pdf", 4, b"%PDF"),
    )
    words = replace(WORDS[10], text="Hi Maria", safe_html=shown, files=files)
    found = rendered(letter(), {10: words})
    mixed = list(found.iter_parts())
    related = list(list(mixed[0].iter_parts())[1].iter_parts())
    assert ["multipart/alternative", "image/png", "application/pdf"] == [
        part.get_content_type() for part in mixed
    ]
    assert ["text/html", "image/png"] == [part.get_content_type() for part in related]
    content_id = related[1]["Content-ID"].strip("<>")
    assert f'src="cid:{content_id}"' in related[0].get_content()
    assert ("inline", b"PNG") == (related[1].get_content_disposition(), related[1].get_content())


def test_the_authors_own_html_is_used_where_it_says_no_more_than_the_text() -> None:
    """The two forms of a message may differ; what was read and looked at is the text."""
    more = "<p>Hi <b>Maria</b></p><blockquote>she is broke</blockquote>"
    assert "broke" not in html(letter(), {10: replace(WORDS[10], safe_html=more)})


def test_a_clients_letter_ends_with_the_members_closing() -> None:
    """In both parts; a member reads the words as they were filed."""
    words = {
        10: PostWords(
            "Anna Petrova",
            NOW,
            "It is ready.",
            safe_html="<p>It is <b>ready</b>.</p>",
            name="Anna Petrova",
        )
    }
    signed = {10: replace(words[10], signature="Best regards,\nAnna Petrova\n+44 20 7946 0018")}
    assert text(letter(), words).startswith("It is ready.\n\nAnna\n\n\n---")
    assert text(letter(), signed).startswith("It is ready.\n\nBest regards,\nAnna Petrova\n\n\n---")
    assert "<b>ready</b>.</p><p" in html(letter(), signed)
    assert "Best regards,<br>Anna Petrova</p></div>" in html(letter(), signed)
    assert not text(letter(reader=IGOR), signed).startswith("It is ready.\n\nBest regards")
    here = {10: replace(signed[10], mailed=False)}  # the signature is set for the web: it is whole
    assert "Anna Petrova\n+44 20 7946 0018\n" in text(letter(), here)
    assert "Anna Petrova<br>+44 20 7946 0018</p>" in html(letter(), here)


def test_a_line_that_looks_like_a_command_stays_inside() -> None:
    """The client reads what stands below it; words written in the browser are no commands."""
    words = {10: PostWords("Anna", NOW, "#urgent\n\nHi Maria,\n\nit is ready.\n\nAnna")}
    assert text(letter(), words).startswith("Hi Maria,\n\nit is ready.\n")
    assert "urgent" not in html(letter(), words)
    assert text(letter(reader=IGOR), words).startswith("#urgent\n\nHi Maria,\n")
    assert text(letter(), {10: replace(words[10], mailed=False)}).startswith(
        "#urgent\n\nHi Maria,\n"
    )


def test_files_travel_with_the_letter() -> None:
    """One that is too big is named with the reason."""
    one = replace(letter(), attachments=(("menu.pdf", 4), ("film.mov", 50_000_000)))
    files = (
        File("menu.pdf", "application/pdf", 4, b"%PDF"),
        File("film.mov", "video/quicktime", 50_000_000),
    )
    found = rendered(one, {10: replace(WORDS[10], files=files)})
    assert [("menu.pdf", b"%PDF")] == [
        (file.get_filename(), file.get_payload(decode=True)) for file in found.iter_attachments()
    ]
    assert (
        "  menu.pdf (4 bytes)\n  film.mov (50 MB, too big for a letter; we send it on request)"
        in part(found, "plain")
    )


def test_a_very_long_post_is_attached_whole() -> None:
    """The letter shows its beginning and stays small."""
    long = "All work and no play makes <Jack> a dull boy.\n" * 20_000
    found = rendered(letter(), {10: PostWords("Anna", NOW, long)})
    file = next(found.iter_attachments())
    assert ("letter.txt", long) == (file.get_filename(), file.get_content().replace("\r\n", "\n"))
    assert len(part(found, "html").encode()) < 90_000
    assert "The letter is long; the whole text is attached as letter.txt." in part(found, "plain")


@pytest.mark.parametrize("words", [{}, {10: PostWords("Anna", NOW, "")}])
def test_a_letter_without_words_is_still_a_letter(words: dict[int, PostWords]) -> None:
    """The post may be gone, or hold files only."""
    assert text(letter(), words).startswith("(no words)\n")
    assert text(replace(letter(), attachments=(("a.pdf", 1),)), words).startswith(
        "(no words, only what is attached)\n"
    )


def test_an_admins_own_template_comes_first(tmp_path: Path) -> None:
    """The others are ours still."""
    (tmp_path / "mail" / "client").mkdir(parents=True)
    (tmp_path / "mail" / "client" / "body.txt").write_text("Dear {{ letter.reader }}!\n")
    found = read(Rendering("x", (tmp_path,)).render(letter(), WORDS).content)
    assert "Dear Maria Lopez!\n" == part(found, "plain")
    assert "Where we are" in part(found, "html")


def test_a_template_may_not_reach_out(tmp_path: Path) -> None:
    """It is filled in a sandbox."""
    (tmp_path / "mail" / "client").mkdir(parents=True)
    (tmp_path / "mail" / "client" / "body.txt").write_text("{{ letter.__class__.__mro__ }}")
    with pytest.raises(Exception, match="unsafe"):
        Rendering("x", (tmp_path,)).render(letter(), WORDS)
