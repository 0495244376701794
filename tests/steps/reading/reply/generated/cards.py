"""Letters that end with the card of somebody whom From does not name: a desk's, or a stranger's
whose program sends no name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

ANSWER = "The blue one will do, nobody needs the green."
HEAD = "On Mon, 4 May 2026 at 10:15, Tom Reed <tom@agency.example> wrote:"
QUOTE = f"{HEAD}\n\n> Which colour shall the cover be?\n> The printer needs to know it soon."

# closing, name, position, company, a telephone with its label, a place
PEOPLE = """
Kind regards|Rachel Stone|Procurement Manager|Northwind Traders Ltd|T: 020 7946 0001|12 Elm Street
Cheers,|Bill O'Neil|Foreman|O'Neil & Sons|Mob. 07700 900123|Unit 3, Dock Road
Mit freundlichen Grüßen|Sabine Krause|Sachbearbeiterin|Krause GmbH|Tel.: 02941 / 98 76-5|Kai 5
Freundliche Grüsse|Beat Müller|Leiter Verkauf|Müller AG|Direkt +41 31 555 00 11|Hauptstrasse 1
Cordialement,|Julie BERNARD|Responsable|Mairie de Trégor|Tél : +33 (0)2 96 00 00 00|3 rue du Port
Un saludo,|Carlos Méndez|Departamento|Construcciones Méndez S.L.|Tlf. 91 555 00 11|C/ Mayor 3
Cordiali saluti|Gina Bianchi|Ufficio Tecnico|Bianchi S.r.l.|Cell. 333 555 00 11|Via Roma 1
Atenciosamente,|Fernanda Lima|Coordenadora|Lima & Cia Ltda|Fone: (11) 95555-0011|Rua das Flores
Met vriendelijke groet,|Sanne Jansen|Projectleider|Jansen B.V.|T +31 (0)20 555 00 11|Kade 4
Med vänliga hälsningar|Lena Ek|Inköpare|Ek & Co AB|Tel: 08-555 001 12|Storgatan 2, Umeå
Venlig hilsen|Mette Holm|Projektleder|Holm A/S|Tlf.: 33 55 00 11|Havnegade 4, 1058 København K
Ystävällisin terveisin|Aino Laine|Projektipäällikkö|Laine Oy|puh. 040 555 0011|Mannerheimintie 3
Pozdrawiam,|Ewa Nowak|Kierownik Projektu|Nowak Sp. z o.o.|tel. kom. 600 000 000|ul. Długa 5
S pozdravem|Jana Malá|vedoucí nákupu|Malá s.r.o.|mob.: +420 600 000 000|Dlouhá 5, Praha
Üdvözlettel:|Kis Éva|beszerzési vezető|Kis Kft.|Mobil: +36 30 555 0011|Fő utca 1, Győr
Cu stimă,|Ion Popa|Director Tehnic|SC Popa SRL|Mobil: 0722 000 000|Str. Lungă 5, Cluj
Saygılarımla,|Ayşe Demir|Satın Alma Müdürü|Demir A.Ş.|GSM: +90 532 000 00 00|Atatürk Cad. 5
Με εκτίμηση,|Νίκος Παππάς|Υπεύθυνος Αγορών|Παππάς ΑΕ|Τηλ. 210 5550011|Ερμού 5, Αθήνα
С уважением,|Пётр Иванов|Начальник отдела закупок|ООО «Ромашка»|тел.: +7 (495) 123-45-67|г. Москва
З повагою,|Олена Коваль|Менеджер з закупівель|ТОВ «Ромашка»|моб. 067 555 00 11|м. Київ
Trân trọng,|Nguyễn Văn An|Trưởng phòng mua hàng|Công ty An Bình|ĐT: 0905 555 001|5 Lê Lợi, Huế
Hormat saya,|Budi Santoso|Manajer Pembelian|PT Santoso|HP: 0812-5555-0011|Jl. Panjang 5, Jakarta
בברכה,|דנה לוי|מנהלת פרויקטים|לוי בע"מ|טל: 03-5550011|הרצל 5, חיפה
敬具|鈴木 一郎|購買部 部長|株式会社サンプル|電話：03-5555-0011|東京都千代田区1-1
祝好|张伟|采购部经理|上海样品有限公司|电话：010-5550011|上海市某路1号
감사합니다.|김민수|구매팀 과장|주식회사 샘플|전화: 02-555-0011|서울시 종로구 1
"""
LAYOUTS = """
CLOSING//NAME/POSITION/COMPANY/PHONE
CLOSING/NAME/POSITION, COMPANY/PLACE/PHONE
CLOSING//NAME/POSITION//COMPANY/PLACE/PHONE/MAIL/SITE
CLOSING//NAME | POSITION/COMPANY | PHONE
NAME/POSITION/COMPANY/PHONE
NAME/POSITION/PHONE/MAIL
NAME/COMPANY/PHONE/SITE
NAME//MAIL/PHONE/SITE
NAME | POSITION | COMPANY | PHONE
*NAME*/*POSITION*/COMPANY/PHONE
--/NAME/POSITION/COMPANY
-----------------------------/NAME/POSITION/PHONE
____________________/NAME, COMPANY/PHONE
Sent from my iPhone//NAME/POSITION
[cid:image001.png@01DC]/NAME/POSITION/PHONE
"""
# what only looks like a card: somebody else's, told in the author's own words
KEPT = """
Two contacts for you//NAME | POSITION | PHONE/Tom Reed | Engineer | 555-010-0101
It should be signed by you or//NAME/POSITION
Please call this person://NAME/POSITION/PHONE
These come with me://NAME, POSITION/Tom Reed, Engineer
Two come with me.//NAME, POSITION/Tom Reed, Engineer
"""


@dataclass(frozen=True, slots=True)
class Card:
    layout: str
    person: str
    text: str
    reply: str


def cards() -> Iterator[Card]:
    """Every person's card in every layout, with a quote below it and without."""
    for person, layout, quoted in product(_rows(PEOPLE), _rows(LAYOUTS), (True, False)):
        text = f"{ANSWER}\n\n{_filled(layout, person)}"
        yield Card(layout, person, f"{text}\n\n{QUOTE}" if quoted else text, ANSWER)
    for person, layout in product(_rows(PEOPLE), _rows(KEPT)):
        text = f"{ANSWER}\n\n{_filled(layout, person)}"
        yield Card(layout, person, text, text)


def _rows(table: str) -> list[str]:
    return table.strip().splitlines()


def _filled(layout: str, person: str) -> str:
    closing, name, position, company, phone, place = person.split("|")
    filled = layout.replace("/", "\n")
    for slot, value in (
        ("CLOSING", closing),
        ("NAME", name),
        ("POSITION", position),
        ("COMPANY", company),
        ("PHONE", phone),
        ("PLACE", place),
        ("MAIL", "office@company.example"),
        ("SITE", "www.company.example"),
    ):
        filled = filled.replace(slot, value)
    return filled
