"""The words mail programs put around quotes, in all the languages we know of; all in lower case."""

from mailbridge.steps.text.word_tables import phrases, stems, word_set

# further verbs of saying, believed only beside a day, its year and its time
SAID = phrases(
    "said / says / replied / replies / posted / commented / answered / responded / added / sent",
    "antwortete / sagte / kommentierte / ответил / ответила / ответил(а) / сообщил / сообщила",
    "сказал / сказала / сказал(а) / відповів / відповіла / répondu / commenté / dit / respondió",
    "dijo / comentó / risposto / disse / respondeu / comentou / antwoordde / zei / odpowiedział",
    "odpowiedziała / written / svarade / svarede / svarte / vastasi / odpověděl / odpověděla / odpovedal",
    "válaszolta / yanıtladı / répondit / răspuns / odgovorio / απάντησε",
)
WROTE = phrases(
    "wrote / writes / написал / написала / написал(а) / написали / пишет / писал / писала / "
    "писали / писал(а) / написав",
    "написав(ла)",
    "написав(-ла) / пише / писав / писав(ла) / напісаў / напісаў(ла) / піша / написа / написао / "
    "написао/ла / schrieb",
    "geschrieben / schreibt",
    "écrit / ecrit / écrivait / escribió / escribio / escrito / escribiu / scritto / scrisse / "
    "schreef / geschreven",
    "napisał / napisała",
    "napisana / napisany / napisane / napisał(a) / napisal / napisala / napisal(a) / pisze / napisao / napisao/la / napisao je / "
    "escreveu / skrev",
    "skrifaði / kirjoitti / napsal / napsala",
    "napsal(a) / napísal / napísala / napísal(a) / írta / scris / έγραψε / yazdı / yazmış / כתב / "
    "כתבה / כתב/ה / كتب",
    "كتبت / كتب/ت / كتابة / 写道 / 寫道",
    "写 / 書きました / のメール / 작성 / 작성함 / 썼습니다 / 썼다 / viết / เขียน / เขียนว่า / menulis / tulis / rašė / "
    "parašė / rakstīja",
    "kirjutas / escriure / escrit / نوشت",
    "жазды / yazıb / ने लिखा / লিখেছেন",
)
QUOTING = stems(
    "quoting |citing |quote from |zitat von |zitiere |citando |citant |citation de "
    "|citerar |cytowanie |citování |цитирую |цитата от |цитування "
)
# verbs that people had their news readers say, believed only beside a name above a quote
SPOKE = word_set(
    "sprach spake quoth sez spoke scribbled scribed scripsit dixit typed opined uttered mumbled "
    "muttered declared proclaimed remarked stated observed asked penned noted exclaimed mentioned "
    "rambled babbled meinte fragte бает молвил молвила изрёк рёк спросил спросила"
)
# who stands before such a verb in an author's own sentence
WHOEVER = word_set(
    "i we you he she they it who my our your his her their ich wir du ihr er sie mein unser dein je "
    "nous tu vous il elle ils elles yo él ella ellos io noi lui lei я мы ты вы он она они мой наш"
)
# small words of attributions beside those they begin with
BESIDE_TIME = word_set(
    "by ha hat há um uhr alle ore dal dalla del da per las los lo esto kello klo kl o godz dniu przez "
    "użytkownik uživatel použivateľ пользователь користувач г р в o'clock par de von vom door av af "
    "oseba je korisnik ο χρήστης időpont ezt următoarele"
)
# who tells of an own letter
OURS = word_set("i we ich wir je nous yo noi я мы ми my vi")
CITING = stems("according to |laut |selon |según |secondo |volgens |według |по словам ")
WROTE_UNSPACED = (
    "写道",
    "寫道",
    "のメール",
    "書きました",
    "작성",
    "썼습니다",
    "เขียนว่า",
    "님이 작성",
)

