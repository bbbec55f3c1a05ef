"""By which standard a by-product is sold: one new field."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the field."""
    op.add_column("coefficients", sa.Column("standard", sa.Text))
