"""Reactions are told from letters by their whole shape."""

import json

import pytest

from mailbridge.domain.message import Kind, Reaction
from mailbridge.steps.reading.kinds.reaction import is_sign
from mailbridge.steps.reading.read import read

HEAD = (
    "From: Jane Doe <jane@client.test>\r\nTo: a@agency.test\r\n"
    "Message-ID: <2@client.test>\r\nMIME-Version: 1.0\r\n"
)
ANSWERS = "In-Reply-To: <1@agency.test>\r\n"


def letter(text: str, subject: str = "Re: The plan", answers: bool = True) -> bytes:
    fields = f"Subject: {subject}\r\n" + (ANSWERS if answers else "")
    plain = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    return (HEAD + fields + plain + text).encode()


def gmail(part: str, text: str = "👍\r\n\r\nJane reacted via Gmail", kind: str = "") -> bytes:
    kind = kind or "text/vnd.google.email-reaction+json"
    return (
        HEAD
        + ANSWERS
        + "Subject: Re: The plan\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n"
        + f"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
        + f"--b\r\nContent-Type: {kind}; charset=utf-8\r\n\r\n{part}\r\n--b--\r\n"
    ).encode()


def sign_of(raw: bytes) -> str | None:
    reaction = read(raw).reaction
    return reaction.emoji if reaction else None


def test_gmails_own_part_says_it() -> None:
    """The emoji, the letter it answers, and no file."""
    reading = read(gmail(json.dumps({"emoji": "🎉", "version": 1})))
    assert Reaction("🎉", "1@agency.test") == reading.reaction
    assert (Kind.HUMAN, ()) == (reading.kind, reading.message.attachments)


@pytest.mark.parametrize("part", ["", "{", "[]", '{"emoji": 1}', '{"emoji": "yes, but"}', "{}"])
def test_a_broken_part_says_nothing(part: str) -> None:
    """A text in place of an emoji is none."""
    assert sign_of(gmail(part, text="I have a word to say about this.")) is None


def test_words_beside_a_part_make_it_a_letter() -> None:
    """Somebody wrote them."""
    words = "\r\n".join(f"This is line {number} of what I think." for number in range(9))
    assert sign_of(gmail('{"emoji": "👍"}', text=words)) is None


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("[like] Jane Doe reacted to your message:", "👍"),
        ("[heart] Jane Doe reacted to your message:\r\n\r\n> Here it is", "❤️"),
        ("Jane Doe 🎉 reacted to your message", "🎉"),
        ("👍\r\n\r\nJane Doe hat auf Ihre Nachricht reagiert:", "👍"),
        ("❤️\r\n\r\nДжейн отреагировала на ваше сообщение", "❤️"),
        ("🙏\r\n\r\nJane Doe a réagi à votre message", "🙏"),
        ("👏\r\nJane Doe ha reagito al tuo messaggio", "👏"),
        ("👍\r\nJane Doe reagiu à sua mensagem", "👍"),
        ("👍\r\nJane Doe zareagowała na Twoją wiadomość", "👍"),
        ("👍\r\nJane Doe mesajınıza tepki verdi", "👍"),
        ("👍\r\nJane さんがあなたのメッセージにリアクションしました", "👍"),
        ("👍\r\nJane Doe 对你的邮件做出了回应", "👍"),
        ("😂\r\n\r\nJane reacted via Gmail\r\n<https://www.google.com/gmail/about/?a=b>", "😂"),
        (
            "🎉\r\n\r\nJane reagiu\r\n<https://google.com/gmail/?campaign=emojireactionemail>",
            "🎉",
        ),
        ("👍\r\n\r\nJane reagiu <https://google.com/gmail/?campaign=emojireactionemail>", "👍"),
        (
            (
                "👍\r\n\r\nJane Doe reacted to your message:\r\n________\r\nFrom: A <a@b.test>\r\n"
                "Sent: Monday, May 4, 2026 10:15 AM\r\nSubject: The plan\r\n\r\nHere it is"
            ),
            "👍",
        ),
        ("👍 Η Jane αντέδρασε στο μήνυμά σας:", "👍"),
        ("Loved “Here is the plan”", "❤️"),
        ("Reacted 👍 to “Here is the plan”", "👍"),
        ("Понравилось «Вот план»", "👍"),
        ("Le encantó “Here is the plan”", "❤️"),
        ("Jane gefällt „Here is the plan“", "👍"),
        ("👍\r\n\r\nJane Doe a réagi à votre message :\r\n\r\nHere is the plan", "👍"),
    ],
)
def test_programs_say_it_in_words(text: str, sign: str) -> None:
    """Outlook, Gmail without its part, Apple; in any language of the tables."""
    assert sign == sign_of(letter(text))


def test_words_below_that_no_mark_tells_from_a_letter_must_be_ours() -> None:
    """Filing compares them; who writes more below such a line is heard."""
    found = read(letter("👍\r\nJane Doe reacted to your message:\r\nHere is\r\nthe plan")).reaction
    assert Reaction("👍", "1@agency.test", "Here is the plan") == found


def test_outlooks_subject_has_the_sign() -> None:
    """The line below names no picture."""
    raw = letter("Jane Doe reacted to your message:", subject="👍 Jane Doe reacted to your message")
    assert sign_of(raw) == "👍"


@pytest.mark.parametrize(
    "text",
    [
        "Our board reacted to your message, and they want another colour.",
        "👍\r\n\r\nPlease send the invoice, too.",
        "The client reacted to your message:\r\n\r\nThey want it blue.\r\nAnd soon.",
        "👍",
        "👍\r\n\r\nThe client reacted to your message, and wants two changes:\r\n\r\n- no red",
        "👍\r\n\r\nOur board reacted to your message:\r\n\r\nIn green, please.",
        "I would take “option A”",
        "Thanks!",
    ],
)
def test_people_who_write_are_heard(text: str) -> None:
    """A letter that says more than a reaction, or nothing of one, is a letter."""
    assert sign_of(letter(text)) is None


def test_what_answers_nothing_is_a_letter() -> None:
    """There is nothing it could be a reaction to."""
    assert sign_of(letter("[like] Jane Doe reacted to your message:", answers=False)) is None


@pytest.mark.parametrize("text", ["👍", "👨‍👩‍👧‍👦", "❤️", "1️⃣", "🇩🇪", "👍🏽", "‼️"])
def test_signs_are_known(text: str) -> None:
    """Skin tones, families, flags, keycaps."""
    assert is_sign(text)


@pytest.mark.parametrize("text", ["", "1", "#", "ok", "👍 ok", "1.", "👍" * 30])
def test_words_and_numbers_are_no_signs(text: str) -> None:
    """Nor is a row of thirty."""
    assert not is_sign(text)
