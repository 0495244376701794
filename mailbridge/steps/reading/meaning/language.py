"""Which language a text is in, by its script and its commonest small words."""

import re
from collections import defaultdict
from collections.abc import Mapping
from operator import itemgetter

_ENOUGH_WEIGHT = 2  # one telling word, or two common ones
_MOST_FOR_LETTERS = 20
_LOOKED_AT = 800  # characters
_WORD = re.compile(r"[^\W\d_]+")
# the same for ASCII alone, and cheaper: what is no small letter parts its words
_ASCII_PARTED = str.maketrans({code: " " for code in range(128) if not chr(code).islower()})

_SCRIPTS = (
    ("ja", "\u3040", "\u30ff"),
    ("ko", "\uac00", "\ud7af"),
    ("zh", "\u4e00", "\u9fff"),
    ("ar", "\u0621", "\u06cc"),
    ("he", "\u05d0", "\u05ea"),
    ("el", "\u0370", "\u03ff"),
    ("th", "\u0e00", "\u0e7f"),
    ("hi", "\u0900", "\u097f"),
    ("ka", "\u10a0", "\u10ff"),
    ("hy", "\u0530", "\u058f"),
)
_IDEOGRAPHIC = frozenset({"ja", "ko", "zh"})  # a sign is a syllable or a word
_PERSIAN = frozenset("پچژگی")
_LETTERS = (
    ("uk", "іїєґ"),
    ("be", "ў"),
    ("sr", "јљњђћџ"),
    ("ru", "ыэё"),
)

_COMMON = {
    "en": "the and of to is that it for you with this are be have not on as we will can from at by an or your our but if they i was has do "
    "would there what all when me my us just about which more",
    "de": "der die das und ist nicht ein eine einen mit für auf den dem des von zu wir sie ich es im auch wie bei als nur noch oder aber "
    "haben wird sind sich mir uns ihnen ihre bis zum zur",
    "fr": "le la les et des est une un pour dans que qui pas vous nous je sur avec au aux ce cette du par plus sont mais ou votre notre en "
    "il elle ne se être avez",
    "es": "el la los las y de que en un una es para con por no se su lo como más pero sus le ya este esta nos del al está son muy hay si",
    "it": "il lo la gli le e di che è un una per con non si sono mi ci del della dei nel alla anche come ma più questo questa da in ho ha",
    "nl": "de het een en van is dat niet op te voor met zijn ik je we er aan ook maar als bij of om naar hebben wordt kan dit deze uw",
    "pl": "i w na z do nie się jest to że o jak za od po ale czy dla przez przy jestem są tym tego może lub oraz mam",
    "pt": "o a os as e de que em um uma é para com não por se mais como mas ao dos das foi ele ela seu sua na no está são isso também você",
    "sv": "och att det är en som på för av med den till inte om har jag vi ett du kan men från ska så",
    "da": "og at det er en som på for af med den til ikke om har jeg vi et du kan men fra skal så",
    "no": "og å det er en som på for av med den til ikke om har jeg vi et du kan men fra skal så",
    "fi": "ja on ei se että en mutta kun niin mitä tai oli ovat joka minun me sinun ole voi",
    "cs": "a je se na to že v s z do o k ale jako za by tak pro od po jsem jsou nebo",
    "sk": "a je sa na to že v s z do o k ale ako za by tak pre od po som sú alebo",
    "hu": "a az és hogy nem is egy ez van meg de csak vagy mint már még",
    "ro": "și de la în cu nu că este pe un o care mai din pentru sunt dar sau să",
    "tr": "ve bir bu için da de ile ne ben çok var mı mi olarak daha gibi ama",
    "ru": "и в не на что с по к как это но для мы вы я у от за же все так из бы до если или при есть нам вам нас вас его мне то о а их",
    "uk": "і й в не на що з по до як це але для ми ви я у від за ж так із б якщо або при є нам вам нас вас його мені то про а їх та",
    "bg": "и в не на че с по за това но ние вие от да се са ще е към със като ви ни",
}
_TELLING = {
    "en": "please thanks thank hello hi yes regards sorry could should attached",
    "de": "bitte danke hallo ja nein grüße freundlichen grüßen vielen guten anbei können",
    "fr": "merci bonjour oui cordialement salut bonsoir plaît voici",
    "es": "gracias hola sí saludos buenos buenas adjunto quiero usted",
    "it": "grazie ciao buongiorno saluti cordiali gentile allegato sì",
    "nl": "bedankt dank hallo groeten vriendelijke groet graag beste alvast",
    "pl": "dziękuję dzięki proszę cześć dzień dobry pozdrawiam tak załączniku",
    "pt": "obrigado obrigada olá sim atenciosamente cumprimentos anexo abraço",
    "sv": "tack hej ja vänliga hälsningar mvh",
    "da": "tak hej venlig hilsen ja",
    "no": "takk hei vennlig hilsen ja",
    "fi": "kiitos hei terveisin moi kyllä ystävällisin",
    "cs": "děkuji dobrý ahoj pozdravem prosím ano",
    "sk": "ďakujem dobrý ahoj pozdravom prosím áno",
    "hu": "köszönöm szia üdvözlettel igen kérem",
    "ro": "mulțumesc bună salut da cu vă rog",
    "tr": "teşekkürler merhaba evet lütfen saygılar selam",
    "ru": "спасибо здравствуйте привет пожалуйста да нет добрый день уважением ок хорошо готово",
    "uk": "дякую вітаю привіт будь ласка добрий повагою так ні гаразд",
    "bg": "благодаря здравейте моля поздрав поздрави",
}


