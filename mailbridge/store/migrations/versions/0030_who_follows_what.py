"""How much a member wants to hear of a project, and which discussions they follow."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    for table, place in (("follow_levels", "project"), ("following", "discussion")):
        said = (
            sa.Column("level", sa.Text(), nullable=False)
            if table == "follow_levels"
            else sa.Column("follows", sa.Boolean(), nullable=False)
        )
        op.create_table(
            table,
            sa.Column(f"{place}_id", ID, nullable=False),
            sa.Column("person_id", ID, nullable=False),
            said,
            sa.ForeignKeyConstraint(
                [f"{place}_id"],
                [f"{place}s.id"],
                name=op.f(f"fk_{table}_{place}_id"),
                ondelete="CASCADE",
            ),
            sa.ForeignKeyConstraint(
                ["person_id"], ["people.id"], name=op.f(f"fk_{table}_person_id"), ondelete="CASCADE"
            ),
            sa.PrimaryKeyConstraint(f"{place}_id", "person_id", name=op.f(f"pk_{table}")),
        )
        op.create_index(op.f(f"ix_{table}_person_id"), table, ["person_id"])
