"""`#share` and `#hide` in a member's letter: what it answers; with `all` the whole discussion."""

from sqlalchemy import Connection

from mailbridge.domain.discussion import Discussion
from mailbridge.domain.project import Person
from mailbridge.services.container import Container
from mailbridge.services.filing import change_visibility
from mailbridge.services.filing.change_visibility import Kind
from mailbridge.services.views.models import VisibilityView
from mailbridge.steps.telling.words.catalogue import Catalogue
from mailbridge.store.discussions import releases, visibility


def change(
    db: Connection,
    container: Container,
    discussion: Discussion,
    actor: Person,
    post_id: int,
    argument: str,
    inside: bool,
) -> str | None:
    """Share or hide it. Of a whole discussion only say what would become visible, and where the
    button is: that sentence is returned.
    """
    kind, number = _meant(db, discussion, post_id, argument)
    if kind is not Kind.DISCUSSION:
        change_visibility.change(db, container, kind, number, actor, inside)
        return None
    view = change_visibility.view(db, kind, number, actor, inside)
    link = f"{container.public_url}/{kind.value}/{number}/{'hide' if inside else 'share'}"
    return _told(container.words.of(actor.language), view, link)


def _meant(db: Connection, discussion: Discussion, post_id: int, argument: str) -> tuple[Kind, int]:
    if argument.strip():
        return Kind.DISCUSSION, discussion.id
    task_id = visibility.task_answered(db, post_id)
    if task_id is not None:
        return Kind.TASK, task_id
    answered = releases.answered_by(db, post_id)
    return (Kind.POST, answered) if answered is not None else (Kind.DISCUSSION, discussion.id)


def _told(words: Catalogue, view: VisibilityView, link: str) -> str:
    if view.inside:
        return words.say("To hide the whole discussion, press the button at {link}", link=link)
    what = words.say_number(
        "{number} earlier comment becomes visible",
        "{number} earlier comments become visible",
        view.posts,
    )
    return words.say("{what}. To share it, press the button at {link}", what=what, link=link)
