"""Makers elsewhere, refusals of invitations, and decisions on names."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_PROVENANCE = ("basis", "source", "locator", "quote", "note", "note_en")
_MAKER = ("firm", "product", "source", "role", "short", "en", "group", "province", "city", "listed", "plants")
_TABLES = {
    "makers": (*_MAKER, "capacity", "unit", "period", "state", "grade", "note", "note_en"),
    "refusals": ("id", "firm", "product", "side", "reason", "period", "office", "words", *_PROVENANCE),
    "name_decisions": ("id", "one", "other", "decision", "period", "decided_by", *_PROVENANCE),
}


def upgrade() -> None:
    """Add the tables."""
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
