"""How absences are announced, in lower case: words before a date of return, and before a deputy."""

from mailbridge.steps.text.word_tables import stems, word_set

URGENT = (  # whom to ask in the meantime, where it cannot wait
    "urgent", "emergenc", "time-sensitive", "dringend", "notfall", "notfäll", "eilig", "urgence", "urgenc",
    "urgenz", "pressing matter", "срочн", "неотложн", "экстренн", "терміново", "невідкладн", "piln", "naléhav",
    "sürgős", "acil", "haster", "brådska", "akut", "spoed", "kiireelli", "επείγ", "緊急", "急ぎ", "紧急", "긴급",
)  # fmt: skip
RETURNS = (
    (
    "back in the office on"
    ), (
        "back in the office"
    ), "back at work on", "back at my desk on", "be back on", "am back on", "back on",
    "be back", (
        "returning to the office on"
    ), "returning to work on", "returning on", "returning", "return to the office on",
    "return to work on", "return on", "return date:", "returns on", "back from", (
        "available again on"
    ), (
        "available again from"
    ), "вернусь",
    "вернется", "вернётся", "возвращаюсь", "возвращение", (
        "выйду на работу"
    ), "буду на работе", "буду в офисе", "буду на связи с",
    "снова на связи", "повернуся", "wieder im büro ab", "wieder im büro am", "wieder im büro", (
        "wieder erreichbar ab"
    ),
    (
    "wieder erreichbar"
    ), (
        "wieder für sie da"
    ), "zurück am", "zurück ab", "zurück", "ab dem", "wieder ab", "wieder am", "wieder ab dem",
    (
    "de retour au bureau le"
    ), "de retour le", (
        "de retour à partir du"
    ), "de retour", "mon retour le", "serai de retour", "reviens le",
    "à partir du", "regreso el", "regresaré el", "vuelvo el", "volveré el", (
        "estaré de vuelta el"
    ), "de vuelta el", "me reincorporo el",
    (
    "reincorporaré el"
    ), "rientrerò il", (
        "di ritorno il"
    ), "tornerò il", "retorno em", "retornarei em", "volto em", "terug op",
    "weer bereikbaar op", "weer aanwezig op", "wracam", "wrócę", "będę dostępny od",
)  # fmt: skip
UNTILS = (
    "until", "till", "through", "thru", "up to", "to", "до", "по", "включительно до", "bis zum", (
        "bis einschließlich"
    ), "bis", "jusqu'au",
    "au", "hasta el", "hasta", "al", "fino al", "fino a", "até", "a", (
        "tot en met"
    ), "t/m", "tot", "do dnia", "do",
)  # fmt: skip
DEPUTIES = (
    "please contact", "kindly contact", "contact", "reach out to", (
        "get in touch with"
    ), "write to", "email to", "e-mail to", "turn to",
    "deputy:", "deputy is", "covered by", "covering for me:", (
        "covering for me is"
    ), "stands in for me:", "direct your", "обращайтесь",
    "обращаться", "обратитесь", "замещает", "замещающий:", "заместитель:", "за меня",
    "вместо меня", "пишите", "писать", "свяжитесь с",
    "связаться с", "звертайтеся", (
        "wenden sie sich"
    ), "wende dich", "wenden", "vertretung:", "vertretung ist", "vertritt mich",
    "vertreten durch", "vertreten von", (
        "kontaktieren sie"
    ), "contacter", "contactez", "adresser à", "vous adresser", "adressez-vous",
    "remplacé par", "remplacée par", "contactar", "contacte", (
        "póngase en contacto con"
    ), "ponerse en contacto con", "diríjase a",
    "dirigirse a", "escriba a", "contattare", "rivolgersi a", "contatte", "contato com", (
        "contact opnemen met"
    ), "neem contact op met",
    "kontakt z", "skontaktować się z", "proszę o kontakt z",
)  # fmt: skip
FILLERS = frozenset({
    "my", "our", "the", "colleague", "colleagues", "deputy", "assistant", "with", "to", "or", "at",
    "is", "к", "ко", "на", "с", "со",
    "моему", "моей", "моим", "коллеге", "коллегой", "заместителю", "меня", "an", "bitte", "meine",
    "meinen", "meiner", "kollegin",
    "kollegen", "frau", "herrn", "herr", "à", "mon", "ma", "collègue", "m.", "mme", "a", "con",
    "mi", "compañero", "compañera", "el",
    "la", "al", "mr.", "ms.", "mrs.",
})  # fmt: skip
MONTHS = (
    ("jan", 1), ("янв", 1), ("ene", 1), ("gen", 1), ("jän", 1), ("feb", 2), ("фев", 2), ("fév", 2),
    ("fev", 2), ("mar", 3), ("мар", 3),
    ("mär", 3), ("maa", 3), ("apr", 4), ("апр", 4), ("avr", 4), ("abr", 4), ("may", 5), ("мая", 5),
    ("май", 5), ("mai", 5), ("mei", 5),
    ("mag", 5), ("jun", 6), ("июн", 6), ("juin", 6), ("giu", 6), ("jul", 7), ("июл", 7), ("juil",
    7), ("lug", 7), ("aug", 8), ("авг", 8),
    ("août", 8), ("aout", 8), ("ago", 8), ("sep", 9), ("сен", 9), ("set", 9), ("oct", 10), ("okt",
    10), ("окт", 10), ("out", 10),
    ("ott", 10), ("nov", 11), ("ноя", 11), ("dec", 12), ("dez", 12), ("déc", 12), ("дек", 12),
    ("dic", 12),
)  # fmt: skip
WEEKDAYS = (
    ("monday", "понедельник", "montag", "lundi", "lunes", "lunedì"), ("tuesday", "вторник",
    "dienstag", "mardi", "martes", "martedì"),
    ("wednesday", "сред", "mittwoch", "mercredi", "miércoles", "mercoledì"),
    ("thursday", "четверг", "donnerstag", "jeudi", "jueves", "giovedì"),
    ("friday", "пятниц", "freitag", "vendredi", "viernes", "venerdì"), ("saturday", "суббот",
    "samstag", "samedi", "sábado", "sabato"),
    ("sunday", "воскресень", "sonntag", "dimanche", "domingo", "domenica"),
)  # fmt: skip

