"""The states of a task in words."""

from mailbridge.steps.telling.words.catalogue import sentence

TASK_STATES = {
    # Translators: the state of a task
    "open": sentence("to do"),
    # Translators: the state of a task
    "in_progress": sentence("in progress"),
    # Translators: the state of a task
    "waiting": sentence("waiting"),
    # Translators: the state of a task
    "done": sentence("done"),
}
