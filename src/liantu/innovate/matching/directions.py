"""Whether a property shall rise or fall, by property: said in words beside it, or by the direction of an indicator."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from liantu.innovate.matching.concepts import DIRECTION, PROPERTY, Lexicon, find_concepts

#: How many bytes may stand between a word of direction and the property: 降低界面阻抗.
_BETWEEN = 12
#: ``rises``: whether more of the property is better; ``sign``: of the name it was said by (see ``Lexicon``).
DIRECTIONS = {"row": pl.UInt32, "measured": pl.String, "rises": pl.Boolean, "sign": pl.Int8}


def find_directions(
    texts: pl.Series, indicators: pl.DataFrame, lexicon: Lexicon, undirected: Sequence[str]
) -> pl.DataFrame:
    """Of each row and property whether more of it is better: DIRECTIONS; a property said both ways is left out.

    ``undirected``: properties of which, and of whose kinds, a direction says nothing: an accuracy of at most 0.1 % is
    an error.

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
        ["row", "begin", "concept"], keep="first", maintain_order=True
    )
    spoken = nearest.select("row", "sign", measured="c:" + pl.col("concept"), goes=pl.col("sign") * pl.col("word_sign"))
    broader = lexicon.broader.select(measured="c:" + pl.col("concept"), broader="c:" + pl.col("broader"))
    spoken = _add_broader(spoken, broader)
    bounds = pl.col("direction").replace_strict({">=": 1, "<=": -1}, default=None, return_dtype=pl.Int8)
    counted = indicators.select("row", "sign", "measured", (pl.col("sign") * bounds).alias("goes")).drop_nulls()
    counted = _add_broader(counted, broader)
    # What an indicator says goes before words: its direction is exact.
    exact = _agree(counted)
    loose = _agree(spoken).join(exact, on=["row", "measured"], how="anti")
    below = lexicon.broader.filter(pl.col("broader").is_in([*undirected]))["concept"]
    silent = pl.Series(["c:" + name for name in (*undirected, *below)])
    directed = pl.concat([exact, loose]).filter(~pl.col("measured").is_in(silent.implode()))
    return directed.select(pl.col(name).cast(form) for name, form in DIRECTIONS.items())


def _add_broader(signs: pl.DataFrame, broader: pl.DataFrame) -> pl.DataFrame:
    """What goes up or down, does so too as a kind of something broader."""
    above = signs.join(broader, on="measured").select("row", "sign", "goes", measured="broader")
    return pl.concat([signs, above.select(signs.columns)])


def _agree(signs: pl.DataFrame) -> pl.DataFrame:
    both = signs.group_by("row", "measured", maintain_order=True).agg(
        pl.col("goes").min(),
        pl.col("goes").max().alias("highest"),
        pl.when(pl.col("sign").n_unique() == 1).then(pl.col("sign").first()).alias("sign"),
    )
    return both.filter(pl.col("goes") == pl.col("highest")).select(
        "row", "measured", (pl.col("goes") > 0).alias("rises"), "sign"
    )


def compare_directions(pairs: pl.DataFrame, needs: pl.DataFrame, results: pl.DataFrame) -> pl.DataFrame:
    """``pairs`` (need, result as rows) with ``direction``: the share of the properties that both name which go the same
    way; null where none is known of both.

    That they go opposite ways counts only of names of one sign: of 起球 and 起球等级 nobody knows which way the other
    goes.
    """
    left = needs.rename({"row": "need"})
    right = results.rename({"row": "result", "rises": "offered", "sign": "other_sign"})
    shared = pairs.join(left, on="need").join(right, on=["result", "measured"])
    same = pl.col("rises") == pl.col("offered")
    counts = shared.filter(same | (pl.col("sign") == pl.col("other_sign")).fill_null(False))
    share = counts.group_by("need", "result").agg(same.mean().alias("direction"))
    return pairs.join(share, on=["need", "result"], how="left", maintain_order="left")
