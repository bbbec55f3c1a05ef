"""What comparable districts do: one new table."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_STATED = ("id", "indicator", "measure", "through_month", "low", "typical", "high", "members")
_FIELDS = (*_STATED, "basis", "source", "locator", "quote", "note", "note_en")


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "reference_classes",
        sa.Column("row_key", sa.Text, primary_key=True),
        sa.Column("opened", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("closed", sa.BigInteger),
        sa.Column("sequence", sa.BigInteger, nullable=False),
        *(sa.Column(field, sa.Text) for field in _FIELDS),
    )
    still_open = sa.text("closed IS NULL")
    op.create_index(
        "reference_classes_open",
        "reference_classes",
        ["row_key"],
        unique=True,
        sqlite_where=still_open,
        postgresql_where=still_open,
    )
