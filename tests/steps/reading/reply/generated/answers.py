"""Answers that look like signatures: what a question asked for stands last and alone, and all of it
is the answer. Somebody else's name is one, where From says who wrote.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

# question, the sentence above the answer, answers; "/" is a line's end
ASKED = """
Who shall be our contact?|I asked around.|Oliver;Oliver Haynes;O. Haynes;Oliver & Team
Who shall be our contact?|I asked around.|Oliver Haynes, York;-Oliver
Who shall open the door?|We talked about it today.|Rosie;Bob & Team;Tom Berg, joiner;Haynes, Oliver
Who shall open the door?|We talked about it today.|Tony (mobile)
Who takes the key?|It is decided.|Oliver Haynes/joiner;Oliver Haynes/"Measure twice";The Berg Team
Who takes the key?|It is decided.|Oliver/Rosie
Who prints the cover?|He does it every year.|Oliver Haynes | Haynes Joinery;Oliver Haynes (York)
Who prints the cover?|He does it every year.|Oliver Haynes @ Joinery
Whom may we call?|He knows all of it.|Oliver Haynes/0113 496 0000;Oliver Haynes, 0113 496 0000
Whom may we call?|He knows all of it.|Oliver/oliver@joiner.example
Whom may we call?|Please call the joiner.|Oliver Haynes/Joiner/T: 0113 496 0000
Whom may we call?|Please call the joiner.|Oliver Haynes | Joiner | T: 0113 496 0000
Who comes?|These three, as always.|Oliver/Rosie/Tom;Oliver, Rosie, Tom;Oliver Haynes/Rosie Berg
Who comes?|These three, as always.|- Oliver/- Rosie;1. Oliver/2. Tom
Wer ist zuständig?|Ich habe nachgefragt.|Jörg;Jörg Hafner;Jörg Hafner, Ulm;Sabine & Team
Wer ist zuständig?|Ich habe nachgefragt.|Jörg Hafner/Tischler;Hafner Jörg
Wen sollen wir anrufen?|Er weiß alles darüber.|Jörg Hafner/02941 98765
Wen sollen wir anrufen?|Er weiß alles darüber.|Jörg Hafner/Tischler/Tel.: 02941 98765;Sabine
Qui sera notre contact ?|J'ai demandé autour de moi.|Jérôme;Jérôme Petit;Jérôme Petit, Lyon;Camille
Qui sera notre contact ?|J'ai demandé autour de moi.|Jérôme et Camille
¿Quién abre la puerta?|Ya lo hemos hablado.|Javier;Javier Ruiz;Javier Ruiz, Lugo;Carmen/Javier
Chi stampa la copertina?|Lo fa ogni anno.|Giulia;Giulia Rossi;Giulia Rossi, Bari;Lorenzo
Quem abre a porta?|Já está decidido.|Joana;Joana Lima;Joana Lima, Porto;Thiago
Wie maakt de deur open?|We hebben het besproken.|Joost;Joost de Wit;Joost de Wit, Delft;Anneke
Vem öppnar dörren?|Vi har bestämt det.|Lars;Lars Ek;Lars Ek, Lund;Birgit
Kto otwiera drzwi?|Wszystko ustalone.|Kasia;Kasia Nowak;Tomasz Nowak, Opole;Wojtek
Kdo otevře dveře?|Už je to jasné.|Honza;Jan Novák;Jan Novák, Brno;Zuzana
Ki nyitja ki?|Megbeszéltük tegnap.|Zsuzsa;István;Laci
Кто будет на связи?|Я всех спросила.|Юра;Юрий Холмов;Олег;Юрий Холмов, Тула;Юрий Холмов/столяр
Кто будет на связи?|Я всех спросила.|Олег и Юра;Мила/Олег
Кому звонить?|Он всё знает.|Юрий Холмов/+7 495 123-45-67;Юрий Холмов, +7 495 123-45-67
Кому звонить?|Он всё знает.|Юрий Холмов/столяр/тел.: +7 495 123-45-67
Хто буде на зв'язку?|Я всіх запитала.|Тарас;Тарас Коваль;Тарас Коваль, Львів
Ποιος ανοίγει την πόρτα;|Το συζητήσαμε χθες.|Γιώργος;Γιώργος Παππάς;Νίκος
Where shall we send it?|To the old mill, please.|12 Elm Street/Leeds LS1 4AP;Leeds;York, England
Where shall we send it?|To the old mill, please.|Mill Lane 4;Unit 3, Dock Road
Where is the shop?|It moved last year.|Hauptstrasse 1/8000 Zürich;Zürich;Florence;Santiago;Sydney
Where is the shop?|It moved last year.|St. Helena
Which number may we print?|The old one is off.|0113 496 0000;+44 113 496 0000;(0113) 496-0000
Which number may we print?|The old one is off.|07700 900123/07700 900124
Which address may we print?|The old one is off.|post@mill.example;https://mill.example
Which address may we print?|The old one is off.|www.mill.example
When does it open?|We moved it once more.|4 May 2026;Monday;4.5.2026;Monday, 10:15;May;June
Which one do you take?|We looked at all of them.|Office 365;iPhone;Aurora;Model S;The green one
Which one do you take?|We looked at all of them.|Alexa;Magnolia;Blue & Grey
How much may it be?|I asked the boss.|£ 250;250 EUR;1,200.00;About 300;$45 each;Two
What shall the card say?|We like the short one.|Kind: regards;Best: wishes;Love;Regards from Leeds
Which size?|We measured again.|M;L;XL;A4;A5/A6
Who drives the van?|It is her turn.|Rosie;Rosie Berg;Rosie Berg, Leeds;Beth/driver;Beth & Team
Kuka avaa oven?|Kysyin kaikilta.|Aino;Aino Laine;Aino Laine, Turku;Heikki
Kim açacak?|Herkese sordum.|Zeynep;Burak;Zeynep Demir
Cine deschide?|Am vorbit ieri.|Elena;Elena Popa;Radu
Who wrote the song?|We looked it up.|Bob Dylan;Nick Drake;Joan Baez, Paris;Tom Waits
Who is on the picture?|We looked closely.|Diana;Oliver's sister;Rosie Berg, 1962
What is it called?|We thought about it long.|Berg & Sons;Haynes Joinery;Mill Lane Ltd
What is it called?|We thought about it long.|The Berg Project
"""
MARTA = (
    ("Marta Quill", "marta@quill.example"),
    ("Quill, Marta", "mq@quill.example"),
    ("", "marta.quill@post.example"),
    ("Марта Перо", "info@pero.example"),
)
DESK = ("Desk", "info@quill.example")
FOR_A_NAME = (
    "Who",
    "Wer",
    "Wen",
    "Qui",
    "¿Quién",
    "Chi",
    "Quem",
    "Vem",
    "Kto",
    "Kdo",
    "Кто",
    "Хто",
)
ATTRIBUTED = "On Mon, 4 May 2026 at 10:15, Tom Reed <tom@agency.example> wrote:"


@dataclass(frozen=True, slots=True)
class Answer:
    text: str
    reply: str
    author: str
    address: str


def answers() -> Iterator[Answer]:
    """Every answer by every author, right below its sentence and apart, above the quote, below."""
    for row in ASKED.strip().splitlines():
        question, sentence, told = row.split("|", 2)
        quote = f"{ATTRIBUTED}\n> {question}"
        for answer, gap, author in product(told.split(";"), ("\n", "\n\n"), MARTA):
            reply = sentence + gap + answer.replace("/", "\n")
            yield Answer(f"{reply}\n\n{quote}", reply, *author)
            yield Answer(f"{quote}\n\n{reply}", reply, *author)
            yield Answer(reply, reply, *author)
        if not question.startswith(FOR_A_NAME):
            continue
        for answer in told.split(";"):
            reply = f"{sentence}\n\n{answer.replace('/', chr(10))}"
            if not any(map(str.isdigit, answer)) and "@" not in answer:
                yield Answer(f"{reply}\n\n{quote}", reply, *DESK)
