"""Base subjects (RFC 5256 section 2.1), in any language's prefixes."""

import re
from functools import lru_cache

_REPLY = (
    "re ref réf rép rif res resp rv r aw antw antwort sv ad vs vá vl odp odpoved odpověď odg hl ynt cvb yn bls nph atb ris a re^ απ σχετ "
    "отв ответ от отг отговор re re пер нд на відп відповідь yнт 回复 回覆 答复 答覆 返信 转 回 답장 回信 ha הע תשובה رد"
)
# What mail programs write before the subject of an answer; a letter of ours keeps one of them.
SHORT_REPLY_PREFIXES = frozenset(
    (
        "re",
        "aw",
        "antw",
        "antwort",
        "sv",
        "vs",
        "res",
        "ref",
        "rif",
        "odp",
        "ynt",
        "vá",
        "ris",
        "отв",
        "ответ",
        "на",
        "відп",
    )
)
_FORWARD = (
    "fwd fw forward forwarded weitergeleitet wg wtr wl doorst enc encaminhado rv tr trans transf transfer i inoltra fs vb betr betreft trs videresendt vedr pd podaj dal "
    "vidarebefordrat vidb il ilet ilt πρθ πλτ fö "
    "továbbítás перес пересл переслано фвд fwd пд перенаправлено 转发 轉寄 轉發 転送 전달 הועבר إعادة"
)
_WORDS = frozenset(f"{_REPLY} {_FORWARD}".split())
_PREFIX = re.compile(
    r"\s*([^\W\d_]{1,20}\^?)\s*(?:[\[(]\s*\d{1,4}\s*[\])]|\^\d{1,4}|\*\d{1,4}|\d{1,3}|\.)?\s*[:：]\s*"
)
_MARK = (
    r"ext|extern\w{0,3}|external (?:e-?mail|sender|message)|e-?mail extern[ea]?|внешн\w{2,3}(?: почта| отправитель| письмо)?|(?:caution|warning)(?:\W{1,3}ext\w{0,5})?|"
    r"(?:suspected )?spam|\*+spam\*+|disarmed|sec=[\w-]{1,30}|外部\w{0,4}"
)
_TAG = re.compile(
    rf"\s*(?:[\[({{<][\s!*]*(?:{_MARK})[\s!*]*[\])}}>]|"
    r"(?:\*\*\*\s*)?(?:external|ext|spam)(?:\s*\*\*\*|:)|\*\*\*\s*bulk\s*\*\*\*)\s*",
    re.IGNORECASE,
)
_LISTED = re.compile(rf"(\[[^\[\]]{{1,60}}\]){_PREFIX.pattern}")  # a list's name, then a prefix
_TRAILER = re.compile(r"\s*\((?:fwd|fw|was: [^()]{0,200})\)\s*$", re.IGNORECASE)
_WHOLE_FORWARD = re.compile(r"^\s*\[\s*(?:fwd|fw)\s*:\s*(.*)\]\s*$", re.IGNORECASE | re.DOTALL)
_DOT_ABOVE = "\u0307"  # which a Turkish İ leaves behind
_MAX_PREFIXES = 50
NO_SUBJECTS = frozenset(
    {
        "(no subject)",
        "no subject",
        "(без темы)",
        "без темы",
        "<без темы>",
        "(kein betreff)",
        "(sans objet)",
        "(sin asunto)",
    }
)


def spoken(subject: str) -> str:
    """The subject; empty where it only says, in a program's words, that there is none."""
    return "" if base_subject(subject).casefold() in NO_SUBJECTS else subject.strip()


@lru_cache(maxsize=256)  # one letter's subject is compared many times
def base_subject(subject: str) -> str:
    """The subject without prefixes and gateway tags, white space made single; a subject of nothing
    else becomes empty.
    """
    text = " ".join(subject[:1000].split())
    for _ in range(_MAX_PREFIXES):
        shorter = _peeled(text)
        if shorter == text:
            break
        text = shorter
    return text


def _folded(prefix: str) -> str:
    return prefix.lower().replace(_DOT_ABOVE, "").rstrip("^")


def _peeled(text: str) -> str:
    if (match := _PREFIX.match(text)) and _folded(match[1]) in _WORDS:
        return text[match.end() :].strip()
    if (listed := _LISTED.match(text)) and _folded(listed[2]) in _WORDS:
        return f"{listed[1]} {text[listed.end() :].strip()}"
    if match := _TAG.match(text):
        return text[match.end() :].strip()
    if match := _WHOLE_FORWARD.match(text):
        return match[1].strip()
    return _TRAILER.sub("", text)
