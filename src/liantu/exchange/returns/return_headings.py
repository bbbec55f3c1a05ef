"""Headings of yearly returns: the field of each column, and what takes its numbers to the unit of the field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from liantu.exchange.loading.heading_match import spread_merged_cells
from liantu.exchange.loading.sheet_grid import SheetGrid, column_letters
from liantu.exchange.returns.unit_line import find_unit_lines
from liantu.library.shipped_tables import load_library
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem
from liantu.model.tables import Tables
from liantu.model.units import Units, find_ratio

#: The columns that say which firm, and what people write over them.
IDENTITY_WORDS = {
    "firm": ("firm", "企业", "企业名称", "单位名称", "企业编号", "name"),
    "year": ("year", "年份", "年度", "评价年度"),
    "group": ("group", "分组", "评价分组", "企业类型", "组别"),
    "industry": ("industry", "行业", "行业代码", "所属行业"),
    "park": ("park", "园区", "所属园区"),
}
_ALSO = {
    "land": ("用地面积", "土地面积"),
    "tax": ("实缴税金", "税收实际贡献", "纳税"),
    "value_added": ("工业增加值",),
    "revenue": ("主营业务收入", "销售收入"),
    "energy": ("能耗", "综合能源消费量", "能源消费量"),
    "electricity": ("用电", "电量"),
    "emission": ("排放", "主要污染物排放量", "污染物排放量"),
    "employees": ("从业人数", "职工人数", "年平均从业人员"),
    "rd": ("研发", "r&d", "研发投入", "r&d经费", "r&d费用", "研发经费"),
}
_COUNT = ("序号", "no.", "no", "#")
_BRACKET = re.compile(r"^(.+?)[(\[【](.+?)[)\]】]$")
_ZONE = 30
#: For how many columns that nobody knows the nearest word is told.
_ADVISED = 20

#: Id, zh, en and unit of a field.
Field = tuple[str, str, str, str]


@dataclass(frozen=True)
class FieldColumn:
    """A column of the file: the field it holds and what its numbers are multiplied with."""

    field: str
    heading: str
    factor: Fraction

    def amount(self, number: Decimal) -> float:
        """A number of the column in the unit of the field, rounded once."""
        return float(number * self.factor.numerator / self.factor.denominator)


class ReturnHeadings:
    """What headings can mean: the library's fields and ``extra`` ones, as a scheme may bring them."""

    def __init__(self, extra: Iterable[Field]) -> None:
        items = load_library()["return_items"].select("id", "zh", "en", "unit").rows()
        self.fields: dict[str, Field] = {row[0]: row for row in [*items, *extra]}
        self._units: Units = Tables({}, {"units": load_library()["units"]}).units
        self._words = {_plain(word): field for field, spellings in IDENTITY_WORDS.items() for word in spellings}
        for id, zh, en, _ in self.fields.values():
            for word in (id, zh, en, *_ALSO.get(id, ())):
                self._words.setdefault(_plain(word), id)

    def row(self, grid: SheetGrid) -> int | None:
        """The first row with a column for the firm and at least one more."""
        for index, row in enumerate(spread_merged_cells(grid)[:_ZONE]):
            fields = self._match_fields(row)
            if "firm" in fields and len(fields) > 1:
                return index
        return None

    def measures(self, grid: SheetGrid, row: int) -> bool:
        """Whether a heading row has a column of figures: a mere list of firms has none."""
        return bool(self._match_fields(spread_merged_cells(grid)[row]) - IDENTITY_WORDS.keys())

    def names_firm(self, grid: SheetGrid) -> bool:
        """Whether the heading of the firms stands anywhere in the first rows."""
        return any("firm" in self._match_fields(row) for row in spread_merged_cells(grid)[:_ZONE])

    def columns(
        self, grid: SheetGrid, head_row: int, place: str, problems: list[Problem], notes: list[Problem]
    ) -> dict[int, FieldColumn]:
        """The columns by their position; what cannot be read of them, and how they were read. ``place`` names the
        sheet."""
        cells = spread_merged_cells(grid)
        found: dict[int, FieldColumn] = {}
        below = grid.cells.slice(head_row + 1)
        above = {cell: int(grid.numbers[n]) for n in range(head_row, -1, -1) for cell in cells[n] if cell}
        lines = ((row, cell) for cell, row in reversed(above.items()) if not self._match_fields([cell]))
        units = [field[3] for field in self.fields.values()]
        general = find_unit_lines(lines, units, self._units, place, problems, notes)
        taken_fields = self._match_fields(cells[head_row])
        for n in range(grid.cells.width):
            text = cells[head_row][n] or (cells[head_row - 1][n] if head_row else "")
            word, unit = _parts(text)
            field = self._words.get(_plain(word))
            where = Problem("unknown_column", file=place, row=int(grid.numbers[head_row]), column=text, value=text)
            if field is None:
                if below[str(n)].drop_nulls().len() and _plain(word) not in _COUNT:
                    many = sum(problem.code == "unknown_column" for problem in problems) >= _ADVISED
                    free = (
                        []
                        if many
                        else [word for word, known_field in self._words.items() if known_field not in taken_fields]
                    )
                    slots = {"nearest": suggest_nearest(_plain(word), free)}
                    problems.append(replace(where, slots=slots, value=text or column_letters(n)))
            elif field in {column.field for column in found.values()}:
                problems.append(replace(where, code="duplicate_column"))
            else:
                found[n] = FieldColumn(field, text, self._factor(field, unit, where, general, problems, notes))
        return found

    def _match_fields(self, row: list[str]) -> set[str]:
        return {self._words[word] for cell in row if (word := _plain(_parts(cell)[0])) in self._words}

    def _factor(
        self,
        field: str,
        unit: str,
        where: Problem,
        general: Mapping[str, tuple[str, str]],
        problems: list[Problem],
        notes: list[Problem],
    ) -> Fraction:
        """What takes a number of the column to the unit of its field."""
        if field in IDENTITY_WORDS:
            return Fraction(1)
        field_unit = self.fields[field][3]
        known = self._units.read(field_unit)
        if not unit and known and known.dimension in general:
            unit, line = general[known.dimension]
            notes.append(replace(where, code="unit_line", slots={"read": unit, "line": line}))
        if not unit:
            notes.append(replace(where, code="assumed_unit", slots={"read": field_unit}))
            return Fraction(1)
        return self._converted(unit, field_unit, where, problems)

    def _converted(self, unit: str, field_unit: str, where: Problem, problems: list[Problem]) -> Fraction:
        if unit == field_unit:
            return Fraction(1)
        found, target = self._units.read(unit), self._units.read(field_unit)
        if found is None or target is None:
            kind = target.dimension if target else None
            slots = {"nearest": suggest_nearest(unit, self._units.names(kind))}
            problems.append(replace(where, code="unknown_unit", value=unit, slots=slots))
        elif found.dimension != target.dimension:
            problems.append(replace(where, code="wrong_dimension", value=unit, slots={"wanted": field_unit}))
        else:
            return find_ratio(found, target)
        return Fraction(1)


def _plain(text: str) -> str:
    return re.sub(r"[\s*_]+", "", unicodedata.normalize("NFKC", text)).lower()


def _parts(heading: str) -> tuple[str, str]:
    """The words of a heading and the unit in its brackets."""
    text = re.sub(r"[\s*]+", "", unicodedata.normalize("NFKC", heading))
    found = _BRACKET.match(text)
    return (found[1], found[2].removeprefix("单位:").removeprefix("单位：")) if found else (text, "")
