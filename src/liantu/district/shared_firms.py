"""What several districts have in common: firms and groups that stand in more than one of them."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from liantu.model.problems import Problem, Problems
from liantu.model.shared_firms import find_shared_firms
from liantu.model.tables import Tables


def compare_firms(districts: Sequence[Tables]) -> pl.DataFrame:
    """The firms that two of some districts share, with the reason; see ``find_shared_firms``.

    Raises Problems when fewer than two districts are named, or two of them carry one name (``two_districts``).
    """
    names = [str(tables.about.get("zh") or tables.about.get("id")) for tables in districts]
    if len(names) < 2 or len(set(names)) < len(names):
        raise Problems([Problem("two_districts", value=", ".join(names))])
    return find_shared_firms(dict(zip(names, districts, strict=True)))
