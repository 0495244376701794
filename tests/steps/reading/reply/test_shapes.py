"""Shapes of heads, of halves of lines and of programs' own lines, whatever their words."""

import pytest

from mailbridge.domain.message import Mailbox, Message
from mailbridge.steps.reading.html.text_lines import to_text
from mailbridge.steps.reading.reply.shaped_header import has_fields_on_one_line, shaped_header_block
from mailbridge.steps.reading.reply.signing.mobile_signature import is_mobile
from mailbridge.steps.reading.reply.trim import trim

HEAD = "On Mon, May 4, 2026 at 10:15 Ann <ann@example.org> wrote:"


def _reply(text: str) -> str:
    return trim(Message(subject="Re: chairs", text=text)).reply


def _reply_of(html: str, text: str | None = None) -> str:
    made = text is None
    message = Message(
        subject="Re: chairs",
        text=to_text(html) if made else text or "",
        html=html,
        text_from_html=made,
    )
    return trim(message).reply


@pytest.mark.parametrize(
    "head",
    [
        "From: Ann <ann@example.org> Sent: Monday, 4 May 2026 10:15 To: Bob Subject: Re: chairs",
        "Ann Smith <ann@example.org>\n04.05.2026 10:15\n\nTo: Bob\ncc:\nSubject: Re: chairs",
        "ann@example.org\n\n发件人： Ann\n发送时间： 2026-05-04 10:15\n收件人： Bob\n主题： chairs",
        "Aaa: Ann\nBbb: 4 May 2026 10:15\nCcc: Bob\nDdd: Re: chairs",
        "Ann schrieb am 04.05.2026 um 10:15:",
        "4 May 2026, 10:15 by ann@example.org:",
        "------On Monday, May 4, 2026 10:15, Ann wrote-----",
        f"*****\n{HEAD}",
        f"—-—-—-—\n{HEAD}",
        ">>> Ann <ann@example.org> 05/04/26 10:15 AM >>>",
        "Messaggio del 04/05/26 10:15\nDa: Ann <ann@example.org>",
        "Ann <ann@example.org>\n4 May 2026 10:15\nRe: chairs",
        "-------- Original Message --------From: Ann  Date: 04.05.26  10:15",
        "Inviato da Ann il 04/05/2026 10:15:",
        "Ann Reed ha scritto il 4 maggio 2026 alle ore 10:15:",
        "[Ann <ann@example.org> wrote on 4.5.2026 10:15]",
        "Eredeti üzenet\nFeladó: Ann <ann@example.org>\nDátum: 2026. május 4. 10:15\nTárgy: chairs",
        "-- Please reply above this line --\n----\n## Ann Miller, on May 4 @ 10:15 (Europe/Rome):",
    ],
)
def test_a_head_is_known_by_its_shape(head: str) -> None:
    assert _reply(f"The blue one.\n\n{head}\n\nWhich colour?\nWe print soon.") == "The blue one."


@pytest.mark.parametrize(
    "head",
    [
        "Posted by Ann on 4 May 2026",
        "Ann <ann@example.org>-ը գրել է շբ, 4 մյս, 2026 թ. 10:15-ին.",
        "Ann <ann@example.org>-ը գրել է շբ,\n4 մյս, 2026 թ. 10:15-ին.",
    ],
)
def test_a_date_right_above_a_quote_heads_it_without_a_colon(head: str) -> None:
    assert _reply(f"The blue one.\n\n{head}\n\n> Which colour?") == "The blue one."


@pytest.mark.parametrize(
    "head",
    [
        HEAD,
        "Am Mo., 4. Mai 2026 um 10:15 Uhr schrieb Ann <ann@example.org>:",
        "Le lun. 4 mai 2026 à 10:15, Ann <ann@example.org> a écrit :",
    ],
)
def test_a_head_behind_the_last_sentence_is_parted_from_it(head: str) -> None:
    """And the full stops of a date part nothing."""
    assert _reply(f"The blue one. {head}\n> Which colour?") == "The blue one."
    assert _reply(f"The blue one.\n\n{head}\n> Which colour?") == "The blue one."


