"""Who makes it: the first candidates of each kind with their points, for the house alone."""

from __future__ import annotations

from collections.abc import Sequence

from liantu.exchange.paper.report import Block, Paragraph
from liantu.papers.brief.link_facts import LinkFacts
from liantu.wording import candidate_words as say
from liantu.wording.amounts import format_significant

#: How many of each kind are printed: who is here or near, and whom to invite.
_SHOWN = 2


def make_blocks(facts: LinkFacts) -> Sequence[Block]:
    """The first of each group; that no source names one. Nothing of what is secured, not invited."""
    tr = facts.setting.tr
    if facts.gap["list"] != "invite":
        return []
    rows = facts.district.attract.candidates().filter(product=facts.product)
    if rows.is_empty():
        return [Paragraph(tr(say.NO_CANDIDATE))]
    first = rows.filter("lead").group_by("is_supplier", maintain_order=True).head(_SHOWN)
    ordered = first.sort("is_supplier", descending=True, maintain_order=True)
    listed = tr("; ").join(_describe(facts, row) for row in ordered.iter_rows(named=True))
    return [Paragraph(listed + tr(".") + ("" if facts.setting.chinese else " "), strong=tr(say.VERIFY_FIRST))]


def _describe(facts: LinkFacts, row: dict[str, str]) -> str:
    """A candidate: where it is, its points, what says so."""
    setting = facts.setting
    tr, chinese = setting.tr, setting.chinese
    points = {"points": format_significant(float(row["points"])), "known": row["known"], "all": row["factors"]}
    sources = [setting.cite([key]) or setting.name(key) for key in row["sources"]]
    where = [tr(say.STANDINGS[row["standing"]]), row["region_zh" if chinese else "region_en"]]
    parts = [*where, tr(say.KNOWN_POINTS) % points, *dict.fromkeys(sources)]
    name = str(row["short"] or row["name"] if chinese else row["en"] or row["name"])
    return name + tr(" (%s)") % tr(", ").join(filter(None, parts))
