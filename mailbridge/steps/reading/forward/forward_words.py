"""What mail programs write above a forwarded letter, in the languages they speak."""

from typing import Literal

Role = Literal["from", "date", "subject", "to", "cc", "other"]

_LABELS: dict[Role, str] = {
    "from": "from|sender|remitente|от|от кого|отправитель|від|від кого|відправник|von|absender|de|expéditeur|da|mittente|van|afzender|od|"
    "nadawca|remetente|från|avsändare|fra|lähettäjä|feladó|de la|expeditor|kimden|gönderen|šalje|pošiljatelj|pošiljalec|odesílatel|"
    "odosielateľ|από|подател|ад|saatja|nuo|từ|dari|差出人|送信者|发件人|發件人|寄件者|寄件人|보낸 사람|보낸사람|발신|"
    "מאת|من|จาก|od koga",
    "date": "date|sent|date sent|sent on|sent at|дата|отправлено|дата отправки|послано|надіслано|дата надсилання|відправлено|datum|"
    "gesendet|gesendet am|datum/uhrzeit|envoyé|envoyé le|date d'envoi|fecha|enviado|enviado el|enviada el|enviada|enviado em|"
    "enviada em|data|inviato|inviato il|data invio|verzonden|verzonden op|verstuurd|wysłano|wysłane|data wysłania|skickat|skickades|"
    "sendt|dato|lähetetty|päivämäärä|päiväys|pvm|elküldve|dátum|küldve|trimis|data trimiterii|gönderildi|tarih|gönderilme tarihi|poslano|"
    "odesláno|odoslané|odoslaný|ημερομηνία|στάλθηκε|изпратено|saadetud|kuupäev|nosūtīts|datums|išsiųsta|ngày|tanggal|dikirim|"
    "日時|日付|送信日時|送信日|日期|发送时间|发送日期|發送時間|寄件日期|傳送時間|傳送日期|時間|时间|날짜|보낸 날짜|일시|תאריך|"
    "נשלח|التاريخ|تاريخ|تم الإرسال|تاريخ الإرسال|วันที่|ส่งเมื่อ",
    "subject": "subject|тема|тема письма|тема листа|betreff|objet|sujet|asunto|oggetto|onderwerp|temat|assunto|ämne|emne|aihe|"
    "tárgy|subiect|"
    "subiectul|konu|predmet|předmět|naslov|zadeva|θέμα|относно|предмет|teema|temats|tema|chủ đề|subjek|perihal|件名|主题|主旨|"
    "主題|제목|נושא|الموضوع|เรื่อง",
    "to": "to|кому|получатель|одержувач|an|empfänger|à|a|destinataire|para|destinatario|destinatário|aan|do|adresat|till|til|vastaanottaja|"
    "címzett|către|catre|la|kime|alıcı|prima|za|komu|pro|pre|προς|до|получател|kam|kellele|đến|kepada|宛先|收件人|收件者|받는 사람|"
    "받는사람|수신|אל|إلى|ถึง|delivered-to",
    "cc": "cc|copy|копия|копія|kopie|copie|copie à|copia|copie carbone|cópia|dw|kopia|kopi|kopio|másolatot kap|másolat|bilgi|kópia|κοιν|"
    "κοινοποίηση|ks|抄送|副本|참조|עותק|העתק|نسخة|สำเนา|bcc|скрытая копия|cci|cco|ccn",
    "other": "reply-to|reply to|antwort an|antworten an|répondre à|responder a|rispondi a|antwoord aan|odpowiedz do|svar till|"
    "svar til|vastaus|válaszcím|odpovědět|ответить|ответить на|кому ответить|відповісти|importance|priority|wichtigkeit|priorität|"
    "importancia|importance|importanza|prioriteit|urgentie|priorytet|важность|приоритет|attachments|attachment|anlagen|anhänge|"
    "pièces jointes|archivos adjuntos|datos adjuntos|allegati|bijlagen|załączniki|anexos|вложения|вложение|bilagor|message-id|organization|"
    "organisation|организация|sensitivity|conversation|return-path|resent-from|envelope-to|mailing-list|x-mailer|返信先|回复|답장",
}
LABELS: dict[str, Role] = {
    label: role for role, labels in _LABELS.items() for label in labels.split("|")
}
LONGEST_LABEL = max(map(len, LABELS))

