"""What a gateway sets above a letter from outside is not its author's; what only looks so is."""

from dataclasses import replace

import pytest

from mailbridge.domain.message import Mailbox, Message
from mailbridge.steps.reading.html.text_lines import to_text
from mailbridge.steps.reading.reply.trim import trim
from tests.steps.reading.reply.generated.drawn import draw_plain

DRAWN = 20  # generated letters below each banner
BANNERS = """
[EXTERNAL]
[EXTERNE E-MAIL]
*** EXTERNAL EMAIL ***
EXTERNAL EMAIL: Verify the sender before you open links or attachments.
⚠ External sender
WARNING: This email originated from outside of Mill Ltd.
Caution! This message was sent from outside the house./Only click on links when you know the sender.
CAUTION: It is mail from outside of the company. Do not/follow links unless you know the sender.
**************/Attention: external mail. Be careful with attachments./**************
[EXT]//Be careful: this email is external, do not open its attachments.
This message came from an external source. Please do not click on any links.
Achtung: Diese E-Mail kommt von einem externen Absender. Öffnen Sie keine Anhänge.
Vorsicht, externe E-Mail! Klicken Sie nicht auf Links.
ATTENTION : Ce message vient d'un expéditeur externe. N'ouvrez pas les pièces jointes.
ATENCIÓN: Este correo viene de fuera de la casa. No abra archivos adjuntos.
ATTENZIONE: Messaggio da un mittente esterno. Non aprire gli allegati.
ATENÇÃO: Mensagem de um remetente externo. Não clique em links.
LET OP: Dit bericht komt van buiten het bedrijf. Klik niet op links.
VARNING: Mejlet kommer från en extern avsändare. Öppna inte bilagor.
ADVARSEL: Denne besked kommer fra en ekstern afsender. Åbn ikke bilag.
VAROITUS: Viesti tulee talon ulkopuolelta. Älä avaa liitteitä.
UWAGA: Wiadomość spoza firmy. Nie otwieraj załączników.
POZOR: Tento e-mail je z externího zdroje. Neotvírejte přílohy.
FIGYELEM: A levél külső feladótól jött. Ne nyissa meg a mellékleteket.
DİKKAT: Bu ileti kurum dışından geldi. Bağlantılara tıklamayın.
ΠΡΟΣΟΧΗ: Το μήνυμα είναι από εξωτερικό αποστολέα. Μην ανοίγετε συνημμένα.
ВНИМАНИЕ: Письмо от внешнего отправителя. Не открывайте вложения.
УВАГА: Лист від зовнішнього відправника. Не відкривайте вкладення.
注意：此邮件来自外部，请勿打开附件。
【社外】このメールは社外から届きました。添付ファイルに注意してください。
주의: 외부에서 온 메일입니다. 첨부파일을 열지 마세요.
זהירות: הודעה משולח חיצוני. אל תפתח קבצים.
تنبيه: رسالة من خارج الشركة. لا تفتح المرفقات.
-- This email came from outside the house --
*** Diese Mail kommt von extern. Bitte Links nur öffnen, wenn der Absender bekannt ist. ***
Expéditeur externe. Méfiez-vous des liens et des pièces jointes du message.
Mail von ann@client.test ist selten. Mehr dazu <https:%%aka.ms%LearnAboutSenderIdentification>
"""
# the beginnings of letters
OWN = """
Attention: the external walls are wet, please open the link and do not forget the attachment.
Caution: I got an external mail with a link and did not open it.
Warning: our external host sent us a mail with links, we should not click on them.
External links should open in a new tab, please do not underline them.
This message is from Tom. Do not open the second attachment, it is broken.
This mail is for an external house, isn't it? Do not open the link.
EXTERNAL
[external] links are fine, [internal] ones are broken
Achtung, die externe Firma hat keine Mail bekommen.
Hinweis: Die externe Seite geht nicht auf, wenn man auf den Link klickt.
Attention, le lien externe ne marche pas.
Внимание: внешняя стена не готова, фото по ссылке.
"""
ANSWER = "The blue one will do.\nNobody needs the green."


def _rows(table: str) -> list[str]:
    return [row.replace("/", "\n").replace("%", "/") for row in table.strip().splitlines()]


@pytest.mark.parametrize("banner", _rows(BANNERS))
def test_a_banner_is_quoted(banner: str) -> None:
    read = trim(Message(subject="Re: chairs", text=f"{banner}\n\n{ANSWER}"))
    assert (ANSWER, banner, ["banner"]) == (
        read.reply,
        read.quoted,
        [cut.rule for cut in read.cuts],
    )


@pytest.mark.hypothesis
@pytest.mark.parametrize("banner", _rows(BANNERS))
def test_a_letter_is_read_below_a_banner_as_without_it(banner: str) -> None:
    wrong = [
        message.text
        for message in draw_plain(DRAWN)
        if trim(replace(message, text=f"{banner}\n\n{message.text}")).reply != trim(message).reply
    ]
    assert [] == wrong


@pytest.mark.parametrize("own", _rows(OWN))
def test_who_speaks_of_what_is_outside_is_no_banner(own: str) -> None:
    text = f"{own}\n\n{ANSWER}"
    assert text == trim(Message(subject="Re: chairs", text=text)).reply


def test_the_answer_may_stand_right_below_a_banner() -> None:
    text = f"CAUTION: External email\n{ANSWER}"
    assert ANSWER == trim(Message(subject="Re: chairs", text=text)).reply


def test_a_letter_of_nothing_but_a_banner_stays_whole() -> None:
    text = "CAUTION: External email. Do not open attachments."
    assert text == trim(Message(subject="chairs", text=text)).reply


def test_a_banner_in_a_box_of_its_own_is_quoted() -> None:
    html = (
        "<table><tr><td style='background:#fe9'><b>CAUTION:</b> This email came from outside. Do"
        " not click on links.</td></tr></table><div>The blue one.</div>"
    )
    message = Message(
        subject="Re: chairs",
        text=to_text(html),
        html=html,
        text_from_html=True,
        from_=(Mailbox("Ann Berg", "ann@client.test"),),
    )
    assert trim(message).reply == "The blue one."
