"""Clients that are named, and have several domains."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "companies",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_companies")),
    )
    op.create_table(
        "company_domains",
        sa.Column("domain", sa.Text(), nullable=False),
        sa.Column("company_id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["companies.id"],
            name=op.f("fk_company_domains_company_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("domain", name=op.f("pk_company_domains")),
    )
    op.create_index(op.f("ix_company_domains_company_id"), "company_domains", ["company_id"])
    op.create_table(
        "company_merges",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("into_id", ID, nullable=False),
        sa.Column("name", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("domains", sa.JSON(), nullable=False),
        sa.Column("into_name", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("undone", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["into_id"],
            ["companies.id"],
            name=op.f("fk_company_merges_into_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company_merges")),
    )
    op.create_index(op.f("ix_company_merges_into_id"), "company_merges", ["into_id"])
