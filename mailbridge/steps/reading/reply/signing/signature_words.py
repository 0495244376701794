"""The words people and their telephones put into signatures, in all the languages we know of; all
in lower case.
"""

from mailbridge.steps.text.word_tables import phrases, stems, word_set

SENDING = stems(
    "sent|envoyé|envoyee|envoyée|gesendet|enviado|enviada|inviato|inviata|verzonden|verstuurd|wysłan|wysłane"
    "|sendt|skickat|skickad|lähetetty|odesláno|odoslané|elküldve|küldve|trimis|отправлен|послано|надіслан"
    "|відправлен|изпратен|στάλθηκε|gönderil|נשלח|أرسل|أُرسل|مرسل|تم الإرسال|发自|發自|发送|傳送|寄出|から送信"
    "|送信|에서 보냄|보낸|gửi từ|được gửi|dikirim|ส่งจาก|poslan|posláno|saadetud|išsiųsta|nosūtīts|даслана"
    "|адпраўлена|from my |from mobile|via mobile|typed on|written on|get outlook|envoyer|написано с"
    "|gesendet von|geschrieben mit|scaricare outlook|obtenir outlook|obtener outlook|télécharger "
    "outlook"
    "|загрузить outlook|скачать outlook|получите outlook|outlook für|outlook para|pobierz program "
    "outlook"
    "|pobierz outlook"
)
DEVICES = stems(
    "iphon|ipad|ipod|android|mobile|phone|cell|blackberry|samsung|galaxy|huawei|honor|xiaomi|redmi|poco|pixel"
    "|nokia|htc|sony|xperia|motorola|oneplus|oppo|vivo|realme|lenovo|alcatel|tablet|handy|smartphone|handset"
    "|wireless|outlook|windows|mailbox|yahoo|gmail|aol|k-9|airmail|spark|typeapp|bluemail|blue mail"
    "|thunderbird|protonmail|proton mail|proton|mail.ru|яндекс|yandex|mail "
    "for|mailapp|mymail|mobil|móvil"
    "|movil|celular|telefon|téléphone|portable|telefono|telefoon|telemóvel|puhelim|телефон|смартфон|мобильн"
    "|мобільн|айфон|手机|手機|携帯|スマート|휴대|아이폰|갤럭시|điện thoại|τηλέφωνο|κινητό|cep telefon|נייד"
    "|הטלפון|هاتف|جوال|boxer|superhuman|newton|sparrow|zoho|fairemail|canary|edison|nine|zimbra|polymail"
    "|hey.com|tutanota|tuta|posteo|gmx|web.de|t-online|apple watch|macbook|imac|mac "
    "|laptop|компьютер|ноутбук"
    "|планшет|почт|пошт|email "
    "app|workspace|touch|treo|palm|kindle|ti-85|horde|roundcube|seznam|wp.pl|interia"
    "|onet|libero|virgilio|orange|libre|ukr.net|i.ua|mail"
)
EXCUSES = stems(
    "excuse|typo|brevity|forgive|pardon|sorry|autocorrect|опечат|краткост|ошибк|помилк|entschuldig|tippfehler|fautes"
)

