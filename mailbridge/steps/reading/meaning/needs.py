"""Requests that only say what is needed or waited for: «Нам нужен логотип в SVG.», «Ждём тексты до
среды.», "Wir brauchen die Texte."
"""

from collections.abc import Sequence

from mailbridge.steps.text.word_tables import word_set

_WHO = word_set("нам мне we i wir ich")
_SMALL = word_set("ещё еще также только очень срочно still also urgently really noch auch dringend")
_NEEDED = word_set(
    "нужен нужна нужны нужно необходим необходима необходимы понадобится понадобятся потребуется "
    "потребуются требуется требуются потрібен потрібна потрібні "
    "need require brauchen brauche benötigen benötige bräuchten bräuchte"
)
_NO_THING = word_set(
    "был была было были бы не время времени будет подумать обсудить тишина отпуск помнить "
    "to no not nothing more time some until till about around longer only never "
    "nicht kein keine keinen keiner nichts zeit bedenkzeit länger mehr etwas ungefähr circa nur"
)
_WAITED = word_set(
    "ждём ждем жду ожидаем ожидаю чекаємо чекаю waiting expect expecting await awaiting warten "
    "warte erwarten erwarte"
)
_UNTIL = word_set("до к by until before bis vor")
_FROM_YOU = word_set(
    "вас тебя вашего ваших вашей ваши ваш ваше your ihr ihre ihren ihrem eure deine"
)
_NOT_WAITED = word_set("с встречи встречу вами ответа dich euch")
_OBLIGED = word_set("needs need has have")
_DONE = word_set("done made sent put cut set built paid")
_FARTHEST = 8  # words before "must be"
_MUST_DE = word_set("muss müssen müsste müssten soll sollen sollte sollten")
_SAID_ONLY = word_set(
    "said noted admitted mentioned told honest gesagt erwähnt zugegeben informiert"
)
_OUR_OWN = word_set("i we ich wir it es man")
_POLITE_FORM_NO_DEED = word_set(
    "haben seien zögern entschuldigen verzeihen wenden melden bleiben finden kommen rufen"
)
_NEAR = 4  # words from the beginning within which the verb stands


def says_what_is_needed(words: Sequence[str]) -> bool:
    """Whether a sentence that is no question tells its reader what to bring."""
    for at, word in enumerate(words[:_NEAR]):
        if word in _NEEDED:
            return _needs(words, at)
        if word in _WAITED:
            return _waits(words, at)
    return _must_be_done(words) or _is_told_politely(words)


def _must_be_done(words: Sequence[str]) -> bool:
    """ "The number must be changed.", "Die Nummer muss geändert werden.", "Um Antwort wird
    gebeten": of a thing, not of the author.
    """
    if not words or words[0] in _OUR_OWN or not _SAID_ONLY.isdisjoint(words):
        return False
    if words[-1] == "werden":
        return not _MUST_DE.isdisjoint(words) and "nicht" not in words
    if words[0] == "um" and words[-1] == "gebeten":
        return "wird" in words
    for at, word in enumerate(words[: _FARTHEST + 2]):
        if word == "be" and at > 1 and at < len(words) - 1:
            obliged = words[at - 1] == "to" and words[at - 2] in _OBLIGED
            done = words[at + 1] in _DONE or words[at + 1].endswith(("ed", "en"))
            own = not _OUR_OWN.isdisjoint(words[:at])
            return (obliged or words[at - 1] == "must") and done and not own
    return False


def _is_told_politely(words: Sequence[str]) -> bool:
    """ "Sagen Sie mir, wann": the verb in front of "Sie", in a sentence that is no question."""
    return (
        len(words) > 2
        and words[1] == "sie"
        and words[0].endswith(("en", "rn", "ln"))
        and words[0] not in _POLITE_FORM_NO_DEED
    )


def _needs(words: Sequence[str], at: int) -> bool:
    """Who needs it stands before the verb, or nothing does; a thing stands behind it."""
    before = [word for word in words[:at] if word not in _SMALL]
    if before and not _WHO.issuperset(before):
        return False
    behind = [word for word in words[at + 1 :] if word not in _SMALL]
    if not before and words[at].isascii():
        return False  # "Need the logo" is known by its opening; "need" alone may be a noun
    verb = bool(behind) and behind[0].endswith(("ть", "ти", "ться"))
    return bool(behind) and not verb and behind[0] not in _NO_THING


def _waits(words: Sequence[str], at: int) -> bool:
    """Waiting is a request where it says until when, or that the reader is waited for."""
    behind = set(words[at + 1 :])
    if len(words) <= at + 1 or words[at + 1] in _NOT_WAITED or "ответа" in behind:
        return False
    before = [word for word in words[:at] if word not in _SMALL | _WHO | {"are", "re", "am", "m"}]
    return not before and not behind.isdisjoint(_UNTIL | _FROM_YOU)
