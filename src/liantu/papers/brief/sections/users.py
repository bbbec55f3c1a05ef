"""Who might buy it: in numbers for a visitor, by name with source and paragraph for those who talk with him."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from liantu.exchange.paper.report import Block, Paragraph, ReportTable
from liantu.model import schema
from liantu.papers.brief.link_facts import STATUSES, LinkFacts
from liantu.papers.brief.sections.missing import BY_STATUS
from liantu.wording import NC_
from liantu.wording.amounts import unit_word
from liantu.wording.paper_figures import round_figure
from liantu.wording.sentences import NO_PROMISE

if TYPE_CHECKING:
    from liantu.district.results import AccountTerm

#: Of the columns of the users, so that no range of a use is broken.
_WIDTHS, _LATIN_WIDTHS = (1.2, 0.6, 1.0, 1.5, 0.7, 2.5), (1.1, 0.75, 0.85, 1.1, 0.7, 2.75)


def make_blocks(facts: LinkFacts) -> Sequence[Block]:
    """How many plants use it by status; in the internal version each with its need and where that is said."""
    tr = facts.setting.tr
    terms = [term for term in facts.account["terms"] if term["measure"] == "demand"]
    plants = {t["capacity"]["plant"] or t["capacity"]["id"]: t["status"] for t in terms if not t["unallocated"]}
    counts = Counter(plants.values())
    counted = [
        tr("%(count)s %(status)s")
        % {"count": counts[status], "status": schema.label_code("status", status, facts.setting.language)}
        for status in (*STATUSES, "unknown")
        if counts[status]
    ]
    uses = tr(", ").join(dict.fromkeys(facts.setting.name(t["capacity"]["product"]) for t in terms))
    slots = {"uses": uses, "counts": tr(", ").join(counted) or facts.setting.unknown}
    words = Paragraph(tr("Plants here that make %(uses)s: %(counts)s. ") % slots, strong=tr(NO_PROMISE))
    return [words, _table(facts, terms)] if facts.internal and terms else [words]


def _table(facts: LinkFacts, terms: Sequence[AccountTerm]) -> ReportTable:
    tr = facts.setting.tr
    headings = (
        tr("User"),
        tr("Status"),
        tr("Capacity"),
        tr("Use per unit (low–high)"),
        tr("Need"),
        tr("Where it is said"),
    )
    rows, last, units = [], "", _units_of_use(facts, terms)
    for term in sorted(terms, key=lambda t: (t["value"] is None, -(t["value"] or 0)))[:8]:
        capacity, coefficient = term["capacity"], term["coefficient"]
        use = ""
        if coefficient:
            dash = "—" if facts.setting.chinese else "–"
            use = f"{coefficient['typical']:g}" + tr(" (%s)") % f"{coefficient['low']:g}{dash}{coefficient['high']:g}"
            use += f" {units.get(coefficient['id']) or _unit_of_any_route(facts, capacity['product'])}"
        made = facts.scale_of(capacity["product"], [capacity["amount"]]) if capacity["product"] else None
        amount = facts.setting.unknown
        if capacity["amount"] is not None and made:
            stated = round_figure(capacity["amount"] / made.divisor)
            amount = f"{stated} {made.unit}"
        rows.append(
            [
                _user(facts, term),
                schema.label_code("status", term["status"], facts.setting.language),
                amount,
                tr("as above") if use and use == last else use or facts.setting.unknown,
                facts.figure(term["value"]),
                _citation(facts, term),
            ]
        )
        last = use
    title = tr(BY_STATUS) % {"product": facts.name}
    unit = tr("Unit: %s") % facts.scale.unit
    widths = _WIDTHS if facts.setting.chinese else _LATIN_WIDTHS
    return ReportTable(title, headings, rows, widths, unit, (0, 5))


def _units_of_use(facts: LinkFacts, terms: Sequence[AccountTerm]) -> dict[str, str]:
    """The unit of each coefficient of the terms: so much of the link for one of what is made."""
    used = [t["coefficient"]["id"] for t in terms if t["coefficient"]]
    key = pl.concat_str("process", "input", "role", separator="/")
    rows = facts.district.tables["coefficients"].with_columns(key.alias("id")).filter(pl.col("id").is_in(used))
    chinese = facts.setting.chinese
    units = facts.district.chain.coefficient_units(rows)
    words = ("/".join(unit_word(unit or "", chinese=chinese) for unit in pair) for pair in units)
    return dict(zip(rows["id"], words, strict=True))


def _unit_of_any_route(facts: LinkFacts, made: str | None) -> str:
    """The unit of a use that stands for all routes to what is made: so much of the link for one of it."""
    products = facts.district.tables.rows("products")
    pair = (products[key]["unit"] for key in (facts.product, made) if key)
    return "/".join(unit_word(str(unit or ""), chinese=facts.setting.chinese) for unit in pair)


def _user(facts: LinkFacts, term: AccountTerm) -> str:
    if term["unallocated"]:
        return facts.setting.tr("not itemised")
    capacity = term["capacity"]
    return facts.setting.name(capacity["firm"] or capacity["plant"] or capacity["id"])


def _citation(facts: LinkFacts, term: AccountTerm) -> str:
    tr, citation = facts.setting.tr, term["capacity"]["citation"]
    parts = []
    if citation["source"]:
        source = facts.setting.cite([citation["source"]]) or facts.setting.name(citation["source"])
        where = tr("%(source)s, paragraph %(paragraph)s") % {"source": source, "paragraph": citation["locator"]}
        parts.append(where if citation["locator"] else source)
    if citation["quote"]:
        parts.append(tr(NC_("quote", "“%s”")) % citation["quote"])
    return tr(": ").join(parts) or facts.setting.unknown
