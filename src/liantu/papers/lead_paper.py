"""研判会商单: a lead on one page for the house alone: firm, demand, values per mu, what each office says by when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liantu.exchange.paper.project_lines import list_entry_parts
from liantu.exchange.paper.report import Paragraph, Report, ReportTable, Section
from liantu.exchange.paper.sheet_foot import foot_lines
from liantu.model import schema
from liantu.papers.lead_facts import LeadFacts, read_lead_facts
from liantu.papers.paper_setting import paper_setting
from liantu.wording import N_
from liantu.wording import lead_words as say
from liantu.wording.amounts import HUNDRED_MILLION
from liantu.wording.days import day_text
from liantu.wording.paper_figures import paper_range
from liantu.wording.sentences import PLACE_AND_DAY
from liantu.wording.unit_names import UnitNames

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.model.tables import Row

_TITLE = N_("Consideration of a lead: %s")
_FACTS = N_("Firm and link")
_VALUES = N_("Planned investment, output and tax per mu against the standards of the place")
_OPINIONS = N_("Who is to say what, by when, and what was said")
_FIELDS = ("credit_code", "firm_group", "introduced_by", "reported", "first_talk", "protected_until")
_WORTH = N_("Worth, 100 million CNY a year, without VAT")
#: The matter that the headline says.
_WHOLE = "overall"
_AT_FREEZE, _TODAY = N_("frozen: %s"), N_("now: %s")


def lead_paper(district: District, lead: str, language: str, notes: tuple[str, ...] = ()) -> Report:
    """The sheet of a lead. Raises Problems where there is none of that id."""
    setting = paper_setting(district, language, notes=notes)
    facts = read_lead_facts(district, setting, lead)
    return _LeadPaper(facts).report()


@dataclass(frozen=True)
class _LeadPaper:
    facts: LeadFacts

    def report(self) -> Report:
        """The paper."""
        facts, setting = self.facts, self.facts.setting
        tr = setting.tr
        day = day_text(facts.district.as_of, chinese=setting.chinese)
        sections = (
            Section("facts", tr(_FACTS), (self._fact_table(),)),
            Section("values", tr(_VALUES), (self._value_table(),)),
            Section("opinions", tr(_OPINIONS), (self._opinion_table(), Paragraph(tr(say.VERDICT_NOTE)))),
        )
        return Report(
            title=tr(_TITLE) % facts.firm,
            subtitle=tr(PLACE_AND_DAY) % {"place": setting.scope, "day": day},
            lead=(self._headline(), facts.boxes()),
            sections=sections,
            version=tr("Internal version"),
            foot_lines=tuple(foot_lines(facts.setting)),
            setting=facts.setting,
            pages=1,
            tight=True,
        )

    def _headline(self) -> Paragraph:
        """The verdict as a person gave it, and who is against."""
        facts, tr = self.facts, self.facts.setting.tr
        whole = next(row for row, _state in facts.opinions() if row["matter"] == _WHOLE)
        words = [facts.verdict()]
        if whole["state"] == "answered":
            finding = whole["zh"] if facts.setting.chinese else whole["en"] or whole["zh"]
            by = [facts.setting.name(whole["office"]) if whole["office"] else "", facts.period(whole["answered"])]
            words += [finding or "", tr(", ").join(filter(None, by))]
        against = [facts.code("lead_matter", matter) for matter in facts.standing["against"] or ()]
        strong = tr(say.AGAINST_ON) % tr(", ").join(against) if against else ""
        if facts.standing["is_second"]:
            strong += tr(say.ONE_GROUP_ONCE)
        text = tr("; ").join(filter(None, words)) + tr(".") + ("" if facts.setting.chinese else " ")
        return Paragraph(text, tr(say.VERDICT_OF_WHOLE), strong)

    def _fact_table(self) -> ReportTable:
        """What is stated of the firm and its talk, two facts beside each other."""
        facts, tr = self.facts, self.facts.setting.tr
        row, gap = facts.row, facts.gap
        labels = {f.name: f.zh if facts.setting.chinese else f.en for f in schema.read_tables()["leads"].fields}
        stage = facts.standing["stage"]
        now = self._worth(_hundred_million(gap["value_low"]), _hundred_million(gap["value_high"])) if gap else ""
        worth = [
            tr(_AT_FREEZE) % self._worth(facts.frozen("worth_low"), facts.frozen("worth_high")),
            tr(_TODAY) % (now or tr("on no list")),
        ]
        lines = [
            (labels["product"], facts.product_words),
            *((labels[name], facts.stated(name)) for name in _FIELDS),
            (labels["office"], facts.setting.name(row["office"]) if row["office"] else tr(say.NOT_STATED)),
            (tr("Stage"), facts.code("stage", stage)),
            (tr(_WORTH), tr("; ").join(worth) if gap or row["worth_low"] else facts.setting.unknown),
        ]
        half = -(-len(lines) // 2)
        beside = [*lines[half:], *[("", "")] * (2 * half - len(lines))]
        headings = (tr("Matter"), tr(say.AS_STATED)) * 2
        cells = [[*first, *second] for first, second in zip(lines[:half], beside, strict=True)]
        return ReportTable("", headings, cells, (1.05, 2.1, 1.65, 2.0), "", (0, 1, 2, 3))

    def _worth(self, low: float | None, high: float | None) -> str:
        """A range of 100 million CNY a year; the word for unknown."""
        return paper_range(low, high, self.facts.setting.language) or self.facts.setting.unknown

    def _value_table(self) -> ReportTable:
        """The entry test of its project, indicator by indicator."""
        facts, setting = self.facts, self.facts.setting
        tr, land = setting.tr, facts.district.land
        plan = land.planned_project(str(facts.project["id"]))
        units = UnitNames(facts.district.tables, setting.chinese)
        rows = [
            [indicator, division, standard or tr("none known"), verdict]
            for indicator, division, standard, verdict in list_entry_parts(
                land.entry_test(plan), land.entry_terms(plan), setting, units
            )
        ]
        place = facts.project["place"]
        where = setting.name(place) if place else tr(say.NO_PLACE)
        headings = (tr("Indicator"), tr("Planned"), tr("Standard"), tr("Verdict"))
        return ReportTable("", headings, rows, (1.0, 2.5, 1.9, 1.5), where, (0, 1, 2, 3))

    def _opinion_table(self) -> ReportTable:
        """Every matter but the whole with its office, its days and what was found; blanks are filled in by hand."""
        facts, tr = self.facts, self.facts.setting.tr
        stated = facts.district.tables.rows("lead_opinions")
        rows = [
            self._opinion_cells(row, state, stated.get(f"{row['lead']}/{row['matter']}"))
            for row, state in facts.opinions()
            if row["matter"] != _WHOLE and row["row"] is not None
        ]
        unasked = [row["matter"] for row, _state in facts.opinions() if row["row"] is None]
        if unasked:
            names = tr(", ").join(facts.code("lead_matter", matter) for matter in unasked)
            rows.append([tr(say.OPINION_STATES["not_given_out"]), "", "", "", "", names])
        headings = (tr("Matter"), tr("Responsible office"), tr("Due"), tr(say.ANSWERED), tr(say.OPINION), tr(say.FOUND))
        # In English the names of offices are long: a line more of each would be a second page.
        widths = (1.0, 1.65, 0.95, 1.15, 0.95, 1.9) if facts.setting.chinese else (1.0, 2.1, 0.8, 0.8, 0.8, 2.1)
        return ReportTable("", headings, rows, widths, "", (0, 1, 5), filled_in=True)

    def _opinion_cells(self, row: Row, state: str, stated: Row | None) -> list[str]:
        facts = self.facts
        found = row["zh"] if facts.setting.chinese else row["en"] or row["zh"]
        source = facts.cite(stated) if row["state"] == "answered" else ""
        return [
            facts.code("lead_matter", row["matter"]),
            facts.setting.name(row["office"]) if row["office"] else "",
            facts.period(row["due"]),
            (facts.period(row["answered"]) if row["state"] == "answered" else "") or state,
            facts.code("lead_verdict", row["verdict"]) if row["verdict"] else "",
            (found or "") + (facts.setting.tr(" (%s)") % source if found and source else ""),
        ]


def _hundred_million(amount: float | None) -> float | None:
    return None if amount is None else amount / HUNDRED_MILLION
