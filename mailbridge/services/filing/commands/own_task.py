"""A client to whom a task was given finishes it by answering “done”."""

from mailbridge.domain.discussion import Discussion
from mailbridge.domain.flag import Flag
from mailbridge.domain.project import Person, Role
from mailbridge.domain.task import Task, TaskState
from mailbridge.services import tasks
from mailbridge.services.filing.add_post import NewPost
from mailbridge.services.filing.filing_context import FilingContext
from mailbridge.steps.deciding.conversation.message_refs import parent
from mailbridge.steps.reading.meaning.commands import says_done
from mailbridge.store.discussions.tasks import tasks_of_discussion
from mailbridge.store.outbox import sent_words
from mailbridge.values import replace


def with_doubt(
    filing: FilingContext, discussion: Discussion, author: Person, post: NewPost
) -> NewPost:
    """The post, marked where it says “done” and nobody knows of which task: the team reads so."""
    if len(_meant(filing, discussion, author, post)) < 2:
        return post
    source = replace(post.source, flags=(*post.source.flags, Flag.WHICH_TASK))
    return replace(post, source=source)


def finish_own_task(
    filing: FilingContext, discussion: Discussion, author: Person, post: NewPost
) -> None:
    """Only what is proven does so, and only the task that is meant without a doubt: the one that
    the answered letter told of, else the only one of theirs.
    """
    meant = _meant(filing, discussion, author, post)
    if len(meant) == 1:
        tasks.set_task_state(filing.db, filing.container, author, meant[0], TaskState.DONE.value)


def _meant(
    filing: FilingContext, discussion: Discussion, author: Person, post: NewPost
) -> list[Task]:
    if author.role is not Role.CLIENT_PLUS or filing.author.verified != "verified":
        return []
    files = any(not file.inline for file in post.attachments)
    if post.silent or not says_done(post.body, files):
        return []
    own = [
        task
        for task in tasks_of_discussion(filing.db, discussion.id)
        if task.assignee_id == author.id and task.state is not TaskState.DONE
    ]
    answered = parent(filing.message) if len(own) > 1 else None
    told = sent_words.tasks_told(filing.db, author.id, answered) if answered else frozenset()
    return [task for task in own if task.title in told] or own
