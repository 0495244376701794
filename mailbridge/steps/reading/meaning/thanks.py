"""Letters that do no more than thank."""

import re

_BEFORE = (  # "many thanks", "огромное спасибо", "çok teşekkürler"
    "many|great|ok|okay|so|big|huge|vielen|besten|herzlichen|lieben|tausend|schönen|un grand|grand|"
    "mille|muchas|muchísimas|mil|molte|tante|muito|muita|hartelijk|heel erg|hartstikke|veel|"
    "большое|огромное|спасибо большое|щиро|дуже|вельмі|bardzo|serdecznie|moc|velmi|mnohokrát|"
    "veľmi|najlepša|lepa|puno|много|пуно|vă|nagyon|szépen|tusen|stort|mange|tusind|suuri|paljon|"
    "suured|liels|labai|σας|πολλά|çok|moltes|baie|xin|merci"
)
_SPACED = (  # in languages that put blanks between words; "tak" alone is a Polish yes
    "thanks?(?: you| u)?|thx|tnx|cheers|much appreciated|perfect|great|got it|danke?(?:schön)?|"
    "dank|merci|mercis|gracias|grazie|ti ringrazio|la ringrazio|vi ringrazio|obrigad[oa]s?|valeu|"
    "bedankt|dank (?:je|u)(?: ?wel)?|dankjewel|dankuwel|спасибо|спасибочки|благодарю|благодарим|"
    "спс|отлично|супер|дякую|дякуємо|дзякуй|dziękuję|dziękujemy|dziekuje|dzięki|děkuji|děkuju|"
    "děkujeme|díky|ďakujem|ďakujeme|vďaka|hvala|хвала|благодаря|мерси|mulțumesc|multumesc|"
    "mulțumim|mersi|köszönöm|köszönjük|köszi|kösz|tack|tack|takk|takke|tak for|tak skal|mange tak|"
    "tusind tak|kiitos|kiitoksia|kiitti|aitäh|tänan|täname|paldies|ačiū|dėkoju|dėkojame|ευχαριστώ|"
    "ευχαριστούμε|teşekkürler|teşekkür ederi[mz]|teşekkür|sağ ?ol(?:un)?|תודה|תודות|شكرا|شكراً|"
    "متشکرم|ممنون|مرسی|धन्यवाद|शुक्रिया|cảm ơn|cám ơn|terima kasih|makasih|gràcies|"
    "eskerrik asko|dankie|asante|takk fyrir|faleminderit"
)
_UNSPACED = (
    "ありがとうございました|ありがとうございます|ありがとう|感謝いたします|感謝します|助かりました|"
    "谢谢|謝謝|多谢|多謝|感谢|感謝|感恩|감사합니다|감사드립니다|고맙습니다|ขอบคุณ"
)
_THANKS = re.compile(
    rf"\W*(?:(?:{_BEFORE}),? ){{0,2}}(?:(?:{_SPACED})\b|{_UNSPACED})", re.IGNORECASE
)
_SENTENCE = re.compile(r"[^.!…\n。！]+")
_WORD = re.compile(r"\w+")
# thumbs, hearts, hands and smileys alone: a reaction that somebody typed
_SIGNS = re.compile(
    r"(?:[👍👌🙏👏🙌❤💙💚💛🧡💜😊🙂😀😃😄😁🎉✅☺🤝💪🔥🥳😍🤗]|[\ufe0f\u200d\s]"
    r"|[\U0001f3fb-\U0001f3ff]){1,16}"
)
# thanks "for the quick help"
FOLLOW_THANKS = (
    "a so very for again to за вам тебе вас большое огромное всем еще ещё für sehr pour por per "
    "beaucoup bien infiniment mille muchas muito pela pelo você voor wel u je zeer bardzo ci wam "
    "państwu moc vám puno lepa много дуже mult pentru szépen så mycket för meget paljon väga liels "
    "labai πολύ για σας çok ederim ederiz için רבה מאוד על جزيلا لك لكم على nhiều banyak atas baie "
    "much many all everyone guys indeed nochmals euch ihnen dir alla tutti todos kaikille"
)
NEWS = (
    "but still however though yet only except not no also но однако только кроме не нет также "
    "aber nicht kein mais pero ma mas maar але лише ale však ali dar viszont men mutta aga bet "
    "αλλά ama fakat אבל لكن ただ しかし 但是 하지만 แต่ nhưng tapi però baina leider hélas "
    "malheureusement "
    "lamentablemente purtroppo infelizmente helaas niestety bohužel unfortunately"
)
_FOLLOW_THANKS, _NEWS = frozenset(FOLLOW_THANKS.split()), frozenset(NEWS.split())
_UNSPACED_FROM = "\u2e80"  # Han, kana, Hangul: "but" and "not" stand amid their words
_NEWS_SIGNS = frozenset("但不没沒却でもけどが안못지")
LETTERS_AFTER_THANKS = 8
AFTER_THANKS = 2  # words, of a name or a closing
SHORT = 80  # characters of a letter that only says thanks


def is_thanks(reply: str) -> bool:
    """Whether it is a short letter that thanks, asks nothing and tells nothing new."""
    text = reply.strip()
    if _SIGNS.fullmatch(text):
        return True
    if len(text) > SHORT or "?" in text or _THANKS.match(text) is None:
        return False
    return all(_is_only_thanks(sentence) for sentence in _SENTENCE.findall(text))


def _is_only_thanks(sentence: str) -> bool:
    """ "Perfect, thanks again": one thanks may follow another."""
    end, match = 0, _THANKS.match(sentence)
    while match is not None:
        end = match.end()
        match = _THANKS.match(sentence, end)
    rest = _WORD.findall(sentence[end:].casefold())
    if any(word[0] >= _UNSPACED_FROM for word in rest):
        letters = "".join(rest)
        return len(letters) <= LETTERS_AFTER_THANKS and not _NEWS_SIGNS.intersection(letters)
    return not _NEWS.intersection(rest) and (
        len(rest) <= AFTER_THANKS or (end > 0 and rest[0] in _FOLLOW_THANKS)
    )
