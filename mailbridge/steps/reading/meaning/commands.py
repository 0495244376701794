"""The `#name argument` lines a member may put above a letter."""

import re
import unicodedata
from difflib import get_close_matches
from itertools import chain

from mailbridge.domain.message import Command
from mailbridge.steps.text.base_subject import base_subject
from mailbridge.steps.text.unseen_signs import as_typed

_SPELLINGS = {
    "task": "task todo задача задачу задание завдання aufgabe",
    "assign": "assign исполнитель назначить ответственный поручить виконавець zuständig zuweisen",
    "due": "due deadline срок дедлайн термін frist",
    "done": "done готово сделано выполнено виконано erledigt fertig",
    "note": "note internal заметка заметку внутреннее примечание нотатка notiz intern",
    "client": "client клиенту клієнту kunde kundin",
    "ask": "ask question вопрос спросить питання frage",
    "answered": "answered отвечено отвечен beantwortet відповіли",
    "open": "open reopen открыть открыт offen",
    "withdraw": "withdraw withdrawn снять отозвать снят zurückziehen",
    "hide": "hide скрыть спрятать сховати verbergen",
    "share": "share показать поделиться показати teilen",
    "remind": "remind напомнить напомни напоминание нагадати erinnern",
    "mute": "mute заглушить молчать неследить stumm",
    "follow": "follow watch следить подписаться слідкувати folgen",
    "unfollow": "unfollow unwatch отписаться відписатися entfolgen",
    "pass": "pass передать пропустить передати weitergeben",
    "send": "send отправить надіслати senden",
    "offer": "offer quote предложение смета пропозиція angebot",
    "all": "all everyone everybody всем все усім alle",
    "without": "without except без кроме окрім ohne",
    "undo": "undo takeback вернуть скасувати zurückholen",
    "now": "now immediately сейчас сразу зараз sofort",
    "admit": "admit принять впустить допустить прийняти zulassen",
}
NAMES = {spelling: name for name, spellings in _SPELLINGS.items() for spelling in spellings.split()}
_DONE = frozenset(_SPELLINGS["done"].split())
_FEW_WORDS = (
    "it its is this that thats all now been has have we i ive thanks thank you "
    "das ist alles es wurde schon jetzt danke "
    "всё все это уже мы я спасибо готова готовы зроблено вже дякую"
)
_AROUND_DONE = frozenset(_FEW_WORDS.split())
_WITH_FILES = (
    "see attached attachment attachments file files photo photos please find here the in enclosed "
    "siehe anhang im anbei datei dateien foto fotos die der das bitte beigefügt angehängt "
    "см смотрите во вложении вложение вложения приложении файл файлы фото прикрепил прикрепила "
    "прикладываю дивіться у вкладенні"
)
_AROUND_FILES = frozenset(_WITH_FILES.split())
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_GREETING = 5  # words
_BEHIND_GREETING = (",", "!", "，", "！")
_TAKES_ARGUMENT = frozenset(
    {"assign", "due", "task", "remind", "ask", "answered", "open", "withdraw", "without"}
)
_BEFORE_WORDS = frozenset({"note", "all", "now", "offer"})  # what stands behind them is the text
_NOTES = tuple(_SPELLINGS["note"].split())
_SHARPS = "#\uff03\ufe5f"
_NOTE_LINE = re.compile(rf"[^\w#>]*#[^\w\s>]*(?:{'|'.join(_NOTES)})(?![\w-])")
_NOTE_APART = re.compile(rf"\W*#\s+(?:{'|'.join(_NOTES)})(?![\w-])")
_ALIKE = 0.75  # "#notes" and "#noet" are meant for "#note"
_MOST_ON_A_LINE = 12
_MOST = 100  # of one letter
_LONGEST_WORD = 40
_ONE_SHARP = str.maketrans(dict.fromkeys(_SHARPS, "#"))


def commands(text: str) -> tuple[tuple[Command, ...], str]:
    """The commands of the leading lines, and the text without the lines that were understood.

    Blank lines before and between commands are passed over; the first line that does not begin with
    `#word` ends them, and so do very many commands. A `#word` that is no command is returned as
    unknown and its line stays in the text; so do the words behind a command that only says for whom
    or when the text is.
    """
    given: list[Command] = []
    kept: list[str] = []
    lines = text.split("\n")
    at = 0
    for at, line in enumerate(chain(lines, [""])):
        is_over = at == len(lines) or len(given) >= _MOST
        if is_over or (line.strip() and not _named(line)):
            break
        on_line = _on_line(line)
        given.extend(on_line)
        kept.extend(line for command in on_line[:1] if command.unknown)
        words = (said.argument for said in on_line if said.name in _BEFORE_WORDS)
        kept.extend(filter(None, words))
    if not given:
        return (), text
    apart = [""] if kept and at < len(lines) and not lines[at - 1].strip() else []
    return tuple(given), "\n".join([*kept, *apart, *lines[at:]]).strip("\n")


def is_note_by_subject(subject: str) -> bool:
    """Whether a subject begins or ends with `#note`, whatever prefixes stand before it."""
    words = base_subject(subject).split()
    return any(NAMES.get(_folded(_named(word))) == "note" for word in (*words[:1], *words[-1:]))


