"""What Alembic runs; the connection comes from `upgrade`, inside its transaction."""

from alembic import context

from mailbridge.store.engine.partial_indexes import whole_schema

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=whole_schema())
with context.begin_transaction():
    context.run_migrations()