LEADS = phrases(
    "on / am / le / el / il / op / dnia / em / den / på / în / in / la / dne / dňa / στις / στη / "
    "vào / на / в / во",
    "у / il giorno / a / het",
    "de / pada / ngày / בתאריך / ב / في / به / tarihinde / kl / klo / ma / ti / ke / to / pe / su "
    "/ date / at / dana",
    "den / från / от / від",
    "wiadomość / w / ve / vom / från / på / za / ob / dne / em",
)
WEEKDAYS = phrases(
    "mon / tue / tues / wed / thu / thur / thurs / fri / sat / sun / monday / tuesday / wednesday "
    "/ thursday / friday",
    "saturday / sunday",
    "пн / вт / ср / чт / пт / сб / вс / нд / понедельник / вторник / среда / среду / четверг / "
    "пятница / пятницу",
    "суббота / субботу / воскресенье",
    "понеділок / вівторок / середа / четвер / п'ятниця / п’ятниця / субота / неділя / нед / сря / "
    "чет / пон / пет",
    "съб",
    "mo / di / mi / do / fr / sa / so / montag / dienstag / mittwoch / donnerstag / freitag / "
    "samstag / sonntag",
    "lun / mar / mer / jeu / ven / sam / dim / lundi / mardi / mercredi / jeudi / vendredi / "
    "samedi / dimanche",
    "lunes / martes / miércoles / jueves",
    "viernes / sábado / domingo / mié / jue / vie / sáb / dom / gio / sab / lunedì / martedì / "
    "mercoledì / giovedì",
    "venerdì / sabato / domenica",
    "ma / wo / vr / za / zo / maandag / dinsdag / woensdag / donderdag / vrijdag / zaterdag / "
    "zondag / pon / wt / śr",
    "czw / pt / sob / ndz / niedz",
    "poniedziałek / wtorek / środa / czwartek / piątek / sobota / niedziela / seg / ter / qua / "
    "qui / sex / man / tir",
    "ons / tor / lør / søn / mån",
    "tis / tors / fre / lör / sön / mandag / tirsdag / onsdag / torsdag / fredag / lørdag / "
    "søndag / måndag / tisdag",
    "lördag / söndag",
    "ma / ti / ke / to / pe / la / su / maanantai / tiistai / keskiviikko / torstai / perjantai / "
    "lauantai",
    "sunnuntai / po / út / st / čt / pá / ne",
    "ut / št / pi / pondělí / úterý / středa / čtvrtek / pátek / sobota / neděle / h / k / sze / "
    "cs / p / szo / v",
    "mie / joi / vin / sâm / lun",
    "δευ / τρί / τετ / πέμ / παρ / σάβ / κυρ / pzt / sal / çar / per / cum / cmt / paz / th / cn",
)

