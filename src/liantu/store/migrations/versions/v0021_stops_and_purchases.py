"""Stocks of inputs, purchases by origin, essential inputs, and the size of a firm."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_PROVENANCE = ("basis", "source", "locator", "quote", "note", "note_en")
_TABLES = {
    "stocks": ("plant", "product", "period", "days", *_PROVENANCE),
    "purchases": ("firm", "year", "product", "origin", "value", "unit", "channel", *_PROVENANCE),
    "essential_inputs": ("product", "input", "necessity", "grade", "source", "note"),
}


def upgrade() -> None:
    """Add the field and the tables."""
    op.add_column("firms", sa.Column("size", sa.Text))
    for table, fields in _TABLES.items():
        _create_table(table, fields)


def _create_table(table: str, fields: tuple[str, ...]) -> None:
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
