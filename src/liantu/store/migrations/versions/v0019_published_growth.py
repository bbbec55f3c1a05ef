"""What is published of an observation beside its level: growth, same period, prices, sample, share, which print."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_FIELDS = {
    "observations": (
        *("prior_value", "published_growth", "published_growth_word", "growth_base", "price_basis"),
        *("growth_price_basis", "sample_basis", "accumulation", "revision", "part_of", "published_share"),
    ),
    "indicators": ("nature", "price_basis", "growth_price_basis"),
}


def upgrade() -> None:
    """Add the fields."""
    for table, fields in _FIELDS.items():
        for field in fields:
            op.add_column(table, sa.Column(field, sa.Text))
