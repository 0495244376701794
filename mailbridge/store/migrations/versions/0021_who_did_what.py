"""The audit log, and the trigger that keeps it from being changed."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WORDS = "the audit log is only added to"
KEPT = "id, at, actor_id, act, matter, matter_id"  # an erased address vanishes from the others
STAYS = f"BEFORE UPDATE OF {KEPT} ON audit_log"
SQLITE = f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
REFUSES = (
    "CREATE FUNCTION audit_log_refuses() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{WORDS}'; END $$"
)
EACH_ROW = "FOR EACH ROW EXECUTE FUNCTION audit_log_refuses()"
ALL_ROWS = "FOR EACH STATEMENT EXECUTE FUNCTION audit_log_refuses()"


def upgrade() -> None:
    op.create_table(
        "audit_log",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor_id", ID),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("matter_id", ID),
        sa.Column("name", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_log")),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"CREATE TRIGGER audit_log_is_kept BEFORE DELETE ON audit_log {SQLITE}")
        op.execute(f"CREATE TRIGGER audit_log_stays {STAYS} {SQLITE}")
        return
    op.execute(REFUSES)
    op.execute(f"CREATE TRIGGER audit_log_is_kept BEFORE DELETE ON audit_log {EACH_ROW}")
    op.execute(f"CREATE TRIGGER audit_log_stays {STAYS} {EACH_ROW}")
    op.execute(f"CREATE TRIGGER audit_log_is_not_emptied BEFORE TRUNCATE ON audit_log {ALL_ROWS}")
