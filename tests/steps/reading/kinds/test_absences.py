"""Automatic replies in many languages that no field gives away, and people who only sound alike."""

import pytest

from mailbridge.domain.message import Kind
from mailbridge.steps.reading.read import read

# what a program puts in front of the subject, and what the letter says
REPLIES = """
Automaatvastus | Olen puhkusel kuni 9. novembrini.
Resposta automàtica | Sóc de vacances fins dilluns.
부재중 자동 응답 | 부재중입니다.
Automatic reply | I am out of the office until 9 November.
Autoreply | I'm away until Monday.
Automatische Antwort | Ich bin bis zum 9. November nicht im Büro.
Réponse automatique | Je suis absent jusqu'au 9 novembre.
Respuesta automática | Estoy fuera de la oficina hasta el lunes.
Risposta automatica | Sono fuori ufficio fino al 9 novembre.
Resposta automática | Estou de férias até 9 de novembro.
Automatisch antwoord | Ik ben afwezig tot 9 november.
Automatiskt svar | Jag är på semester till 9 november.
Automatisk svar | Jeg er på ferie til 9. november.
Automaattinen vastaus | Olen poissa 9. marraskuuta asti.
Automatyczna odpowiedź | Jestem poza biurem do 9 listopada.
Automatická odpověď | Jsem mimo kancelář do pondělí.
Automatikus válasz | Szabadságon vagyok november 9-ig.
Răspuns automat | Sunt în concediu până luni.
Автоматический ответ | Я в отпуске до 9 ноября.
Автоматична відповідь | Я у відпустці до 9 листопада.
Автоматичен отговор | В отпуск съм до понеделник.
Аутоматски одговор | Нисам у канцеларији.
Automatski odgovor | Nisam u uredu do ponedjeljka.
Samodejni odgovor | Nisem v pisarni.
Otomatik yanıt | Pazartesiye kadar ofis dışındayım.
Αυτόματη απάντηση | Απουσιάζω μέχρι τη Δευτέρα.
מענה אוטומטי | אני מחוץ למשרד.
رد تلقائي | أنا خارج المكتب.
Trả lời tự động | Tôi đang nghỉ phép.
Balasan otomatis | Saya sedang cuti.
ตอบกลับอัตโนมัติ | ขณะนี้ไม่อยู่
自动回复 | 我正在休假。
自動応答 | ただいま不在にしております。
자동 회신 | 현재 부재중입니다.
"""
# the same without a word of automation, in answer to a letter
AWAY = """
Out of Office | I'm away until Monday.
Abwesend | Ich bin derzeit im Urlaub.
Absence du bureau | Je suis actuellement absent.
Fuera de la oficina | Estaré de vacaciones hasta el lunes.
Fuori sede | Sarò assente fino al 9 novembre.
Afwezig | Ik ben momenteel niet op kantoor.
Frånvaro | Jag är inte på kontoret.
Вне офиса | Я в отпуске до 9 ноября.
Respuesta de ausencia | Estoy de vacaciones hasta el lunes.
Automatische Abwesenheitsmeldung | Ich bin bis Montag abwesend.
Уведомление об отпуске | Я в отпуске до понедельника.
Maternity leave | I am on maternity leave.
Zwolnienie lekarskie | Jestem na zwolnieniu do poniedziałku.
En vacances | Je suis en vacances jusqu'à lundi.
Mimo kancelárie | Momentálne som mimo kancelárie do pondelka.
Отсутствую на рабочем месте | Я в отпуске до 9 ноября.
Out of office until 9 March | I am out of office until 9 March.
Ich bin nicht im Büro | Ich bin ab Montag zurück.
В отпуске до 9 марта | Я в отпуске до 9 марта.
İzin bildirimi | Pazartesiye kadar izindeyim.
הודעת היעדרות | אני בחופשה עד יום שני.
휴가 안내 | 월요일까지 휴가입니다.
Frånvaro | Jag är åter måndag 9 november.
Inte på plats | Jag är ledig till 9 november.
Ikke til stede | Jeg svarer når jeg er tilbake 9. november.
Fraværende | Jeg er tilbage mandag den 9. november.
Fuori ufficio | Rientro il 9 novembre.
Niet aanwezig | Ik ben op 9 november weer bereikbaar.
Poissa | Palaan 9.11.
Nepřítomnost | Vracím se 9. listopadu.
Ofis dışında | 9 Kasım'da döneceğim.
Ausente | Regresso a 9 de novembro.
Házon kívül | November 9-én jövök vissza.
外出中 | 11月9日に戻ります。
Absence | Je reviens lundi 9 novembre.
Vacances | De retour le 9 novembre.
Abwesend | Ich bin ab 9.11. wieder da.
Assenza | Torno lunedì 9 novembre.
Nieobecność | Będę z powrotem 9 listopada.
Puhkusel | Olen tagasi 9. novembril.
휴가 | 11월 9일에 복귀합니다.
Abwesenheit | Ich bin bis 9. November nicht im Dienst.
"""
# who has left, and what becomes of letters to them
LEFT = """
I have left the company. Please write to desk@client.example. Your message will not be forwarded.
Ich bin nicht mehr bei Krug tätig. Ihre E-Mail wird nicht weitergeleitet.
Je ne travaille plus chez Krug. Votre message ne sera pas transféré.
Я больше не работаю в компании. Ваше письмо не пересылается.
Ya no trabajo en Krug. Este correo no será reenviado.
"""
SAYS_ITSELF = """
This is an automatic reply. I am out of the office until 9 November.
Dies ist eine automatische Antwort. Ich bin bis Montag nicht im Haus.
Ceci est une réponse automatique. Je suis en congé jusqu'à lundi.
Esta es una respuesta automática. Estoy de vacaciones.
Это автоматический ответ. Я в отпуске до 9 ноября.
To jest automatyczna odpowiedź. Jestem na urlopie.
"""


