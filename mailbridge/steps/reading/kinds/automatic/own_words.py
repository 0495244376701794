"""Whether the words of a letter are a person's own: what somebody says, and what somebody only
speaks of.
"""

import re
from functools import lru_cache

from mailbridge.domain.message import Mailbox, Message
from mailbridge.steps.reading.kinds.automatic.acknowledgement_words import DESK_WORDS, DESKS, ROLES
from mailbridge.steps.reading.kinds.machine_marks import folded
from mailbridge.steps.text.word_starts import PhraseTable, WordStarts
from mailbridge.steps.text.word_tables import word_set

READ = 3000  # characters of the letter's own words
_QUESTIONS = frozenset("?？؟")
_MENTIONED = re.compile(r"[\"“„«「『][^\"“”„«»「」『』]{1,1000}[\"”“»」』]")
_LINK = re.compile(r"\w{3,8}://[^\s<>\"]*[^\s<>\"?]")
_PIECES = re.compile(r"[^\W\d_]+")
# "I", "my", by one person; "we" is a team's
_ONE_PERSON = re.compile(
    r"(?<![\w.@])(?:i'm|i've|i'll|i'd|my|me|ich|mir|mich|mein\w{0,2}|moi|yo|mi|io|ho(?= \w+to\b)|mio|mia"
    r"|meu|minha|ik|mijn|jag|jeg|mig|mitt|minä|minun|minulle|mnie|moje|mój|mně|mne|můj"
    r"|я|мне|меня|мой|моя|мені|мене|мій|аз|bana|benim|εγώ|אני|לי|أنا|(?<!chúng )tôi|saya)(?![\w@]|\.\w)"
    r"|(?<!\w)j'(?=\w)|私は|我(?![们們])|저는|제가"
)
# words of one person that mean something else in other languages; "i" is "and", "je" is "is"
_SHARED = re.compile(r"(?<![\w.@])(i|je|mit)(?![\w@]|\.\w)")
# what tells those other languages, and what tells the one meant
_ELSEWHERE = {
    "i": word_set(
        "się nie jest dziękujemy państwa twoją odpowiemy otrzymaliśmy numer smo ćemo ćete vaš vašu vas vam hvala bit su"
        " jsme vám váš naše abbiamo della nostri nostre sua che sono il la per hem amb vi har och är din ditt deres på til"
    ),
    "je": word_set(
        "jsme vám vás váš vaše na sme ste smo bomo vaš vas vam vašo vašeg hvala het een wij uw ons zo je jouw bedankt"
    )
    - {"je"},
    "mit": word_set("wir ihre ihr ihnen und die der sie uns ist haben freundlichen besten vielen"),
}
_THERE = {
    "i": word_set("the you your this that with and have will not am was are can my would it we"),
    "je": word_set("vous votre vos les des est une pour avec suis nous"),
    "mit": word_set("jeg og det ikke på er har"),
}
# "hi all": a program answers one
_MANY = re.compile(
    r"^(?:hi|hello|hey|dear|good morning|hallo|liebes?|guten tag|bonjour|salut|hola|ciao|olá|hoi"
    r"|hej|cześć|ahoj|добрый день|здравствуйте|привет|всем)?,?\s*(?:all|everyone|everybody|team|folks|both"
    r"|guys|zusammen|allerseits|alle|kolleg\w+|à tous|tous|tout le monde|a todos|todos|equipo|a tutti"
    r"|tutti|pessoal|allemaal|allen|alla|kaikki|wszystki\w+|państw\w+|všem|всем|коллеги|колеги)\s*[,!.\n]"
)

_MAIL_PROGRAMS = (
    "iphone mail", "ipad mail", "apple mail", "microsoft outlook", "microsoft office outlook",
    "mozilla", "the bat", "zoho mail", "airmail", "superhuman", "roundcube", "evolution", "kmail",
    "lotus notes", "yahoomail", "mail.ru mailer", "yamail", "samsung", "readdle", "mailmate",
)  # fmt: skip


@lru_cache(maxsize=2)  # two steps ask in turn
def said(text: str) -> str:
    """The words in lower case, without what stands in quotation marks: people speak of such words,
    programs say them.
    """
    return folded(spoken(text))


def spoken(text: str) -> str:
    """The words without what stands in quotation marks."""
    return _MENTIONED.sub(" ", text[:READ])


@lru_cache(maxsize=2)
def _word_starts(text: str) -> WordStarts:
    return WordStarts(text)


def holds(text: str, phrases: PhraseTable) -> bool:
    """Whether one of the phrases stands in a text, which several tables are asked of in turn."""
    return phrases.stand_in(_word_starts(text))


def asks(text: str) -> bool:
    """Whether there is a question in a text; the question mark within a link asks
    nothing.
    """
    text = text[:READ]
    if "?" in text and "://" in text:
        text = _LINK.sub(" ", text)
    return any(map(text.__contains__, _QUESTIONS))


def speaks_as_one(text: str) -> bool:
    """Whether one person speaks of themselves in it, or greets several."""
    words = text[:READ].replace("’", "'").lower()
    return _ONE_PERSON.search(words) is not None or _says_shared(words) or greets_many(words)


def _says_shared(lowered: str) -> bool:
    """Whether one of the words stands there that only some languages say of one person; it does
    not count beside words of another language without any of its own.
    """
    said = {*_SHARED.findall(lowered)}
    if not said:
        return False
    told = {*_PIECES.findall(lowered)}
    return any(
        _ELSEWHERE[word].isdisjoint(told) or not _THERE[word].isdisjoint(told) for word in said
    )


def greets_many(text: str) -> bool:
    """Whether it opens with a greeting to several people."""
    return _MANY.match(text[:100].lower().lstrip()) is not None


def is_a_desks(message: Message) -> bool:
    """Whether a desk, a team or a role wrote it, by its name or its address."""
    return message.author is not None and _is_a_desk(message.author)


@lru_cache(maxsize=256)  # asked several times of a letter, and who writes, writes again
def _is_a_desk(author: Mailbox) -> bool:
    local = _PIECES.findall(author.address.partition("@")[0].lower())
    words = _PIECES.findall(author.name.lower())
    return not ROLES.isdisjoint(local) or any(map(_names_a_desk, words))


def _names_a_desk(word: str) -> bool:
    """Whether a word of a name is a desk's: "Kundenservice", and not "Botha" or "Salesky"."""
    return word in DESK_WORDS or word.startswith(DESKS) or word.endswith(DESKS)


def was_typed(message: Message) -> bool:
    """Whether a program in which people write left its name in the header section."""
    mailer = (message.header("x-mailer") or "").lower()
    return (
        message.header("user-agent") is not None
        or message.header("thread-index") is not None
        or mailer.startswith(_MAIL_PROGRAMS)
    )
