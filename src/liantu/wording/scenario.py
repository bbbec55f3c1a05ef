"""A scenario (情景测算) in words: that it is one, and what it supposes, on whose word and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import polars as pl

from liantu.model import schema
from liantu.model.change import Change, ChangeRow
from liantu.model.tables import Tables
from liantu.wording import N_, NC_, Translator, translator
from liantu.wording.periods import period_text
from liantu.wording.row_keys import key_words

#: What stands behind every title, in the name of every file and on every page of a paper.
MARK = N_("scenario, not fact")

#: Behind what a scenario changes first.
MORE_CHANGES = N_(" and %s more changes")

#: Fields that say where a row is from: they are told as who says so, not as what is supposed.
_ORIGIN = {"basis", "source", "quote", "locator", "note", "note_en"}


class ScenarioView(Protocol):
    """A district as it is seen: under a what-if, with assumptions switched off, at a day."""

    @property
    def tables(self) -> Tables:
        """The tables under the what-if."""

    @property
    def supposed(self) -> Change:
        """The what-if."""

    @property
    def off(self) -> frozenset[str]:
        """The assumptions that are switched off."""

    @property
    def as_of(self) -> date:
        """The day asked of."""

    @property
    def data_end(self) -> date | None:
        """The day that its data are stated as of."""


@dataclass(frozen=True)
class Supposition:
    """What is supposed in words, who says so, and why; the last two empty where nobody has said it."""

    text: str
    speaker: str = ""
    reason: str = ""

    def sentence(self, tr: Translator) -> str:
        """All of it in one line: who and why are never left out, but told to be missing."""
        slots = {"text": self.text, "who": self.speaker or tr("not stated"), "why": self.reason or tr("not stated")}
        return tr("%(text)s (who says so: %(who)s; why: %(why)s)") % slots


def mark_title(title: str, language: str) -> str:
    """A title with the mark of a scenario behind it.

    >>> mark_title("补链清单", "zh_CN"), mark_title("Links to fill", "en")
    ('补链清单（情景测算）', 'Links to fill (scenario, not fact)')
    """
    tr = translator(language)
    return title + tr(" (%s)") % tr(MARK)


def list_suppositions(district: ScenarioView, language: str) -> list[Supposition]:
    """What a what-if and the assumptions switched off suppose, in the order in which it was said; else nothing.

    A source that the what-if brings along is told as who says so.
    """
    if not district.supposed and not district.off:
        return []
    tr, names = translator(language), _names(district.tables, language)
    sources, change = _titles(district.tables, district.supposed, language), district.supposed
    listed = [
        Supposition(_row_text(district.tables, row, names, language), _speaker(row, sources, language), change.reason)
        for row in change.rows
        if not (row.table == "sources" and row.operation == "insert")
    ]
    off = [_assumption(district.tables, key, language) for key in sorted(district.off)]
    switched_off = [Supposition(tr("Assumption switched off: %s") % name, reason=change.reason) for name in off]
    return [*listed, *switched_off]


def name_scenario(district: ScenarioView, language: str) -> str:
    """What a scenario is called in a line: what it changes first, and how many changes more; nothing without one."""
    tr, names = translator(language), _names(district.tables, language)
    rows = [row for row in district.supposed.rows if row.table != "sources"]
    capacities = [names.get(row.fields.get("product") or row.key) for row in rows if row.table == "capacities"]
    changed = [name for name in capacities if name] or [_row_name(row, names, language) for row in rows]
    off = [tr("Assumption switched off: %s") % _assumption(district.tables, key, language) for key in district.off]
    every = [*changed, *sorted(off)]
    return every[0] + (tr(MORE_CHANGES) % (len(every) - 1) if every[1:] else "") if every else ""


def scenario_lines(district: ScenarioView, language: str) -> tuple[str, ...]:
    """What stands on a paper or below a table of a scenario: that it is one, and a line a supposition."""
    return tell_suppositions(list_suppositions(district, language), language)


def tell_suppositions(suppositions: Sequence[Supposition], language: str) -> tuple[str, ...]:
    """That it is a scenario, and a line a supposition; nothing where nothing is supposed."""
    tr = translator(language)
    if not suppositions:
        return ()
    sentences = [f"{number}. {part.sentence(tr)}" for number, part in enumerate(suppositions, 1)]
    return (tr("Scenario: these figures hold only if the following is so; it is not how things stand."), *sentences)


def count_links(entered: int, left: int, tr: Translator) -> list[str]:
    """How many links enter and leave the list to fill; nothing where none does.

    >>> count_links(6, 1, translator("en"))
    ['6 links enter the list to fill', '1 link leaves the list to fill']
    """
    enter = tr("%s link enters the list to fill") if entered == 1 else tr("%s links enter the list to fill")
    leave = tr("%s link leaves the list to fill") if left == 1 else tr("%s links leave the list to fill")
    return [*([enter % entered] if entered else []), *([leave % left] if left else [])]


def count_moves(lists: Iterable[tuple[str | None, str | None]], tr: Translator) -> str:
    """How many links move, and how many of them on the list to fill; ``lists`` are those of a link before and after.

    >>> count_moves([("invite", None), (None, "invite"), ("utilities", "utilities")], translator("en"))
    'links that move: 3, of these to fill: 2 (entering the list: 1, leaving it: 1), on other lists: 1'
    """
    sides = [*lists]
    entered = sum(1 for before, after in sides if after == "invite" != before)
    left = sum(1 for before, after in sides if before == "invite" != after)
    listed = sum(1 for pair in sides if "invite" in pair)
    slots = {"all": len(sides), "listed": listed, "entered": entered, "left": left, "others": len(sides) - listed}
    words = tr(
        "links that move: %(all)s, of these to fill: %(listed)s (entering the list: %(entered)s, leaving it: %(left)s)"
    )
    return (words + (tr(", on other lists: %(others)s") if slots["others"] else "")) % slots


def add_scenario(frame: pl.DataFrame, district: ScenarioView, language: str) -> pl.DataFrame:
    """A frame for a file without a head: under a scenario with a column ``scenario`` that says so in every row."""
    return add_scenario_lines(frame, scenario_lines(district, language))


def add_scenario_lines(frame: pl.DataFrame, lines: Sequence[str]) -> pl.DataFrame:
    """A frame with a column ``scenario`` that says these lines in every row; the frame itself where there are none."""
    return frame.with_columns(pl.lit(" ".join(lines)).alias("scenario")) if lines else frame


def data_end_note(district: ScenarioView, language: str) -> str:
    """What a reader is told who asks of a day after the data end; empty otherwise."""
    if district.data_end is None or district.as_of <= district.data_end:
        return ""
    slots = {"end": district.data_end.isoformat(), "day": district.as_of.isoformat()}
    tr = translator(language)
    return tr("The data of this district are stated as of %(end)s: what happened until %(day)s is not in them.") % slots


def _names(tables: Tables, language: str) -> dict[str, str]:
    """Names by id; a capacity by its plant and product."""
    names = dict(tables.labels(language))
    for key, plant, group, product in tables["capacities"].select("id", "plant", "group", "product").iter_rows():
        owner = names.get(plant or group or "", plant or group or key)
        names[key] = f"{owner} · {names.get(product, product)}" if product else owner
    return names


def _titles(tables: Tables, change: Change, language: str) -> dict[str, str]:
    """Titles of sources, those that the change brings along among them."""
    sources = set(tables["sources"]["id"])
    titles = {key: title for key, title in tables.labels(language).items() if key in sources}
    brought = {row.key: row.fields.get("zh") or row.key for row in change.rows if row.table == "sources"}
    return titles | brought


def _row_text(tables: Tables, row: ChangeRow, names: Mapping[str, str], language: str) -> str:
    definition, tr = schema.read_tables()[row.table], translator(language)
    chinese = language.startswith("zh")
    name = _row_name(row, names, language)
    fields = []
    for field, value in row.fields.items():
        shown = definition.field(field)
        if field not in _ORIGIN:
            words = _value_text(shown, value, names, language) or tr("unknown")
            fields.append(f"{shown.zh if chinese else shown.en} {words}")
    operation = schema.label_code("operation", row.operation, language)
    # A new row that has no name is known by nobody: its id says nothing.
    named = [] if name == row.key and row.operation == "insert" else [name]
    head = " · ".join([operation, definition.zh if chinese else definition.en, *named])
    return head + tr(": ") + tr(NC_("clauses", ", ")).join(fields) if fields else head


def _row_name(row: ChangeRow, names: Mapping[str, str], language: str) -> str:
    return names.get(row.key) or key_words(row.table, row.key, language, lambda part: names.get(part, part))


def _value_text(field: schema.Field, value: str | None, names: Mapping[str, str], language: str) -> str:
    """A value in words: a code by its label, an id by its name, anything else as it is written."""
    if not value:
        return ""
    if field.choices:
        return schema.label_code(field.choices, value, language)
    if field.type == "period":
        return period_text(value, language)
    return names.get(value, value) if field.refers_to else value


def _speaker(row: ChangeRow, sources: Mapping[str, str], language: str) -> str:
    source = row.fields.get("source")
    if source:
        return sources.get(source, source)
    basis = row.fields.get("basis")
    return schema.label_code("basis", basis, language) if basis else ""


def _assumption(tables: Tables, key: str, language: str) -> str:
    rows = tables["assumptions"].filter(id=key)
    if rows.is_empty():
        return key
    row = rows.row(0, named=True)
    return str((row["zh"] if language.startswith("zh") else row["en"]) or row["zh"] or key)
