"""What an indicator measures: one new field."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the field."""
    op.add_column("indicators", sa.Column("kind", sa.Text))