_FORWARDED = (
    "forwarded message|forwarded mail|forwarded email|forwarded e-mail|forwarded letter|fwd|begin forwarded message|"
    "start of forwarded message|this is a forwarded message|begin forwarded mail|beginning of forwarded message|"
    "iletilen mesajın başlangıcı|转发的消息|전달받은 메시지|תחילת ההודעה שהועברה|"
    "пересылаемое сообщение|пересланное сообщение|переадресованное сообщение|перенаправленное сообщение|пересылаемое письмо|"
    "пересланное письмо|начало пересылаемого сообщения|начало пересланного сообщения|начато пересылаемое сообщение|"
    "начало переадресованного сообщения|это пересланное сообщение|это пересылаемое сообщение|"
    "переслане повідомлення|переслане письмо|пересланий лист|початок переадресованого повідомлення|"
    "початок пересланого повідомлення|пересилане повідомлення|переадресоване повідомлення|"
    "weitergeleitete nachricht|weitergeleitete mail|weitergeleitete e-mail|anfang der weitergeleiteten nachricht|"
    "anfang der weitergeleiteten e-mail|beginn der weitergeleiteten nachricht|ursprüngliche nachricht weitergeleitet|"
    "message transféré|message transmis|message réexpédié|mail transféré|e-mail transféré|début du message transféré|"
    "début du message réexpédié|début du message transmis|courriel transféré|"
    "mensaje reenviado|mensaje enviado|correo reenviado|inicio del mensaje reenviado|mensaje remitido|"
    "messaggio inoltrato|inizio messaggio inoltrato|inizio del messaggio inoltrato|email inoltrata|mail inoltrata|"
    "doorgestuurd bericht|doorgestuurde bericht|begin doorgestuurd bericht|begin doorgestuurd e-mailbericht|doorgestuurde mail|"
    "treść przekazanej wiadomości|wiadomość przekazana|przekazana wiadomość|początek przekazywanej wiadomości|"
    "wiadomość przesłana dalej|przekazywana wiadomość|początek przekazanej wiadomości|przesłana wiadomość|"
    "mensagem encaminhada|mensagem reencaminhada|início da mensagem encaminhada|início da mensagem reencaminhada|"
    "início de mensagem reencaminhada|e-mail encaminhado|mensagem original encaminhada|"
    "vidarebefordrat meddelande|vidarebefordrat mail|vidarebefordrat brev|vidarebefordrade brevet|"
    "början på vidarebefordrat brev|börja vidarebefordrat meddelande|"
    "videresendt meddelelse|videresendt besked|videresendt mail|start på videresendt besked|begynd videresendt besked|"
    "videresendt melding|videresendt e-post|start på videresendt melding|begynnelse på videresendt melding|"
    "välitetty viesti|edelleenlähetetty viesti|välitetty viesti alkaa|alkaa välitetty viesti|"
    "přeposlaná zpráva|přeposlaný e-mail|začátek přeposlané zprávy|předávaná zpráva|"
    "preposlaná správa|začiatok preposlanej správy|"
    "továbbított üzenet|továbbított levél|továbbított levél kezdete|"
    "mesaj redirecționat|mesaj retransmis|începutul mesajului redirecționat|începe mesajul redirecționat|mesaj înaintat|"
    "iletilmiş mesaj|iletilen ileti|yönlendirilmiş ileti|iletilen mesaj|iletilen ileti başlangıcı|başlatılan iletilen ileti|"
    "proslijeđena poruka|započni proslijeđenu poruku|početak proslijeđene poruke|prosleđena poruka|posredovano sporočilo|"
    "προωθημένο μήνυμα|αρχή προωθημένου μηνύματος|препратено съобщение|edastatud kiri|edastatud sõnum|pārsūtīts ziņojums|"
    "persiųstas laiškas|missatge reenviat|tin nhắn đã chuyển tiếp|pesan terusan|pesan yang diteruskan|"
    "転送されたメッセージ|転送メッセージ|転送メール|転送元|已转发邮件|转发邮件|转发的邮件|转发邮件信息|開始轉寄郵件|"
    "已轉寄的郵件|轉寄郵件|轉寄的郵件|以下是转发的邮件|下面是被转发邮件的开头|전달된 메시지|전달된 메일|전달한 메시지|"
    "הודעה שהועברה|הודעה מועברת|الرسالة المعاد توجيهها|رسالة معاد توجيهها|بداية الرسالة المحولة"
)
FORWARDED = frozenset(_FORWARDED.split("|"))
FORWARDED_OF = tuple(f"{phrase} " for phrase in sorted(FORWARDED))  # and whose letter it is
FORWARDED_BY = (
    "forwarded by ", "forwarded message from ", "forwarded mail from ", "forwarded with ",
    "weitergeleitet von ", "réacheminé par ",
    "transféré par ", "transmis par ", "reenviado por ", "inoltrato da ", "doorgestuurd door ",
    "przesłane przez ", "przekazane przez ",
    "encaminhado por ", "reencaminhado por ", "переслал ", "переслано ", "переадресовано ",
    "vidarebefordrat av ", "videresendt af ",
    "videresendt av ", "fwd by ",
)  # fmt: skip

