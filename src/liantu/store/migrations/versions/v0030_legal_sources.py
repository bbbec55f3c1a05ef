"""The document on record that a clause of an agreement rests on, and its quoted paragraph."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

_FIELDS = ("legal_source", "legal_quote")


def upgrade() -> None:
    """Add the fields."""
    for field in _FIELDS:
        op.add_column("agreement_clauses", sa.Column(field, sa.Text))
