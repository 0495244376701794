"""Until when a client was promised an answer stands with the discussion, so that lists go by it;
what concerns a member, the views they keep, when their morning letter comes, and their signature.
"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"

NEVER = "253370764800000000"
WAITS = sa.text("state = 'open' and merged_into is null")
UNDONE = sa.text("state <> 'done'")
ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
ORDER = ["answer_by", "updated", "id"]
INDEXES = {
    "ix_discussions_waiting": ["whose_move", *ORDER],
    "ix_discussions_waiting_in_project": ["project_id", "whose_move", *ORDER],
    "ix_discussions_assigned": ["assignee_id", *ORDER],
}
OF_TASKS = {
    "ix_tasks_undone_of_assignee": ["assignee_id", "due", "id"],
    "ix_tasks_undone_in_project": ["project_id", "due", "id"],
}
PROMISED = """
UPDATE discussions SET answer_by = (
    SELECT min(due_work.at) FROM due_work
    WHERE due_work.discussion_id = discussions.id
    AND due_work.what = 'holding' AND due_work.state = 'waiting'
) WHERE whose_move = 'team' AND id IN (
    SELECT discussion_id FROM due_work WHERE what = 'holding' AND state = 'waiting'
)
"""


def upgrade() -> None:
    _promises()
    _people()
    op.create_table(
        "saved_views",
        sa.Column("id", ID, primary_key=True, autoincrement=True),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_saved_views_person_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("person_id", "name", name="uq_saved_views_person_id_name"),
    )
    op.create_table(
        "updates_done",
        sa.Column("person_id", ID, nullable=False),
        sa.Column("discussion_id", ID, nullable=False),
        sa.Column("letter_id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_updates_done_person_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["discussion_id"],
            ["discussions.id"],
            name="fk_updates_done_discussion_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "discussion_id", name="pk_updates_done"),
    )
    op.create_index("ix_updates_done_discussion_id", "updates_done", ["discussion_id"])
    for name, columns in OF_TASKS.items():
        op.create_index(name, "tasks", columns, sqlite_where=UNDONE, postgresql_where=UNDONE)

    asked = sa.text("state = 'open'")
    op.create_index(
        "ix_questions_asked_of",
        "questions",
        ["asked_of"],
        sqlite_where=asked,
        postgresql_where=asked,
    )


def _promises() -> None:
    op.add_column(
        "discussions",
        sa.Column("answer_by", sa.BigInteger, nullable=False, server_default=sa.text(NEVER)),
    )
    op.execute(PROMISED)
    for name, columns in INDEXES.items():
        op.drop_index(name, "discussions")
        op.create_index(name, "discussions", columns, sqlite_where=WAITS, postgresql_where=WAITS)


def _people() -> None:
    for name, default in (("told_up_to", "0"), ("daily_hour", "7")):
        kind = sa.BigInteger if name == "told_up_to" else sa.Integer
        op.add_column(
            "people", sa.Column(name, kind(), nullable=False, server_default=sa.text(default))
        )
    op.add_column(
        "people", sa.Column("signature", sa.Text, nullable=False, server_default=sa.text("''"))
    )
    op.execute("UPDATE people SET told_up_to = (SELECT coalesce(max(id), 0) FROM outbox)")
