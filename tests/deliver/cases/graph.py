"""A little graph: two versions, a promise, gaps, a permit in portions, a pre-review."""

from __future__ import annotations

from liantu.deliver.items import Item, Material, Prerequisite, Versions
from liantu.model.tables import Tables

from ..district import project, tables

_PAPERS = (
    Material("form", "申请表"),
    Material("licence", "营业执照复印件", main=False),
    Material("seal", "签章页", main=False),
)


def _item(name: str, *after: str, **fields: object) -> Item:
    return Item(name, zh=name, after=tuple(Prerequisite(before) for before in after), **fields)  # type: ignore[arg-type]


FIRST = {
    "A1": _item("A1", days=0),
    "P6": _item("P6", days=1),
    "A4": Item("A4", days=30, unit="day", after=(Prerequisite("A1", "reuse"),), promise=True),
    "B2": _item("B2", "A1", "P6", days=5, gaps=True, materials=_PAPERS),
    "C1": _item("C1", "B2", days=10, promise=True, gaps=True, materials=_PAPERS),
    "C7": _item("C7", "B2", "C1", days=3),
}
SECOND = {**FIRST, "B2": _item("B2", "A1", "P6", "A4", days=3, gaps=True, materials=_PAPERS)}
VERSIONS: Versions = {("filed", "1"): FIRST, ("filed", "2"): SECOND}


def district(**more: list[dict[str, str | None]]) -> Tables:
    """A project of a firm in a park, with two works."""
    return tables(
        firms=[{"id": "f", "zh": "甲", "kind": "firm", "basis": "ours"}],
        places=[
            {"id": "park", "zh": "园区", "kind": "park", "parent": "all", "basis": "ours"},
            {"id": "all", "zh": "本区", "kind": "district", "basis": "ours"},
        ],
        offices=[{"id": n, "zh": n, "kind": "government", "basis": "ours"} for n in ("land", "eco")],
        projects=[project("p", owner="f", place="park", sector="industry")],
        **more,
    )
