"""Forecasts and targets on a terminal: names for ids, ranges of three digits, what a figure rests on in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import polars as pl

from liantu.cli.render.cell_text import FrameRow, unknown_text
from liantu.model.schema import label_code
from liantu.wording import forecast_words as words
from liantu.wording import translator
from liantu.wording.amounts import format_range, format_significant, join_unit
from liantu.wording.comparators import add_comparator
from liantu.wording.periods import period_text, write_months
from liantu.wording.series_names import series_name
from liantu.wording.target_notes import TargetStatement, list_scope_notes, tell_scope, write_target_notes
from liantu.wording.unit_names import UnitNames

if TYPE_CHECKING:
    from liantu.district import District

_DASH = "—"


def tabulate(view: str, frame: pl.DataFrame, district: District, lang: str) -> pl.DataFrame:
    """The table of a view in words, a heading a column."""
    writer = _Writer(district, lang)
    is_ceiling = view == "chances" and frame["at_most"].count() > 0
    columns = writer.columns("ceilings" if is_ceiling else view)
    rows = [row for row in frame.iter_rows(named=True) if view != "series" or _is_shown(row)]
    return pl.DataFrame(
        {translator(lang)(heading): [write(row) for row in rows] for heading, write in columns.items()},
        schema=dict.fromkeys(map(translator(lang), columns), pl.String),
    )


def list_notes(view: str, frame: pl.DataFrame, lang: str) -> list[str]:
    """What stands below the table of a view."""
    _ = translator(lang)
    supposed = "supposed" in frame.columns and bool(frame["supposed"].any())
    notes = {
        "bases": [words.BASES_ARE],
        "chances": [words.CHANCES_ARE],
        "projects": [words.STAGES_ARE],
        "coming": [words.STAGES_ARE],
        "past": [words.BACKTESTS_ARE],
        "scores": [words.BACKTESTS_ARE],
        "targets": [words.RANGES_ARE],
        "series": [words.RANGES_ARE],
        "checks": [words.CHECKS_ARE],
    }.get(view, [])
    texts = [_(note) for note in [*notes, *([words.SHARE_IS_OURS] if supposed else [])]]
    if view == "coming":
        texts.insert(0, _(words.FROM_THIS_BASE) % {"base": _name_base(frame.row(0, named=True), lang)})
    if view == "coming" and not frame["same_scope"].all():
        texts.append(tell_scope(frame["base_scope"].first(), lang))
    hidden = sum(not _is_shown(row) for row in frame.iter_rows(named=True)) if view == "series" else 0
    return [*texts, _(words.OTHERS_LEFT_OUT) % hidden] if hidden else texts


def _name_base(row: FrameRow, lang: str) -> str:
    """The year that a bridge is measured from, and whether its figure is published."""
    words_of = words.BASE_PUBLISHED if row["base_known"] else words.BASE_RECKONED
    return translator(lang)(words_of) % {"year": row["base_year"]}


def _is_shown(row: FrameRow) -> bool:
    return row["year"] is not None or row["so_far"] is not None


Cell = Callable[[FrameRow], str]
Columns = dict[str, Cell]


@dataclass(frozen=True)
class _Writer:
    """Cells of one district in one language."""

    district: District
    lang: str

    def columns(self, view: str) -> Columns:
        """The columns of a view: heading, and what writes the cell."""
        makers: dict[str, Callable[[], Columns]] = {
            "targets": self._of_targets,
            "series": self._of_series,
            "points": self._of_points,
            "bases": self._of_bases,
            "chances": self._of_chances,
            "ceilings": self._of_ceilings,
            "coming": self._of_parts,
            "projects": self._of_projects,
            "scores": self._of_scores,
            "past": self._of_past,
            "parts": self._of_stated,
            "checks": self._of_checks,
        }
        return makers[view]()

    def _of_targets(self) -> Columns:
        return {
            words.TARGET: self.series,
            words.YEAR: self.target_year,
            words.AIM: lambda row: add_comparator(self.amount(row, "value"), str(row["comparator"]), self.lang),
            words.VERDICT: self.code("verdict", "target_verdict"),
            words.BASE: self.base,
            words.STILL_NEEDED: self.needed,
            words.GROWTH_NEEDED: lambda row: self.spread(row, "growth_", unit=False),
            words.NOTE: self.target_note,
        }

    def _of_series(self) -> Columns:
        return {
            words.SERIES: self.series,
            words.YEAR: self.plain("year"),
            words.SO_FAR: self.so_far,
            words.MIDDLE: lambda row: self.rounded(row, "typical"),
            words.RANGE: lambda row: self.spread(row, ""),
            words.METHOD: self.code("method", "forecast_method"),
            words.NOTE: self.code("reason", "forecast_reason"),
        }

    def _of_points(self) -> Columns:
        return {
            words.SERIES: self.series,
            words.PERIOD: lambda row: period_text(write_span(row), self.lang),
            words.VALUE: lambda row: self.amount(row, "value"),
            words.ORIGIN: lambda row: self.say(words.DERIVED if row["origin"] == "derived" else words.STATED),
            words.GROWTH_OF_LEVELS: self.growth,
        }

    def _of_bases(self) -> Columns:
        return {
            words.TARGET: self.series,
            words.AIM: lambda row: self.say(words.BASE_OF) % {"year": row["year"], "value": self.amount(row, "value")},
            words.POSSIBLE_BASE: lambda row: (
                self.say(words.BASE_OF) % {"year": row["base_year"], "value": self.amount(row, "base")}
            ),
            words.STILL_NEEDED: lambda row: self.rounded(row, "needed"),
            words.GROWTH_NEEDED: lambda row: self.rounded(row, "growth"),
        }

    def _of_chances(self) -> Columns:
        return {words.LEVEL: lambda row: f"{row['level']:g}", words.CHANCE: self.plain("at_least")}

    def _of_ceilings(self) -> Columns:
        return {words.CEILING: lambda row: f"{row['level']:g}", words.CHANCE: self.plain("at_most")}

    def _of_parts(self) -> Columns:
        return {
            words.PART: self.code("part", "bridge_part"),
            words.MIDDLE: lambda row: self.bounded(row, self.rounded(row, "typical", unknown_text(self.lang))),
            words.RANGE: self.part_range,
            words.NOTE: self.part_note,
        }

    def _of_projects(self) -> Columns:
        return {
            words.PROJECT: self.name("project"),
            words.STANDS: self.code("stage", "stage"),
            words.STATED_OUTPUT: lambda row: self.rounded(row, "output", unknown_text(self.lang)),
            words.STAGE_CHANCE: lambda row: self.rounded(row, "chance", unknown_text(self.lang)),
            words.BRINGS: lambda row: self.spread(row, ""),
        }

    def _of_scores(self) -> Columns:
        return {
            words.MODEL: self.code("model_id", "forecast_model"),
            words.AHEAD: self.plain("horizon"),
            words.FORECASTS: self.plain("forecasts"),
            words.COVERAGE: lambda row: self.rounded(row, "coverage_80"),
            words.WIDTH: lambda row: self.rounded(row, "width_80"),
            words.SCORE: lambda row: self.rounded(row, "crps"),
            words.BESIDE_LAST_YEAR: lambda row: self.rounded(row, "crps_relative"),
        }

    def _of_past(self) -> Columns:
        return {
            words.MODEL: self.code("model_id", "forecast_model"),
            words.SUBJECT: self.name("location"),
            words.SERIES: self.name("target"),
            words.KNOWN_UNTIL: self.plain("reference_date"),
            words.YEAR: lambda row: str(row["target_end_date"])[:4],
            words.QUANTILE: self.plain("output_type_id"),
            words.FORECAST: lambda row: self.rounded(row, "value"),
            words.CAME: lambda row: self.rounded(row, "oracle_value"),
        }

    def _of_stated(self) -> Columns:
        return {
            words.PART: self.code("part", "bridge_part"),
            words.SERIES: self.series,
            words.YEAR: self.plain("year"),
            words.VALUE: lambda row: self.amount(row, "value"),
            words.NOTE: self.stated_note,
        }

    def _of_checks(self) -> Columns:
        return {
            words.CHECKS: self.code("kind", "target_check"),
            words.SUBJECT: self.name("subject"),
            words.TERMS: self.plain("terms"),
            words.VALUE: lambda row: f"{self.rounded(row, 'value')} {self._unit(row)}",
            words.NOTE: self.check_note,
        }

    def say(self, message: str) -> str:
        """A message in the language."""
        return translator(self.lang)(message)

    def plain(self, column: str) -> Cell:
        """A column as it stands; nothing where nothing is."""
        return lambda row: "" if row[column] is None else str(row[column])

    def target_year(self, row: FrameRow) -> str:
        """The year of a target, or the period that is none."""
        return period_text(str(row["period"]), self.lang) if row["verdict"] == "not_compared" else str(row["year"])

    def code(self, column: str, codes: str) -> Cell:
        """A column of codes, in words."""
        return lambda row: "" if row[column] is None else label_code(codes, str(row[column]), self.lang)

    def name(self, column: str) -> Cell:
        """A column of ids, by name; several ids stand side by side."""
        names = self.district.tables.labels(self.lang)
        return lambda row: " ".join(names.get(part, part) for part in str(row[column]).split(" "))

    def series(self, row: FrameRow) -> str:
        """Of whom, what, and in which scope."""
        return series_name(self.district.tables, row, self.lang)

    def amount(self, row: FrameRow, column: str) -> str:
        """A figure as it was stated, with its unit."""
        return join_unit(f"{row[column]:g}", self._unit(row))

    def rounded(self, row: FrameRow, column: str, blank: str = _DASH) -> str:
        """A figure that was reckoned, to three digits; a dash, or that it is unknown, where there is none."""
        value = row[column]
        return format_significant(value) if isinstance(value, float) else blank

    def spread(self, row: FrameRow, prefix: str, unit: bool = True) -> str:
        """P10 to P90 of a quantity, to three digits; one figure where they are one; a bound where one end is known."""
        low, high = row[f"{prefix}low"], row[f"{prefix}high"]
        if not isinstance(low, float) or not isinstance(high, float):
            return self._half_open(row, low, high, unit)
        text = format_significant(low) if low == high else format_range(low, high)
        return join_unit(text, self._unit(row)) if unit else text

    def _half_open(self, row: FrameRow, low: object, high: object, unit: bool) -> str:
        figure = low if isinstance(low, float) else high
        if not isinstance(figure, float):
            return _DASH
        text = f"{format_significant(figure)} {self._unit(row) if unit else ''}".strip()
        return self.say(words.MISSING_AT_LEAST if isinstance(low, float) else words.AT_MOST_OF) % text

    def bounded(self, row: FrameRow, text: str) -> str:
        """A figure that is a bound, said to be one; nothing is added to one that is not known."""
        bounds = {"at_least": words.MISSING_AT_LEAST, "at_most": words.AT_MOST_OF}
        return self.say(bounds[str(row["bound"])]) % text if row["bound"] and row["typical"] is not None else text

    def part_range(self, row: FrameRow) -> str:
        """The range of a part; what is missing of a target of another scope says so."""
        text = self.bounded(row, self.spread(row, ""))
        crosses = row["part"] == "missing" and row["same_scope"] is False
        return self.say(words.FROM_OTHER_SCOPE) % text if crosses else text

    def needed(self, row: FrameRow) -> str:
        """What is still needed; from a base of another scope it says so."""
        text = self.spread(row, "needed_")
        if row["verdict"] == "to_fall":
            text = self.say(words.BY_LESS) % text
        return self.say(words.FROM_OTHER_SCOPE) % text if row["same_scope"] is False and text != _DASH else text

    def base(self, row: FrameRow) -> str:
        """The year a target is measured from, with its value or range."""
        if row["base_year"] is None:
            return _DASH
        return self.say(words.BASE_OF) % {"year": row["base_year"], "value": self.spread(row, "base_")}

    def so_far(self, row: FrameRow) -> str:
        """What the year has brought, and through which month."""
        if row["so_far"] is None:
            return ""
        return self.say(words.THROUGH_MONTH) % {"value": self.amount(row, "so_far"), "month": row["through"]}

    def growth(self, row: FrameRow) -> str:
        """Growth on the year before, or the word for it."""
        growth, word = row["growth"], row["growth_word"]
        if isinstance(growth, float):
            return f"{growth:.1f}"
        return label_code("growth_word", str(word), self.lang) if word not in (None, "base_unknown") else _DASH

    def target_note(self, row: FrameRow) -> str:
        """What a statement on a target rests on."""
        notes = write_target_notes(cast("TargetStatement", row), self._unit(row), self.lang)
        if row["verdict"] == "base_unknown":
            notes += self._list_bases(row)
        return self.say(words.SEPARATOR).join(notes)

    def _list_bases(self, row: FrameRow) -> list[str]:
        """The growth that each possible base would need, in one clause."""
        bases = self.district.outlook.possible_bases().filter(target=row["target"])
        if bases.is_empty():
            return []
        values = {
            "year": bases["base_year"][0],
            "bases": "/".join(f"{base:g}" for base in bases["base"]),
            "unit": self._unit(row),
            "growth": "/".join(format_significant(growth) for growth in bases["growth"].drop_nulls()),
            "needed": "/".join(f"{needed:g}" for needed in bases["needed"]),
        }
        return [self.say(words.EACH_COUNT if bases["growth"].has_nulls() else words.EACH_BASE) % values]

    def part_note(self, row: FrameRow) -> str:
        """What a part of the bridge rests on."""
        if row["part"] == "existing":
            basis = label_code("bridge_basis", str(row["rests_on"]), self.lang)
            return self.say(words.SEPARATOR).join([basis, _name_base(row, self.lang)])
        if row["unknown"]:
            return self.say(words.UNKNOWN_OUTPUT) % {"unknown": row["unknown"], "projects": row["projects"]}
        if row["part"] == "unnamed":
            return self.say(words.SIZE_BESIDE)
        notes = {"expected": words.WITHOUT_UNKNOWN, "missing": words.MISSING_AT_MOST} if row["bound"] else {}
        return self.say(notes[str(row["part"])]) if row["part"] in notes else ""

    def stated_note(self, row: FrameRow) -> str:
        """Whether a part is more or less than it says."""
        if row["part"] == "existing" and row["stated"] is not None:
            return self.say(words.STAND_IN)
        if not row["bound"]:
            return ""
        bounds = {"at_most": words.AT_MOST_OF, "at_least": words.MISSING_AT_LEAST}
        nothing = row["part"] == "missing" and not row["value"]
        bound = self.say(bounds[str(row["bound"])]) % self.amount(row, "value")
        notes = [self.say(words.IF_ALL_COMES) if nothing else bound]
        notes += list_scope_notes(
            same_scope=cast("bool | None", row["same_scope"]),
            scope=cast("str | None", row["scope"]),
            base_scope=cast("str | None", row["base_scope"]),
            lang=self.lang,
        )
        if row["if_target"]:
            slots = {"year": row["if_year"], "value": self.amount(row, "if_value")}
            notes.append(self.say(words.IF_EXACTLY if row["if_same_scope"] else words.IF_EXACTLY_AND_SAME) % slots)
        return self.say(words.SEPARATOR).join(notes)

    def check_note(self, row: FrameRow) -> str:
        """How a comparison of targets is to be read."""
        notes = [self.say(words.UNSIZED) % row["unsized"]] if row["unsized"] else []
        if row["beside"] is not None:
            notes.append(self.say(words.BESIDE_TARGET) % self.amount(row, "beside"))
        if not row["same_scope"]:
            notes.append(self.say(words.SCOPES_DIFFER))
        return self.say(words.SEPARATOR).join(notes)

    def _unit(self, row: FrameRow) -> str:
        unit = row.get("unit")
        if not unit:
            return ""
        return UnitNames(self.district.tables, self.lang.startswith("zh")).trade_name(str(unit))


def write_span(row: FrameRow) -> str:
    """The months of a point in the notation of periods."""
    return write_months(*(int(str(row[part])) for part in ("year", "start", "end")))
