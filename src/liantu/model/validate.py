"""Single-field checks, from the schema alone: required, type, choice, unit, period, reference, key."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import polars as pl

from liantu.model import periods, schema
from liantu.model.nearest import nearest
from liantu.model.problems import Problem
from liantu.model.schema import Field
from liantu.model.tables import Tables, row_keys
from liantu.model.units import PREFIXES, Units, plain, split_number

#: Quantities that may be below zero: growth and balances.
_SIGNED = ("observations", "targets")


def normalise(name: str, frame: pl.DataFrame, units: Units, file: str = "") -> tuple[pl.DataFrame, list[Problem]]:
    """Numbers as exact decimals in the row's unit; what was read differently from what stands there is noted.

    Blank cells become null. Raises nothing: what cannot be read is left as it is for ``check_fields``.
    """
    notes: list[Problem] = []
    frame = frame.with_columns(pl.all().str.strip_chars().replace("", None))
    for field in schema.tables()[name].fields:
        if field.type not in ("decimal", "integer"):
            continue
        cells = frame[field.name]
        odd = cells.is_not_null() & ~cells.fill_null("0").str.contains(r"^-?\d+(\.\d+)?$")
        for index in odd.arg_true():
            text = str(cells[index])
            read, unit = _read_cell(text, frame, index, field, units)
            if read is None:
                continue
            frame = _put(frame, index, field.name, read)
            if unit is not None and field.unit_field:
                frame = _put(frame, index, field.unit_field, unit)
            code = "read_with_unit" if split_number(text) and split_number(text)[1] else "read_full_width"  # type: ignore[index]
            slots = {"read": f"{read} {unit or _unit_of(frame, index, field) or ''}".strip()}
            notes.append(Problem(code, name, file, index + 2, field.name, text, slots))
    return frame, notes


def check_fields(name: str, frame: pl.DataFrame, units: Units, file: str = "") -> list[Problem]:
    """Everything wrong with single cells of one table, and keys that stand twice."""
    problems: list[Problem] = []
    table = schema.tables()[name]

    def found(code: str, bad: pl.Series, field: Field, **slots: str) -> None:
        for index in bad.fill_null(False).arg_true():
            value = frame[field.name][index]
            problems.append(Problem(code, name, file, index + 2, field.name, str(value or ""), slots))

    for field in table.fields:
        cells = frame[field.name]
        given = cells.is_not_null()
        if field.required:
            found("required", ~given, field)
        if field.type == "code":
            codes = schema.codelist(field.choices)
            found("not_a_choice", given & ~cells.is_in(list(codes)), field, choices=", ".join(codes))
        elif field.type in ("decimal", "integer"):
            number = cells.cast(pl.Float64, strict=False)
            found("text_number", given & number.is_null(), field)
            if name not in _SIGNED:
                found("negative_number", number < 0, field)
            if field.quantity == "%" and name not in _SIGNED:
                found("share_out_of_range", number > 100, field)
            if field.unit_field:
                unitless = given & number.is_not_null() & frame[field.unit_field].is_null()
                found("missing_unit", unitless, field)
        elif field.type == "period":
            bad = [text for text in cells.drop_nulls().unique() if periods.read(text) is None]
            found("impossible_period", cells.is_in(bad), field)
        if field.name == "unit" and field.type == "text":
            for text in cells.drop_nulls().unique():
                if units.read(text) is None:
                    found("unknown_unit", cells == text, field, nearest=nearest(text, units.names()))
    problems += _duplicates(name, frame, file)
    return problems


def check_references(tables: Tables, names: list[str], files: dict[str, str]) -> list[Problem]:
    """References of the named tables that point nowhere."""
    problems: list[Problem] = []
    ids = {name: set(_ids(tables, name)) for name in schema.tables()}
    for name in names:
        frame = tables[name]
        for field in schema.tables()[name].fields:
            if not field.refers_to:
                continue
            known = set().union(*(ids[target] for target in field.refers_to))
            cells = frame[field.name]
            dangling = cells.is_not_null() & ~cells.is_in(list(known))
            for index in dangling.arg_true():
                value = str(cells[index])
                code = "unknown_product" if field.refers_to == ("products",) else "dangling"
                slots = {"wanted": " / ".join(field.refers_to), "nearest": nearest(value, known)}
                problems.append(Problem(code, name, files.get(name, ""), index + 2, field.name, value, slots))
    return problems


def _ids(tables: Tables, name: str) -> list[str]:
    key = schema.tables()[name].key
    return tables[name][key[0]].to_list() if len(key) == 1 else []


def _duplicates(name: str, frame: pl.DataFrame, file: str) -> list[Problem]:
    keys = row_keys(name, frame)
    if not keys.is_duplicated().any():
        return []
    first: dict[str, int] = {}
    problems = []
    for index, key in enumerate(keys):
        if key in first:
            slots = {"first": str(first[key] + 2)}
            problems.append(Problem("duplicate_key", name, file, index + 2, "", key, slots))
        else:
            first[key] = index
    return problems


def _unit_of(frame: pl.DataFrame, index: int, field: Field) -> str | None:
    if field.unit_field:
        value: str | None = frame[field.unit_field][index]
        return value
    return field.quantity or None


def _read_cell(text: str, frame: pl.DataFrame, index: int, field: Field, units: Units) -> tuple[str | None, str | None]:
    """The cell as a plain decimal in the row's unit, and the unit to write when the row has none."""
    parts = split_number(text)
    if parts is None:
        return None, None
    number, written = parts
    if not written:
        return plain(number), None
    own = _unit_of(frame, index, field)
    target = units.read(own) if own else None
    if written in PREFIXES:
        return plain(number * PREFIXES[written]), None
    unit = units.read(unicodedata.normalize("NFKC", written))
    if unit is None or (own and (target is None or target.dimension != unit.dimension)):
        return None, None
    if target is None:
        return plain(number), written
    return plain(Decimal(number) * unit.factor / target.factor), None


def _put(frame: pl.DataFrame, index: int, column: str, value: str) -> pl.DataFrame:
    here = pl.int_range(pl.len()) == index
    return frame.with_columns(pl.when(here).then(pl.lit(value)).otherwise(pl.col(column)).alias(column))
