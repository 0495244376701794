"""The words mail programs and people put around quotes and signatures, in all the languages we know of.

All in lower case. Tables are written as lines of phrases parted by " / ".
"""


def _phrases(*lines: str) -> frozenset[str]:
    return frozenset(phrase.strip() for line in lines for phrase in line.split(" / "))


WROTE = _phrases(
    "wrote / writes / написал / написала / написал(а) / написали / пишет / писал / писала / писал(а) / написав",
    "написав(ла)",
    "написав(-ла) / пише / писав / писав(ла) / напісаў / напісаў(ла) / піша / написа / написао / написао/ла / schrieb",
    "geschrieben / schreibt",
    "écrit / ecrit / écrivait / escribió / escribio / escrito / escribiu / scritto / scrisse / schreef / geschreven",
    "napisał / napisała",
    "napisał(a) / napisal / napisala / napisal(a) / pisze / napisao / napisao/la / napisao je / escreveu / skrev",
    "skrifaði / kirjoitti / napsal / napsala",
    "napsal(a) / napísal / napísala / napísal(a) / írta / scris / έγραψε / yazdı / yazmış / כתב / כתבה / כתב/ה / كتب",
    "كتبت / كتب/ت / كتابة / 写道 / 寫道",
    "写 / 書きました / のメール / 작성 / 작성함 / 썼습니다 / 썼다 / viết / เขียน / เขียนว่า / menulis / tulis / rašė / parašė / rakstīja",
    "kirjutas / escriure / escrit / نوشت",
    "жазды / yazıb / ने लिखा / লিখেছেন",
)
WROTE_UNSPACED = ("写道", "寫道", "のメール", "書きました", "작성", "썼습니다", "เขียนว่า", "님이 작성")

LEADS = _phrases(
    "on / am / le / el / il / op / dnia / em / den / på / în / in / la / dne / dňa / στις / στη / vào / на / в / во",
    "у / il giorno / a / het",
    "de / pada / ngày / בתאריך / ב / في / به / tarihinde / kl / klo / ma / ti / ke / to / pe / su / date / at / dana",
    "den / från / от / від",
    "wiadomość / w / ve / vom / från / på / za / ob / dne / em",
)
WEEKDAYS = _phrases(
    "mon / tue / tues / wed / thu / thur / thurs / fri / sat / sun / monday / tuesday / wednesday / thursday / friday",
    "saturday / sunday",
    "пн / вт / ср / чт / пт / сб / вс / нд / понедельник / вторник / среда / среду / четверг / пятница / пятницу",
    "суббота / субботу / воскресенье",
    "понеділок / вівторок / середа / четвер / п'ятниця / п’ятниця / субота / неділя / нед / сря / чет / пон / пет",
    "съб",
    "mo / di / mi / do / fr / sa / so / montag / dienstag / mittwoch / donnerstag / freitag / samstag / sonntag",
    "lun / mar / mer / jeu / ven / sam / dim / lundi / mardi / mercredi / jeudi / vendredi / samedi / dimanche",
    "lunes / martes / miércoles / jueves",
    "viernes / sábado / domingo / mié / jue / vie / sáb / dom / gio / sab / lunedì / martedì / mercoledì / giovedì",
    "venerdì / sabato / domenica",
    "ma / wo / vr / za / zo / maandag / dinsdag / woensdag / donderdag / vrijdag / zaterdag / zondag / pon / wt / śr",
    "czw / pt / sob / ndz / niedz",
    "poniedziałek / wtorek / środa / czwartek / piątek / sobota / niedziela / seg / ter / qua / qui / sex / man / tir",
    "ons / tor / lør / søn / mån",
    "tis / tors / fre / lör / sön / mandag / tirsdag / onsdag / torsdag / fredag / lørdag / søndag / måndag / tisdag",
    "lördag / söndag",
    "ma / ti / ke / to / pe / la / su / maanantai / tiistai / keskiviikko / torstai / perjantai / lauantai",
    "sunnuntai / po / út / st / čt / pá / ne",
    "ut / št / pi / pondělí / úterý / středa / čtvrtek / pátek / sobota / neděle / h / k / sze / cs / p / szo / v",
    "mie / joi / vin / sâm / lun",
    "δευ / τρί / τετ / πέμ / παρ / σάβ / κυρ / pzt / sal / çar / per / cum / cmt / paz / th / cn",
)

