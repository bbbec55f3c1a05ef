"""Proposals as rows of the pages: what stands of a bundle in a cell, and in the picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict, cast

import polars as pl

from liantu.drawings.bundle_chains import BundleRow, BundleStep, BundleWords
from liantu.web.core import link_cells
from liantu.web.core.page_tables import Cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.wording import proposal_words as say
from liantu.wording.markets import amount_words
from liantu.wording.price_words import value_text
from liantu.wording.verdict_words import verdict_text

PATH = "/proposals"
#: How many materials the picture names.
_MATERIALS = 3


class ProposalRow(TypedDict):
    """A row of ``proposals().bundles``, as far as pages print it."""

    bundle: str
    product: str
    zh: str
    en: str
    unit: str
    rank: int | None
    leads: str
    advice: str
    approach: str
    reasons: Sequence[str]
    steps: Sequence[str]
    levels: Sequence[int]
    processes: Sequence[str]
    made_by: Sequence[str]
    size: float | None
    plants: float | None
    direct: float | None
    gap: float | None
    fill: float | None
    fill_share: float | None
    sold: float | None
    sold_share: float | None
    inputs: int
    inputs_here: int
    inputs_share: float | None
    inputs_of_here: Sequence[str]
    inputs_parts: Sequence[float | None]
    inputs_listed: Sequence[str]
    points: float
    needs: str


def list_rows(frame: pl.DataFrame) -> list[ProposalRow]:
    """The rows of a frame of bundles."""
    return cast("list[ProposalRow]", frame.to_dicts())


def bundle_address(view: RequestView, row: ProposalRow) -> str:
    """The page of a bundle, where every figure of it has its account."""
    return view.url(f"{PATH}/{row['bundle']}")


def title_of(view: RequestView, row: ProposalRow, clauses: pl.DataFrame) -> str:
    """The name of a bundle with what a clause bars of it."""
    found = cast("list[say.BarredClause]", clauses.filter(pl.col("bundle") == row["bundle"]).to_dicts())
    return say.title_text(view.pick(row), found, view.name, view.lang)


def partner_cell(view: RequestView, firm: str, where: str) -> Cell:
    """A maker: a firm of the district by its page, one of a list by its name."""
    return text_cell(firm) if where == "listed" else link_cells.row_links_cell(view, "firms", [firm])


def partner_place(view: RequestView, where: str, plant: str | None) -> str:
    """Where a maker is; of one of a list its plants within reach."""
    word = view.word("partner_place", where)
    return f"{plant}{view.tr('; ')}{word}" if where == "listed" and plant else word


def partner_state(view: RequestView, where: str, state: str | None, period: str | None, *, later: bool) -> str:
    """How firm a maker's capacity is, of a listed one with the time it is stated of, and that it is after the date."""
    if not state:
        return view.tr("unknown")
    if later and period:
        return view.tr(say.LATER_STATE) % {"name": view.word("maker_state", state), "period": view.period(period)}
    word = view.word("maker_state" if where == "listed" else "status", state)
    return view.tr("%(name)s (%(period)s)") % {"name": word, "period": view.period(period)} if period else word


def picture_rows(view: RequestView, rows: Sequence[ProposalRow]) -> list[BundleRow]:
    """The rows of the picture."""
    _, found = view.tr, view.district.attract.proposals()
    barred = found.clauses.sort("verdict").unique(["bundle", "step"], keep="first", maintain_order=True)
    words = {
        (bundle, step): verdict_text(verdict, view.lang, to_verify=status != "confirmed")
        for bundle, step, verdict, status in barred.select("bundle", "step", "verdict", "status").iter_rows()
    }
    bought = dict(
        found.terms.filter(pl.col("measure") == "buy")
        .filter(pl.col("value") > 0)
        .sort("value", descending=True, maintain_order=True)
        .group_by("bundle", maintain_order=True)
        .agg(pl.col("product").unique(maintain_order=True))
        .iter_rows()
    )
    return [
        BundleRow(
            rank="" if row["rank"] is None else str(row["rank"]),
            name=view.pick(row),
            to=bundle_address(view, row),
            size=_size_words(view, row),
            local=_local_materials(view, row),
            bought=_materials(view, say.FROM_ELSEWHERE, bought.get(row["bundle"], [])),
            steps=[
                _picture_step(view, [(step, words.get((row["bundle"], step))) for step in group])
                for group in say.group_levels(row["steps"], row["levels"])
            ],
            need=row["fill_share"],
            need_words=_need_words(view, row),
            value=value_text(row, view.lang) or _("unknown"),
            points=f"{row['points']:.0f}",
        )
        for row in rows
    ]


def _picture_step(view: RequestView, steps: Sequence[tuple[str, str | None]]) -> BundleStep:
    """What stands side by side in a chain as one box; what a clause bars has its word behind the name."""
    names = [
        view.tr(say.BARRED_STEP) % {"name": view.name(step), "verdict": verdict} if verdict else view.name(step)
        for step, verdict in steps
    ]
    return BundleStep(" + ".join(names), any(verdict for _step, verdict in steps))


def _size_words(view: RequestView, row: ProposalRow) -> str:
    """How large it is, and that somebody here makes it already."""
    size = say.size_text(row, view.lang)
    return f"{size} · {view.tr(say.SUPPLY_TAG)}" if row["approach"] == "supply" else size


def picture_words(view: RequestView) -> BundleWords:
    """The words around the picture."""
    return BundleWords(**{key: view.tr(text) for key, text in say.PICTURE.items()})


def _materials(view: RequestView, sentence: str, products: Sequence[str]) -> str:
    names = [view.name(product) for product in products[:_MATERIALS]]
    return view.tr(sentence) % view.join(names) if names else ""


def _local_materials(view: RequestView, row: ProposalRow) -> str:
    """What is to be had here, each with the part of it by amount where the rest comes from elsewhere."""
    parts = [*say.parts_here(cast("dict[str, object]", row)).items()][:_MATERIALS]
    names = [say.part_text(view.name(product), part, view.tr) for product, part in parts]
    return view.tr(say.FROM_HERE) % view.join(names) if names else ""


def _need_words(view: RequestView, row: ProposalRow) -> str:
    """How much of the need here it covers, and how large that is."""
    if row["fill_share"] is None or row["direct"] is None:
        return view.word("proposal_open", f"need_{row['needs']}") if row["needs"] == "unknown" else view.tr("unknown")
    need = amount_words(row["direct"], row["unit"], view.lang)
    return view.tr(say.OF_NEED) % {"share": f"{row['fill_share'] * 100:.0f}", "need": need}
