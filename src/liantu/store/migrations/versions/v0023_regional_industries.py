"""A reference economy, region by industry; one new table."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_TABLE = "regional_industries"
_FIELDS = (
    *("region", "industry", "measure", "period", "value", "unit", "region_en"),
    *("basis", "source", "locator", "quote", "note", "note_en"),
)


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        _TABLE,
        sa.Column("row_key", sa.Text, primary_key=True),
        sa.Column("opened", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("closed", sa.BigInteger),
        sa.Column("sequence", sa.BigInteger, nullable=False),
        *(sa.Column(field, sa.Text) for field in _FIELDS),
    )
    still_open = sa.text("closed IS NULL")
    op.create_index(
        f"{_TABLE}_open", _TABLE, ["row_key"], unique=True, sqlite_where=still_open, postgresql_where=still_open
    )
