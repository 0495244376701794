"""What newsletters say around their text, in all the languages we know of; in lower case."""

from mailbridge.steps.text.word_tables import stems, word_set

# in the address of a link, beside the words of `UNSUBSCRIBING`
LEAVING_LINKS = stems(
    "unsub|optout|opt-out|opt_out|abmeld|austrag|abbestell|desabon|desinscri|desubscri|cancelar|/baja|disiscri"
    "|uitschrijv|afmeld|avregistr|avmeld|wypisz|odhlas|otpis|leiratkoz|dezabon|list-manage|/preferences|/optin"
)
# in the words of such a link, which people also say
LEAVING = stems(
    "unsubscribe|opt out|opt-out|abmelden|abbestellen|austragen|désabonn|désinscri|se désinscrire|desinscri"
    "|de baja|cancelar suscripción|cancelar la suscrip|cancelar inscri|cancelar subscri"
    "|descadastr|remover inscri|cancella|disiscriv|annulla iscri|annulla l'iscri|uitschrijven|afmelden|avregistrera"
    "|avprenumerera|avsluta prenumer|afmeld|meld deg av|avmeld|peruuta tilaus|poistu listalta|wypisz|zrezygnuj|rezygnuj"
    "|odhlásit|odhlásiť|odhlášení|leiratkoz|dezabon|отписаться|отписка|отменить подписку|відписатися|отпиши|otpiši|odjava|odjavi"
    "|abonelikten|aboneliği|διαγραφή|απεγγραφή|配信停止|配信解除|退订|退訂|取消订阅|取消訂閱|수신거부|수신 거부"
    "|hủy đăng ký|berhenti berlangganan|إلغاء الاشتراك|להסרה|הסרה מרשימת|ยกเลิกการรับ|atsisakyti|loobu|atrakstī"
)
# "view this in your browser"
IN_BROWSER = stems(
    "browser|navigateur|navegador|браузер|przegląda|prohlížeč|prehliadač|webbläsar|nettleser|selaimes|tarayıcı|böngész"
    "|preglednik|прегледач|φυλλομετρητ|πρόγραμμα περιήγησης|ブラウザ|浏览器|瀏覽器|브라우저|trình duyệt|peramban|المتصفح|דפדפן"
    "|online version|online-version|onlineversion|web version|webversion|web-version|version en ligne|versione online|versione web"
    "|versión online|versión web|versão online|versão web|onlineversie|online versie|webversie|веб-верси|онлайн-верси|wersj"
    "|webbversion|non visualizzi|not displaying|can't see|cannot see|nicht richtig angezeigt|nicht korrekt|view online|online ansehen|onlineansicht|online-ansicht"
    "|voir en ligne|ver online|ver en línea|lire en ligne|bekijk online"
)
# "you receive this because …"
BECAUSE = stems(
    "want these emails|want these mails|want to get these|longer interested in these|longer want to receive|longer wish to receive|prefer not to receive|stop receiving|rather not receive|nicht mehr empfangen"
    "|nicht mehr erhalten|keine weiteren|ne plus recevoir|no recibir más|no desea recibir|no deseas recibir|ricevere più"
    "|não receber mais|não deseja receber|niet meer ontvangen|geen e-mails meer|больше не хотите|не хотите получать|не бажаєте"
    "|nie chcesz otrzymywać|nie chcą państwo|nechcete dostávat|nepřejete si|inte längre vill|vill du inte|ønsker du ikke|ikke længere"
    "|et halua enää|nem szeretne|nu mai doriți|almak istemiyor|不想再收到"
    "|you are receiving this|you're receiving this|you received this|you are getting this|you're getting this|you get this"
    "|this email was sent to|this message was sent to|sent this email to|because you signed up|because you subscribed|because you opted"
    "|sie erhalten dies|du erhältst dies|du bekommst dies|sie bekommen dies|diese e-mail wurde an|diese mail wurde an"
    "|vous recevez ce|tu reçois ce|vous avez reçu ce|cet email a été envoyé|cet e-mail a été envoyé"
    "|recibes este|recibe este|recibiste este|ha recibido este|has recibido este|este correo se envió"
    "|ricevi questa|riceve questa|hai ricevuto questa|ha ricevuto questa|stai ricevendo"
    "|você recebeu est|está a receber est|está recebendo est|recebeu est|recebe est|je ontvangt de|u ontvangt de|je krijgt de"
    "|вы получили это|вы получаете это|вы получили данное|письмо отправлено|ви отримали цей|ви отримуєте"
    "|otrzymujesz t|otrzymałeś t|otrzymałaś t|otrzymali państwo|tento e-mail|tento email|tuto zprávu|túto správu|dostali jste"
    "|du får det|du får de|du har fått|du modtager denne|du mottar denne|sait tämän|saat tämän|ezt a levelet|azért kapta|azért kapod"
    "|ați primit acest|primești acest|primiți acest|bu e-postayı|bu iletiyi|bu maili|primili ste ov|primate ovu|primaš ov|получавате този"
    "|λαμβάνετε αυτό|λάβατε αυτό|このメールは|このメールマガジン|本邮件|此邮件|您收到|본 메일은|이 메일은|bạn nhận được|anda menerima|لقد تلقيت"
)
# an address that only sends news, by the words of its local-part
NEWS = word_set(
    "news newsletter newsletters mailing mailings marketing promo promos promotion promotions offers deals angebote aktionen"
    " aktuell digest updates rassylka ofertas offres offerte campaign campaigns nyhetsbrev nyhedsbrev nieuwsbrief noticias"
    " actualites infolettre novidades hirlevel oferty boletin bulletin bollettino novedades newsy crm email mailer noreply no-reply"
)
# a subject under which somebody shows one
TRIALS = stems(
    "test|draft|proof|entwurf|probe|korrektur|preview|vorschau|vorlage|muster|brouillon|essai|bozza|prova|borrador|prueba"
    "|тест|чернов|макет|concept|proef|szkic|próba|rascunho|koncept|utkast|wzór|review|approv|freigabe|sample|example"
)
