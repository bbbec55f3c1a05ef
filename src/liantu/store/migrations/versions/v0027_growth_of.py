"""Of which indicator a growth is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the field."""
    op.add_column("indicators", sa.Column("growth_of", sa.Text))
