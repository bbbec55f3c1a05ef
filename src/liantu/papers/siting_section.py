"""The siting account as blocks that a paper can take: numbers, cost by place, what makes and turns the difference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl

from liantu.drawings.site_cost_bars import LOOKS, PAPER, SiteCostBar, draw_site_cost_bars
from liantu.exchange.paper import Setting
from liantu.exchange.paper.report import Block, Drawing, NumberBox, NumberBoxes, Paragraph, ReportTable
from liantu.model.schema import label_code
from liantu.wording import siting_words as say
from liantu.wording.amounts import format_range, format_significant
from liantu.wording.periods import period_text
from liantu.wording.siting_words import SitingNames

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.district.siting import SitingAccount

#: How many turning prices and open prices a paper lists; of more it says how many there are.
_FLIPS, _OPEN, _PRICES = 5, 20, 3


@dataclass(frozen=True)
class SitingSection:
    """An account in the language of a paper."""

    district: District
    account: SitingAccount
    setting: Setting

    @cached_property
    def names(self) -> SitingNames:
        """The names in it."""
        first, second = ("zh", "en") if self.setting.chinese else ("en", "zh")
        rows = self.account.places.select("siting_place", first, second).iter_rows()
        places = {key: label or other or key for key, label, other in rows}
        return SitingNames(self.district.tables, places, self.setting.language)

    @property
    def case(self) -> str:
        """The name of the case; of a product at its usual scale that and the scale."""
        found = self.district.tables.names("siting_cases", self.setting.language).get(self.account.case.id)
        return found or self.names.usual_case(self.account.case.product, self.account.case.amount)

    @cached_property
    def _places(self) -> pl.DataFrame:
        joined = self.account.totals.join(self.account.comparison, on="siting_place", how="left", suffix="_pair")
        return joined.join(
            self.account.places.select("siting_place", "months"), on="siting_place", maintain_order="left"
        )

    def headline(self) -> Paragraph:
        """Which place is dearer by how much, or that prices are still to be asked."""
        tr, account = self.setting.tr, self.account
        difference = dict(account.comparison.select("siting_place", "difference").iter_rows()).get(account.against)
        if account.against is None or difference is None:
            count = account.open_prices.filter(pl.col("siting_place") == account.home).height
            slots = {"case": self.case, "place": self.names.place(account.home), "count": count}
            return Paragraph(tr(say.MUCH_OPEN).format(**slots))
        slots = {"home": self.names.place(account.home), "other": self.names.place(account.against), "case": self.case}
        words = say.HOME_CHEAPER if difference > 0 else say.HOME_DEARER
        amount = format_significant(abs(difference) / say.TEN_THOUSAND)
        return Paragraph(tr(words).format(amount=amount, **slots))

    def boxes(self) -> NumberBoxes:
        """Cost a year and a unit of the first place, and the nearest price that turns the order."""
        tr = self.setting.tr
        row = self._places.row(0, named=True)
        range_text = say.mark_bound(_range_text(row["p10"], row["p90"]), row, tr)
        unit = self.names.price_unit("sale", self.account.case.product)
        each = (
            tr(say.TO_ASK)
            if row["per_unit"] is None
            else say.mark_bound(format_significant(row["per_unit"], 4), row, tr)
        )
        boxes = [
            NumberBox(tr(say.COLUMNS["amount"]), say.cost_text(row["amount"], row, tr), tr(say.UNIT), range_text),
            NumberBox(tr(say.COLUMNS["per_unit"]), each, unit, self.names.place(self.account.home)),
        ]
        if self.account.against and self.account.flips.height:
            flip = self.account.flips.row(0, named=True)
            words = self.names.input(flip)
            figure = format_significant(flip["flip"], 4)
            unit = self.names.price_unit(flip["item"], flip["product"])
            boxes.append(
                NumberBox(tr(say.FLIP_COLUMNS["flip"]), figure, unit, f"{words} {say.change_text(flip['change'])}")
            )
        return NumberBoxes(tuple(boxes))

    def describe_flip(self, row: Mapping[str, object]) -> dict[str, str]:
        """A turning price in words: input, price, flip, unit."""
        return {
            "input": self.names.input(row),
            "price": format_significant(_number(row["price"]) or 0.0, 4),
            "flip": format_significant(_number(row["flip"]) or 0.0, 4),
            "unit": self.names.price_unit(str(row["item"]), row["product"]),
        }

    def cost_blocks(self) -> tuple[Block, ...]:
        """The bars and the table of cost by place."""
        tr = self.setting.tr
        keys = ("place", "amount", "per_unit", "range", "difference", "value", "months")
        rows = [self._place_cells(row) for row in self._places.iter_rows(named=True)]
        title = tr(say.ITEMS_TITLE)
        table = ReportTable(
            tr(say.TITLE),
            tuple(tr(say.COLUMNS[key]) for key in keys),
            rows,
            (1.6, 1.2, 1.1, 2.1, 1.2, 1.1, 0.8),
            tr(say.UNIT),
            (0,),
        )
        return (Drawing(self._draw(title), tr(say.HOW_READ)), table, Paragraph(tr(say.VALUE_NOTE)))

    def _place_cells(self, row: dict[str, object]) -> list[str]:
        tr, is_home = self.setting.tr, row["siting_place"] == self.account.home
        amount, each, low, high, difference, value, months = (
            _number(row[name])
            for name in ("amount", "per_unit", "p10", "p90", "difference", "value_difference", "months")
        )
        return [
            self.names.place(row["siting_place"]),
            say.cost_text(amount, row, tr),
            tr(say.TO_ASK) if each is None else say.mark_bound(format_significant(each, 4), row, tr),
            say.mark_bound(_range_text(low, high), row, tr) or "—",
            "—" if is_home else say.signed_text(difference, tr),
            "—" if is_home else say.signed_text(None if value is None else -value, tr),
            tr(say.TO_ASK) if months is None else f"{months:.0f}",
        ]

    def _draw(self, title: str) -> str:
        tr = self.setting.tr
        parts: dict[str, dict[str, float]] = {}
        for place, group, amount in self.account.group_sums.iter_rows():
            parts.setdefault(place, {})[group] = amount / say.TEN_THOUSAND
        bars = [
            SiteCostBar(
                self.names.place(row["siting_place"]),
                "",
                {group: parts.get(row["siting_place"], {}).get(group, 0.0) for group in LOOKS},
                None,
                None,
                bool(row["at_least"] or row["open_credit"]),
                say.cost_text(row["amount"], row, tr),
                self._against(row["siting_place"], row["difference"]),
                self.names.asks(row, self.account.open_prices.filter(siting_place=row["siting_place"]).height),
            )
            for row in self._places.iter_rows(named=True)
        ]
        used = [group for group in LOOKS if any(bar.parts.get(group) for bar in bars)]
        legend = {group: label_code("siting_group", group, self.setting.language) for group in used}
        return draw_site_cost_bars(bars, legend | {"unknown": tr(say.TO_ASK)}, title, "", PAPER).svg()

    def _against(self, place: str, difference: float | None) -> str:
        if place == self.account.home or difference is None:
            return ""
        words = say.DEARER_BY if difference > 0 else say.CHEAPER_BY
        return self.setting.tr(words).format(amount=format_significant(abs(difference) / say.TEN_THOUSAND))

    def difference_blocks(self) -> tuple[Block, ...]:
        """What makes the difference to the other place, and the nearest prices that turn the order; nothing without
        another place."""
        tr, account = self.setting.tr, self.account
        if account.against is None:
            return ()
        rows = sorted(account.difference.iter_rows(named=True), key=lambda row: -abs(row["difference"]))
        cells = [
            [
                label_code("siting_group", row["group"], self.setting.language),
                *(say.money_text(row[name], tr, digits=3) for name in ("home_amount", "amount")),
                say.signed_text(row["difference"], tr),
            ]
            for row in rows
            if say.signed_text(row["difference"], tr) != "0"
        ]
        places = [self.names.place(place) for place in (account.home, account.against)]
        headings = (tr(say.OPEN_COLUMNS["item"]), *places, tr(say.DIFFERENCE))
        made = ReportTable(tr(say.OVER_BOTH), headings, cells, (1.2, 1.3, 1.3, 1.0), tr(say.UNIT), (0,))
        return (made, self._flip_table())

    def _flip_table(self) -> ReportTable:
        tr = self.setting.tr
        cells = [
            [
                self.names.input(row),
                format_significant(row["price"], 4),
                format_significant(row["flip"], 4),
                self.names.price_unit(row["item"], row["product"]),
                say.change_text(row["change"]),
            ]
            for row in self.account.flips.head(_FLIPS).iter_rows(named=True)
        ]
        keys = ("input", "price", "flip", "unit", "change")
        headings = tuple(tr(say.FLIP_COLUMNS[key]) for key in keys)
        return ReportTable(tr(say.FLIPS_TITLE), headings, cells, (3.2, 0.8, 0.9, 1.0, 0.8), "", (0, 3))

    def open_blocks(self) -> tuple[Block, ...]:
        """What is still to be asked; nothing where all is known."""
        tr, frame = self.setting.tr, self.account.open_prices
        if frame.is_empty():
            return ()
        cells = [
            [
                self.names.place(row["siting_place"]),
                self.names.item(row["item"], row["product"]),
                tr(say.MISSING[row["missing"]]),
                self.names.quantity(row) or "—",
            ]
            for row in frame.head(_OPEN).iter_rows(named=True)
        ]
        headings = tuple(tr(label) for label in say.OPEN_COLUMNS.values())
        table = ReportTable(tr(say.OPEN_TITLE), headings, cells, (1.5, 2.0, 1.3, 1.2), "", (0, 1, 2))
        more = frame.height - _OPEN
        return (table, Paragraph(tr("and %s more") % more)) if more > 0 else (table,)

    def price_blocks(self) -> tuple[Block, ...]:
        """The prices that move the result most, each with unit, range, tax, time, specification and source, and how
        many more stand in the workbook."""
        tr, lang, prices = self.setting.tr, self.setting.language, self.account.prices
        first = self.account.movers.join(prices.select("key"), on="key", how="semi").select("key")
        keys = pl.concat([first, prices.select("key")]).unique(maintain_order=True).head(_PRICES)
        titles = self.district.tables.names("sources", lang)
        cells = [
            [
                self.names.input(row),
                format_significant(row["price"], 4),
                _price_range(row["low"], row["high"]) or tr(say.ONE_FIGURE),
                self.names.price_unit(row["item"], row["product"]),
                label_code("price_tax", row["tax"], lang) if row["tax"] else tr(say.UNSTATED),
                _times(row["first"], row["last"], lang) or tr(say.UNSTATED),
                self.names.spec(row),
                titles.get(row["source"]) or tr(say.UNSTATED),
            ]
            for row in keys.join(prices, on="key", maintain_order="left").iter_rows(named=True)
        ]
        if not cells:
            return ()
        more = [Paragraph(tr(say.MORE_PRICES) % (prices.height - len(cells)))] if prices.height > len(cells) else []
        headings = tuple(tr(label) for label in say.PRICE_COLUMNS.values())
        widths = (1.8, 0.8, 1.5, 0.9, 0.7, 0.8, 1.5, 1.5)
        table = ReportTable(tr(say.FIRST_PRICES), headings, cells, widths, "", (0, 3, 4, 5, 6, 7))
        return (table, Paragraph(tr(say.PRICE_NOTE)), *more)

    def parameter_blocks(self) -> tuple[Block, ...]:
        """Discount rate, years, ramp, closing cost, tax by law, and what is no parameter."""
        tr = self.setting.tr
        return (
            Paragraph(say.parameter_text(self.account.case.parameters, tr)),
            Paragraph(say.tax_text(self.account.rules.income_tax, self.names)),
            Paragraph(tr(say.NOT_OFFERED)),
        )


def _range_text(low: float | None, high: float | None) -> str:
    """A range in ten thousand CNY; empty where there is none."""
    if low is None or high is None:
        return ""
    return format_range(low / say.TEN_THOUSAND, high / say.TEN_THOUSAND)


def _price_range(low: float | None, high: float | None) -> str:
    """The range of a price; empty where it was stated as one figure."""
    return "" if low is None or high is None or low == high else format_range(low, high, 4)


def _times(first: str | None, last: str | None, language: str) -> str:
    """The time of a price, or the first and the last; empty where nobody states one."""
    periods = [period_text(text, language) for text in dict.fromkeys([first, last]) if text]
    return "–".join(periods)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