FROM = _phrases(
    "from / от / от кого / від / від кого / от кого / von / de / da / van / od / fra / från / lähettäjä / feladó",
    "de la / από / kimden / gönderen",
    "מאת / من / 发件人 / 寄件者 / 寄件人 / 差出人 / 送信者 / 보낸사람 / 보낸 사람 / từ / จาก / dari / expéditeur / remitente / mittente",
    "afzender / отправитель",
    "відправник / подател / od koho / odesílatel / odesilatel / odosielateľ / nuo / no / saatja / message du / de",
    "ад / från / absender / nadawca / oд",
)
SENT = _phrases(
    "sent / отправлено / дата отправки / надіслано / відправлено / gesendet / envoyé / envoyé le / enviado",
    "enviado el / enviada / enviada em / enviado em",
    "inviato / verzonden / wysłano / sendt / skickat / lähetetty / odesláno / odoslané / elküldve / küldve / trimis",
    "изпратено / στάλθηκε / εστάλη",
    "gönderildi / gönderme tarihi / נשלח / تاريخ الإرسال / أرسلت / 发送时间 / 寄件日期 / 傳送時間 / 送信日時 / 보낸 날짜 / đã gửi",
    "gesendet am / poslano / slanje",
    "terkirim / เมื่อ / išsiųsta / nosūtīts / saadetud / послато",
)
DATE = _phrases(
    "date / дата / datum / fecha / data / dato / päivämäärä / päiväys / dátum / ημερομηνία / tarih / תאריך / التاريخ",
    "日期 / 日付 / 日時 / 날짜 / ngày / tanggal",
    "date et heure / время / час / dátum / pvm / kuupäev / дата и время",
)
TO = _phrases(
    "to / кому / an / à / a / para / aan / do / til / till / vastaanottaja / címzett / către / do / komu / προς",
    "kime / kimi / alıcı / אל / إلى / 收件人 / 收件者",
    "宛先 / 받는사람 / 받는 사람 / đến / tới / ถึง / kepada / получатель / до / pro / pre / destinataire / destinatario / за",
    "an",
)
SUBJECT = _phrases(
    "subject / тема / betreff / objet / sujet / asunto / oggetto / onderwerp / temat / assunto / emne / ämne / aihe",
    "předmět / predmet / tárgy / subiect",
    "θέμα / konu / נושא / הנדון / الموضوع / 主题 / 主旨 / 主題 / 件名 / 제목 / chủ đề / tiêu đề / เรื่อง / subjek / perihal",
    "относно / тэма / teema / tema",
)
OTHER_FIELDS = _phrases(
    "cc / bcc / копия / скрытая копия / копія / kopie / copie / copie à / copia / cópia / kopia / kopi / kopio / κοιν",
    "bilgi / עותק / نسخة / 抄送 / 副本 / 참조 / reply-to",
    "ответить / risposta / rispondi a / répondre à / responder a / antwort an / importance / priority / attachments",
    "вложения / anlagen / organization",
    "cc to / kopia / dw / kóp / másolat / másolatot kap / kopie / συν / κοιν. / ccn / cci / с копией / organisation",
    "message-id / x-priority / wichtigkeit",
)

