"""会见参阅: what may be promised to a firm that is met and what not, on one page for the house alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from liantu.exchange.paper.report import Block, Paragraph, Report, ReportTable, Section
from liantu.exchange.paper.sheet_foot import foot_lines
from liantu.model import schema
from liantu.papers.lead_facts import LeadFacts, read_lead_facts
from liantu.papers.paper_setting import paper_setting
from liantu.wording import N_
from liantu.wording import lead_words as say
from liantu.wording.days import day_text
from liantu.wording.sentences import PLACE_AND_DAY
from liantu.wording.verdict_words import verdict_text

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.model.tables import Row

_TITLE = N_("For the meeting with %s")
_VISITOR = N_("Who comes, and for what")
_MAY, _MAY_NOT = N_("May be promised"), N_("Not to be promised, or to be verified first")
_QUESTIONS = N_("Questions to ask")
_NOTHING = N_("No clause is complete and reviewed: nothing beyond what is published for everybody may be promised yet.")
_NO_ORDER = N_("A size, a share or an order that users here would take is nobody's to promise; figures are computed.")
_PUBLISHED = N_("Published for everybody: approvals by “%(guide)s”")
_BY_PROMISE, _WITH_GAPS = N_("decided on a promise: %s"), N_("accepted with gaps: %s")
_NO_GUIDE = N_("No guide to approvals is in force on that day: services are to be asked of the approvals office.")
_NO_QUESTION = N_("Offices have answered all that the visitor could say; nothing is open.")
#: What a firm can say best of itself, in the order in which it is asked while no office has found it out.
_ASKED_OF_VISITOR = {
    "motive": N_("Why here: which customers, materials or costs decide, and against which other places"),
    "technology": N_("Which process and scale, whose technology, and how much of it is in volume elsewhere"),
    "land": N_("Planned investment, output and tax a mu, and when construction could begin"),
    "energy": N_("Power, gas, steam and water a year, and at what load"),
    "environment": N_("What it gives off, and where it takes its waste"),
    "accounts": N_("Accounts of the last three years, and where the money comes from"),
    "safety": N_("Hazardous chemicals on the site, and who designs it"),
}
#: Questions that one page takes, and items of approvals that are named.
_QUESTIONS_SHOWN, _NAMED = 3, 4
#: What the firm itself can say best.
_OF_FIRM = ("standing", "technology", "motive")


def meeting_paper(district: District, lead: str, language: str, notes: tuple[str, ...] = ()) -> Report:
    """The page for those who meet the firm of a lead. Raises Problems where there is none of that id."""
    setting = paper_setting(district, language, notes=notes)
    return _MeetingPaper(read_lead_facts(district, setting, lead)).report()


@dataclass(frozen=True)
class _MeetingPaper:
    facts: LeadFacts

    def report(self) -> Report:
        """The paper."""
        facts, setting = self.facts, self.facts.setting
        tr = setting.tr
        day = day_text(facts.district.as_of, chinese=setting.chinese)
        parts: tuple[tuple[str, str, Sequence[Block]], ...] = (
            ("who", _VISITOR, (self._visitor(),)),
            ("may", _MAY, self._may()),
            ("may_not", _MAY_NOT, (self._may_not(),)),
            ("questions", _QUESTIONS, self._questions()),
        )
        return Report(
            title=tr(_TITLE) % facts.firm,
            subtitle=tr(PLACE_AND_DAY) % {"place": setting.scope, "day": day},
            lead=(self._headline(), facts.boxes()),
            sections=tuple(Section(name, tr(title), tuple(blocks)) for name, title, blocks in parts),
            version=tr("Internal version"),
            foot_lines=tuple(foot_lines(setting)),
            setting=setting,
            pages=1,
        )

    def _headline(self) -> Paragraph:
        facts, tr = self.facts, self.facts.setting.tr
        may = facts.clauses.filter("may").height
        slots = {"may": may, "all": facts.clauses.height, "verdict": facts.verdict()}
        return Paragraph(tr(say.MAY_BE_PROMISED) % slots)

    def _visitor(self) -> Paragraph:
        """The firm, its group, the link, its stage, and what offices found of its standing and reasons."""
        facts, tr = self.facts, self.facts.setting.tr
        group = facts.row["firm_group"]
        parts = [facts.firm + (tr(" (%s)") % group if group else ""), facts.product_words]
        parts.append(facts.code("stage", facts.standing["stage"]))
        for row, _state in facts.opinions():
            found = row["zh"] if facts.setting.chinese else row["en"] or row["zh"]
            if row["matter"] in _OF_FIRM and row["state"] == "answered" and found:
                parts.append(facts.code("lead_matter", row["matter"]) + tr(": ") + found)
        end = tr(".") + ("" if facts.setting.chinese else " ")
        return Paragraph(tr("; ").join(parts) + end, strong=tr(_NO_ORDER))

    def _may(self) -> Sequence[Block]:
        """Clauses that are complete and reviewed, and what is published for everybody."""
        facts, tr = self.facts, self.facts.setting.tr
        rows = facts.clauses.filter("may")
        published = Paragraph(self._published())
        if rows.is_empty():
            return (Paragraph(tr(_NOTHING)), published)
        clauses = facts.district.tables["agreement_clauses"]
        cells = []
        for line, kind, review in rows.select("line", "kind", "review").iter_rows():
            clause = clauses.row(line, named=True)
            cells.append(
                [
                    facts.code("clause_kind", kind),
                    facts.setting.tr("; ").join(filter(None, (_pick(clause, facts), clause["conditions"]))),
                    str(clause["legal_basis"]),
                    facts.period(clause["ends"]),
                    tr(say.REVIEW_STATES[review]),
                ]
            )
        labels = {
            f.name: f.zh if facts.setting.chinese else f.en for f in schema.read_tables()["agreement_clauses"].fields
        }
        headings = (labels["kind"], tr("Text"), labels["legal_basis"], labels["ends"], tr("State"))
        return (ReportTable("", headings, cells, (0.9, 2.6, 1.6, 0.9, 1.0), "", (0, 1, 2)), published)

    def _published(self) -> str:
        """The guide to approvals in force, and what it lets start on a promise or with gaps."""
        facts, tr = self.facts, self.facts.setting.tr
        graph = facts.district.deliver.guide_in_force()
        if graph is None:
            return tr(_NO_GUIDE)
        chinese = facts.setting.chinese
        kinds = {
            _BY_PROMISE: [item for item in graph.items.values() if item.promise.possible == "yes"],
            _WITH_GAPS: [item for item in graph.items.values() if item.gaps.possible == "yes"],
        }
        parts = [tr(_PUBLISHED) % {"guide": graph.zh if chinese else graph.en or graph.zh}]
        for words, items in kinds.items():
            names = [item.zh if chinese else item.en or item.zh for item in items[:_NAMED]]
            if names:
                parts.append(tr(words) % tr(", ").join(names))
        return tr("; ").join(parts) + tr(".")

    def _may_not(self) -> ReportTable:
        """What is refused by law, clauses that lack something, quotas and admission that nobody has verified."""
        tr = self.facts.setting.tr
        rows = [*self._refused(), *self._lacking(), *self._quotas(), *self._admission()]
        headings = (tr("Matter"), tr(say.WHY_NOT))
        return ReportTable("", headings, rows, (2.2, 3.2), "", (0, 1))

    def _refused(self) -> list[list[str]]:
        facts, tr = self.facts, self.facts.setting.tr
        refused = facts.district.attract.refused_benefits()
        kinds = tr("; ").join(tr(say.REFUSED_KINDS[kind]) for kind in refused.kinds)
        rule = refused.zh if facts.setting.chinese else refused.en
        if rule is None:
            return [[kinds, tr(say.REFUSED_WITHOUT_RULE)]]
        unread = "" if refused.status == "confirmed" else tr(" (%s)") % facts.code("verdict", "unknown")
        return [[kinds, tr(say.REFUSED_BY) % f"{rule}{refused.clause or ''}" + unread]]

    def _lacking(self) -> list[list[str]]:
        """Clauses that may not be promised, each with why."""
        facts, tr = self.facts, self.facts.setting.tr
        clauses = facts.district.tables["agreement_clauses"]
        others = facts.clauses.filter(~pl.col("may")).sort("refused", descending=True, maintain_order=True)
        rows = []
        for row in others.iter_rows(named=True):
            clause = clauses.row(row["line"], named=True)
            reasons = say.list_clause_reasons(row["faults"], row["words"], row["review"], tr, is_over=row["is_over"])
            stands = tr(say.NOT_PROMISED if row["refused"] else say.PROMISED_LATER) % reasons
            rows.append([f"{facts.code('clause_kind', row['kind'])}{tr(': ')}{_pick(clause, facts)}", stands])
        return rows

    def _quotas(self) -> list[list[str]]:
        """Land, energy, water and the like: what the place has free, and what nobody has stated."""
        facts, tr = self.facts, self.facts.setting.tr
        place = facts.project["place"]
        free = facts.district.land.place_limits().filter(
            (pl.col("place") == pl.lit(place, pl.String))
            & (pl.col("measure") == "free")
            & pl.col("amount").is_not_null()
        )
        known = [*free["resource"]]
        open_ones = [code for code in schema.read_codelist("place_resource") if code not in known]
        names = [facts.code("place_resource", code) for code in open_ones]
        where = facts.setting.name(place) if place else tr(say.NO_PLACE)
        words = tr(say.QUOTA_UNKNOWN) % {"place": where, "word": facts.code("verdict", "unknown")}
        return [[tr(say.QUOTAS) % tr(", ").join(names), words]] if names else []

    def _admission(self) -> list[list[str]]:
        """Admission of the link where the project stands, unless a clause allows it."""
        facts, tr = self.facts, self.facts.setting.tr
        if facts.product is None:
            return []
        place = facts.project["place"]
        product = str(facts.product["id"])
        found = facts.district.chain.admission([product], *([str(place)] if place else []))
        language, judged = facts.setting.language, found.select("verdict", "to_verify").iter_rows()
        texts = [verdict_text(verdict, language, to_verify=to_verify) for verdict, to_verify in judged]
        words = tr(", ").join(dict.fromkeys(texts))
        clauses = tr("; ").join(clause for clause in dict.fromkeys(found["clause"]) if clause)
        return [[tr(say.ADMISSION_OF) % facts.setting.name(product), words + tr(": ") + (clauses or tr("none known"))]]

    def _questions(self) -> Sequence[Block]:
        """What the visitor alone can say: what no office has found out of it yet. What is asked of others is not said
        in front of it."""
        facts, tr = self.facts, self.facts.setting.tr
        answered = {row["matter"] for row, _state in facts.opinions() if row["state"] == "answered"}
        lines = [tr(words) for matter, words in _ASKED_OF_VISITOR.items() if matter not in answered]
        if not lines:
            return (Paragraph(tr(_NO_QUESTION)),)
        return tuple(Paragraph(line, f"{number}. ") for number, line in enumerate(lines[:_QUESTIONS_SHOWN], 1))


def _pick(clause: Row, facts: LeadFacts) -> str:
    """The text of a clause in the language of the paper."""
    return str(clause["zh"] if facts.setting.chinese else clause["en"] or clause["zh"])
