"""Tokens have scopes and an end, sessions say which browser has them, people can be disabled."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.add_column("people", sa.Column("disabled", sa.BigInteger()))
    op.add_column("api_tokens", sa.Column("expires", sa.BigInteger()))
    op.add_column(
        "api_tokens",
        sa.Column("scopes", sa.Text(), server_default=sa.text("''"), nullable=False),
    )
    op.add_column(
        "web_sessions",
        sa.Column("device", sa.Text(), server_default=sa.text("''"), nullable=False),
    )
