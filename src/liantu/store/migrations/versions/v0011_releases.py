"""What was told of a kept evaluation, when and to whom: one new table."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_FIELDS = ("id", "evaluation", "content", "released", "recipient")


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "releases",
        sa.Column("row_key", sa.Text, primary_key=True),
        sa.Column("opened", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("closed", sa.BigInteger),
        sa.Column("sequence", sa.BigInteger, nullable=False),
        *(sa.Column(field, sa.Text) for field in _FIELDS),
    )
    still_open = sa.text("closed IS NULL")
    op.create_index(
        "releases_open", "releases", ["row_key"], unique=True, sqlite_where=still_open, postgresql_where=still_open
    )
