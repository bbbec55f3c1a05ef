"""A district's own tables as a folder, without the library beneath them."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from liantu.exchange.folder import REQUIRED, write_folder
from liantu.model import schema
from liantu.model.tables import Tables


def write_own(tables: Tables, beneath: Tables, folder: Path) -> None:
    """The folder that, read over the same library, gives these tables; its files are overwritten."""
    frames: dict[str, pl.DataFrame] = {}
    for name in schema.tables():
        frame, under = tables[name], beneath[name]
        own = frame.join(under, on=frame.columns, how="anti", nulls_equal=True, maintain_order="left")
        if own.height or name in REQUIRED:
            frames[name] = own
    write_folder(Tables(tables.about, frames), folder, list(frames))
