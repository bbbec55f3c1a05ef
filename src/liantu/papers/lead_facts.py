"""What papers say of a lead, gathered once: the firm, the frozen demand beside today's, opinions, clauses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, cast

import polars as pl

from liantu.exchange.paper import Setting
from liantu.exchange.paper.report import NumberBox, NumberBoxes
from liantu.model import schema
from liantu.model.problems import Problem, Problems
from liantu.model.tables import Row
from liantu.wording import N_
from liantu.wording.amounts import Scale, choose_scale
from liantu.wording.lead_words import FIRST_TALK, FROZEN, NO_VERDICT, NOT_STATED, OPINION_STATES, OPINIONS, PROTECTIONS
from liantu.wording.paper_figures import paper_figure, paper_range
from liantu.wording.periods import period_text

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.district.results import ListedGap

#: Whose sources stand in the foot.
_CITED = ("leads", "lead_opinions", "agreements", "agreement_clauses", "projects", "land_standards")
_OF_MATTERS = N_("of %(all)s matters; late: %(late)s")


@dataclass(frozen=True)
class LeadFacts:
    """A lead of a district, for a paper in a language."""

    district: District
    setting: Setting
    row: Row

    @property
    def key(self) -> str:
        """The id of the lead."""
        return str(self.row["id"])

    @property
    def firm(self) -> str:
        """The firm, as its register names it."""
        return str(self.row["firm"])

    @cached_property
    def standing(self) -> Row:
        """Stage, first talk and opinions of the lead, as its list has them."""
        return self.district.attract.leads().filter(lead=self.key).row(0, named=True)

    @cached_property
    def project(self) -> Row:
        """The project that follows the lead."""
        return self.district.tables.rows("projects")[str(self.row["project"])]

    @cached_property
    def product(self) -> Row | None:
        """The link that it is to fill; None where none is stated."""
        key = self.row["product"]
        return self.district.tables.rows("products").get(str(key)) if key else None

    @property
    def product_words(self) -> str:
        """The link with its industry by GB/T 4754."""
        if self.product is None:
            return self.setting.tr(NOT_STATED)
        code = self.product["gbt4754"]
        return self.setting.name(self.product["id"]) + (f" (GB/T 4754 {code})" if code else "")

    def stated(self, name: str) -> str:
        """What the row says of a field; that nothing is stated."""
        return self.period(self.row[name]) if self.row[name] else self.setting.tr(NOT_STATED)

    def period(self, written: object) -> str:
        """A period in words; any other text as it stands."""
        return period_text(str(written), self.setting.language) if written else ""

    def code(self, codelist: str, code: object) -> str:
        """A code in words; that it is not known."""
        return schema.label_code(codelist, str(code), self.setting.language) if code else self.setting.unknown

    @cached_property
    def gap(self) -> ListedGap | None:
        """What the list says of the link on the paper's day; None where it is on no list."""
        rows = self.district.chain.gaps("all").filter(pl.col("product") == self.row["product"])
        return cast("ListedGap", rows.row(0, named=True)) if rows.height else None

    @cached_property
    def scale(self) -> Scale:
        """The unit of the frozen demand and today's alike."""
        amounts = [self.frozen("missing"), self.gap["gap_typical"] if self.gap else None]
        return choose_scale(amounts, str(self.row["unit"] or ""), chinese=self.setting.chinese)

    def frozen(self, name: str) -> float | None:
        """A number of the frozen demand."""
        return float(str(self.row[name])) if self.row[name] is not None else None

    def amount(self, amount: float | None) -> str:
        """An amount of the link; the word for unknown."""
        return self.setting.unknown if amount is None else paper_figure(amount / self.scale.divisor)

    def range(self, low: float | None, high: float | None) -> str:
        """A range of amounts of the link; empty where an end is not known."""
        ends = [None if end is None else end / self.scale.divisor for end in (low, high)]
        return paper_range(ends[0], ends[1], self.setting.language)

    def boxes(self) -> NumberBoxes:
        """Frozen demand, today's, opinions that came, first talk."""
        tr, row, standing = self.setting.tr, self.row, self.standing
        of_old = self.range(self.frozen("missing_low"), self.frozen("missing_high"))
        of_now = self.range(self.gap["gap_p10"], self.gap["gap_p90"]) if self.gap else ""
        now = self.amount(self.gap["gap_typical"]) if self.gap else tr("on no list")
        matters = len(schema.read_codelist("lead_matter"))
        counts = {"all": matters, "late": standing["late"]}
        until = self.period(row["protected_until"]) or "—"
        return NumberBoxes(
            (
                NumberBox(
                    tr(FROZEN) % (self.period(row["frozen"]) or self.setting.unknown),
                    self.amount(self.frozen("missing")),
                    self.scale.unit,
                    of_old,
                ),
                NumberBox(tr("Demand now"), now, self.scale.unit if self.gap else "", of_now),
                NumberBox(tr(OPINIONS), str(standing["answered"]), tr(_OF_MATTERS) % counts),
                NumberBox(tr(FIRST_TALK), until, tr(PROTECTIONS[str(standing["protection"])])),
            )
        )

    def verdict(self) -> str:
        """The verdict of the whole as a person gave it; that nobody did."""
        verdict = self.standing["verdict"]
        return self.code("lead_verdict", verdict) if verdict else self.setting.tr(NO_VERDICT)

    def opinions(self) -> Iterable[tuple[Row, str]]:
        """Every matter with where it stands in words."""
        for row in self.district.attract.lead_opinions(self.key).iter_rows(named=True):
            yield row, self.setting.tr(OPINION_STATES[row["state"]])

    def cite(self, row: Row | None) -> str:
        """The source of a row, by its number in the foot or by name, with the paragraph."""
        tr = self.setting.tr
        if row is None or not row["source"]:
            return ""
        source = self.setting.cite([str(row["source"])]) or self.setting.name(row["source"])
        slots = {"source": source, "paragraph": row["locator"]}
        return tr("%(source)s, paragraph %(paragraph)s") % slots if row["locator"] else source

    @property
    def clauses(self) -> pl.DataFrame:
        """The clauses of its agreements, and which of them may be promised."""
        return self.district.attract.promises([str(self.row["project"])])


def read_lead_facts(district: District, setting: Setting, lead: str) -> LeadFacts:
    """The facts of a lead. Raises Problems where there is none of that id."""
    row = district.tables.rows("leads").get(lead)
    if row is None:
        raise Problems([Problem("no_such_row", "leads", value=lead)])
    cited = {"library"}.union(*(district.tables[name]["source"].drop_nulls() for name in _CITED))
    sources = {key: title for key, title in setting.sources.items() if key in cited}
    return LeadFacts(district, replace(setting, sources=sources), row)
