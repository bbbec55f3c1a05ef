"""Needs, results, platforms, consortia, challenges, technology contracts, criteria of a zone, scales of maturity."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_PROVENANCE = ("basis", "source", "locator", "quote", "note", "note_en")
_TABLES = {
    "needs": (
        *("id", "zh", "en", "owner", "field", "product", "problem_zh", "problem_en", "object", "property"),
        *("excluded_means", "scale", "level", "rights", "application", "budget", "deadline", "registered"),
        *("office",),
        *_PROVENANCE,
    ),
    "need_indicators": ("need", "number", "indicator", "direction", "value", "indicator_unit", "method", *_PROVENANCE),
    "results": (
        *("id", "zh", "en", "owner", "partner", "field", "product", "text_zh", "text_en", "object"),
        *("property", "scale", "level", "evidence", "rights", "title_rights", "hazards", "demonstrated"),
        *("investment", "project", "registered", "office"),
        *_PROVENANCE,
    ),
    "result_indicators": (
        *("result", "number", "indicator", "direction", "value", "indicator_unit", "method", "best_known"),
        *_PROVENANCE,
    ),
    "result_stages": ("result", "stage", "state", "period", "platform", "capacity", "evidence", *_PROVENANCE),
    "posting_events": (
        *("id", "need", "result", "step", "period", "until", "office", "party", "zh", "en"),
        *_PROVENANCE,
    ),
    "match_decisions": (
        *("id", "need", "result", "decision", "reason", "zh", "en", "period", "office", "outcome"),
        *_PROVENANCE,
    ),
    "platforms": (
        *("id", "zh", "en", "kind", "owner", "place", "field", "tier", "recognised", "review_due"),
        *("operations_zh", "operations_en", "batch", "batch_unit", "materials", "fire_class", "queue"),
        *("queue_as_of",),
        *_PROVENANCE,
    ),
    "consortia": (
        *("id", "zh", "en", "need", "product", "field", "state", "agreed", "ends", "aim_zh", "aim_en"),
        *("exit_zh", "exit_en", "refusal_zh", "refusal_en", "office"),
        *_PROVENANCE,
    ),
    "consortium_members": (
        *("consortium", "member", "role", "task_zh", "task_en", "joined", "left", "cost_share"),
        *("gain_share", "risk_share"),
        *_PROVENANCE,
    ),
    "consortium_milestones": (
        *("consortium", "number", "zh", "en", "stage", "scale", "level", "due", "done", "evidence"),
        *("result",),
        *_PROVENANCE,
    ),
    "challenges": (
        *("id", "zh", "en", "need", "owner", "solver", "public_money", "own_money", "deadline", "office"),
        *_PROVENANCE,
    ),
    "challenge_events": (
        *("id", "challenge", "step", "due", "period", "party", "verdict", "amount", "zh", "en"),
        *_PROVENANCE,
    ),
    "technology_contracts": (
        *("id", "number", "kind", "zh", "en", "seller", "buyer", "amount", "technology_amount", "signed"),
        *("registered", "need", "result"),
        *_PROVENANCE,
    ),
    "zone_criteria": ("place", "criterion", "state", "value", "unit", "period", "zh", "en", "office", *_PROVENANCE),
    "maturity_scales": (
        "id",
        "zh",
        "en",
        "document",
        "about_zh",
        "about_en",
        "note",
        "note_en",
    ),
    "maturity_levels": (
        "scale",
        "level",
        "zh",
        "en",
        "phase",
    ),
}


def upgrade() -> None:
    """Add the tables, and the number of a title."""
    op.add_column("cultivations", sa.Column("number", sa.Text))
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
