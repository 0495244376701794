"""Letters that end as people, telephones, companies, lists and scanners make them end."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

ANSWER = "The blue one will do, nobody needs the green."
AUTHOR = "Marta Quill"
SHOP = "info@shop.example"
HEAD = "On Mon, 4 May 2026 at 10:15, Tom Reed <tom@agency.example> wrote:"
QUOTE = f"{HEAD}\n\n> Which colour shall the cover be?\n> The printer needs to know it soon."

SIGNED = """
Yours in hope,/Marta
*Marta Quill*/*Director*, Quill Ltd./*m:* +44 113 496 0000
%mq
祝工作顺利！/Marta Quill
Buon pomeriggio,/Marta
＝＝＝＝＝＝＝＝＝＝/Marta Quill/Director/T: 0113 496 0000/＝＝＝＝＝＝＝＝＝＝
%%%%%%%%%%%%%%%%/Marta Quill/Quill Ltd./marta@quill.example/%%%%%%%%%%%%%%%%
Danke und Gruß/Marta
Z góry dziękuję i pozdrawiam/Marta Quill
Belle journée à vous,/Marta
Dr. med. Marta Quill/Physician/T 0113 496 0000
Sent from my iPhone//Marta Quill/Director
*--*/*Marta Quill*/Director
Best,//Marta Quill/T: 0113 496 0000/We build covers that last a life, and make them well.
LG Marta
Viele Grüße Marta Quill
Saludos Marta
Med vänlig hälsning Marta
С уважением Marta
İyi çalışmalar,/Marta
İyi günler/Marta Quill
مع التحية،/مارتا
Best regards,/Marta Quill/Director/Quill Ltd./T: +44 113 496 0000
Marta Quill | Director | Quill Ltd. | +44 113 496 0000 | www.quill.example
Marta Quill • Quill Ltd. • marta@quill.example
Marta Quill, Quill Ltd., +44 113 496 0000
[Logo]//Marta Quill/Director/T 0113 496 0000
_____/Marta Quill, Quill Ltd.
Sonnige Grüße/Marta
Beste Grüße aus dem Norden//Marta Quill
Lieben Gruß, Marta
Thanks and best wishes from Leeds/Marta
Très bonne journée,/Marta Quill
Un fuerte abrazo,/Marta
Um grande abraço,/Marta
Fijne dag!/Marta
Miłego dnia,/Marta
S pozdravem a přáním hezkého dne/Marta
Szép napot kívánok,/Marta
Srdačan pozdrav/Marta Quill
Kolay gelsin,/Marta
Хорошего вечера!/Марта
どうぞよろしくお願いいたします。/Marta Quill
顺祝商祺！/Marta Quill
Talk soon!/Marta
See you soon,/Marta
Marta Quill | Head of Covers/Quill Ltd.
Marta Quill (she%her)/Event Manager
Marta Quill/Quill AB
Marta Q.
Hugs/Marta
Vänligen,/Marta Quill
Marta Quill//[image: a] <https:%%a.example> [image: b] <https:%%b.example>
[image: quill] <https:%%quill.example>/*Marta Quill* | Quill AB/+46 8 123 45 67
Marta x
Marta :)
M.
MQ
MBQ
M.Q.
--/Marta Quill/Quill Ltd.
Godspeed ahead,/Marta
Mit besten Empfehlungen/Marta Quill
Allt gott,/Marta Quill
S přáním pěkného dne/Marta Quill
Mit freundlichen Gruessen/Marta Quill
A bientot,/Marta/06 12 34 56 78
Je vous prie d'agréer, Madame, mes salutations distinguées./Marta Quill
Marta/Follow us: Facebook | Twitter | Instagram
Quill Ltd./Marta Quill/0113 496 0000
Marta Quill/Quill & Daughters
Marta Quill/"We sew what lasts"
T: 0113 496 0000/marta@quill.example/Marta Quill
Your Quill Team
Marta & Team
Dein Quill-Team
Ihr Quill-Team Leeds
Thanks again,/Marta/021 555 0134
Beijinhos,/Marta
Marta Quill/Goldschmiedin
Marta//Marta Quill/Ceramicist/Atelier Nord
Marta Quill/Fjellguide/Nord Eventyr
All the best from a wet Skye,/Marta
Marta Quill/Director//[image: a]//[Facebook]<https:%%a.example> [LinkedIn]<https:%%b.example>
Marta//"Paper remembers." – Ada Grey
Frohe Ostern/Marta
"""
# signatures of people whom From does not name, known by their first names
STRANGERS = """
Oliver
Oliver Haynes
O. Haynes
Oliver Haynes, York
Oliver Haynes | Haynes Joinery
Oliver (mobile)
i. A. Petersen
Oliver & Team
TTYL,/Oliver
All good wishes/Oliver
Oliver Haynes/joiner
Oliver Haynes/"Measure twice"
Jérôme
Jörg Hafner
Анна
Юра
С ув. Юрий
Юрий Холмов/столяр
Γιώργος
יוסי
Sent from my iPhone//Oliver
Oliver//Sent from my iPhone
"""
# what only stands where a signature below a name may stand
NOTICES = """
My working hours may not be yours. Please do not feel obliged to reply outside of them.
Meine Arbeitszeiten: Montag bis Mittwoch
Book a meeting with me: https:%%calendar.example%marta
Our sale is on: https:%%quill.example%sale
"""
BELOW = """
Please consider the environment before printing this email.
P Please think of the environment before you print.
Bitte denken Sie an die Umwelt, bevor Sie diese E-Mail ausdrucken.
Pensez à l'environnement avant d'imprimer ce message.
Antes de imprimir este correo, piense en el medio ambiente.
Prima di stampare questa e-mail pensa all'ambiente.
Denk aan het milieu voordat u deze e-mail afdrukt.
Tänk på miljön innan du skriver ut detta mejl.
Подумайте об окружающей среде, прежде чем печатать это письмо.
Dit bericht is uitsluitend bestemd voor de geadresseerde, ander gebruik is verboden.
Это сообщение и любые вложения к нему являются конфиденциальными.
Wiadomość ta jest poufna i przeznaczona wyłącznie dla jej adresata.
Diese Nachricht ist vertraulich und nur für den genannten Adressaten bestimmt.
Данное сообщение конфиденциально и предназначено только для адресата.
This message was scanned for viruses by PostGuard.
This e-mail has been checked for viruses by Kaspersky.
Diese Nachricht wurde von Sophos auf Viren geprüft.
L'absence de virus dans ce courriel a été vérifiée par le logiciel antivirus Avast.
Este correo ha sido analizado en busca de virus por Norton.
Письмо проверено на вирусы программой Dr.Web.
Denne mail er fortrolig og kun beregnet til modtageren. Har du fået den ved en fejl, slet den.
Viesti on luottamuksellinen ja tarkoitettu vastaanottajalle. Jos sait sen vahingossa, poista se.
Bu ileti gizlidir ve alıcısına yöneliktir. Yanlışlıkla aldıysanız siliniz.
Az üzenet bizalmas, a címzettnek szól. Ha tévedésből kapta, törölje.
Mesajul este confidențial și destinat destinatarului. Dacă e din greșeală, ștergeți-l.
Το μήνυμα προορίζεται για τον παραλήπτη. Αν το λάβατε κατά λάθος, διαγράψτε το.
Wiadomość jest przeznaczona tylko dla adresata. Jeśli nim Państwo nie są, prosimy ją usunąć.
본 메일은 지정된 수신인만을 위한 것입니다. 잘못 받으셨다면 삭제해 주시기 바랍니다.
E-pasts paredzēts tikai adresātam. Ja saņēmāt to kļūdas dēļ, lūdzu, izdzēsiet to.
The message was checked by ESET Mail Security./https:%%www.eset.com
Dictated with Siri - please excuse errors
Hämta Outlook för Mac
Von unterwegs gesendet, bitte Tippfehler entschuldigen
从网易邮箱大师发来的邮件
네이버 메일 앱에서 보냈습니다.
تم الإرسال من هاتف Galaxy الخاص بي
Visit Topic or reply to this email to respond.//To unsubscribe from these emails, click here.
"""
REGISTERED = """
Quill Ltd is registered in England and Wales, No. 01234567. Registered office: 1 Mill Lane.
Quill GmbH, Sitz der Gesellschaft: Leipzig, Amtsgericht Leipzig HRB 12345
Quill SARL au capital de 10000 euros, RCS Lyon 123 456 789
ООО «Перо», ИНН 7701234567, ОГРН 1027700132195
"""
KEPT = """
We care about the environment, so let us print on recycled paper.
I scanned the leaflet for you, no virus on the stick.
The plan is confidential, please show it to nobody.
Our company number is 01234567, the registered office is in Leeds.
You can reply to this email or call me.
Greetings to Marta
LG is the maker of the screen
We met Marta Quill | she agrees
We had a good day/Tom Reed
This regards the green one/Tom Reed
It was a nice evening, was it not
The sign should say this:/Best regards,/The team//and be printed twice.
Two come, with the blue and the green://Marta Quill/Tom Reed
Everything is green/Regards to your mother, who knows Marta.
1) blue/--/2) green
Kind regards,/The team//Please tell me before Monday.
OK
The winner is//Oliver Haynes
We have three options.//Option Two
Put this on the badge please://Oliver Haynes
Hours of the shop:/Mon-Fri 9-17
We use the first names.//- Oliver/- Mary
Like this.//Marta Quill/Goldsmith/Atelier North
The sign says so://Marta Quill/Goldsmith
Two of us come.//Marta Quill/Tom Reed
Send it there.//Marta Quill/12 Mill Lane
On the card://With love,/Grandma and Grandpa//Gold letters, please.
Put this under each letter://This message is confidential. An unintended recipient deletes it.
Tuesday:/10:00 doors/--/12:00 food/13:00 games
Ask the plumber.//Oliver Haynes said he is good.
Kind regards,/Marta Quill//PS: the privacy policy goes into the footer, too.
Kind regards,/Marta Quill//Please link the privacy policy in the footer, too.
Viele Grüße/Marta Quill//Unsere Geschäftszeiten haben sich geändert, bitte im Laden aushängen.
The plan is good.//Marta Quill/Make the sign bigger
The name on the door is://i. A. Petersen
Der Plan ist gut.//Marta Quill/Die Farbe passt nicht
Write this to Ivy please.//Dear Ivy,/it is on its way./Best regards,/Oliver//That would help us all.
Our letters should end so://--/Oliver Haynes/Leeds//Can you do that for all of them?
The last line on the sign is:/Marta
The names on the door are:/Ivy/Tom/Marta
The dedication is for the family,/With love,/Marta//In gold letters, please.
My last mail was confidential and went to the wrong recipient by mistake. Please delete it.
The message on the stone is for one recipient, the family. Delete the second line.
私のメールアプリで読めません
메일을 네이버 주소로 보냈습니다
Please keep the plan confidential and use it exclusively for this house.
"""


@dataclass(frozen=True, slots=True)
class Ending:
    shape: str
    text: str
    reply: str
    author: str = AUTHOR
    address: str = "marta@agency.example"


def _rows(table: str) -> list[str]:
    return [row.replace("/", "\n").replace("%", "/") for row in table.strip().splitlines()]


def endings() -> Iterator[Ending]:
    """Every signature with everything that may stand below it, with a quote and without; and what
    only looks like one.
    """
    nothing = [""]
    below = nothing + _rows(BELOW) + _rows(REGISTERED)
    for signed, last, quoted in product(_rows(SIGNED), below, (True, False)):
        parts = [ANSWER, signed, last, QUOTE if quoted else ""]
        yield Ending(signed, "\n\n".join(filter(None, parts)), ANSWER)
    for signed, quoted in product(_rows(STRANGERS), (True, False)):
        parts = [ANSWER, signed, QUOTE if quoted else ""]
        yield Ending(signed, "\n\n".join(filter(None, parts)), ANSWER, "Shop", SHOP)
    for notice, quoted in product(_rows(NOTICES), (True, False)):
        parts = [ANSWER, "Best,\nMarta Quill", notice, QUOTE if quoted else ""]
        yield Ending(notice, "\n\n".join(filter(None, parts)), ANSWER)
    for last, quoted in product(_rows(BELOW), (True, False)):
        yield Ending(last, "\n\n".join([ANSWER, last, *([QUOTE] if quoted else [])]), ANSWER)
    for kept, quoted in product(_rows(KEPT), (True, False)):
        text = f"{ANSWER}\n\n{kept}"
        yield Ending(kept, f"{text}\n\n{QUOTE}" if quoted else text, text)
