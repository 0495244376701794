"""Words of the banners that gateways put above letters from outside, in all the languages we know
of; all in lower case, stems where languages bend them.
"""

from mailbridge.steps.text.word_tables import stems, word_set

# how a banner begins
LEADS = stems(
    "expéditeur ext|remitente ext|mittente est|externer abs|avsändare ext|caution|warning|attention|alert|notice|important|be careful|security|external|outside|ext:|extern|externe|externo|externa"
    "|esterno|esterna|achtung|vorsicht|warnung|hinweis|sicherheitshinweis|prudence|avertissement|courriel externe|precaución"
    "|atención|advertencia|aviso|correo externo|attenzione|avviso|atenção|cuidado|alerta|let op|waarschuwing|opgelet|varning"
    "|observera|obs|advarsel|bemærk|merk|varoitus|huomio|ulkoi|uwaga|ostrzeżenie|upozornění|upozornenie|pozor|varování|externí"
    "|figyelem|figyelmeztetés|külső|atenție|avertisment|dikkat|uyarı|προσοχή|προσοχη|внимание|увага|обережно|осторожно|предупреждение"
    "|внешн|pažnja|upozorenje|opozorilo|dėmesio|uzmanību|tähelepanu|atenció|perhatian|peringatan|cảnh báo|chú ý|คำเตือน|ข้อควรระวัง"
    "|注意|警告|外部|【外部|社外|주의|경고|외부|זהירות|אזהרה|שים לב|تنبيه|تحذير|هشدار"
)
OUTSIDE = stems(
    "external|outside|extern|ekstern|extérieur|exterior|esterno|esterna|dall'estern|fora da|fuera de|buiten|utanför|utifrån|udefra"
    "|uden for|udenfor|utenfor|ulkopuol|ulkoi|zewnątrz|zewnętrzn|spoza|zvenku|mimo|vně|kívülről|külső|din afara|kurum dışı"
    "|dışından|harici|dış kaynak|εξωτερικ|εκτός|внешн|извне|за пределами|сторонн|зовнішн|ззовні|външ|извън|vanjsk|izvan|zunanj"
    "|išor|ārēj|väljast|väljaspool|luar|bên ngoài|ภายนอก|外部|组织外|社外|組織外|외부|חיצוני|מחוץ|خارج"
)
SENDERS = stems(
    "sender|absender|expéditeur|remitente|mittente|remetente|afzender|avsändare|afsender|avsender|lähettäj|nadawc|odesílatel"
    "|odosielate|feladó|expeditor|gönderen|αποστολέ|отправител|відправник|подател|pošiljate|siuntėj|sūtītāj|saatja|pengirim"
    "|người gửi|ผู้ส่ง|发件人|寄件|送信者|差出人|발신|보낸|שולח|المرسل|فرستنده"
)
CARE = stems(
    "do not|don't|only click|only open|never|unless|cautio|careful|verify|beware|think before|check the|nicht|keine|nur öffnen|nur klicken|méfie|méfiance|vorsicht|prüfen|seien sie"
    "|ne cliqu|n'ouvr|ne pas|sauf|prudence|no haga|no abra|no hagas|no abras|a menos|precaución|compruebe|non cliccare|non aprire"
    "|a meno|attenzione|não clique|não abra|a menos|cuidado|klik niet|open geen|tenzij|voorzichtig|klicka inte|öppna inte"
    "|försiktig|klik ikke|klikk ikke|åpne ikke|åbn ikke|ikke på|medmindre|med mindre|forsigtig|forsiktig|älä|ellet|ellei"
    "|varovai|nie klikaj|nie otwieraj|chyba|ostrożn|neklik|neotv|opatrn|ne kattint|ne nyis|csak akkor|óvatos|nu faceți"
    "|nu deschide|nu da|tıklamay|açmay|dikkat|μην |προσεκτικ|не переход|не открыв|не нажим|осторожн|не відкр|не натиск"
    "|обережн|не отвар|не клик|внимава|ne klik|ne otvar|ne otvir|oprez|previd|nespausk|neatid|never|ärge|jangan|kecuali|đừng|không nhấp"
    "|không mở|อย่า|ระวัง|不要|请勿|勿|谨慎|謹慎|ないで|注意|주의|마십시오|마세요|אל ת|היזהר|لا تنقر|لا تفتح|لا تضغط|احذر|نکنید"
)
ACTS = stems(
    "click|link|attachment|open|respond|anhäng|anlag|antwort|links|lien|pièce|enlace|adjunt|collegament|allegat|anexo|bijlag|bilag|länk"
    "|lenk|vedlegg|liit|linkki|załącznik|odkaz|příloh|príloh|hivatkoz|melléklet|csatol|atașament|linkuri|bağlantı|ekler|ekleri"
    "|συνδέσμ|συνημμ|ссылк|вложен|посилан|вкладен|връзк|прикач|poveznic|privit|povezav|prilog|priponk|nuorod|pried|saites|pielikum"
    "|lingi|manus|tautan|lampiran|liên kết|đính kèm|ลิงก์|ไฟล์แนบ|链接|連結|附件|リンク|添付|링크|첨부|קישור|קבצ|رابط|روابط|مرفق|پیوست"
)
# of one person or a house that speaks for itself, as banners seldom do; those alone that are no
# other word in another language
SPEAKERS = word_set(
    "i'm i've i'll ich wir mir mich uns we nous yo nosotros io nós ik wij jag jeg minä ono ben biz"
    " я мы мне нам мені εγώ εμείς аз ние 我 我们 私 저 אני אנחנו أنا نحن saya kami tôi chúng"
)
# words that stand beside "external" in a mark of few words: "[EXTERNAL EMAIL]"
TAG_WORDS = word_set(
    "external ext extern externe externer externes externo externa esterno esterna ekstern eksternt externt externí ulkoinen"
    " zewnętrzny zewnętrzna wiadomość внешнее внешний письмо сообщение зовнішній лист εξωτερικό εξωτερικός külső dış harici"
    " outside sender email e-mail mail message caution warning attention alert absender nachricht courriel message expéditeur"
    " correo remitente mittente messaggio afzender bericht avsändare mejl afsender avsender e-post lähettäjä sähköposti nadawca"
    " odesílatel feladó levél gönderen e-posta αποστολέας отправитель отправителя achtung vorsicht attenzione atención uwaga let op"
    " outside organization organisation source from origin content internet vanjski zunanji"
)
# the page on which Outlook explains its note on an author from whom one seldom gets mail
EXPLAINED = "aka.ms/learnaboutsenderidentification"
