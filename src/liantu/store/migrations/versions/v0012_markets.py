"""What markets take of a product: one new table."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_KEY = ("product", "measure", "period", "scope", "region", "source")
_FIELDS = (*_KEY, "value", "low", "high", "unit", "grade", "note", "note_en")


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "markets",
        sa.Column("row_key", sa.Text, primary_key=True),
        sa.Column("opened", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("closed", sa.BigInteger),
        sa.Column("sequence", sa.BigInteger, nullable=False),
        *(sa.Column(field, sa.Text) for field in _FIELDS),
    )
    still_open = sa.text("closed IS NULL")
    op.create_index(
        "markets_open", "markets", ["row_key"], unique=True, sqlite_where=still_open, postgresql_where=still_open
    )