def _kind(subject: str, text: str, *, answers: bool = True, author: str = "Tom Baker") -> Kind:
    ids = "In-Reply-To: <1@agency.example>\r\n" if answers else ""
    head = (
        f"From: {author} <tom@client.example>\r\nTo: desk@agency.example\r\nSubject: {subject}\r\n"
        f"{ids}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    )
    return read((head + text).encode(), "tom@client.example").kind


def _rows(table: str) -> list[list[str]]:
    return [row.split(" | ") for row in table.strip().splitlines()]


@pytest.mark.parametrize(("head", "text"), _rows(REPLIES))
def test_a_subject_that_says_automatic_reply_is_a_programs(head: str, text: str) -> None:
    """In any language of the stems, with a colon or in brackets; not as somebody's own words."""
    assert Kind.AUTO_REPLY == _kind(f"{head}: plan", text, answers=False)
    assert Kind.AUTO_REPLY == _kind(f"[{head}] plan", text)
    assert Kind.HUMAN == _kind(f"Re: {head}: plan", "I see, then I shall ask later.")
    assert Kind.HUMAN == _kind(f"plan ({head}: how)", "Shall we switch it off?")


@pytest.mark.parametrize(("head", "text"), _rows(AWAY))
def test_an_answer_headed_out_of_office_is_a_programs(head: str, text: str) -> None:
    """Where it asks nothing; without a letter that it answers, somebody announces their absence."""
    assert Kind.AUTO_REPLY == _kind(f"{head}: plan", text)
    assert Kind.AUTO_REPLY == _kind(f"{head} Re: plan", text)
    assert Kind.HUMAN == _kind(f"{head}: plan", text, answers=False)
    assert Kind.HUMAN == _kind(f"{head}: plan", f"{text} Can we talk before?")


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Semester: texten", "Vi trycker åter 5 november."),
        ("Ferie: plakaten", "Den blå er tilbage mandag 9. november."),
        ("Vakantie: folder", "De folder komt op 9 november terug van de drukker."),
        ("Away: kit colours", "For the away kit we want blue until 9 November."),
        ("Vacanze: locandina", "La locandina arriva il 9 novembre dalla tipografia."),
        ("Ferie: katalog", "Jeg vil gerne have 20 kataloger tilbage inden 9. november."),
        ("Holiday: leaflets", "I'm sending the leaflets back on 9 November."),
        ("Vacances: dépliant", "Le dépliant est de retour le 9 novembre, merci de corriger."),
        ("Holiday: cards", "I want the cards back from the printer by 5 November."),
        ("Vacation: brochure", "I would like the brochure for vacation homes by Monday."),
        ("Urlaub: Fotobuch", "Das Fotobuch vom Urlaub soll bis 9.11. fertig sein, ich brauche es."),
        ("Re: plan", "This offer is no longer valid, and the money will not be forwarded to May."),
    ],
)
def test_things_come_back_too(subject: str, text: str) -> None:
    """Under a subject of the letter's own that begins like an absence."""
    assert Kind.HUMAN == _kind(subject, text)


