"""Single-field checks, from the schema alone: required, type, choice, unit, period, reference, key."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from functools import cache, cached_property

import polars as pl

from liantu.model import periods, schema
from liantu.model.choice_words import describe_choices, read_choices
from liantu.model.id_checks import check_ids
from liantu.model.name_suggestions import suggest_by_name
from liantu.model.nearest import suggest_nearest
from liantu.model.plain_text import CONTROLS, find_unwritable, show_hidden
from liantu.model.problems import BilingualText, Problem, compose_part
from liantu.model.schema import Field
from liantu.model.tables import Tables, build_row_keys
from liantu.model.unit_advice import suggest_unit
from liantu.model.units import PREFIXES, Units, convert_number, format_decimal, split_number

#: How a number stands when nothing needs reading; only these digits, full-width ones are read.
_PLAIN = r"^-?[0-9]+(\.[0-9]+)?$"
#: A whole number, of as many digits as one may have.
_WHOLE = r"^-?[0-9]{1,15}(\.0+)?$"
#: Tables whose quantities may be below zero: growth and balances, refunded tax, points deducted, shrinking years.
_SIGNED = ("observations", "targets", "returns", "grades", "prices", "reference_classes")


def normalise_cells(name: str, frame: pl.DataFrame, units: Units, file: str = "") -> tuple[pl.DataFrame, list[Problem]]:
    """Numbers as exact decimals in the row's unit, choices as codes; what was read otherwise than it stands is noted.

    Blank cells become null. Raises nothing: what cannot be read is left as it is for ``check_fields``.
    """
    notes: list[Problem] = []
    frame = frame.with_columns(pl.all().str.strip_chars().replace("", None))
    frame = read_choices(name, frame, file, notes)
    numbers = [field for field in schema.read_tables()[name].fields if field.type in ("decimal", "integer")]
    if not numbers:
        return frame, notes
    odd = frame.select(
        (pl.col(f.name).is_not_null() & ~pl.col(f.name).str.contains(_PLAIN).fill_null(True)).alias(f.name)
        for f in numbers
    )
    found = odd.select(pl.all().any()).row(0)
    for field in (field for field, some in zip(numbers, found, strict=True) if some):
        rows = odd[field.name].arg_true().to_list()
        frame = _read_cells(frame, field, rows, units, Problem("", name, file), notes)
    return frame, notes


def check_fields(name: str, frame: pl.DataFrame, units: Units, file: str = "") -> list[Problem]:
    """Everything wrong with single cells of one table, and keys that stand twice."""
    if frame.is_empty():
        return []
    checks = [check for field in schema.read_tables()[name].fields for check in _list_checks(name, field, frame, units)]
    # One pass tells which checks found anything; only those are asked where.
    failed = frame.select(check.fails for check in checks)
    problems: list[Problem] = []
    for check, bad in zip(checks, failed.row(0), strict=True):
        if not bad:
            continue
        column = check.field.name
        for index, value in frame.with_row_index("\0row").filter(check.bad).select("\0row", column).iter_rows():
            text, slots = str(value or ""), check.slots or _advise(check, str(value or ""))
            shown = show_hidden(text) if check.code == "unwritable_character" else text
            problems.append(Problem(check.code, name, file, index + 2, column, shown, slots))
    return problems + check_ids(name, frame, file) + _duplicates(name, frame, file)


@dataclass(frozen=True)
class _Check:
    """One thing that may be wrong with the cells of a column."""

    code: str
    bad: pl.Expr
    field: Field
    slots: dict[str, str] = dataclass_field(default_factory=dict)
    #: The one value that is asked for, where there is a check for each.
    value: str = ""

    @cached_property
    def fails(self) -> pl.Expr:
        """Whether it is wrong anywhere."""
        return self.bad.fill_null(False).any().alias(f"{self.field.name}/{self.code}/{self.value}")


def _advise(check: _Check, text: str) -> dict[str, str]:
    """What could stand in place of a text that is wrong."""
    if check.code == "unwritable_character":
        return {"character": find_unwritable(text)}
    if check.code == "not_a_choice":
        return describe_choices(check.field, text)
    return {"nearest": periods.suggest_period(text)} if check.code == "impossible_period" else {}


def _list_checks(name: str, field: Field, frame: pl.DataFrame, units: Units) -> Iterator[_Check]:
    yield from _list_lasting_checks(name, field.name)
    if field.type == "period":
        bad = [text for text in frame[field.name].drop_nulls().unique() if periods.parse_period(text) is None]
        if bad:
            yield _Check("impossible_period", pl.col(field.name).is_in(bad), field)
    if field.name == "unit" and field.type == "text":
        yield from _list_unit_checks(field, frame[field.name], units)


@cache
def _list_lasting_checks(name: str, column: str) -> tuple[_Check, ...]:
    """The checks that are the same whatever stands in the column: made once, as there are several hundred."""
    field, cells = schema.read_tables()[name].field(column), pl.col(column)
    checks = [_Check("required", cells.is_null(), field)] if field.required else []
    if field.type == "code":
        choices = list(schema.read_codelist(field.choices))
        checks.append(_Check("not_a_choice", cells.is_not_null() & ~cells.is_in(choices), field))
    elif field.type in ("decimal", "integer"):
        checks += _list_number_checks(field, signed=name in _SIGNED)
    elif field.type != "period" and not field.refers_to:
        checks.append(_Check("unwritable_character", cells.str.contains(CONTROLS), field))
    return tuple(checks)


def _list_number_checks(field: Field, signed: bool) -> Iterator[_Check]:
    cells = pl.col(field.name)
    filled, number = cells.is_not_null(), cells.cast(pl.Float64, strict=False)
    yield _Check("text_number", filled & ~number.is_finite().fill_null(False), field)
    if field.type == "integer":
        yield _Check("not_whole_number", number.is_finite() & ~cells.str.contains(_WHOLE), field)
    if not signed:
        yield _Check("negative_number", number < 0, field)
    if field.quantity == "%" and not signed:
        yield _Check("share_out_of_range", number > 100, field)
    if field.unit_field:
        yield _Check("missing_unit", filled & number.is_not_null() & pl.col(field.unit_field).is_null(), field)


def _list_unit_checks(field: Field, cells: pl.Series, units: Units) -> Iterator[_Check]:
    for text in cells.drop_nulls().unique(maintain_order=True):
        if units.read(text) is None:
            slots = {"nearest": suggest_unit(text, units)}
            yield _Check("unknown_unit", pl.col(field.name) == text, field, slots, text)


def check_references(tables: Tables, names: list[str], files: dict[str, str]) -> list[Problem]:
    """References of the named tables that point nowhere."""
    problems: list[Problem] = []
    for name in names:
        frame = tables[name]
        if frame.is_empty():
            continue
        for field in schema.read_tables()[name].fields:
            if not field.refers_to:
                continue
            cells = frame[field.name]
            ids = [_ids(tables, target) for target in field.refers_to]
            lost = [
                value for value in cells.drop_nulls().unique().to_list() if not any(value in known for known in ids)
            ]
            if not lost:
                continue
            known = set().union(*ids)
            guesses: dict[str, str] = {}
            dangling = cells.is_in(lost)
            for index in dangling.arg_true():
                value = str(cells[index])
                code = "unknown_product" if field.refers_to == ("products",) else "dangling"
                if value not in guesses:
                    guesses[value] = suggest_by_name(tables, field.refers_to, value) or suggest_nearest(value, known)
                slots = {"wanted": _name_tables(field.refers_to), "nearest": guesses[value]}
                problems.append(Problem(code, name, files.get(name, ""), index + 2, field.name, value, slots))
    return problems


def gather_ids(tables: Tables, names: Iterable[str]) -> None:
    """Note what may be referred to in the tables that the named ones refer to, for every later state of them."""
    fields = [field for name in names for field in schema.read_tables()[name].fields]
    for target in {target for field in fields for target in field.refers_to}:
        _ids(tables, target)


def _name_tables(names: Iterable[str]) -> str:
    """Tables as their files are called; in Chinese with their names."""
    labels = [compose_part("table_name", label=schema.read_tables()[name].zh, table=name) for name in names]
    return BilingualText(" / ".join(label.zh for label in labels), " / ".join(labels))


def _ids(tables: Tables, name: str) -> set[str]:
    """What may be referred to in a table: the keys of its rows, where a key is one field."""
    key = schema.read_tables()[name].key
    if len(key) > 1:
        return set()
    ids: set[str] = tables.derived(f"ids of {name}", (name,), lambda: set(tables[name][key[0]].drop_nulls().to_list()))
    return ids


def _duplicates(name: str, frame: pl.DataFrame, file: str) -> list[Problem]:
    keys = build_row_keys(name, frame)
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


def _read_cells(
    frame: pl.DataFrame, field: Field, rows: list[int], units: Units, where: Problem, notes: list[Problem]
) -> pl.DataFrame:
    """The column, and its column of units, with the cells of these rows read; each reading is noted.

    A unit in a cell is not taken for that of a number beside it which has none: 75.74 beside 684400万元.
    """
    cells = frame[field.name].to_list()
    beside = _find_numbers_beside(frame, field, where.table)
    written = frame[field.unit_field].to_list() if field.unit_field else [field.quantity or None] * len(cells)
    for index in rows:
        text = cells[index]
        read, unit, code = _read_cell(text, written[index], units)
        if read is None or (unit is not None and beside[index]):
            continue
        cells[index] = read
        if unit is not None:
            written[index] = unit
        slots = {"read": f"{read} {written[index] or ''}".strip()}
        notes.append(replace(where, code=code, row=index + 2, column=field.name, value=text, slots=slots))
    columns = {field.name: cells} | ({field.unit_field: written} if field.unit_field else {})
    return frame.with_columns(pl.Series(name, values, pl.String) for name, values in columns.items())


def _find_numbers_beside(frame: pl.DataFrame, field: Field, table: str) -> pl.Series:
    """The rows in which another number that shares the unit is written without one."""
    fields = schema.read_tables()[table].fields
    others = [other.name for other in fields if other.unit_field == field.unit_field and other.name != field.name]
    has_plain = [pl.col(name).str.contains(_PLAIN).fill_null(value=False) for name in others if name in frame.columns]
    if not field.unit_field or not has_plain:
        return pl.repeat(value=False, n=frame.height, eager=True)
    return frame.select(pl.any_horizontal(has_plain)).to_series()


def _read_cell(text: str, field_unit: str | None, units: Units) -> tuple[str | None, str | None, str]:
    """The cell as a plain decimal in the row's unit, the unit to write when the row has none, and how it was read."""
    parts = split_number(text)
    if parts is None:
        return None, None, ""
    number, written = parts
    if not written:
        same = unicodedata.normalize("NFKC", text) == text
        return format_decimal(number), None, "read_number" if same else "read_full_width"
    if written in PREFIXES:
        # 45万 where the unit is 万吨 can mean two things
        doubled = field_unit is not None and field_unit.startswith(tuple(PREFIXES))
        return None if doubled else format_decimal(number * PREFIXES[written]), None, "read_with_unit"
    if written == field_unit:
        return format_decimal(number), None, "read_with_unit"
    unit = units.read(unicodedata.normalize("NFKC", written))
    target = units.read(field_unit) if field_unit else None
    if unit is None or (field_unit and (target is None or target.dimension != unit.dimension)):
        return None, None, ""
    if target is None:
        return format_decimal(number), written, "read_with_unit"
    return format_decimal(convert_number(number, unit, target)), None, "read_with_unit"
