"""What districts say: production, comparators, credit codes, by-products of plants, limits of places."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_PROVENANCE = ("basis", "source", "locator", "quote", "note", "note_en")
_FIELDS = {
    "capacities": ("comparator",),
    "observations": ("product", "first_time"),
    "targets": ("product",),
    "moneys": ("comparator",),
    "projects": ("contract_money_comparator", "fixed_investment_comparator", "land_comparator"),
    "firms": ("credit_code",),
}
_TABLES = {
    "byproducts": ("capacity", "product", "amount", "unit", "comparator", "standard", "period", *_PROVENANCE),
    "place_limits": ("place", "resource", "measure", "period", "comparator", "amount", "unit", *_PROVENANCE),
}


def upgrade() -> None:
    """Add the fields and the tables."""
    for table, fields in _FIELDS.items():
        for field in fields:
            op.add_column(table, sa.Column(field, sa.Text))
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
