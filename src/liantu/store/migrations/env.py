"""What Alembic runs: the migrations on the connection it was handed."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"], version_table="liantu_version")
with context.begin_transaction():
    context.run_migrations()