def _weights(*tables: tuple[dict[str, str], int]) -> dict[str, list[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for table, weight in tables:
        for code, words in table.items():
            for word in words.split():
                found.setdefault(word, []).append((code, weight))
    return found


_WEIGHTS = _weights((_COMMON, 1), (_TELLING, 2))


_OF_LANGUAGE = {
    code: frozenset(f"{_COMMON[code]} {_TELLING.get(code, '')}".split()) for code in _COMMON
}


def is_in(text: str, code: str) -> bool:
    """Whether `language` gives this code, one with a table of words. Cheaper where none of them
    stands in the text.
    """
    return not _OF_LANGUAGE[code].isdisjoint(_words(_shown(text))) and language(text) == code


def _shown(text: str) -> str:
    return text[:_LOOKED_AT].lower()


def _words(shown: str) -> list[str]:
    ascii_only = shown.isascii()
    return shown.translate(_ASCII_PARTED).split() if ascii_only else _WORD.findall(shown)


def language(text: str) -> str | None:
    """ISO 639-1 code of the text's language; None where there is too little to say."""
    shown = _shown(text)
    ascii_only = shown.isascii()
    script = None if ascii_only else _by_script(shown)
    if script:
        return script
    words = _words(shown)
    votes: defaultdict[str, int] = defaultdict(int)
    counts: dict[str, int] = {}
    for word in filter(_WEIGHTS.__contains__, words):
        counts[word] = counts.get(word, 0) + 1
    for word, count in counts.items():
        for code, weight in _WEIGHTS[word]:
            votes[code] += weight * count
    if not ascii_only and any("\u0400" <= char <= "\u04ff" for char in set(shown)):
        return _cyrillic(shown, votes, len(words))
    return _winner(votes)


def _by_script(shown: str) -> str | None:
    """The first script that outweighs the Latin and Cyrillic letters."""
    signs = set(shown)
    for code, first, last in _SCRIPTS:
        if any(first <= char <= last for char in signs):
            weight = 4 if code in _IDEOGRAPHIC else 1
            others = _count(shown, "a", "z") + _count(shown, "\u0400", "\u04ff")
            if _count(shown, first, last) * weight > max(others, weight):
                return "fa" if code == "ar" and not _PERSIAN.isdisjoint(signs) else code
    return None


def _count(shown: str, first: str, last: str) -> int:
    return sum(shown.count(sign) for sign in set(shown) if first <= sign <= last)


def _cyrillic(shown: str, votes: defaultdict[str, int], words: int) -> str | None:
    if _count(shown, "\u0400", "\u04ff") * 2 < _count(shown, "a", "z"):
        return _winner(votes)
    for code, own in _LETTERS:
        votes[code] += min(sum(map(shown.count, own)), _MOST_FOR_LETTERS)
    cyrillic = {code: votes[code] for code in ("ru", "uk", "be", "bg", "sr") if votes[code]}
    return _winner(cyrillic) or ("ru" if words >= _ENOUGH_WEIGHT + 1 else None)


def _winner(votes: Mapping[str, int]) -> str | None:
    best = sorted(votes.items(), key=itemgetter(1))[-2:]
    if not best or best[-1][1] < _ENOUGH_WEIGHT:
        return None
    if len(best) > 1 and best[0][1] == best[1][1]:
        return None
    return best[-1][0]
