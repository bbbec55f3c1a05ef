"""The library's tables as text, read without the folder reader."""

from pathlib import Path

import polars as pl

import liantu.library

FOLDER = Path(liantu.library.__file__).parent


def tables() -> dict[str, pl.DataFrame]:
    parts: dict[str, list[pl.DataFrame]] = {}
    for path in sorted((FOLDER / "tables").rglob("*.csv")):
        parts.setdefault(path.stem, []).append(pl.read_csv(path, infer_schema=False))
    return {name: pl.concat(frames) for name, frames in parts.items()}


def codes() -> pl.DataFrame:
    return pl.read_csv(FOLDER / "gbt4754.csv", infer_schema=False)
