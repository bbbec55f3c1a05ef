"""Whether it may be made here, with the clause, as a whole and park by park; unknown is 待核, never a tick."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from liantu.exchange.paper.report import Block, Paragraph, ReportTable
from liantu.model import schema
from liantu.model.tables import Row
from liantu.papers.brief.link_facts import LinkFacts
from liantu.wording import N_
from liantu.wording.points_to_verify import describe_points
from liantu.wording.sentences import PROVINCE_RULES
from liantu.wording.verdict_words import verdict_text

_STRICTEST = ("forbidden", "restricted", "unknown", "allowed")
_OPEN = N_(
    "Where a clause names a park or a distance from a river, it is checked on the plot that is chosen; "
    "the site is open. "
)
_NO_PROMISE = N_("This brief promises no admission, land, energy or preference.")


def make_blocks(facts: LinkFacts) -> Sequence[Block]:
    """The verdict of the district with its clauses; in the internal version of each park, with what is not known."""
    tr = facts.setting.tr
    whole = facts.district.chain.admission([facts.product])
    clauses = [clause for clause in dict.fromkeys(whole["clause"]) if clause]
    verdict = _strictest(facts, whole)
    province = next((p for p in whole["province"] if p), None)
    listed = tr("by %s. ") % tr("; ").join(clauses) if clauses else _without_clause(facts, verdict, province)
    points = [code for code in facts.gap["to_verify"] or () if code.split(":")[0] in ("hazardous", "energy_intensive")]
    verify = describe_points(points, facts.setting.language, facts.setting.name)
    open_points = tr("To be verified: %s. ") % verify if verify else ""
    words = Paragraph(listed + open_points + tr(_OPEN), tr("Admission: %s. ") % verdict, tr(_NO_PROMISE))
    return [words, _table(facts)] if facts.internal and facts.parks else [words]


def _without_clause(facts: LinkFacts, verdict: str, province: str | None) -> str:
    tr = facts.setting.tr
    if province:
        return tr(PROVINCE_RULES) % {"verdict": verdict, "province": province} + tr(". ")
    return tr("No clause on it is known. ")


def _table(facts: LinkFacts) -> ReportTable:
    tr = facts.setting.tr
    parks: dict[tuple[str, ...], list[str]] = {}
    for park in facts.parks[:6]:
        found = facts.district.chain.admission([facts.product], park["id"])
        clauses = tr("; ").join(clause for clause in dict.fromkeys(found["clause"]) if clause)
        record = (clauses or tr("none known"), _known(facts, park), _strictest(facts, found))
        parks.setdefault(record, []).append(str(park["id"]))
    # Parks of which the same is to be said stand together.
    rows = [[facts.setting.join(names), *record] for record, names in parks.items()]
    headings = (tr("Park"), tr("Clause"), tr("On record"), tr("Verdict"))
    return ReportTable(tr("Admission park by park"), headings, rows, (1.9, 1.5, 1.9, 0.6), "", (0, 1, 2))


def _known(facts: LinkFacts, park: Row) -> str:
    """What is on record of a park that a clause asks about."""
    tr, setting = facts.setting.tr, facts.setting
    kind = park.get("chemical_park")
    chemical = schema.label_code("yes_no", str(kind), setting.language) if kind else setting.unknown
    distance = park.get("river_distance")
    near = f"{float(str(distance)):g} km" if distance else setting.unknown
    return tr("recognised chemical park: %(chemical)s; from the river: %(near)s") % {"chemical": chemical, "near": near}


def _strictest(facts: LinkFacts, found: pl.DataFrame) -> str:
    """The word for the strictest verdict; of two alike, one whose clause was read at the issuer."""
    pairs = found.select("verdict", "to_verify").rows() or [("unknown", True)]
    verdict, to_verify = min(pairs, key=lambda pair: (_STRICTEST.index(pair[0]), pair[1]))
    return verdict_text(verdict, facts.setting.language, to_verify=to_verify)
