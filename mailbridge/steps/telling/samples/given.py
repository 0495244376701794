"""A sample of a client's letter that tells words and the task that they gave."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from mailbridge.domain.letter import Letter
from mailbridge.domain.occasion import Occasion, Reader
from mailbridge.domain.task import Task, TaskState
from mailbridge.steps.telling.letter_parts import task_news
from mailbridge.steps.telling.letter_parts.letterhead import Letterhead
from mailbridge.steps.telling.letters import client_task, post
from mailbridge.steps.telling.samples.people import DISCUSSION, MARIA, NOW
from mailbridge.values import replace

FRIDAY = NOW.replace(hour=23, minute=59) + timedelta(days=4)
_TASK = Task(5, 1, DISCUSSION.id, 10, "Bigger logo", TaskState.OPEN, MARIA.id, FRIDAY, NOW)


def given_with_words(
    occasion: Occasion, language: str, head: Letterhead
) -> Iterator[tuple[Letter, str, Any]]:
    """The letter, what case it is, and what it was written from."""
    client, words = replace(MARIA, language=language), post.Posted(occasion)
    theirs = replace(_TASK, consequence="the launch moves to May")
    reader = [Reader(client, "client", "participant")]
    (letter,) = post.POST.compose(words, reader, head, NOW)
    asked_for = client_task.ClientTask(occasion, theirs, client)
    news = client_task.CLIENT_TASK.compose(asked_for, reader, head, NOW)
    yield task_news.told_to_client(letter, news), "client.given.0", (words, asked_for)