CLOSINGS = phrases(
    "regards / best regards / kind regards / kindest regards / warm regards / warmest regards / "
    "with regards",
    "with best regards / with kind regards",
    "best / all the best / best wishes / many regards / rgds / brgds / br / kr / cheers / "
    "sincerely / yours sincerely",
    "sincerely yours / yours truly",
    "yours faithfully / respectfully / cordially / yours / with respect / take care / warmly / "
    "have a nice day",
    "have a great day / with best wishes / warm wishes",
    "с уважением / с ув. / с ув / с уваж / с наилучшими пожеланиями / с почтением / с искренним "
    "уважением / с глубоким уважением",
    "искренне ваш / искренне ваша / всего доброго",
    "всего хорошего / всего наилучшего / хорошего дня / удачи / с любовью / с приветом / ваш / "
    "ваша / успехов",
    "с уважением и наилучшими пожеланиями",
    "з повагою / з найкращими побажаннями / щиро ваш / щиро / з пошаною / гарного дня / всього "
    "найкращого",
    "з повагою та найкращими побажаннями",
    "mit freundlichen grüßen / mit freundlichen grüssen / mit freundlichem gruß / freundliche "
    "grüße / viele grüße",
    "beste grüße / liebe grüße / herzliche grüße",
    "schöne grüße / grüße / gruß / gruss / lg / vg / mfg / mit besten grüßen / hochachtungsvoll / "
    "viele grüsse",
    "liebe grüsse / freundliche grüsse / bis bald",
    "cordialement / bien cordialement / très cordialement / bien à vous / bien à toi / amicalement",
    "sincères salutations / salutations / meilleures salutations",
    "salutations distinguées / respectueusement / cdt / cdlt / bonne journée / bonne réception / "
    "à bientôt / bises",
    "saludos / un saludo / saludos cordiales / un cordial saludo / atentamente / cordialmente",
    "reciba un cordial saludo / un abrazo / abrazos / atte",
    "cordiali saluti / distinti saluti / saluti / un saluto / cari saluti / un caro saluto / "
    "buona giornata",
    "a presto",
    "met vriendelijke groet / met vriendelijke groeten / vriendelijke groet / vriendelijke "
    "groeten / groet / groeten",
    "groetjes / mvg / hartelijke groet / hartelijke groeten",
    "pozdrawiam / z poważaniem / pozdrowienia / serdecznie pozdrawiam / pozdrawiam serdecznie / z "
    "wyrazami szacunku",
    "łączę pozdrowienia",
    "atenciosamente / cumprimentos / com os melhores cumprimentos / melhores cumprimentos / "
    "abraço / abraços / att",
    "saudações / um abraço / cordialmente",
    "med venlig hilsen / venlig hilsen / mvh / med vänlig hälsning / med vänliga hälsningar / "
    "vänliga hälsningar",
    "vänlig hälsning / hälsningar / bästa hälsningar",
    "hilsen / vennlig hilsen / med vennlig hilsen / beste hilsen / kærlig hilsen / de bedste "
    "hilsner / hälsning",
    "med hilsen / vh",
    "ystävällisin terveisin / terveisin / parhain terveisin / t. / terv / yt / lämpimin terveisin "
    "/ kunnioittavasti",
    "s pozdravem / s přátelským pozdravem / s úctou / zdravím / pěkný den / hezký den / s "
    "pozdravom / s úctou",
    "s priateľským pozdravom",
    "üdvözlettel / tisztelettel / üdv / szép napot / cu stimă / cu respect / o zi bună / toate "
    "cele bune / salutări",
    "поздрави / с уважение / хубав ден / поздрав / с поштовањем / s poštovanjem / lp / lijep "
    "pozdrav / pozdrav",
    "lep pozdrav / s spoštovanjem",
    "με εκτίμηση / φιλικά / με φιλικούς χαιρετισμούς / ευχαριστώ / saygılarımla / saygılarımızla "
    "/ iyi çalışmalar",
    "iyi günler / sevgiler / saygılar / selamlar",
    "בברכה / בכבוד רב / תודה / מצפה / כל טוב / מע التحية / مع التحية / تحياتي / مع أطيب التحيات / "
    "مع خالص التحيات",
    "وتفضلوا بقبول فائق الاحترام / مع الشكر",
    "此致 / 此致敬礼 / 敬礼 / 祝好 / 谨启 / 敬上 / 順頌商祺 / 祝商祺 / 顺颂商祺 / 敬具 / よろしくお願いします",
    "よろしくお願いいたします / 以上 / 草々 / 宜しくお願い致します",
    "よろしくお願い致します",
    "감사합니다 / 드림 / 올림 / trân trọng / thân / thân mến / thân ái / kính thư / salam / hormat saya / "
    "lugupidamisega / su pagarba",
    "pagarbiai / ar cieņu / salutacions",
    "ta / v/r / very respectfully / with appreciation / in gratitude / peace / kthxbye / best always / "
    "as ever / yours ever / all my best / my best / your friend / br, / b.r. / w/r / rgs / vbr",
    "mit freundlichen grüssen / mit freundlichem gruss / bg / hg / gr / freundlichen gruß / ihr / ihre / "
    "beste grüsse / liebe grüße und danke",
    "z pozdrowieniami / pozdr / pozdr. / łączę wyrazy szacunku / s pozdravom / s úctou / "
    "s přáním hezkého dne / tisztelettel és üdvözlettel / köszönettel / dengan hormat / salam hormat / "
    "terima kasih dan salam / ขอแสดงความนับถือ / ด้วยความนับถือ / सादर / शुभकामनाएँ / আন্তরিক শুভেচ্ছা / শুভেচ্ছান্তে / "
    "அன்புடன் / با احترام / با تشکر / با سپاس / والسلام / تقبلوا تحياتي / وتقبلوا تحياتي / والشكر / "
    "με σεβασμό / θερμούς χαιρετισμούς / kunnioittaen / pagarbiai jūsų / atentament / cordialment / "
    "agur bero bat / saúdos / groete / vriendelike groete / kveðja / bestu kveðjur / kær kveðja / me respekt",
    "vänligen / hugs / xoxo / kram / kramar / bisous / gros bisous / besos / baci / kus / buziaki / "
    "обнимаю / целую / knus / klem / love / lots of love / with love / much love",
)
THANKS = phrases(
    "thanks / thank you / thanks a lot / many thanks / thanks again / thx / ty / thanks and "
    "regards",
    "thanks & regards / thank you and regards / thanks in advance",
    "thank you very much / with thanks / спасибо / спасибо за помощь / заранее спасибо / благодарю",
    "спасибо и всего доброго / дякую / дякую за допомогу / щиро дякую",
    "danke / dankeschön / vielen dank / danke schön / besten dank / merci / merci d'avance / gracias / muchas "
    "gracias / grazie",
    "bedankt / dank / dziękuję / dzięki / obrigado / obrigada",
    "tak / tack / takk / kiitos / děkuji / ďakujem / díky / köszönöm / mulțumesc / благодаря / "
    "ευχαριστώ",
    "teşekkürler / תודה / شكرا / 谢谢 / 謝謝 / ありがとうございます / 고맙습니다",
    "cảm ơn / tack på förhand / på förhånd tak / bedankt alvast / alvast bedankt / mange tak / "
    "mange takk",
    "tusen takk / धन्यवाद / ধন্যবাদ / நன்றி / ధన్యవాదాలు / ಧನ್ಯವಾದಗಳು / നന്ദി / આભાર / شکریہ / متشکرم / ممنون / "
    "شكراً / شكرا جزيلا / ขอบคุณ / ขอบคุณครับ / ขอบคุณค่ะ / terima kasih / makasih / salamat / salamat po / ačiū / "
    "z góry dziękuję / dziękuję z góry / předem děkuji / vopred ďakujem / előre is köszönöm / mulțumesc anticipat / "
    "dėkoju / paldies / aitäh / tänan / hvala / hvala lijepa / najlepša hvala / хвала / faleminderit / dankie / "
    "asante / gràcies / moltes gràcies / eskerrik asko / grazas / go raibh maith agat / diolch / takk fyrir / "
    "mersi / grazie mille / muito obrigado / muito obrigada / mil gracias / merci beaucoup / un grand merci / "
    "kiitos paljon / teşekkür ederim / çok teşekkürler / σας ευχαριστώ / ευχαριστούμε / תודה רבה / 多谢 / 感谢 / "
    "ありがとうございました / 감사드립니다 / much appreciated / cheers and thanks / tia / danke im voraus / "
    "vielen dank im voraus / merci par avance / gracias de antemano / grazie in anticipo / obrigado desde já",
)
GREETINGS = word_set(
    "hi hello hey dear hallo hej bonjour hola ciao привет здравствуйте добрый доброе вітаю добрий "
    "guten"
)