ORIGINAL = _phrases(
    "original message / original appointment / original email / original e-mail / originalnachricht",
    "original-nachricht / ursprüngliche nachricht",
    "message d'origine / message d’origine / message original / message initial / mensaje original",
    "messaggio originale / messaggio originario",
    "oorspronkelijk bericht / origineel bericht / oorspronkelijk e-mailbericht / wiadomość oryginalna",
    "oryginalna wiadomość / mensagem original",
    "исходное сообщение / оригинальное сообщение / исходное письмо / первоначальное сообщение / вихідне повідомлення",
    "оригінальне повідомлення",
    "початкове повідомлення / зыходнае паведамленне / оригинално съобщение / original meddelelse",
    "oprindelig meddelelse / originalmeddelande",
    "ursprungligt meddelande / ursprungsmeddelande / opprinnelig melding / original melding / alkuperäinen viesti",
    "původní zpráva / originální zpráva",
    "pôvodná správa / eredeti üzenet / mesaj original / mesajul original / mesaj inițial / orijinal mesaj",
    "özgün ileti / orijinal ileti / αρχικό μήνυμα",
    "πρωτότυπο μήνυμα / הודעה מקורית / ההודעה המקורית / الرسالة الأصلية / رسالة أصلية / 原始邮件 / 原始郵件 / 原邮件 / 原始信件",
    "原始消息 / 元のメッセージ",
    "原文 / オリジナルメッセージ / original message / 원본 메시지 / 원본 메세지 / 원본 이메일 / 원본메일 / thư gốc / tin nhắn gốc / pesan asli",
    "ข้อความต้นฉบับ",
    "izvorno sporočilo / izvorna poruka / originalna poruka / algne kiri / orginalas / sākotnējā ziņa",
    "missatge original / replied message / reply message",
)
FORWARDED = _phrases(
    "forwarded message / forwarded / begin forwarded message / пересылаемое сообщение / пересланное сообщение",
    "перенаправленное сообщение",
    "переслане повідомлення / перенаправлене повідомлення / переадресоване повідомлення / weitergeleitete nachricht",
    "anfang der weitergeleiteten nachricht",
    "message transféré / message transmis / début du message transféré / début du message réexpédié",
    "mensaje reenviado / inicio del mensaje reenviado",
    "messaggio inoltrato / inizio messaggio inoltrato / doorgestuurd bericht / begin doorgestuurd bericht",
    "wiadomość przekazana / przesłana wiadomość",
    "początek przekazywanej wiadomości / mensagem encaminhada / mensagem reencaminhada",
    "início da mensagem encaminhada / videresendt meddelelse / videresendt besked",
    "vidarebefordrat meddelande / videresendt melding / välitetty viesti / edelleenlähetetty viesti",
    "přeposlaná zpráva / preposlaná správa / továbbított üzenet",
    "mesaj redirecționat / iletilen mesaj / yönlendirilmiş ileti / προωθημένο μήνυμα / הודעה שהועברה",
    "رسالة معاد توجيهها / 转发的邮件 / 轉寄的郵件 / 转发邮件",
    "転送されたメッセージ / 전달된 메시지 / 전달된 메일 / thư đã chuyển tiếp / конец пересылаемого сообщения",
    "начало переадресованного сообщения",
)
PREVIOUS = _phrases(
    "previous replies / previous messages / previous discussion / previous conversation / previous message",
    "message history / conversation history",
    "vorherige antworten / vorherige nachrichten / bisherige antworten / réponses précédentes / messages précédents",
    "respuestas anteriores / mensajes anteriores",
    "risposte precedenti / messaggi precedenti / vorige antwoorden / eerdere antwoorden / poprzednie odpowiedzi",
    "respostas anteriores / mensagens anteriores",
    "предыдущие ответы / предыдущие сообщения / история переписки / попередні відповіді / попередні повідомлення",
    "tidigare svar / tidligere svar",
    "aiemmat vastaukset / předchozí odpovědi / önceki yanıtlar / korábbi válaszok / προηγούμενες απαντήσεις / 以前的回复",
    "之前的回复 / 以前の返信 / 이전 답글",
    "respostas anteriores / réponses antérieures / تعليقات سابقة / ردود سابقة / תגובות קודמות",
)

ABOVE_THIS_LINE = tuple(
    tuple(part.split("|"))
    for part in (
        "above|over|before",
        "oberhalb|über",
        "au-dessus|au dessus|dessus",
        "encima|arriba|sobre|enriba",
        "sopra",
        "acima",
        "boven",
        "выше|над",
        "вище",
        "powyżej|nad",
        "ovanför|ovan",
        "yläpuol",
        "nad",
        "fölé",
        "üst|üzer",
        "上方|以上|之上|より上|上に|위에|위로",
        "πάνω",
        "deasupra",
        "trên",
        "מעל",
        "أعلى|فوق",
    )
)
THIS_LINE = (
    "this line|dieser linie|dieser zeile|diese zeile|cette ligne|esta línea|esta linea|esta linha|desta linha"
    "|questa riga|questa linea|deze regel"
    "|deze lijn|этой линии|этой строки|этой строкой|этой черты|этой чертой|цієї лінії|цього рядка|цієї риски"
    "|tej linii|tej linijki|tego wiersza|den här raden"
    "|denna rad|denne linje|denne linjen|tämän rivin|tento řádek|tuto čáru|tímto řádkem|tento riadok|a sor|bu satır"
    "|此行|此线|本行|この行|この線|이 줄|이 선|αυτή τη γραμμή"
    "|această linie|dòng này|שורה זו|השורה|هذا السطر|esta liña|desta liña|the line|this message|the dashed line"
).split("|")
ANSWER = (
    "reply|replies|respond|response|answer|type|write|enter|antwort|schreib|répon|repon|écri|respond|respuesta|escrib"
    "|rispo|scriv|resposta|escrev"
    "|antwoord|typ|ответ|пишите|напишите|введите|відповід|пишіть|odpow|odpis|napisz|svar|skriv|vasta|odpov|napiš|píš"
    "|válasz|ír|yanıt|cevap|yaz|回复|回覆|回信|返信|入力"
    "|회신|답장|입력|απάντ|răspun|trả lời|תגוב|השב|رد|الرد|edit"
).split("|")
BELOW_THIS_LINE = _phrases("do not write below this line / do not edit below this line / please do not modify below this line / не пишите ниже этой линии")

