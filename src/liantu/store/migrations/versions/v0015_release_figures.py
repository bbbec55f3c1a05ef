"""What a release was made of, and where its figures are kept: four fields more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_FIELDS = ("scheme", "year", "vintage", "figures")


def upgrade() -> None:
    """Add the fields."""
    for field in _FIELDS:
        op.add_column("releases", sa.Column(field, sa.Text))
