"""Whether a client gets a morning letter, beside other letters or in their place, and what a
project's clients get who have chosen nothing.
"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    for table, default in (("people", "''"), ("projects", "'no'")):
        op.add_column(
            table,
            sa.Column("morning", sa.Text(), nullable=False, server_default=sa.text(default)),
        )
