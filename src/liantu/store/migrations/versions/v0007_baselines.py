"""The schedule of a project as it once stood, item by item: one new table."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_FIELDS = ("project", "name", "item", "graph", "version", "saved", "start", "finish")
_PROVENANCE = ("basis", "source", "locator", "quote", "note", "note_en")


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "baselines",
        sa.Column("row_key", sa.Text, primary_key=True),
        sa.Column("opened", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("closed", sa.BigInteger),
        sa.Column("sequence", sa.BigInteger, nullable=False),
        *(sa.Column(field, sa.Text) for field in (*_FIELDS, *_PROVENANCE)),
    )
    still_open = sa.text("closed IS NULL")
    op.create_index(
        "baselines_open", "baselines", ["row_key"], unique=True, sqlite_where=still_open, postgresql_where=still_open
    )
