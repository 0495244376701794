"""What Alembic runs; the connection comes from `upgrade`, inside its transaction."""

from alembic import context

from mailbridge.store.engine.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
