"""What filling the link would need in turn: a supposition, never added to what is missing today."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from liantu.exchange.paper.report import Block, Paragraph
from liantu.papers.brief.link_facts import LinkFacts
from liantu.wording import N_
from liantu.wording.amounts import choose_scale
from liantu.wording.paper_figures import paper_figure, paper_range

_IF = N_("If a plant of %(size)s came, it would need %(inputs)s a year. This is a supposition and no part of the gap.")
_SHOWN = 6


def make_blocks(facts: LinkFacts) -> Sequence[Block]:
    """The main inputs of a usual plant, with their ranges; nothing where none are known."""
    tr, setting, size = facts.setting.tr, facts.setting, facts.plant_size
    if not size:
        return []
    rows = facts.district.chain.route_inputs(facts.product, size).filter(pl.col("role") == "input").head(_SHOWN)
    listed = []
    for row in rows.iter_rows(named=True):
        scale = choose_scale([row["high"]], row["unit"], chinese=setting.chinese)
        low, typical, high = (row[name] / scale.divisor for name in ("low", "typical", "high"))
        ends = tr(" (%s)") % paper_range(low, high, setting.language)
        listed.append(f"{setting.name(row['input'])} {paper_figure(typical)} {scale.unit}{ends}")
    return [Paragraph(tr(_IF) % {"size": facts.size(size), "inputs": tr(", ").join(listed)})] if listed else []
