"""The first layout: tables of versions as listed in ``v0001_first.csv``, and our own."""

from __future__ import annotations

import csv
from itertools import groupby
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table of version 0.2."""
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
    _changes()
    _beside()


def _changes() -> None:
    op.create_table(
        "liantu_changes",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("made", "author", "kind", "reason", "source", "tables")
        ),
        *(sa.Column(name, sa.BigInteger, nullable=False) for name in ("rows", "opened", "closed")),
        sa.Column("undoes", sa.BigInteger),
    )
    heads = op.create_table(
        "liantu_head",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("number", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "liantu_descriptions",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("content", sa.Text, nullable=False),
    )
    op.bulk_insert(heads, [{"id": 1, "number": 0}])


def _beside() -> None:
    op.create_table(
        "liantu_settings",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "liantu_drafts",
        sa.Column("author", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("saved", sa.Text, nullable=False),
        sa.Column("base", sa.BigInteger, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
    )
    op.create_table(
        "liantu_files",
        sa.Column("sha256", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("name", "media")),
        sa.Column("size", sa.BigInteger, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("added", "author")),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "liantu_tasks",
        sa.Column("id", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("kind", "author", "asked", "state")),
        sa.Column("done", sa.BigInteger, nullable=False),
        sa.Column("total", sa.BigInteger, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("given", "result", "worker", "alive")),
        sa.Column("attempts", sa.BigInteger, nullable=False),
        sa.Column("file", sa.Text),
    )
