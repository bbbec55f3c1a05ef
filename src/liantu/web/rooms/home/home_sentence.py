"""The sentence of the first screen: what the leading chain lacks, the largest link with its value, under what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

import polars as pl

from liantu.web.core.page_tables import Link
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.chain.gap_rows import assumption_text
from liantu.wording.amounts import choose_scale, format_significant
from liantu.wording.chain_summary import NOTHING_MISSING, SummaryWords, summarise
from liantu.wording.periods import period_text
from liantu.wording.price_words import value_text
from liantu.wording.segments import Segment

if TYPE_CHECKING:
    from liantu.district.results import ChainSummary, ListedGap

#: Grades from the best to the worst.
_GRADES = ("A", "B", "C")


@dataclass(frozen=True)
class HomeSentence:
    """The sentence in pieces, the assumptions it rests on, and where to go on from it."""

    segments: list[Segment]
    assumptions: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


def make_home_sentence(view: RequestView) -> HomeSentence:
    """What the chain lacks that leads the list of links to fill."""
    _, summary = view.tr, view.district.chain.summary()
    if summary is None:
        return HomeSentence([Segment(_(NOTHING_MISSING))], links=[Link(_("What to ask"), view.url("/ask"))])
    gaps = view.district.chain.gaps("invite", summary.chain)
    rows = cast("Iterable[ListedGap]", gaps.filter(pl.col("product") == (summary.largest or "")).iter_rows(named=True))
    largest = next(iter(rows), None)
    assumed = list(largest["assumptions"]) if largest else []
    links = [Link(_("What if it were otherwise"), view.url("/assumptions"))] if assumed else []
    if largest:
        links.insert(0, Link(_("Account"), view.url(f"/account/{largest['product']}", measure="value")))
    return HomeSentence(
        segments=summarise(_words(view, summary, largest), view.lang),
        assumptions=[assumption_text(view, key) for key in assumed],
        links=links,
    )


def _words(view: RequestView, summary: ChainSummary, largest: ListedGap | None) -> SummaryWords:
    made, under_way = _made_words(view, summary.chain)
    words = SummaryWords(
        chain=view.name(summary.chain),
        made=made,
        under_way=under_way,
        links=[view.name(product) for product in summary.first],
        count=summary.links,
        computed=summary.computed,
    )
    if largest is None:
        return words
    grade = max((largest["grade"], largest["price_grade"] or "C"), key=_GRADES.index)
    return replace(
        words,
        largest=view.pick(largest),
        value=value_text(largest, view.lang),
        period=period_text(largest["price_period"] or "", view.lang),
        tax=view.word("price_tax", largest["price_tax"] or "unknown"),
        grade=view.word("grade", grade),
        leads_all=view.district.chain.most_valuable(view.district.chain.gaps("invite")) == largest["product"],
    )


def _made_words(view: RequestView, chain: str) -> tuple[str, bool]:
    """What the chain makes of its core product with all its plants, form by form, and whether part of it is still to be
    built; nothing if unknown."""
    made = view.district.chain.products_made_in(chain).filter(pl.col("with_planned") > 0)
    core = made.filter(pl.col("product").is_in(_list_core_products(view, chain)))
    rows = (core if core.height else made.head(1)).to_dicts()
    words = []
    for row in rows:
        scale = choose_scale([row["with_planned"]], row["unit"] or "", chinese=view.zh, yearly=False)
        amount = format_significant(row["with_planned"] / scale.divisor)
        slots = {"amount": f"{amount} {scale.unit}", "product": view.pick(row)}
        words.append(view.tr("%(amount)s of %(product)s") % slots)
    return view.join(words), any(row["with_planned"] > row["operating"] for row in rows)


def _list_core_products(view: RequestView, chain: str) -> list[str]:
    """The core product of a chain and the forms of it."""
    tables = view.district.tables
    roots = tables["chains"].filter(pl.col("id") == chain)["root"].drop_nulls()
    return (
        tables["products"]
        .filter(pl.col("id").is_in(roots.implode()) | pl.col("broader").is_in(roots.implode()))["id"]
        .to_list()
    )
