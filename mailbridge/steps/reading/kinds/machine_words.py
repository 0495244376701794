"""Words that mail systems, not people, write. All in lower case, apostrophes straight, single
spaces.
"""

from mailbridge.steps.text.word_tables import stems

MAIL_SYSTEMS = frozenset({
    "mailer-daemon", "mailerdaemon", "mailer_daemon", "mail-daemon", "maildaemon", "mdaemon",
    "mailer-demon", "mail.delivery.system",
    "mail-delivery-system", "maildeliverysystem", "maildelivery", "mail-delivery", "mailsystem",
    "double-bounce", "bounce-daemon",
    "microsoftexchange", "mail delivery system", (
        "mail delivery subsystem"
    ), "mailer daemon",
})  # fmt: skip
POSTMASTERS = frozenset(
    {
        "postmaster",
        "post_master",
        "post-master",
        "poostmaster",
        "systemadministrator",
        "mailadmin",
        "mail-admin",
    }
)
DAEMON_NAMES = (
    "mail delivery system", (
        "mail delivery subsystem"
    ), "mail deliver system", "delivery subsystem", "mailer-daemon", "mailer daemon",
    "mail administrator", "system administrator", "microsoft outlook", "postmaster", (
        "internet mail delivery"
    ), "mailserver",
    "mail system",
)  # fmt: skip
ROBOTS = (
    "no-reply", "noreply", "no_reply", "no.reply", "donotreply", "do-not-reply", "do_not_reply",
    "dontreply", "nepasrepondre",
    "ne-pas-repondre", "nicht-antworten", "noresponder", "no-responder", "non-rispondere",
)  # fmt: skip
# monitors and daemons that write under their own name; not those that people and houses are called
# by (Munin, Monit, Prometheus)
PROGRAMS = frozenset({
    "nagios", "nagios4", "icinga", "icinga2", "zabbix", "alertmanager", "cron", "crond",
    "anacron", "cronie", "logwatch", "fail2ban", "checkmk", "check_mk", "uptimerobot", "mdadm",
    "smartd", "apcupsd", "unattended-upgrades", "certbot",
    "auto-confirm", "autoconfirm", "auto-notify", "auto-notification", "auto-notifications",
})  # fmt: skip
PROGRAM_NAMES = frozenset({"cron daemon", "anacron"})  # of daemons that write as root@
ROBOT_MARKS = (
    "antivirus", "anti-virus", "gateway", "mailscanner", "autoresponder", "auto-reply",
    "autoreply", "notifier", "mailguard", "daemon",
    "smtp", "mail_service", "mailservice", "mail-service", "mailserver", "mail-server",
    "mailsystem", "administrator", "administrateur",
    "listserv",
)  # fmt: skip

# what the subject of a delivery report says
FAILURE_SUBJECTS = (
    "undeliver", "undelivered", "returned mail", "returned to sender", (
        "returning message to sender"
    ), "return to sender", "mail returned",
    (
    "delivery status notification"
    ), "delivery notification", "delivery report", "delivery failure", "delivery failed",
    (
    "delivery has failed"
    ), "delivery error", (
        "delivery problem"
    ), "delivery status", "failure notice", "failure delivery",
    (
    "failure notification"
    ), "failed mail", "mail failure", "mail failed", (
        "mail delivery fail"
    ), "message delivery", "mail system error",
    "mail not delivered", "not delivered", "non-delivery", "nondeliver", "non remis", (
        "could not be delivered"
    ), "could not send message",
    (
    "couldn't be delivered"
    ), (
        "cannot be delivered"
    ), "unable to deliver", "permanent delivery", "delivery warning", "delivery delayed",
    "delayed mail", "message delayed", "warning: message", (
        "not yet been delivered"
    ), "processing error", "user unknown", "unzustellbar",
    "zustellung", "unbekannter empf", "non distribu", (
        "échec de la remise"
    ), "avis de non-remise", "echec de remise",
    "no se puede entregar", (
        "no se ha podido entregar"
    ), "no entregado", "devuelto", "mancata consegna", "non consegnat", "non recapitat", "impossibile recapitare",
    "onbestelbaar", "niet bestelbaar", "niet afgeleverd", "olevererbart", "oleverbart", (
        "kan ikke leveres"
    ), (
        "kunne ikke leveres"
    ),
    "kan inte levereras", "nie można dostarczyć", "niedostarczon", "nie dostarcz", "não entregue", (
        "não foi possível entregar"
    ),
    (
    "falha na entrega"
    ), "nedoručiteln", "nedoručen", "teslim edilemedi", "не доставлен", "недоставлен", (
        "не может быть доставлен"
    ),
    (
    "не удалось доставить"
    ), "невозможно доставить", "не вдалося доставити", "не доставлено", "エラー通知", "配信不能", "配信エラー",
    "配信できません", "送信できません", "不達", "配信失敗", "メールデリバリ", "退信", "无法送达", "投递失败", "未送達", "無法傳送",
    "전송 실패", "반송", (
        "error sending your mail"
    ), "bounce", "rejected:", "banned file", "considered unsolicited",
    "message you sent blocked",
)  # fmt: skip

