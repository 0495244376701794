"""How programs acknowledge a letter, in lower case, apostrophes straight: stems, since languages
bend these words.
"""

from mailbridge.steps.text.word_tables import stems, word_set

# one of each within a sentence: "your request (4711) has been received"
TAKEN_IN = stems(
    "received|got your|got it|in our queue|transmis au|wpłynę|doručena|saapunut|поступил|ha sido recib|ha sido cread|ha sido abiert|è stato creato|è stata creata|è stato aperto|foi criad|został utworz|zostało utworz|byl vytvořen|has been opened|создан|створен|is aangemaakt|har skapats|er oprettet|acknowledg|registered|logged|been created|ticket created|been opened"
    "|was opened|ticket opened|been raised|been assigned|has been submitted|receipt of your"
    "|erhalten|eingegangen|eingang|registriert|erfasst|wurde erstellt|wurde eröffnet|bien reçu"
    "|reçu votre|reçue|réception|enregistré|pris en charge|prise en charge|a été créé|recibid|recibo"
    "|registrad|asignado|ricevut|registrat|presa in carico|preso in carico|recebemos|recebid"
    "|recebeu|abrimos|foi aberto|ontvangen|ontvangst|geregistreerd|aangemaakt|tagit emot|mottag"
    "|har fått|registrer|modtaget|har fået|mottatt|har nummer|vastaanot|kirjattu|otrzyma"
    "|zarejestrowan|przyjęt|přijal|obdržel|přijet|přijat|evidujeme|prijal|zaevidov|prijatá"
    "|megkapt|rögzít|fogadtuk|primit|înregistrat|получ|принят|зарегистрир|присвоен|отриман"
    "|отримал|зареєстр|прийнят|alındı|alınmıştır|ulaştı|ulaşmış|kayded|kaydı|λάβαμε|καταχωρ|ελήφθη"
    "|התקבל|קיבלנו|נקלט|استلام|استلمنا|تلقينا|استقبال|受け付け|受付|承りました|受信|收到|已创建|已建立"
    "|접수|받았|nhận được|ghi nhận|tiếp nhận|kami terima|diterima|menerima|primili|zaprimljen"
    "|prejeli|prejet|gavome|gauta|saņēm|saņemt|saime kätte|kätte saanud|registreeri|ได้รับ"
    "|دریافت|ثبت شد|प्राप्त|заведен|rebut|jaso|móttek|примихме|получихме|примљен"
)
REQUESTS = stems(
    "request|message|mail|inquiry|enquiry|ticket|case|issue|incident|submission|query|question"
    "|anfrage|nachricht|anliegen|vorgang|mitteilung|eingangsbest|demande|courriel|dossier"
    "|solicitud|mensaje|consulta|correo|caso|richiesta|messaggio|segnalazione|solicita|pedido"
    "|mensagem|chamado|aanvraag|bericht|verzoek|vraag|ontvangstbev|zaak|ärende|meddeland"
    "|henvendelse|besked|sagsn|sak|pyyn|viesti|yhteyden|zgłoszeni|państwa list|wiadomo|zapytani|požadav"
    "|zpráv|dotaz|správ|požiadav|megkeres|bejelent|üzenet|mesaj|cerere|обращени|заявк|запрос"
    "|письм|сообщени|звернен|запит|лист|повідомл|talep|taleb|başvuru|αίτημ|μήνυμ|ερώτημα|פני"
    "|הודע|طلب|رسالت|رسالة|お問い合わせ|問合|ご依頼|メール|请求|邮件|工单|咨询|問題|郵件|문의|요청|메일"
    "|yêu cầu|tin nhắn|thư|permintaan|pesan|tiket|upit|zahtjev|poruk|sporočil|zahtev|užklaus"
    "|laišk|pieprasīj|ziņ|pöördum|kiri|คำขอ|ข้อความ|อีเมล|درخواست|پیام|अनुरोध|संदेश"
    "|sol·licitud|missatge|eskaera|erindi|correspondence|mitteil|escrito|levelét|e-post|viestinne|запитване|упит|захтев|порук|courrier|contato"
)
# "acknowledgement of receipt", as a whole subject or its beginning
RECEIPTS = stems(
    "acknowledgement|acknowledgment|confirmation of receipt|eingangsbest|empfangsbest|accusé de réception"
    "|acuse de recibo|confirmación de recepción|conferma di ricezione|aviso de receção|confirmação de rece"
    "|ontvangstbev|mottagningsbe|kvittering|kuittaus|potwierdzenie odbioru|potwierdzenie otrzymania"
    "|potvrzení doručení|potvrzení přijetí|potvrdenie prijatia|visszaigazolás|confirmare de primire"
    "|подтверждение получения|уведомление о получении|підтвердження отримання|потвърждение за получ"
    "|potvrda primitka|potrdilo o prejemu|alındı bildirimi|επιβεβαίωση λήψης|אישור קבלה|受付確認|접수 안내"
)
# "received, but …": who goes on so has read it
BUTS = word_set(
    "but aber jedoch mais pero ma mas men maar mutta ale no но однако але avšak însă ama fakat αλλά אבל ولكن"
)
# what becomes of it
PROMISES = stems(
    "get back to you|be in touch|respond|reply to you|reply within|will reply|contact you"
    "|being reviewed|be reviewing|as soon as|shortly|within 24|within two|working days"
    "|business days|on it|be assigned|melden uns|schnellstmöglich|so schnell|so bald"
    "|bearbeit|in kürze|werktag|kümmern uns|meilleurs délais|vous répondr|reviendrons vers"
    "|dans les plus brefs|mayor brevedad|en breve|en contacto con usted|lo antes posible"
    "|responderemos|al più presto|quanto prima|risponderemo|em breve|mais breve|entraremos em"
    "|retornaremos|zo spoedig|zo snel|werkdagen|nemen contact|u ontvangt|återkommer|så snart"
    "|arbetsdagar|vender tilbage|hurtigst|hverdage|svarer|så raskt|mahdollisimman|otamme"
    "|vastaamme|najszybciej|skontaktuje|odpowiemy|wkrótce|co nejdříve|brzy|ozveme|čo najskôr"
    "|hamarosan|felvesszük|rövidesen|válaszolunk|cel mai scurt|în curând|vom reveni|veți primi"
    "|свяжется|свяжемся|ближайшее время|в течение|ответим|порядке очереди|рассмотр|найближчим"
    "|зв'яже|відповімо|en kısa|dönüş|σύντομα|επικοινων|απαντήσουμε|בהקדם|נחזור|أقرب وقت|سنرد"
    "|折り返し|ご連絡|担当者|しばらくお待ち|尽快|儘快|盡快|与您联系|빠른 시일|답변|연락드리|phản hồi"
    "|liên hệ|segera|membalas|hubungi|u najkraćem|javit ćemo|v najkrajšem|odgovorili|kuo greičiau"
    "|susisieksime|drīz|atbildēsim|esimesel|vastame|เร็วที่สุด|ติดต่อกลับ|اسرع وقت|به زودی|शीघ्र|जल्द"
    "|aviat|lehenbailehen|fljótlega|най-скоро|ускоро"
    "|you will be notified|will be updated|ожидайте ответ|очікуйте|expect a reply|expect a response|rozpatrz|posouzen|elbírál|en cours de traitement|serez informé|werden informiert"
    "|werden benachrichtigt|recibirá una|riceverà una|receberá uma|вы получите|получите уведомлен"
)
CONTACTS = stems(
    "thank you for contacting|thanks for contacting|thank you for reaching|thanks for reaching"
    "|thank you for getting in touch"
)
COURTESIES = stems(
    "thank you for|thanks for|vielen dank für|danke für|merci de votre|merci d'avoir|merci de nous avoir|merci pour|nous vous remercions"
    "|gracias por|grazie per|obrigado|obrigada|agradecemos|bedankt voor|dank voor|tack för"
    "|tak for|takk for|kiitos|kiitämme|dziękujemy|děkujeme|ďakujeme|köszönjük|mulțumim"
    "|спасибо за|благодар|дякуємо|teşekkür|ευχαριστ|תודה|شكر|ありがとう|感谢|感謝|감사|cảm ơn"
    "|terima kasih|hvala|aitäh|täname|paldies|ačiū|dėkojame|ขอบคุณ|धन्यवाद|متشکر|سپاس|gràcies"
    "|eskerrik|takk fyrir"
)
# days that nobody sets into an answer beforehand
SPOKEN_DAYS = word_set(
    "yesterday tomorrow gestern vorgestern hier demain ayer mañana ieri domani ontem amanhã gisteren igår imorgon"
    " wczoraj jutro včera zítra zajtra jučer juče sutra včeraj jutri вчера завтра вчора tegnap holnap mâine dün yarın"
    " eilen huomenna χθες αύριο أمس אתמול מחר 昨日 明日 昨天 明天 어제 내일 kemarin besok"
)
# words that say such a day in one language and something else in others: "hier" is "here", too
FRENCH_YESTERDAY, FRENCH = "hier", word_set("nous vous votre vos notre avons avez")
THE_MORNING, YESTERDAY = " la mañana ", (" i går ", " igår ")  # "går" is "goes", too
# how a letter greets, on a line of its own
GREETINGS = stems(
    "dear |hello|sehr geehrte|guten tag|liebe|bonjour|cher|chère|madame|estimad|hola|gentile|buongiorno|prezad|caro|cara |geachte|beste "
    "|kära|hej|hei|szanown|dzień dobry|vážen|dobrý den|tisztelt|stimat|bună ziua|уважаем|здравствуйте|добрый день|шановн|вітаємо|sayın|merhaba|αγαπητ"
)
LONGEST_GREETING = 6  # words
# what else stands in such letters
BESIDE = stems(
    "reply to this email|ajouter des commentaires|kommentare hinzu|agregar comentarios"
    "|aggiungere commenti|adicionar comentários|добавить комментари|above this line|track |opening hours|office hours|our hours"
    "|in the portal|status of your|status online|follow its|in our portal|im portal|dans le portail|en el portal"
    "|is a service from|please note|reply to this e-mail|notifications"
)
# "this is an automatic message"
BY_PROGRAM = stems(
    "this is an automated|this is an automatic|this is an auto-"
    "|this message was generated automatically|this email was generated automatically"
    "|automatically generated|auto-generated|automated message|automated response"
    "|automated reply|automatisch generiert|automatisch erstellt|automatische nachricht"
    "|automatische antwort|automatisierte|message automatique|généré automatiquement"
    "|envoyé automatiquement|réponse automatique|mensaje automático|respuesta automática"
    "|generado automáticamente|mensagem automática|resposta automática|gerado automaticamente"
    "|gerada automaticamente|messaggio automatico|risposta automatica"
    "|generato automaticamente|generata automaticamente|automatisch gegenereerd"
    "|automatisch bericht|automatisch verzonden|автоматическое сообщение"
    "|автоматическое письмо|автоматический ответ|автоматическое уведомление"
    "|сформировано автоматически|создано автоматически|отправлено автоматически"
    "|сгенерировано автоматически|автоматичне повідомлення|автоматичний лист"
    "|автоматична відповідь|wiadomość automatyczna|wygenerowana automatycznie"
    "|automatyczna odpowiedź|automaticky generovan|automatická zpráva|automatická správa"
    "|automatiskt meddelande|automatisk besked|automatisk melding|automatiskt genererat"
    "|automatisk genereret|automatisk generert|automaattinen viesti|automatikus üzenet"
    "|mesaj automat|αυτοματοποιημένο|αυτόματο μήνυμα|הודעה אוטומטית|رسالة تلقائية|自動送信|自動返信"
    "|自動配信|自动回复|自动发送|系统自动|自動回覆|自動發送|자동으로 발송|자동 발송|자동 응답"
    "|automatska poruka|automatski odgovor|automatski generir|automatski generisan|автоматска порука|аутоматска порука"
    "|аутоматски одговор|samodejno sporočilo|samodejni odgovor|avtomatsko sporočilo|автоматично съобщение|автоматичен отговор"
    "|generat automat|răspuns automat|automatinis praneš|automatinis laišk|automātisk|automaatne|missatge automàtic"
    "|resposta automàtica|sjálfvirk|αυτόματη απάντηση|tin nhắn tự động|thư tự động|pesan otomatis|balasan otomatis"
    "|ข้อความอัตโนมัติ|automatická odpověď|automatická odpoveď"
)
# "do not reply to this", which people say, too
NO_REPLIES = stems(
    "do not reply to this|please do not reply|please don't reply|do not respond to this"
    "|antworten sie nicht auf|bitte nicht antworten|bitte nicht auf diese|bitte antworten sie nicht"
    "|ne pas y répondre|ne pas répondre|ne répondez pas|no responda|no respondas|não responda"
    "|non rispondere a quest|si prega di non rispondere|niet te beantwoorden"
    "|niet op dit bericht|отвечать на него не нужно|не отвечайте на это"
    "|не нужно отвечать на это|не відповідайте на ц|prosimy na nią nie odpowiadać"
    "|prosimy nie odpowiadać|neodpovídejte na|neodpovedajte|svar ikke på denne"
    "|svara inte på detta|älä vastaa|ne válaszoljon|nu răspundeți|otomatik bir mesaj"
    "|otomatik olarak|lütfen yanıtlamayın|yanıtlamayınız|אין להשיב|الرجاء عدم الرد|返信しないで"
    "|このメールに返信いただいて|请勿回复|请勿直接回复|請勿回覆|회신하지 마|발신 전용"
)
# desks, teams and roles by name, and by the words of an address
DESKS = stems(
    "support|service|desk|kunden|zentrale|dienst|équipe|equipo|soporte|suporte|suport|assistenza|obsług|podpora"
    "|поддержк|служб|отдел|команда|підтримк|канцеляр|приёмн|приемн|secretaría|secrétariat|sekretariat|reception"
    "|council|customer|cliente|klantenserv|atención|kundtjänst|asiakas|ügyfél|müşteri|destek|υποστήριξη|layanan"
    "|サポート|窓口|客服|고객|תמיכה|الدعم|kirjaamo|予約|helpdesk|prijimna|podrška|подршк|bibliote|atendimento|ฝ่ายบริการ|پشتیبانی|γραμματε"
)
DESK_WORDS = word_set(
    "team info sales help office centre center system robot bot client clientèle kundenteam hỗ trợ biuro bureau"
    " bookings reservations complaints helpteam"
)
ROLES = word_set(
    "support help helpdesk service servicedesk info care contact kontakt ticket tickets otrs"
    " soporte suporte sav assistance assistenza supporto assistencia ondersteuning kundendienst kundenservice customer customercare"
    " hotline office desk rt pomoc podpora kundservice jira bookings booking reservations complaints registro accueil"
    " kancelaria podatelna kirjaamo borger post jobs careers apoio urp sekretariat yoyaku kefu cs"
    " ticketing atendimento buergerbuero zendesk freshdesk it enquiries enquiry"
    " inquiries sales hello feedback contacto contatto contato bok klantenservice kundtjanst"
    " kundeservice asiakaspalvelu ugyfelszolgalat destek hotro layanan suport podrska podrška"
)
CASE_WORDS = (
    r"(?:ticket|case|request|incident|reference|заявк|обращени|тикет|anfrage|vorgang|demande"
    r"|dossier"
    r"|solicitud|caso|chamado|protocolo|richiesta|segnalazione|zgłoszeni|aanvraag|melding|ärende"
    r"|\bsag|\bsak|工单|工單|受付|문의|talep|požadav|bejelent|\brt|zaaknummer|upit|zahtjev|zahtev|захтев|упит|henvendelse|kirjattu"
    r"|запит|αίτημ|פני|طلبك|yêu cầu|tiket|solicita)[^\n\d]{0,40}\d{3,}"
    r"|(?:assigned|присвоен|number|nummer|numer|номер|número|numero|numéro|número|αριθμό|番号|编号|번호|mã số|رقم)"
    r"[^\n\d]{0,12}#?\d{3,}"
)
