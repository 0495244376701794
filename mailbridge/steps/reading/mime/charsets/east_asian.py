"""Which Chinese, Japanese or Korean charset octets are in, by how often characters occur."""

from collections.abc import Callable

_LEAST = 12  # octets above 127 that show what they are
_KANA = 0.25  # of the characters; Japanese has more, and the other two none
_FOUND = 0.15  # of the characters
_CHINESE = frozenset(
    "的一是不了在人有我他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么"
    "您请好看们报价单司谢件邮附联系问题信收回复公司产品，。！？：；（）"
)
_KOREAN = frozenset(
    "이다는을의에가고하지서로은기도사리어인한나니를스시자대일해정수주부전보안있세습합과만그여제성공장면요것라할신원관계"
)


def east_asian(octets: bytes) -> str | None:
    """The codec under which the octets read as Japanese, Chinese in simplified signs, or Korean;
    None where they are too few, or read as none of them.
    """
    if sum(octet > 0x7F for octet in octets) < _LEAST:
        return None
    for codec in ("euc_jp", "cp932"):
        text = _decoded(octets, codec)
        if text and _share(text, _is_hiragana) >= _KANA:
            return codec
    chinese, korean = _decoded(octets, "gb18030"), _decoded(octets, "cp949")
    like_chinese = _share(chinese, _CHINESE.__contains__)
    like_korean = _share(korean, _KOREAN.__contains__)
    if max(like_chinese, like_korean) < _FOUND:
        return None
    return "gb18030" if like_chinese > like_korean else "cp949"


def _decoded(octets: bytes, codec: str) -> str:
    """Empty where the octets are not all in that charset; a character cut off at the end does not
    count.
    """
    for end in (len(octets), len(octets) - 1):
        try:
            return octets[:end].decode(codec)
        except UnicodeError:
            continue
    return ""


def _share(text: str, counts: Callable[[str], bool]) -> float:
    signs = [sign for sign in text if sign > "\x7f"]
    return sum(map(counts, signs)) / len(signs) if signs else 0.0


def _is_hiragana(sign: str) -> bool:
    return "\u3041" <= sign <= "\u309f"
