"""Promises of a later answer, and excuses, known by their shape: who speaks of themselves, says
that something will be done, and names nothing that it would be done with.
"""

import re

from mailbridge.steps.text.phrases import Phrases

_EN_WHO = (
    r"(?:i|we|he|she|they|somebody|someone|(?:my|our|the) (?:\w+ ){0,2}?(?:boss|manager|director|"
    r"wife|husband|partners?|colleagues?|accountants?|lawyers?|team|board|ceo|department|"
    r"designers?|"
    r"people|developers?|chef|owners?|head|chief|assistant|office|committee|council|supervisor)|"
    r"(?-i:(?!It|That|This|These|Those|There|Which|What|Mon|Tue|Wed|Thu|Fri|Sat|Sun|The|Yes|"
    r"No)[A-Z]\w+)(?: and i)?)"
)
_EN_WILL = (
    r"(?:'ll|'d like to|'m going to|'re going to| (?:will|shall|must|should|can only|"
    r"would like to|ought to|(?:am|is|are) (?:going|about|due|happy|glad|hoping|planning|trying|"
    r"supposed) to|"
    r"(?:have|has|need|needs|want|wants|hope|hopes|plan|plans|intend|intends|promise|promises|mean|"
    r"means|expect|expects|wish|try|aim|prefer) to|(?:have|has|'ve) got to))"
)
_EN_SMALL = (
    r"(?: (?:just|only|also|probably|certainly|surely|definitely|first|quickly|then|now|still|all|"
    r"be able to|have to|need to|try to|want to|like to|get the chance to|not|please|hopefully|"
    r"gladly))*"
)
_EN_DECIDES = (
    r"(?:be|come|go(?! (?:through|over|back))|meet|launch|open|start|begin|stay|attend|join|pay|"
    r"move|arrive|leave|close|agree|wait|travel|need|remain|take(?! (?:a )?(?:look|care|it up|"
    r"this up|that up))|do|keep|use|buy|accept|have|like|love|skip|"
    r"drop(?! you)|cancel|print|publish|sign|approve|change|remove|prefer|choose|pick|order|want|"
    r"suit|suffice|help|matter|host|serve|deliver|bring|cost|work|fit|become|say|offer|allow|"
    r"stick|add|provide|cover|hold|"
    r"only|never|always)"
)
_EN_THING = r"(?:it|this|that|them|these|those|you|everything|things|all of it|both|matters?)"
_EN_TIME = (
    r"(?:tomorrow|today|tonight|later|soon|shortly|asap|as soon as|next|this|by|on|in|at|after|"
    r"before|within|once|when|until|over|during|first thing|again|properly|carefully|quickly|now|"
    r"right|straight|the (?:day|week) after|mon|tue|wed|thu|fri|sat|sun)"
)
_EN_TAIL = (
    rf"(?: (?:out|up|through|on|over|back|into|at|for|to|with|about|off|by|in))*"
    rf"(?:$|[.!,;]| {_EN_THING}\b| {_EN_TIME}\b)"
)
_EN_NEWS = (
    r"(?:answers?|reply|replies|response|feedback|details?|info(?:rmation)?|news|word|line|"
    r"decision|update|note|message|call|ring|shout|comments|thoughts|remarks|list|rest)"
)
_EN_TELLS = (
    r"(?:send|give|get|drop|write|have|prepare|post|mail|email|forward|pass|put together|collect)"
)
_SOMEBODY_WILL = (  # names are told by their capitals
    rf"(?:\w+,? )?{_EN_WHO}{_EN_WILL}{_EN_SMALL} (?!{_EN_DECIDES}\b)\w+(?:-\w+)?{_EN_TAIL}",
    (
        rf"(?:\w+,? )?{_EN_WHO}{_EN_WILL}{_EN_SMALL} (?:(?:take|have) an?(?: \w+)? look|talk|"
        r"speak|"
        rf"ask(?! for)|"
        r"consult|come (?:back|to (?:it|this|that))|write more|keep|be in touch|check|confirm|"
        r"clarify|"
        r"decide|go (?:through|over|back)|"
        r"look|think|read|review|discuss|consider|answer|reply|respond)\b"
    ),
)
_ENGLISH = (
    (
        rf"{_EN_WILL}{_EN_SMALL} {_EN_TELLS}(?: (?:you|me|them|him|her|us|an?|the|my|our|some|more|"
        rf"all|further|any|proper|full|final|quick|detailed))* {_EN_NEWS}\b"
    ),
    r"\b(?:please |just )?(?:wait|bear with|be patient|hang on|hold on|stand by)\b",
    r"\b(?:give|allow|grant) (?:me|us) (?:until|till|to|a|an|some|time|one|two)\b",
    r"\b(?:no|not made an?y?|nothing)(?: \w+)? (?:decision|answer|news|reply|decided)\b",
    (
        r"\b(?:need|needs|take|takes) (?:some |a bit of |a little |a bit |a little bit )?(?:more "
        r")?(?:time|longer)\b"
    ),
    r"^(?:it|this|that)(?:'s| is)(?: now)? with (?:my|our|the)\b",
    r"\bleave (?:it|this|that) (?:with|to) (?:me|us)\b",
    r"\blet (?:me|us) (?:see|look|check|think|ask|run|find|have a look)\b",
    r"\bmore (?:on|tomorrow|later|soon|next)\b",
    rf"\b{_EN_NEWS} (?:on|by|in|next|after|within) (?!the (?:page|site|photo))",
    r"\b(?:under|in) (?:review|discussion|consideration|progress|clarification)\b",
    r"\b(?:waiting for|needs the ok of) (?:my|our|the) \w+\b",
)
_EN_EXCUSES = (
    (
        r"(?:\b(?:am|is|are|be|been)|'m|'s|'re)(?: \w+){0,3} (?:travell?ing|away|on holidays?|on "
        r"vacation|out of (?:the )?office|on leave|in (?:a |the )?(?:meetings?|hospital)|on the "
        r"(?:road|train|plane)|ill|sick|"
        r"busy|swamped|snowed under|abroad|offline|unavailable|out (?:today|this week|until))\b"
    ),
    r"^out of (?:the )?office\b",
    r"\b(?:busy|hectic|crazy|full) (?:day|week|month|time)\b",
    r"\b(?:no|little|not much) time\b",
    r"\bback (?:on|in|at|from|next|tomorrow|after)\b",
    r"\b(?:good|interesting|tricky|difficult|hard|great) (?:question|point|one)s?\b",
)
_RUSSIAN = (
    (
        r"\b(?:подождите|потерпите|подожди|дайте срок|нужно (?:время|подождать)|дайте (?:мне |нам "
        r")?подумать)\b"
    ),
    r"\bне (?:успева|успе)\w+\b",
    r"\bпока нет (?:ответа|решения|новостей)\b",
)
_RU_EXCUSES = (
    (
        r"\b(?:в|на) (?:командировк\w+|отпуск\w+|больничн\w+|совещани\w+|встреч\w+|дорог\w+|"
        r"поезд\w+|"
        r"переговор\w+)\b"
    ),
    r"\b(?:занят|занята|заняты|завал|болею|болеет|уехал\w*|запарк\w+|нет времени|некогда|аврал)\b",
    r"\b(?:хороший|интересный|сложный|трудный) вопрос\b",
)
_GERMAN = (
    (
        r"\b(?:geben|gib|lassen|lass) (?:sie )?(?:mir|uns)(?: \w+){0,3} (?:zeit|moment|tage|woche|"
        r"wochen|stunden|minuten|bis \w+)\b"
    ),
    r"\bbrauche?n? (?:ich |wir )?(?:\w+ ){0,3}(?:zeit|tage|woche|wochen|bedenkzeit)\b",
    r"\b(?:gehe|gehen)\b.*\bdurch\b",
    r"\b(?:stimme|stimmen) (?:mich|uns)\b",
    (
        r"\b(?:wird|werden|ist|sind)(?: \w+){0,3} (?:geprüft|besprochen|geklärt|abgestimmt|"
        r"nachgereicht)\b"
    ),
    r"\b(?:kommen|komme)(?: \w+){0,2} auf sie zu\b",
    r"\b(?:mehr|näheres|weiteres|details)(?: \w+){0,2} (?:morgen|später|bald|folgt|folgen)\b",
    r"\bspäter mehr\b",
)
_DE_EXCUSES = (
    (
        r"\b(?:bin|ist|sind|seid)(?: \w+){0,6} (?:unterwegs|im urlaub|krank|verreist|nicht da|"
        r"abwesend|"
        r"auf reisen|auf dienstreise|in einer? \w*(?:sitzung|besprechung)|im (?:meeting|zug)|"
        r"nicht im "
        r"büro|außer haus|beschäftigt)\b"
    ),
    r"\b(?:viel zu tun|keine zeit|wenig zeit|stressig\w*|gute frage|schwierige frage)\b",
)
_BY_SOMEBODY = re.compile("|".join(_SOMEBODY_WILL), re.IGNORECASE)
_PROMISES = {"en": Phrases(_ENGLISH), "de": Phrases(_GERMAN), "ru": Phrases(_RUSSIAN)}
_EXCUSES = {"en": Phrases(_EN_EXCUSES), "de": Phrases(_DE_EXCUSES), "ru": Phrases(_RU_EXCUSES)}
_SMALL_GERMAN = re.compile(
    r"\b(?:ich|wir|mich|uns|das|der|den|dem|ein|eine\w*|mein\w*|unser\w*|nicht|und|ist|sind|wird|"
    r"sie|ihnen|mit|"
    r"bitte|mir|auf|später|näheres|weiteres|zeit|gerade|folgt|bin|mehr|wenig|stressig\w*)\b"
)
_CYRILLIC = re.compile("[а-яё]")
_LONGEST = 300  # characters of a sentence that is looked at