SENDING = (
    "sent |sent|envoyé|envoyee|envoyée|gesendet|enviado|enviada|inviato|inviata|verzonden|verstuurd|wysłan|wysłane"
    "|sendt|skickat|skickad|lähetetty|odesláno|odoslané|elküldve"
    "|küldve|trimis|отправлен|послано|надіслан|відправлен|изпратен|στάλθηκε|gönderil|נשלח|أرسل|أُرسل|مرسل|تم الإرسال"
    "|发自|發自|发送自|傳送|寄出|から送信|送信|에서 보냄|보낸|gửi từ|được gửi|dikirim"
    "|ส่งจาก|poslan|posláno|saadetud|išsiųsta|nosūtīts|даслана|адпраўлена|from my |from mobile|via mobile|typed on"
    "|written on|get outlook|envoyer|написано с|gesendet von|geschrieben mit"
    "|scaricare outlook|obtenir outlook|obtener outlook|télécharger outlook|загрузить outlook|скачать outlook"
    "|получите outlook|outlook für|outlook para|pobierz program outlook|pobierz outlook"
).split("|")
DEVICES = (
    "iphone|ipad|ipod|android|mobile|phone|cell|blackberry|samsung|galaxy|huawei|honor|xiaomi|redmi|poco|pixel|nokia"
    "|htc|sony|xperia|motorola|oneplus|oppo|vivo|realme|lenovo"
    "|alcatel|tablet|handy|smartphone|handset|wireless|outlook|windows|mailbox|yahoo|gmail|aol|k-9|airmail|spark"
    "|typeapp|bluemail|blue mail|thunderbird|protonmail|proton mail|proton"
    "|mail.ru|яндекс|yandex|mail for|mailapp|mymail|mobil|móvil|movil|celular|telefon|téléphone|portable|telefono"
    "|telefoon|telemóvel|puhelim|телефон|смартфон|мобильн|мобільн|айфон"
    "|手机|手機|携帯|スマート|휴대|아이폰|갤럭시|điện thoại|τηλέφωνο|κινητό|cep telefon|נייד|הטלפון|هاتف|جوال|boxer|superhuman|newton"
    "|sparrow|zoho|fairemail|canary|edison|nine|zimbra"
    "|polymail|hey.com|tutanota|tuta|posteo|gmx|web.de|t-online|apple watch|macbook|imac|mac |laptop|компьютер"
    "|ноутбук|планшет|почт|пошт|email app|workspace|touch|treo|palm|kindle|ti-85"
    "|horde|roundcube|seznam|wp.pl|interia|onet|libero|virgilio|orange|libre|ukr.net|i.ua|mail"
).split("|")
EXCUSES = ("excuse", "typo", "brevity", "forgive", "pardon", "sorry", "autocorrect", "опечат", "краткост", "ошибк", "помилк", "entschuldig", "tippfehler", "fautes")