FROM = phrases(
    "from / от / от кого / від / від кого / от кого / von / de / da / van / od / fra / från / "
    "lähettäjä / feladó",
    "de la / από / kimden / gönderen",
    "מאת / من / 发件人 / 寄件者 / 寄件人 / 差出人 / 送信者 / 보낸사람 / 보낸 사람 / từ / จาก / dari / expéditeur / "
    "remitente / mittente",
    "afzender / отправитель",
    "відправник / подател / od koho / odesílatel / odesilatel / odosielateľ / nuo / no / saatja / "
    "de",
    "ад / från / absender / nadawca / oд",
)
SENT = phrases(
    "sent / отправлено / дата отправки / надіслано / відправлено / gesendet / envoyé / envoyé le "
    "/ enviado",
    "enviado el / enviada / enviada em / enviado em",
    "inviato / verzonden / wysłano / sendt / skickat / lähetetty / odesláno / odoslané / elküldve "
    "/ küldve / trimis",
    "изпратено / στάλθηκε / εστάλη",
    "gönderildi / gönderme tarihi / נשלח / تاريخ الإرسال / أرسلت / 发送时间 / 寄件日期 / 傳送時間 / 送信日時 / 보낸 "
    "날짜 / đã gửi",
    "gesendet am / poslano / slanje",
    "terkirim / เมื่อ / išsiųsta / nosūtīts / saadetud / послато",
)
DATE = phrases(
    "date / дата / datum / fecha / data / dato / päivämäärä / päiväys / dátum / ημερομηνία / "
    "tarih / תאריך / التاريخ",
    "日期 / 日付 / 日時 / 날짜 / ngày / tanggal",
    "message du / date et heure / время / час / dátum / pvm / kuupäev / дата и время",
)
TO = phrases(
    "to / кому / an / à / a / para / aan / do / til / till / vastaanottaja / címzett / către / do "
    "/ komu / προς",
    "kime / kimi / alıcı / אל / إلى / 收件人 / 收件者",
    "宛先 / 받는사람 / 받는 사람 / đến / tới / ถึง / kepada / получатель / до / pro / pre / destinataire / "
    "destinatario / за",
    "an",
)
SUBJECT = phrases(
    "subject / тема / betreff / objet / sujet / asunto / oggetto / onderwerp / temat / assunto / "
    "emne / ämne / aihe",
    "předmět / predmet / tárgy / subiect",
    "θέμα / konu / נושא / הנדון / الموضوع / 主题 / 主旨 / 主題 / 件名 / 제목 / chủ đề / tiêu đề / เรื่อง / "
    "subjek / perihal",
    "относно / тэма / teema / tema",
)
OTHER_FIELDS = phrases(
    "cc / bcc / копия / скрытая копия / копія / kopie / copie / copie à / copia / cópia / kopia / "
    "kopi / kopio / κοιν",
    "bilgi / עותק / نسخة / 抄送 / 副本 / 참조 / reply-to",
    "ответить / risposta / rispondi a / répondre à / responder a / antwort an / importance / "
    "priority / attachments",
    "вложения / anlagen / organization",
    "cc to / kopia / dw / kóp / másolat / másolatot kap / kopie / συν / κοιν. / ccn / cci / с "
    "копией / organisation",
    "message-id / x-priority / wichtigkeit",
)

