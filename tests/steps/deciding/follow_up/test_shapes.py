"""Answers in words by their shape: promises of a later answer in all their forms, and letters that
share nothing with a question but a weekday, a name, a greeting or a closing.
"""

from collections.abc import Iterator, Sequence
from itertools import cycle, product

from mailbridge.domain.discussion import Question, QuestionState
from mailbridge.steps.deciding.follow_up.ledger import Spoken, changes
from mailbridge.steps.deciding.follow_up.question_kind import asks_yes_or_no

MARIA, ANNA = 1, 3
PERHAPS = QuestionState.PERHAPS
_WHO = ("I", "We", "My boss", "Our accountant")
_WILL = (
    "will",
    "'ll",
    "must",
    "shall",
    "would like to",
    "should be able to",
    "can only",
    "have to|has to",
    "need to|needs to",
    "hope to|hopes to",
    "plan to|plans to",
    "want to|wants to",
    "promise to|promises to",
    "intend to|intends to",
)
_DO_WORDS = (
    "answer|reply|respond|get back to you|come back to you|let you know|send you an "
    "answer|send you the answers|give you an answer|give you feedback|have an answer|tell you "
    "more|write more|check|check it|look into it|look at it|take a look|have a look|think "
    "about it|think it over|discuss it|talk to my colleagues|speak with Tom|ask Tom|clarify "
    "this|confirm|decide|find out|see|sort it out|consider it|review it|go through it|read it "
    "properly|double-check|forward it to Tom|pass it on|consult our lawyer|come to it|get to "
    "it|deal with it|return to this|follow up|update you|report back|keep you posted|be in "
    "touch|drop you a line|call you|get you the details|finalise this|run it by the board"
)
_DO = _DO_WORDS.split("|")
_WHEN_WORDS = (
    "|tomorrow|on Monday|later|soon|next week|by Friday|this evening|after the "
    "holidays|shortly|as soon as possible|in a few days|when I am back|once I have talked to "
    "him|at the weekend|first thing in the morning|within two days"
)
_WHEN = _WHEN_WORDS.split("|")
_RUSSIAN_WORDS = (
    "отвечу|напишу вам|посмотрим|уточню у коллег|обсужу с командой|спросим у "
    "директора|подумаем|прочитаю|изучу|передам директору|перезвоним|дам "
    "ответ|сообщим|решим|согласую с руководством|разберусь|проверю|свяжусь с вами|поговорю с "
    "женой|гляну|подготовим ответ"
)
_RUSSIAN = _RUSSIAN_WORDS.split("|")
_RU_WHEN_WORDS = (
    "завтра|вечером|в понедельник|позже|на неделе|после праздников|чуть позже|до пятницы"
)
_RU_WHEN = _RU_WHEN_WORDS.split("|")
_GERMAN_WORDS = (
    "antworte {}|melde mich {}|schaue mir das {} an|prüfe das {}|kläre das {}|frage {} meinen "
    "Chef|bespreche das {} mit dem Team|gebe Ihnen {} Bescheid|schreibe Ihnen {}|rufe Sie {} "
    "an|lese das {} in Ruhe|überlege es mir {}|entscheide das {}|leite es {} weiter|komme {} "
    "darauf zurück|werde {} antworten|muss {} nachfragen|kann erst {} antworten"
)
_GERMAN = _GERMAN_WORDS.split("|")
_DE_WHEN_WORDS = "morgen|später|am Montag|nächste Woche|heute Abend|bis Freitag|nach dem Urlaub"
_DE_WHEN = _DE_WHEN_WORDS.split("|")
BESIDE = ("{}", "Thanks, {}", "Hi Anna,\n\n{}\n\nBest regards\nMaria", "OK, {}")
RU_BESIDE = ("{}", "Спасибо, {}", "Анна, здравствуйте!\n\n{}\n\nМария", "Хорошо, {}")
DE_BESIDE = ("{}", "Danke, {}", "Hallo Anna,\n\n{}\n\nViele Grüße\nMaria", "Gut, {}")


def english() -> Iterator[str]:
    when, beside = cycle(_WHEN), cycle(BESIDE)
    for who, will, do in product(_WHO, _WILL, _DO):
        first, _, third = will.partition("|")
        said = third if third and who.startswith(("My", "Our")) else first
        blank = "" if said.startswith("'") else " "
        yield next(beside).format(f"{who}{blank}{said} {do} {next(when)}".strip() + ".")


def russian() -> Iterator[str]:
    beside = cycle(RU_BESIDE)
    for who, do, when in product(("", "я ", "мы ", "и "), _RUSSIAN, _RU_WHEN):
        for said in (f"{who}{do} {when}.", f"{when} {who}{do}."):
            plain = said[:1].upper() + said[1:]
            yield next(beside).format(plain)


def german() -> Iterator[str]:
    beside = cycle(DE_BESIDE)
    for do, when in product(_GERMAN, _DE_WHEN):
        yield next(beside).format(f"Ich {do.format(when)}.")