def promises(sentence: str) -> bool:
    """Whether a sentence looks like a promise to say more later: "we will sort it out by "
    "Friday"."""
    plain = _plain(sentence)
    lowered = plain.lower()
    return _promises(plain, lowered, _language(lowered))


def promises_or_excuses(sentence: str) -> bool:
    """Whether a sentence promises to say more later, as `promises` has it, or says why nothing is
    said now: "I am on holiday until Monday".
    """
    plain = _plain(sentence)
    lowered = plain.lower()
    language = _language(lowered)
    return _promises(plain, lowered, language) or _EXCUSES[language].stand_in(lowered)


def _promises(plain: str, lowered: str, language: str) -> bool:
    by_somebody = language == "en" and _BY_SOMEBODY.match(plain) is not None
    return by_somebody or _PROMISES[language].stand_in(lowered)


def looks_german(sentence: str) -> bool:
    """Whether a sentence without Cyrillic letters has small words of German."""
    return _SMALL_GERMAN.search(sentence.lower()) is not None


def _plain(sentence: str) -> str:
    return " ".join(sentence[:_LONGEST].replace("’", "'").split())


def _language(lowered: str) -> str:
    if _CYRILLIC.search(lowered) is not None:
        return "ru"
    return "de" if looks_german(lowered) else "en"
