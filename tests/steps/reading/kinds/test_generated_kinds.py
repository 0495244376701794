"""Letters drawn from parts: what programs write is a machine's, what people write about it is not.

Bounded in the suite; `make fuzz` draws many more.
"""

from email.header import Header

from hypothesis import given
from hypothesis import strategies as st

from mailbridge.domain.message import Kind
from mailbridge.steps.reading.read import read

# language: the head of an automatic reply | an absence | a request came in | what becomes of it
_PARTS = """
Automatic reply | I am out of the office until Monday. |
    We have received your request. | We will get back to you shortly. |
Automatische Antwort | Ich bin bis Montag nicht im Büro. |
    Wir haben Ihre Anfrage erhalten. | Wir melden uns in Kürze. |
Réponse automatique | Je suis absent jusqu'à lundi. |
    Nous avons bien reçu votre demande. | Nous vous répondrons dans les meilleurs délais. |
Respuesta automática | Estoy de vacaciones hasta el lunes. |
    Hemos recibido su solicitud. | Le responderemos lo antes posible. |
Risposta automatica | Sono in ferie fino a lunedì. |
    Abbiamo ricevuto la sua richiesta. | Le risponderemo al più presto. |
Resposta automática | Estou de férias até segunda. |
    Recebemos a sua mensagem. | Entraremos em contacto em breve. |
Automatisch antwoord | Ik ben afwezig tot maandag. |
    Wij hebben uw bericht ontvangen. | U ontvangt zo snel mogelijk antwoord. |
Autosvar | Jag är på semester till måndag. |
    Vi har tagit emot ditt ärende. | Vi återkommer så snart vi kan. |
Automatisk svar | Jeg er på ferie til mandag. |
    Vi har modtaget din henvendelse. | Vi vender tilbage hurtigst muligt. |
Automaattinen vastaus | Olen lomalla maanantaihin. |
    Viestisi on vastaanotettu. | Vastaamme mahdollisimman pian. |
Odpowiedź automatyczna | Jestem na urlopie do poniedziałku. |
    Państwa zgłoszenie zostało zarejestrowane. | Odpowiemy najszybciej, jak to możliwe. |
Automatická odpověď | Jsem mimo kancelář do pondělí. |
    Váš požadavek jsme přijali. | Brzy se vám ozveme. |
Automatikus válasz | Szabadságon vagyok hétfőig. |
    Megkaptuk megkeresését. | Hamarosan válaszolunk. |
Răspuns automat | Sunt în concediu până luni. |
    Am primit solicitarea dumneavoastră. | Vom reveni în curând. |
Автоматический ответ | Я в отпуске до понедельника. |
    Ваше обращение зарегистрировано. | Мы свяжемся с вами в ближайшее время. |
Автоматична відповідь | Я у відпустці до понеділка. |
    Ваш запит отримано. | Ми відповімо найближчим часом. |
Автоматичен отговор | В отпуск съм до понеделник. |
    Вашето запитване е получено. | Ще Ви отговорим най-скоро. |
Αυτόματη απάντηση | Βρίσκομαι εκτός γραφείου έως Δευτέρα. |
    Λάβαμε το αίτημά σας. | Θα επικοινωνήσουμε σύντομα. |
Otomatik yanıt | Pazartesiye kadar izindeyim. |
    Talebiniz alındı. | En kısa sürede dönüş yapacağız. |
מענה אוטומטי | אני בחופשה עד יום שני. |
    פנייתך התקבלה. | נחזור אליך בהקדם. |
رد تلقائي | أنا خارج المكتب حتى الاثنين. |
    تم استلام طلبك. | سنرد عليك في أقرب وقت. |
自動応答 | 月曜日まで休暇です。 |
    お問い合わせを受け付けました。 | 担当者よりご連絡いたします。 |
自动答复 | 我正在休假。 |
    我们已收到您的请求。 | 我们会尽快与您联系。 |
자동 회신 | 월요일까지 휴가입니다. |
    문의가 접수되었습니다. | 빠른 시일 내에 답변드리겠습니다. |
Trả lời tự động | Tôi đang nghỉ phép. |
    Chúng tôi đã nhận được yêu cầu của bạn. | Chúng tôi sẽ phản hồi sớm nhất. |
Balasan otomatis | Saya sedang cuti. |
    Permintaan Anda telah kami terima. | Kami akan segera membalas.
"""
_SAID = [part.strip() for part in _PARTS.split("|")]
PROGRAMS = [_SAID[at : at + 4] for at in range(0, len(_SAID), 4)]
SUBJECTS = ("Plan", "Entwurf der Startseite", "Макет", "案")
MARKS = ('"{}"', "“{}”", "„{}“", "«{}»", "「{}」")
ABOUT = ("Please change the text to {}", "Kunden lesen {} – bitte ändern.", "Поменяйте на {}")
MORE = (
    "The engineer found the modem broken and put in a new one this morning.",
    "Die Lampe haben wir gestern gegen eine neue getauscht, sie brennt wieder.",
    "La page trois manque encore, tout le reste est validé par la direction.",
    "Ошибку нашли и исправили утром, обновите страницу в браузере.",
)
ASKED = ("Could you send us the invoice?", "Passt Ihnen Dienstag?", "Когда вам удобно?")
PERSON, DESK = "Ann Lee <ann@client.test>", "Vendor Support <support@vendor.test>"


