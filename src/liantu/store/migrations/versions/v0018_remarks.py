"""What the house says of rows: comments, responsible offices, saved views; three new tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_TABLES = {
    "comments": ("id", "table", "row", "text", "office", "day", "state"),
    "assignments": ("table", "row", "office", "due"),
    "saved_views": ("id", "zh", "en", "page", "query"),
}


def upgrade() -> None:
    """Add the tables."""
    for table, fields in _TABLES.items():
        op.create_table(
            table,
            sa.Column("row_key", sa.Text, primary_key=True),
            sa.Column("opened", sa.BigInteger, primary_key=True, autoincrement=False),
            sa.Column("closed", sa.BigInteger),
            sa.Column("sequence", sa.BigInteger, nullable=False),
            *(sa.Column(field, sa.Text) for field in fields),
        )
        still_open = sa.text("closed IS NULL")
        op.create_index(
            f"{table}_open", table, ["row_key"], unique=True, sqlite_where=still_open, postgresql_where=still_open
        )