def asked(texts: Sequence[str]) -> list[Question]:
    return [Question(number, 1, number, text, ANNA, None) for number, text in enumerate(texts, 1)]


def after(body: str, ledger: Sequence[Question]) -> dict[int, QuestionState]:
    names, others = (
        frozenset({"maria", "lopez", "мария"}),
        frozenset({"tom", "reed", "anna", "berg", "том", "анна"}),
    )
    spoken = Spoken(MARIA, "client", body, names=names, others=others)
    return {one.question.number: one.state for one in changes(spoken, ledger)}


QUESTIONS = {
    english: (
        ("Which photo do you like best?", "When do we launch?", "May we use brief descriptions?"),
        ("Which colour do you want?",),
        ("When do we meet?",),
    ),
    russian: (
        (
            "Какое фото вам больше нравится?",
            "Когда запускаем магазин?",
            "Можно взять тексты с сайта?",
        ),
        ("Какой цвет вам нужен?",),
        ("Когда встретимся?",),
    ),
    german: (
        (
            "Welches Foto gefällt Ihnen?",
            "Wann eröffnen wir den Laden?",
            "Dürfen wir kurze Texte nehmen?",
        ),
        ("Welche Farbe möchten Sie?",),
        ("Wann treffen wir uns?",),
    ),
}


def test_a_promise_of_a_later_answer_answers_nothing() -> None:
    """Of any person, in any words, for any day, in three languages; not even "when"."""
    wrong = [
        (body, found)
        for make, some in QUESTIONS.items()
        for body in make()
        for texts in some
        if (found := after(body, asked(texts)))
    ]
    assert [] == wrong


DAYS = {
    "en": ("Monday", "Tuesday", "Friday", "Sunday"),
    "ru": ("понедельник", "вторник", "пятницу", "воскресенье"),
    "de": ("Montag", "Dienstag", "Freitag", "Sonntag"),
}
SMALL = {
    "en": (
        ("Tom, shall we meet on {}?", "Which photo do you like, Maria?", "Who brings the ladder?"),
        ("The photo with bread, Tom.", "The ladder is ours."),
        (
            "Hi Tom,\n\n{}\n\nHave a nice {day}!\nMaria",
            "Dear Anna,\n\n{}\n\nBest regards\nMaria Lopez",
        ),
    ),
    "ru": (
        ("Том, встретимся в {}?", "Какое фото вам нравится, Мария?", "Кто привезёт лестницу?"),
        ("Фото с хлебом, Том.", "Лестница у нас есть."),
        (
            "Том, добрый день!\n\n{}\n\nХорошего дня!\nМария",
            "Анна, здравствуйте!\n\n{}\n\nС уважением,\nМария",
        ),
    ),
    "de": (
        (
            "Tom, treffen wir uns am {}?",
            "Welches Foto gefällt Ihnen, Maria?",
            "Wer bringt die Leiter mit?",
        ),
        ("Das Foto mit dem Brot, Tom.", "Die Leiter haben wir."),
        (
            "Hallo Tom,\n\n{}\n\nSchönen {day}!\nMaria",
            "Guten Tag Anna,\n\n{}\n\nViele Grüße\nMaria",
        ),
    ),
}


def test_small_words_tell_no_question_from_another() -> None:
    """Weekdays, names, greetings and closings: what is named decides."""
    wrong = []
    for language, (questions, said, frames) in SMALL.items():
        for day, (place, words), frame in product(DAYS[language], enumerate(said, 2), frames):
            body = frame.format(words, day=day)
            found = after(body, asked([one.format(day) for one in questions]))
            wrong += [(body, found)] if found != {place: PERHAPS} else []
    assert [] == wrong


def test_a_date_alone_answers_who_asks_for_one() -> None:
    """ "On Monday, Tom." says nothing of a colour."""
    when = "When do we begin?", "Which colour do you want?", "Who brings the ladder?"
    body = "Hi Anna,\n\nOn Monday, Tom.\n\nMaria"
    assert {1: PERHAPS} == after(body, asked(when))
    assert {} == after(body, asked(when[1:]))
    assert {} == after(body, asked(when[1:2]))
    assert {1: PERHAPS} == after(body, asked(["Could you send the logo?"]))
    assert {1: PERHAPS, 2: PERHAPS, 3: PERHAPS} == after("Yes and Friday.", asked(when))


def test_yes_and_no_are_offered_where_they_answer() -> None:
    """Neither to a choice nor to a question for words."""
    yes = "May we use short texts?", "Можно убрать фото?", "Dürfen wir anfangen?", "Is it green?"
    words = "Which photo?", "Blue or green?", "Когда начнём?", "Wie heißt er?", "Send the logo."
    assert [True] * len(yes) == [asks_yes_or_no(one) for one in yes]
    assert [False] * len(words) == [asks_yes_or_no(one) for one in words]
