"""Tables flattened to lines of text: a heading with units, a row an indicator or a subject, a column a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from liantu.exchange.documents.measure_phrases import ends_as
from liantu.exchange.documents.read_figures import ReadFigure, Span
from liantu.exchange.documents.reading_state import ReadingState
from liantu.exchange.documents.stated_names import Mention, NameBook
from liantu.exchange.documents.stated_quantities import read_dimension
from liantu.exchange.documents.stated_stages import find_stages
from liantu.exchange.documents.stated_times import TimeReader

_CELL = re.compile(r"[^\t|]+?(?=[ ]{2,}|\t|\||$)|[^\t|]+")
_WORD = re.compile(r"[^\s|]+")
_UNIT = re.compile(r"[（(]([^）)]{1,8})[）)]")
_NUMBER = re.compile(r"^-?\d[\d,]*(?:\.\d+)?%?$")
_GROWTH = re.compile("增长|增速|增幅|同比|±|比上年")
_SHARE = re.compile("占比|比重|构成")
_VALUE = re.compile("绝对量|数值|总量|绝对值|累计|本期|完成|实绩|实际|数额|金额|^\\d{4}年|指标值|^数量")
_NAMES = re.compile("企业|公司|单位名称|项目|园区|镇街|街道|地区|区县|名称|乡镇|产业|行业|集群")
_UNIT_LINE = re.compile("单位[：:]\\s*([^）)、，,；\\s]+)")
_STATE = re.compile("状态|进度|进展|阶段|建设情况")
_KINDS = (
    (re.compile("^(?:计量)?单位$"), "unit"),
    (_STATE, "state"),
    (_GROWTH, "growth"),
    (_SHARE, "share"),
)
#: Columns whose numbers are figures.
_READ = ("value", "growth", "share")
#: Cells of their own line are so long at most, and a table has so many at least.
_LONGEST_CELL, _FEWEST_CELLS = 24, 6
_PLAN = re.compile("目标|计划|预期")


@dataclass(frozen=True)
class _Cell:
    first: int
    text: str


@dataclass(frozen=True)
class _Column:
    name: str
    unit: str
    kind: str  # label, unit, value, growth, share, state or other
    period: str = ""
    plan: bool = False


@dataclass(frozen=True)
class _Caption:
    """What the line above a table says of it: its unit, and what its figures measure."""

    unit: str = ""
    measure: str = ""


def read_table_lines(
    lines: Sequence[tuple[int, str]], book: NameBook, times: TimeReader, state: ReadingState, above: str = ""
) -> Iterator[ReadFigure]:
    """The figures of consecutive lines that are one table; nothing where its heading cannot be read."""
    rows = _fold_cells(lines) or [_split_cells(first, line) for first, line in lines]
    header = rows[0]
    if sum(bool(_NUMBER.match(cell.text)) for cell in header) > 0:
        return
    caption = _read_caption(" ".join([above, *(line for _, line in lines if _UNIT_LINE.search(line))]), times)
    columns = [_read_heading(cell.text, times, caption) for cell in header]
    named = bool(_NAMES.search(columns[0].name)) and not re.search("指标|行业|产业", columns[0].name)
    for cells in rows[1:]:
        whole = _mend_numbers(cells, len(columns))
        if len(whole) == len(columns):
            yield from _read_row(whole, columns, named, book, state, caption)


def _read_caption(text: str, times: TimeReader) -> _Caption:
    unit = _UNIT_LINE.search(text)
    words = re.sub(
        "^\\s*(?:附?表[\\d一二三四五六七八九十]*[：:、.\\s]*)|[（(][^）)]*[）)]|[\\s、]|单位[：:].*$", "", text
    )
    for time in reversed(times.find(words)):
        words = words[: time.first] + words[time.last :]
    words = re.sub(
        "^.*(?:分行业|分产业|分产品|分园区|分区域|主要|重点)|(?:情况|完成情况|一览表?|明细|统计表?|表)$", "", words
    )
    first = unit[1] if unit and read_dimension(unit[1]) else ""
    return _Caption(first, words if first and ends_as(words, read_dimension(first)) else "")


def _mend_numbers(cells: list[_Cell], count: int) -> list[_Cell]:
    """Cells of which one number was torn in two: 84 600 where one cell is too many."""
    for index in range(1, len(cells) - 1):
        left, right = cells[index], cells[index + 1]
        if len(cells) <= count:
            break
        if re.fullmatch("-?\\d{1,3}", left.text) and re.fullmatch("\\d{3}(?:\\.\\d+)?", right.text):
            text = left.text + " " * (right.first - left.first - len(left.text)) + right.text
            return _mend_numbers([*cells[:index], _Cell(left.first, text), *cells[index + 2 :]], count)
    return cells


def take_cells(lines: Sequence[tuple[int, str]], index: int) -> list[tuple[int, str]]:
    """Lines from a place on that are one cell each of a table; none where they fold into no table."""
    run: list[tuple[int, str]] = []
    for first, line in lines[index:]:
        if not line.strip() or len(line.strip()) > _LONGEST_CELL or re.search("[。；，]", line):
            break
        run.append((first, line))
    while len(run) >= _FEWEST_CELLS and not _fold_cells(run):
        run.pop()
    return run if len(run) >= _FEWEST_CELLS else []


def _fold_cells(lines: Sequence[tuple[int, str]]) -> list[list[_Cell]]:
    """One cell a line as rows: as wide as makes the same columns numbers in every row but the first."""
    cells = [
        _Cell(first + len(line) - len(line.lstrip()), line.strip())
        for first, line in lines
        if not _UNIT_LINE.match(line.strip())
    ]
    if len(cells) < _FEWEST_CELLS or any(re.search("\\s", cell.text) for cell in cells):
        return []
    numeric = [bool(_NUMBER.match(cell.text)) for cell in cells]
    width = next((width for width in range(2, 8) if _fits(numeric, width)), 0)
    return [cells[start : start + width] for start in range(0, len(cells), width)] if width else []


def _fits(numeric: Sequence[bool], width: int) -> bool:
    """Whether cells in rows of a width have words alone in the first, and numbers in the same places in all others."""
    rows = [numeric[start : start + width] for start in range(0, len(numeric), width)]
    if len(numeric) % width or len(rows) < 3 or any(rows[0]) or not any(rows[1]) or rows[1][0]:
        return False
    return all(row == rows[1] for row in rows[2:])


def _split_cells(first: int, line: str) -> list[_Cell]:
    pattern = _CELL if re.search(r"\t|\||[ ]{2,}", line.strip()) else _WORD
    found = []
    for match in pattern.finditer(line):
        text = match[0].strip()
        if text:
            found.append(_Cell(first + match.start() + match[0].index(text), text))
    return found


def _read_heading(text: str, times: TimeReader, caption: _Caption) -> _Column:
    unit = next((each for each in _UNIT.findall(text) if read_dimension(each)), "")
    name = _UNIT.sub("", text) if unit else text
    kind = next((kind for pattern, kind in _KINDS if pattern.search(name)), "")
    if kind in ("unit", "state"):
        return _Column(name, "", kind)
    plan = bool(_PLAN.search(text))
    bare, period = _take_period(name, times)
    if kind or _GROWTH.search(text):
        return _Column(name, unit or "%", kind or "growth", period, plan)
    if _VALUE.search(name) or not bare.strip():
        return _Column("", unit, "value", period, plan)
    unit = unit or _take_unit(bare, caption)
    return _Column(bare, unit, "value" if unit else "label", period, plan)


def _take_unit(name: str, caption: _Caption) -> str:
    """The unit of the whole table, for a column of what is measured so."""
    return caption.unit if caption.unit and ends_as(name, read_dimension(caption.unit)) else ""


def _take_period(name: str, times: TimeReader) -> tuple[str, str]:
    """A heading without its time, and the period."""
    dates = times.find(name)
    if not dates:
        return name, ""
    return name[: dates[-1].first] + name[dates[-1].last :], dates[-1].period


def _read_row(
    cells: Sequence[_Cell],
    columns: Sequence[_Column],
    named: bool,
    book: NameBook,
    state: ReadingState,
    caption: _Caption,
) -> Iterator[ReadFigure]:
    words, label_unit = _read_label(cells[0].text)
    by_kind = {column.kind: cell.text for cell, column in zip(cells, columns, strict=True)}
    row_unit = by_kind.get("unit", label_unit) or caption.unit
    stage = next((each.stage for each in find_stages(by_kind.get("state", ""))), "")
    subject = _name_subject(words, named, columns[0].name, book, state)
    value_name, period = "", ""
    for cell, column in zip(cells[1:], columns[1:], strict=True):
        digits = re.sub(r"(?<=\d) +(?=\d)", "", cell.text)
        if column.kind not in _READ or not _NUMBER.match(digits):
            continue
        if column.kind == "value":
            value_name, period = column.name or value_name, column.period or period
        measure = value_name if named else _name_measure(words, columns[0].name, caption, row_unit)
        unit = _choose_unit(cell, column, row_unit)
        if not read_dimension(unit) or not measure:
            continue
        table, status = _place(column.plan or state.goals, subject.kind, measure, stage)
        number: Span = (cell.first, cell.first + len(cell.text))
        yield ReadFigure(
            subject=subject.name,
            measure=measure,
            value=Decimal(digits.rstrip("%").replace(",", "")),
            unit=unit,
            number=number,
            spans=((cells[0].first, cells[0].first + len(cells[0].text)), number),
            table=table,
            field=column.kind,
            period=_choose_period(column, columns, period) or _find_period(state, subject.kind),
            status=status,
            kind=subject.kind,
            key=subject.key,
        )


def _choose_period(column: _Column, columns: Sequence[_Column], period: str) -> str:
    """Growth is of the latest of the levels in its row, where the one before it is the year before."""
    if column.period or column.kind != "growth":
        return column.period or period
    levels = [each.period for each in columns if each.kind == "value"]
    latest = max((each[:4] for each in levels), default="")
    return period if period[:4] == latest else next(each for each in levels if each[:4] == latest)


def _name_measure(words: str, heading: str, caption: _Caption, unit: str) -> str:
    """What a row measures: its words, with what the table is of where they name a trade or a product only."""
    if re.fullmatch("合\\s*计|总\\s*计|全[区县市园]", words):
        return caption.measure
    if caption.measure and not ends_as(words, read_dimension(caption.unit)):
        return words + caption.measure
    if "产品" in heading and read_dimension(unit) and not ends_as(words, read_dimension(unit)):
        return words + "产量"
    return words


def _read_label(text: str) -> tuple[str, str]:
    """The words of the first cell without number and unit, and the unit."""
    unit = next((each for each in _UNIT.findall(text) if read_dimension(each)), "")
    words = _UNIT.sub("", text) if unit else text
    return re.sub("^(?:其中[:：]?|#|\\d+[.、]|[一二三四五六七八九十]+、)", "", words).strip(), unit


def _choose_unit(cell: _Cell, column: _Column, row_unit: str) -> str:
    if cell.text.endswith("%"):
        return "%"
    return column.unit or (row_unit if column.kind == "value" else "%")


def _place(plan: bool, kind: str, measure: str, stage: str) -> tuple[str, str]:
    """The table of a figure and its status."""
    if kind == "project":
        return "projects", stage
    if "产能" in measure:
        return "capacities", stage or "operating"
    return ("targets", "target") if plan else ("observations", "actual")


def _name_subject(words: str, named: bool, heading: str, book: NameBook, state: ReadingState) -> Mention:
    if not named or re.search("合计|总计|全区|全市|全县|全园", words):
        return state.subject
    known = next((each for each in book.find_known(words) if each.last - each.first == len(words)), None)
    if known:
        return known
    kind = "project" if "项目" in heading else "firm" if re.search("企业|公司|单位", heading) else "place"
    return Mention(0, 0, words, kind)


def _find_period(state: ReadingState, kind: str) -> str:
    if kind == "project":
        return ""
    if state.time:
        return state.time.period
    return state.heading_time or str(state.published.year)