# how the body of a delivery report says it
FAILURE_WORDS = (
    (
    "could not be delivered"
    ), "couldn't be delivered", "cannot be delivered", "can not be delivered", "can't be delivered",
    "was not delivered", (
        "were not delivered"
    ), "not been delivered", "wasn't delivered", "undeliverable", "unable to deliver",
    (
    "unable to be delivered"
    ), "failed to deliver", (
        "delivery has failed"
    ), "delivery failed", "delivery failure", "could not deliver",
    "wasn't able to deliver", (
        "was not able to deliver"
    ), "not able to deliver", "trouble delivering", "could not be sent",
    "permanent fatal errors", (
        "transient non-fatal errors"
    ), "fatal errors", "delivery problems", "non-delivery",
    (
    "delivery status notification"
    ), (
        "following recipient"
    ), "following address", "failed recipient", "returned to sender", "returned mail",
    "returning mail", (
        "mail delivery software"
    ), "automatically by mail", "mail delivery system", "delivery of email to",
    (
    "delivery to the following"
    ), "did not reach", (
        "did not receive"
    ), "does not exist", "doesn't exist", "user unknown", "unknown user",
    "no such user", "invalid user", (
        "unknown recipient"
    ), "recipient unknown", "mailbox full", "mailbox is full", (
        "mailbox unavailable"
    ),
    "mailbox for", "over quota", "quota exceeded", (
        "exceeded the local limit"
    ), "rejected recipient", "rejected your", "has been rejected",
    "was rejected", (
        "message was blocked"
    ), "has been delayed", "be delayed", "has been postponed", "will be retried",
    "still being retried", "mail system at", "error message below", (
        "requested action not taken"
    ), "rcpt to:", "attempting to deliver",
    "remote host said", "not listed in", (
        "address not found"
    ), "message blocked", "bounced", "failure notice", "will keep trying",
    "unsolicited bulk", "banned", (
        "konnte nicht zugestellt"
    ), "nicht zustellbar", "nicht zugestellt", "n'a pas pu etre", "n'a pas pu être",
    "n'a pas été remis", (
        "no se ha podido entregar"
    ), "no se pudo entregar", "non è stato possibile", "non è stato recapitato", "non è stato consegnato",
    "kon niet worden", "kan niet worden", (
        "nie mogła zostać dostarczona"
    ), "não pôde ser entregue", "não foi possível entregar",
    "nemohla být doručena", (
        "не может быть доставлен"
    ), "не было доставлено", "не доставлено", "не удалось доставить",
    "невозможно доставить", "недоставлен", "не можемо доставити", "送信できません", "配信できません", "届けることができ",
    "配送できません", "お届けできません", "受信できません", "配信不能", "宛先", "无法投递", "无法送达", "退信", "無法傳送",
    "전송하지 못했습니다",
)  # fmt: skip

