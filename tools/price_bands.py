"""Moves the price bands of the library's products into its table of prices: ``python -m tools.price_bands``.

A product with ``price_low`` and ``price_high`` and without a row in ``prices.csv`` gets one of its year: the band
without a typical price, tax not stated, grade C, source ``lib-price``. The fields of the products are then left blank.
Run again after products were added; what has been moved stays as it is.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

TABLES = Path(__file__).parents[1] / "src" / "liantu" / "library" / "tables"
BAND = ("price_low", "price_high", "price_year")
#: Where the band of a product is recalled: what it says of its price, when nothing else does.
SOURCE, YEAR = "lib-price", "2024"

Row = dict[str, str]


def main() -> None:
    """Move the bands, and say how many."""
    count = 0
    prices, fields = _read(TABLES / "prices.csv")
    known = {row["product"] for row in prices}
    for path in sorted(TABLES.rglob("*.csv")):
        products, columns = _read(path)
        if not {*BAND, "id"} <= set(columns):
            continue
        made = build_rows(products, known, fields)
        count += len(made)
        prices += made
        known |= {row["product"] for row in made}
        _write(path, [row | dict.fromkeys(BAND, "") for row in products], columns)
    _write(TABLES / "prices.csv", prices, fields)
    print(f"{count} bands moved, {len(prices)} prices")


def build_rows(products: Iterable[Mapping[str, str]], known: set[str], fields: list[str]) -> list[Row]:
    """A price of each product that has a band and is not among the ``known``, with these fields.

    >>> rice = {"id": "rice", "price_low": "3800", "price_high": "5500", "price_year": "2024"}
    >>> build_rows([rice], {"steel"}, ["product", "period", "low", "high", "grade", "source"])
    [{'product': 'rice', 'period': '2024', 'low': '3800', 'high': '5500', 'grade': 'C', 'source': 'lib-price'}]
    """
    return [
        dict.fromkeys(fields, "")
        | {"product": row["id"], "period": row["price_year"] or YEAR}
        | {"low": row["price_low"], "high": row["price_high"]}
        | {name: text for name, text in _ABOUT.items() if name in fields}
        for row in products
        if row["price_low"] and row["price_high"] and row["id"] not in known
    ]


_ABOUT = {"basis": "market", "tax": "unknown", "grade": "C", "source": SOURCE}


def _read(path: Path) -> tuple[list[Row], list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        return [dict(row) for row in reader], [*(reader.fieldnames or ())]


def _write(path: Path, rows: Iterable[Mapping[str, str]], fields: list[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, fields, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
