"""Rows of a register as firms: codes proved, amounts, dates and classes read; what cannot be read is said by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from liantu.library.industries import read_classes
from liantu.library.provinces import list_provinces
from liantu.model.credit_codes import ROUNDED, SHORTENED
from liantu.registers.scope_words import list_words
from liantu.registers.written_capital import read_capital

#: The columns of a register as it is kept. ``line`` is the row of the file that it came from.
FIRMS: Mapping[str, pl.DataType | type[pl.DataType]] = {
    "line": pl.Int64,
    "code": pl.String,
    "name": pl.String,
    "province": pl.String,
    "region": pl.String,
    "address": pl.String,
    "industry": pl.String,
    "capital": pl.String,
    "capital_yuan": pl.Float64,
    "currency": pl.String,
    "founded": pl.Date,
    "status": pl.String,
    "scope": pl.String,
    "staff": pl.Int64,
    "tags": pl.List(pl.String),
}
#: A line of what was set aside or could not be read: the row of the file, the code of the problem, what stood there.
NOTES: Mapping[str, pl.DataType | type[pl.DataType]] = {
    "line": pl.Int64,
    "problem": pl.String,
    "column": pl.String,
    "value": pl.String,
}
_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(frozen=True)
class CleanRows:
    """``firms`` with the columns of ``FIRMS``; ``notes`` on cells that could not be read; ``aside`` rows left out."""

    firms: pl.DataFrame
    notes: pl.DataFrame
    aside: pl.DataFrame


def clean_rows(rows: pl.DataFrame, headings: Mapping[str, str]) -> CleanRows:
    """Firms of rows of text: ``line`` and the fields that the file has; ``headings`` are those of its columns."""
    text = _trim(rows)
    nameless = text.filter(pl.col("name").is_null()).select("line")
    read = _read_cells(text.filter(pl.col("name").is_not_null()), headings.get("capital", ""))
    aside = nameless.with_columns(problem=pl.lit("register_no_name"), column=pl.lit("name"), value=pl.lit(""))
    return CleanRows(_select_firms(read), _note_cells(read), aside.select(_cast(NOTES)))


def _cast(columns: Mapping[str, pl.DataType | type[pl.DataType]]) -> list[pl.Expr]:
    return [pl.col(name).cast(kind) for name, kind in columns.items()]


def _trim(rows: pl.DataFrame) -> pl.DataFrame:
    absent = [field for field in FIRMS if field not in rows.columns and field != "line"]
    text = rows.with_columns(pl.lit(None, pl.String).alias(field) for field in absent)
    names = [field for field in text.columns if field != "line"]
    return text.with_columns(pl.col(names).cast(pl.String).str.strip_chars().replace("", None))


def _read_cells(text: pl.DataFrame, capital_heading: str) -> pl.DataFrame:
    """What the cells say, beside what stands in them."""
    capital = read_capital(pl.col("capital"), capital_heading)
    code = text.select(pl.col("code").str.to_uppercase().str.replace_all(r"[\s'`]", ""))["code"]
    return text.with_columns(
        code,
        pl.Series("valid", find_valid_codes(code)),
        capital.amount.alias("amount"),
        capital.currency.alias("currency"),
        capital.unit_lacks.alias("unit_lacks"),
        read_date(pl.col("founded")).alias("day"),
        pl.col("staff").str.extract(r"^(\d+)").cast(pl.Int64, strict=False).alias("number"),
        _read_class(pl.col("industry")).alias("class"),
    )


def _note_cells(read: pl.DataFrame) -> pl.DataFrame:
    """What could not be read of codes, dates, capital and others, line by line; and which firm has no scope."""
    numeric = pl.col("code").str.contains(SHORTENED) | pl.col("code").str.contains(ROUNDED)
    problem = (
        pl.when(pl.col("valid")).then(None).when(numeric).then(pl.lit("register_code_is_number"))
        .when(pl.col("code").str.len_chars() == 18).then(pl.lit("register_wrong_check_digit"))
        .otherwise(pl.lit("register_no_credit_code"))
    )  # fmt: skip
    capital = pl.when("unit_lacks").then(pl.lit("register_capital_unit")).otherwise(pl.lit("register_unread_capital"))
    return pl.concat(
        [
            _note(read, "code", problem),
            _note(read, "founded", pl.when(pl.col("day").is_null()).then(pl.lit("register_unread_date"))),
            _note(read, "capital", pl.when(pl.col("amount").is_null()).then(capital)),
            _note(read, "staff", pl.when(pl.col("number").is_null()).then(pl.lit("register_unread_staff"))),
            _note(read, "industry", pl.when(pl.col("class").is_null()).then(pl.lit("register_unread_class"))),
            read.filter(pl.col("scope").is_null()).select(
                "line", problem=pl.lit("register_no_scope"), column=pl.lit("scope"), value=pl.lit("")
            ),
        ]
    ).select(_cast(NOTES))


def _select_firms(read: pl.DataFrame) -> pl.DataFrame:
    return read.select(
        "line",
        pl.when("valid").then("code").alias("code"),
        "name",
        _find_province().alias("province"),
        "region",
        "address",
        pl.col("class").alias("industry"),
        "capital",
        pl.when(pl.col("currency") == "CNY").then("amount").alias("capital_yuan"),
        "currency",
        pl.col("day").alias("founded"),
        "status",
        "scope",
        pl.col("number").alias("staff"),
        pl.col("tags").str.replace_all(f"[{''.join(list_words('tag_mark'))}]", ";").str.split(";")
        .list.eval(pl.element().str.strip_chars()).list.eval(pl.element().filter(pl.element() != "")).alias("tags"),
    ).select(_cast(FIRMS))  # fmt: skip


def find_valid_codes(codes: pl.Series) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether each text is a unified social credit code with the right check digit, all at once.

    >>> find_valid_codes(pl.Series(["91350100M000100Y43", "91350100M000100Y44", None])).tolist()
    [True, False, False]
    """
    formed = codes.str.contains(f"^[{_LETTERS}]{{18}}$").fill_null(value=False).to_numpy()
    found = np.zeros(len(codes), np.bool_)
    if not formed.any():
        return found
    worth = np.zeros(256, np.int64)
    worth[np.frombuffer(_LETTERS.encode(), np.uint8)] = np.arange(len(_LETTERS))
    letters = np.frombuffer("".join(codes.filter(pl.Series(formed))).encode(), np.uint8).reshape(-1, 18)
    weights = np.array([pow(3, place, 31) for place in range(17)])
    totals = worth[letters[:, :17]] @ weights
    found[formed] = (-totals) % 31 == worth[letters[:, 17]]
    return found


