"""What was sent under a key, so that it is made once: one new table."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "liantu_requests",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("made", sa.Text, nullable=False),
        sa.Column("number", sa.BigInteger),
        sa.Column("task", sa.Text),
        sa.Column("answer", sa.Text),
    )
