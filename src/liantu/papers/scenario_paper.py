"""情景测算: what a what-if moves, on two pages for the house alone: before and after, what stays open, every change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl

from liantu.district.other_sizes import compare_other_sizes
from liantu.drawings.scenario_bars import ScenarioBar, draw_scenario_bars
from liantu.exchange.paper.report import Block, Drawing, Paragraph, Report, ReportTable, Section
from liantu.exchange.paper.setting import Setting
from liantu.exchange.paper.sheet_foot import foot_lines
from liantu.model import schema
from liantu.model.change import Change
from liantu.model.problems import Problem, Problems
from liantu.papers.paper_setting import paper_setting
from liantu.papers.scenario_sizes import show_other_sizes
from liantu.papers.scenario_words import list_bases, list_changes, list_open_points, use_of_the_page
from liantu.wording import N_, NC_
from liantu.wording.amounts import Scale, choose_scale
from liantu.wording.days import day_text
from liantu.wording.paper_figures import (
    paper_change,
    paper_figure,
    paper_range,
    round_figure,
    signed_figure,
    trim_figure,
)
from liantu.wording.scenario import count_links
from liantu.wording.sentences import GAP_MOVES, NESTED_LINKS, NO_AMOUNT_MOVES

if TYPE_CHECKING:
    from collections.abc import Callable

    from liantu.district import District
    from liantu.model.tables import Row

#: Bars that are drawn and rows that are listed; further ones are counted.
_DRAWN, _LISTED, _NAMED = 7, 12, 2
_OFF_LIST = N_("on no list")
_IF_ONE = N_("the capacity for %(product)s goes from %(before)s to %(after)s %(unit)s")
_IF = N_("what is written under “Every change” holds")
_SOLD_OUTSIDE = N_("%(amount)s of %(product)s are to be sold outside")
_TITLE_ONE = N_("What changes with %(amount)s of %(product)s")
_NAME_ONE = N_("%(product)s at %(amount)s")
_TITLE = N_("What %s changes move")
_UNCHANGED_FACTS = N_("Admission, site, supply contracts")
_NOT_BY_SCENARIO = N_("do not become so by the scenario")


def scenario_paper(district: District, language: str, notes: tuple[str, ...] = ()) -> Report:
    """The paper of a district's what-if. Raises Problems where nothing is supposed."""
    if not district.is_scenario:
        raise Problems([Problem("no_what_if")])
    setting = paper_setting(district, language, notes=notes)
    return _ScenarioPaper(district, district.at(off=(), change=Change()), setting).report()


