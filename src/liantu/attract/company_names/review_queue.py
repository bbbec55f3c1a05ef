"""What a person should judge of names: likely pairs that nobody has decided, without what was computed of them."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from liantu.attract.company_names.name_parts import normalise_names
from liantu.attract.company_names.stated_ties import BAR


def list_pairs_to_review(
    pairs: pl.DataFrame, decisions: pl.DataFrame, least: float, stated: Collection[str] = ()
) -> pl.DataFrame:
    """The pairs to judge, each once: pair (its id), key, key_other, written, written_other.

    ``pairs`` are those of ``find_similar_names`` of names among themselves, ``decisions`` hold one and other; a pair
    that was decided, in either order, is not asked again, nor one of ``stated`` (``list_stated_pairs``). The
    order follows the ids, so that it says nothing of the score, which is not among the columns.
    """
    names = [normalise_names(pl.col(name)) for name in ("written", "written_other")]
    likely = pairs.filter(pl.col("score") >= least, names[0] != names[1]).with_columns(
        pl.concat_list(names).list.sort().list.join(BAR).alias("pair")
    )
    both = [normalise_names(pl.col(name)) for name in ("one", "other")]
    decided = decisions.select(pl.concat_list(both).list.sort().list.join(BAR).alias("pair")).unique()
    left = likely.unique("pair", keep="first", maintain_order=True).join(decided, on="pair", how="anti")
    left = left.filter(~pl.col("pair").is_in([*stated]))
    mixed = left.with_columns(pl.col("pair").hash(seed=1).alias("place"))
    return mixed.sort("place", "pair").select("pair", "key", "key_other", "written", "written_other")
