"""Whether a property shall rise or fall, by property: said in words beside it, or by the direction of an indicator."""

from __future__ import annotations

import polars as pl

from liantu.innovate.matching.concepts import DIRECTION, PROPERTY, Lexicon, find_concepts

#: How many bytes may stand between a word of direction and the property: 降低界面阻抗.
_BETWEEN = 12
DIRECTIONS = {"row": pl.UInt32, "measured": pl.String, "rises": pl.Boolean}


def find_directions(texts: pl.Series, indicators: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Of each row and property whether more of it is better: DIRECTIONS; a property said both ways is left out.

    ``texts`` are normalised; ``indicators``: row, measured, sign, direction (see ``read_indicators``).
    """
    hits = find_concepts(texts, lexicon)
    properties = hits.filter(kind=PROPERTY).select("row", "begin", "end", "concept", "sign")
    words = hits.filter(kind=DIRECTION).select("row", word_begin="begin", word_end="end", word_sign="sign")
    near = properties.join(words, on="row").with_columns(
        pl.max_horizontal(pl.col("begin") - pl.col("word_end"), pl.col("word_begin") - pl.col("end")).alias("between")
    )
    near = near.filter(pl.col("between").is_between(0, _BETWEEN))
    # The nearest word counts, the one before it where two are as near.
    nearest = near.sort("row", "begin", "between", pl.col("word_begin") > pl.col("begin")).unique(
        ["row", "begin"], keep="first", maintain_order=True
    )
    spoken = nearest.select(
        "row", ("c:" + pl.col("concept")).alias("measured"), (pl.col("sign") * pl.col("word_sign")).alias("sign")
    )
    bounds = pl.col("direction").replace_strict({">=": 1, "<=": -1}, default=None, return_dtype=pl.Int8)
    counted = indicators.select("row", "measured", (pl.col("sign") * bounds).alias("sign")).drop_nulls()
    # What an indicator says goes before words: its direction is exact.
    exact = _agree(counted)
    loose = _agree(spoken).join(exact, on=["row", "measured"], how="anti")
    return pl.concat([exact, loose]).select(pl.col(name).cast(form) for name, form in DIRECTIONS.items())


def _agree(signs: pl.DataFrame) -> pl.DataFrame:
    both = signs.group_by("row", "measured", maintain_order=True).agg(
        pl.col("sign").min(), pl.col("sign").max().alias("highest")
    )
    return both.filter(pl.col("sign") == pl.col("highest")).select(
        "row", "measured", (pl.col("sign") > 0).alias("rises")
    )


def compare_directions(pairs: pl.DataFrame, needs: pl.DataFrame, results: pl.DataFrame) -> pl.DataFrame:
    """``pairs`` (need, result as rows) with ``direction``: the share of the properties that both name which go the same
    way; null where none is known of both."""
    left = needs.rename({"row": "need"})
    right = results.rename({"row": "result", "rises": "offered"})
    shared = pairs.join(left, on="need").join(right, on=["result", "measured"])
    share = shared.group_by("need", "result").agg((pl.col("rises") == pl.col("offered")).mean().alias("direction"))
    return pairs.join(share, on=["need", "result"], how="left", maintain_order="left")
