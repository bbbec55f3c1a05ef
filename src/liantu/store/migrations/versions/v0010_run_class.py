"""What a kept run rests on, by its strictest class: one new field."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the field."""
    op.add_column("evaluations", sa.Column("rests_on", sa.Text))