def _kind(author: str, subject: str, text: str, *fields: str) -> Kind:
    extra = "".join(f"{field}\r\n" for field in fields)
    head = (
        f"From: {author}\r\nTo: a@agency.test\r\nSubject: {Header(subject, 'utf-8').encode()}\r\n"
        f"{extra}Content-Type: text/plain; charset=utf-8\r\n\r\n"
    )
    return read((head + text).encode(), "x@client.test").kind


@given(st.sampled_from(PROGRAMS), st.sampled_from(SUBJECTS), st.booleans())
def test_automatic_replies_are_machines(row: list[str], subject: str, answers: bool) -> None:
    """Whether or not they say what they answer, in each language."""
    fields = ["In-Reply-To: <1@agency.test>"] if answers else []
    assert Kind.AUTO_REPLY == _kind(PERSON, f"{row[0]}: {subject}", row[1], *fields)


@given(st.sampled_from(PROGRAMS), st.sampled_from(SUBJECTS), st.integers(100, 99_999))
def test_acknowledgements_are_machines(row: list[str], subject: str, number: int) -> None:
    """A request came in, and what becomes of it; the number stands where it likes."""
    text = f"{row[2]}\n\n{row[3]}"
    assert Kind.AUTO_REPLY == _kind(DESK, f"{subject} [{number}]", text)
    assert Kind.AUTO_REPLY == _kind(DESK, f"{row[2]} #{number}", row[3])


@given(
    st.sampled_from(PROGRAMS),
    st.sampled_from(ABOUT),
    st.sampled_from(MARKS),
    st.sampled_from((PERSON, DESK)),
    st.integers(1, 3),
)
def test_who_speaks_of_such_words_is_a_person(
    row: list[str], about: str, mark: str, author: str, column: int
) -> None:
    """They stand in quotation marks."""
    text = about.format(mark.format(row[column]))
    assert Kind.HUMAN == _kind(author, "The form", text)
    assert Kind.HUMAN == _kind(author, "Re: The form", text, "In-Reply-To: <1@agency.test>")


@given(
    st.sampled_from(PROGRAMS),
    st.lists(st.sampled_from(MORE), min_size=2, max_size=4, unique=True),
    st.sampled_from(ASKED),
)
def test_who_says_more_or_asks_is_a_person(row: list[str], more: list[str], asked: str) -> None:
    """At a desk, too, and whatever they say first."""
    assert Kind.HUMAN == _kind(DESK, "Re: Plan", "\n\n".join((row[2], *more)))
    assert Kind.HUMAN == _kind(DESK, "Re: Plan", f"{row[2]} {asked}")
    assert Kind.HUMAN == _kind(PERSON, "Re: Plan", f"{row[2]} {more[0]}")
