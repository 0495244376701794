"""When a project works and what it does by the clock; where a person lives, and until when they are
away.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.add_column(
        "people", sa.Column("zone_from", sa.Text(), server_default=sa.text("''"), nullable=False)
    )
    op.add_column("people", sa.Column("away_until", sa.BigInteger(), nullable=True))
    op.add_column(
        "projects",
        sa.Column("time_zone", sa.Text(), server_default=sa.text("'UTC'"), nullable=False),
    )
    op.add_column(
        "projects",
        sa.Column("working_days", sa.Text(), server_default=sa.text("'mon-fri'"), nullable=False),
    )
    op.add_column(
        "projects",
        sa.Column(
            "working_hours", sa.Text(), server_default=sa.text("'09:00-18:00'"), nullable=False
        ),
    )
    op.add_column(
        "projects", sa.Column("country", sa.Text(), server_default=sa.text("''"), nullable=False)
    )
    op.add_column(
        "projects",
        sa.Column("acknowledge", sa.Text(), server_default=sa.text("'yes'"), nullable=False),
    )
    op.add_column(
        "projects",
        sa.Column("promise_hours", sa.Integer(), server_default=sa.text("8"), nullable=False),
    )
    op.add_column(
        "projects",
        sa.Column("nudge_days", sa.Integer(), server_default=sa.text("3"), nullable=False),
    )
    op.add_column(
        "projects",
        sa.Column("closing_days", sa.Integer(), server_default=sa.text("3"), nullable=False),
    )
    op.add_column(
        "projects",
        sa.Column("chase_days", sa.Integer(), server_default=sa.text("7"), nullable=False),
    )
