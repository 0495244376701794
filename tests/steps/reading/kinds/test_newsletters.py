"""Newsletters without any field of a list are told by several weak marks together, and people who
ask about such letters, show them or pass them on are people.
"""

import time

import pytest

from mailbridge.domain.message import Kind
from mailbridge.steps.reading.read import read

PIXEL = '<img src="https://t.house.example/o/77.gif" width="1" height="1" alt="">'
# how it is shown in a browser, why it came, how it is left
WORDS = {
    "en": ("View this email in your browser", "You are receiving this email as you signed up.",
           "Unsubscribe"),
    "de": ("Im Browser ansehen", "Sie erhalten diese E-Mail als Kunde.", "Hier abmelden"),
    "fr": ("Voir dans le navigateur", "Vous recevez ce message car vous êtes client.",
           "Se désabonner"),
    "es": ("Ver en el navegador", "Recibes este correo por ser cliente.", "Darse de baja"),
    "it": ("Apri nel browser", "Ricevi questa email come cliente.", "Cancella iscrizione"),
    "pt": ("Ver no navegador", "Recebeu este email porque é cliente.", "Cancelar inscrição"),
    "nl": ("Bekijk de online versie", "Je ontvangt deze e-mail als klant.", "Uitschrijven"),
    "sv": ("Visa i webbläsaren", "Du får det här brevet som kund.", "Avregistrera dig"),
    "pl": ("Zobacz w przeglądarce", "Otrzymujesz tę wiadomość jako klient.", "Wypisz się"),
    "cs": ("Zobrazit v prohlížeči", "Tento e-mail jste dostali jako zákazník.", "Odhlásit odběr"),
    "ru": ("Открыть в браузере", "Вы получили это письмо как клиент.", "Отписаться"),
    "uk": ("Відкрити у браузері", "Ви отримали цей лист як клієнт.", "Відписатися"),
    "tr": ("Tarayıcıda görüntüle", "Bu e-postayı müşterimiz olduğunuz için aldınız.",
           "Abonelikten çık"),
    "hu": ("Megnyitás böngészőben", "Ezt a levelet ügyfelünkként kapta.", "Leiratkozás"),
    "ja": ("ブラウザで表示", "このメールは会員の方にお送りしています。", "配信停止"),
    "zh": ("在浏览器中查看", "您收到此邮件是因为您已订阅。", "退订"),
}  # fmt: skip


def _html(browser: str, because: str, leave: str, *, pixel: bool = True) -> str:
    head = f'<a href="https://house.example/v/7">{browser}</a>' if browser else "House"
    link = f'<a href="https://house.example/l/77?u=5">{leave}</a>' if leave else "House Ltd"
    return (
        "<html><head><style>td { color: red }</style></head><body>"
        '<div style="display:none">Forty lamps and more</div>'
        f'<table width="100%"><tr><td>{head}</td></tr><tr><td><table width="600"><tr><td>'
        '<img src="https://house.example/1.jpg"></td></tr><tr><td>Forty lamps at half price'
        f"</td></tr><tr><td>{because} {link}</td></tr></table></td></tr></table>"
        f"{PIXEL if pixel else ''}</body></html>"
    )