def apart_from_note(text: str) -> tuple[str, str]:
    """What stands above a line that begins with `#note`, and that line with all below it; of the
    lines at the top one counts, too, whose `#word` is no command and nearly `#note`, and at the
    very top `# note`. The second is empty where there is none: nobody wants such words read by a
    client.
    """
    if not _has_sharp(text):
        return text, ""
    if _NOTE_APART.match(_folded(_plain(text.lstrip().split("\n", 1)[0]))):
        return "", text
    at, top = 0, True
    for line in text.split("\n"):
        word = _named(line)
        top = top and not (line.strip() and not word)
        if (top and _is_nearly_note(_folded(word))) or _is_note(line):
            return text[:at].rstrip(), text[at:]
        at += len(line) + 1
    return text.rstrip(), ""


def _is_note(line: str) -> bool:
    return _has_sharp(line) and _NOTE_LINE.match(_folded(_plain(line))) is not None


def _is_nearly_note(word: str) -> bool:
    return word not in NAMES and bool(get_close_matches(word, _NOTES, 1, _ALIKE))


def further_down(text: str) -> tuple[str, ...]:
    """The words of commands that begin a line below the first words, where they are not obeyed;
    each once, without `#note`, see `apart_from_note`.
    """
    if not _has_sharp(text):
        return ()
    named = [_named(line) for line in below_commands(text).split("\n")]
    known = (word for word in named if NAMES.get(_folded(word), "note") != "note")
    return tuple(dict.fromkeys(known))


def says_done(reply: str, files: bool = False) -> bool:
    """Whether the first line says no more than that something is done, in one word or a few; below
    a greeting the next one. Of `files` that go along it may say that they do.
    """
    first, second = [*filter(None, map(str.strip, reply.splitlines())), "", ""][:2]
    line = second if _greets(first) else first
    words = _WORD.findall(line.casefold().replace("'", "").replace("’", ""))
    said = _DONE.intersection(words)
    around = _AROUND_DONE | _AROUND_FILES if files else _AROUND_DONE
    return bool(said) and "?" not in line and around.issuperset(set(words) - _DONE)


def _greets(line: str) -> bool:
    """Whether a line above others is a greeting, in any language: a few words with a comma or an
    exclamation mark behind them, and none of them says that something is done.
    """
    words = _WORD.findall(line.casefold())
    few = 0 < len(words) <= _LONGEST_GREETING
    return few and line.endswith(_BEHIND_GREETING) and _DONE.isdisjoint(words)


def below_commands(text: str) -> str:
    """The text without its leading `#word` lines, understood or not."""
    lines = text.split("\n")
    at = next(
        (at for at, line in enumerate(lines) if line.strip() and not _named(line)), len(lines)
    )
    return "\n".join(lines[at:]) if any(_named(line) for line in lines[:at]) else text


def _named(line: str) -> str:
    """The word behind a leading `#`, empty where there is none."""
    shown = _plain(line).strip()
    if not shown.startswith("#"):
        return ""
    word = shown[1:].split(None, 1)[0] if shown[1:2].strip() else ""
    word = word.rstrip(":,.")
    return word if word.replace("-", "").replace("_", "").isalpha() else ""


def _has_sharp(text: str) -> bool:
    return any(sharp in text for sharp in _SHARPS)


def _plain(line: str) -> str:
    """As its author sees it, with the sign of commands as everywhere."""
    return as_typed(line).translate(_ONE_SHARP) if _has_sharp(line) else line


def _folded(word: str) -> str:
    """Wide letters and capitals are the same word."""
    return unicodedata.normalize("NFKC", word).casefold()


def _on_line(line: str) -> list[Command]:
    given: list[Command] = []
    rest = _plain(line).strip()
    while rest:
        word = _named(rest)
        name = NAMES.get(_folded(word))
        argument = rest[1 + len(word) :].lstrip(":,. \t")
        if name is None:
            return [Command(word, argument, unknown=True)]
        at = _next_command(argument) if len(given) < _MOST_ON_A_LINE else len(argument)
        given.append(Command(name, argument[:at].rstrip()))
        rest = argument[at:]
    return given


def _next_command(argument: str) -> int:
    """Where the next command of the same line begins ("Bigger logo   #due fri"), or the end."""
    at = argument.find("#")
    while at >= 0:
        if (at == 0 or argument[at - 1].isspace()) and _begins_command(argument, at):
            return at
        at = argument.find("#", at + 1)
    return len(argument)


def _begins_command(argument: str, at: int) -> bool:
    """One that takes no argument must stand apart, so that "#task Fix the #done button" keeps its
    title.
    """
    word = _named(argument[at : at + _LONGEST_WORD])
    name = NAMES.get(_folded(word))
    if name is None:
        return False
    end = at + 1 + len(word)
    following = argument[end : end + _LONGEST_WORD].strip(":,. \t")
    apart = at == 0 or argument[max(at - 2, 0) : at].isspace()
    return name in _TAKES_ARGUMENT or apart or not following or following.startswith("#")
