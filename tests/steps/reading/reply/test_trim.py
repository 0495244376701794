"""Reply, quotes and signature: what holds for every text, and what single rules do."""

import re
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailbridge.domain.message import Cut, Mailbox, Message
from mailbridge.steps.reading.html.text_lines import to_text
from mailbridge.steps.reading.reply.attribution import attribution, telling
from mailbridge.steps.reading.reply.trim import trim
from tests.growth import growth

PIECES = (
    "Hello there.", "Да, согласен.", "> quoted words", (
        ">> deeper words"
    ), "", " ", "-- ", "--", "---", "____", "====", "*** ",
    (
    "On Fri, May 1, 2026 at 10:15 AM Ann <ann@example.org> wrote:"
    ), "01.05.2026 10:15, Анна пишет:", "On Fri, 1 May 2026, Ann <",
    "ann@example.org> wrote:", (
        "From: Ann <ann@example.org>"
    ), "Sent: Friday, May 1, 2026", "To: Bob", "Subject: Plan",
    "От: Анна",
    "-----Original Message-----",
    "##- Please type your reply above this line -##", "Sent from my iPhone", "Отправлено с iPhone",
    "Best regards,", "С уважением,", "Bob Stone", (
        "+1 555 123 45 67"
    ), "www.example.org", "-Bob", "```", "| barred", "Thanks,",
    "yes. On Wed, Apr 4, 2012 at 3:59 PM, bob@example.com wrote:",
    "This e-mail is confidential and intended for the addressee only, notify.",
)  # fmt: skip


def _words(*texts: str) -> Counter[str]:
    return Counter(word for text in texts for word in re.findall(r"\w+", text))


def _held(message: Message) -> Counter[str]:
    trimmed = trim(message)
    return _words(trimmed.reply, trimmed.quoted, trimmed.signature)


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_no_word_of_a_letter_is_lost_or_doubled(pieces: list[str]) -> None:
    """Reply, quoted and signature together are the words of the text, each as often."""
    text = "\n".join(pieces)
    assert _words(text) == _held(Message(text=text))


@given(
    st.lists(
        st.sampled_from((*PIECES, "\u3000", "\u200b", "2026 at 10:15 Ann wrote:")), max_size=12
    )
)
def test_an_attribution_is_told_by_its_paragraph(lines: list[str]) -> None:
    """It has a date or an address before the first blank line: others are not read as one."""
    begun = [at for at in range(len(lines)) if attribution(lines, at)]
    assert [] == [at for at in begun if not telling(lines)[at]]


@given(st.text(alphabet=st.sampled_from("ab >\n-_:<@|`*1"), max_size=300))
def test_no_word_of_any_text_is_lost(text: str) -> None:
    """The same for texts no person would write."""
    assert _words(text) == _held(Message(text=text))


@given(
    st.lists(
        st.sampled_from(
            [
                *PIECES,
                "<div class=gmail_quote>",
                "<blockquote>",
                "</blockquote>",
                "</div>",
                "<p>",
                "<br>",
            ]
        ),
        max_size=25,
    )
)
@settings(max_examples=60)
def test_no_word_of_html_is_lost(pieces: list[str]) -> None:
    """The same when the text was made from HTML."""
    html = "\n".join(pieces)
    text = to_text(html)
    assert _words(text) == _held(Message(text=text, html=html, text_from_html=True))


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=20))
def test_something_always_remains(pieces: list[str]) -> None:
    """A text with words has a reply with words."""
    text = "\n".join(pieces)
    assert bool(text.strip()) == bool(trim(Message(text=text)).reply.strip())


@pytest.mark.parametrize("blank", ["\r", "\x0b", "\x1c", "\u2028", "\x85"])
def test_a_line_of_unusual_blanks_below_an_author_is_an_empty_one(blank: str) -> None:
    text = f"De: Un Ami <un@ami.test>{blank}\n{blank}\nBonjour"
    assert _held(Message(text=text)) == _words(text)


def test_if_nothing_would_remain_everything_is_kept() -> None:
    """A letter of nothing but a quote is shown whole, and nothing counts as cut."""
    text = "On Fri, May 1, 2026 at 10:15 AM Ann <ann@example.org> wrote:\n\n> Shall we meet?"
    assert (text, "", "", ()) == (lambda t: (t.reply, t.quoted, t.signature, t.cuts))(
        trim(Message(text=text))
    )


def test_a_letter_of_nothing_but_a_quote_says_nothing_new() -> None:
    """Contacts above it may be the answer."""
    quote = "On Fri, May 1, 2026 at 10:15 AM Ann <ann@example.org> wrote:\n\n> Your telephone?"
    owns = ("", "Yes.\n\n", "Bob Roe\n+1 212 555 0100\n\n")
    assert [True, False, False] == [trim(Message(text=own + quote)).nothing_new for own in owns]


