"""What products cost in a period, the district's own rows: one new table."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_FIELDS = (
    *("product", "period", "region", "low", "typical", "high", "unit"),
    *("basis", "tax", "grade", "source", "quote", "note"),
)


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "prices",
        sa.Column("row_key", sa.Text, primary_key=True),
        sa.Column("opened", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("closed", sa.BigInteger),
        sa.Column("sequence", sa.BigInteger, nullable=False),
        *(sa.Column(field, sa.Text) for field in _FIELDS),
    )
    still_open = sa.text("closed IS NULL")
    op.create_index(
        "prices_open", "prices", ["row_key"], unique=True, sqlite_where=still_open, postgresql_where=still_open
    )
