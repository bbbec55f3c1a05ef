"""What a usual plant would take of energy, and what is known of what the place has left."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from liantu.exchange.paper.report import Block, Paragraph
from liantu.papers.brief.link_facts import LinkFacts
from liantu.wording import N_
from liantu.wording.amounts import choose_scale
from liantu.wording.paper_figures import paper_figure, paper_range

_TAKES = N_("A plant of %(size)s takes %(utilities)s a year")
_COAL = N_(", together %s tce (calorific, utilities only)")
_LAND = N_("Land, water and environmental capacity: by the firm's design. ")
_LEFT = N_("What the parks have left of energy, land and water: %s.")
_SHOWN = 4


def make_blocks(facts: LinkFacts) -> Sequence[Block]:
    """Utilities of a usual plant with their range, and what is left here."""
    tr, size = facts.setting.tr, facts.plant_size
    words = _utilities(facts, size) if size else tr("Energy of a usual plant: %s. ") % facts.setting.unknown
    return [Paragraph(words + tr(_LAND) + tr(_LEFT) % _left(facts))]


def _utilities(facts: LinkFacts, size: float) -> str:
    tr, setting = facts.setting.tr, facts.setting
    rows = facts.district.chain.route_inputs(facts.product, size).filter(pl.col("role") == "utility").head(_SHOWN)
    if rows.is_empty():
        return tr("Energy of a usual plant: %s. ") % setting.unknown
    listed = []
    for row in rows.iter_rows(named=True):
        scale = choose_scale([row["high"]], row["unit"], chinese=setting.chinese)
        low, typical, high = (row[name] / scale.divisor for name in ("low", "typical", "high"))
        ends = tr(" (%s)") % paper_range(low, high, setting.language)
        listed.append(f"{setting.name(row['input'])} {paper_figure(typical)} {scale.unit}{ends}")
    words = tr(_TAKES) % {"size": facts.size(size), "utilities": tr(", ").join(listed)}
    energy, gap = facts.gap.get("energy"), facts.gap["gap_typical"]
    coal = tr(_COAL) % paper_figure(energy * size / gap) if energy and gap else ""
    return words + coal + tr(". ")


def _left(facts: LinkFacts) -> str:
    """What is on record of the parks' energy; unknown where nothing is."""
    tr, setting = facts.setting.tr, facts.setting
    found = []
    for park in facts.parks:
        quota, used = park.get("energy_quota"), park.get("energy_used")
        if quota and used:
            left = paper_figure(float(quota) - float(used))
            found.append(tr("%(park)s %(left)s tce") % {"park": setting.name(park["id"]), "left": left})
    return tr("; ").join(found) or setting.unknown
