"""The picture of a system of clusters tier by tier: what stands in each, and output only where it is stated."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict, cast

import polars as pl
from fastapi import FastAPI

from liantu.drawings.tier_rows import TierCard, TierRow, draw_tier_rows
from liantu.model.tables import Row
from liantu.web.core import link_cells
from liantu.web.core.page_tables import Column, Table, number_cell, text_cell
from liantu.web.core.picture import Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.wording.amounts import format_significant
from liantu.wording.cluster_words import COUNTED, KINDS, NUMBERED, OUTPUT_STATED, TIER_OF_SYSTEM, UNNAMED
from liantu.wording.comparators import add_comparator
from liantu.wording.library_notes import note_text
from liantu.wording.scope_words import scope_text

PATH = "/clusters/picture/tiers"


class ClusterRow(TypedDict):
    """A cluster of a scheme, or those of a tier that nobody names."""

    tier: str | None
    tier_zh: str | None
    tier_en: str | None
    size: float | None
    cluster: str | None
    zh: str | None
    en: str | None
    unnamed: int | None
    firm: int | None
    plant: int | None
    project: int | None
    chain: int | None
    output: float | None
    output_comparator: str | None
    output_period: str | None
    output_status: str | None
    output_scope: str | None
    size_share: float | None
    distance: float | None


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, PATH, make_tier_picture, ("scheme",))


def make_tier_picture(view: RequestView) -> Picture:
    """Each tier as a row of cards; those with plants on record in blue."""
    _ = view.tr
    scheme = view.request.query_params.get("scheme")
    frame = view.district.cluster.clusters(scheme)
    rows = [*cast("Iterable[ClusterRow]", frame.iter_rows(named=True))]
    tiers = _group_rows(view, rows)
    named, unnamed = frame["cluster"].drop_nulls().len(), int(frame["unnamed"].sum() or 0)
    with_plants = frame.filter(pl.col("plant") > 0).height
    slots = {"all": named + unnamed, "named": named, "plants": with_plants}
    heading = _("%(all)s clusters, %(named)s named; %(plants)s have plants on record") % slots
    counts = view.district.cluster.count_once(scheme)
    note = _("A bar only where output is stated; the word of a tier is its name, no output.") + " "
    note += _(COUNTED).format(**counts)
    for remark in _list_remarks(view, [row["tier"] for row in rows if row["tier"]]):
        note += " " + remark
    return Picture(
        address=view.url(PATH, scheme=scheme) if scheme else view.url(PATH),
        heading=heading,
        drawing=draw_tier_rows(tiers, heading),
        narrow=draw_tier_rows(tiers, heading, name="tiers-narrow", width=340, across=1),
        table=make_cluster_table(view, rows, _("Clusters by tier")),
        frames={"clusters": frame},
        note=note,
    )


def _group_rows(view: RequestView, rows: list[ClusterRow]) -> list[TierRow]:
    """The rows by tier, in their order."""
    tiers: dict[str, list[ClusterRow]] = {}
    for row in rows:
        tiers.setdefault(row["tier"] or "", []).append(row)
    drawn, above = [], ""
    for key, group in tiers.items():
        count = str(sum(row["unnamed"] or 1 for row in group))
        name = view.pick(group[0], "tier") if group[0]["tier"] else view.tr("no tier stated")
        parent = _find_parent(view, key)
        if parent is not None:
            # The number by which the system is known is that of the whole tier: it stands once, at the first part.
            slots = {"above": view.pick(parent), "tier": name, "count": count}
            name = view.tr("%(above)s: %(tier)s (%(count)s)") % slots
            count = "" if parent["id"] == above else str(parent["stated_count"] or "")
        above = str(parent["id"]) if parent is not None else ""
        drawn.append(TierRow(count, name, [_make_card(view, row) for row in group]))
    return drawn


def _find_parent(view: RequestView, tier: str) -> Row | None:
    """The tier that a tier is a part of."""
    tiers = view.district.tables.rows("tiers")
    return tiers.get(str(tiers[tier]["parent"])) if tier in tiers else None


def _list_remarks(view: RequestView, tiers: Iterable[str]) -> list[str]:
    """What is remarked of the tiers, as of a source that counts more than it names; of a whole before its parts."""
    found: dict[str, str] = {}
    for key in tiers:
        tier = _find_parent(view, key) or view.district.tables.rows("tiers")[key]
        remark = note_text(tier["note"], tier["note_en"], view.lang)
        if remark:
            slots = {"tier": view.pick(tier), "remark": remark}
            found[str(tier["id"])] = view.tr("%(tier)s: %(remark)s.") % slots
    return [*found.values()]


def _make_card(view: RequestView, row: ClusterRow) -> TierCard:
    if row["cluster"] is None:
        return TierCard(view.tr(UNNAMED).format(count=row["unnamed"]), "", [], on_record=False, named=False)
    return TierCard(
        name=view.pick(row),
        to=link_cells.row_address(view, "clusters", row["cluster"]),
        lines=[_counts_text(view, row), output_text(view, row)],
        on_record=bool(row["plant"]),
        share=row["size_share"],
        state="operating" if row["output_status"] == "actual" else "building",
    )


def _counts_text(view: RequestView, row: ClusterRow) -> str:
    """How many of what is on record; what is not named is left out, and nothing at all is unknown."""
    counted = {"firm": row["firm"], "plant": row["plant"], "project": row["project"], "chain": row["chain"]}
    known = [view.tr(NUMBERED[kind]).format(count=number) for kind, number in counted.items() if number]
    return view.join(known) if known else view.tr("firms unknown")


def output_text(view: RequestView, row: ClusterRow) -> str:
    """What is stated of the output, with its year and whether it is expected, beside the size of the tier."""
    _ = view.tr
    if row["output"] is None:
        return _("output unknown")
    amount = add_comparator(format_significant(row["output"]), row["output_comparator"], view.lang)
    slots = {
        "period": view.period(row["output_period"] or ""),
        "status": view.word("observation_status", row["output_status"]),
        "amount": amount,
    }
    stated = _("%(period)s, %(status)s: output %(amount)s (100 million CNY)") % slots
    scope = f" ({scope_text(row['output_scope'], view.lang)})" if row["output_scope"] else ""
    size = "" if row["size"] is None else _("; size of the tier %s") % format_significant(row["size"])
    lacking = "" if not row["distance"] else _(", %s short of it") % format_significant(row["distance"])
    return stated + scope + size + lacking


def make_cluster_table(view: RequestView, rows: list[ClusterRow], heading: str) -> Table:
    """The clusters as a table."""
    _ = view.tr
    cells = [
        [
            text_cell(view.pick(row, "tier") if row["tier"] else _("no tier stated")),
            link_cells.row_links_cell(view, "clusters", [row["cluster"]])
            if row["cluster"]
            else text_cell(_(UNNAMED).format(count=row["unnamed"])),
            *(number_cell(_count(view, row, number)) for number in (row["firm"], row["plant"])),
            *(number_cell(_count(view, row, number)) for number in (row["project"], row["chain"])),
            text_cell(output_text(view, row) if row["cluster"] else ""),
        ]
        for row in rows
    ]
    columns = [Column(_(TIER_OF_SYSTEM)), Column(_("Cluster by name"))]
    columns += [*(Column(_(heading), number=True) for heading in KINDS.values()), Column(_(OUTPUT_STATED))]
    return Table(heading, columns, cells, name="clusters")


def _count(view: RequestView, row: ClusterRow, number: int | None) -> str:
    return (str(number) if number else view.tr("unknown")) if row["cluster"] else ""
