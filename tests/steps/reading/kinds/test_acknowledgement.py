"""Acknowledgements of ticket systems are automatic letters, whatever fields they lack."""

import pytest

from mailbridge.domain.message import Kind
from mailbridge.steps.reading.read import read

QUOTED = (
    "On Mon, 2 Nov 2026, Help <help@x.test> wrote:\r\n"
    "> We have received your request.\r\n> This is an automated response."
)


def kind_of(subject: str, text: str, *fields: str) -> Kind:
    extra = "".join(f"{field}\r\n" for field in fields)
    head = (
        f"From: Help <help@vendor.test>\r\nTo: a@agency.test\r\nSubject: {subject}\r\n{extra}"
        "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    )
    return read((head + text).encode(), "help@vendor.test").kind


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("[Ticket #1234] Plan", "We have received your request. This is an automated response."),
        ("Request received: Plan", "Your request (4711) has been received and is being reviewed."),
        ("Ihre Anfrage #4711", "Wir haben Ihre Anfrage erhalten. Bitte antworten Sie nicht."),
        ("Votre demande", "Nous avons bien reçu votre demande. Ceci est un message automatique."),
        ("Solicitud", "Hemos recibido su solicitud. Este es un mensaje automático."),
        ("Ваше обращение", "Ваше обращение зарегистрировано. Это автоматическое сообщение."),
        ("Pedido", "Recebemos o seu pedido. Esta é uma mensagem automática."),
        ("Richiesta", "La tua richiesta è stata ricevuta. Questa è una risposta automatica."),
        ("Aanvraag", "Wij hebben uw aanvraag ontvangen. Dit is een automatisch bericht."),
        ("Zgłoszenie", "Otrzymaliśmy Państwa list. To jest wiadomość automatyczna."),
        ("Ärende", "Vi har tagit emot ditt ärende. Detta är ett automatiskt meddelande."),
        ("Talep", "Talebiniz alındı. Bu otomatik bir mesajdır."),
        ("受付", "お問い合わせを受け付けました。このメールは自動送信されています。"),
        ("工单", "我们已收到您的请求。请勿直接回复。"),
        ("문의", "문의가 접수되었습니다. 자동으로 발송된 메일입니다."),
        ("Re: Plan [Ticket ID: 4711]", "Thank you for contacting us. Status: open."),
        ("[RT #4711] Plan", "This has been automatically generated. Its ID is [RT #4711]."),
        ("Re: Plan", "We have received your message. Thank you for contacting us."),
    ],
)
def test_a_program_that_acknowledges_is_a_machine(subject: str, text: str) -> None:
    """It says that it has a letter, and that nobody wrote this."""
    assert Kind.AUTO_REPLY == kind_of(subject, text)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Re: Plan", "Thanks, we have received your request and have two questions."),
        ("Re: Plan", "Their letter says: this is an automatic message. What now?"),
        ("Order", "Forty chairs, please.\r\n\r\n-- \r\nThis is an automatically generated footer."),
        (
            "Re: Request received: Plan",
            f"But nobody called!\r\n\r\n{QUOTED}",
        ),
        ("Bitte", "Haben Sie meine Nachricht erhalten?"),
    ],
)
def test_people_who_say_such_things_are_people(subject: str, text: str) -> None:
    """One of the three is no proof; what is quoted is another's."""
    assert Kind.HUMAN == kind_of(subject, text)
