"""Yearly returns, the land ledger and kept evaluations: new tables as listed in ``v0002_returns.csv``, new fields."""

from __future__ import annotations

import csv
from itertools import groupby
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_FIELDS = (("firms", ("industry",)), ("projects", ("industry", "land", "output", "tax", "energy")))


def upgrade() -> None:
    """From version 0001."""
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8") as file:
        listed = list(csv.reader(file))[1:]
    for name, fields in groupby(listed, key=lambda row: row[0]):
        op.create_table(
            name,
            sa.Column("row_key", sa.Text, primary_key=True),
            sa.Column("opened", sa.BigInteger, primary_key=True, autoincrement=False),
            sa.Column("closed", sa.BigInteger),
            sa.Column("sequence", sa.BigInteger, nullable=False),
            *(sa.Column(field, sa.Text) for _, field in fields),
        )
        still_open = sa.text("closed IS NULL")
        op.create_index(
            f"{name}_open", name, ["row_key"], unique=True, sqlite_where=still_open, postgresql_where=still_open
        )
    for name, added in _FIELDS:
        for field in added:
            op.add_column(name, sa.Column(field, sa.Text))
