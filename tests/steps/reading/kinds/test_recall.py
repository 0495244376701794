"""Outlook's request to have a letter back is told from letters of people."""

import base64

import pytest

from mailbridge.steps.reading.read import read

HEAD = (
    "From: Jane Doe <jane@client.test>\r\nTo: a@agency.test\r\n"
    "Message-ID: <2@client.test>\r\nMIME-Version: 1.0\r\n"
)


def letter(subject: str, text: str) -> bytes:
    plain = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    return f"{HEAD}Subject: {subject}\r\n{plain}{text}\r\n".encode()


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Recall: Budget", 'Doe, Jane would like to recall the message, "Budget".'),
        ("Rückruf: Budget", 'Jane Doe möchte die Nachricht "Budget" zurückrufen.'),
        ("Отзыв: Смета", "Джейн Доу хочет отозвать сообщение «Смета»."),
        ("Rappel : Budget", "Jane Doe souhaite rappeler le message « Budget »."),
        ("Recuperar: Presupuesto", 'Jane Doe desea recuperar el mensaje "Presupuesto".'),
        ("Richiamo: Budget", 'Jane Doe desidera richiamare il messaggio "Budget".'),
        ("Intrekken: Budget", "Jane Doe wil het bericht 'Budget' intrekken."),
        ("Odwołanie: Budżet", "Użytkownik Jane Doe chce odwołać wiadomość „Budżet”."),
        ("Відкликання: Кошторис", "Джейн Доу хоче відкликати повідомлення «Кошторис»."),
        ("Återkalla: Budget", 'Jane Doe vill återkalla meddelandet, "Budget".'),
        ("撤回: 预算", "Jane Doe 将撤回邮件“预算”。"),
        ("取り消し: 予算", "Jane Doe さんがメッセージ「予算」を取り消します。"),
        ("Recall: RE: Budget", 'Jane Doe would like to recall the message,\r\n"RE: Budget".'),
    ],
)
def test_one_sentence_that_quotes_the_subject_is_a_recall(subject: str, text: str) -> None:
    """In many languages; nothing in it is a question."""
    found = read(letter(subject, text))
    assert (True, (), ()) == (found.recall, found.questions, found.answers)
    assert found.notes[-1] == "screen: asks to have a letter back"


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Recall: Budget", "Do you recall what we said about it?"),
        ("Rappel : réunion", "La réunion est à 10 h, pensez à apporter vos notes."),
        ("Re: Budget", 'Tom would like to recall the message, "Budget".'),
        ("Budget", 'Jane Doe would like to recall the message, "Budget".'),
        (
            "Recall: Budget",
            'Tom would like to recall the message, "Budget".\r\nSo would I.\r\nHelp?\r\nToday!',
        ),
    ],
)
def test_what_a_person_writes_about_it_is_a_letter(subject: str, text: str) -> None:
    """Neither the subject nor the words alone say it."""
    assert not read(letter(subject, text)).recall


def wrapped(subject: str, kind: bytes) -> bytes:
    content = base64.b64encode(bytes.fromhex("789f3e22") + b"\x01\x00" + kind).decode()
    return (
        f"{HEAD}Subject: {subject}\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: text/plain\r\n\r\nBudget\r\n"
        "--b\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\n"
        f"Content-Transfer-Encoding: base64\r\n\r\n{content}\r\n--b--\r\n"
    ).encode()


def test_the_class_that_outlook_gave_it_says_it() -> None:
    """In a winmail.dat, whatever the text says; the subject must be one, too."""
    recall = b"IPM.Outlook.Recall\x00"
    assert [True, False, False] == [
        read(wrapped("Recall: Budget", recall)).recall,
        read(wrapped("Recall: Budget", b"IPM.Note\x00")).recall,
        read(wrapped("Budget", recall)).recall,
    ]
