"""Many rows at once: a sheet of cells as it was sent, and the one Change that it means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from liantu.district.new_keys import make_key
from liantu.model import schema
from liantu.model.change import Change, ChangeRow
from liantu.model.citation_checks import check_citation
from liantu.model.problems import Problem
from liantu.model.tables import Tables, build_row_keys, row_key
from liantu.web.core.forms import form_entries, form_reading, reference_search, unit_cells
from liantu.web.core.forms.form_errors import without_place
from liantu.web.core.forms.posting import PostedForm
from liantu.web.core.request_view import RequestView

#: Blank rows below the sheet, for what is pasted or added.
BLANK = 5
_LINES = 500


@dataclass
class SheetLine:
    """One row of the sheet: its key (empty for a new one), its cells as typed, and what is wrong by field."""

    key: str
    cells: dict[str, str]
    problems: dict[str, list[str]] = field(default_factory=dict)
    chosen: bool = False
    changed: frozenset[str] = frozenset()
    made: str = ""


def overlay_lines(
    view: RequestView, table: str, rows: Sequence[tuple[str, Mapping[str, str | None]]], typed: Sequence[SheetLine]
) -> list[SheetLine]:
    """The rows as a sheet shows them and below them the lines that were typed; each of these says its changed cells."""
    known = [SheetLine(key, form_entries.row_to_texts(view, table, row)) for key, row in rows]
    return known + [replace(line, changed=frozenset(line.cells)) for line in typed if not _is_blank(line)]


def sheet_fields(table: str) -> list[schema.Field]:
    """The fields of a sheet: all of them; the key of a row that is there cannot be changed."""
    return list(schema.read_tables()[table].fields)


def rows_to_lines(
    view: RequestView, table: str, rows: Sequence[tuple[str, Mapping[str, str | None]]]
) -> list[SheetLine]:
    """The rows as a sheet shows them, with blank ones below."""
    known = [SheetLine(key, form_entries.row_to_texts(view, table, row)) for key, row in rows]
    return known + [SheetLine("", {}) for _ in range(BLANK)]


def read_lines(view: RequestView, table: str, posted: PostedForm) -> list[SheetLine]:
    """The sheet as it was sent: ``key.<n>``, ``c.<n>.<field>``, ``row`` for the chosen ones; ``set`` fills a column.

    Words of units are read as the units that they stood for when the sheet was shown.
    """
    chosen = set(posted.all("row"))
    found = []
    for n in range(min(posted.number("lines"), _LINES)):
        cells = {
            f.name: posted.get(f"c.{n}.{f.name}") for f in sheet_fields(table) if f"c.{n}.{f.name}" in posted.texts
        }
        found.append(SheetLine(posted.get(f"key.{n}"), cells, chosen=str(n) in chosen))
    name = posted.get("set")
    if name and name in schema.read_tables()[table].columns and not schema.read_tables()[table].field(name).key:
        for line in found:
            if line.chosen and (line.key or any(line.cells.values())):
                line.cells[name] = posted.get("to")
    _read_units(view, table, found, view.present.history.tables(posted.number("base") or None))
    return found


def _read_units(view: RequestView, table: str, lines: Sequence[SheetLine], tables: Tables) -> None:
    shown = _rows(tables, table, {line.key for line in lines if line.key})
    for name in unit_cells.unit_columns(table):
        words = unit_cells.unit_words(view, tables[table][name].drop_nulls().unique(maintain_order=True))
        for line in lines:
            if name in line.cells:
                before = shown.get(line.key, {}).get(name)
                line.cells[name] = unit_cells.read_unit(line.cells[name].strip(), before, words)


def lines_to_change(
    view: RequestView, table: str, lines: list[SheetLine], tables: Tables, reason: str
) -> tuple[Change, bool]:
    """The Change that a sheet means against the tables as they were seen; False when a cell cannot be read."""
    rows, sound = [], True
    taken: set[str] = set()
    shown = _rows(tables, table, {line.key for line in lines if line.key})
    for line in lines:
        if _is_blank(line):
            continue
        fields, wrong = form_reading.read_fields(view, table, line.cells)
        before = shown.get(line.key, {})
        line.made = line.key or _new_key(table, tables, fields, taken)
        changed = _moved_fields(table, fields, before) if line.key else _given_fields(fields)
        line.changed = frozenset(changed)
        if changed:
            cited = check_citation(tables, {**before, **fields})
            wrong = {**{n: p for n, p in cited.items() if n in line.cells}, **wrong}
            rows.append(ChangeRow(table, line.made, "update" if line.key else "insert", changed))
        wrong = {name: problems for name, problems in wrong.items() if changed}
        line.problems = {name: _problem_texts(view, problems) for name, problems in wrong.items()}
        sound = sound and not wrong
    return Change(tuple(rows), reason), sound


def _is_blank(line: SheetLine) -> bool:
    """Whether a new line has nothing but the basis that every line begins with."""
    return not line.key and not any(text for name, text in line.cells.items() if name != "basis")


def _moved_fields(table: str, fields: dict[str, str | None], before: Mapping[str, str | None]) -> dict[str, str | None]:
    definition = schema.read_tables()[table]
    return {
        name: value for name, value in fields.items() if value != before.get(name) and not definition.field(name).key
    }


def _given_fields(fields: dict[str, str | None]) -> dict[str, str | None]:
    return {name: value for name, value in fields.items() if value is not None}


def _new_key(table: str, tables: Tables, fields: dict[str, str | None], taken: set[str]) -> str:
    if schema.read_tables()[table].key == ["id"] and not fields.get("id"):
        stem = make_key(tables, table, fields)
        key, n = stem, 2
        while key in taken:
            key, n = f"{stem}-{n}", n + 1
        fields["id"] = key
    key = row_key(table, fields)
    taken.add(key)
    return key


def _rows(tables: Tables, table: str, keys: set[str]) -> dict[str, dict[str, str | None]]:
    frame = tables[table]
    every = build_row_keys(table, frame)
    chosen = every.is_in(list(keys))
    return dict(zip(every.filter(chosen), frame.filter(chosen).iter_rows(named=True), strict=True))


def _problem_texts(view: RequestView, problems: list[Problem]) -> list[str]:
    return [without_place(problem).message(view.lang) for problem in problems]


def cell_options(view: RequestView, name: schema.Field) -> list[tuple[str, str]]:
    """The choices of a code or of a short table, for the cells of a column."""
    if name.choices:
        return [(code, view.word(name.choices, code)) for code in schema.read_codelist(name.choices)]
    return [(c.label, "") for table in name.refers_to for c in reference_search.reference_choices(view, table)]
