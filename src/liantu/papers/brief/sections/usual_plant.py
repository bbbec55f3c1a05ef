"""A plant of usual size: how much of it the need here fills, what it takes in, what it costs, whom it employs."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from liantu.exchange.paper.report import Block, Paragraph, ReportTable
from liantu.model import schema
from liantu.papers.brief.link_facts import LinkFacts
from liantu.wording import N_
from liantu.wording.amounts import choose_scale
from liantu.wording.paper_figures import paper_figure, paper_range, round_figure

_SIZE = N_("Usual plants make %(low)s to %(high)s a year. ")
_FILLED = N_("Taking %(size)s: the need here would take about %(share)s %% of its output%(outside)s. ")
_MONEY = N_(
    "Investment about %(money)s, about %(jobs)s jobs: values of the process library (reliability %(grade)s); a "
    "feasibility study of the firm decides."
)
#: Inputs that are printed: the table stays short.
_SHOWN = 6


def make_blocks(facts: LinkFacts) -> Sequence[Block]:
    """Size, share filled, investment and jobs, main inputs; nothing where no usual size is known."""
    size, tr = facts.plant_size, facts.setting.tr
    if not size:
        return [Paragraph(tr("No usual size of a plant is known to the library."))]
    low, high = (facts.row[f"usual_plant_{end}"] for end in ("low", "high"))
    words = (
        tr(_SIZE) % {"low": round_figure(float(low) / facts.scale.divisor), "high": facts.size(float(high))}
        if low and high
        else ""
    )
    gap = facts.gap["gap_typical"]
    if gap is not None:
        share = min(gap / size, 1.0) * 100
        outside = tr("; about %s %% would be sold outside") % round(100 - share) if share < 99.5 else ""
        words += tr(_FILLED) % {"size": facts.size(size), "share": round(share), "outside": outside}
    words += _money(facts, size)
    table = _inputs(facts, size) if not facts.internal else None
    return [Paragraph(words), *([table] if table else [])]


def _money(facts: LinkFacts, size: float) -> str:
    tr, row = facts.setting.tr, facts.row
    if not row["capital"] or not row["jobs"]:
        return tr("Investment and jobs: %s.") % facts.setting.unknown
    money = tr("%s hundred million yuan") % round_figure(float(row["capital"]) * size / 1e8)
    grade = schema.label_code("grade", row["grade"] or "C", facts.setting.language)
    jobs = float(row["jobs"]) * size
    return tr(_MONEY) % {"money": money, "jobs": f"{round(jobs, -1 if jobs >= 100 else 0):.0f}", "grade": grade}


def _inputs(facts: LinkFacts, size: float) -> ReportTable | None:
    tr, setting = facts.setting.tr, facts.setting
    rows = facts.district.chain.route_inputs(facts.product, size).filter(pl.col("role") == "input").head(_SHOWN)
    if rows.is_empty():
        return None
    # One unit stands above the table, that of the largest input; another one beside its own amount.
    largest = rows.sort("high", descending=True).row(0, named=True)
    common = choose_scale([largest["high"]], largest["unit"], chinese=setting.chinese)
    cells = []
    for row in rows.iter_rows(named=True):
        same = row["unit"] == largest["unit"]
        scale = common if same else choose_scale([row["high"]], row["unit"], chinese=setting.chinese)
        low, typical, high = (row[name] / scale.divisor for name in ("low", "typical", "high"))
        amount = paper_figure(typical) if same else f"{paper_figure(typical)} {scale.unit}"
        cells.append([setting.name(row["input"]), amount, paper_range(low, high, setting.language)])
    half = -(-len(cells) // 2)
    lines = [[*cells[n], *(cells[n + half] if n + half < len(cells) else ["", "", ""])] for n in range(half)]
    headings = (tr("Input"), tr("Typical"), tr("Low–high")) * 2
    title = tr("Main inputs of a plant of %s") % facts.size(size)
    return ReportTable(title, headings, lines, (1.7, 0.9, 1.3) * 2, tr("Unit: %s") % common.unit, (0, 3))
