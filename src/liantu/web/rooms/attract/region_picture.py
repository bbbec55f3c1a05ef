"""The picture of regions: how many makers stand where, by how they stand to the district; it names none."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
from fastapi import FastAPI

from liantu.drawings.region_boxes import RegionBox, draw_narrow_region_boxes, draw_region_boxes
from liantu.web.core.page_tables import Column, Table, number_cell, text_cell
from liantu.web.core.picture import Picture, add_picture
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.attract.candidate_view import PATH, QUERY, CandidateView, read_candidates
from liantu.wording import candidate_words as say

ADDRESS = f"{PATH}/picture/regions"
#: How firms stand that are in the box of the district.
_IN_DISTRICT = ("here", "building", "coming")


@dataclass(frozen=True)
class _Counted:
    """A box with its firms by standing; ``key`` is the region, empty where it is none."""

    key: str
    label: str
    counts: dict[str, int]
    is_target: bool


def register(app: FastAPI) -> None:
    """Add the picture."""
    add_picture(app, ADDRESS, make_region_picture, QUERY)


def make_region_picture(view: RequestView) -> Picture:
    """Makers by region, the district on the left; counts alone."""
    return draw_regions(view, read_candidates(view))


def draw_regions(view: RequestView, found: CandidateView) -> Picture:
    """The picture of what was found."""
    _ = view.tr
    counted = _count(view, found.rows)
    legend = {standing: _(words) for standing, words in say.STANDINGS.items()}
    boxes = [
        RegionBox(
            box.label,
            view.url(PATH, product=found.product, **{"has.region": box.key}) if box.key else "",
            _("firms: %s") % sum(box.counts.values()),
            box.counts,
            box.is_target,
        )
        for box in counted
    ]
    heading = make_heading(view, found)
    return Picture(
        address=view.url(ADDRESS, product=found.product),
        heading=heading,
        drawing=draw_region_boxes(boxes[0], boxes[1:], legend, heading),
        narrow=draw_narrow_region_boxes(boxes[0], boxes[1:], legend, heading),
        table=_make_table(view, counted, legend),
        frames={"regions": count_regions(counted)},
        note=_(say.NO_MAP),
    )


def make_heading(view: RequestView, found: CandidateView) -> str:
    """How many to talk to about supply, and how many groups to invite."""
    _ = view.tr
    name = view.name(found.product) if found.product else ""
    if found.rows.is_empty():
        return _("%s: no maker is on record") % name
    suppliers = found.rows.filter("is_supplier").height
    others = found.rows.filter(~pl.col("is_supplier"))
    slots = {"name": name, "suppliers": suppliers, "others": others.height, "groups": others["approach"].n_unique()}
    return _("%(name)s: to talk to about supply first %(suppliers)s, to invite %(others)s (groups: %(groups)s)") % slots


def count_regions(counted: list[_Counted]) -> pl.DataFrame:
    """The boxes as data: region, is_target and a column a standing."""
    rows = [
        {"region": box.label, "is_target": box.is_target, **{s: box.counts.get(s, 0) for s in say.STANDINGS}}
        for box in counted
    ]
    return pl.DataFrame(rows)


def _count(view: RequestView, rows: pl.DataFrame) -> list[_Counted]:
    """The district, what is within reach, each region with a maker, targets first, and those of unknown province."""
    _ = view.tr
    about = view.district.tables.about
    district = str(about.get("zh" if view.zh else "en") or about.get("zh") or "")
    inside = rows.filter(pl.col("standing").is_in(_IN_DISTRICT))
    near = rows.filter(pl.col("standing") == "near")
    boxes = [_Counted("", district, _by_standing(inside), True)]
    boxes += [_Counted("", _("Within reach"), _by_standing(near), True)] if near.height else []
    away = rows.filter(pl.col("standing") == "away").sort("is_target", descending=True, maintain_order=True)
    for (key,), part in away.group_by("region", maintain_order=True):
        label = view.pick(part.row(0, named=True), "region") if key else _("province not stated")
        boxes.append(_Counted(str(key or ""), label, _by_standing(part), bool(part["is_target"][0])))
    return boxes


def _by_standing(rows: pl.DataFrame) -> dict[str, int]:
    return dict(rows.group_by("standing").len().iter_rows())


def _make_table(view: RequestView, counted: list[_Counted], legend: dict[str, str]) -> Table:
    _ = view.tr
    cells = [
        [text_cell(box.label), *(number_cell(str(box.counts[s]) if s in box.counts else "") for s in legend)]
        for box in counted
    ]
    columns = [Column(_("Region")), *(Column(words, number=True) for words in legend.values())]
    return Table(_("Makers by region"), columns, cells, notes=[_(say.NO_MAP)], name="regions")
