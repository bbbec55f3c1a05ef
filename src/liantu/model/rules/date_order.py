"""What ends does not end before it begins."""

from __future__ import annotations

import polars as pl

from liantu.model import periods
from liantu.model.problems import Problem
from liantu.model.tables import Tables

#: Tables with a beginning and an end, and the columns that hold them.
_PAIRS = (
    ("holdings", "from", "to"),
    ("facts", "from", "to"),
    ("objections", "received", "decided"),
    ("baselines", "start", "finish"),
    ("leads", "reported", "first_talk"),
    ("leads", "first_talk", "protected_until"),
    ("agreements", "first_review", "review"),
    ("needs", "registered", "deadline"),
    ("platforms", "recognised", "review_due"),
    ("posting_events", "period", "until"),
    ("consortia", "agreed", "ends"),
    ("consortium_members", "joined", "left"),
    ("technology_contracts", "signed", "registered"),
)


def check_date_order(tables: Tables) -> list[Problem]:
    """Ends that lie wholly before their beginning: ``dates_out_of_order``, at the end."""
    problems = []
    for name, begin, end in _PAIRS:
        if tables[name].is_empty():
            continue
        rows = tables[name].with_row_index("line").drop_nulls([begin, end])
        wrong = [pair for pair in rows.select(begin, end).unique().iter_rows() if _before(pair[1], pair[0])]
        pairs = pl.DataFrame(wrong, schema={begin: pl.String, end: pl.String}, orient="row")
        found = rows.join(pairs, on=[begin, end], how="semi", maintain_order="left")
        problems += [
            Problem("dates_out_of_order", name, f"{name}.csv", line + 2, end, ended, {"begin": begun})
            for line, begun, ended in found.select("line", begin, end).iter_rows()
        ]
    return problems


def _before(end: str, begin: str) -> bool:
    ended, begun = periods.parse_period(end), periods.parse_period(begin)
    return bool(ended and begun and ended.last and begun.first and ended.last < begun.first)
