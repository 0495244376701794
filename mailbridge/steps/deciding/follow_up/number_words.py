"""How people name a numbered question: "2", "Q2", "the second", «по второму», "zur zweiten Frage"."""

import re

_ORDINALS = {
    1: "first firstly 1st перв(?:ый|ая|ое|ому|ой|ого|ую|ым) во-первых 1-(?:й|я|е|ое|му|ому|ый|ая) erste[nrsm]? erstens premier premiere première premièrement 1er 1re primer[oa]? "
    "primero primeramente перш(?:е|ий|а|ому)",
    2: "second secondly 2nd втор(?:ой|ая|ое|ому|ого|ую|ым) во-вторых 2-(?:й|я|е|ое|му|ому|ой|ая) zweite[nrsm]? zweitens deuxième deuxièmement second[eo]? secundo "
    "segund[oa] 2e друг(?:е|ий|а|ому)",
    3: "third thirdly 3rd трет(?:ий|ья|ье|ьему|ьей|ьего|ью|ьим) в-третьих 3-(?:й|я|е|ье|му|ему|ий|ья) dritte[nrsm]? drittens troisième troisièmement tercer[oa]? 3e "
    "трет(?:є|ій|я|ьому)",
    4: "fourth fourthly 4th четв[её]рт(?:ый|ая|ое|ому|ой|ого|ую|ым) в-четв[её]ртых 4-(?:й|я|е|ое|му|ому|ый|ая) vierte[nrsm]? viertens quatrième quatrièmement cuart[oa] 4e",
    5: "fifth fifthly 5th пят(?:ый|ая|ое|ому|ой|ого|ую|ым) в-пятых 5-(?:й|я|е|ое|му|ому|ый|ая) fünfte[nrsm]? fünftens cinquième cinquièmement quint[oa] 5e",
    6: "sixth 6th шест(?:ой|ая|ое|ому|ого|ую|ым) 6-(?:й|я|е|ое|му|ому|ой|ая) sechste[nrsm]? sechstens sixième sext[oa]",
    7: "seventh 7th седьм(?:ой|ая|ое|ому|ого|ую|ым) 7-(?:й|я|е|ое|му|ому|ой|ая) siebte[nrsm]? siebtens septième séptim[oa]",
    8: "eighth 8th восьм(?:ой|ая|ое|ому|ого|ую|ым) 8-(?:й|я|е|ое|му|ому|ой|ая) achte[nrsm]? achtens huitième octav[oa]",
    9: "ninth 9th девят(?:ый|ая|ое|ому|ой|ого|ую|ым) 9-(?:й|я|е|ое|му|ому|ый|ая) neunte[nrsm]? neuntens neuvième noven[oa]",
    10: "tenth 10th десят(?:ый|ая|ое|ому|ой|ого|ую|ым) 10-(?:й|я|е|ое|му|ому|ый|ая) zehnte[nrsm]? zehntens dixième décim[oa]",
}
_CARDINALS = {
    1: "one один одному eins une? uno",
    2: "two два двум zwei deux dos",
    3: "three три тр[её]м drei trois tres",
    4: "four четыре vier quatre cuatro",
    5: "five пять fünf cinq cinco",
}
ORDINAL = "|".join(pattern for patterns in _ORDINALS.values() for pattern in patterns.split())
_NUMBER_OF_ORDINAL = [
    (number, re.compile("|".join(patterns.split()), re.IGNORECASE))
    for number, patterns in _ORDINALS.items()
]
CARDINAL = "|".join(pattern for patterns in _CARDINALS.values() for pattern in patterns.split())
_NUMBER_OF_CARDINAL = [
    (number, re.compile("|".join(patterns.split()), re.IGNORECASE))
    for number, patterns in _CARDINALS.items()
]
NOUN = r"(?:questions?|point|item|one|q|вопрос(?:у|а|е|ы|ам|ах)?|пункт(?:у|а|е|ам)?|питання|питанню|fragen?|punkt|questions?|point|preguntas?|punto|cuestión)"
LABEL = (
    r"(?:(?:your |our |my |мой |наш |ваш |ihre |deine |unsere |votre |notre |su |tu )?"
    r"(?:questions?|answers?|items?|points?|numbers?|nr|num|number|вопрос(?:у|а|е|ы|ам|ах)?|ответ(?:ы)?|пункт(?:у|а|е|ам)?|питання|п|п\.п|номер(?:у)?"
    r"|fragen?|antwort(?:en)?|punkte?|nummer|réponses?|preguntas?|respuestas?|puntos?|número|numéro|n°|nº)\.?|[№#])"
)
PREPOSITION = (
    r"(?:as (?:to|for)|re|regarding|concerning|about|on|for|to|ad|in answer to|in reply to|with|по поводу|насч[её]т|что касается|касательно|относительно|"
    r"на|по|к|для|про|за|о|об|щодо|zu[rm]?|für|auf|bei|bezüglich|betreffend|was|pour|quant à|concernant|sur|à|au|a|para|sobre|en cuanto a|respecto a|con)"
)
ARTICLE = r"(?:the|your|der|die|das|dem|den|la|le|les|el|los|las|ваш(?:ему|)?|ihrer?|votre|su)"


_DIGIT = re.compile(r"\d")
_ROOTS = (
    "1st 2nd 3rd fir sec thi fou fif six sev eig nin ten пер вто тре чет пят шес сед вос дев дес "
    "во- в-т в-ч в-п ers zwe dri vie fün sec sie ach neu zeh pre deu sec tro qua cin hui dix pri "
    "seg ter cua qui sex sép oct nov déc perш перш one two три оди два zwe ein une un uno dos tre "
    "dei cuat quat друг"
)
_BEGINNINGS = frozenset(root[:3] for root in _ROOTS.split())


def may_name(line: str) -> bool:
    """Whether a line may hold a number at all: most hold none, and that is told quickly."""
    if _DIGIT.search(line):
        return True
    return not _BEGINNINGS.isdisjoint(word[:3] for word in line.casefold().split())


def number_of(words: str) -> int | None:
    """The number that digits, an ordinal or a numeral mean."""
    if words.isdecimal():
        return int(words)
    for number, pattern in (*_NUMBER_OF_ORDINAL, *_NUMBER_OF_CARDINAL):
        if pattern.fullmatch(words):
            return number
    return None
