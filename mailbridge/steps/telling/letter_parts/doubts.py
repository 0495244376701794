"""What a client's letter did not do as its author expects, and what helps: for the team."""

from mailbridge.domain.flag import Flag
from mailbridge.domain.occasion import Occasion
from mailbridge.steps.telling.letter_parts.letterhead import Letterhead, discussion_link
from mailbridge.steps.telling.words.tongue import Tongue


def doubts(occasion: Occasion, head: Letterhead, tongue: Tongue) -> list[str]:
    """A sentence each."""
    return [*_hidden(occasion, head, tongue), *_which_task(occasion, head, tongue)]


def _which_task(occasion: Occasion, head: Letterhead, tongue: Tongue) -> list[str]:
    """They say that it is done, and have several tasks here."""
    author = occasion.author
    if author is None or Flag.WHICH_TASK not in occasion.flags:
        return []
    own = [
        f"“{task.title}”"
        for task in occasion.tasks
        if task.assignee == author.called and task.state != "done"
    ]
    return [
        tongue.say(
            "{name} says that it is done, and has several tasks here: {tasks}. None of them was "
            "finished; finish those that are meant: {link}",
            name=author.called,
            tasks=tongue.joined(own),
            link=discussion_link(occasion.discussion.id, head),
        )
    ]


def _hidden(occasion: Occasion, head: Letterhead, tongue: Tongue) -> list[str]:
    """A client wrote where no client may read: into this discussion, or into another one."""
    post, author = occasion.post, occasion.author
    if post is None or author is None or author.role.is_team:
        return []
    if occasion.discussion.internal:
        return [
            tongue.say(
                "{name} wrote into a discussion that is hidden from clients: nothing that is "
                "answered here reaches {name}.",
                name=author.called,
            )
        ]
    if Flag.ANSWERS_HIDDEN not in occasion.flags or post.runner_up is None:
        return []
    return [
        tongue.say(
            "{name} answered in a discussion that is hidden from clients: {link}. So this is a "
            "discussion of its own. Nothing that is written in the hidden one reaches {name}.",
            name=author.called,
            link=discussion_link(post.runner_up, head),
        )
    ]
