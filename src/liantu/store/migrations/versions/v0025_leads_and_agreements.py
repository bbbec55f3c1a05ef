"""Leads with the opinions of offices, investment agreements with their clauses; four new tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_PROVENANCE = ("basis", "source", "locator", "quote", "note", "note_en")
_TABLES = {
    "leads": (
        *("id", "project", "firm", "credit_code", "firm_group", "product", "frozen", "missing", "missing_low"),
        *(
            "missing_high",
            "unit",
            "worth_low",
            "worth_high",
            "introduced_by",
            "reported",
            "first_talk",
            "protected_until",
        ),
        *("office", *_PROVENANCE),
    ),
    "lead_opinions": ("lead", "matter", "office", "due", "answered", "verdict", "zh", "en", *_PROVENANCE),
    "agreements": (
        *("id", "zh", "en", "project", "firm", "drafter", "signed", "first_review", "first_result", "review"),
        *("review_result", "review_number", "exception", "exception_ends", *_PROVENANCE),
    ),
    "agreement_clauses": (
        *("agreement", "number", "kind", "zh", "en", "legal_basis", "funding", "conditions", "ends", *_PROVENANCE),
    ),
}


def upgrade() -> None:
    """Add the tables."""
    for table, fields in _TABLES.items():
        op.create_table(
            table,
            sa.Column("row_key", sa.Text, primary_key=True),
            sa.Column("opened", sa.BigInteger, primary_key=True, autoincrement=False),
            sa.Column("closed", sa.BigInteger),
            sa.Column("sequence", sa.BigInteger, nullable=False),
            *(sa.Column(field, sa.Text) for field in fields),
        )
        still_open = sa.text("closed IS NULL")
        op.create_index(
            f"{table}_open", table, ["row_key"], unique=True, sqlite_where=still_open, postgresql_where=still_open
        )