@pytest.mark.parametrize("text", LEFT.strip().splitlines())
def test_who_has_left_lets_a_program_say_what_becomes_of_letters(text: str) -> None:
    """In answer to one, where nothing is asked; who says one of the two is a person."""
    assert Kind.AUTO_REPLY == _kind("Re: plan", text)
    assert Kind.HUMAN == _kind("Re: plan", text, answers=False)
    assert Kind.HUMAN == _kind("Re: plan", f"{text} Could you send the plan again?")
    assert Kind.HUMAN == _kind("Re: plan", text[: text.rindex(". ") + 1])


@pytest.mark.parametrize(
    "text",
    [
        "Ivy no longer works here. Your letter has not been forwarded to me, so send it again.",
        "Ivy ist nicht mehr bei uns. Ihre Mail wurde nicht weitergeleitet, bitte noch einmal.",
        "Tom no longer works here, his mails will not be forwarded. Send the drafts to me.",
        "Frau Krug ist nicht mehr bei uns, ihre Mails werden nicht weitergeleitet. Das Blau passt.",
        "Tom ya no trabaja aquí y no se reenvían sus correos. El texto está bien, adelante.",
        "The form is no longer monitored, mails from it will not be forwarded. Remove it, please.",
    ],
)
def test_what_becomes_of_letters_of_others_is_told_by_people(text: str) -> None:
    assert Kind.HUMAN == _kind("Re: plan", text)


@pytest.mark.parametrize("text", SAYS_ITSELF.strip().splitlines())
def test_an_absence_that_calls_itself_automatic_is_a_programs(text: str) -> None:
    quoted = f"Enjoy it.\r\n\r\nOn 2 November 2026, Ada <ada@x.example> wrote:\r\n> {text}"
    assert Kind.AUTO_REPLY == _kind("Re: plan", text)
    assert Kind.HUMAN == _kind("Re: plan", quoted)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Out of office next week", "I am out of the office next week, can we talk on Friday?"),
        ("Automatic door: broken", "The automatic door does not open, and I am away on Monday."),
        (
            "Re: plan",
            "Sorry for the automatic reply, I was on vacation. The blue one.",
        ),
        ("Auto: welche Farbe", "Das Auto soll blau werden, ich bin bis Montag im Urlaub."),
    ],
)
def test_people_are_away_too(subject: str, text: str) -> None:
    assert Kind.HUMAN == _kind(subject, text)