@pytest.mark.parametrize(
    "below",
    [
        "Also please change the telephone in the footer to 12345, as I said.\nMaria",
        "Maria Lopez\nBloom\n\nPS: the door is green.",
    ],
)
def test_what_asks_below_a_separator_stays(below: str) -> None:
    """Some draw that line between two thoughts."""
    text = f"Hi Ann,\nplease change the logo.\n-- \n{below}"
    assert below.split("\n\n")[-1].split("\n")[0] in trim(Message(text=text)).reply


@pytest.mark.parametrize(
    "below",
    [
        "Maria Lopez, Bloom\nPlease consider the environment before printing this e-mail.",
        (
            "Maria Lopez\n\nThis message is confidential. If you are not the intended recipient,\n"
            "please notify the sender and delete it from your system at once."
        ),
        "Maria Lopez\nPlease send invoices to accounts@bloom.example and nowhere else.",
    ],
)
def test_a_signature_that_asks_is_one(below: str) -> None:
    """What companies ask of everybody."""
    assert "Hi." == trim(Message(text=f"Hi.\n-- \n{below}")).reply.strip()


def test_each_cut_names_its_rule_and_line() -> None:
    """A signature and a quote leave two entries, counted in lines of the text."""
    text = (
        "Yes.\n\n-- \nBob\n\nOn Fri, May 1, 2026 at 10:15 AM Ann <ann@example.org> wrote:\n\n> "
        "Well?"
    )
    assert (Cut("separator", 2), Cut("attribution", 5), Cut("quote", 7)) == trim(
        Message(text=text)
    ).cuts


def test_a_cut_behind_the_reply_on_its_own_line_counts_the_line_of_the_text() -> None:
    """Splitting a line does not shift the numbers of what follows."""
    text = "yes On Wed, Apr 4, 2012 at 3:59 PM, bob@example.com wrote:\n> Well?"
    trimmed = trim(Message(text=text))
    assert ("yes", (Cut("attribution", 0), Cut("quote", 1))) == (trimmed.reply, trimmed.cuts)


def test_html_shows_where_a_plain_text_begins_to_quote() -> None:
    """A quote without prefixes under an attribution in no language we know is found through the
    HTML.
    """
    text = (
        "Kita bertemu hari Selasa.\n\nPesan dari Budi tadi pagi\nKapan kita bertemu dengan klien?"
    )
    html = (
        "<div>Kita bertemu hari Selasa.</div><div class=gmail_quote><div class=gmail_attr>Pesan "
        "dari Budi tadi pagi</div>"
        "<blockquote>Kapan kita bertemu dengan klien?</blockquote></div>"
    )
    trimmed = trim(Message(text=text, html=html))
    assert ("Kita bertemu hari Selasa.", (Cut("html: gmail", 2),)) == (trimmed.reply, trimmed.cuts)


def test_html_shows_where_a_plain_text_begins_to_sign() -> None:
    """A signature of ordinary sentences is found through the HTML."""
    text = "The file is attached.\n\nWe plant a tree for every order you place with us"
    html = (
        "<div>The file is attached.</div><div class=gmail_signature>We plant a tree for every "
        "order you place with us</div>"
    )
    trimmed = trim(Message(text=text, html=html))
    assert (trimmed.reply, trimmed.signature) == (
        "The file is attached.",
        "We plant a tree for every order you place with us",
    )


def test_html_cuts_nothing_that_stands_above_the_authors_words() -> None:
    """A block quote followed by an answer is no reason to cut the plain text to its end."""
    text = "Kapan kita bertemu dengan klien?\nHari Selasa."
    html = "<blockquote>Kapan kita bertemu dengan klien?</blockquote><div>Hari Selasa.</div>"
    assert text == trim(Message(text=text, html=html)).reply


def test_the_authors_own_name_at_the_end_is_a_signature() -> None:
    """A last line that is the display-name of the From field is not text."""
    message = Message(
        text="The invoice is attached.\n\nCarla Jones",
        from_=(Mailbox("Carla Jones", "carla@example.org"),),
    )
    assert trim(message).signature == "Carla Jones"


def test_a_colour_without_a_pointer_is_not_an_answer() -> None:
    """Red words in a quoted letter stay quoted when the author does not point at them."""
    html = (
        '<div>Agreed.</div><div id="divRplyFwdMsg">From: Ann</div><div>Hello Bob,</div><div '
        'style="color:red">Urgent!</div><div>Ann</div>'
    )
    trimmed = trim(Message(text=to_text(html), html=html, text_from_html=True))
    assert trimmed.reply == "Agreed."


