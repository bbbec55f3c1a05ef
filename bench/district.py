"""A small made-up district for the workspace's measurements, and many firms to load into it."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from liantu.library.shipped_tables import load_library
from liantu.model.tables import Tables, conform_frame, overlay_rows
from liantu.store.commit import ChangeEntry

_ROWS: Mapping[str, list[dict[str, str]]] = {
    "sources": [{"id": "report", "kind": "official", "zh": "年报", "class": "public"}],
    "firms": [{"id": "sweet", "zh": "甜果公司", "kind": "firm", "basis": "stated", "source": "report"}],
    "places": [{"id": "here", "zh": "本县", "kind": "district", "basis": "stated", "source": "report"}],
    "products": [{"id": "juice", "zh": "果汁", "en": "Juice", "unit": "t", "kind": "manufacturable", "list": "invite"}],
    "plants": [
        {"id": f"sweet-{n}", "zh": f"榨汁{n}厂", "firm": "sweet", "basis": "stated", "source": "report"} for n in (1, 2)
    ],
    "capacities": [
        {"id": f"juice-{n}", "plant": f"sweet-{n}", "product": "juice", "amount": "1", "unit": "t", "basis": "ours"}
        for n in (1, 2)
    ],
}


def small() -> Tables:
    """Two plants of one firm."""
    library = load_library()
    district_frames = {name: conform_frame(name, pl.DataFrame(rows)) for name, rows in _ROWS.items()}
    over = {name: overlay_rows(name, library[name], rows) for name, rows in district_frames.items()}
    return Tables({"id": "small", "zh": "小县", "as_of": "2030"}, {**library.frames, **over})


def firms(count: int, note: str) -> pl.DataFrame:
    """So many firms, with a note."""
    numbers = pl.int_range(count, eager=True)
    rows = pl.DataFrame(
        {
            "id": numbers.cast(pl.String).str.replace("^", "row-"),
            "zh": "重庆涪陵第" + numbers.cast(pl.String) + "号" + (numbers % 7).cast(pl.String) + "材料公司",
            "en": "Firm " + (count - numbers).cast(pl.String),
        }
    ).with_columns(kind=pl.lit("firm"), basis=pl.lit("ours"), note=pl.lit(note))
    return conform_frame("firms", rows)


def with_firms(tables: Tables, count: int, note: str) -> Tables:
    """The tables with so many firms beside the small district's own."""
    return tables.replace(firms=pl.concat([small()["firms"], firms(count, note)]))


def entry(kind: str, author: str = "bench") -> ChangeEntry:
    """Who did it."""
    return ChangeEntry(author, kind)
