"""Letters by which providers ask whether mail may be forwarded here."""

import pytest

from mailbridge.domain.message import Message
from mailbridge.domain.proof import DkimResult, Evidence
from mailbridge.steps.deciding.machine_mail.forwarding_confirmation import Confirmation, recognise
from mailbridge.steps.reading.mime.parse import parse

ALIAS, TARGET = "hello@agency.test", "abcdefghjkmnpqrst@in.test"
LINK = "https://mail-settings.google.com/mail/vf-%5BANGjdJ8%5D-x9_Q"
CANCEL = "https://mail-settings.google.com/mail/uf-%5BANGjdJ8%5D-x9_Q"
HELP = "http://support.google.com/mail/bin/answer.py?answer=184973"
GOOGLE = Evidence(dkim=(DkimResult("google.com", "s", "pass"),))
YANDEX = Evidence(dkim=(DkimResult("yandex.ru", "mail", "pass"),))
CODE = "Confirmation code: 894178523"
TEXT = (
    f"{ALIAS} wants to forward mail to {TARGET}.\n{CODE}\n\nConfirm:\n{LINK}\n\nTo undo "
    f"it:\n{CANCEL}\nMore: {HELP}.\n"
)


def letter(
    text: str = TEXT,
    author: str = "Gmail Team <forwarding-noreply@google.com>",
    subject: str = f"(#894178523) Agency Forwarding Confirmation - Receive Mail from {ALIAS}",
) -> Message:
    return parse(
        f"From: {author}\r\nSubject: {subject}\r\nTo: {TARGET}\r\n\r\n{text}".encode()
    ).message


def found(
    message: Message, evidence: Evidence = GOOGLE, armed: tuple[str, ...] = (ALIAS,)
) -> Confirmation | str:
    return recognise(message, evidence, "x@scoutcamp.bounces.google.com", armed, {"in.test"})


def test_googles_letter_is_taken_whatever_its_subject_is_called() -> None:
    """EDGE_CASES 21: a branded or translated subject is the same letter; code and link are for the
    admin.
    """
    assert Confirmation("google", ALIAS, LINK, "894178523") == found(letter())
    assert Confirmation("google", ALIAS, LINK, "894178523") == found(
        letter(subject="Подтверждение пересылки")
    )


@pytest.mark.parametrize("result", ["fail", "none", "temperror"])
def test_without_a_signature_of_google_it_is_none(result: str) -> None:
    """EDGE_CASES 21: anybody can write such a letter."""
    assert "no signature" in str(
        found(letter(), Evidence(dkim=(DkimResult("google.com", "s", result),)))
    )
    assert "no signature" in str(
        found(letter(), Evidence(dkim=(DkimResult("evil.test", "s", "pass"),)))
    )


@pytest.mark.parametrize(
    "author",
    ["forwarding@google.com", "forwarding-noreply@google.com.evil.test", "noreply@google.com", ""],
)
def test_the_author_is_exactly_the_providers(author: str) -> None:
    """EDGE_CASES 21: other mail of the same provider confirms nothing."""
    assert "its author" in str(found(letter(author=author or "nobody")))


def test_two_authors_are_no_proof() -> None:
    """Readers would not agree on who wrote it."""
    message = letter(author="forwarding-noreply@google.com, eve@evil.test")
    assert "no signature" in str(found(message))


def test_the_mailbox_that_asks_has_to_be_the_armed_alias() -> None:
    """EDGE_CASES 21: a stranger's own mailbox asks to forward its mail here, and is not let."""
    assert "eve@gmail.test asks" in str(
        found(letter(TEXT.replace(ALIAS, "eve@gmail.test"), subject="Confirmation"))
    )
    assert f"{ALIAS} asks" in str(found(letter(), armed=()))


def test_a_letter_that_names_another_mailbox_beside_the_alias_is_none() -> None:
    """An asker could call himself by the alias's name."""
    assert "several mailboxes" in str(found(letter(TEXT + "eve@gmail.test can cancel this.")))


@pytest.mark.parametrize(
    "link",
    [
        "http://mail-settings.google.com/mail/vf-x",
        "https://mail-settings.google.com.evil.test/mail/vf-x",
        "https://evil.test/mail-settings.google.com/mail/vf-x",
        "https://mail-settings.google.com@evil.test/mail/vf-x",
        "https://mail-settings.google.com:8443/mail/vf-x",
        "https://mail-settings.google.com/mail/uf-x",
        "https://mail-settings.google.com/mail/vf-",
        "https://www.google.com/url?q=https%3A//mail-settings.google.com/mail/vf-x",
        "https://[/mail/vf-x",
    ],
)
def test_a_link_to_another_place_is_none(link: str) -> None:
    """EDGE_CASES 21: scheme, host and path are all the provider's."""
    said = found(letter(TEXT.replace(LINK, link)))
    assert said in (
        "it has 0 links that confirm, not one",
        "it names several mailboxes that may ask",
    )


def test_two_confirming_links_are_one_too_many() -> None:
    """EDGE_CASES 21: the same link twice is one."""
    assert "2 links" in str(found(letter(f"{TEXT}\n{LINK}-other")))
    assert Confirmation("google", ALIAS, LINK, "894178523") == found(letter(f"{TEXT}\n<{LINK}>."))


def test_a_link_that_the_html_hides_counts() -> None:
    """Text and HTML have to agree."""
    other = LINK.replace("x9_Q", "evil")
    raw = (
        "From: forwarding-noreply@google.com\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: "
        "multipart/alternative; boundary=b\r\n\r\n"
        f"--b\r\nContent-Type: text/plain\r\n\r\n{TEXT}\r\n--b\r\nContent-Type: "
        f'text/html\r\n\r\n<a href="{other}">{LINK}</a>\r\n--b--\r\n'
    )
    assert "2 links" in str(found(parse(raw.encode()).message))


def test_yandexs_letter_is_taken_too() -> None:
    """It has a link and no code."""
    link = "https://mail.yandex.ru/filters-confirm?e=abc&lang=ru"
    message = letter(
        f"Подтвердите пересылку с адреса {ALIAS} на {TARGET}:\n{link}\n",
        "Яндекс <noreply@yandex.ru>",
        "Подтверждение пересылки",
    )
    assert Confirmation("yandex", ALIAS, link, None) == found(message, YANDEX)
    assert "no signature" in str(found(message, GOOGLE))


def test_a_hostile_letter_costs_little() -> None:
    """A hundred thousand schemes, at-signs and digits are read once."""
    text = "https://" * 20_000 + "@" * 20_000 + "1 " * 20_000
    assert isinstance(found(letter(text)), str)