# what the subject of an automatic reply says in front of a colon: one of each, and little words
AUTOMATIC = stems(
    "automat|automát|automàt|automaat|аутомат|auto-|autom.|auto |autore|αυτόματ|αυτοματ|автомат|автоответ|автовідпов|אוטומט|تلقائ|آلي|خودکار|tự động|otomatis|otomatik"
    "|อัตโนมัติ|自動|自动|자동|samodej|sjálfvirk|स्वचालित|avtomat|automāt|awtomat|kiotomati|outomati|uathoib|ავტომატ|ավտոմատ"
    "|স্বয়ংক্রিয়|தானியங்கு|స్వయంచాలక|स्वयंचलित|аўтамат|oto-"
)
REPLIES = stems(
    "reply|replies|response|answer|antwort|réponse|reponse|respuesta|risposta|resposta|respost|antwoord|svar"
    "|vastaus|odp.|odpow|odpov|válasz|răspuns|ответ|відповід|отговор|одговор|odgovor|yanıt|cevap|απάντησ|回复|回覆|答复|答覆"
    "|应答|応答|返信|회신|응답|답장|תשובה|מענה|رد|الرد|پاسخ|trả lời|phản hồi|balasan|jawapan|ตอบกลับ|acknowledg|confirmation|bestätigung|notification|atsak|atbild"
    "|vastus|javob|жауап|उत्तर|cavab|erantzun|përgjigj|freagra|ateb|tugon|jibu|äntwert|პასუხი"
    "|պատասխան|উত্তর|பதில்|adkaz|адказ|جواب"
)
BESIDE_AUTOMATIC = word_set(
    "re aw sv the an a my of de del di da do van der den die das mail e email out office ooo vacation auto"
)
# what somebody's subject says in front of a colon or a "Re:" while they are away
AWAY_HEADS = frozenset(
    head
    for head in stems(
        "out of office|out of the office|ooo|away|on vacation|vacation|on leave|annual leave|on holiday|holiday"
        "|abwesend|abwesenheit|nicht im büro|nicht im haus|im urlaub|urlaub|außer haus|absence du bureau|absent"
        "|absence|absente|absent du bureau|en congé|congés|fuera de la oficina|fuera de oficina|ausente|ausencia"
        "|de vacaciones|fuori sede|fuori ufficio|assente|assenza|in ferie|fora do escritório|ausência|de férias"
        "|afwezig|afwezigheid|niet op kantoor|met vakantie|frånvaro|frånvarande|inte på kontoret|semester"
        "|fravær|fraværende|ikke på kontoret|ude af kontoret|på ferie|poissa|lomalla|poissa toimistolta"
        "|nieobecność|nieobecny|nieobecna|poza biurem|urlop|mimo kancelář|mimo kancelárie|neprítomnosť|nepřítomnost|dovolená|házon kívül"
        "|szabadság|în concediu|absent din birou|вне офиса|нет на рабочем месте|отпуск|в отпуске|отсутствую|отсутствие|нет на месте"
        "|відпустка|у відпустці|відсутній|відсутня|поза офісом|ofis dışında|ofis dışı|izinde|εκτός γραφείου|απουσία"
        "|ausência temporária|ausencia temporal|absence temporaire|assenza temporanea|temporary absence"
        "|temporarily away|urlaubsvertretung|urlaubsabwesenheit|abwesenheitsmeldung|abwesenheitsnachricht"
        "|message d'absence|notification d'absence|mensaje de ausencia|aviso de ausencia|aviso de ausência"
        "|messaggio di assenza|notifica di assenza|afwezigheidsmelding|afwezigheidsbericht|vakantiemelding"
        "|frånvaromeddelande|fraværsmelding|fraværsbesked|poissaoloilmoitus|poissaoloviesti|zawiadomienie o nieobecności"
        "|oznámení o nepřítomnosti|távolléti értesítés|távollét|mesaj de absență|absență|уведомление об отсутствии"
        "|сообщение об отсутствии|повідомлення про відсутність|съобщение за отсъствие|отсъствие|odsutnost|odsotnost"
        "|obavijest o odsutnosti|на одсуству|puhkusel|eemal|atostogos|atostogauju|atvaļinājumā|prombūtnē|í fríi"
        "|absència|fora de l'oficina|de vacances|oporretan|kutokuwepo|maternity leave|parental leave|elternzeit"
        "|nicht anwesend|inte på plats|ikke til stede|ikke tilstede|niet aanwezig|krank|sick leave|congé maternité|מחוץ לעבודה|חופשה|إجازة|مرخصی|छुट्टी पर|ลาพักร้อน|nghỉ phép|sedang cuti|bercuti"
        "|מחוץ למשרד|חוץ למשרד|خارج المكتب|不在|外出|休假|外出中|不在のお知らせ|부재중|vắng mặt|di luar kantor"
    )
)
# an automatic letter that says so of itself, in its own words
SAYS_ITSELF = stems(
    "this is an automatic|this is an automated|this is an auto-|this reply is automatic|dies ist eine automat"
    "|das ist eine automat|diese antwort wurde automat|diese nachricht wurde automat|ceci est une réponse auto"
    "|ceci est un message auto|ceci est une reponse auto|esta es una respuesta auto|este es un mensaje auto"
    "|questa è una risposta auto|questo è un messaggio auto|esta é uma resposta auto|esta é uma mensagem auto"
    "|dit is een automat|dit bericht is automat|detta är ett automat|dette er et automat|dette er en automat"
    "|tämä on automat|to jest automat|to jest wiadomość automat|toto je automat|ez egy automat"
    "|acesta este un mesaj automat|acesta este un răspuns automat|это автоматич|данное письмо отправлено автомат"
    "|это автоответ|це автоматичн|това е автомат|bu otomatik|bu bir otomatik|αυτή είναι μια αυτόματη"
    "|זוהי הודעה אוטומטית|זוהי תשובה אוטומטית|هذا رد تلقائي|هذه رسالة تلقائية|これは自動|このメールは自動|此邮件为自动"
    "|这是自动|此為自動|이 메일은 자동|이것은 자동|đây là thư trả lời tự động|đây là email tự động|ini adalah balasan otomatis"
)
# what a program's notice of an absence is called, and what such a head is made of
NOTICES = stems(
    "notiz|nachricht|meldung|hinweis|assist|notice|note|message|notif|avis|aviso|уведомлен|сообщен|повідомл"
    "|съобщ|oznám|zawiadom|powiadom|értesít|melding|besked|bericht|meddelande|ilmoitus|viesti|obavijest|obvest"
    "|bildirim|ειδοποί|הודע|إشعار|通知|お知らせ|알림|안내|thông báo|pemberitahuan"
)
ABSENT = stems(
    "abwesen|absen|absèn|ausen|ausên|ausênc|assen|ferie|ferier|urlaub|vacation|vacan|vacaciones|férias|holiday"
    "|leave|away|ooo|urlop|zwolnien|nieobecn|dovolen|nepřítomn|nepritomn|szabads|távol|concediu|отпуск|отсутств"
    "|больничн|командировк|відпуст|відсутн|отсъств|odsut|odsot|dopust|puhkus|eemal|atostog|atvaļin|prombūt|izin"
    "|tatil|απουσ|άδεια|חופש|إجازة|مرخصی|休暇|不在|休假|外出|휴가|부재|nghỉ|vắng|cuti|frånvar|semester|fravær|poissa"
    "|lomal|afwezig|vakantie|congé|frí|غياب|היעדר|祝日|缺席"
)
OFFICE = stems(
    "office|büro|buero|bureau|oficina|ufficio|escritório|kantoor|kontor|toimisto|biur|kancelář|birou|офис|офіс|ofis"
    "|ured|pisarn|γραφεί|משרד|مكتب|travel|kancelári|рабочем месте|робочому місці|arbeitsplatz|workplace"
)
BEFORE_DATE = word_set(
    "until till through from bis ab vom zum bis jusqu au jusque hasta fino al até tot t/m t.o.m. till til fram kl"
    " asti saakka do od до по с included inclus einschließlich включительно kadar dek până pe за 부터 まで 至"
)
BESIDE_ABSENT = word_set(
    "ich bin wir sind je suis soy estoy sono siamo sou estou ik ben jag jestem jsem som vagyok sunt я есмь нахожусь"
    " out of the office from in on at i am we m not nicht im in am auf außer haus lekarskie lekarskim fuori sede fuera de"
    " la el hors du en d l au fora do da di per na za z poza mimo я в на об о не мы меня нет у я від inte på ikke på ude"
    " af ei niet op met i är är er olen maternity parental sick annual temporary temporär temporaire temporal"
    " temporária temporanea kurz currently autoreply away my mail email e-mail is"
)
# what "this is an automatic …" is said of
MESSAGES = stems(
    "message|mail|notification|confirmation|acknowledg|nachricht|bestätigung|bericht|meddel|besked|melding|viesti"
    "|wiadomo|zpráv|správ|üzenet|mesaj|сообщени|письм|уведомлен|повідомлен|лист|съобщен|μήνυμα|הודע|رسالة|メール"
    "|邮件|郵件|메일|thư|pesan|mensagem|mensaje|messaggio|courriel|correo"
)
# what programs alone say in an absence: what becomes of the letter
FORMULAS = stems(
    "be read when i return|not be reading my mail|will not be forwarded|not been forwarded"
    "|is not being forwarded|only notification you will receive|not automatically forwarded"
    "|nicht weitergeleitet|nicht automatisch weitergeleitet|weder gelesen noch weitergeleitet"
    "|ne sera pas lu|ne sera pas transf|n'est pas transf|ne sont pas transf|no será reenviad"
    "|no se reenv|non verrà inoltrat|non vengono inoltrat|não será encaminhad|não serão reencaminhad"
    "|niet doorgestuurd|vidarebefordras inte|videresendes ikke|ikke videresendt|ei välitetä"
    "|nie jest przekazywan|nie będzie przekazan|nebude přeposl|nu va fi redirec|не пересыла|не будет переслан"
    "|не перенаправля|не буде переслан|nem kerül továbbít|iletilmeyecek|转发|転送されません|전달되지"
)
# "prove that you are human": of filters that hold a letter back until its author answers
CHALLENGES = stems(
    "approved senders|approved beforehand|approve you|real live human|this verification"
    "|to release your message|verify that you are|confirm that you are"
    "|courtesy notices|lower priority queue|protecting myself from|protect myself from"
    "|on my list of|in my address book|on my whitelist|on my allow list|on my contact list"
    "|waitlisted|add yourself to my"
)
# the same, said of letters alone: parcels are held, too, and people ask for proof
HELD_BACK = stems(
    "protecting my mailbox|protecting my inbox|being held because|being held until|has been held because"
    "|has not been verified|until you verify|until you confirm|real person|known senders|junk mail"
    "|protect my inbox|to deliver your message|not a spammer"
    "|kein spammer|kein roboter|bis sie bestätigen|pas un robot|no es un robot|non sei un robot"
    "|не робот|не спамер|подтвердите, что|nie jesteś robotem|não é um robô"
)
# what its author is asked to do, which nobody leaves out who waits for it
ASKED_TO = stems(
    "http|click|klick|clique|haga clic|pulse|clicca|klik|нажмите|перейдите|пройдите|link"
    "|reply to this|replying to this|respond to this|antworten sie auf|répondez|responda a|rispond|odpowiedz"
    "|ответьте|responder a|bis sie bestätigen|until you|approve you|approved|to release|to deliver your message"
    "|подтвердите, что|jusqu'à ce que vous|hasta que confirme|finché non confermi"
)
# where such a letter is; people tell that, too, when they have found it
WAITS_THERE = stems(
    "zurückgehalten|auf der warteliste|mis en attente|en quarantaine|retenido hasta|trattenuto"
    "|задержано до|foi retid|ha sido retenid|zatrzyman|vastgehouden|задержано фильтр"
)
