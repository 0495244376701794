"""A telephone's or a mail program's own line by its shape in any language: few words, among them
the name of a device and a verb of sending at either end ("Dikirim dari iPhone saya"), or a program
with what it runs on ("Outlook voor iOS ophalen").
"""

import re

from mailbridge.steps.text.word_tables import stems, word_set

MOST_WORDS = 7
MOST_OF_SYLLABLES = 10  # words where each syllable is one
MOST_UNSPACED = 30  # characters of a line in a script that parts no words
MOST_WITH_EXCUSE = 14  # words
_VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0591-\u05c7]")  # of Arabic and Hebrew
_EDGES = ".,:;!()[]{}<>*_\"'“”„«»-–—|"
_BRANDS = stems(
    "iphon|ipad|ipod|android|galaxy|samsung|huawei|honor|xiaomi|redmi|poco|pixel|oneplus|oppo|vivo|realme"
    "|motorola|nokia|xperia|blackberry|outlook|thunderbird|k-9|protonmail|proton|gmail|yahoo|yandex|яндекс|mail.ru"
    "|unterwegs|onderweg|déplacement|tuta|fastmail|mailfence"
    "|айфон|андроид|андроїд|ايفون|آيفون|أيفون|اندرويد|אייפון|אנדרואיד|아이폰|갤럭시|안드로이드|手机|手機|苹果"
)
_PROGRAMS = word_set("outlook mail thunderbird gmail bluemail edison spark courrier correo posta")
_PLATFORMS = word_set("ios android ipados windows mac macos iphone ipad")
_SENT = stems(
    "secured|envoy|enviad|enviat|envoi|inviat|expedi|gesendet|gesandt|versandt|verschickt|geschrieben|verzonden|verstuur|gestuur"
    "|diktiert|dicté|dictad|dettat|gedicteerd|podyktowan|продиктован|надиктован"
    "|wysłan|sendt|skickat|skickad|skickades|sent|senda|lähetet|odesl|odosl|poslan|elküld|küld|trimis|saadet"
    "|išsi|nosūt|dërgua|göndəril|gönder|jo'natil|yubor|dikirim|dihantar|ipinadala|bidali|anfonw|seolta"
    "|imetumwa|gửi|đã gửi|отправ|послан|надісл|відправ|адпраў|даслан|изпратен|испратен|послат"
    "|жіберіл|жөнөт|илгээ|στάλθηκ|εστάλη|נשלח|أرسل|أُرسل|ارسل|مرسل|ارسال|إرسال|الإرسال|الارسال|فرستاد|بھیج|भेज|पाठ|পাঠ|મોકલ|ਭੇਜ|ಕಳುಹಿ|അയ"
    "|அனுப்|పంప|යැව|გაგზავნ|ուղարկ|ផ្ញើ|ສົ່ງ|ပို့|ተልኳ"
)
_SENT_UNSPACED = stems(
    "来自|發來|发来|來自|发自|發自|寄自|从我|從我|发送|發送|傳送|送信|入手|获取|取得|보낸|보냄|보냈|전송|받기|다운로드|ส่งจาก"
)
_APPS = stems("网易邮箱|邮箱大师|qq邮箱|新浪邮箱|메일 앱에서|メールアプリ")
_SENT_IN_SYLLABLES = ("được gửi", "gửi từ", "đã gửi", "ส่งจาก", "dihantar daripada")
_OFFERED = stems(
    "get|skaff|hol|download|hent|hanki|lataa|hämta|ladda|last|sækja|získa|stiahn|stáhn|obține|descărca|λήψη|αποκτήσ|tải"
    "|dapatkan|unduh|preuzm|prenes|gauti|atsisiųst|lejupielād|hankige|изтегл|вземет|отрима|завантаж|скача"
    "|загруз|получ|установ|pobierz|ottieni|scarica|obte|obté|descarg|baixa|indir|edinin|alın|télécharg|bezieh"
    "|herunterlad|abruf|downloaden|ophalen|letölt|beszerez|provenance|преузм|حصول|إحصل|احصل|أحصل|الحصول|تنزيل|הורד|השג|קבל"
    "|دریافت|دانلود|प्राप्त|ดาวน์โหลด|รับ"
)
_EXCUSES = stems(
    "any errors|any mistakes|excuse errors|excuse mistakes|forgive errors|"
    "brevity|typos|typo |misspell|spelling|autocorrect|auto-correct|thumbs|while mobile"
    "|while on the go|terse"
    "|tippfehler|опечатк|краткость"
)
_OPENS_EXCUSE = stems(
    "dictated |von unterwegs "
    "|"
    "please |sent |typed |on the go|from my |from a |excuse |forgive |sorry |pardon |written "
)


def is_device_line(line: str, core: str) -> bool:
    """Whether a line is a program's own; `core` is the line in lower case without markup and
    links. A question is none.
    """
    if line.rstrip(" \t\xa0)>*_\"'").endswith(("?", "？")):
        return False
    core = core if core.isascii() else _VOWEL_SIGNS.sub("", core)
    words = [word.strip(_EDGES) for word in core.split()]
    words = [word for word in words if word]
    if len(core) <= MOST_UNSPACED and _SENT_UNSPACED.stand_in(core):
        return _names_a_device(words) or _APPS.stand_in(core)
    return 0 < len(words) <= MOST_WITH_EXCUSE and (
        _is_for_a_platform(words)
        or (len(words) <= MOST_WORDS and _sends(words) and _names_a_device(words))
        or (
            len(words) <= MOST_OF_SYLLABLES
            and core.startswith(_SENT_IN_SYLLABLES)
            and _names_a_device(words)
        )
        or (core.startswith(_OPENS_EXCUSE) and _excuses(core))
    )


def _names_a_device(words: list[str]) -> bool:
    return any(map(_BRANDS.stand_in, words))


def _sends(words: list[str]) -> bool:
    """A verb of sending at either end; the English one needs more proof and is looked for
    elsewhere.
    """
    ends = [*words[:2], *words[-2:]]
    return any(word.startswith(_SENT) and word != "sent" for word in ends)


def _is_for_a_platform(words: list[str]) -> bool:
    """ "Outlook voor iOS ophalen", "Provenance : Courrier pour Windows 10"."""
    if not 3 <= len(words) <= MOST_WORDS or _PLATFORMS.isdisjoint(words):
        return False
    return any(map(_is_program, words)) and any(word.startswith(_OFFERED) for word in words)


def _is_program(word: str) -> bool:
    """Also with an ending behind an apostrophe, as Turkish and Finnish put it."""
    return re.split("['’]", word, maxsplit=1)[0] in _PROGRAMS


def _excuses(core: str) -> bool:
    return _EXCUSES.stand_in(core)