@pytest.mark.parametrize(
    "quote",
    [
        "> Which colour would you like, as the printer has many of them and\nneeds it soon\n> Bye",
        "> You may look at the page at\nhttps://www.example.org/a/long/path?and=query\n> soon",
        f"> {'One long line of it ' * 3}and\n{'one more long half of ' * 3}\nit.\n> Bye",
    ],
)
def test_second_halves_that_lost_their_prefix_belong_to_the_quote(quote: str) -> None:
    assert _reply(f"The blue one.\n\n{HEAD}\n\n{quote}") == "The blue one."


def test_answers_right_below_a_quoted_question_stay() -> None:
    text = f"{HEAD}\n\n> Which colour?\nblue\n> What size would you like?\nlarge\n> Bye"
    assert "> Which colour?\nblue\n> What size would you like?\nlarge" == _reply(text)


@pytest.mark.parametrize(
    "line",
    [
        "Dikirim dari iPhone saya",
        "Bidalita nire iPhonetik",
        "გაგზავნილია ჩემი iPhone-დან",
        "मेरे iPhone से भेजा गया",
        "Outlook voor iOS ophalen",
        "Provenance : Courrier pour Windows 10",
        "Sent from my Verizon, Samsung Galaxy smartphone",
        "来自 iPhone",
        "Typed with thumbs",
        "On the go, please excuse the brevity.",
    ],
)
def test_a_programs_line_is_known_in_any_language(line: str) -> None:
    assert is_mobile(line)
    assert _reply(f"The blue one.\n\n{line}\n\n{HEAD}\n> Well?") == "The blue one."


@pytest.mark.parametrize(
    "line",
    [
        "We use Outlook on Android",
        "Мы пользуемся Outlook на Android",
        "Mon iPhone est en panne",
        "Please excuse the delay, I was on holiday.",
        "Gesendet habe ich es gestern vom iPhone aus, ist es da?",
    ],
)
def test_a_sentence_about_a_device_is_none(line: str) -> None:
    assert not is_mobile(line)


def test_the_mark_of_a_tracker_goes_from_the_end_of_a_line() -> None:
    assert _reply("The blue one.ᐧ") == "The blue one."


@pytest.mark.parametrize(
    "quote",
    [
        '<div style="border-left:2px solid blue;padding-left:5px">Which colour?</div>',
        '<div class="my-quote-box"><p>Which colour?</p></div>',
        "<hr><div>Ann wrote on 04.05.2026 10:15:</div><div>Which colour?</div>",
        "<hr><p><b>Aaa:</b> Ann<br><b>Bbb:</b> 4 May 2026 10:15<br><b>Ccc:</b> chairs</p>Well?",
    ],
)
def test_html_shows_a_quote_by_lines_and_names(quote: str) -> None:
    assert _reply_of(f"<div>The blue one.</div>{quote}") == "The blue one."


def test_an_answer_above_the_attribution_within_its_element_is_the_reply() -> None:
    html = (
        '<div class="moz-cite-prefix">The blue one.<br><br>On 04.05.2026 10:15, Ann wrote:<br>'
        '</div><blockquote type="cite">Which colour?</blockquote>'
    )
    assert _reply_of(html) == "The blue one."


COLOURED = (
    "<p>Hi, see my answers.</p><p><b>From:</b> Ann<br><b>Sent:</b> Monday, 4 May 2026 10:15<br>"
    "<b>To:</b> Bob<br><b>Subject:</b> Re: chairs</p><p>Which colour?</p>"
    '<p><span style="color:red">The blue one.</span></p><p>Bye</p><p>Ann</p>'
)
SHOWN = "Hi, see my answers.\n\nWhich colour?\n\nThe blue one."


def test_coloured_answers_are_shown_with_what_they_answer() -> None:
    assert _reply_of(COLOURED) == SHOWN


def test_coloured_answers_are_shown_though_a_plain_text_stands_beside_them() -> None:
    assert _reply_of(COLOURED, to_text(COLOURED)) == SHOWN


@pytest.mark.parametrize(
    "head",
    [
        "\nAnn Miller wrote at 10:15 on 4 May 2026:",
        "Ann Miller wrote at 10:15 on 4 May 2026:",
        "Ann Miller schrieb am 04.05.2026 10:15:",
        "\nOn 4 May 2026 at 10:15 Ann Miller wrote",
        "\nAnn Miller @ 2026-05-04 10:15 wrote",
        "\nAnn Miller (4 May 2026 10:15) replied:",
        "\nAnn Miller posted on 4 May 2026 at 10:15:",
        "\nАнна Миллер ответила 4 мая 2026 в 10:15:",
        "\nAnn Miller antwortete am 4. Mai 2026 um 10:15:",
    ],
)
def test_a_head_with_a_time_and_a_verb_needs_no_address_and_no_marks(head: str) -> None:
    """The quote below it goes on to the end."""
    assert "Sure, fine." == _reply(f"Sure, fine.\n{head}\nShall we meet at nine?\nTom has it.")


