"""What Alembic runs; the connection comes from `upgrade`, inside its transaction."""

from alembic import context

from mailbridge.store.engine.partial_indexes import whole_schema
from mailbridge.store.migrations.batches import unwatched

given = context.config.attributes
context.configure(
    connection=given["connection"],
    target_metadata=whole_schema(),
    progress=given.get("progress") or unwatched,
)
with context.begin_transaction():
    context.run_migrations()
