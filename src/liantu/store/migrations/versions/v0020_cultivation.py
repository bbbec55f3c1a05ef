"""Standings of clusters by period, firms on ladders, when a scheme is in force, which step an indicator counts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_PROVENANCE = ("basis", "source", "locator", "quote", "note", "note_en")
_TABLES = {
    "standings": ("id", "cluster", "period", "zh", "en", "tier", "above", *_PROVENANCE),
    "cultivations": (
        *("id", "firm", "step", "state", "period", "until", "wanted_zh", "wanted_en", "office"),
        *_PROVENANCE,
    ),
}


def upgrade() -> None:
    """Add the fields and the tables."""
    op.add_column("schemes", sa.Column("period", sa.Text))
    op.add_column("indicators", sa.Column("step", sa.Text))
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