# "not" and "delivered", by stems: both in a report's subject, or in its sentence with a mailbox
NOT = stems(
    "not |n't|nicht|n'a pu|n'a pas|n'est pas|non |no |não|niet|ikke|inte |ei |eikä|nie |nebyl|nebol|nepodar"
    "|nemohl|nelze|nem |nu a |nu pot|nu s|nelivrat|не |нев|неможл|δεν|αδυν|αποτυχ|emedi|ılamad|ilemed"
    "|değil|לא |אין|لم |تعذر|ليس|không|chưa|tidak|gagal|ไม่|không thể|nije|nisu|ni bil|ni mogoče|nav "
    "|nepavyko|nebuvo|できません|されません|ない|无法|無法|未能|못"
)
DELIVERED = stems(
    "deliver|zugestell|zustell|überstell|remis|distribu|achemin|entreg|consegn|recapit|bezorg"
    "|afgelever|levere|toimit|perille|dostarcz|doruč|kézbes|livra|lliur|достав|παραδ|παράδ|teslim|iletil|toimet|נמסר"
    "|למסור|תسليم|تسليم|توصيل|gửi|terkirim|dikirim|ส่ง|isporuč|dostavl|piegādā|pristaty|送信|配信|配達|送达|送達|投递|배달|전송"
)

# a body that opens so was written by a mail system, whatever the author is called
FAILURE_OPENINGS = (
    (
    "your message could not be delivered to"
    ), "the email below could not be delivered", "non-delivery report",
    "your message with subject", (
        "this message was created automatically by mail"
    ), "delivery to the following recipient",
    "votre message n'a pas pu", "could not deliver message to the following", (
        "this is an automatically generated delivery"
    ),
    "your mail could not be delivered", (
        "a message that you sent could not be delivered"
    ), "your message did not reach",
    "unable to deliver message to", (
        "the following message could not be delivered"
    ), "the following address",
    "this is the mail system at host", "the original message was received at", (
        "the following mail could not be delivered"
    ),
    (
    "delivery of the following message"
    ), "this is a delivery status notification from", "ваше сообщение не было доставлено", "ihre nachricht konnte nicht", "your mail sent on",
)  # fmt: skip

DELAY_WORDS = (
    "deliver your message yet", "still trying to deliver", "deferral notice",
    "delayed", (
        "not yet been delivered"
    ), "not been delivered yet", "will be retried", "still being retried", "being retried",
    "will retry", "warning only", "only a warning", "just a warning", "advisory-only", (
        "has been postponed"
    ),
    "delivery attempts will continue", "keep trying", "could not send message for past", (
        "no action is required on your part"
    ),
    "you do not need to resend", "queued for delivery", "will continue to try", "try again later", (
        "transient non-fatal errors"
    ),
    "отложен", "задержан", "verzögert", "retardé", "retrasad", "попытки доставки будут", "遅延",
)  # fmt: skip
# of a delay, in the subjects of reports
DELAY_STEMS = stems(
    "delay|verzöger|différ|differe|retard|retras|ritard|atras|vertraag|vertrag|försen|fördröj|forsink|viiväst"
    "|opóźni|zpožd|oneskor|késlelt|késik|întârzi|задержк|задержан|отложен|затримк|gecik|καθυστέρ"
    "|עיכוב|تأخير|遅延|延迟|延遲|지연|ล่าช้า"
)
WARNINGS = (
    "do not need to resend", "warning message only", "warning only", "only a warning",
    "transient non-fatal errors",
)  # fmt: skip
LIST_REFUSALS = (
    "are not a member", "is not a member", "are not member", "is not member", (
        "not allowed to post"
    ), "rejected", "too big", "too large",
)  # fmt: skip
FINAL_WORDS = (
    "permanent fatal", "permanent error", (
        "failed permanently"
    ), "permanently fail", "given up", "giving up", (
        "could not be delivered. the"
    ),
)  # fmt: skip

