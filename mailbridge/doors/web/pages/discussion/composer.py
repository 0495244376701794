"""The form in which a member answers: what is typed in it, and whom it says that it reaches."""

from collections.abc import Mapping, Sequence

from mailbridge.domain.occasion import Skip
from mailbridge.domain.project import Person
from mailbridge.doors.web.request.visit import Visit, number
from mailbridge.services.desk.drafts import Draft
from mailbridge.services.desk.reach import Hearers, Prospect
from mailbridge.steps.telling.words.catalogue import Catalogue, sentence
from mailbridge.steps.telling.words.dates_and_sizes import joined

WAYS = ("client", "all", "internal")
_WHY = {
    Skip.MUTED: sentence("{names}, who muted this"),
    Skip.UNREACHABLE: sentence("{names}, whose letters come back"),
    Skip.NOT_ADMITTED: sentence("{names}, until somebody lets them in"),
    Skip.NOT_MEANT: sentence("{names}, who did not hear what you answer"),
    Skip.ROBOT: sentence("{names}, where nobody reads letters"),
    Skip.BLOCKED: sentence("{names}, whose mail is not taken"),
}


def empty(to: str = "client", answers: int = 0) -> Draft:
    """Nothing typed yet."""
    return Draft(to=to, answers=answers)


def typed(visit: Visit) -> Draft:
    """What the form says."""
    to, answers = visit.form.get("to", ""), visit.form.get("answers")
    asked = {
        name: value
        for name, value in visit.form.items()
        if name.startswith(("ask-", "due-", "else-"))
    }
    return Draft(
        to if to in WAYS else "internal",
        visit.form.get("text", ""),
        number(answers) if answers else 0,
        asked,
        number(visit.form["seen"]) if visit.form.get("seen") else None,
    )


def audience_words(prospect: Prospect, words: Catalogue) -> Mapping[str, Sequence[str]]:
    """Of each way of writing sentences that say who gets it."""
    return {
        "client": _said(prospect.answer, words),
        "all": _said(prospect.to_all, words),
        "internal": [_inside(prospect.note, words)],
    }


def _said(hearers: Hearers, words: Catalogue) -> list[str]:
    said = []
    if hearers.clients:
        said.append(words.say("{names} will get this.", names=_names(hearers.clients, words)))
    else:
        said.append(words.say("No client gets this."))
    if hearers.team:
        said.append(
            words.say_number(
                "{names} sees it inside.",
                "{names} see it inside.",
                len(hearers.team),
                names=_names(hearers.team, words),
            )
        )
    by_reason: dict[Skip, list[Person]] = {}
    for spared in hearers.spared:
        by_reason.setdefault(spared.why, []).append(spared.person)
    told = [
        words.say(_WHY[why], names=_names(people, words)) if why in _WHY else _names(people, words)
        for why, people in by_reason.items()
    ]
    return [*said, *((words.say("Not to {why}.", why="; ".join(told)),) if told else ())]


def _inside(hearers: Hearers, words: Catalogue) -> str:
    if not hearers.team:
        return words.say("Only the team reads it. No client ever does.")
    return words.say_number(
        "Only the team reads it; {names} is told by mail. No client ever is.",
        "Only the team reads it; {names} are told by mail. No client ever is.",
        len(hearers.team),
        names=_names(hearers.team, words),
    )


def _names(people: Sequence[Person], words: Catalogue) -> str:
    return joined([person.called for person in people], words)
