"""月度运行报告 as a workbook: the tables of the meeting, firms by name on sheets of their own, for the house alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from liantu.exchange.paper.setting import Setting
from liantu.exchange.paper.sheet import Paper, PaperColumn, PaperSheet
from liantu.model import schema
from liantu.papers.monthly_report import cite_returns
from liantu.papers.paper_setting import paper_setting
from liantu.wording import N_
from liantu.wording import dispatch_words as words
from liantu.wording.periods import period_text
from liantu.wording.titles import MONTHLY_REPORT

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.district.dispatch import MonthlyDispatch

_INDEX = PaperColumn("index", N_("No."), "index", width=0.5)
_FIRM = PaperColumn("name", words.PART["firm"], width=2.6)
_REMARK = PaperColumn("remark", N_("Remarks"), "blank", width=1.2)


def monthly_workbook(district: District, language: str, month: str | None = None, notes: tuple[str, ...] = ()) -> Paper:
    """The tables of a month, the last one with returns unless given. Raises Problems, as the report does."""
    setting = paper_setting(district, language, notes=(*notes, words_of(language)))
    chosen = district.outlook.dispatch(month)
    book = _MonthlyWorkbook(chosen, replace(setting, sources=cite_returns(district, chosen, setting)))
    sheets = [book.parts("industry"), book.parts("park"), book.measures(), book.firms(), book.near_line(), book.moves()]
    sheets += [book.doubts()]
    return Paper(setting.tr(MONTHLY_REPORT), tuple(sheets))


def words_of(language: str) -> str:
    """What the returns are, in a language."""
    return Setting(language).tr(words.OWN_RETURNS)


@dataclass(frozen=True)
class _MonthlyWorkbook:
    month: MonthlyDispatch
    setting: Setting

    def parts(self, by: str) -> PaperSheet:
        """Output by industry or park, the whole first."""
        tr = self.setting.tr
        table = self.month.table(by)
        whole = table.row(0, named=True)
        rows = []
        for row in table.iter_rows(named=True):
            amounts = {name: self._money(row[name], whole[name]) for name in ("month_amount", "so_far_amount")}
            rates = {name: self._rate(row[name]) for name in ("month_growth", "so_far_growth", "change")}
            points = {name: self._rate(row[name], 2) for name in ("month_contribution", "so_far_contribution")}
            rows.append({"name": self._part(row), "firms": str(row["firms"]), **amounts, **rates, **points})
        spans = [words.month_words(text, self.setting.language) for text in (self.month.month, self.month.so_far)]
        columns = [_INDEX, PaperColumn("name", words.PART[by], width=2.2, strong=False)]
        columns.append(PaperColumn("firms", words.RETURNED, "written"))
        for span, words_ in zip(("month", "so_far"), spans, strict=True):
            figures = (("amount", N_("Amount")), ("growth", words.GROWTH), ("contribution", words.CONTRIBUTION))
            columns += [PaperColumn(f"{span}_{key}", heading, "written", group=words_) for key, heading in figures]
        columns.append(PaperColumn("change", words.CHANGE, "written"))
        title = f"{tr(words.OUTPUT_OF_RETURNS)}{tr(': ')}{tr(words.PART[by])}"
        return self._sheet(title, words.UNIT, tuple(columns), rows, (tr(words.HOW_READ),))

    def measures(self) -> PaperSheet:
        """Electricity and orders."""
        tr, rows = self.setting.tr, []
        for row in self.month.measures().iter_rows(named=True):
            dashes = {"so_far_amount": "—", "so_far_growth": "—"}
            so_far = {
                "so_far_amount": self._money(row["so_far_amount"]),
                "so_far_growth": self._rate(row["so_far_growth"]),
            }
            month = {"month_amount": self._money(row["month_amount"]), "month_growth": self._rate(row["month_growth"])}
            name = tr(words.MEASURES[row["measure"]])
            rows.append({"name": name, **month, **(dashes if row["measure"] == "orders" else so_far)})
        columns = (
            _INDEX,
            PaperColumn("name", words.MEASURE, width=3.0),
            PaperColumn("month_amount", N_("Amount of the month"), "written"),
            PaperColumn("month_growth", words.GROWTH, "written"),
            PaperColumn("so_far_amount", N_("Amount so far"), "written"),
            PaperColumn("so_far_growth", words.GROWTH_SO_FAR, "written"),
        )
        return self._sheet(tr("Electricity and orders"), "", columns, rows)

    def firms(self) -> PaperSheet:
        """Firms by name with what they had expected."""
        tr, unknown, rows = self.setting.tr, self.setting.unknown, []
        for row in self.month.firms().iter_rows(named=True):
            figures = ("month_amount", "so_far_amount", "expected", "next_output")
            plain = {name: unknown if row[name] is None else f"{row[name]:.0f}" for name in figures}
            rates = {name: self._rate(row[name]) for name in ("month_growth", "so_far_growth", "surprise")}
            points = {"month_contribution": self._rate(row["month_contribution"], 2)}
            rows.append(
                {"name": self._name(row), "course": tr(words.COURSES[row["course"]]), **plain, **rates, **points}
            )
        headings = (
            *(("month_amount", words.OUTPUT_OF_MONTH), ("month_growth", words.GROWTH)),
            *(("month_contribution", words.CONTRIBUTION), ("so_far_amount", words.OUTPUT_SO_FAR)),
            *(("so_far_growth", words.GROWTH_SO_FAR), ("expected", words.EXPECTED)),
            *(("surprise", words.SURPRISE), ("next_output", words.NEXT)),
        )
        columns = [_INDEX, _FIRM, PaperColumn("course", words.COURSE, "short", width=0.9)]
        columns += [PaperColumn(key, heading, "written", width=0.95) for key, heading in headings]
        return self._sheet(tr("Firms of the month"), words.TEN_THOUSAND, (*columns, _REMARK), rows)

    def near_line(self) -> PaperSheet:
        """Firms near the line of designated size."""
        tr = self.setting.tr
        line, width = self.month.line()
        rows = [
            {
                "name": self._name(row),
                "revenue": f"{row['revenue']:.0f}",
                "distance": self._rate(row["distance"]),
                "side": tr(words.SIDES[row["side"]]),
            }
            for row in self.month.near_line().iter_rows(named=True)
        ]
        columns = (
            _INDEX,
            _FIRM,
            PaperColumn("revenue", words.REVENUE, "written"),
            PaperColumn("distance", words.DISTANCE, "written"),
            PaperColumn("side", N_("Side"), "short", width=1.4),
            _REMARK,
        )
        title = tr(words.NEAR_LINE) % {"line": f"{line:g}", "width": f"{width:g}"}
        unknown = self.month.unknown_revenue()
        notes = (tr(words.UNKNOWN_REVENUE) % unknown,) if unknown else ()
        return self._sheet(title, words.TEN_THOUSAND, columns, rows, notes)

    def moves(self) -> PaperSheet:
        """Firms that enter or leave."""
        tr, language = self.setting.tr, self.setting.language
        rows = [
            {
                "name": self._name(row),
                "move": schema.label_code("sample_move", row["move"], language),
                "month": period_text(row["month"], language),
                "reason": row["reason"] or "",
            }
            for row in self.month.moves().iter_rows(named=True)
        ]
        columns = (
            _INDEX,
            _FIRM,
            PaperColumn("move", N_("Move"), "short"),
            PaperColumn("month", N_("Month"), "short", width=1.3),
            PaperColumn("reason", N_("Reason"), width=3.0),
        )
        return self._sheet(tr("Entries and exits"), "", columns, rows)

    def doubts(self) -> PaperSheet:
        """The returns that are to be checked before the report goes out."""
        tr, language = self.setting.tr, self.setting.language
        names = {row["firm"]: self._name(row) for row in self.month.firms().iter_rows(named=True)}
        rows = [
            {
                "name": names.get(doubt.firm, doubt.firm),
                "month": period_text(doubt.month, language),
                "doubt": doubt.sentence(language),
            }
            for doubt in self.month.doubts()
        ]
        columns = (
            _INDEX,
            _FIRM,
            PaperColumn("month", N_("Month"), "short", width=1.3),
            PaperColumn("doubt", words.DOUBT, width=5.0),
            _REMARK,
        )
        return self._sheet(tr(words.DOUBTS), "", columns, rows, (tr(words.DOUBTS_NOTE),))

    def _sheet(
        self,
        title: str,
        unit: str,
        columns: tuple[PaperColumn, ...],
        rows: list[dict[str, str]],
        notes: tuple[str, ...] = (),
    ) -> PaperSheet:
        tr = self.setting.tr
        above = f"{period_text(self.month.month, self.setting.language)}"
        unit_note = f"{above}{tr('; ')}{tr(unit)}" if unit else above
        return PaperSheet(title, unit_note, columns, rows, self.setting, notes, computed=False, internal=True)

    def _name(self, row: Mapping[str, object]) -> str:
        first, second = ("zh", "en") if self.setting.chinese else ("en", "zh")
        return str(row[first] or row[second] or "")

    def _part(self, row: Mapping[str, object]) -> str:
        if row["part"] is None:
            return self.setting.tr(words.WHOLE)
        return self._name(row) or str(row["part"]) or self.setting.unknown

    def _money(self, amount: float | None, whole: float | None = None) -> str:
        return self.setting.unknown if amount is None else words.hundred_million(amount, whole)

    def _rate(self, value: float | None, decimals: int = 1) -> str:
        return words.points_text(value, self.setting.unknown, decimals)
