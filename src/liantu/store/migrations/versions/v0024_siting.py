"""Places, cases, prices, markets and routes of the siting account; five new tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_PROVENANCE = ("basis", "source", "locator", "quote", "note", "note_en")
_TABLES = {
    "siting_places": ("id", "zh", "en", "place", "region", "location", "western", "months", *_PROVENANCE),
    "siting_cases": (
        *("id", "zh", "en", "product", "process", "amount", "unit", "demand", "land", "building", "jobs", "sewage"),
        *("capital", "construction", "discount_rate", "years", "ramp", "closing_cost", "encouraged", *_PROVENANCE),
    ),
    "place_prices": (
        *("id", "siting_place", "item", "product", "supply", "band", "hours", "period", "until", "low", "typical"),
        *("high", "unit", "tax", "spec", *_PROVENANCE),
    ),
    "outbound_markets": ("id", "zh", "en", "product", "weight", *_PROVENANCE),
    "freight_routes": (
        *("id", "siting_place", "direction", "product", "market", "mode", "distance"),
        *(f"{name}_{end}" for name in ("rate", "handling") for end in ("low", "typical", "high")),
        *("period", "tax", *_PROVENANCE),
    ),
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
