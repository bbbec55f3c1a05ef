"""链长一页纸: one headline, five numbers with their change since a day, what is stuck, and what to push."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, cast

import polars as pl

from liantu.exchange.paper.printed_rows import admission_text
from liantu.exchange.paper.report import Block, Paragraph, Report, ReportTable, Section
from liantu.exchange.paper.setting import Setting
from liantu.exchange.paper.sheet_foot import foot_lines
from liantu.model import schema
from liantu.model.problems import Problem, Problems
from liantu.papers.asked_firms import list_asked_firms
from liantu.papers.month_numbers import month_numbers
from liantu.papers.paper_setting import paper_setting
from liantu.wording import N_, NC_, translator
from liantu.wording.amounts import Scale, choose_scale, format_significant, hundred_million_text
from liantu.wording.days import day_text
from liantu.wording.labels import COMPARED_DAY, USUAL_PLANTS, VALUE_A_YEAR
from liantu.wording.paper_figures import paper_figure, paper_range, round_figure, signed_figure
from liantu.wording.periods import period_text
from liantu.wording.price_words import paper_value_text
from liantu.wording.sentences import NESTED_LINKS

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.district.results import ListedGap

_STATUSES = ("operating", "building", "planned")
_NAMED = "named_missing"
_SHOWN, _SHOWN_LATIN, _FIRMS, _TEXTS = 6, 4, 3, 3
#: Of the columns of the five numbers, so that each stands on one line.
_NUMBER_WIDTHS, _LATIN_NUMBER_WIDTHS = (0.45, 2.62, 2.18, 2.75), (0.45, 2.65, 2.4, 2.5)
#: Of the columns of the links.
_LINK_WIDTHS = (1.95, 1.1, 1.1, 1.25, 1.42, 1.0, 1.55, 0.9, 0.68)
_LATIN_LINK_WIDTHS = (1.6, 0.85, 0.75, 1.05, 1.15, 0.75, 1.1, 1.1, 1.15)
_CHANGED = N_("Since %(day)s, %(moves)s of %(product)s. ")
_SAME = N_("Since %(day)s the capacity of %(product)s on record has not changed. ")
_NOT_STATED = N_("The capacity of %s has not been stated. ")
_LINKS = N_("Of %(count)s links named by documents %(filled)s are filled; the largest open link is %(largest)s.")
_NO_NAMED = N_("%(count)s links are on the list to fill; the largest is %(largest)s.")
_OUTPUT_AGAINST_CAPACITY = N_(
    "the output of %(output)s × 10⁸ CNY stated for %(period)s buys %(amount)s of %(product)s at the nearest "
    "price; the capacity on record is %(capacity)s."
)
_LINKS_UNVALUED = N_(
    "Of %(count)s links named by documents %(filled)s are filled; values are known by magnitude at most, none is "
    "called the largest."
)
_NO_NAMED_UNVALUED = N_(
    "%(count)s links are on the list to fill; values are known by magnitude at most, none is called the largest."
)
_NO_LINKS = N_("No link is on the list to fill.")
_COMPUTED_TWICE = N_(
    "Changes are of the same tables, computed once for each day. Offices and dates are filled in by hand."
)


@dataclass(frozen=True)
class ChainState:
    """A chain at a day."""

    district: District
    chain: str
    product: str | None

    @cached_property
    def links(self) -> pl.DataFrame:
        """The links to fill, in their order."""
        return self.district.chain.gaps("invite", self.chain)

    @cached_property
    def capacity(self) -> dict[str, float | None]:
        """What plants of the chain's product can make by status; None where capacities are not stated."""
        terms = self.district.chain.terms.filter((pl.col("measure") == "supply") & (pl.col("product") == self.product))
        found: dict[str, float | None] = {}
        for status in _STATUSES:
            amounts = terms.filter(pl.col("status") == status)["amount"]
            found[status] = None if len(amounts) and amounts.null_count() == len(amounts) else float(amounts.sum())
        return found

    @cached_property
    def plants(self) -> dict[str, int]:
        """How many plants of the chain's product there are by status."""
        terms = self.district.chain.terms.filter((pl.col("measure") == "supply") & (pl.col("product") == self.product))
        plants = terms.drop_nulls("plant").unique("plant", maintain_order=True)
        return dict(plants["status"].value_counts().iter_rows())

    @property
    def named(self) -> pl.DataFrame:
        """The links that documents name as missing and that are still open."""
        return self.links.filter(pl.col("evidence") == _NAMED)

    @property
    def worth_a_plant(self) -> int:
        """How many links fill at least one usual plant."""
        return self.links.filter(pl.col("plants_filled") >= 1).height

    def gap_of(self, product: str) -> ListedGap | None:
        """A link on any list; None where it is on none."""
        rows = self.district.chain.gaps("all", self.chain).filter(pl.col("product") == product)
        return cast("ListedGap", rows.row(0, named=True)) if rows.height else None


