"""Questions that want no answer: wonder put as a question, in English, Russian and German."""

from collections.abc import Sequence

from mailbridge.steps.text.word_tables import phrases, word_set

LONGEST = 8  # words
_WHOLE = phrases(
    "guess what / you know what / know what / who would have thought / who would have guessed / "
    "who knew / who could have known / "
    "what could go wrong / what more could you want / need i say more / how cool / "
    "кто бы мог подумать / кто бы подумал / кто бы знал / кто же мог знать / "
    "ну кто же мог знать / кто мог знать / угадайте что / угадай что / знаете что / "
    "знаешь что / что может пойти не так / надо же / "
    "wer hätte das gedacht / wer hätte es gedacht / wer hätte das geahnt / weißt du was / "
    "was soll man da sagen / was soll man da noch sagen / was soll ich sagen / "
    "wissen sie was / was will man mehr / hättest du das gedacht / hätten sie das gedacht"
)
_BEGINS = tuple(
    f"{opening} "
    for opening in phrases(
        "who knew / who would have thought / who would have guessed / кто бы мог подумать / "
        "кто бы подумал / wer hätte gedacht / wer hätte das gedacht / wer hätte geahnt"
    )
)
_BELIEVING = word_set(
    "believe imagine fathom представляете представляешь представить поверить верите веришь "
    "вообразить glauben vorstellen fassen glaubst stellst"
)
_ASKED_OF = word_set("you вы ты себе du sie ihr euch dir sich mir")
_VERBS = word_set(
    "can could would will do did можете можешь могли бы мог могла kannst können könnt könnten "
    "würdest würden ist"
)
_ANYTHING = word_set(
    "it that this them how so just really even это этому в такое ли только das es so etwas nur echt"
)
_TAGS = word_set("isn aren wasn weren")  # "isn't that great"
_POINTING = word_set("that this it they das es это")
_WONDER = word_set(
    "great amazing wonderful awesome lovely beautiful fantastic cool crazy brilliant nice funny "
    "incredible здорово чудесно прекрасно замечательно круто toll großartig schön wunderbar "
    "fantastisch super herrlich klasse"
)


def is_rhetorical(words: Sequence[str]) -> bool:
    """Whether the words of a question only wonder: "Can you believe it?", «Представляете?», "Ist
    das nicht toll?".
    """
    if not words or len(words) > LONGEST:
        return False
    said = " ".join(words)
    return said in _WHOLE or said.startswith(_BEGINS) or _disbelieves(words) or _admires(words)


def _disbelieves(words: Sequence[str]) -> bool:
    """A verb of believing, and else only who is asked and a pronoun for what is not believed."""
    said = [word for word in words if word not in _VERBS | _ASKED_OF | _ANYTHING]
    return bool(said) and _BELIEVING.issuperset(said)


def _admires(words: Sequence[str]) -> bool:
    """ "Isn't that great?", "How cool is that?", «Разве это не здорово?»."""
    if words[-1] in _WONDER:
        negated = words[0] in _TAGS or "nicht" in words or "разве" in words or words[0] == "ну"
        return negated and not _POINTING.isdisjoint(words)
    return (
        words[0] == "how"
        and len(words) <= LONGEST // 2
        and words[1:2] != []
        and words[1] in _WONDER
        and words[-1] in _POINTING
    )
