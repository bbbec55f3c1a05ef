"""What leaves the house: means that may be told, and the notes that say what was left out or stays in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from liantu.district import District


def disclosable_means(district: District, scheme: str, year: int | None = None) -> list[pl.DataFrame]:
    """Means by group, industry and park that a firm's sheet may tell; none when nothing is left to make them of.

    They are made of what may leave the house. Of a what-if nothing is told: beside the true means it would tell of a
    firm. Nor is an indicator whose benchmark was made of values that may not leave the house.
    """
    from liantu.access import Purpose
    from liantu.model.problems import Problems

    outside = district.for_purpose(Purpose.LEAVING)
    if outside.supposed or outside.off:
        return []
    try:
        told = outside.score.published_groups(scheme, year)
        closed = _changed_benchmarks(
            district.score.evaluate(scheme, year).benchmarks, outside.score.evaluate(scheme, year).benchmarks
        )
    except Problems:
        return []
    hidden = pl.col("indicator").is_in(closed)
    value, state = pl.when(~hidden).then("value"), pl.when(hidden).then(pl.lit("closed")).otherwise("state")
    return [table.with_columns(value.alias("value"), state.alias("state")) for table in told] if closed else told


def _changed_benchmarks(inside: pl.DataFrame, outside: pl.DataFrame) -> list[str]:
    """Indicators with a benchmark that is another one inside the house."""
    ends = ["value", "low", "high"]
    both = inside.join(outside, on=["group", "peers", "indicator"], how="left", suffix="_outside")
    differ = pl.any_horizontal(pl.col(end).ne_missing(pl.col(f"{end}_outside")) for end in ends)
    return both.filter(differ)["indicator"].unique().to_list()


def withheld_note(rows: int, language: str) -> str:
    """What a file says when rows were left out of it."""
    from liantu.wording import translator

    said = translator(language)(
        "%s rows of statistical returns and commercial secrets are left out; figures are without them."
    )
    return said % rows


def internal_note(language: str) -> str:
    """What stands with an evaluation firm by firm: it stays in the house, its sums are not protected."""
    from liantu.wording import translator

    return translator(language)(
        "For internal use: firm by firm, sums not protected. "
        "What may be published are the notice list and the groups page."
    )


def unpublished_note(language: str) -> str:
    """What stands with the groups of a scheme by which no run of the year is on notice or final yet."""
    from liantu.wording import translator

    return translator(language)(
        "For internal use: no run of this year by this scheme is on notice or final. Beside the sums of another scheme "
        "these would tell of firms that only one of them evaluates."
    )


def hidden_note(language: str) -> str:
    """What stands below a table in which amounts are hidden."""
    from liantu.disclosure import MARK
    from liantu.wording import translator

    return f"{MARK} {translator(language)('Not shown, so that no firm can be inferred from it.')}"
