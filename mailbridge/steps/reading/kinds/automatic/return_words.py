"""What absences say of a return, and of somebody who will not return; in lower case."""

from mailbridge.steps.text.word_tables import stems

# "I come back", said by one verb, or of one's own desk
I_COME_BACK = stems(
    "i return|i will return|i'll return|je reviens|wieder erreichbar|wieder im büro|wieder im haus|regreso el|regresso a|regresso em|vuelvo|volveré|rientro|rientrerò"
    "|tornerò|torno il|torno lun|torno mar|torno mer|torno gio|torno ven|volto no dia|volto em|volto dia|volto na|voltarei|weer bereikbaar|weer aanwezig|palaan|wracam|wrócę|vracím se|vrátím se|vraciam|vrátim sa|jövök vissza|térek vissza"
    "|revin|mă întorc|döneceğ|επιστρέφω|επιστρέψω|вернусь|возвращаюсь|повернусь|повертаюсь|връщам се|ще се върна|vraćam|vratit ću"
    "|vračam|враћам|вратићу|grįšiu|atgriezīšos|naasen|אחזור|אני חוזר|سأعود|戻ります|戻る予定|回来|返回|복귀|돌아오|quay lại|trở lại|kembali|กลับมา"
)
# "I am … back": things are back, too, and "back" is "again" in some languages
I_AM = (
    "i'm|i am|i will be|i'll be|ich bin|bin ich|bin|jag är|är jag|jag kommer|jeg er|er jeg|ik ben|ben ik|olen|będę|budu|bom"
    "|je suis|je serai|serai|sunt|voi fi"
)
BACK = "back|de retour|zurück|wieder da|terug|åter|tillbaka|tilbake|tilbage|z powrotem|zpět|späť|tagasi|takaisin|înapoi|nazaj"
LEFT = stems(
    "i have left|i've left|no longer work|no longer with|no longer at|no longer employ|no longer in use|no longer valid"
    "|no longer active|no longer monitored|nicht mehr bei|nicht mehr für|nicht mehr im|nicht mehr aktiv|nicht mehr gültig"
    "|nicht mehr in betrieb|nicht mehr genutzt|nicht mehr gelesen|ausgeschieden|ne travaille plus|ne fais plus partie"
    "|n'est plus valide|n'est plus utilis|n'est plus consult|quitté|ya no trabaj|ya no está|ya no es|non lavor|non è più"
    "|non fa più|já não|não trabalh|niet meer|nie pracuj|nepracuj|arbetar inte|inte längre|ikke længere|ikke lenger|en ole enää"
    "|больше не|уже не работа|не действует|більше не|вече не"
)
# "was not forwarded": so somebody tells what became of a letter
BEFORE = stems(
    "not been forward|not forwarded|wurde nicht|wurden nicht|n'a pas été|no ha sido|no fue|non è stat|não foi|не был|niet doorgestuurd is"
)
# what a program calls the letter it answers; people speak of the letters of others, and of parcels
THIS_LETTER = stems(
    "your message|your mail|your email|your e-mail|this message|this mail|this email|this e-mail|ihre nachricht|ihre mail "
    "|ihre email|ihre e-mail|deine nachricht|deine mail|deine e-mail|diese nachricht|diese mail|diese e-mail|votre message"
    "|votre mail|votre courriel|votre e-mail|ton message|ce message|ce courriel|su mensaje|su correo electr|tu mensaje"
    "|este mensaje|este correo|il suo messaggio|la sua mail|la sua e-mail|questo messaggio|questa mail|questa e-mail"
    "|sua mensagem|seu e-mail|esta mensagem|este e-mail|uw bericht|uw mail|uw e-mail|je bericht|dit bericht|deze mail"
    "|ditt meddelande|ditt mejl|detta meddelande|detta mejl|din besked|din mail|denne mail|din e-post|viestiäsi|viestiänne"
    "|twoja wiadomość|państwa wiadomość|ta wiadomość|vaše zpráva|váš e-mail|tato zpráva|tento e-mail|vaša správa|táto správa"
    "|ваше сообщени|ваше письм|это письм|это сообщени|ваш лист|ваше повідомлення|цей лист|вашето писмо|вашето съобщение"
)
