"""Words of what companies, mailing lists and virus scanners put below a letter, in all the
languages we know of; all in lower case.
"""

from mailbridge.steps.text.word_tables import stems

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
    "|presente comunicazione|information contained|informations contenues|información contenida|informazioni contenute"
    "|informação contida|enthaltenen information|informacje zawarte|informatie in dit|содержащаяся|informationen in"
)
# which anybody writes, and disclaimers, too: they count in what speaks of a message
RESTRICTING = stems(
    "any attachments|all attachments|любые вложения|все вложения|всі вкладення|alle anlagen|etwaige anlagen|pièces jointes|pièce jointe"
    "|archivos adjuntos|eventuali allegati|bijlagen|wszelkie załączniki|přílohy|uitsluitend|ausschließlich|exclusiv|esclusiv|wyłącznie|исключительно|виключно|výhradně|výlučne"
    "|kizárólag|uteslutande|udelukkende|yksinomaan|isključivo|verboden|verboten|prohibi|vietat|zabron|запрещ|förbjud"
)
CONFIDENTIAL_CORE = stems(
    "confidential|privileged|intended recipient|intended "
    "solely|addressee|disclaimer|disclosure|конфиденциальн"
    "|адресат|предназначен|конфіденційн|призначен|vertraulich|adressat|bestimmungsgemäß|confidentiel|confidencial"
    "|riservat|destinatari|vertrouwelijk|geadresseerde|poufn|adresat|confidenciais|fortrolig|konfidentiell"
    "|luottamukselli|důvěrn|bizalmas|gizli|機密|保密|机密|기밀|סודי|سري|environment before printing"
    "|consider the environment|think before you print|confiden|konfid|důvěr|dôvern|povjerljiv|poverljiv|zaupn|поверителн|поверљив|εμπιστευτικ|bảo mật|bí mật|rahasia|ความลับ|חסוי|محرمان|秘密|대외비|riservatezza|secret professionnel"
)
# what a disclaimer says beside the name of a letter, in the languages that those tables lack: that
# it is secret, whom it is meant for, what to do with one that came by mistake
SECRET = stems(
    "confid|konfid|vertraulich|vertrouwelijk|riservat|poufn|důvěrn|dôvern|fortrolig|luottamuksel|bizalmas|gizli|конфид|конфід"
    "|поверит|поверљив|εμπιστευτ|机密|機密|保密|秘密|기밀|대외비|סודי|חסוי|سري|محرمان|bảo mật|bí mật|rahasia|ความลับ|povjerljiv"
    "|poverljiv|zaupn|trúnað|slapt|isikuandme"
)
MEANT = stems(
    "intended|przeznaczon|určen|avsedd|avsett|tiltænkt|beregnet|tiltenkt|tarkoitettu|προορίζ|adresează|destinat|yönelik|предназнач|призначен"
    "|namijenj|namenjen|skirt|paredzēt|mõeldud|ditujukan|dành cho|dành riêng|مخصص|موجه|מיועד|対象|지정|仅供|仅限|僅供|szól"
)
ADDRESSEES = stems(
    "recipient|addressee|empfänger|adressat|destinat|geadresseerde|ontvanger|adresat|odbiorc|příjemc|prijemc|adresát|mottagare|modtager"
    "|mottaker|vastaanott|címzett|alıcı|παραλήπτ|получател|адресат|одержувач|primatelj|primalac|primaoc|prejemnik|gavėj|adresāt|saaja"
    "|adressaa|penerima|người nhận|ผู้รับ|المستلم|المرسل إليه|נמען|受信者|受取人|宛先|수신|收件人|接收人"
)
BY_MISTAKE = stems(
    "in error|by mistake|mistakenly|irrtüm|versehentlich|par erreur|por error|por engano|per errore|abusiev|ten onrechte|pomyłk|omyłk"
    "|omylem|misstag|en fejl|ved feil|vahingossa|erehdy|téved|greșeal|eroare|yanlışlık|sehven|εκ παραδρομής|κατά λάθος|ошиб|помилк"
    "|по грешка|greškom|zabun|pomot|per klaid|kļūd|eksikombel|kesalahan|keliru|nhầm|โดยผิดพลาด|بالخطأ|بطريق الخطأ|בטעות|誤って|잘못"
    "|错收|误收|誤收"
)
DELETING = stems(
    "delete|destroy|lösch|vernicht|supprim|détrui|elimin|destru|cancell|distrugg|verwijder|vernietig|usun|zniszcz|smaž|vymaž|odstra|radera"
    "|slett|slet|poista|töröl|ștergeți|distrug|silin|imha|διαγράψ|удал|уничтож|видал|знищ|изтрий|obris|izbriš|ištrin|dzēs|kustuta"
    "|hapus|xóa|xoá|ลบ|احذف|حذف|מחק|削除|破棄|삭제|删除|刪除"
)
IF = stems(
    "if you|falls|wenn sie|si vous|si usted|si no|se você|se não|se non|se avete|se ha |indien|jeżeli|jeśli|pokud|ak nie|om du|hvis|jos "
    "|amennyiben|ha nem|ha téved|dacă|eğer|εάν|если|якщо|ако|ukoliko|jei |ja jūs|kui te|jika|nếu|หาก|إذا|אם |如果|場合|경우"
)
# how somebody begins to speak of a letter of their own, as no company does
OWN_BEGINNINGS = stems(
    "my |i |i'm |i've |ich |mein|mon |ma |mes |je |j'ai |mi |mis |yo |il mio|la mia|ho |meu|minha|eu |mijn |ik |min |mitt |mina |jag |jeg "
    "|mój|moja|moje|můj|má |я |мой|моя|моё|мое|мій|аз |benim |minun |az én |אני |أنا |我|私|제가 |저는 "
)
# what a disclaimer, a plea and a scanner's report speak of
MESSAGE = stems(
    "mail|mejl|e-post|epost|e-past|message|messaggio|mensaje|mensagem|missage|courriel|courrier|correo|nachricht|bericht|wiadomo|meddel"
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
    "information from eset|virus signature database|<*>|groups links|yahoo! groups|visit topic|visit message|reply to this email to respond|reply to this email to continue|view it on git"
    "|besuche das thema|visitez le sujet|visita el tema|visite o tópico|посетите тему|перейдите к теме"
)
FOOTER_SENTENCES = stems(
    "attachment was scrubbed|message was scrubbed|to unsubscribe|non-text portions of this message|scanned this e-mail|scanned this email|scanned this message|has been scanned by|was scanned by|been checked by|you received this|you are receiving this|you're receiving this"
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
    "attachment was scrubbed|message was scrubbed|non-text portions of this message|scanned this e|scanned this m|mailing list|unsubscribe|google groups|you received this message because|you are receiving "
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
# what a person adds below a signature: hours of work, a calendar, a survey
BESIDE_CARD = stems(
    "working hours|working days|working day is|working pattern|work flexibly|flexible working|i work part|i work flex"
    "|office hours|non-working day|outside of normal hours|outside normal working|outside business hours|hours may differ"
    "|hours of business|my days in the office|book a meeting|book time with|schedule a meeting|book a call|schedule a call"
    "|book an appointment|find a time|calendly|how did i do|rate my|rate our service|give feedback|tell us how we did"
    "|follow us on|connect with us|find us on|meine arbeitszeiten|meine arbeitstage|bürozeiten|sprechzeiten|erreichbar bin ich"
    "|öffnungszeiten:|termin buchen|folgen sie uns|horaires de travail|jours de présence|droit à la déconnexion|suivez-nous"
    "|prendre rendez-vous|horario laboral|horario de atención|desconexión digital|síguenos|horário de trabalho"
    "|horário de atendimento|siga-nos|orario di lavoro|seguici|werkdagen|bereikbaar op|volg ons|arbetstider|kontorstid"
    "|arbejdstid|arbeidstid|kontortid|рабочее время|рабочие дни|часы работы|режим работы|график работы|dni robocze"
    "|godziny pracy|pracovní doba|we are hiring|we're hiring|i acknowledge the traditional|traditional owners"
    "|traditional custodians|sprechstunde|geschäftszeiten|heures d'ouverture|horaires d'ouverture|orari di apertura"
    "|orario di ricevimento|приёмные часы|приемные часы|openingstijden|öppettider|åbningstid|åpningstid|godziny otwarcia"
    "|2016/679|2018/1725|serán tratados|saranno trattati|trattati ai sensi|sont traitées|personenbezogene daten verarbeit"
    "|data are processed|data is processed|your personal data|protezione dei dati|protección de datos|proteção de dados"
    "|datenschutzhinweis|datenschutzinformation|ochrony danych|privacyverklaring|privacy policy|privacy notice"
)
# how an advertisement of a mail service begins
OFFERS = stems(
    "poczta |seznam |get your |get free|get a free|do you yahoo|try |join the|join msn|msn |hotmail|express yourself|chat with|add photos"
    "|help stop|protect your|send and receive|free |win |discover |check out|download |sign up|need a |tired of|never miss"
    "|learn how|find out|stay up|the new |new! |yahoo|gmx|web.de|juno|netzero|looking for|be a better|everyone is raving"
    "|gesendet mit|jetzt |kostenlos|découvrez|créez|ne gardez|gratuit|consigue|descubre|experimente|passa a|scopri"
)