@pytest.mark.parametrize(
    "words",
    [
        "We met.\n\nOn 4 May at 10:15 Tom said:\nno lamps",
        "See the log of what\nAnn Miller wrote at 10:15 on 4 May 2026:\nno lamps",
    ],
)
def test_what_somebody_said_is_the_authors(words: str) -> None:
    """Without a year, or within a sentence, a person tells it."""
    assert words == _reply(words)


PASTED = (
    "Look what came.\n\nFrom: Ann <ann@example.org>\nSent: Monday, 4 May 2026 10:15\nTo: Bob\n"
    "Subject: chairs\n\nTwelve of them, please."
)


def test_a_pasted_letter_is_shown_where_nothing_is_answered() -> None:
    """With its whole head; unless the letter answers, or its HTML shows a program's head."""
    pasted = Message(subject="Chairs", text=PASTED)
    answer = Message(subject="Re: Chairs", text=PASTED)
    drawn = Message(subject="Chairs", text=PASTED, html='<div style="border-top:solid">')
    bold = Message(subject="Chairs", text=PASTED, html="<p><b><span>From:</span></b> Ann</p>")
    assert [PASTED, *3 * ["Look what came."]] == [
        trim(one).reply for one in (pasted, answer, drawn, bold)
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Minutes\n\nAnn wrote the plan on 4 May 2026 at 10:15:\n1. roof\n2. floor",
        "Order\n\nItem: chair\nCount: 2\nDate: 4 May 2026 10:15\nContact: Ann <ann@example.org>",
        "Free:\n\n04.05.2026 10:15:\n- room A\n05.05.2026 10:15:\n- room B",
    ],
)
def test_minutes_orders_and_lists_of_dates_are_the_authors(words: str) -> None:
    assert words == _reply(words)


def test_a_programs_line_wrapped_onto_the_next_is_taken_whole() -> None:
    line = "Sent from Mail<https://go.microsoft.com/fwlink/?LinkId=550986> for\nWindows 10"
    assert _reply(f"The blue one.\n\n{line}\n\n{HEAD}\n> Well?") == "The blue one."


def test_a_postscript_below_the_name_is_shown() -> None:
    text = "Yes, Tuesday.\n\nBest,\nBob\n\nP.S. Bring the key."
    assert text == _reply(text)


@pytest.mark.parametrize(
    "words",
    [
        "Texts attached.\n\nBest,\nBob Reed\n\nPS: the privacy policy goes into the footer, too.",
        "Texts attached.\n\nBest,\nBob Reed\n\nPlease link the privacy policy in the footer.",
        "The plan is good.\n\nBob Reed\nMake the sign bigger",
        "Der Plan ist gut.\n\nBob Reed\nDie Farbe passt nicht",
        "The name on the invoice is:\n\ni. A. Petersen",
        "Good.\n\nPlease keep the plan confidential and use it exclusively for this house.",
    ],
)
def test_what_an_author_asks_or_says_below_their_name_is_shown(words: str) -> None:
    """Also where it has words of a notice, a disclaimer or a card."""
    author = (Mailbox("Bob Reed", "bob@reed.example"),)
    assert words == trim(Message(subject="Re: chairs", text=words, from_=author)).reply


def test_a_form_in_a_new_letter_is_no_head() -> None:
    html = (
        "<p>New ticket</p><table><tr><td>From</td><td>Ann &lt;ann@example.org&gt;</td></tr>"
        "<tr><td>Date</td><td>4 May 2026 10:15</td></tr><tr><td>Text</td><td>No</td></tr></table>"
    )
    message = Message(subject="Ticket", text=to_text(html), html=html, text_from_html=True)
    assert message.text == trim(message).reply


def test_a_form_and_a_journey_are_no_head() -> None:
    form = ["Name: Ann", "Email: ann@example.org", "Date: 4 May 2026", "Message: two chairs"]
    assert 0 == shaped_header_block(form, 0, "chairs")
    assert not has_fields_on_one_line("From: Berlin To: Paris Date: 4 May 2026")