def test_somebody_who_has_a_letter_and_asks_is_a_person() -> None:
    """A question waits for an answer, whoever asks it."""
    text = "Wir haben Ihre Anfrage erhalten. Für wie viele Personen?\r\n\r\nViele Grüße\r\n"
    subject = "Wir haben Ihre Anfrage erhalten"
    assert Kind.HUMAN == _kind(subject, f"{text}Tom Baker")
    assert Kind.HUMAN == _kind(subject, f"{text}Messe Service", author="Messe Service")


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Automatic reply: no, it is me", "I am here. When do we start?"),
        ("Out of office 7 to 14 December", "Hi all, I will be out of the office, ask Tom."),
        ("Out of the office", "Tom and I are out of the office, moving house. Bring boxes."),
        ("Re: Plan", "Our spam filter ate it. Use the whitelist of approved senders."),
        ("Re: Plan", "This is an automatic message from my heart: I love it."),
        ("Re: Plan", "This is an automatic reply. Just kidding, Friday is fine."),
        ("Re: Plan", "Это автоматический ответ, шутка. В пятницу удобно."),
        ("Re: Plan", "Die Lieferung wird zurückgehalten, bis Sie bestätigen, dass Sie zahlen."),
        ("Re: Plan", "Confirm that you are a real person: five robots called me today."),
        ("Re: Plan", "Votre message était en quarantaine, mis en attente. Le plan est parfait."),
        ("Re: Plan", "Ihre Nachricht stand zurückgehalten auf der Warteliste. Der Plan passt."),
        (
            "Re: Account",
            (
                "The bank says my account has not been verified, and the payment was being held"
                " because of that. I sent them my passport, see https://bank.test/help"
            ),
        ),
        ("Re: Plan", "Your message was being held because our filter is strict. It was junk mail"),
        (
            "Re: Modulo",
            (
                "Il messaggio viene trattenuto dal modulo finché non dimostro che non sei un robot."
                " Non riesco ad andare avanti."
            ),
        ),
        (
            "Re: List",
            "I saw that your message was being held until you verify it, so I clicked for you.",
        ),
    ],
)
def test_jests_and_notices_of_people_are_theirs(subject: str, text: str) -> None:
    """Who asks, greets several, or says nothing that programs say, is a person."""
    assert Kind.HUMAN == _kind(subject, text)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("[EXTERNAL] Automatic reply: Plan", "I have left the company."),
        ("[vendor.test #48] AutoReply: Plan", "There is no need to answer."),
        ("【自動返信】不在のお知らせ", "12月14日まで不在にしております。"),
        ("Automātiska atbilde: Plāns", "Atbildēšu vēlāk."),
        ("Tom Baker is out of the office", "I will be out of the office until Monday."),
        ("Plan (Out of office)", "I am travelling with limited access to e-mail."),
        ("Away from my mail Re: Plan", "I will not be reading my mail for a while."),
        ("Re: Plan", "Ich bin im Urlaub. Ihre Nachricht wird nicht weitergeleitet."),
        ("Re: Plan", "Diese Nachricht wird zurückgehalten, bis Sie bestätigen, wer Sie sind."),
        (
            "Re: Plan",
            (
                "I am protecting myself from junk mail. Your message is being held until you verify"
                " that you are a real person. Click this link: https://filter.test/1"
            ),
        ),
        ("Re: Plan", "Ceci est une réponse automatique. Je suis en formation jusqu'à jeudi."),
        (
            "Re: Plan",
            (
                "Only approved senders reach me. Fill out the form, so that I approve you:"
                " https://filter.test/add?a=ann"
            ),
        ),
        ("Re: Plan", "Only approved senders reach me. I will see your letter once I approve you."),
        (
            "Re: Plan",
            (
                "Your message was waitlisted. Add yourself to my guest list: https://filter.test/1"
                " and it will be delivered."
            ),
        ),
    ],
)
def test_what_only_programs_write(subject: str, text: str) -> None:
    """Tags in front, a name, brackets behind, and what becomes of the letter."""
    assert Kind.AUTO_REPLY == _kind(subject, text)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Auto-reply: wrong text", "The text in our auto-reply is wrong, we are open on Monday."),
        ("Auto-reply", "Please switch the auto-reply off."),
        ("Автоответ: ошибка", "Замените автоответ на сайте."),
        ("Respuesta automática", "Necesitamos cambiar la respuesta automática del formulario."),
    ],
)
def test_who_speaks_of_an_automatic_reply_is_a_person(subject: str, text: str) -> None:
    """A program names itself alone."""
    assert Kind.HUMAN == _kind(subject, text)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Tom Baker is out of the office", "I am out of the office until 7 December."),
        ("Tom Baker ist außer Haus", "Ich bin bis zum 7. Dezember nicht im Büro."),
        ("Tom Baker est absent(e) du bureau", "Je serai absent jusqu'au 7 décembre."),
    ],
)
def test_who_is_named_away_in_the_subject_did_not_write_it(subject: str, text: str) -> None:
    """As Notes writes, whose letters name no letter that they answer; people say "I"."""
    assert Kind.AUTO_REPLY == _kind(subject, text, answers=False)
    assert Kind.HUMAN == _kind(subject, f"{text} Can you call?", answers=False)
    assert Kind.HUMAN == _kind("Tom Baker is on the list", text, answers=False)


