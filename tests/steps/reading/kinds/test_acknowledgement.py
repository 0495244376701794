"""Acknowledgements of ticket systems are automatic letters, whatever fields they lack."""

import pytest

from mailbridge.domain.message import Kind
from mailbridge.steps.reading.read import read

QUOTED = (
    "On Mon, 2 Nov 2026, Help <help@x.test> wrote:\r\n"
    "> We have received your request.\r\n> This is an automated response."
)
RECEIVED = "We have received your message. Thank you for contacting us."


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
        ("Ticket creado: #8899", "Su ticket #8899 ha sido creado. Responderemos en breve."),
        ("INC0012345", "An incident has been opened for you.\r\n\r\nNumber: INC0012345"),
        (
            "Anfrage",
            "Gut, dass Sie schreiben! Ihre Anfrage ist da und erfasst. Wir melden uns bald.",
        ),
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
        (
            "[Ticket#2026111910000012] RE: Plan",
            "Dear customer,\r\n\r\nthanks. It is registered with number 4711. We will reply.",
        ),
        ("[RT #4711] Plan", "This has been automatically generated. Its ID is [RT #4711]."),
        ("Re: Plan", RECEIVED),
        ("Re: Plan", "Danke für deine Nachricht! Bitte nicht auf diese Mail antworten."),
        ("Protocolo", "Recebemos seu contato. Seu número de protocolo é 2026112600123."),
        (
            "Réponse automatique",
            "Nous avons bien reçu votre courrier et l'étudierons.",
        ),
        ("Ваш захтев", "Ваш захтев је примљен и заведен под бројем 551. Одговорићемо ускоро."),
        (
            "[Demande reçue] Plan",
            "Votre demande (48213) a bien été reçue et est en cours de traitement.",
        ),
        (
            "INC0012345 has been opened",
            "Your incident INC0012345 has been opened.\r\nYou will be notified when it is updated.",
        ),
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
        ("Re: Plan", f"{RECEIVED} Do you mean https://vendor.test/plan?"),
    ],
)
def test_people_who_say_such_things_are_people(subject: str, text: str) -> None:
    """One of the three is no proof; what is quoted is another's."""
    assert Kind.HUMAN == kind_of(subject, text)