def read_date(text: pl.Expr) -> pl.Expr:
    """A day written with figures, whatever stands between them; null when it is none, as a month alone."""
    parted = text.str.extract_groups(r"^(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})(?:\D|$)")
    joined = text.str.extract_groups(r"^(\d{4})(\d{2})(\d{2})(?:\D|$)")
    year, month, day = (
        pl.coalesce(parts.struct.field(str(n)) for parts in (parted, joined)).cast(pl.Int32, strict=False)
        for n in (1, 2, 3)
    )
    return (
        year.cast(pl.String) + "-" + month.cast(pl.String).str.zfill(2) + "-" + day.cast(pl.String).str.zfill(2)
    ).str.to_date("%Y-%m-%d", strict=False)


def _note(rows: pl.DataFrame, column: str, problem: pl.Expr) -> pl.DataFrame:
    written = rows.filter(pl.col(column).is_not_null()).with_columns(problem.alias("problem"))
    found = written.filter(pl.col("problem").is_not_null())
    return found.select("line", "problem", pl.lit(column).alias("column"), pl.col(column).alias("value"))


def _read_class(text: pl.Expr) -> pl.Expr:
    """The class of GB/T 4754 by its digits, or by its name."""
    names = {name: code for code, name in read_classes().items()}
    return pl.coalesce(text.str.extract(r"(\d{2,4})"), text.replace_strict(names, default=None, return_dtype=pl.String))


def _find_province() -> pl.Expr:
    """The province by its column, else by the beginning of the address or of the name."""
    names = "|".join(list_provinces())
    places = [pl.col(column).str.extract(f"^({names})") for column in ("province", "region", "address", "name")]
    return pl.coalesce(*places)