@pytest.mark.parametrize(
    "marker",
    [
        "##- Please type your reply above this line -##",
        "--- Reply ABOVE THIS LINE to post a comment ---",
        "Пожалуйста, пишите ответ выше этой линии",
        "##- Bitte geben Sie Ihre Antwort oberhalb dieser Linie ein. -##",
        "##- Veuillez répondre au-dessus de cette ligne -##",
        "##- Por favor, escriba su respuesta encima de esta línea -##",
        "##- Si prega di scrivere la risposta sopra questa riga -##",
        "##- Typ uw antwoord boven deze regel -##",
        "##- Będziemy wdzięczni za odpowiedź powyżej tej linii -##",
        "##- 请在此行上方输入您的回复 -##",
    ],
)
def test_what_stands_under_a_marker_that_asks_for_the_answer_above_is_quoted(marker: str) -> None:
    """The marker is known by what it says, not by one system's wording."""
    trimmed = trim(Message(text=f"It works now.\n\n{marker}\n\nYour request was updated."))
    assert ("It works now.", f"{marker}\n\nYour request was updated.") == (
        trimmed.reply,
        trimmed.quoted,
    )


@pytest.mark.parametrize(
    "advertisement",
    [
        "Sent from my iPhone", (
            "Sent from my Galaxy S24, please excuse typos."
        ), "Get Outlook for iOS", "Sent via BlackBerry",
        "(sent from a phone)",
        "Отправлено с iPad", "Отправлено из мобильной Яндекс Почты", "Отправлено из Почты Mail.ru",
        "Надіслано з мобільного пристрою",
        "Envoyé de mon iPhone", (
            "Von meinem iPhone gesendet"
        ), "Enviado desde mi iPhone", "Inviato da iPhone",
        "Verstuurd vanaf mijn iPhone",
        "Wysłane z iPhone'a", "Enviado do meu iPhone", (
            "Skickat från min iPhone"
        ), "Lähetetty iPhonesta", "Odesláno z iPhonu",
        "iPhoneから送信",
        "从我的iPhone发送", "發自我的 iPhone", "나의 iPhone에서 보냄",
        "iPhone'umdan gönderildi", "Στάλθηκε από το iPhone μου",
        "נשלח מה-iPhone שלי",
        "Sent with Aqua Mail for Android\nhttps://www.example.org/mail",
        "Sent with [Quill](https://quill.example/) for Mac", "Get Quill Pro for Android",
        "Yahoo Mail: Search, Organize, Conquer", "发自我的QQ邮箱", "發自網易郵箱大師",
        "Envoyé avec Quill pour Android", "Отправлено из Quill для Android", "ᐧ",
        "Enviado com Quill Mail", "Gesendet mit Quill für iPad",
        "Rita reagoval přes Gmail\n<https://www.google.com/gmail/about/?c=emojireactionemail>",
        "أرسل من iPhone", "Trimis de pe iPhone", "Sendt fra min iPhone", (
            "Được gửi từ iPhone của tôi"
        ), "Изпратено от моя iPhone",
    ],
)  # fmt: skip
def test_the_line_a_telephone_adds_is_a_signature(advertisement: str) -> None:
    """In every language, whatever the device."""
    trimmed = trim(Message(text=f"Yes.\n\n{advertisement}"))
    assert ("Yes.", advertisement) == (trimmed.reply, trimmed.signature)


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my desk, which is quieter than the office.",
        "I sent it from my phone",
        "I have sent the mobile contract to Ann",
        "Sent you the offer for the new phone yesterday",
        "Sent with the second parcel to Ann",
        "Sent by Ann?",
        "Sent on Monday",
        "Envoyé à Paul",
        "Отправлено от Анны",
        "Get the offer from Bob and the phone from Ann",
        "Mail: we never got it",
        "请把文件发送到我的邮箱",
        "Отправил договор с курьером на телефон охраны",
    ],
)
def test_a_sentence_about_sending_is_not_a_signature(line: str) -> None:
    """What a person writes about telephones stays."""
    text = f"Hello.\n\n{line}"
    assert text == trim(Message(text=text)).reply


@pytest.mark.parametrize(
    "paragraph",
    [
        "Please unsubscribe ann@example.org from our mailing list.",
        (
            "I got this message in error; please notify whoever it was meant for, and delete it on "
            "your side."
        ),
        "Отпишите, пожалуйста, наш старый адрес ann@example.org от рассылки.",
        "Call me on 12 May",
        "John Smith will take over",
        "best to ask Ann",
        "With regards to the invoice, it is paid.",
        "Am Montag schrieb ich Ihnen schon.",
        "The price: 1500\nThe date: 12 May 2026\nThe place: Berlin",
    ],
)
def test_a_last_paragraph_that_only_resembles_a_signature_stays(paragraph: str) -> None:
    """Requests about lists, mistaken letters and people are the author's words."""
    text = f"Hello,\n\n{paragraph}"
    assert text == trim(Message(text=text)).reply


