"""月度运行报告: a month on one page for the meeting; its sentences say figures, the box of reasons is a person's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl

from liantu.drawings.contribution_bars import ContributionBar, draw_contribution_bars
from liantu.drawings.growth_columns import GrowthColumn, draw_growth_columns
from liantu.drawings.side_by_side import draw_side_by_side
from liantu.exchange.paper.report import Block, Drawing, FillBox, Paragraph, Report, ReportTable, Section
from liantu.exchange.paper.setting import Setting
from liantu.exchange.paper.sheet_foot import foot_lines
from liantu.model.disclaimer import label_made_up
from liantu.papers.paper_setting import paper_setting
from liantu.wording import N_, NC_
from liantu.wording import dispatch_words as words
from liantu.wording.periods import period_text
from liantu.wording.titles import MONTHLY_REPORT

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.district.dispatch import MonthlyDispatch
    from liantu.model.tables import Row

#: Industries that the page has room for, in Chinese and in English words, which are longer; the workbook has all.
_SHOWN, _SHOWN_EN = 9, 7
#: Height of a bar with its room, in pixels.
_ROW = 16.0
#: Pixels of a drawing across the page, at which its type of 12 prints at nine points.
_ACROSS = 594.0
_RANK = N_("Rank in the city: unknown.")
_DIFFERENCE = N_("%(amount)s, %(rate)s%%")
_CONTRIBUTES = N_(
    "Contribution = step of an industry ÷ last year's total × 100, in points; sums differ by rounding. “On last "
    "month”: difference of growth rates."
)


def monthly_report(district: District, language: str, month: str | None = None, notes: tuple[str, ...] = ()) -> Report:
    """The page of a month, the last one with returns unless given. Raises Problems for a month without returns, and
    where contributions do not add up: then nothing is printed."""
    setting = paper_setting(district, language, notes=notes)
    return _MonthlyReport(district, district.outlook.dispatch(month), setting).report()


def cite_returns(district: District, month: MonthlyDispatch, setting: Setting) -> dict[str, str]:
    """The sources of the returns of a month, and of the moves told with it: its papers rest on no other."""
    cited = dict.fromkeys([*month.account("industry")["source"].drop_nulls(), *month.cite_moves()])
    rows, title = district.tables.rows("sources"), "zh" if setting.chinese else "en"
    return {key: str(rows[key][title] or rows[key]["zh"]) for key in cited if key in rows}


@dataclass(frozen=True)
class _MonthlyReport:
    district: District
    month: MonthlyDispatch
    setting: Setting

    @cached_property
    def rows(self) -> pl.DataFrame:
        """Output by industry, the whole first, then the largest."""
        return self.month.table("industry")

    @property
    def _shown(self) -> int:
        return _SHOWN if self.setting.chinese else _SHOWN_EN

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many firms do what."""
        return self.month.counts()

    @cached_property
    def unsafe(self) -> frozenset[str]:
        """The industries whose sums would tell of one firm, and stay in the house."""
        return frozenset(self.month.told_sums().filter("hidden", by="industry")["part"].drop_nulls())

    def report(self) -> Report:
        """The page."""
        tr, setting = self.setting.tr, self.setting
        sections = (
            Section("indicators", tr("Main figures"), (self._table(), Paragraph(self._table_note()))),
            Section("trend", tr("Course and contributions"), self._trend()),
            Section("firms", tr("Firms (their own returns)"), self._firms()),
            Section("power", tr("Electricity and orders"), (self._measures(),)),
            Section("reasons", tr("Reasons and proposals"), (FillBox(self._box()),)),
        )
        sources = cite_returns(self.district, self.month, self.setting)
        foot = replace(setting, sources=sources, notes=(*setting.notes, tr(words.GROWTH_RESTS)))
        made_up = label_made_up(self.district.given.about, setting.language)
        return Report(
            title=tr("%(scope)s: %(title)s") % {"scope": setting.scope, "title": tr(MONTHLY_REPORT)},
            subtitle=tr(" (%s)") % period_text(self.month.month, setting.language),
            lead=(Paragraph(self._headline()),),
            sections=sections,
            version="",
            foot_lines=tuple(foot_lines(foot, (tr(words.OWN_RETURNS),), computed=False)),
            setting=setting,
            framed=True,
            pages=1,
            tight=True,
            watermark=tr("Made-up figures") if made_up else "",
            made_up=bool(made_up),
        )

    def _headline(self) -> str:
        compared = int(self.month.table("industry")["compared"][0])
        figures = words.MonthFigures(self.month.month, self.month.so_far, *self.month.figures(), compared)
        return words.headline(figures, self.month.day, self.setting.language)

    def _name(self, row: Row) -> str:
        if row["part"] is None:
            return self.setting.tr(words.WHOLE)
        first, second = ("zh", "en") if self.setting.chinese else ("en", "zh")
        return str(row[first] or row[second] or row["part"] or self.setting.unknown)

    def _table(self) -> ReportTable:
        tr, unknown = self.setting.tr, self.setting.unknown
        whole = self.rows.row(0, named=True)
        lines = [
            [
                self._name(row) + (words.UNSAFE_MARK if row["part"] in self.unsafe else ""),
                self._money(row["month_amount"], whole["month_amount"]),
                words.points_text(row["month_growth"], unknown),
                words.points_text(row["month_contribution"], unknown, 2),
                self._money(row["so_far_amount"], whole["so_far_amount"]),
                words.points_text(row["so_far_growth"], unknown),
                words.points_text(row["so_far_contribution"], unknown, 2),
                words.points_text(row["change"], unknown),
            ]
            for row in self.rows.head(self._shown + 1).iter_rows(named=True)
        ]
        labels = [tr(words.LABELS[label]) for label in (words.GROWTH, words.CONTRIBUTION)]
        spans = [self._month_words(text) for text in (self.month.month, self.month.so_far)]
        headings = (
            tr(words.PART["industry"]),
            spans[0],
            *labels,
            spans[1],
            *labels,
            tr(NC_("dispatch", "on last month")),
        )
        widths = (1.6, 1.0, 0.9, 0.9, 1.1, 0.9, 0.9, 1.0)
        title = tr(words.OUTPUT_OF_RETURNS)
        return ReportTable(title, headings, lines, widths, tr(words.UNIT), total_first=True)

    def _month_words(self, text: str) -> str:
        return words.month_words(text, self.setting.language)

    def _money(self, amount: float | None, whole: float | None = None) -> str:
        return self.setting.unknown if amount is None else words.hundred_million(amount, whole)

    def _table_note(self) -> str:
        tr, whole = self.setting.tr, self.rows.row(0, named=True)
        notes = [tr(_CONTRIBUTES), tr(_RANK)]
        shown = self.rows.head(self._shown + 1)["part"].drop_nulls()
        notes += [tr(words.UNSAFE)] if self.unsafe.intersection(shown) else []
        lacking = whole["firms"] - whole["compared"]
        notes += [tr(words.LEFT_OUT) % {"firms": lacking, "all": whole["firms"]}] if lacking else []
        silent = self.counts["not_returned"]
        notes += [tr(words.NOT_RETURNED) % silent] if silent else []
        hidden = self.rows.height - 1 - self._shown
        notes += [tr("%s more industries are in the workbook.") % hidden] if hidden > 0 else []
        return ("" if self.setting.chinese else " ").join(notes)

    def _trend(self) -> tuple[Block, ...]:
        tr = self.setting.tr
        parts = self.rows.drop_nulls(["part", "month_contribution"])
        ordered = parts.head(self._shown).sort("month_contribution", descending=True)  # those of the table
        heading = tr("Contributions by industry, %(month)s (points)") % {"month": self._month_words(self.month.month)}
        growth = tr("Growth on the year, month by month (%)")
        columns = [
            GrowthColumn(_name_column(month), rate, words.points_text(rate, self.setting.unknown))
            for month, rate in self.month.course().select("month", "growth").iter_rows()
        ]
        bars = [
            ContributionBar(
                self._name(row), "", row["month_contribution"], words.points_text(row["month_contribution"], "", 2)
            )
            for row in ordered.iter_rows(named=True)
        ]
        half = (_ACROSS - 22) / 2
        tall = max(62.0, len(bars) * _ROW - 46)
        left = draw_growth_columns(columns, growth, width=half, tall=tall)
        right = draw_contribution_bars(bars, heading, width=half, names=100 if self.setting.chinese else 142, row=_ROW)
        both = draw_side_by_side(left, right, growth, heading, _ACROSS)
        named = [(self._name(row), row["month_contribution"]) for row in parts.iter_rows(named=True)]
        text = words.structure(named, self.month.day, self.setting.language)
        drawing = Drawing(both.svg(), tr(words.MERGED))
        return (drawing, Paragraph(text, tr(NC_("dispatch", "Structure. ")))) if text else (drawing,)

    def _firms(self) -> tuple[Block, ...]:
        tr, unknown, counts = self.setting.tr, self.setting.unknown, self.counts
        row = self.month.forecasts().row(0, named=True)
        difference = unknown
        if row["difference"] is not None:
            rate = words.points_text(row["surprise"], unknown)
            sign = "+" if row["difference"] > 0 else "−" if row["difference"] < 0 else ""
            level = words.hundred_million(abs(row["difference"]), row["came"])
            rate = f"+{rate}" if sign == "+" and not rate.startswith("−") else rate
            difference = tr(_DIFFERENCE) % {"amount": sign + level, "rate": rate}
        courses = ("growing", "falling", "stopped", "not_compared")
        headings = [tr(NC_("dispatch", "Returned (firms)")), *(tr(words.COURSES[course]) for course in courses)]
        headings += [tr(N_("As expected last month (100 million CNY)")), tr(N_("Came less expected (100 million CNY)"))]
        line = [str(counts["returned"]), *(str(counts[course]) for course in courses)]
        line += [self._money(row["expected"]), difference]
        widths = (1.0, 0.8, 0.8, 0.8, 1.0, 1.6, 1.6)
        table = ReportTable("", tuple(headings), [line], widths)
        return table, Paragraph(self._line_words())

    def _line_words(self) -> str:
        """Firms near the line, and those that enter or leave, as numbers alone."""
        tr = self.setting.tr
        line, width = self.month.line()
        slots = {"width": f"{width:g}", "line": f"{line:g}", "near": self.month.near_line().height}
        moves = dict(self.month.moves()["move"].value_counts().iter_rows())
        counted = {move: moves.get(move, 0) for move in ("entered", "left", "to_enter", "to_leave")}
        unknown = self.month.unknown_revenue()
        notes = [tr(words.LINE) % slots, tr(words.MOVES) % counted]
        notes += [tr(words.UNKNOWN_REVENUE) % unknown] if unknown else []
        between = "" if self.setting.chinese else " "
        return between.join(note.strip() for note in [*notes, tr(words.NAMES_APART)])

    def _measures(self) -> ReportTable:
        tr, unknown = self.setting.tr, self.setting.unknown
        found = {row["measure"]: row for row in self.month.measures().iter_rows(named=True)}
        lines = []
        for measure in ("power", "orders"):
            row = found[measure]
            so_far = ["—", "—"]
            if measure == "power":
                so_far = [self._money(row["so_far_amount"]), words.points_text(row["so_far_growth"], unknown)]
            rate = words.points_text(row["month_growth"], unknown)
            lines.append([tr(words.MEASURES[measure]), self._money(row["month_amount"]), rate, *so_far])
        spans = [self._month_words(text) for text in (self.month.month, self.month.so_far)]
        rate = tr(words.GROWTH)
        headings = (tr(words.MEASURE), spans[0], rate, spans[1], rate)
        return ReportTable("", headings, lines, (1.9, 1.0, 1.0, 1.0, 1.0))

    def _box(self) -> str:
        """What belongs into the box of reasons: what fell is named, why is not."""
        sentences, tr = words.choose_sentences(self.month.day), self.setting.tr
        falling = self.rows.filter(pl.col("part").is_not_null(), pl.col("month_contribution") < 0)
        names = [self._name(row) for row in falling.sort("month_contribution").head(3).iter_rows(named=True)]
        return tr(sentences.box_falling) % tr(", ").join(names) if names else tr(sentences.box)


def _name_column(month: str) -> str:
    first, dots, last = month.partition("-")[2].partition("..")
    return f"{int(first)}–{int(last)}" if dots else str(int(first))
