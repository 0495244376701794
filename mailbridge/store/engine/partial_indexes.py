"""Indexes of a part of a table's rows.

They stand apart from the tables because naming them loads both engines' dialects: that costs a
tenth of a second, and only who makes or compares tables needs it.
"""

from functools import cache

from sqlalchemy import Column, Index, MetaData, text

from mailbridge.store.engine.schema import (
    discussions,
    due_work,
    events,
    inbounds,
    metadata,
    outbox,
    posts,
    questions,
    tasks,
    webhook_deliveries,
)
from mailbridge.store.engine.search_table import with_search

NOT_FILED = "disposition <> 'accept'"


@cache
def whole_schema() -> MetaData:
    """All tables with all their indexes."""
    _index("ix_inbounds_queued", [inbounds.c.run_at, inbounds.c.id], "state = 'queued'")
    _index("ix_inbounds_held", [inbounds.c.id], "disposition = 'hold'")
    _index("ix_inbounds_not_filed", [inbounds.c.disposition, inbounds.c.id], NOT_FILED)
    _index("ix_events_once", [events.c.once], "once is not null", unique=True)
    owed = "state in ('queued', 'held', 'deferred')"
    _index("ix_outbox_due", [outbox.c.run_at, outbox.c.id], owed)
    _index("ix_outbox_troubled", [outbox.c.id], "state in ('bounced', 'failed', 'deferred')")
    _index("ix_outbox_waiting", [outbox.c.discussion_id], "state = 'held' and letter = 'team'")
    waits, here = "state = 'open' and merged_into is null", discussions.c
    order = [here.whose_move, here.answer_by, here.updated, here.id]
    _index("ix_discussions_waiting", order, waits)
    _index("ix_discussions_waiting_in_project", [here.project_id, *order], waits)
    _index("ix_discussions_merged_into", [here.merged_into], "merged_into is not null")
    _index("ix_discussions_assigned", [here.assignee_id, *order[1:]], waits)
    whose = [here.whose_move, here.assignee_id, here.internal, here.project_id]
    _index("ix_discussions_counted", whose, waits)
    _index("ix_posts_runner_up", [posts.c.runner_up], "runner_up is not null")
    undone, due = "state <> 'done'", [tasks.c.due, tasks.c.id]
    _index("ix_tasks_undone", due, undone)
    _index("ix_tasks_undone_of_assignee", [tasks.c.assignee_id, *due], undone)
    _index("ix_tasks_undone_in_project", [tasks.c.project_id, *due], undone)
    _index("ix_questions_asked_of", [questions.c.asked_of], "state = 'open'")
    _index("ix_due_work_waiting", [due_work.c.run_at, due_work.c.id], "state = 'waiting'")
    waiting = [webhook_deliveries.c.run_at, webhook_deliveries.c.id]
    _index("ix_webhook_deliveries_waiting", waiting, "state = 'waiting'")
    return with_search(metadata)


def _index(name: str, columns: list[Column[object]], rows: str, unique: bool = False) -> None:
    Index(name, *columns, unique=unique, sqlite_where=text(rows), postgresql_where=text(rows))