HOSTILE: tuple[tuple[str, Callable[[int], str]], ...] = (
    ("blank lines", lambda n: "\n" * n),
    ("lines of a space", lambda n: " \n" * n),
    ("openings on one line", lambda n: "On " * n),
    ("openings on lines", lambda n: "On 1 May 2026\n" * n),
    ("opening and wrote", lambda n: "On 1 May 2026 wrote\n" * n),
    ("prefixes", lambda n: ">" * n),
    ("quoted lines", lambda n: "> a\n" * n),
    ("alternating", lambda n: "> a\nb\n" * n),
    ("dates", lambda n: "12.12.12 " * n),
    ("dates on lines", lambda n: "12.12.12\n" * n),
    ("header fields", lambda n: "From: a\n" * n),
    ("header fields in pairs", lambda n: "x\nFrom: a\nTo: b\n" * n),
    ("dashes", lambda n: "-" * n),
    ("separators", lambda n: "-- \n" * n),
    ("closings", lambda n: "Best regards,\nBob\n" * n),
    ("telephones", lambda n: "Sent from my iPhone\n" * n),
    ("brackets", lambda n: "On 1 May <\n" * n),
    ("fences", lambda n: "```\n" * n),
    ("bars", lambda n: "| a\n" * n),
    (
        "disclaimers",
        lambda n: (
            "confidential intended recipient addressee in error notify this message is long "
            "enough\n\n" * n
        ),
    ),
    ("one long line", lambda n: "word " * n),
    ("attributions", lambda n: "On 1 May 2026 Ann <a@b.c> wrote:\n> a\n" * n),
)


@pytest.mark.parametrize(("name", "make"), HOSTILE, ids=[name for name, _ in HOSTILE])
def test_four_times_the_text_takes_about_four_times_the_time(
    name: str, make: Callable[[int], str]
) -> None:
    """Time grows with the length of a hostile text, not with its square."""
    small, large = (Message(text=make(size)) for size in (2_500, 10_000))
    assert growth(trim, small, large) < 8, name


@pytest.mark.parametrize(
    ("line", "signs"),
    [
        ("Carla Jones, property manager, Example Ltd", True),
        ("Carla Jones | Director | Example Ltd", True),
        ("Carla Jones, Oliver Haynes, Ann Berg", False),
        ("Oliver Haynes, property manager, Example Ltd", False),
    ],
)
def test_the_authors_own_name_with_positions_on_its_line_signs(line: str, signs: bool) -> None:
    """Somebody else's is an answer, and so is a list of names."""
    text = f"Who comes?\n\n{line}\n\nOn 1 May 2026 Ann <a@b.c> wrote:\n> Who?"
    author = (Mailbox("Carla Jones", "carla@example.org"),)
    assert signs == (line not in trim(Message(subject="Re: it", text=text, from_=author)).reply)


def test_a_greeting_in_turkish_capitals_names_who_answers() -> None:
    """Its dotless i is another letter in lower case."""
    quoted = "> SAYIN Ahmet,\n> dosyayı bugün gönderir misiniz?\n"
    answer = "Tamam, dosyayı yarın gönderiyorum."
    assert answer == trim(Message(text=f"{answer}\n\nAhmet\n\n{quoted}")).reply


def test_a_letter_that_begins_with_a_separator_is_parted_by_it() -> None:
    text = "--\nBlue for the door\n--\nGreen for the wall\n--\nand no red"
    assert trim(Message(text=text)).reply == text


def test_a_sentence_that_reads_like_a_head_stays_where_nothing_is_answered() -> None:
    text = (
        "At 10:15 on 4 May 2026 the shop was shut, says Tom Reed <tom@agency.test> who wrote:\n\n"
        "nobody is here\n\nIs it open?"
    )
    assert trim(Message(subject="Shop", text=text)).reply == text


def test_marked_fields_below_a_drawn_line_head_a_quote_without_marks() -> None:
    head = (
        f"{60 * '_'}\n> Od: Tom Reed <tom@agency.test>\n> Komu: <ann@client.test>\n"
        "> Datum: 04.05.2026 10:15\n> Předmět: židle\n>"
    )
    read = trim(Message(subject="Re: židle", text=f"Modrá.\n\n{head}\nDobrý den,\njaká?"))
    assert (read.reply, read.quoted) == ("Modrá.", f"{head}\nDobrý den,\njaká?")


def test_what_announces_a_forwarded_letter_in_swedish_is_its_head() -> None:
    head = "Börja vidarebefordrat brev:\n\nFrån: Tom <tom@agency.test>\nÄmne: stolar\n"
    date = "Datum: 4 maj 2026 10:15:11 CEST\nTill: Ann <ann@client.test>\n\nVilken?"
    read = trim(Message(subject="VB: stolar", text=f"Se nedan!\n\n{head}{date}"))
    assert read.reply == "Se nedan!"