CLOSINGS = _phrases(
    "regards / best regards / kind regards / kindest regards / warm regards / warmest regards / with regards",
    "with best regards / with kind regards",
    "best / all the best / best wishes / many regards / rgds / brgds / br / kr / cheers / sincerely / yours sincerely",
    "sincerely yours / yours truly",
    "yours faithfully / respectfully / cordially / yours / with respect / take care / warmly / have a nice day",
    "have a great day / with best wishes / warm wishes",
    "с уважением / с наилучшими пожеланиями / с почтением / с искренним уважением / с глубоким уважением",
    "искренне ваш / искренне ваша / всего доброго",
    "всего хорошего / всего наилучшего / хорошего дня / удачи / с любовью / с приветом / ваш / ваша / успехов",
    "с уважением и наилучшими пожеланиями",
    "з повагою / з найкращими побажаннями / щиро ваш / щиро / з пошаною / гарного дня / всього найкращого",
    "з повагою та найкращими побажаннями",
    "mit freundlichen grüßen / mit freundlichen grüssen / mit freundlichem gruß / freundliche grüße / viele grüße",
    "beste grüße / liebe grüße / herzliche grüße",
    "schöne grüße / grüße / gruß / gruss / lg / vg / mfg / mit besten grüßen / hochachtungsvoll / viele grüsse",
    "liebe grüsse / freundliche grüsse / bis bald",
    "cordialement / bien cordialement / très cordialement / bien à vous / bien à toi / amicalement",
    "sincères salutations / salutations / meilleures salutations",
    "salutations distinguées / respectueusement / cdt / cdlt / bonne journée / bonne réception / à bientôt / bises",
    "saludos / un saludo / saludos cordiales / un cordial saludo / atentamente / cordialmente",
    "reciba un cordial saludo / un abrazo / abrazos / atte",
    "cordiali saluti / distinti saluti / saluti / un saluto / cari saluti / un caro saluto / buona giornata",
    "a presto",
    "met vriendelijke groet / met vriendelijke groeten / vriendelijke groet / vriendelijke groeten / groet / groeten",
    "groetjes / mvg / hartelijke groet / hartelijke groeten",
    "pozdrawiam / z poważaniem / pozdrowienia / serdecznie pozdrawiam / pozdrawiam serdecznie / z wyrazami szacunku",
    "łączę pozdrowienia",
    "atenciosamente / cumprimentos / com os melhores cumprimentos / melhores cumprimentos / abraço / abraços / att",
    "saudações / um abraço / cordialmente",
    "med venlig hilsen / venlig hilsen / mvh / med vänlig hälsning / med vänliga hälsningar / vänliga hälsningar",
    "vänlig hälsning / hälsningar / bästa hälsningar",
    "hilsen / vennlig hilsen / med vennlig hilsen / beste hilsen / kærlig hilsen / de bedste hilsner / hälsning",
    "med hilsen / vh",
    "ystävällisin terveisin / terveisin / parhain terveisin / t. / terv / yt / lämpimin terveisin / kunnioittavasti",
    "s pozdravem / s přátelským pozdravem / s úctou / zdravím / pěkný den / hezký den / s pozdravom / s úctou",
    "s priateľským pozdravom",
    "üdvözlettel / tisztelettel / üdv / szép napot / cu stimă / cu respect / o zi bună / toate cele bune / salutări",
    "поздрави / с уважение / хубав ден / поздрав / с поштовањем / s poštovanjem / lp / lijep pozdrav / pozdrav",
    "lep pozdrav / s spoštovanjem",
    "με εκτίμηση / φιλικά / με φιλικούς χαιρετισμούς / ευχαριστώ / saygılarımla / saygılarımızla / iyi çalışmalar",
    "iyi günler / sevgiler / saygılar / selamlar",
    "בברכה / בכבוד רב / תודה / מצפה / כל טוב / מע التحية / مع التحية / تحياتي / مع أطيب التحيات / مع خالص التحيات",
    "وتفضلوا بقبول فائق الاحترام / مع الشكر",
    "此致 / 此致敬礼 / 敬礼 / 祝好 / 谨启 / 敬上 / 順頌商祺 / 祝商祺 / 顺颂商祺 / 敬具 / よろしくお願いします / よろしくお願いいたします / 以上 / 草々 / 宜しくお願い致します",
    "よろしくお願い致します",
    "감사합니다 / 드림 / 올림 / trân trọng / thân mến / thân ái / kính thư / salam / hormat saya / lugupidamisega / su pagarba",
    "pagarbiai / ar cieņu / salutacions",
)
THANKS = _phrases(
    "thanks / thank you / thanks a lot / many thanks / thanks again / thx / ty / thanks and regards",
    "thanks & regards / thank you and regards / thanks in advance",
    "thank you very much / with thanks / спасибо / спасибо за помощь / заранее спасибо / благодарю",
    "спасибо и всего доброго / дякую / дякую за допомогу / щиро дякую",
    "danke / vielen dank / danke schön / besten dank / merci / merci d'avance / gracias / muchas gracias / grazie",
    "bedankt / dank / dziękuję / dzięki / obrigado / obrigada",
    "tak / tack / takk / kiitos / děkuji / ďakujem / díky / köszönöm / mulțumesc / благодаря / ευχαριστώ",
    "teşekkürler / תודה / شكرا / 谢谢 / 謝謝 / ありがとうございます / 고맙습니다",
    "cảm ơn / tack på förhand / på förhånd tak / bedankt alvast / alvast bedankt / mange tak / mange takk",
    "tusen takk",
)
GREETINGS = ("hi", "hello", "hey", "dear", "hallo", "hej", "bonjour", "hola", "ciao", "привет", "здравствуйте", "добрый", "доброе", "вітаю", "добрий", "guten")

