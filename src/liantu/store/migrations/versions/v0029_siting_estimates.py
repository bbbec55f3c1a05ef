"""What an estimate of equipment is of: range, time, what it covers; specifications of local prices in English."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_FIELDS = {
    "siting_cases": ("capital_low", "capital_high", "capital_period", "capital_spec", "capital_spec_en"),
    "place_prices": ("spec_en",),
}


def upgrade() -> None:
    """Add the fields."""
    for table, fields in _FIELDS.items():
        for field in fields:
            op.add_column(table, sa.Column(field, sa.Text))
