"""The library's tables as text, read without the folder reader."""

from pathlib import Path

import polars as pl

import liantu.library

FOLDER = Path(liantu.library.__file__).parent


def tables() -> dict[str, pl.DataFrame]:
    return {path.stem: pl.read_csv(path, infer_schema=False) for path in (FOLDER / "tables").glob("*.csv")}


def codes() -> pl.DataFrame:
    return pl.read_csv(FOLDER / "gbt4754.csv", infer_schema=False)
