"""What mail programs say around a quote in each language: Gmail's attribution, Outlook's field
names, "Original Message" and the telephone's line.
"""

from dataclasses import dataclass
from functools import cache

TABLE = """
af | Op {d} om {t} het {a} geskryf: | Van, Gestuur, Aan, Onderwerp | Oorspronklike boodskap | Vanaf my iPhone gestuur
ar | في {d} في {t} تمت كتابة ما يلي بواسطة {a}: | من, تاريخ الإرسال, إلى, الموضوع | رسالة أصلية | أُرسلت من الـ iPhone
be | {d} г. у {t} {a} піша: | Ад, Адпраўлена, Каму, Тэма | Зыходнае паведамленне | Адпраўлена з майго iPhone
bg | На {d} в {t} {a} написа: | От, Изпратено, До, Относно | Оригинално съобщение | Изпратено от моя iPhone
bn | {d} তারিখে {t} টায় {a} লিখেছেন: | থেকে, প্রেরিত, প্রতি, বিষয় | মূল বার্তা | আমার iPhone থেকে পাঠানো
ca | Missatge de {a} del dia {d} a les {t}: | De, Enviat el, Per a, Tema | Missatge original | Enviat des del meu iPhone
cs | {d} v {t} odesílatel {a} napsal: | Od, Odesláno, Komu, Předmět | Původní zpráva | Odesláno z iPhonu
da | Den {d} kl. {t} skrev {a}: | Fra, Sendt, Til, Emne | Oprindelig meddelelse | Sendt fra min iPhone
de | Am {d} um {t} Uhr schrieb {a}: | Von, Gesendet, An, Betreff | Ursprüngliche Nachricht | Von meinem iPhone gesendet
el | Στις {d} στις {t}, ο/η {a} έγραψε: | Από, Στάλθηκε, Προς, Θέμα | Αρχικό μήνυμα | Στάλθηκε από το iPhone μου
en | On {d} at {t} {a} wrote: | From, Sent, To, Subject | Original Message | Sent from my iPhone
es | El {d} a las {t}, {a} escribió: | De, Enviado el, Para, Asunto | Mensaje original | Enviado desde mi iPhone
et | Kuupäev {d} kell {t} kirjutas kasutaja {a}: | Saatja, Saadetud, Adressaat, Teema | Algne kiri | Saadetud minu iPhone'ist
eu | Hau idatzi du {a} erabiltzaileak ({d} ({t})): | Nork, Bidalia, Nori, Gaia | Jatorrizko mezua | Nire iPhonetik bidalita
fa | در تاریخ {d} ساعت {t} {a} نوشت: | از, ارسال شده, به, موضوع | پیام اصلی | از iPhone من ارسال شد
fi | {d} klo {t} {a} kirjoitti: | Lähettäjä, Lähetetty, Vastaanottaja, Aihe | Alkuperäinen viesti | Lähetetty iPhonesta
fil | Noong {d} nang {t}, isinulat ni {a} ang: | Mula sa, Ipinadala, Para kay, Paksa | Orihinal na mensahe | Ipinadala mula sa aking iPhone
fr | Le {d} à {t}, {a} a écrit : | De, Envoyé, À, Objet | Message d'origine | Envoyé de mon iPhone
gl | O {d} ás {t}, {a} escribiu: | De, Enviado, Para, Asunto | Mensaxe orixinal | Enviado dende o meu iPhone
he | בתאריך {d} ב-{t} מאת {a}: | מאת, נשלח, אל, נושא | הודעה מקורית | נשלח מה-iPhone שלי
hi | {d} को {t} बजे को {a} ने लिखा: | प्रेषक, भेजा गया, प्रति, विषय | मूल संदेश | मेरे iPhone से भेजा गया
hr | {d} u {t} {a} napisao je: | Šalje, Poslano, Prima, Predmet | Izvorna poruka | Poslano s mog iPhonea
hu | {a} ezt írta (időpont: {d}, {t}): | Feladó, Küldve, Címzett, Tárgy | Eredeti üzenet | Elküldve az iPhone-omról
hy | {a} գրել է {d}, {t}-ին: | Ումից, Ուղարկվել է, Ում, Թեմա | Սկզբնական հաղորդագրություն | Ուղարկված է իմ iPhone-ից
id | Pada tanggal {d} pukul {t} {a} menulis: | Dari, Terkirim, Kepada, Subjek | Pesan asli | Dikirim dari iPhone saya
is | Þann {d} kl. {t} skrifaði {a}: | Frá, Sent, Til, Efni | Upprunaleg skilaboð | Sent úr iPhone
it | Il giorno {d} alle ore {t} {a} ha scritto: | Da, Inviato, A, Oggetto | Messaggio originale | Inviato da iPhone
ja | {d} {t} {a}: | 差出人, 送信日時, 宛先, 件名 | 元のメッセージ | iPhoneから送信
ka | {d}, {t}-ზე {a} დაწერა: | გამომგზავნი, გაგზავნილია, ადრესატი, თემა | თავდაპირველი შეტყობინება | გაგზავნილია ჩემი iPhone-დან
kk | {d}, {t} {a} былай деп жазды: | Кімнен, Жіберілді, Кімге, Тақырыбы | Бастапқы хабар | Менің iPhone құрылғымнан жіберілді
ko | {d} {t}, {a}님이 작성: | 보낸 사람, 보낸 날짜, 받는 사람, 제목 | 원본 메시지 | 내 iPhone에서 보냄
lt | {d}, {t} {a} rašė: | Nuo, Išsiųsta, Kam, Tema | Originalus laiškas | Išsiųsta iš mano „iPhone“
lv | {d}, plkst. {t} — lietotājs {a} rakstīja: | No, Nosūtīts, Kam, Tēma | Sākotnējā ziņa | Nosūtīts no mana iPhone
mk | На {d} во {t} {a} напиша: | Од, Испратено, До, Тема | Оригинална порака | Испратено од мојот iPhone
ms | Pada {d} pada {t} {a} menulis: | Daripada, Dihantar, Kepada, Subjek | Mesej asal | Dihantar daripada iPhone saya
nb | {d} kl. {t} skrev {a}: | Fra, Sendt, Til, Emne | Opprinnelig melding | Sendt fra min iPhone
nl | Op {d} om {t} schreef {a}: | Van, Verzonden, Aan, Onderwerp | Oorspronkelijk bericht | Verstuurd vanaf mijn iPhone
pl | {d} o {t} {a} napisał(a): | Od, Wysłano, Do, Temat | Wiadomość oryginalna | Wysłane z iPhone'a
pt | Em {d} às {t}, {a} escreveu: | De, Enviado, Para, Assunto | Mensagem original | Enviado do meu iPhone
ro | În {d} la {t}, {a} a scris: | De la, Trimis, Către, Subiect | Mesaj original | Trimis de pe iPhone-ul meu
ru | {d} в {t}, {a}: | От, Отправлено, Кому, Тема | Исходное сообщение | Отправлено с iPhone
sk | {d} o {t} {a} napísal(a): | Od, Odoslané, Komu, Predmet | Pôvodná správa | Odoslané z iPhonu
sl | V {d} ob {t} je oseba {a} napisala: | Od, Poslano, Za, Zadeva | Izvirno sporočilo | Poslano z mojega iPhona
sq | Më {d} në {t}, {a} shkroi: | Nga, Dërguar, Për, Subjekti | Mesazhi origjinal | Dërguar nga iPhone im
sr | {d} у {t} {a} је написао/ла: | Од, Послато, За, Наслов | Оригинална порука | Послато са мог iPhone-а
sv | Den {d} kl {t} skrev {a}: | Från, Skickat, Till, Ämne | Ursprungligt meddelande | Skickat från min iPhone
sw | Mnamo {d} {t}, {a} aliandika: | Kutoka, Imetumwa, Kwenda, Mada | Ujumbe wa awali | Imetumwa kutoka kwa iPhone yangu
th | ในวันที่ {d} เวลา {t} {a} เขียนว่า: | จาก, ส่ง, ถึง, เรื่อง | ข้อความต้นฉบับ | ส่งจาก iPhone ของฉัน
tr | {a}, {d}, {t} tarihinde şunu yazdı: | Kimden, Gönderme Tarihi, Kime, Konu | Orijinal mesaj | iPhone'umdan gönderildi
uk | {d} о {t} {a} пише: | Від, Надіслано, Кому, Тема | Оригінальне повідомлення | Надіслано з iPhone
vi | Vào {d} vào lúc {t} {a} đã viết: | Từ, Đã gửi, Đến, Chủ đề | Thư gốc | Đã gửi từ iPhone của tôi
zh | {a} 于{d} {t}写道： | 发件人, 发送时间, 收件人, 主题 | 原始邮件 | 发自我的iPhone
zh_Hant | {a} 於 {d} {t}寫道： | 寄件者, 寄件日期, 收件者, 主旨 | 原始郵件 | 從我的 iPhone 傳送
"""  # noqa: E501  (a row of a table is a line)


@dataclass(frozen=True, slots=True)
class Wording:
    """One language's row."""

    locale: str
    wrote: str  # with {d} for the date, {t} for the time, {a} for the author
    labels: tuple[str, ...]  # From, Sent, To, Subject
    original: str
    telephone: str


@cache
def wordings() -> dict[str, Wording]:
    """By locale, in the table's order."""
    rows = [[cell.strip() for cell in row.split(" | ")] for row in TABLE.strip().splitlines()]
    return {
        row[0]: Wording(row[0], row[1], tuple(row[2].split(", ")), row[3], row[4]) for row in rows
    }