_ORIGINAL = (
    "original message|original mail|original email|original e-mail|original appointment|исходное сообщение|оригинальное сообщение|"
    "исходное письмо|первоначальное сообщение|первоначальное письмо|вихідне повідомлення|оригінальне повідомлення|"
    "початкове повідомлення|ursprüngliche nachricht|originalnachricht|original-nachricht|original nachricht|"
    "ursprüngliche e-mail|message d'origine|message original|message initial|mensaje original|correo original|"
    "messaggio originale|messaggio originario|oorspronkelijk bericht|origineel bericht|oorspronkelijke bericht|"
    "oryginalna wiadomość|wiadomość oryginalna|wiadomość pierwotna|mensagem original|originalmeddelande|ursprungligt meddelande|"
    "oprindelig meddelelse|original besked|oprindelig besked|opprinnelig melding|original melding|alkuperäinen viesti|"
    "původní zpráva|původní e-mail|pôvodná správa|eredeti üzenet|mesaj original|mesajul original|orijinal mesaj|özgün ileti|"
    "izvorna poruka|originalna poruka|izvirno sporočilo|αρχικό μήνυμα|оригинално съобщение|元のメッセージ|"
    "元のメール|オリジナルメッセージ|"
    "原始邮件|原始郵件|邮件原件|원본 메시지|원본 메일|הודעה מקורית|الرسالة الأصلية"
)
ORIGINAL = frozenset(_ORIGINAL.split("|"))

_ENDS = (
    "end of original message text|конец исходного текста сообщения|конец текста исходного сообщения|"
    "end of forwarded message|end forwarded message|end of forwarded mail|end of forwarded email|end of message|end of original message|"
    "end of the forwarded message|завершение пересылаемого сообщения|конец пересылаемого сообщения|конец пересланного сообщения|"
    "конец пересылаемого письма|завершення пересланого повідомлення|кінець пересланого повідомлення|кінець переадресованого повідомлення|"
    "ende der weitergeleiteten nachricht|ende weitergeleitete nachricht|ende der weitergeleiteten e-mail|fin du message transféré|"
    "fin du message réexpédié|fin del mensaje reenviado|fine messaggio inoltrato|fine del messaggio inoltrato|"
    "einde doorgestuurd bericht|koniec przekazanej wiadomości|koniec przekazywanej wiadomości|koniec wiadomości przekazanej|"
    "fim da mensagem encaminhada|fim da mensagem reencaminhada|slut på vidarebefordrat meddelande|yönlendirilmiş iletinin sonu|"
    "iletilen iletinin sonu|end of forwarded letter|конец исходного сообщения"
)
ENDS = frozenset(_ENDS.split("|"))
TEXT_FOLLOWS = frozenset(
    {
        "original message text",
        "текст исходного сообщения",
        "исходный текст сообщения",
        "вихідний текст повідомлення",
    }
)

_FORWARD_PREFIXES = (
    "fw fwd forward forwarded wg weitergeleitet tr trans transf transfert i inoltro inoltra inoltrato enc res-enc encaminhada "
    "encaminhado rv renv reenv reenviado reenvío doorst doorgestuurd pd przekaż podaj.dalej vb vidarebefordrat videres videresendt vs vl "
    "välitetty přep př továbbítás tov redirecționat ilt ynl ilet prosl proslijeđeno posr προωθ πρθ edast edasi pārs persl reenviat "
    "пересл переслано пересыл пер перенапр пересылка пересилання прд препр πρ 転送 转发 轉寄 轉發 转寄 전달 הועבר إعادة.توجيه yml"
)
FORWARD_PREFIXES = frozenset(prefix.replace(".", " ") for prefix in _FORWARD_PREFIXES.split())
_REPLY_PREFIXES = (
    "re aw antw antwort sv ré rép réf r ris risp rif res resp odp ynt yan cevap vá válasz σχετ απ на отв ответ відп вiдп回 回复 回覆 答复 "
    "返信 답장 회신 ats atb vast vst rsp bls atsp bal повт השב رد"
)
REPLY_PREFIXES = frozenset(_REPLY_PREFIXES.split())

_FILLERS = (
    "on am le il op el em w dnia den dne d la a las às klo o um в от пользователь schrieb heeft skrev написал написала пишет at à alle "
    "um uhr ore kl dniu di by von du г года de da van"
)
FILLERS = frozenset(_FILLERS.split())
