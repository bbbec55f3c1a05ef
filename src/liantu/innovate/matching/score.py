"""Points of a pair of its factors: one formula, for the rank and for its account.

The weighted geometric mean of object and property, so that neither makes up for the other; what is lost by another
direction and another function; what values and methods add.
"""

from __future__ import annotations

import polars as pl

from liantu.innovate.matching.rules import MatchRules

#: The factors in their order: each between 0 and 1, null where nobody can say.
FACTORS = ("object", "property", "named", "measured", "direction", "function", "value", "method")


def raise_property(evidence: pl.Expr, rules: MatchRules) -> pl.Expr:
    """The agreement of the property with what indicators say of it: ``evidence`` from 0 to 1."""
    return pl.col("property") + (1 - pl.col("property")) * rules.indicators * evidence


def score_factors(rules: MatchRules) -> pl.Expr:
    """Whole points of a hundred of the columns FACTORS.

    ``named`` is how far the names of indicators name the other's property, ``measured`` the share of the need's
    indicators
    that the result measures too: the greater of the two is evidence for the property. ``value`` is the share of them
    that it meets.
    """
    evidence = pl.max_horizontal("named", pl.col("measured").fill_null(0.0))
    means = raise_property(evidence, rules).clip(rules.floor, 1.0)
    agreement = pl.col("object").clip(rules.floor, 1.0).pow(rules.object_share) * means.pow(1 - rules.object_share)
    turned = 1 - rules.opposite * (1 - pl.col("direction").fill_null(1.0))
    added = rules.value * pl.col("value").fill_null(rules.unknown_value) + rules.method * pl.col("method").fill_null(
        0.0
    )
    share = (1 + added) / (1 + rules.value + rules.method)
    return (100 * agreement * turned * pl.col("function") * share).round(0)