ORIGINAL = phrases(
    "original message / original appointment / original email / original e-mail / "
    "originalnachricht",
    "original-nachricht / ursprüngliche nachricht",
    "message d'origine / message d’origine / message original / message initial / mensaje original",
    "messaggio originale / messaggio originario",
    "oorspronkelijk bericht / origineel bericht / oorspronkelijk e-mailbericht / wiadomość "
    "oryginalna",
    "oryginalna wiadomość / mensagem original",
    "исходное сообщение / оригинальное сообщение / исходное письмо / первоначальное сообщение / "
    "вихідне повідомлення",
    "оригінальне повідомлення",
    "початкове повідомлення / зыходнае паведамленне / оригинално съобщение / original meddelelse",
    "oprindelig meddelelse / originalmeddelande",
    "ursprungligt meddelande / ursprungsmeddelande / opprinnelig melding / original melding / "
    "alkuperäinen viesti",
    "původní zpráva / originální zpráva",
    "pôvodná správa / eredeti üzenet / mesaj original / mesajul original / mesaj inițial / "
    "orijinal mesaj",
    "özgün ileti / orijinal ileti / αρχικό μήνυμα",
    "πρωτότυπο μήνυμα / הודעה מקורית / ההודעה המקורית / الرسالة الأصلية / رسالة أصلية / 原始邮件 / "
    "原始郵件 / 原邮件 / 原始信件",
    "原始消息 / 元のメッセージ",
    "原文 / オリジナルメッセージ / original message / 원본 메시지 / 원본 메세지 / 원본 이메일 / 원본메일",
    "thư gốc / tin nhắn gốc / pesan asli",
    "ข้อความต้นฉบับ",
    "izvorno sporočilo / izvorna poruka / originalna poruka / algne kiri / orginalas / sākotnējā "
    "ziņa",
    "missatge original / replied message / reply message",
)
FORWARDED = phrases(
    "forwarded message / forwarded / begin forwarded message / пересылаемое сообщение / "
    "пересланное сообщение",
    "перенаправленное сообщение",
    "переслане повідомлення / перенаправлене повідомлення / переадресоване повідомлення / "
    "weitergeleitete nachricht",
    "anfang der weitergeleiteten nachricht",
    "message transféré / message transmis / début du message transféré / début du message "
    "réexpédié",
    "mensaje reenviado / inicio del mensaje reenviado",
    "messaggio inoltrato / inizio messaggio inoltrato / doorgestuurd bericht / begin doorgestuurd "
    "bericht",
    "wiadomość przekazana / przesłana wiadomość",
    "początek przekazywanej wiadomości / mensagem encaminhada / mensagem reencaminhada",
    "início da mensagem encaminhada / videresendt meddelelse / videresendt besked",
    "vidarebefordrat meddelande / vidarebefordrat brev / börja vidarebefordrat brev / videresendt melding / välitetty viesti / edelleenlähetetty "
    "viesti",
    "přeposlaná zpráva / preposlaná správa / továbbított üzenet",
    "mesaj redirecționat / iletilen mesaj / yönlendirilmiş ileti / προωθημένο μήνυμα / הודעה "
    "שהועברה",
    "رسالة معاد توجيهها / 转发的邮件 / 轉寄的郵件 / 转发邮件",
    "転送されたメッセージ / 전달된 메시지 / 전달된 메일 / thư đã chuyển tiếp / конец пересылаемого сообщения",
    "начало переадресованного сообщения",
)
PREVIOUS = phrases(
    "previous replies / previous messages / previous discussion / previous conversation / "
    "previous message",
    "message history / conversation history",
    "vorherige antworten / vorherige nachrichten / bisherige antworten / réponses précédentes / "
    "messages précédents",
    "respuestas anteriores / mensajes anteriores",
    "risposte precedenti / messaggi precedenti / vorige antwoorden / eerdere antwoorden / "
    "poprzednie odpowiedzi",
    "respostas anteriores / mensagens anteriores",
    "предыдущие ответы / предыдущие сообщения / история переписки / попередні відповіді / "
    "попередні повідомлення",
    "tidigare svar / tidligere svar",
    "aiemmat vastaukset / předchozí odpovědi / önceki yanıtlar / korábbi válaszok / προηγούμενες "
    "απαντήσεις / 以前的回复",
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
THIS_LINE = stems(
    "this line|dieser linie|dieser zeile|diese zeile|cette ligne|esta línea|esta linea|esta "
    "linha|desta linha"
    "|questa riga|questa linea|deze regel|deze lijn|этой линии|этой строки|этой строкой|этой "
    "черты|этой чертой"
    "|цієї лінії|цього рядка|цієї риски|tej linii|tej linijki|tego wiersza|den här raden|denna "
    "rad|denne linje"
    "|denne linjen|tämän rivin|tento řádek|tuto čáru|tímto řádkem|tento riadok|a sor|bu "
    "satır|此行|此线|本行"
    "|この行|この線|이 줄|이 선|αυτή τη γραμμή|această linie|dòng này|שורה זו|השורה|هذا السطر|esta liña"
    "|desta liña|the line|this message|the dashed line"
)
ANSWER = stems(
    "reply|replies|respond|response|answer|type|write|enter|antwort|schreib|répon|repon|écri|respond|respuesta"
    "|escrib|rispo|scriv|resposta|escrev|antwoord|typ|ответ|пишите|напишите|введите|відповід|пишіть|odpow"
    "|odpis|napisz|svar|skriv|vasta|odpov|napiš|píš|válasz|ír|yanıt|cevap|yaz|回复|回覆|回信|返信|入力|회신|답장"
    "|입력|απάντ|răspun|trả lời|תגוב|השב|رد|الرد|edit"
)
BELOW_THIS_LINE = phrases(
    "do not write below this line / do not edit below this line / please do not modify below this "
    "line",
    "не пишите ниже этой линии / не пишіть нижче цієї лінії",
)
