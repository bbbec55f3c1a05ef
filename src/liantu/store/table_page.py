"""A page of a table: filtered, searched and sorted, fast enough to type against 200,000 rows.

What takes long (pinyin, numbers in one unit) is made ready once for as long as the table stays the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from liantu.model import schema
from liantu.model.schema import Field
from liantu.model.tables import Tables
from liantu.model.units import Units, split_number

HOWS = ("contains", "equals", "blank", "not_blank", "at_least", "at_most")


@dataclass(frozen=True)
class Filter:
    """A condition on one column. Ranges take numbers as people write them (``1.5万吨``), or as the cells do."""

    column: str
    how: str
    value: str = ""


@dataclass(frozen=True)
class Sort:
    """A column to sort by. Blank cells come last either way."""

    column: str
    descending: bool = False


@dataclass(frozen=True)
class TablePage:
    """Some rows, and how many there are in all."""

    rows: pl.DataFrame
    total: int


@dataclass(frozen=True)
class Listing:
    """A table made ready; ``names`` are the words for the ids that its references hold.

    ``called`` is all that they are called, in both languages: what a search looks at.
    """

    name: str
    frame: pl.DataFrame
    names: Mapping[str, str]
    called: Mapping[str, str]
    units: Units
    _ready: dict[str, pl.Series] = field(default_factory=dict, repr=False)

    def ready(self, name: str, make: Callable[[], pl.Series]) -> pl.Series:
        """A column made once."""
        if name not in self._ready:
            self._ready[name] = make()
        return self._ready[name]

    def definition(self, column: str) -> Field:
        """The field of a column; raises KeyError when there is none."""
        return schema.read_tables()[self.name].field(column)

    def shown(self, column: str) -> pl.Series:
        """The words of a column: names for references, the text itself otherwise."""
        cells = self.frame[column]
        if not self.definition(column).refers_to:
            return cells
        return self.ready(f"shown {column}", lambda: _with_names(cells, self.names))

    def words(self, column: str) -> pl.Series:
        """What the cells of a column are called in either language; the text itself when they refer to nothing."""
        cells = self.frame[column]
        return _with_names(cells, self.called) if self.definition(column).refers_to else cells

    def small(self, column: str) -> pl.Series:
        """What a search in the column looks at: its words, and the id beneath a name, in small letters."""

        def make() -> pl.Series:
            """The cells and their words in small letters."""
            cells, words = self.frame[column], self.words(column)
            both = cells if words is cells else (cells + "\n" + words).alias(column)
            return both.str.to_lowercase()

        return self.ready(f"small {column}", make)

    def text(self) -> pl.Series:
        """All words of a row."""
        return self.ready("text", lambda: _join_texts(self.small(c) for c in self.frame.columns))

    def initials(self) -> pl.Series:
        """The pinyin initials of the names of a row, not of what is quoted or noted."""

        def make() -> pl.Series:
            """The first letters of the names in pinyin, by row."""
            fields = schema.read_tables()[self.name].fields
            named = [f.name for f in fields if f.group != "provenance" and (f.refers_to or f.type == "text")]
            if not named:  # a table of codes alone: nothing in it has a name
                return pl.repeat("", self.frame.height, dtype=pl.String, eager=True)
            from liantu.store.pinyin import pinyin_initials  # its dictionary takes long to load

            return pinyin_initials(_join_texts(self.words(c) for c in named if c != "en"))

        return self.ready("initials", make)

    def numbers(self, column: str) -> pl.Series:
        """The numbers of a column as they stand."""
        return self.ready(f"numbers {column}", lambda: self.frame[column].cast(pl.Float64, strict=False))

    def sizes(self, column: str) -> pl.Series:
        """The numbers of a column in base units, so that 30万吨 is more than 200,000吨."""

        def make() -> pl.Series:
            """The numbers in one unit, to be compared."""
            unit = self.definition(column).unit_field
            if unit is None:
                return self.numbers(column)
            return self.numbers(column) * _factors(self.frame[unit], self.units)

        return self.ready(f"sizes {column}", make)

    def places(self, column: str) -> pl.Series:
        """The place of each row in the order of a column; null where the cell is blank."""

        def make() -> pl.Series:
            """What the rows are sorted by."""
            defined = self.definition(column)
            if defined.type in ("decimal", "integer"):
                return self.sizes(column)
            if defined.type == "code":
                order = {code: place for place, code in enumerate(schema.read_codelist(defined.choices))}
                known = {code: order.get(code, len(order)) for code in self.frame[column].drop_nulls().unique()}
                return _replace_values(self.frame[column], known, pl.UInt32)
            return _ranks(self.shown(column))

        return self.ready(f"places {column}", make)


def make_listing(tables: Tables, name: str, language: str = "zh_CN") -> Listing:
    """A table made ready for pages; the same one for as long as it and what it refers to stay the same."""
    targets = {target for field in schema.read_tables()[name].fields for target in field.refers_to}

    def make() -> Listing:
        """The table with the names of what it refers to, in both languages."""
        names = _names(tables, sorted(targets), language)
        other = _names(tables, sorted(targets), "en" if language.startswith("zh") else "zh_CN")
        called = {key: word if word == other[key] else f"{word}\n{other[key]}" for key, word in names.items()}
        return Listing(name, tables[name], names, called, tables.units)

    found: Listing = tables.derived(f"listing of {name} in {language}", (name, "units", *sorted(targets)), make)
    return found


def select_page(
    rows: Listing,
    filters: Sequence[Filter] = (),
    sort: Sequence[Sort] = (),
    search: str = "",
    offset: int = 0,
    limit: int = 100,
) -> TablePage:
    """The rows that meet every condition and hold every searched word, in order, from a place on."""
    conditions = [_meets_condition(rows, condition) for condition in filters]
    conditions += [_holds_word(rows, word) for word in search.lower().split()]
    places = pl.int_range(rows.frame.height, dtype=pl.UInt32, eager=True)
    for meets in conditions:
        places = places.filter(meets.gather(places).fill_null(False))
    if sort:
        keys = [rows.places(s.column).gather(places).alias(str(n)) for n, s in enumerate(sort)]
        ordered = pl.DataFrame([places.alias("at"), *keys]).sort(
            [key.name for key in keys], descending=[s.descending for s in sort], nulls_last=True, maintain_order=True
        )
        places = ordered["at"]
    return TablePage(rows.frame[places.slice(offset, limit)], len(places))


def _meets_condition(rows: Listing, condition: Filter) -> pl.Series:
    column, value = condition.column, condition.value
    if condition.how == "contains":
        return rows.small(column).str.contains(value.lower(), literal=True)
    if condition.how == "equals":
        return rows.frame[column] == value
    if condition.how == "blank":
        return rows.frame[column].is_null()
    if condition.how == "not_blank":
        return rows.frame[column].is_not_null()
    bound = split_number(value)
    if bound is None or rows.definition(column).type not in ("decimal", "integer"):
        return pl.Series([False]).new_from_index(0, rows.frame.height)
    number, unit = float(bound[0]), rows.units.read(bound[1]) if bound[1] else None
    cells = rows.numbers(column) if unit is None else rows.sizes(column)
    limit = number if unit is None else number * float(unit.factor)
    return cells >= limit if condition.how == "at_least" else cells <= limit


def _holds_word(rows: Listing, word: str) -> pl.Series:
    found = rows.text().str.contains(word, literal=True)
    if word.isascii() and word.isalpha():
        found |= rows.initials().str.contains(word, literal=True)
    return found


def _names(tables: Tables, targets: Sequence[str], language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for target in targets:
        if {"id", "zh", "en"} <= {*schema.read_tables()[target].columns}:
            first, second = ("zh", "en") if language.startswith("zh") else ("en", "zh")
            rows = tables[target].select("id", pl.coalesce(first, second, "id")).drop_nulls()
            found = {**dict(rows.iter_rows()), **found}
    return found


def _with_names(cells: pl.Series, names: Mapping[str, str]) -> pl.Series:
    values = cells.drop_nulls().unique()
    return _replace_values(cells, {value: names.get(value, value) for value in values}, pl.String)


def _join_texts(columns: Iterable[pl.Series]) -> pl.Series:
    frame = pl.DataFrame([column.alias(str(n)) for n, column in enumerate(columns)])
    return frame.select(pl.concat_str(pl.all(), separator="\n", ignore_nulls=True)).to_series()


def _factors(units: pl.Series, known: Units) -> pl.Series:
    read = {text: known.read(text) for text in units.drop_nulls().unique()}
    factors = {text: float(unit.factor) for text, unit in read.items() if unit is not None}
    return _replace_values(units, factors, pl.Float64)


def _replace_values(cells: pl.Series, known: Mapping[str, object], kind: type[pl.DataType]) -> pl.Series:
    """Other values for the cells; null for those that have none."""
    if not known:
        return pl.Series(cells.name, [None], kind).new_from_index(0, len(cells))
    return cells.replace_strict(dict(known), default=None, return_dtype=kind)


def _ranks(texts: pl.Series) -> pl.Series:
    values = texts.drop_nulls().unique().alias("value")
    if values.is_empty():
        return texts
    from liantu.store.pinyin import pinyin_syllables  # its dictionary takes long to load

    order = (
        pl.DataFrame([values, pinyin_syllables(values).alias("key")])
        .sort("key", "value")
        .with_row_index("place")
        .select("value", "place")
    )
    return texts.alias("value").to_frame().join(order, on="value", how="left", maintain_order="left")["place"]
