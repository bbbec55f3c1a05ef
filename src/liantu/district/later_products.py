"""A list of products that came to a district later, as somebody wrote it down: product, date and source of each."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import polars as pl

from liantu.model.nearest import suggest_nearest
from liantu.model.periods import parse_period, suggest_period
from liantu.model.problems import Problem, Problems
from liantu.model.tables import Tables

COLUMNS = ("product", "date", "source")


def read_later_products(path: Path, tables: Tables) -> pl.DataFrame:
    """The rows of a CSV with the columns product (id), date (a period) and source, and ``began``, the first day.

    Raises Problems with everything that is wrong in it.
    """
    from liantu.exchange.encoding import decode_text

    text, _notes = decode_text(path.read_bytes(), path.name)
    lines = csv.DictReader(StringIO(text.lstrip("\ufeff")))
    missing = [name for name in COLUMNS if name not in (lines.fieldnames or ())]
    if missing:
        raise Problems([Problem("missing_column", file=path.name, value=name) for name in missing])
    products, wrong, rows = tables["products"]["id"].to_list(), [], []
    for number, line in enumerate(lines, 2):
        cells = [(line[name] or "").strip() for name in COLUMNS]
        if any(cells):
            wrong += _check_row(cells, products, path.name, number)
            period = parse_period(cells[1])
            rows.append((*cells, period.first if period else None))
    if wrong or not rows:
        raise Problems(wrong or [Problem("empty_file", file=path.name)])
    return pl.DataFrame(rows, schema={**dict.fromkeys(COLUMNS, pl.String), "began": pl.Date}, orient="row")


def _check_row(cells: list[str], products: list[str], file: str, number: int) -> list[Problem]:
    """What is wrong in a row: an empty cell, an unknown product, a date that is none."""
    product, day, _source = cells
    pairs = zip(COLUMNS, cells, strict=True)
    wrong = [Problem("required", file=file, row=number, column=name) for name, cell in pairs if not cell]
    if product and product not in products:
        slots = {"nearest": suggest_nearest(product, products)}
        wrong.append(Problem("unknown_product", file=file, row=number, column="product", value=product, slots=slots))
    if day and parse_period(day) is None:
        slots = {"nearest": suggest_period(day)}
        wrong.append(Problem("impossible_period", file=file, row=number, column="date", value=day, slots=slots))
    return wrong
