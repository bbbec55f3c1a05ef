"""Who makes it: the first candidates of each kind with their points, for the house alone."""

from __future__ import annotations

from collections.abc import Sequence

from liantu.exchange.paper.report import Block, Paragraph, ReportTable
from liantu.papers.brief.link_facts import LinkFacts
from liantu.wording import candidate_words as say
from liantu.wording.amounts import format_significant

#: How many of each kind are printed: who is here or near, and whom to invite.
_SHOWN = 2


def make_blocks(facts: LinkFacts) -> Sequence[Block]:
    """A table of the first of each group; that no source names one. Nothing of what is secured, not invited."""
    tr = facts.setting.tr
    if facts.gap["list"] != "invite":
        return []
    rows = facts.district.attract.candidates().filter(product=facts.product)
    if rows.is_empty():
        return [Paragraph(tr(say.NO_CANDIDATE))]
    first = rows.filter("lead").group_by("is_supplier", maintain_order=True).head(_SHOWN)
    ordered = first.sort("is_supplier", descending=True, maintain_order=True)
    cells = [_make_cells(facts, row) for row in ordered.iter_rows(named=True)]
    more = rows.height - first.height
    note = tr(say.TO_VERIFY) + (tr(say.MORE_MAKERS) % more if more else "")
    headings = (tr("Firm"), tr("Region"), tr("Points"), tr(say.WHAT_SAYS_SO))
    return [ReportTable("", headings, cells, (1.7, 1.9, 1.3, 2.2), "", (0, 3)), Paragraph(note)]


def _make_cells(facts: LinkFacts, row: dict[str, str]) -> list[str]:
    setting = facts.setting
    tr, chinese = setting.tr, setting.chinese
    points = {"points": format_significant(float(row["points"])), "known": row["known"], "all": row["factors"]}
    sources = [setting.cite([key]) or setting.name(key) for key in row["sources"]]
    return [
        str(row["short"] or row["name"] if chinese else row["en"] or row["name"]),
        tr(", ").join(filter(None, (tr(say.STANDINGS[row["standing"]]), row["region_zh" if chinese else "region_en"]))),
        tr(say.KNOWN_POINTS) % points,
        tr(", ").join(dict.fromkeys(sources)),
    ]
