"""The share of traditional and of new industries: what is printed, and what the listed firms give by a stated rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from liantu.model.tables import Tables


@dataclass(frozen=True)
class IndustryShare:
    """Listed firms with an industry, and how many of them are of some divisions; None where no rule names any."""

    firms: int
    with_industry: int
    counted: int | None
    divisions: tuple[str, ...] = ()

    @property
    def share(self) -> float | None:
        """Of the firms whose industry is known, 0 to 1; None where there is no rule or no firm."""
        return self.counted / self.with_industry if self.counted is not None and self.with_industry else None


def count_industry_share(tables: Tables, divisions: Sequence[str]) -> IndustryShare:
    """How many firms of the district are of these divisions of GB/T 4754 (``26``); groups and brands are no firms.

    A share by number of firms, and of those alone whose industry is known: another thing than a share of output.
    """
    firms = tables["firms"].filter(pl.col("kind") == "firm")
    known = firms["industry"].drop_nulls().str.strip_chars_start("ABCDEFGHIJKLMNOPQRSTU").str.slice(0, 2)
    counted = int(known.is_in([*divisions]).sum()) if divisions else None
    return IndustryShare(firms.height, len(known), counted, tuple(divisions))


def list_printed_shares(tables: Tables) -> pl.DataFrame:
    """The shares that are printed of the district itself, as they stand: rows of ``observations`` of indicators of the
    kind share. Of what they are shares the scope says, or nothing does."""
    shares = tables["indicators"].filter(pl.col("kind") == "share")["id"]
    district = str(tables.about.get("id") or "")
    return tables["observations"].filter(pl.col("indicator").is_in(shares.implode()), pl.col("subject") == district)
