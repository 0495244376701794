"""Questions and answers in five languages, put together into letters whose meaning is known because
they were made so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations, product


@dataclass(frozen=True)
class Tongue:
    questions: tuple[str, ...]
    replies: tuple[
        str, ...
    ]  # say something, and name nothing that a question names; the last may be an amount
    about: tuple[str, ...]  # prose that answers the question of the same place, by what it names
    numbered: tuple[str, ...]  # one piece of an answer by number: {n} or {o} (ordinal) and {words}
    inline: tuple[
        tuple[str, str], ...
    ]  # a piece that stands on one line with others, and what joins two
    tails: tuple[str, ...]
    ordinals: tuple[str, ...]
    greetings: tuple[str, ...]
    closings: tuple[str, ...]
    later: tuple[str, ...]  # put the answer off
    receipts: tuple[str, ...]
    excuses: tuple[str, ...]
    withdrawals: tuple[str, ...]


PLAIN = (
    "{n}. {words}",
    "{n}) {words}",
    "({n}) {words}",
    "{n}: {words}",
    "{n}/ {words}",
    "{n} - {words}",
    "{n} – {words}",
    "Q{n}: {words}",
    "Q{n} - {words}",
    "#{n} {words}",
    "[{n}] {words}",
    "{n}.) {words}",
    "- {n}. {words}",
    "* {n}) {words}",
)

ENGLISH = Tongue(
    questions=(
        "Which photo do you like best?",
        "When may we launch the shop?",
        "What is the telephone number of the office?",
        "Could you send the logo?",
    ),
    replies=(
        "yes",
        "no",
        "the blue one",
        "on Friday",
        "that is fine with us",
        "as you proposed",
        "22 euros",
    ),
    about=(
        "The photo with the bread.",
        "The shop may launch on Monday.",
        "Our office has 555 1234 as its number.",
        "The logo is attached.",
    ),
    numbered=(
        *PLAIN,
        "Question {n}: {words}",
        "question {n} - {words}",
        "No. {n}: {words}",
        "Re {n}: {words}",
        "As for {n}, {words}",
        "Regarding question {n}: {words}",
        "The answer to Q{n} is {words}",
        "{o}: {words}",
        "The {o} question: {words}",
        "To the {o}: {words}",
    ),
    inline=(
        ("{n}. {words}", "  "),
        ("{n}: {words}", ", "),
        ("{n}) {words}", "; "),
        ("Q{n} {words}", ", "),
        ("{o}: {words}", ". "),
        ("{n} - {words}", "; "),
        ("on {n}: {words}", ", "),
        ("Q{n}: {words}", " and "),
    ),
    tails=(
        "{words} to {n}",
        "{words} for {n}",
        "{words} for Q{n}",
        "{words} to the {o}",
        "{words} for the {o} one",
    ),
    ordinals=("first", "second", "third", "fourth"),
    greetings=("", "Hi Anna,\n\n", "Dear Anna,\n\n", "Hello,\n\n", "Good morning Anna\n\n"),
    closings=(
        "",
        "\n\nBest regards\nMaria",
        "\n\nMaria",
        "\n\nThanks,\nMaria",
        "\n\nHave a nice day!\nMaria Lopez",
    ),
    later=(
        "I will answer tomorrow.",
        "I'll get back to you on Friday.",
        "Thanks, we will look at it.",
        "Let me think about it.",
        "We'll discuss this internally and let you know.",
        "I have to ask my boss first.",
        "You will have my answer by Monday.",
        "I don't know yet.",
        "Not sure yet.",
        "We are still thinking about it.",
        "Answers follow tomorrow.",
        "Will check and revert.",
        "I need a few days to decide.",
        "Looking into it.",
        "I am going to reply next week.",
        "We haven't decided yet.",
        "Later.",
        "Bear with me.",
        "I'll come back to this once I am back in the office.",
    ),
    receipts=(
        "Got it.",
        "Received, thank you.",
        "Thanks!",
        "Thank you very much for the letter.",
        "Noted, thanks.",
        "Understood.",
        "OK, thanks!",
    ),
    excuses=(
        "I am travelling until Thursday.",
        "Sorry for the delay.",
        "My boss is away this week.",
    ),
    withdrawals=(
        "Never mind Q{n}.",
        "Please ignore question {n}.",
        "Forget about Q{n}, we know it now.",
        "Question {n} is no longer relevant.",
        "Q{n} has resolved itself.",
        "You don't need to answer question {n}.",
        "Please disregard my {o} question.",
    ),
)
RUSSIAN = Tongue(
    questions=(
        "Какое фото вам больше нравится?",
        "Когда можно запустить магазин?",
        "Какой телефон у конторы?",
        "Пришлите, пожалуйста, логотип.",
    ),
    replies=(
        "да",
        "нет",
        "синее",
        "в пятницу",
        "нас это устраивает",
        "как вы предложили",
        "22 евро",
    ),
    about=(
        "Фото с хлебом.",
        "Магазин запускайте в понедельник.",
        "Контора слушает на 555 1234.",
        "Логотип во вложении.",
    ),
    numbered=(
        *(one.replace("Q", "В") for one in PLAIN),
        "Вопрос {n}: {words}",
        "По вопросу {n}: {words}",
        "По {n}: {words}",
        "п. {n} - {words}",
        "Ответ на вопрос {n}: {words}",
        "По {o}: {words}",
        "По {o} вопросу: {words}",
        "По {o} {words}",
    ),
    inline=(
        ("{n}. {words}", "  "),
        ("{n}: {words}", ", "),
        ("{n}) {words}", "; "),
        ("В{n} {words}", ", "),
        ("по {o} {words}", ", "),
        ("{n} - {words}", "; "),
    ),
    tails=("{words} по {o}", "{words} на {n}", "{words} для {n}", "{words} по {o} вопросу"),
    ordinals=("первому", "второму", "третьему", "четвёртому"),
    greetings=("", "Анна, здравствуйте!\n\n", "Добрый день!\n\n", "Привет, Анна!\n\n"),
    closings=("", "\n\nС уважением,\nМария", "\n\nМария", "\n\nХорошего дня!"),
    later=(
        "Отвечу завтра.",
        "Спасибо, мы посмотрим.",
        "Уточню и вернусь к вам.",
        "Надо подумать.",
        "Мы обсудим и дадим знать.",
        "Мне нужно посоветоваться с директором.",
        "Ответ будет в понедельник.",
        "Пока не знаю.",
        "Пока не решили.",
        "Сообщу позже.",
        "Постараюсь ответить на неделе.",
        "Чуть позже.",
        "Как только узнаю, напишу вам.",
        "Выясню и отпишусь.",
        "Не знаю.",
    ),
    receipts=(
        "Получили.",
        "Получил, спасибо.",
        "Спасибо!",
        "Большое спасибо за письмо.",
        "Принято.",
        "Понял, спасибо.",
    ),
    excuses=(
        "Я в командировке до четверга.",
        "Извините за задержку.",
        "Директор на этой неделе в отпуске.",
    ),
    withdrawals=(
        "Вопрос {n} снимается.",
        "Забудьте про вопрос {n}.",
        "Вопрос {n} больше не актуален.",
        "Снимаю вопрос {n}.",
        "На вопрос {n} можно не отвечать.",
    ),
)
GERMAN = Tongue(
    questions=(
        "Welches Foto gefällt Ihnen am besten?",
        "Wann dürfen wir den Laden eröffnen?",
        "Wie ist die Telefonnummer des Büros?",
        "Könnten Sie das Logo schicken?",
    ),
    replies=(
        "ja",
        "nein",
        "das blaue",
        "am Freitag",
        "das passt für uns",
        "wie vorgeschlagen",
        "22 Euro",
    ),
    about=(
        "Das Foto mit dem Brot.",
        "Der Laden kann am Montag öffnen.",
        "Im Büro gilt 555 1234.",
        "Das Logo hängt an.",
    ),
    numbered=(
        *(one.replace("Q", "F") for one in PLAIN),
        "Frage {n}: {words}",
        "Zu {n}: {words}",
        "Zu Frage {n}: {words}",
        "Punkt {n}: {words}",
        "Antwort auf Frage {n}: {words}",
        "Nr. {n}: {words}",
        "Zur {o} Frage: {words}",
        "Bezüglich {n}: {words}",
    ),
    inline=(
        ("{n}. {words}", "  "),
        ("{n}: {words}", ", "),
        ("{n}) {words}", "; "),
        ("zu {n} {words}", ", "),
        ("Frage {n}: {words}", ". "),
    ),
    tails=("{words} zu {n}", "{words} für {n}", "{words} zur {o} Frage"),
    ordinals=("ersten", "zweiten", "dritten", "vierten"),
    greetings=(
        "",
        "Hallo Anna,\n\n",
        "Guten Tag Frau Berg,\n\n",
        "Sehr geehrte Frau Berg,\n\n",
        "Liebe Anna,\n\n",
    ),
    closings=(
        "",
        "\n\nMit freundlichen Grüßen\nMaria Lopez",
        "\n\nViele Grüße\nMaria",
        "\n\nMaria",
    ),
    later=(
        "Ich antworte morgen.",
        "Ich melde mich am Freitag.",
        "Danke, wir schauen uns das an.",
        "Das muss ich erst klären.",
        "Wir werden das intern besprechen und geben Bescheid.",
        "Antwort folgt.",
        "Ich weiß es noch nicht.",
        "Wir prüfen das gerade.",
        "Ich muss erst nachfragen.",
        "Das ist noch offen.",
        "Ich komme darauf zurück.",
    ),
    receipts=(
        "Erhalten, danke.",
        "Danke!",
        "Vielen Dank für die Nachricht.",
        "Ist angekommen.",
        "Verstanden.",
    ),
    excuses=("Ich bin bis Donnerstag unterwegs.", "Entschuldigung für die Verzögerung."),
    withdrawals=(
        "Frage {n} hat sich erledigt.",
        "Vergessen Sie Frage {n}.",
        "Frage {n} ist nicht mehr relevant.",
        "Ignorieren Sie bitte Frage {n}.",
    ),
)
FRENCH = Tongue(
    questions=(
        "Quelle photo préférez-vous ?",
        "Quand pouvons-nous ouvrir la boutique ?",
        "Quel est le téléphone du bureau ?",
        "Pourriez-vous envoyer le logo ?",
    ),
    replies=("oui", "non", "la bleue", "vendredi", "comme proposé"),
    about=(
        "La photo avec le pain.",
        "La boutique ouvre lundi.",
        "Au bureau c'est le 555 1234.",
        "Le logo est joint.",
    ),
    numbered=(
        "{n}. {words}",
        "{n}) {words}",
        "{n} : {words}",
        "Question {n} : {words}",
        "Pour la {n} : {words}",
        "La {o} : {words}",
        "Réponse à la question {n} : {words}",
    ),
    inline=(("{n}. {words}", "  "), ("{n}) {words}", "; ")),
    tails=("{words} pour la {n}", "{words} à la {n}", "{words} pour la {o}"),
    ordinals=("première", "deuxième", "troisième", "quatrième"),
    greetings=("", "Bonjour Anna,\n\n"),
    closings=("", "\n\nCordialement\nMaria"),
    later=(
        "Je vous réponds demain.",
        "Je reviens vers vous vendredi.",
        "Nous allons regarder.",
        "Je dois demander à mon chef.",
        "Je ne sais pas encore.",
    ),
    receipts=("Bien reçu, merci.", "Merci !"),
    excuses=("Désolée pour le retard.",),
    withdrawals=("Oubliez la question {n}.", "La question {n} n'est plus d'actualité."),
)
SPANISH = Tongue(
    questions=(
        "¿Qué foto prefiere?",
        "¿Cuándo podemos abrir la tienda?",
        "¿Cuál es el teléfono de la oficina?",
        "¿Puede enviar el logotipo?",
    ),
    replies=("sí", "no", "la azul", "el viernes", "como propuso"),
    about=(
        "La foto del pan.",
        "La tienda abre el lunes.",
        "En la oficina es el 555 1234.",
        "El logotipo va adjunto.",
    ),
    numbered=(
        "{n}. {words}",
        "{n}) {words}",
        "{n}: {words}",
        "Pregunta {n}: {words}",
        "A la {n}: {words}",
        "La {o}: {words}",
    ),
    inline=(("{n}. {words}", "  "), ("{n}) {words}", "; ")),
    tails=("{words} a la {n}", "{words} para la {n}", "{words} a la {o}"),
    ordinals=("primera", "segunda", "tercera", "cuarta"),
    greetings=("", "Hola Anna:\n\n"),
    closings=("", "\n\nSaludos\nMaria"),
    later=(
        "Le contesto mañana.",
        "Lo miro y le digo.",
        "Tengo que preguntar a mi jefe.",
        "Todavía no lo sé.",
    ),
    receipts=("Recibido, gracias.", "¡Gracias!"),
    excuses=("Perdón por el retraso.",),
    withdrawals=("Olvide la pregunta {n}.",),
)
TONGUES = {"en": ENGLISH, "ru": RUSSIAN, "de": GERMAN, "fr": FRENCH, "es": SPANISH}


def letters(tongue: Tongue, bodies: Iterator[str]) -> Iterator[str]:
    """Each body with a greeting and a closing; all of those are used in turn."""
    frames = list(product(tongue.greetings, tongue.closings))
    for number, body in enumerate(bodies):
        greeting, closing = frames[number % len(frames)]
        yield f"{greeting}{body}{closing}"


def by_number(tongue: Tongue) -> Iterator[tuple[str, frozenset[int]]]:
    """Letters that answer one, two or three of four questions by number, and which."""
    chosen = [one for size in (1, 2, 3) for one in permutations((1, 2, 3, 4), size)]
    turn = 0
    for form, numbers in product(tongue.numbered, chosen):
        turn += 1
        between = "\n\n" if turn % 3 == 0 else "\n"
        yield (
            between.join(
                _piece(tongue, form, number, turn + at) for at, number in enumerate(numbers)
            ),
            frozenset(numbers),
        )
    for (form, joint), numbers in product(
        tongue.inline, [one for one in chosen if list(one) == sorted(one)]
    ):
        turn += 1
        yield (
            joint.join(
                _piece(tongue, form, number, turn + at) for at, number in enumerate(numbers)
            ),
            frozenset(numbers),
        )
    for form, numbers in product(tongue.tails, [one for one in chosen if len(one) > 1]):
        turn += 1
        yield (
            ", ".join(_piece(tongue, form, number, turn + at) for at, number in enumerate(numbers)),
            frozenset(numbers),
        )
    yield from _mixed(tongue)


def _mixed(tongue: Tongue) -> Iterator[tuple[str, frozenset[int]]]:
    """Lines with a number before one answer and another behind the next, either of them first."""
    yes, no, _, date = tongue.replies[:4]
    pairs = list(permutations((1, 2, 3, 4), 2))
    for turn, (before, behind) in enumerate(product(tongue.numbered, tongue.tails)):
        first, second = pairs[turn % len(pairs)]
        joint = (", ", "; ", ". ")[turn % 3]
        words = (yes, no, date)[turn // 3 % 3]
        tail = behind.format(n=second, o=tongue.ordinals[second - 1], words=words)
        head = before.format(n=first, o=tongue.ordinals[first - 1], words=tongue.replies[turn % 5])
        yield f"{head}{joint}{tail}", frozenset((first, second))
    for turn, ((before, joint), behind) in enumerate(product(tongue.inline, tongue.tails)):
        first, second = pairs[turn % len(pairs)]
        tail = behind.format(n=first, o=tongue.ordinals[first - 1], words=(yes, no, date)[turn % 3])
        head = before.format(
            n=second, o=tongue.ordinals[second - 1], words=tongue.replies[turn % 5]
        )
        yield f"{tail}{joint}{head}", frozenset((first, second))


def _piece(tongue: Tongue, form: str, number: int, turn: int) -> str:
    replies = (
        tongue.replies if any(mark in form for mark in (". ", ": ", ") ")) else tongue.replies[:-1]
    )
    return form.format(n=number, o=tongue.ordinals[number - 1], words=replies[turn % len(replies)])
