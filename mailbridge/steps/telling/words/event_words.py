"""Events in words, for the time line."""

from datetime import UTC, datetime

from mailbridge.domain.event import Event, EventKind
from mailbridge.steps.telling.words.wording import date_of, day

WORDS: dict[EventKind, tuple[str, str]] = {
    EventKind.POSTED: ("{who} wrote", "Пишет {who}"),
    EventKind.NOTED: ("{who} wrote an internal note", "{who}: внутренняя заметка"),
    EventKind.TASK_MADE: ("{who} made a task: {title}", "{who}: новая задача «{title}»"),
    EventKind.TASK_ASSIGNED: (
        "{who} gave the task “{title}” to {assignee}",
        "{who}: исполнитель задачи «{title}»: {assignee}",
    ),
    EventKind.TASK_DUE: (
        "{who} set the due date of “{title}”: {due}",
        "{who}: срок задачи «{title}»: {due}",
    ),
    EventKind.TASK_STATE: ("{who} set “{title}” to {state}", "{who}: задача «{title}»: {state}"),
    EventKind.QUESTION_ASKED: ("{who} asked Q{number}: {text}", "Вопрос В{number}, {who}: {text}"),
    EventKind.QUESTION_ANSWERED: ("{who} answered Q{number}", "Ответ на В{number}: {who}"),
    EventKind.RELEASED: (
        "{who} passed unproven words on to {to}",
        "{who}: письмо без подтверждения передано клиентам ({to})",
    ),
    EventKind.CLOSED: ("{who} closed the discussion", "Обсуждение закрыто: {who}"),
    EventKind.REOPENED: ("The discussion is open again", "Обсуждение снова открыто"),
    EventKind.JOINED: ("{who} takes part", "Участвует {who}"),
    EventKind.NEWCOMER: (
        "{who} is new here: shown to the team, told nothing until somebody lets them in",
        "Новый человек, {who}: видна команде, писем не получает, пока не впустят",
    ),
    EventKind.MUTED: (
        "{who} wants no more letters about this",
        "{who} больше не получает писем по этой теме",
    ),
    EventKind.UNMUTED: (
        "{who} gets letters about this again",
        "{who} снова получает письма по этой теме",
    ),
    EventKind.AWAY: ("{who} is away{until}{deputy}", "{who} отсутствует{until}{deputy}"),
    EventKind.LETTER_FAILED: (
        "A letter to {to} could not be delivered: {words}",
        "Письмо для {to} не доставлено: {words}",
    ),
    EventKind.LETTER_DOUBTED: (
        (
            "Somebody reports that a letter to {to} was not delivered: {words}. Nothing proves it; "
            "letters go on"
        ),
        (
            "Пришло сообщение, что письмо для {to} не доставлено: {words}. Оно ничем не подтверждено, "
            "письма уходят дальше"
        ),
    ),
    EventKind.COMPLAINT_DOUBTED: (
        "Somebody reports that {to} complained about a letter. Nothing proves it; letters go on",
        (
            "Пришло сообщение о жалобе на письмо для {to}. Оно ничем не подтверждено, письма уходят "
            "дальше"
        ),
    ),
    EventKind.MISSING: (
        (
            "{name}'s letter{day} is missing here: this discussion goes on from it. Forward it to the "
            "project's address, and it joins"
        ),
        (
            "Здесь не хватает письма{day} (автор: {name}): обсуждение его продолжает. Перешлите его "
            "на адрес проекта, и оно встанет на место"
        ),
    ),
    EventKind.LINKED: (
        "May belong to discussion {other}",
        "Возможно, относится к обсуждению {other}",
    ),
    EventKind.SUBJECT_CHANGED: (
        "{who} changed the subject to “{subject}”",
        "{who}: новая тема «{subject}»",
    ),
    EventKind.ANOTHER_ADDRESS: (
        (
            "{who}'s own reply address was answered from {address}; if that is theirs, add it to them "
            "({person})"
        ),
        (
            "На личный адрес ответа ({who}) ответили с {address}; если это тот же человек, добавьте "
            "адрес к {person}"
        ),
    ),
    EventKind.CIRCLING: (
        (
            "Nobody is told of the letters from {who} for now: two machines seem to answer each other "
            "({why})"
        ),
        (
            "О письмах ({who}) пока никому не сообщается: похоже, две программы отвечают друг другу "
            "({why})"
        ),
    ),
    EventKind.MOVED: (
        "{who} moved messages here from discussion {other}",
        "{who}: сообщения перенесены из обсуждения {other}",
    ),
}


class _Blank(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return ""


def words(event: Event, actor: str | None, language: str) -> str:
    """One sentence; what the event does not say is left out."""
    english, russian = WORDS[event.kind]
    somebody = "Кто-то" if language == "ru" else "Somebody"
    pattern = russian if language == "ru" else english
    return pattern.format_map(_Blank(_shown(event, language), who=actor or somebody))


def _shown(event: Event, language: str) -> dict[str, object]:
    """Details as sentences have them; an absence and a missing letter keep their dates bare."""
    if event.kind is EventKind.MISSING:
        return {**event.details, "day": _of_day(event, language)}
    if event.kind is not EventKind.AWAY:
        return event.details
    until, deputy = event.details.get("until", ""), event.details.get("deputy", "")
    before, stands_in = (" до ", "замещает ") if language == "ru" else (" until ", "deputy ")
    return {
        "until": f"{before}{_day(until, event, language)}" if until else "",
        "deputy": f" ({stands_in}{deputy})" if deputy else "",
    }


def _day(until: str, event: Event, language: str) -> str:
    """ "Mon 30 Nov"; the year is said where it is far."""
    return day(datetime.fromisoformat(until).replace(tzinfo=UTC), language, "UTC", event.at)


def _of_day(event: Event, language: str) -> str:
    """ " of 3 November", where the answer says so."""
    written = event.details["written"]
    before = " от " if language == "ru" else " of "
    return (
        f"{before}{date_of(datetime.fromisoformat(written), language, event.at)}" if written else ""
    )