def _of(author: str, subject: str, text: str, *fields: str) -> Kind:
    extra = "".join(f"{field}\r\n" for field in fields)
    head = (
        f"From: {author}\r\nTo: a@agency.test\r\nSubject: {subject}\r\n{extra}"
        "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    )
    return read((head + text).encode(), "x@vendor.test").kind


DESK = "Vendor Support <support@vendor.test>"
TAKEN_IN = "We have received your request 48213."


@pytest.mark.parametrize(
    "text",
    [
        f"{TAKEN_IN} Could you send us the invoice?",
        f"{TAKEN_IN} The engineer found the modem broken. The new one comes on Monday.",
        "Thank you for contacting us about case 48213. I have reset your password.",
        "Vielen Dank für Ihre Anfrage. Die Lampe ist ab Montag im Laden.",
        "Thank you for your message. The vase costs 48 euros.",
        "Nous avons bien reçu votre demande. Tom passera vendredi, merci de laisser la clé.",
        "Thank you for the draft. The manager is on leave until Monday, so we will reply then.",
        "Thank you for your email. The curator likes version B. We will send captions shortly.",
        f"{TAKEN_IN} You will be notified of the date, but the photo must go.",
    ],
)
def test_a_person_at_a_desk_says_more(text: str) -> None:
    """Somebody who asks, says "I", or tells what happened, is no program."""
    assert Kind.HUMAN == _of(DESK, "Re: Plan [#48213]", text)


def test_a_desk_is_known_by_its_address_alone() -> None:
    text = "Abbiamo ricevuto la sua richiesta. Il numero del ticket è 48213."
    assert Kind.AUTO_REPLY == _of("supporto@vendor.test", "Richiesta ricevuta", text)


def test_a_desk_that_quotes_and_writes_in_a_mail_program_is_a_person() -> None:
    """Programs that acknowledge have no mail program."""
    text = "Thank you for your message. We will get back to you on Monday."
    assert Kind.AUTO_REPLY == _of(DESK, "Plan", text)
    assert Kind.HUMAN == _of(DESK, "Plan", text, "User-Agent: Mozilla Thunderbird")
    quoted = (
        "\r\n\r\nOn Mon, 2 Nov 2026, Ann <a@agency.test> wrote:\r\n> The plan is done.\r\n> See it."
    )
    assert Kind.HUMAN == _of(DESK, "Re: Plan", text + quoted)


@pytest.mark.parametrize(
    "text",
    [
        'Please change the text: "We have received your request. This is an automated message."',
        "Ändert bitte: „Wir haben Ihre Anfrage erhalten. Dies ist eine automatische Nachricht.“",
        "Réponse : « Nous avons bien reçu votre demande. Ceci est un message automatique. »",
    ],
)
def test_words_in_quotation_marks_are_spoken_of(text: str) -> None:
    """Programs do not quote themselves."""
    assert Kind.HUMAN == _of("Ann Lee <ann@client.test>", "The reply of our form", text)
    assert Kind.HUMAN == _of(DESK, "The reply of our form", text)


@pytest.mark.parametrize(
    ("author", "subject", "text"),
    [
        (
            DESK,
            "Ticket 5512",
            "Thanks for your patience. Ticket 5512 is solved, all is well now.",
        ),
        (
            DESK,
            "Ticket 5512",
            "We got your ticket 5512, but the file is missing. Please send it.",
        ),
        (DESK, "Request received", "Request received from the mayor: bigger letters."),
        (DESK, "Re: Ticket 5512", "We have received ticket 5512 and the lamp was sent yesterday."),
        ("M. Botha <m.botha@client.test>", "Automatic replies", "Thanks for your message."),
    ],
)
def test_what_was_read_is_no_acknowledgement(author: str, subject: str, text: str) -> None:
    """Who has read the request goes on with "but", or says what was done."""
    assert Kind.HUMAN == _of(author, subject, text)


@pytest.mark.parametrize(
    ("author", "text"),
    [
        ("Biblioteka", "Dziękujemy za wiadomość. Odpowiemy najszybciej, jak to możliwe."),
        ("Atendimento", "Recebemos sua mensagem. Responderemos em breve."),
    ],
)
def test_houses_whose_name_is_their_desks(author: str, text: str) -> None:
    """They thank for a letter and say what becomes of it; people thank for what was in it."""
    mailbox = f"{author} <x@house.test>"
    assert Kind.AUTO_REPLY == _of(mailbox, "Plan", text)
    assert Kind.HUMAN == _of(mailbox, "Re: Plan", "Dziękujemy za projekt. Odpowiemy wkrótce.")


# "i" is "and", "je" is "is", "mit" is "with"
SHARED_WORDS = """
Dziękujemy za kontakt. Otrzymaliśmy Twoją wiadomość i odpowiemy w ciągu 24 godzin.
Otrzymaliśmy Państwa zgłoszenie i odpowiemy wkrótce. Numer zgłoszenia: 88123.
Zaprimili smo vaš upit i javit ćemo vam se u najkraćem roku. Broj vašeg upita je 5512.
Primili smo Vaš zahtev i odgovorićemo uskoro. Broj zahteva je 991. Ovo je automatska poruka.
Váš požadavek jsme přijali a brzy se ozveme. Číslo požadavku je 8812.
Abbiamo ricevuto la sua richiesta e i nostri operatori risponderanno presto. Numero di ticket: 771.
Prejeli smo vaše sporočilo in bomo odgovorili v najkrajšem času. To je samodejno sporočilo.
Wij hebben uw bericht ontvangen. Je ontvangt zo spoedig mogelijk antwoord. Zaaknummer: 7712.
Vielen Dank für Ihre Anfrage. Wir haben Ihre Nachricht mit Freude erhalten und melden uns.
Vi har tagit emot ditt ärende och återkommer så snart vi kan i tur och ordning. Ärende 77123.
"""


@pytest.mark.parametrize("text", SHARED_WORDS.strip().splitlines())
def test_words_that_only_some_languages_say_of_one_person(text: str) -> None:
    """In answer, too; and what a person by their name says stays theirs."""
    assert Kind.AUTO_REPLY == _of(DESK, "Re: Plan", text)
    assert Kind.HUMAN == _of("Ann Lee <ann@client.test>", "Re: Plan", text.rpartition(". ")[0])


@pytest.mark.parametrize(
    "text",
    [
        "we have received your request and i will reply shortly.",
        "We have received your request. I will be in touch.",
        "Nous avons bien reçu votre demande, je vous réponds dans les plus brefs délais.",
        "Vi har modtaget din henvendelse. Du hører fra mit kontor og det går hurtigst muligt.",
        "Otrzymaliśmy wiadomość, odpowiem na nią wkrótce i wyślę mój szkic.",
        "Wir haben Ihre Anfrage erhalten, ich melde mich mit einem Angebot in Kürze.",
        "Abbiamo ricevuto la richiesta, risponderemo presto e io penso al resto.",
        "Zaprimili smo vaš upit i jučer poslali lampu. Javit ćemo se uskoro.",
    ],
)
def test_one_person_among_such_words(text: str) -> None:
    assert Kind.HUMAN == _of(DESK, "Re: Plan", text)


@pytest.mark.parametrize(
    ("local", "kind"),
    [
        ("nagios", Kind.AUTO_REPLY), ("zabbix", Kind.AUTO_REPLY), ("cron", Kind.AUTO_REPLY),
        ("uptimerobot", Kind.AUTO_REPLY), ("icinga2", Kind.AUTO_REPLY),
        ("auto-confirm", Kind.AUTO_REPLY), ("auto-notify", Kind.AUTO_REPLY),
        ("auto-haus", Kind.HUMAN), ("auto.service", Kind.HUMAN),
        ("munin", Kind.HUMAN), ("prometheus", Kind.HUMAN),
        ("nagy", Kind.HUMAN), ("monitor", Kind.HUMAN), ("cronin", Kind.HUMAN), ("info", Kind.HUMAN),
    ],
)  # fmt: skip
def test_monitors_write_under_their_own_name(local: str, kind: Kind) -> None:
    """Who answers at such an address is a person."""
    text = "Service: HTTP\r\nHost: web1\r\nState: CRITICAL"
    assert kind == _of(f"{local}@client.test", "PROBLEM: web1 is down", text)
    answer = "In-Reply-To: <1@agency.test>"
    assert Kind.HUMAN == _of(f"{local}@client.test", "Re: Plan", "Is it up?", answer)
    typed = "User-Agent: Mozilla Thunderbird"
    assert Kind.HUMAN == _of(f"{local}@client.test", "Plan", "Is it up?", typed)


@pytest.mark.parametrize(
    ("author", "kind"),
    [
        ("Cron Daemon <root@web1.test>", Kind.AUTO_REPLY),
        ("root@web1.test (Cron Daemon)", Kind.AUTO_REPLY),
        ('"(Cron Daemon)" <www-data@web1.test>', Kind.AUTO_REPLY),
        ("Anacron <root@web1.test>", Kind.AUTO_REPLY),
        ("Tom Reed <root@reed.test>", Kind.HUMAN),
        ("Cron & Sons <desk@cron.test>", Kind.HUMAN),
    ],
)
def test_daemons_have_names_of_their_own(author: str, kind: Kind) -> None:
    """They write as whoever set up the job; who shows what they wrote has another name."""
    subject = "Cron <root@web1> test -x /usr/sbin/anacron"
    assert kind == _of(author, subject, "run-parts: missing operand")
    answer = "In-Reply-To: <1@agency.test>"
    assert Kind.HUMAN == _of(author, f"Re: {subject}", "It is mended.", answer)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ihre Anfrage ist hier eingegangen. Wir melden uns in Kürze.", Kind.AUTO_REPLY),
        ("Wij hebben uw bericht hier ontvangen, u hoort zo spoedig mogelijk.", Kind.AUTO_REPLY),
        ("Hemos recibido su solicitud. Le responderemos por la mañana.", Kind.AUTO_REPLY),
        ("Vi har modtaget din henvendelse. Den går videre, vi svarer hurtigst.", Kind.AUTO_REPLY),
        ("Nous avons bien reçu votre demande hier, et vous répondrons vite.", Kind.HUMAN),
        ("Hemos recibido su solicitud. Le responderemos mañana.", Kind.HUMAN),
        ("Vi tog emot ditt ärende i går och återkommer snart.", Kind.HUMAN),
    ],
)
def test_days_of_one_language_that_are_other_words_elsewhere(text: str, kind: Kind) -> None:
    """ "hier" is "here" and "yesterday", "mañana" the morning, "går" goes."""
    assert kind == _of(DESK, "Re: Plan", text)
