"""Industries of the national classification by code or name, with how many products and firms of each are known."""

from __future__ import annotations

import polars as pl

from liantu.district.name_search import fold_name
from liantu.model.industry_codes import read_code_digits, read_industry_codes
from liantu.model.tables import Tables

_FOUND = {"code": pl.String, "products": pl.Int64, "firms": pl.Int64}
#: Divisions have two digits, of which a figure may be made too; a code that is typed has three or four.
_SHORTEST, _FEWEST_LETTERS, _LIMIT = 3, 2, 12


def find_industries(tables: Tables, text: str) -> pl.DataFrame:
    """The industries that a text means: code, products, firms (how many rows are of it); only those with rows."""
    rows = []
    for code in _list_codes(text):
        products = tables["products"]["gbt4754"].drop_nulls().str.split(";")
        of_it = products.list.eval(pl.element().str.strip_chars().str.starts_with(code)).list.any()
        firms = tables["firms"]["industry"].drop_nulls().str.starts_with(code)
        counts = int(of_it.sum()), int(firms.sum())
        if any(counts):
            rows.append((code, *counts))
    return pl.DataFrame(rows[:_LIMIT], schema=_FOUND, orient="row")


def _list_codes(text: str) -> list[str]:
    """A code that is typed, with the letter of its section or without; else the classes whose name has the text."""
    from liantu.library.industries import read_classes

    folded = fold_name(text).strip()
    digits = read_code_digits(folded)
    if digits and folded.lstrip("abcdefghijklmnopqrst").strip() == digits:
        return [digits] if len(digits) >= _SHORTEST and digits in read_industry_codes() else []
    if len(folded) < _FEWEST_LETTERS:
        return []
    codes = [code for code, name in read_classes().items() if folded in name]
    # A group of one class has the class's name: the class stands for both.
    return [code for code in codes if len(code) > _SHORTEST or f"{code}0" not in codes]