CONFIDENTIAL = (
    "confidential|privileged|intended recipient|intended solely|addressee|disclaimer|unauthorized|unauthorised"
    "|disclosure|in error|dissemination"
    "|конфиденциальн|адресат|предназначен|уведомляем|разглашени|ошибочно|конфіденційн|призначен|помилково|vertraulich"
    "|bestimmungsgemäß|adressat|empfänger|irrtümlich|unbefugt"
    "|confidentiel|destinataire|par erreur|confidencial|destinatario|por error|riservat|destinatari|per errore"
    "|vertrouwelijk|geadresseerde|abusievelijk|poufn|adresata|przez pomyłkę|omyłkowo"
    "|confidenciais|destinatário|por engano|fortrolig|konfidentiell|luottamukselli|důvěrn|bizalmas|gizli|機密|保密|机密|기밀"
    "|סודי|سري|environment before printing|consider the environment"
    "|think before you print|virus|liability|legally|e-mail and any attachments|email and any attachments|this e-mail"
    "|this email|this message|данное сообщение|настоящее сообщение|это сообщение"
    "|цей лист|це повідомлення|diese e-mail|ce message|ce courriel|este mensaje|este correo|questo messaggio"
    "|dit bericht|deze e-mail|niniejsza wiadomość|esta mensagem|dette brev|delete it|notify"
).split("|")
FOOTER = (
    "mailing list|unsubscribe|google groups|you received this message because|you are receiving this|avast|avg.com"
    "|virus-free|checked for viruses|scanned by|checked by|mailman/listinfo"
    "|listinfo|list archives|manage your subscription|to post to this group|отписаться|список рассылки"
    "|вы получили это письмо|проверено антивирусом|проверено на вирусы|не содержит вирусов"
    "|відписатися|abmelden|abbestellen|auf viren|virenfrei|antivirus|se désabonner|désinscrire|darse de baja"
    "|cancelar suscripción|annulla iscrizione|disiscriver|uitschrijven|wypisać|wirus"
    "|reply to this email directly|view it on git|you're receiving this|reply to this message|respond to this"
    "|mute the thread|e-postmeddelande|sent through the|this group"
    "|libero.it|analizzato|don't print|please consider"
).split("|")
CONTACTS = (
    "tel|tel.|phone|mobile|mob|mob.|cell|fax|skype|telegram|whatsapp|viber|e-mail|email|mail|www|web|http|linkedin"
    "|twitter|facebook|office|direct|t:|m:|e:|w:|p:|f:|ph|ph."
    "|тел|тел.|телефон|моб|моб.|факс|эл. почта|почта|сайт|скайп|телеграм|вайбер|ел. пошта|пошта|доб|handy|telefon"
    "|mobil|téléphone|portable|móvil|telefono|cellulare|telefoon|puh|puh.|gsm"
    "|電話|电话|電子|邮箱|手机|전화|이메일|휴대|τηλ|κιν|טלפון|נייד|هاتف|ύδ|komórka|kom.|telemóvel|celular|mobiltel|sími"
).split("|")
TITLES = (
    "manager|director|engineer|ceo|cto|cfo|coo|founder|president|head of|lead|developer|consultant|analyst|assistant"
    "|officer|specialist|administrator|designer|accountant|sales|marketing"
    "|support|department|team|ltd|llc|inc|gmbh|s.a.|b.v.|corp|company|group|institute|university|professor|phd"
    "|менеджер|директор|инженер|руководитель|начальник|специалист|бухгалтер|отдел"
    "|ооо|ао |зао|ип |главный|ведущий|заместитель|юрист|аналитик|разработчик|консультант|департамент|компания|інженер"
    "|керівник|фахівець|відділ|тов |головний|провідний|geschäftsführer|leiter"
    "|abteilung|directeur|responsable|ingénieur|gerente|ingeniero|direttore|responsabile|kierownik|dyrektor|spółka"
    "|sp. z|diretor|johtaja|päällikkö|jednatel|ředitel|vedoucí|müdür|mühendis"
    "|διευθυντής|部長|課長|株式会社|営業|经理|總監|总监|有限公司|팀장|부장|과장|주식회사|מנהל|מנכ|مدير|مهندس"
).split("|")
