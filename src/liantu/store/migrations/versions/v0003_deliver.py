"""Projects, cases and the calendar: new tables and new fields, as listed in ``v0003_deliver.csv``."""

from __future__ import annotations

import csv
from itertools import groupby
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

#: Tables of the first layout that get fields.
_GROWN = ("projects", "events", "capacities")


def upgrade() -> None:
    """Add the tables and fields of deliver."""
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8") as file:
        listed = list(csv.reader(file))[1:]
    for name, fields in groupby(listed, key=lambda row: row[0]):
        columns = [sa.Column(field, sa.Text) for _, field in fields]
        if name in _GROWN:
            for column in columns:
                op.add_column(name, column)
        else:
            _versions_table(name, columns)


def _versions_table(name: str, columns: list[sa.Column[str]]) -> None:
    op.create_table(
        name,
        sa.Column("row_key", sa.Text, primary_key=True),
        sa.Column("opened", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("closed", sa.BigInteger),
        sa.Column("sequence", sa.BigInteger, nullable=False),
        *columns,
    )
    still_open = sa.text("closed IS NULL")
    op.create_index(
        f"{name}_open", name, ["row_key"], unique=True, sqlite_where=still_open, postgresql_where=still_open
    )
