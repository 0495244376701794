"""A project names who decides at its client's: the last reminder goes there, too."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    column = sa.Column("decision_maker", sa.Text(), server_default=sa.text("''"), nullable=False)
    op.add_column("projects", column)
