"""Mail programs of people from whose letters too much was cut away."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "unfolded_programs",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_unfolded_programs_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unfolded_programs")),
    )
    op.create_index(op.f("ix_unfolded_programs_person_id"), "unfolded_programs", ["person_id"])
