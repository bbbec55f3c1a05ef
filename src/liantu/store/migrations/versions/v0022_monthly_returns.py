"""What firms return each month, and which enter or leave the firms above designated size; two new tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_PROVENANCE = ("basis", "source", "locator", "quote", "note", "note_en")
_TABLES = {
    "monthly_returns": (
        *("firm", "month", "output", "output_before", "output_so_far", "output_so_far_before", "revenue"),
        *("next_output", "power", "power_before", "orders", "orders_before", "state", "returned", *_PROVENANCE),
    ),
    "sample_moves": ("firm", "move", "month", "reason", *_PROVENANCE),
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
