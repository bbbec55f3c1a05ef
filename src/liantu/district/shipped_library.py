"""The library that comes with the program, as a whole."""

from __future__ import annotations

import polars as pl


def check_shipped_library() -> pl.DataFrame:
    """What is wrong in the shipped processes: a row a finding, its message in both languages."""
    from liantu.library.shipped_tables import load_library
    from liantu.library.soundness import check_library

    return check_library(load_library().frames)