# where the notification ends and the returned message begins
RETURNED_MARKS = (
    "--- below this line is a copy", "---below this line is a copy", (
        "--- below the next line is a copy"
    ), "------ this is a copy",
    (
    "this is a copy of the message"
    ), "----- original message", "-----original message", "---- original message",
    "original message follows", (
        "----- message header follows"
    ), "message header follows", "message headers follow",
    (
    "below is a copy of the original message"
    ), "--- original message follows", "-- the header and top", "lines of your original message",
    "unsent message below", (
        "unsent message follows"
    ), "returned message below", "returned mail follows", "--------returned mail",
    (
    "---- start of returned message"
    ), "here is your returned mail", "message text follows", "old message:",
    (
    "the mail header is as follows"
    ), "original message headers", "headers from the original", "begin message headers",
    (
    "copy of the original message"
    ), "---- mail header", "ursprüngliche nachricht", "--- the transcript", "исходное сообщение",
    "копия исходного", "以下は", "元のメール", "original mail:", (
        "start of original message"
    ), "received: from", "return-path:",
    "dkim-signature:",
)  # fmt: skip

RECIPIENT_LABELS = (
    "failed recipient", "recipient address", "intended recipient", (
        "undeliverable address"
    ), "undeliverable to", "rcpt to", "error-for",
    "could not be delivered to", "couldn't be delivered to", "unable to deliver message to", (
        "unable to deliver your message to"
    ),
    (
    "unable to deliver to"
    ), "delivery to", "message to", (
        "rejected recipient"
    ), "mailbox is full", "mailbox full", "addressed to",
    "unknown address", "unknown user", "user unknown", "no such user", "invalid address", (
        "original address"
    ), "final recipient",
    "recipient:", "recipients:", "address:", "адресат", "получател", "empfänger", "destinataire",
    "destinatario", "宛先", "受信者",
)  # fmt: skip

# an enhanced status code (RFC 3463) for words that carry none
STATUS_WORDS = (
    ("5.2.2", (
        "over quota", "quota exceeded", "exceeded quota", "overquota", "mailbox full", (
            "mailbox is full"
        ), "full mailbox", "inbox is full",
        "exceeded storage", "storage allocation", (
            "exceeded the local limit"
        ), "disk quota", "insufficient storage", "переполнен", "一杯",
    )),
    ("5.2.1", (
        (
        "account is disabled"
        ), "mailbox disabled", (
            "has been disabled"
        ), "account inactive", "not active", "inactive user", "suspended",
        "заблокирован", "отключен",
    )),
    ("5.3.4", (
        "too large", (
            "message size exceeds"
        ), "size limit", "message too big", "too big", "maximum size", "слишком большо",
    )),
    ("5.1.2", (
        "host unknown", "unknown host", "host not found", (
            "domain not found"
        ), "no such domain", "unrouteable", "unroutable",
        (
        "name or service not known"
        ), "name service error", "nxdomain", "bad destination system", "couldn't find any host",
        "domain name not found", "no route to domain",
    )),
    ("5.7.1", (
        "blacklist", "blocklist", "block list", "blocked", "spam", "relaying denied", (
            "relay access denied"
        ), "unable to relay",
        "not permitted", "access denied", "policy", "unsolicited", "virus", "banned", (
            "not authorized"
        ), "not member", "not a member",
    )),
    ("5.1.1", (
        "user unknown", "unknown user", "no such user", (
            "no such recipient"
        ), "unknown recipient", "recipient unknown", "does not exist",
        "doesn't exist", (
            "invalid recipient"
        ), "invalid user", "invalid mailbox", "no mailbox here", (
            "mailbox unavailable"
        ), "not found",
        (
        "mailbox not found"
        ), (
            "address rejected"
        ), "unknown address", "not listed in", "no longer", "not known", "unbekannt", "inconnu",
        "не существует", "не найден", "no such person", "user doesn't", "not our customer", (
            "invalid final delivery userid"
        ),
    )),
    ("5.4.1", (
        "connection refused", "timed out", "time out", "timeout", (
            "no answer from host"
        ), "could not connect", "connect to", "deferred",
    )),
)  # fmt: skip