def leader_page(district: District, chain: str, language: str, since: date, notes: tuple[str, ...] = ()) -> Report:
    """The page of a chain, with the change since a day. Raises Problems for a day that is not before its own."""
    if since >= district.as_of:
        slots = {"limit": district.as_of.isoformat()}
        raise Problems(
            [Problem("day_not_before", column=translator(language)(COMPARED_DAY), value=since.isoformat(), slots=slots)]
        )
    setting = paper_setting(district, language, notes=notes)
    root = _main_product(district, chain)
    now, before = ChainState(district, chain, root), ChainState(district.at(as_of=since), chain, root)
    page = _LeaderPage(now, before, setting, day_text(since, chinese=setting.chinese))
    return page.report()


def _main_product(district: District, chain: str) -> str | None:
    """The product that a chain is measured by: its root, else what its plants make most plainly of it."""
    root = district.tables.rows("chains")[chain]["root"]
    made = district.chain.products_made_in(chain)["product"].to_list()
    return str(root) if root in made or not made else str(made[0])


@dataclass(frozen=True)
class _LeaderPage:
    now: ChainState
    before: ChainState
    setting: Setting
    since: str

    def report(self) -> Report:
        """The page."""
        tr, setting = self.setting.tr, self.setting
        day = day_text(self.now.district.as_of, chinese=setting.chinese)
        sections = (
            Section("numbers", tr("Five numbers"), self._numbers()),
            Section("links", tr("Links named by documents, or first on the list"), self._link_table()),
            Section("stuck", tr("What is stuck"), self._stuck()),
            Section("push", tr("What to push"), (self._tasks(),)),
        )
        return Report(
            title=tr("%s chain on one page") % setting.name(self.now.chain),
            subtitle=tr("(for the chain head · as of %(day)s, against %(since)s)") % {"day": day, "since": self.since},
            lead=(Paragraph(self._headline()),),
            sections=tuple(section for section in sections if section.blocks),
            version=tr("One page"),
            foot_lines=(*foot_lines(replace(setting, notice="")), tr(_COMPUTED_TWICE)),
            setting=setting,
            framed=True,
            pages=1,
        )

    def _headline(self) -> str:
        tr, now = self.setting.tr, self.now
        named, filled = now.named, self._filled()
        rows = named if named.height else now.links
        valued = rows.drop_nulls("value_typical").sort("value_typical", descending=True)
        slots = {
            "count": named.height + filled if named.height + filled else rows.height,
            "filled": filled,
            "largest": self.setting.name(valued["product"][0]) if valued.height else "",
        }
        if not rows.height:
            return self._moves() + tr(_NO_LINKS)
        ordered = (_LINKS, _NO_NAMED) if valued.height else (_LINKS_UNVALUED, _NO_NAMED_UNVALUED)
        return self._moves() + tr(ordered[0] if named.height else ordered[1]) % slots

    def _moves(self) -> str:
        """What has moved between the statuses of the chain's product."""
        tr, product = self.setting.tr, self.now.product
        if not product:
            return ""
        scale = self._scale(product, [*self.now.capacity.values(), *self.before.capacity.values()])
        moves, unit = [], scale.unit.partition("/")[0]
        for status in _STATUSES:
            now, before = self.now.capacity[status], self.before.capacity[status]
            if now is not None and before is not None and now != before:
                word = schema.label_code("status", status, self.setting.language)
                moves.append(f"{word} {_plain(signed_figure((now - before) / scale.divisor))} {unit}")
        if not any(self.now.capacity.values()) and None in self.now.capacity.values():
            return tr(_NOT_STATED) % self.setting.name(product)
        slots = {"day": self.since, "product": self.setting.name(product), "moves": tr(", ").join(moves)}
        return tr(_CHANGED if moves else _SAME) % slots

    def _filled(self) -> int:
        """How many links that were named and open then are open no more."""
        return len({*self.before.named["product"]} - {*self.now.links["product"]})

    def _numbers(self) -> tuple[Block, ...]:
        """Five numbers: of the month where the chain's firms returned it, else of capacity and links."""
        return month_numbers(self.now.district, self.now.chain, self.setting) or self._state_numbers()

    def _state_numbers(self) -> tuple[Block, ...]:
        tr = self.setting.tr
        rows = [
            *self._capacity_rows(),
            self._count(tr("Links named by documents, still open"), self.now.named.height, self.before.named.height),
            self._count(tr("Links that fill a usual plant"), self.now.worth_a_plant, self.before.worth_a_plant),
            self._largest(),
        ]
        lines = [[str(number), *row] for number, row in enumerate(rows, 1)]
        headings = (tr("No."), tr("Measure"), tr(NC_("leader page", "Now")), tr(NC_("leader page", "Change")))
        unit = tr("change: since %s") % self.since
        widths = _NUMBER_WIDTHS if self.setting.chinese else _LATIN_NUMBER_WIDTHS
        table = ReportTable(tr("Main figures and their change"), headings, lines, widths, unit, (1, 2, 3))
        return table, Paragraph(tr(NESTED_LINKS))

    def _capacity_rows(self) -> list[list[str]]:
        tr, setting, product = self.setting.tr, self.setting, self.now.product
        if not product:
            unknown = [setting.unknown, "—"]
            return [[tr("Capacity of the chain's product"), *unknown], [tr("Plants of the chain's product"), *unknown]]
        amounts = [*self.now.capacity.values(), *self.before.capacity.values()]
        scale = self._scale(product, amounts)
        words = {s: schema.label_code("status", s, setting.language) for s in _STATUSES}

        def text(status: str) -> str:
            """The capacity of a status."""
            amount = self.now.capacity[status]
            return (
                f"{words[status]} {setting.unknown if amount is None else _plain(paper_figure(amount / scale.divisor))}"
            )

        changes = []
        for status in _STATUSES:
            now, before = self.now.capacity[status], self.before.capacity[status]
            if now is not None and before is not None and now != before:
                changes.append(f"{words[status]} {_plain(signed_figure((now - before) / scale.divisor))}")
        counts = [f"{words[s]} {self.now.plants.get(s, 0)}" for s in _STATUSES]
        changed_counts = [
            f"{words[s]} {_plain(signed_figure(self.now.plants.get(s, 0) - self.before.plants.get(s, 0)))}"
            for s in _STATUSES
            if self.now.plants.get(s, 0) != self.before.plants.get(s, 0)
        ]
        name = tr("%(product)s, capacity, %(unit)s") % {"product": setting.name(product), "unit": scale.unit}
        plants = tr("Plants of %s") % setting.name(product)
        none = tr(NC_("leader page", "no change"))
        listed = [tr(", ").join(map(text, _STATUSES)), tr(", ").join(changes) or none]
        return [[name, *listed], [plants, tr(", ").join(counts), tr(", ").join(changed_counts) or none]]

    def _count(self, name: str, now: int, before: int) -> list[str]:
        change = (
            _plain(signed_figure(now - before)) if now != before else self.setting.tr(NC_("leader page", "no change"))
        )
        return [name, str(now), change]

    def _largest(self) -> list[str]:
        tr, setting = self.setting.tr, self.setting
        rows = self.now.named if self.now.named.height else self.now.links
        if rows.is_empty():
            return [tr("Largest open link"), tr("none"), "—"]
        product = rows.sort("value_typical", descending=True, nulls_last=True)["product"][0]
        gap, before = self.now.gap_of(product), self.before.gap_of(product)
        assert gap is not None
        scale = self._scale(product, [gap["gap_typical"]])
        name = tr("%(product)s, gap, %(unit)s") % {"product": setting.name(product), "unit": scale.unit}
        if gap["gap_typical"] is None:
            return [name, setting.unknown, "—"]
        low, high = gap["gap_p10"], gap["gap_p90"]
        ends = (
            paper_range(low / scale.divisor, high / scale.divisor, setting.language)
            if low is not None and high is not None
            else ""
        )
        now = paper_figure(gap["gap_typical"] / scale.divisor) + (tr(" (%s)") % ends if ends else "")
        parts = []
        pairs = (
            (tr("gap"), before and before["gap_typical"], gap["gap_typical"]),
            (tr("by plants being built"), before and before["building"], gap["building"]),
        )
        for word, first, last in pairs:
            if first is not None and last is not None:
                change = last - first
                same = abs(change) < 1e-9 * max(abs(last), 1.0)
                words = tr(NC_("leader page", "no change")) if same else signed_figure(change / scale.divisor)
                parts.append(f"{word} {words}")
        return [name, now, tr(", ").join(parts) or tr("not on the list then")]

    def _link_table(self) -> tuple[Block, ...]:
        tr, setting = self.setting.tr, self.setting
        rows = self.now.named if self.now.named.height else self.now.links
        listed = rows.head(_SHOWN if setting.chinese else _SHOWN_LATIN)
        lines = [self._link_line(cast("ListedGap", row)) for row in listed.iter_rows(named=True)]
        if not lines:
            return ()
        columns = (
            tr("Link"),
            tr("For plants being built"),
            tr("All built"),
            tr("Low–high"),
            tr("Unit"),
            tr(USUAL_PLANTS),
        )
        headings = (*columns, tr(NC_("leader page", "Value")), tr("Reliability"), tr("Admission"))
        title = tr("Gap, time and size")
        widths = _LINK_WIDTHS if setting.chinese else _LATIN_LINK_WIDTHS
        table = ReportTable(title, headings, lines, widths, tr(VALUE_A_YEAR), (0,))
        others = self.now.links.height - len(lines)
        if others <= 0:
            return (table,)
        return table, Paragraph(
            tr("%s more links are needed by what plants use; they are in the list of links to fill.") % others
        )

    def _link_line(self, gap: ListedGap) -> list[str]:
        """A link with its gap, range, size, value and what is known of it."""
        setting = self.setting
        scale = self._scale(gap["product"], [gap["gap_typical"]])
        amounts = [
            setting.unknown if amount is None else paper_figure(amount / scale.divisor)
            for amount in (gap["building"], gap["gap_typical"])
        ]
        low, high = (None if end is None else end / scale.divisor for end in (gap["gap_p10"], gap["gap_p90"]))
        plants = gap["plants_filled"]
        return [
            setting.name(gap["product"]),
            *amounts,
            paper_range(low, high, setting.language) or "—",
            scale.unit,
            "—" if plants is None else paper_figure(plants),
            paper_value_text(gap, setting.language) or setting.unknown,
            schema.label_code("grade", gap["grade"], setting.language),
            admission_text({"admission": gap["admission"]}, setting),
        ]

    def _stuck(self) -> tuple[Block, ...]:
        tr, setting = self.setting.tr, self.setting
        questions = self._questions()
        parts = [firm + tr(": ") + tr(", ").join(texts[:_TEXTS]) for firm, texts in questions]
        listed = tr("; ").join(parts) or setting.unknown
        found = [Paragraph(tr("not known and moving the list most: %s.") % listed, tr("Stock-taking. "))]
        open_ones = [
            row["product"] for row in self.now.links.iter_rows(named=True) if "allowed" not in (row["admission"] or [])
        ]
        clauses = dict.fromkeys(c for row in self.now.links.iter_rows(named=True) for c in row["clauses"] or [] if c)
        slots = {"count": len(open_ones), "clauses": tr("; ").join([*clauses][:2]) or tr("none known")}
        words = (
            tr("of %(count)s links whether they may be made here is to be verified; clauses that ask: %(clauses)s.")
            % slots
        )
        return (*found, Paragraph(words, tr("Admission. ")), *self._figures_to_check())

    def _figures_to_check(self) -> tuple[Block, ...]:
        """The first stated output of the chain that its capacities do not fit, as far as its price is known."""
        tr, setting = self.setting.tr, self.setting
        frame = self.now.district.chain.stated_output().filter(
            pl.col("chain") == self.now.chain,
            pl.col("fits") != "yes",
            (pl.col("capacity") > pl.col("implied_high")) | (pl.col("capacity") < pl.col("implied_low")),
        )
        for row in frame.head(1).iter_rows(named=True):
            scale = self._scale(row["product"], [row["implied_high"]])
            low, high = (format_significant(row[side] / scale.divisor, 2) for side in ("implied_low", "implied_high"))
            bounds = {"most": tr("at most %s"), "least": tr("at least %s")}
            amount = f"{low}{'—' if setting.chinese else '–'}{high} {scale.unit}"
            slots = {
                "output": hundred_million_text(row["claimed"]),
                "period": period_text(row["period"], setting.language),
                "amount": bounds.get(row["bound"], "%s") % amount,
                "product": setting.name(row["sold_as"]),
                "capacity": f"{round_figure(row['capacity'] / scale.divisor)} {scale.unit}",
            }
            return (Paragraph(tr(_OUTPUT_AGAINST_CAPACITY) % slots, tr("Figures to check. ")),)
        return ()

    def _questions(self, *, firms_only: bool = False) -> list[tuple[str, list[str]]]:
        now = self.now
        capacities = now.district.chain.terms_of(now.chain).filter(measure="demand")["row"].unique().to_list()
        return list_asked_firms(now.district, self.setting, capacities, now.links["product"], firms_only=firms_only)[
            :_FIRMS
        ]

    def _tasks(self) -> ReportTable:
        tr, setting = self.setting.tr, self.setting
        questions = [firm for firm, _texts in self._questions(firms_only=True)]
        radius = f"{self.now.district.policy('chain/nearby_radius'):g}"
        first = self.now.named if self.now.named.height else self.now.links
        rows = [
            (
                tr("Visit %s with the survey form") % (tr(", ").join(questions) or tr("the firms of the chain")),
                tr("Capacities, loads, year of start, suppliers"),
            ),
            (tr("Verify admission in the parks"), tr("Recognition, distance from the river, energy left")),
            (
                tr("Ask who makes these links within %s km") % radius,
                tr("Names and what they can sell; supply is talked of first"),
            ),
        ]
        if first.height:
            rows.append(
                (tr("Prepare the brief of %s") % setting.name(first["product"][0]), tr("Two pages, outward version"))
            )
        lines = [[str(number), *row, "", ""] for number, row in enumerate(rows, 1)]
        headings = (tr("No."), tr("Matter"), tr("What to bring back"), tr("Office in charge"), tr("Due"))
        return ReportTable("", headings, lines, (0.5, 3.2, 2.9, 1.0, 0.8), "", (1, 2), filled_in=True)

    def _scale(self, product: str, amounts: list[float | None]) -> Scale:
        unit = str(self.now.district.tables.rows("products")[product]["unit"] or "")
        return choose_scale(amounts, unit, chinese=self.setting.chinese)


def _plain(figure: str) -> str:
    """A figure without decimals that say nothing."""
    return figure.removesuffix(".00").removesuffix(".0")
