"""The words people and their telephones put into signatures, in all the languages we know of; all
in lower case.
"""

from mailbridge.steps.text.spelling import unaccented
from mailbridge.steps.text.word_tables import phrases, stems, word_set

SENDING = stems(
    "sent|envoyé|envoyee|envoyée|versandt|verschickt|gesendet|enviado|enviada|inviato|inviata|verzonden|verstuurd|wysłan|wysłane"
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
    "dein / deine / euer / eure / ton / ta fidèle / tuo / tua / tvůj / tvoje / twój / твой / твоя / ваш коллега / "
    "ttyl / ttfn / bye / bye bye / goodbye / see ya / see you / see you around / namaste / shalom / "
    "aloha / mahalo / stay safe / stay well / be well / keep well / "
    "have a good one / fondly / affectionately / gratefully / humbly / faithfully / faithfully yours / truly yours / "
    "very truly yours / your truly / in solidarity / blessings / god bless / hth / "
    "hope this helps / hope that helps / hope it helps / xx / xxx / on behalf of the team",
    "abs / abç / abcs / att. / bjs / beijos / um beijo / grato / grata / um bom dia / bom trabalho / "
    "vr. gr / vr.gr / vriendelijk / hartelijks / liefs / m.v.g / met dank / hoogachtend / tot ziens / "
    "fg / sg / mit lieben grüßen / mit herzlichen grüßen / mit sonnigen grüßen / ganz liebe grüße / alles gute / "
    "alles liebe / ciao / tschüss / bis dann / bis später / cordialmente suyo / s.s.s / le saluda / "
    "cordialement votre / sincèrement / bonne continuation / belle journée / bonne fin de journée / bav / "
    "amitiés / à plus / a+ / à + / cdlmt / très amicalement / en vous souhaitant bonne réception / "
    "con stima / con affetto / un abbraccio / tanti saluti / in fede / buon lavoro / cordialità / grazie e saluti / "
    "hej då / vi ses / ha det bra / ha det / ha det fint / mange hilsner / mange hilsener / bedste hilsner / dbh / "
    "kh / med kærlig hilsen / hygge / vhs / mvh. / hälsar / vänl / bästa / varma hälsningar / "
    "parhain / ystävällisesti / kiittäen / t / terkuin / terkkuja / "
    "pozdrowionka / trzymaj się / miłego dnia / miłego / s uctivým pozdravem / s pozdravem a přáním pěkného dne / "
    "mějte se / ahoj / čau / zdraví / s přáním / üdvözöl / puszi / szívélyes üdvözlettel / baráti üdvözlettel / "
    "cu drag / cele bune / numai bine / mulțumesc și o zi bună / kolay gelsin / hoşça kalın / esenlikler / "
    "с благодарностью / с наилучшими / ваш покорный слуга / бывайте / "
    "удачного дня / з найкращими / з вдячністю / гарного вечора / до зустрічі / "
    "поздрави и хубав ден / лека вечер / srdačno / lijepo pozdravljam / pozdravljeni / lep dan / z lepimi pozdravi / "
    "heade soovidega / parimate soovidega / tervitades / geriausi linkėjimai / linkėjimai / visu labu / veiksmi / "
    "με αγάπη / χαιρετισμούς / καλή συνέχεια / φιλιά / ευχαριστώ πολύ / בידידות / בהצלחה / ביי / يعطيكم العافية / "
    "بالتوفيق / دمتم / با تقدیم احترام / ارادتمند / روز خوش / 祝工作顺利 / 顺祝商祺 / 顺颂时祺 / 谢谢，祝好 / "
    "よろしくです / 何卒よろしくお願いいたします / 引き続きよろしくお願いいたします / 取り急ぎご連絡まで / "
    "以上、よろしくお願いいたします / 以上、よろしくお願いします / 失礼いたします / 수고하세요 / 좋은 하루 되세요 / "
    "안녕히 계세요 / 고맙습니다 / chúc một ngày tốt lành / thân chào / salam sejahtera / wassalam / "
    "terima kasih / ขอแสดงความนับถืออย่างสูง / lumalagda / heri / wako / hamba yako / "
    "ngā mihi / nga mihi / ngā mihi nui / nga mihi nui / gyda chofion / cofion gorau / cofion cynnes / le meas / is mise le meas / slán / beannachtaí / "
    "vinarkveðja / með kveðju / með bestu kveðju / kær kvedja / salutacions cordials / una abraçada / "
    "unha aperta / agur / ondo izan / med vennlege helsing / venleg helsing / helsing",
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
    "thanks so much / thanks very much / thanks a million / thanks a bunch / thanks heaps / thank you so much / "
    "thank you kindly / thank you in advance / thanks for your help / thank you for your help / thanks for your time / "
    "thank you for your time / thanks for understanding / thank you for your understanding / thanks for all / "
    "thanks for the help / thanks all / thanks everyone / thanks guys / thank you all / appreciate it / appreciated / "
    "thanks and best / thanks and best regards / thanks & best / thank you & regards / cheers & thanks / tks / tnx / thnx / "
    "thks / vielen lieben dank / herzlichen dank / danke vorab / danke dir / danke ihnen / danke euch / merci bien / "
    "merci à vous / merci d'avance et bonne journée / je vous remercie / gracias y saludos / muchísimas gracias / "
    "muito grato / mto obrigado / grazie ancora / ti ringrazio / vi ringrazio / hartelijk dank / alvast dank / "
    "bij voorbaat dank / dank je / dank u / tack så mycket / mvh och tack / tusen tack / på forhånd takk / takk for hjelpen / "
    "kiitos etukäteen / bardzo dziękuję / dzięki wielkie / díky moc / moc děkuji / ďakujem pekne / köszi / "
    "mulțumesc mult / mulțumim / большое спасибо / спасибо большое / благодарим / заранее благодарю / "
    "с уважением и благодарностью / дуже дякую / много благодаря / hvala puno / hvala unaprijed / najlepša hvala že vnaprej / "
    "suur tänu / ette tänades / labai ačiū / iš anksto dėkoju / liels paldies / şimdiden teşekkürler / teşekkür ederiz / "
    "תודה מראש / شكرا لكم / شكرا جزيلا لكم / با تشکر فراوان / 非常感谢 / 多謝 / 感謝 / お願いします / 미리 감사드립니다 / "
    "cảm ơn bạn / xin cảm ơn / terima kasih banyak / ขอบคุณมาก / ขอบคุณล่วงหน้า / "
    "vielen dank im voraus / merci par avance / gracias de antemano / grazie in anticipo / obrigado desde já",
)
# as they are typed without accents, or in German with two letters for one
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa"})
PLAIN_CLOSINGS = frozenset(
    plain
    for phrase in CLOSINGS
    for plain in (phrase.translate(_UMLAUTS), " ".join(map(unaccented, phrase.split())))
    if plain.isascii()
)
PLAIN_THANKS = frozenset(
    plain for phrase in THANKS if (plain := " ".join(map(unaccented, phrase.split()))).isascii()
)
GREETINGS = word_set(
    "hi hello hey dear hallo hej bonjour hola ciao привет здравствуйте добрый доброе вітаю добрий "
    "guten"
)
