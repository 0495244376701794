"""Tasks as lists and pages show them."""

from collections.abc import Sequence

from sqlalchemy import Connection

from mailbridge.domain.task import Task
from mailbridge.services.views.models import (
    TaskView,
)
from mailbridge.services.views.names import address_of, names_of_projects
from mailbridge.store.directory import people
from mailbridge.store.discussions import visibility


def task_views(db: Connection, tasks: Sequence[Task]) -> list[TaskView]:
    """Tasks with the names of their projects and the addresses of their assignees."""
    names = names_of_projects(db, {task.project_id for task in tasks})
    known = people.by_ids(db, {task.assignee_id for task in tasks if task.assignee_id})
    inside = visibility.inside_tasks(db, (task.id for task in tasks))
    return [
        TaskView(
            id=task.id,
            title=task.title,
            state=task.state.value,
            assignee=address_of(known, task.assignee_id),
            due=task.due,
            project=names[task.project_id],
            project_id=task.project_id,
            discussion_id=task.discussion_id,
            post_id=task.post_id,
            inside=task.id in inside,
            called=known[task.assignee_id].called if task.assignee_id in known else "",
        )
        for task in tasks
    ]