CONFIDENTIAL = stems(
    "confidential|privileged|intended recipient|intended "
    "solely|addressee|disclaimer|unauthorized|unauthorised"
    "|disclosure|in "
    "error|dissemination|конфиденциальн|адресат|предназначен|уведомляем|разглашени|ошибочно"
    "|конфіденційн|призначен|помилково|vertraulich|bestimmungsgemäß|adressat|empfänger|irrtümlich|unbefugt"
    "|confidentiel|destinataire|par erreur|confidencial|destinatario|por "
    "error|riservat|destinatari|per errore"
    "|vertrouwelijk|geadresseerde|abusievelijk|poufn|adresata|przez pomyłkę|omyłkowo|confidenciais"
    "|destinatário|por "
    "engano|fortrolig|konfidentiell|luottamukselli|důvěrn|bizalmas|gizli|機密|保密|机密|기밀"
    "|סודי|سري|environment before printing|consider the environment|think before you "
    "print|virus|liability"
    "|confiden|konfid|důvěr|dôvern|povjerljiv|poverljiv|zaupn|поверителн|поверљив|εμπιστευτικ|bảo mật|bí mật|rahasia|ความลับ|חסוי|محرمان|秘密|대외비|riservatezza|secret professionnel|diffusione|regolamento|divulg|copia|utilizzo|ricevuto|reproduction|distribu"
    "|legally|e-mail and any attachments|email and any attachments|this e-mail|this email|this "
    "message"
    "|данное сообщение|настоящее сообщение|это сообщение|цей лист|це повідомлення|diese e-mail|ce "
    "message"
    "|ce courriel|este mensaje|este correo|questo messaggio|dit bericht|deze e-mail|niniejsza "
    "wiadomość"
    "|esta mensagem|dette brev|delete it|notify"
)
CONFIDENTIAL_CORE = stems(
    "confidential|privileged|intended recipient|intended "
    "solely|addressee|disclaimer|disclosure|конфиденциальн"
    "|адресат|предназначен|конфіденційн|призначен|vertraulich|adressat|bestimmungsgemäß|confidentiel|confidencial"
    "|riservat|destinatari|vertrouwelijk|geadresseerde|poufn|adresata|confidenciais|fortrolig|konfidentiell"
    "|luottamukselli|důvěrn|bizalmas|gizli|機密|保密|机密|기밀|סודי|سري|environment before printing"
    "|consider the environment|think before you print|confiden|konfid|důvěr|dôvern|povjerljiv|poverljiv|zaupn|поверителн|поверљив|εμπιστευτικ|bảo mật|bí mật|rahasia|ความลับ|חסוי|محرمان|秘密|대외비|riservatezza|secret professionnel"
)
# what a disclaimer, a plea and a scanner's report speak of
MESSAGE = stems(
    "mail|mejl|e-post|epost|message|messaggio|mensaje|mensagem|missage|courriel|courrier|correo|nachricht|bericht|wiadomo|meddel"
    "|melding|besked|brev|zpráv|správ|üzenet|levél|mesaj|ileti|sporočil|poruk|μήνυμα|pesan|thư|viesti|kiri"
    "|laišk|vēstul|žinut|сообщени|письмо|письма|повідомлен|лист|съобщение|порука|הודעה|דוא|رسال|بريد|ایمیل"
    "|邮件|郵件|信件|メール|메일|อีเมล"
)
THIS = stems(
    "this |the message|the e-mail|the email|diese|ce |cet|este|esta|questo|questa|il messaggio"
    "|dit |deze |ta wiadomo|wiadomość|tato|tento|táto|dette|denna|detta|denne|tämä|ez |a levél|acest|bu |данное"
    "|это|настоящее|письмо|сообщение|цей|це |лист|това|съобщението|ova|ovo|ta e-po|το μήνυμα|l'absence"
    "|l’absence|no virus|keine viren|本|此|이 "
)
ENVIRONMENT = stems(
    "environment|umwelt|environnement|medio ambiente|medioambiente|meio ambiente|ambiente|milieu|środowisk"
    "|miljø|miljö|ympäristö|prostředí|prostred|környezet|mediul|çevre|окружающ|экологи|природ|довкілл|околната"
    "|okoliš|okolj|περιβάλλον|lingkungan|môi trường|trees|the planet|bäume|arbres|árboles|деревья|环境|環境|환경"
)
PRINTING = stems(
    "print|druck|imprim|stampa|afdruk|utskri|udskri|skriv ut|skriver ut|tulost|tisk|vytlač|nyomtat|tipări"
    "|yazdır|печат|друк|распечат|ispis|εκτυπ|cetak|打印|印刷|列印|인쇄"
)
BEFORE_PRINTING = stems(
    "before print|before you print|before you decide to print|really need to print|you need to print"
)
BEFORE = stems(
    "don't print|do not print|think twice|bevor|müssen sie|avant d|antes de|prima di"
    "|voordat|alvorens|zanim|przed|inden|før du|innan|ennen kuin|než |predtým|skôr|mielőtt|înainte|önce|перед"
    "|прежде чем|перш ніж|преди|prije|preden|πριν|sebelum|trước khi|打印前|印刷する前|前に|列印前"
)
VIRUS = stems(
    "virus|virenfrei|viren |vírus|wirus|вирус|вірус|ιού|ウイルス|ウィルス|病毒|바이러스|malware"
)
SCANNED = stems(
    "scanned|checked|geprüft|überprüft|gescannt|vérifi|analys|scanné|comprob|analiz|verific|escane|controllat"
    "|scansionat|gescand|gecontroleerd|skannat|skannet|kontroll|tarkist|zkontrol|skontrol|ellenőr|scanat"
    "|tarandı|taranm|проверен|перевірен|проверка|sprawdz|przeskan|provjer|pregled|σαρώ|ελέγχ|dipindai|掃描|扫描"
    "|チェック|検査|검사|free|frei"
)
SCANNERS = stems(
    "avast|avg |avg.|kaspersky|norton|eset|nod32|mailscanner|mailguard|mcafee|symantec|bitdefender|sophos"
    "|dr.web|trend micro|clamav|barracuda|mimecast|messagelabs|proofpoint|f-secure|avira|panda|antivirus"
)
# entries of a company in a register; two of them
REGISTER = stems(
    "registered in|registered office|company number|company no|company reg|reg. no|registration number"
    "|registration no|vat no|vat number|vat reg|handelsregister|amtsgericht|geschäftsführ|hrb|hra |ust-id"
    "|ust.-id|ustid|sitz der gesellschaft|firmensitz|vorstand|aufsichtsrat|firmenbuch|siret|siren|r.c.s|rcs "
    "|capital de|siège social|capital social|partita iva|p.iva|p. iva|cod. fisc|c.f. |sede legale|n.i.f|cif "
    "|cif:|registro mercantil|domicilio social|cnpj|kvk|k.v.k|btw|ondernemingsnummer|org.nr|orgnr|org. nr"
    "|cvr|y-tunnus|krs|nip |nip:|regon|ičo|dič|cégjegyzék|adószám|инн|огрн|кпп|юридический адрес|р/с|єдрпоу"
)
# a further line of the service whose footer follows
FOOTER_BESIDE = stems(
    "visit topic|visit message|reply to this email to respond|reply to this email to continue|view it on git"
    "|besuche das thema|visitez le sujet|visita el tema|visite o tópico|посетите тему|перейдите к теме"
)
FOOTER_SENTENCES = stems(
    "to unsubscribe|you received this|you are receiving this|you're receiving this"
    "|reply to this email directly|view it on git|checked for viruses|virus-free|scanned for "
    "viruses"
    "|google groups|listinfo|list archives|manage your subscription|to post to this group"
    "|вы получили это письмо|чтобы отписаться|проверено антивирусом|проверено на вирусы|не "
    "содержит вирусов"
    "|щоб відписатися|ви отримали цей лист|auf viren|virenfrei|zum abmelden|pour se désabonner|se "
    "désinscrire"
    "|para darse de baja|para cancelar|per annullare|e-postmeddelande|analizzato con"
)
FOOTER = stems(
    "mailing list|unsubscribe|google groups|you received this message because|you are receiving "
    "this|avast"
    "|avg.com|virus-free|checked for viruses|scanned by|checked by|mailman/listinfo|listinfo|list "
    "archives"
    "|manage your subscription|to post to this group|отписаться|список рассылки|вы получили это "
    "письмо"
    "|проверено антивирусом|проверено на вирусы|не содержит "
    "вирусов|відписатися|abmelden|abbestellen|auf viren"
    "|virenfrei|antivirus|se désabonner|désinscrire|darse de baja|cancelar suscripción|annulla "
    "iscrizione"
    "|disiscriver|uitschrijven|wypisać|wirus|reply to this email directly|view it on git|you're "
    "receiving this"
    "|reply to this message|respond to this|mute the thread|e-postmeddelande|sent through "
    "the|this group"
    "|libero.it|analizzato|don't print|please consider"
)
