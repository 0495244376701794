"""A member hears that files of theirs were too large to travel with the letters to clients."""

from collections.abc import Sequence

from sqlalchemy import Connection

from mailbridge.domain.discussion import Channel
from mailbridge.domain.letter import Letter
from mailbridge.domain.occasion import Occasion
from mailbridge.services.container import Container
from mailbridge.services.telling.letter_context import letterhead
from mailbridge.services.telling.owe import about, owe
from mailbridge.steps.telling.letter_parts.letterhead import tongue_of
from mailbridge.steps.telling.letters.understood import UNDERSTOOD, Understood


def notify_of_links(
    db: Connection, container: Container, occasion: Occasion, written: Sequence[Letter]
) -> None:
    """Nothing where all files travel."""
    linked = [letter for letter in written if letter.name == "client" and letter.files_until]
    post, member = occasion.post, occasion.author
    if not linked or post is None or member is None:
        return
    tongue = tongue_of(member, letterhead(container), container.clock())
    until = linked[0].files_until
    sentence = tongue.say(
        "Your files are too large for a letter: {names} can fetch them by a link until {day}.",
        names=tongue.joined([letter.reader for letter in linked]),
        day=tongue.day(until) if until is not None else "",
    )
    by_mail = post.channel == Channel.MAIL
    facts = Understood(occasion, member, post.id, (sentence,), "files", by_mail)
    owe(db, container, UNDERSTOOD, facts, about(occasion))