@dataclass(frozen=True)
class _ScenarioPaper:
    district: District
    before: District
    setting: Setting

    @cached_property
    def moves(self) -> pl.DataFrame:
        """The products whose gap moves, those that enter or leave the list of links to fill first."""
        frame = self.district.chain.moves_since(self.before.chain)
        listed = (pl.col("list_before") == "invite") | (pl.col("list_after") == "invite")
        changed = pl.col("product").is_in(self.made["product"].to_list())
        # The changed product first, then links to fill, then what is to be secured.
        first = [changed.fill_null(value=False), listed.fill_null(value=False)]
        return frame.sort(first, descending=True, maintain_order=True)

    @cached_property
    def made(self) -> pl.DataFrame:
        """The products of which more or less is made."""
        return self.district.chain.made_since(self.before.chain)

    @cached_property
    def ends(self) -> dict[str, tuple[float | None, float | None]]:
        """The low and the high gap of each product under the scenario."""
        rows = self.district.chain.gaps("all").select("product", "gap_p10", "gap_p90").iter_rows()
        return {product: (low, high) for product, low, high in rows}

    def report(self) -> Report:
        """The paper."""
        tr, setting = self.setting.tr, self.setting
        day = day_text(self.district.as_of, chinese=setting.chinese)
        sections = (
            Section("supposed", tr("What is supposed"), (self._supposed(),)),
            Section("moves", tr("What moves, before and after"), self._show_moves()),
            Section("open", tr("What is not answered"), tuple(self._open())),
            Section("sizes", tr("Other sizes, other needs"), self._other_sizes()),
            Section("changes", tr("Every change"), (list_changes(self.district, setting),)),
            Section("use", tr("How to use this paper"), (Paragraph(use_of_the_page(setting)),)),
        )
        # What is supposed stands in a section of its own, not in the foot.
        quiet = replace(setting, notice="", scenario=())
        named = replace(setting, scenario_name=self._scenario_name())
        return Report(
            title=self._title(),
            subtitle=tr("(from the state of %(place)s on %(day)s)") % {"place": setting.scope, "day": day},
            lead=(Paragraph(self._headline(), tr(NC_("scenario", "If "))),),
            sections=tuple(section for section in sections if section.blocks),
            version="",
            foot_lines=(*foot_lines(quiet), *list_bases(self.district, setting)),
            setting=named,
            framed=True,
        )

    def _title(self) -> str:
        tr = self.setting.tr
        if self.made.height != 1:
            return tr(_TITLE) % (len(self.district.supposed.rows) + len(self.district.off))
        row = self.made.row(0, named=True)
        return tr(_TITLE_ONE) % {"amount": self._size(row, row["made_after"]), "product": self._name(row)}

    def _scenario_name(self) -> str:
        """The one changed product with its capacity; of several what is changed first."""
        if self.made.height != 1:
            return self.setting.scenario_name
        row = self.made.row(0, named=True)
        slots = {"amount": self._size(row, row["made_after"]), "product": self._name(row)}
        return self.setting.tr(_NAME_ONE) % slots

    def _headline(self) -> str:
        tr = self.setting.tr
        supposed = tr(_IF)
        if self.made.height == 1:
            row = self.made.row(0, named=True)
            supposed = self._from_to(_IF_ONE, row, row["made_before"], row["made_after"], trim_figure)
        gaps = [
            self._from_to(GAP_MOVES, row, row["gap_before"], row["gap_after"], str)
            for row in self.moves.head(_NAMED).iter_rows(named=True)
        ]
        effects = self.district.chain.list_effects(self.before.chain)
        counts = count_links(len(effects.entered), len(effects.left), tr)
        return supposed + tr(", then ") + tr("; ").join([*gaps, *self._sold_outside(), *counts]) + tr(".")

    def _sold_outside(self) -> list[str]:
        """What more of the changed products is made than plants here need; nothing where it is no more than before."""
        rooms = (self.before.chain, self.district.chain)
        before, after = (dict(room.balance().select("product", "surplus").iter_rows()) for room in rooms)
        found = []
        for row in self.made.head(_NAMED).iter_rows(named=True):
            over = after.get(row["product"]) or 0.0
            if over > (before.get(row["product"]) or 0.0):
                slots = {"amount": self._size(row, over), "product": self._name(row)}
                found.append(self.setting.tr(_SOLD_OUTSIDE) % slots)
        return found

    def _other_sizes(self) -> tuple[Block, ...]:
        """What stays short or goes outside at other sizes of the one product of which more is made."""
        if self.made.height != 1:
            return ()
        row = self.made.row(0, named=True)
        grid = compare_other_sizes(self.district, self.before, row["product"])
        return show_other_sizes(grid, self.district, row["product"], self.setting) if grid.height else ()

    def _supposed(self) -> ReportTable:
        """What is changed, what stays, and what the scenario does not make true."""
        tr, lines = self.setting.tr, []
        for row in self.made.iter_rows(named=True):
            name = tr("Capacity: %s") % self._name(row)
            # Both in one unit: none of it is no tonnes beside ten thousands of them.
            sizes = (row["made_before"], row["made_after"])
            lines.append([name, *(self._size(row, size, among=sizes) for size in sizes)])
        for key in self.district.active_assumptions():
            lines.append([tr("Assumption: %s") % self.setting.name(key), tr("in force"), tr("unchanged")])
        for key in sorted(self.district.off):
            lines.append([tr("Assumption: %s") % self.setting.name(key), tr("in force"), tr("switched off")])
        lines.append([tr("Everything else"), tr("as on record"), tr("unchanged")])
        lines.append([tr(_UNCHANGED_FACTS), tr("to be verified or unknown"), tr(_NOT_BY_SCENARIO)])
        headings = (tr("Matter"), tr(NC_("scenario", "As things stand")), tr("In the scenario"))
        return ReportTable("", headings, lines, (1.8, 1.7, 1.9), "", (0, 1, 2))

    def _show_moves(self) -> tuple[Block, ...]:
        tr = self.setting.tr
        if self.moves.is_empty():
            return (Paragraph(tr(NO_AMOUNT_MOVES)),)
        drawing, table = self._bars(), self._table()
        others = self.moves.height - _LISTED
        more = [Paragraph(tr("%s more products move; they are on the page of the what-if.") % others)]
        return (*([drawing] if drawing else []), table, *(more if others > 0 else []))

    def _bars(self) -> Drawing | None:
        """The links that move, in the unit of most of them; those in another unit stand in the table alone."""
        tr = self.setting.tr
        known = self.moves.filter(
            (pl.col("list_before") == "invite") | (pl.col("list_after") == "invite"),
            pl.col("gap_before").is_not_null(),
            pl.col("gap_after").is_not_null(),
        )
        if known.is_empty():
            return None
        rows = known.filter(unit=str(known["unit"].mode(maintain_order=True)[0])).head(_DRAWN)
        scale = self._scale(rows["unit"][0], [*rows["gap_before"], *rows["gap_after"]])
        changed = set(self.made["product"])
        bars = [
            ScenarioBar(
                self._name(row),
                row["gap_before"] / scale.divisor,
                row["gap_after"] / scale.divisor,
                paper_figure(row["gap_before"] / scale.divisor),
                self._after_words(row, scale),
                changed=row["product"] in changed,
            )
            for row in rows.iter_rows(named=True)
        ]
        after = tr("Gap in the scenario (low–high)")
        svg = draw_scenario_bars(bars, tr("What moves, before and after"), tr("Gap as things stand"), after)
        return Drawing(svg, tr("Unit: %s") % scale.unit)

    def _after_words(self, row: Row, scale: Scale) -> str:
        low, high = self.ends.get(str(row["product"]), (None, None))
        words = paper_figure(float(str(row["gap_after"])) / scale.divisor)
        if low is None or high is None or not high:
            return words
        ends = paper_range(low / scale.divisor, high / scale.divisor, self.setting.language)
        return words + self.setting.tr(" (%s)") % ends

    def _table(self) -> ReportTable:
        """What moves, a column for how things stand and one for the scenario, and what becomes of its list."""
        tr, lines = self.setting.tr, []
        for number, row in enumerate(self.moves.head(_LISTED).iter_rows(named=True), 1):
            amounts = (row["gap_before"], row["gap_after"], row["difference"])
            scale = self._scale(row["unit"], [*amounts])
            before, after, difference = self._change(amounts, scale)
            lines.append([str(number), self._name(row), scale.unit, before, after, difference, self._list_words(row)])
        headings = (
            tr("No."),
            tr("Product"),
            tr("Unit"),
            tr(NC_("scenario", "As things stand")),
            tr(NC_("scenario", "Scenario")),
            tr("Moves by"),
            tr("List"),
        )
        widths = (0.5, 1.9, 1.15, 1.0, 1.0, 1.0, 2.0)
        return ReportTable(tr("What moves"), headings, lines, widths, tr(NESTED_LINKS).removesuffix(tr(".")), (1, 6))

    def _list_words(self, row: Row) -> str:
        """The list before and after; the one where it stays."""
        tr, language = self.setting.tr, self.setting.language
        sides = [row["list_before"], row["list_after"]]
        words = [schema.label_code("list", str(side), language) if side else tr(_OFF_LIST) for side in sides]
        return words[0] if words[0] == words[1] else " → ".join(words)

    def _open(self) -> list[Paragraph]:
        """What the scenario does not answer, each with what it is about."""
        effects = self.district.chain.list_effects(self.before.chain)
        gaps = self.district.chain.gaps("invite").filter(pl.col("product").is_in([*effects.entered]))
        return list_open_points(self.district, gaps, self.setting)

    def _name(self, row: Row) -> str:
        return str(row["zh"] if self.setting.chinese else row["en"] or row["zh"])

    def _scale(self, unit: object, amounts: list[float | None]) -> Scale:
        return choose_scale(amounts, str(unit), chinese=self.setting.chinese)

    def _change(self, amounts: tuple[float | None, ...], scale: Scale) -> tuple[str, str, str]:
        """Before, after and the difference, which agrees with the two where all are known."""
        before, after, change = (None if amount is None else amount / scale.divisor for amount in amounts)
        if before is not None and after is not None and change is not None:
            return paper_change(before, after)
        first, last = (self.setting.unknown if amount is None else paper_figure(amount) for amount in (before, after))
        return first, last, self.setting.unknown if change is None else signed_figure(change)

    def _from_to(
        self, message: str, row: Row, before: float | None, after: float | None, printed: Callable[[str], str]
    ) -> str:
        """A sentence of an amount before and after, both in one unit and with the digits of their difference."""
        scale = self._scale(row["unit"], [before, after])
        first, last, _difference = self._change(
            (before, after, None if before is None or after is None else after - before), scale
        )
        slots = {"product": self._name(row), "before": printed(first), "after": printed(last), "unit": scale.unit}
        return self.setting.tr(message) % slots

    def _size(self, row: Row, amount: float, *, among: tuple[float, ...] = ()) -> str:
        """A capacity with its unit, that of the amounts it stands among, without decimals that say nothing."""
        scale = self._scale(row["unit"], [*among] or [amount])
        return f"{round_figure(amount / scale.divisor)} {scale.unit}"