def _kind(html: str, author: str = "Lamp House <hello@house.example>", **fields: str) -> Kind:
    head = {"From": author, "Subject": "Forty lamps", "MIME-Version": "1.0"} | {
        name.replace("_", "-"): value for name, value in fields.items()
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    body = f"Content-Type: text/html; charset=utf-8\r\n\r\n{html}"
    return read((lines + body).encode(), "x@house.example").kind


@pytest.mark.parametrize("language", WORDS)
def test_several_marks_make_a_newsletter(language: str) -> None:
    browser, because, leave = WORDS[language]
    assert Kind.LIST == _kind(_html(browser, because, leave))
    assert Kind.LIST == _kind(_html(browser, because, leave, pixel=False))
    assert Kind.LIST == _kind(_html(browser, "", leave))
    assert Kind.LIST == _kind(_html("", because, leave))


@pytest.mark.parametrize("language", WORDS)
def test_one_mark_is_none(language: str) -> None:
    browser, because, leave = WORDS[language]
    assert Kind.HUMAN == _kind(_html("", "", leave))
    assert Kind.HUMAN == _kind(_html(browser, "", leave, pixel=False))
    assert Kind.HUMAN == _kind(_html(browser, because, ""))
    assert Kind.HUMAN == _kind(_html("", because, leave, pixel=False))


def test_an_address_for_news_is_a_mark() -> None:
    _, because, leave = WORDS["en"]
    house = "Lamp House <newsletter@house.example>"
    assert Kind.LIST == _kind(_html("", because, leave, pixel=False), house)
    assert Kind.HUMAN == _kind(_html("", "", leave, pixel=False), house)


def test_an_author_called_as_the_address_needs_one_mark_more() -> None:
    """So are people whose first name no table has, and many houses."""
    browser, because, leave = WORDS["en"]
    for author in ("Iro Vance <iro@vance.example>", "Lamp House <lamp@house.example>"):
        assert Kind.LIST == _kind(_html(browser, because, leave), author)
        assert Kind.HUMAN == _kind(_html(browser, because, leave, pixel=False), author)


@pytest.mark.parametrize(
    ("author", "fields"),
    [
        ("Ann Berg <ann@client.test>", {}),
        ("Ann Berg <hello@house.example>", {}),
        ("Berg <ann.berg@client.test>", {}),
        ("Lamp House <hello@house.example>", {"Resent_From": "ann@client.test"}),
        ("Lamp House <lamphouse@gmail.com>", {}),
        ("Lamp House <hello@house.example>", {"In_Reply_To": "<1@agency.test>"}),
        ("Lamp House <hello@house.example>", {"Subject": "Re: lamps"}),
        ("Lamp House <hello@house.example>", {"Subject": "Fwd: Forty lamps"}),
        ("Lamp House <hello@house.example>", {"Subject": "WG: Vierzig Lampen"}),
        ("Lamp House <hello@house.example>", {"Subject": "[Test] Forty lamps"}),
        ("Lamp House <hello@house.example>", {"Subject": "Entwurf: Vierzig Lampen"}),
        ("Lamp House <hello@house.example>", {"Subject": "Черновик рассылки"}),
        ("Lamp House <hello@house.example>", {"User_Agent": "Mozilla Thunderbird"}),
        ("Lamp House <hello@house.example>", {"X_Mailer": "Microsoft Outlook 16.0"}),
        ("Lamp House <hello@house.example>", {"Thread_Index": "Adb"}),
    ],
)
def test_what_somebody_sends_is_theirs(author: str, fields: dict[str, str]) -> None:
    assert Kind.HUMAN == _kind(_html(*WORDS["en"]), author, **fields)


@pytest.mark.parametrize(
    "shown",
    [
        "<p>Is this good?</p>{}",
        "{}<p>Best wishes, your lamp house</p>",
        '<div dir="ltr">{}</div>',
        '<p class="MsoNormal">{}</p>',
        '<div class="gmail_quote">{}</div>',
        "<blockquote>{}</blockquote>",
        "<p>Bitte so drucken:</p><div>{}</div>",
        "<div>{}</div><div>Как вам?</div>",
    ],
)
def test_a_newsletter_beside_own_words_is_shown_by_somebody(shown: str) -> None:
    html = _html(*WORDS["en"]).partition("<body>")[2].removesuffix("</body></html>")
    assert Kind.HUMAN == _kind(shown.format(html))


@pytest.mark.parametrize(
    "text",
    [
        "Please unsubscribe me, the link in the newsletter is broken: https://a.test/unsubscribe",
        "View in browser does not work in our newsletter, and nobody can unsubscribe.",
        "Bitte den Abmelden-Link ändern: https://a.test/abmelden?u=1 und das Impressum.",
        "Отпишите меня, пожалуйста, от рассылки.",
        "Désabonnez-moi, s'il vous plaît.",
        "You receive this because you are a member. Unsubscribe by telling me.",
    ],
)
def test_who_speaks_of_leaving_is_a_person(text: str) -> None:
    assert Kind.HUMAN == _kind(f"<p>{text}</p>", "Lamp House <info@house.example>")
    table = f"<table><tr><td><table><tr><td>{text}</td></tr></table></td></tr></table>"
    assert Kind.HUMAN == _kind(table, "Lamp House <info@house.example>")


HOSTILE = (
    "<a ", "<a>", "<style", "<!--", "<!-- -->", "<head><style>", "<img width=1 ", "<table ",
    "<div " + "display:none " * 30, "<span style='display:none'>", "</table", "<a href=http ",
)  # fmt: skip


def test_hostile_layouts_cost_bounded_time() -> None:
    """Marks that are never closed, links without end, styles in styles."""
    leave = '<table><table><a href="http://u/unsub">unsubscribe</a>'
    began = time.process_time()
    for filling in HOSTILE:
        _kind(leave + filling * (120_000 // len(filling)))
        _kind(filling * (120_000 // len(filling)) + leave)
    assert time.process_time() - began < 30.0