# what mail programs put before a colon, or alone, as the subject of an automatic reply
ABSENCE_SUBJECTS = (
    "automatic reply", (
        "automatic response"
    ), "auto-reply", "autoreply", "auto reply", "auto response", "auto-response",
    (
    "out of office autoreply"
    ), "out of office reply", "vacation reply", "vacation response", "автоответ", (
        "автоматический ответ"
    ),
    "автоматична відповідь", "автовідповідь", (
        "автоматическое уведомление об отсутствии"
    ), "automatische antwort",
    (
    "automatische abwesenheit"
    ), "abwesenheitsnotiz", "abwesenheitsnachricht", "autoantwort", "réponse automatique",
    "reponse automatique", (
        "respuesta automática"
    ), "respuesta automatica", "risposta automatica", "resposta automática",
    "resposta automatica", "automatisch antwoord", (
        "automatische beantwoording"
    ), "afwezigheidsbericht", "odpowiedź automatyczna",
    "autoodpowiedź", (
        "automatická odpověď"
    ), "automatisk svar", "autosvar", "automatiskt svar", "fraværsmelding", (
        "automaattinen vastaus"
    ),
    "poissaoloviesti", "otomatik yanıt", (
        "automatikus válasz"
    ), "răspuns automat", "automatski odgovor", (
        "automatische reactie"
    ),
    "automated response", "automated reply", "automatisierte antwort", "réponse automatisée",
    "respuesta automatizada", "risposta automatizzata", "resposta automatizada",
    "geautomatiseerd antwoord", "zautomatyzowana odpowiedź", "автоматизированный ответ",
    "αυτόματη απάντηση", "תשובה אוטומטית", "자동 회신", "自動応答", "自動返信", "自动回复", "自動回覆",
)  # fmt: skip

# what an absence says when only a hint speaks for it
ABSENCE_WORDS = (
    (
    "out of the office"
    ), "out of office", "on vacation", "on holiday", (
        "on annual leave"
    ), "on leave until", "currently away", "am away",
    "be away", "maternity leave", "parental leave", (
        "limited access to e"
    ), "in the office on", "not in the office",
    (
    "return to the office"
    ), "в отпуске", "отсутствую", (
        "нет на рабочем месте"
    ), "не в офисе", "буду отсутствовать", "автоматический ответ",
    (
    "в командировке"
    ), "у відпустці", "відсутн", (
        "nicht im büro"
    ), "nicht im haus", "im urlaub", "abwesend", "außer haus",
    "nicht erreichbar", "en congé", "absent", "en vacances", (
        "fuera de la oficina"
    ), "de vacaciones", "ausente", "fuori ufficio",
    "in ferie", (
        "niet op kantoor"
    ), "met vakantie", "afwezig", "na urlopie", "nieobecn", (
        "no escritório"
    ), "de férias", "på semester",
    "på ferie", "lomalla", "不在", "休暇", "休假",
    "i'm away", "i am away", "no access to e", "on leave", "back in the office", "am out of office",
    "en déplacement", "estaré de vacaciones", "sarò assente", "assente", "momenteel afwezig",
    "inte på kontoret", "ikke på kontoret", "ude af kontoret", "på semester till", "olen poissa",
    "poza biurem", "mimo kancelář", "dovolené", "szabadság", "în concediu", "ofis dışında", "izindeyim",
    "απουσιάζω", "в отпуск съм", "u uredu", "nisam u", "nisem v", "מחוץ למשרד", "בחופשה", "خارج المكتب",
    "في إجازة", "부재중", "휴가", "nghỉ phép", "sedang cuti",
    "toimistolla", "vuosilomalla", "palaan töihin", "puhkus", "atostog", "atvaļināj", "prombūtn",
    "de vacances", "godišnjem odmor", "dopust", "годишњ", "одсуств", "отсъств", "σε άδεια", "εκτός γραφείου",
    "yıllık izin", "tatilde", "izinliyim", "חופשת", "إجازة", "مرخصی", "छुट्टी", "अवकाश", "ลาพักร้อน", "ลาหยุด", "đi vắng",
    "bercuti", "เดินทาง", "í fríi", "oporretan", "vacacións", "in elternzeit", "auf dienstreise",
    "en congés", "de baja", "in trasferta", "em viagem", "zwolnieni", "delegacj", "služební cest",
    "out of my office", "away from my desk", "away from the office", "paternity leave", "sick leave",
    "not be reading my mail", "when i return", "in mutterschutz", "im mutterschutz", "op vakantie",
    "tuma dovolen", "на отдыхе", "в відпуст",
    "tjänstledig", "barselsorlov", "permisjon", "conference", "vrij tot", "finished at",
    "am travelling", "am traveling", "a business trip", "en voyage", "de viaje", "in viaggio",
    "em viagem", "w podróży", "mimo kancelári", "służbow",
    "jag är ledig", "föräldraledig", "har fri til", "har fri fra", "holder fri", "nicht im dienst",
    "away from my", "away until",
    "休み", "出張", "出差", "출장", "отъезде", "больничном", "відряджен", "меня нет", "не буду на работе", "не на рабочем",
)  # fmt: skip