@pytest.mark.parametrize(
    "text",
    [
        "Ihre Nachricht wurde zurückgehalten. Bitte antworten Sie auf diese E-Mail.",
        "Sua mensagem foi retida. Para que seja entregue, clique no link.",
        "Votre message a été mis en attente. Cliquez ici : https://filter.test/1",
    ],
)
def test_a_filter_by_name_needs_to_say_less(text: str) -> None:
    """It answers no letter by its fields; a person of that trade says "I"."""
    assert Kind.AUTO_REPLY == _kind("Bestätigung", text, answers=False, author="Spamschutz")
    assert Kind.HUMAN == _kind("Bestätigung", text, answers=False)
    own = f"{text} Ich habe sie freigegeben."
    shown = f"Der neue Text: {text}"
    for theirs in (own, shown):
        assert Kind.HUMAN == _kind("Bestätigung", theirs, answers=False, author="Spamschutz")


def test_a_desk_that_wants_an_absence_set_up_is_a_person() -> None:
    """The subject alone, in answer to nothing, is no proof."""
    text = "Bitte einsetzen: Wir haben bis 1. März geschlossen. Danke! M. Kern"
    assert Kind.HUMAN == _kind("Abwesenheitsnotiz", text, answers=False, author="Kundenservice")


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Tom Baker ist außer Haus.", "Ich bin ab 23.11. außer Haus und melde mich danach."),
        ("Tom Baker is out of the office.", "I will return on 4 December."),
        ("Tom Baker est absent du bureau.", "Je serai absent jusqu'au 4 décembre."),
        ("Tom Baker is on vacation.", "I am on vacation until Monday."),
        ("Tom Baker ist im Urlaub.", "Ich bin im Urlaub und am 4.12. zurück."),
    ],
)
def test_notes_ends_its_subject_with_a_full_stop(subject: str, text: str) -> None:
    """Under somebody else's name it is news of a colleague."""
    assert Kind.AUTO_REPLY == _kind(subject, text, answers=False)
    assert Kind.HUMAN == _kind(subject, text, answers=False, author="Ivy Reed")
    assert Kind.HUMAN == _kind("Tom Baker wins the cup.", text, answers=False)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (
            "Tom Baker is out of the office",
            "Tom Baker is out of the office until 9 November. For urgent matters contact Ivy Low.",
        ),
        (
            "Tom Baker ist im Urlaub",
            "Tom Baker ist bis 9. November im Urlaub. In dringenden Fällen hilft Ivy Low.",
        ),
        (
            "Tom Baker est en vacances",
            "Tom Baker est en vacances jusqu'au 9 novembre. En cas d'urgence : Ivy Low.",
        ),
        (
            "Tom Baker в отпуске",
            "Tom Baker в отпуске до 9 ноября. По срочным вопросам пишите Ivy Low.",
        ),
    ],
)
def test_whom_to_ask_where_it_is_urgent_is_a_programs(subject: str, text: str) -> None:
    """Notes says so of its owner by their name."""
    assert Kind.AUTO_REPLY == _kind(subject, text, answers=False)
    assert Kind.AUTO_REPLY == _kind(subject, text)
    assert Kind.HUMAN == _kind("The lamp", "Is it urgent? Tom Baker is out of the office.")


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Tom Baker ist im Urlaub", "Tom Baker ist ab Montag im Urlaub. Bitte alles an Jana."),
        ("Tom Baker is away", "Tom Baker is away from 3 to 9 March. Do not forget the plants!"),
        ("Tom Baker est en vacances", "Tom est en vacances dès lundi. Voyez avec Jana."),
        ("Tom Baker is on vacation", "Tom is on vacation until Monday, Jana has the keys."),
        ("Tom Baker ist im Urlaub", "Tom ist bis 4.12. im Urlaub, die Lampe holt Jana."),
    ],
)
def test_who_calls_themselves_by_their_name_is_a_person(subject: str, text: str) -> None:
    """A program says of them when they return, or says "I"."""
    assert Kind.HUMAN == _kind(subject, text, answers=False)
    assert Kind.HUMAN == _kind(subject, text)
    programs = f"{text} I will answer your message when I am back."
    assert Kind.AUTO_REPLY == _kind(subject, programs, answers=False)