READ_SUBJECTS = (
    "read:", "gelesen:", "lu :", "lu:", "leído:", "прочитано:", "letto:", "lido:", "gelezen:",
    "przeczytano:", "läst:", "lest:", "læst:",
    "luettu:", "not read:", "ungelesen:", "не прочитано:", "deleted:", (
        "return receipt"
    ), "read receipt", (
        "reading confirmation"
    ),
    (
    "уведомление о прочтении"
    ), "отчет о прочтении", "lesebestätigung", "accusé de lecture", "confirmación de lectura",
    "conferma di lettura", "accusé de réception (", "ricevuta di ritorno (", "acuse de recibo (", "confirmação de leitura", "開封済み", "已读",
)  # fmt: skip
READ_WORDS = (
    "was read on", "has been displayed", "was displayed", (
        "was deleted without being read"
    ), "has been read", "is a return receipt for",
    "disposition:", "wurde gelesen", "a été lu", "fue leído", "было прочитано", "прочитано",
    "was opened", "lesebestätigung", "was received by:", "this is a return receipt",
    "dies ist eine empfangsbestätigung", "ceci est un accusé de réception",
    "este es un acuse de recibo", "questa è la ricevuta di ritorno", "questa è una ricevuta di ritorno", "это уведомление о прочтении",
    "dit is een leesbevestiging", "to jest potwierdzenie odbioru", "これは開封確認", "这是回执",
    "è stato letto", "is gelezen", "開封",
)  # fmt: skip

CONFIRMATION_SUBJECTS = (
    "forwarding confirmation", "confirm forwarding", (
        "confirm email forwarding"
    ), "confirm mail forwarding", "forwarding verification",
    "verify forwarding", "verify your forwarding", "forwarding address", (
        "email forwarding confirm"
    ), "mail forwarding confirm",
    "подтверждение пересылки", "подтвердите пересылку", (
        "подтверждение адреса для пересылки"
    ), "подтверждение переадресации",
    (
    "подтверждение адреса пересылки"
    ), "пересылка почты", "переадресация писем", "пересылка писем", "weiterleitungsbestätigung",
    "bestätigung der weiterleitung", "confirmation de transfert", "confirmación de reenvío", (
        "подтверждение правила пересылки"
    ),
    "подтверждение правила",
)  # fmt: skip

# how bulk mail offers to stop
UNSUBSCRIBING = (
    "unsubscribe", "opt out", "opt-out", "abbestell", "abmelden", "austragen", "désinscri",
    "desinscri", "désabonn", "darse de baja", "cancelar la suscrip", "descadastr",
    "cancelar inscri", "cancellati", "annulla l'iscrizione", "disiscriv", "afmelden", "uitschrijven", "avregistrera",
    "afmeld", "meld deg av", "avmeld", "peruuta tilaus", "wypis", "zrezygnuj", "odhlás", "leiratkoz", "dezabon",
    "отписаться", "отписка", "відписатися", "отпишете", "aboneliğ", "απεγγραφ", "διαγραφή από", "配信停止", "退订",
    "退訂", "수신거부", "hủy đăng ký", "berhenti berlangganan", "إلغاء الاشتراك", "להסרה",
)  # fmt: skip
