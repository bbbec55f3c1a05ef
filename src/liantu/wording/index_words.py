"""Words of a composite index: its steps and their methods, what became of them and why, what they did to cells."""

from __future__ import annotations

from collections.abc import Mapping

from liantu.wording import N_, NC_, Translator

STEPS: Mapping[str, str] = {
    "denominate": N_("Denominate"),
    "impute": N_("Impute"),
    "screen": NC_("index", "Screen"),
    "treat": N_("Treat outliers"),
    "normalise": N_("Normalise"),
    "weigh": N_("Weigh"),
    "aggregate": N_("Aggregate"),
}
METHODS: Mapping[str, str] = {
    "by_denominator": N_("divided by the denominator"),
    "group_mean": N_("mean of the group"),
    "group_median": N_("median of the group"),
    "mean": N_("mean of all units"),
    "median": N_("median of all units"),
    "availability": N_("share of indicators that are there"),
    "winsorise_or_log": N_("winsorised; still skewed: logarithm"),
    "winsorise": N_("winsorised"),
    "log": N_("logarithm"),
    "min_max": N_("between the bounds"),
    "z_score": N_("deviations from the mean"),
    "rank": N_("share of units that are worse"),
    "efficacy": N_("efficacy coefficient"),
    "ratio_to_mean": N_("ratio to the mean"),
    "target_distance": N_("part of the way to the target"),
    "stated": N_("as stated"),
    "equal": N_("equal weights"),
    "arithmetic": N_("arithmetic mean"),
    "geometric": N_("geometric mean"),
    "none": N_("left out"),
}
STATES: Mapping[str, str] = {
    "done": NC_("index", "done"),
    "skipped": NC_("index", "skipped"),
    "defaulted": NC_("index", "by default"),
}
REASONS: Mapping[str, str] = {
    "stated": N_("as the scheme says"),
    "not_in_scheme": N_("the scheme has no such step"),
    "switched_off": N_("its method is none"),
    "nothing_to_do": N_("there was nothing to do"),
    "default_method": N_("the scheme names no method"),
    "default_parameter": N_("the scheme names no value"),
    "coarsest_group": N_("no grouping is named: the one with the fewest classes"),
    "no_groups": N_("the data have no grouping: all units are one"),
    "sample_bounds": N_("bounds of the sample: other units or years move the scores"),
    "fixed_bounds": N_("has fixed bounds and is not treated"),
    "too_few_values": N_("fewer than four values: skewness is not measured"),
    "still_skewed": N_("still skewed after it"),
    "no_denominator": N_("what it is divided by is unknown: so many values go"),
    "no_group_value": N_("the group has no value: it stays missing"),
    "no_spread": N_("the same everywhere: set aside"),
}
MARKS: Mapping[str, str] = {
    "imputed": N_("imputed"),
    "winsorised": N_("set to the next value"),
    "logged": N_("put on a log scale"),
    "set_aside": N_("set aside"),
    "screened_out": N_("left out: too few indicators"),
}
PARAMETERS: Mapping[str, str] = {
    "group": N_("grouping"),
    "share": N_("least share"),
    "values": N_("values to be set at the utmost"),
    "skewness": N_("limit of skewness"),
    "kurtosis": N_("limit of kurtosis"),
    "low": N_("low end of the scale"),
    "high": N_("high end of the scale"),
}
#: Headings of the tables of an index.
HEADINGS: Mapping[str, str] = {
    "rank": NC_("index", "Rank"),
    "unit": NC_("index", "Unit"),
    "name": N_("Name"),
    "time": NC_("index", "Time"),
    "since": NC_("index", "Since"),
    "step": NC_("score", "Step"),
    "method": NC_("index", "Method"),
    "state": NC_("index", "What became of it"),
    "reason": NC_("terminal", "Reason"),
    "about": NC_("index", "Of what"),
    "value": N_("Value"),
    "mark": NC_("index", "Change"),
    "indicator": N_("Indicator"),
    "before": NC_("index", "Before"),
    "after": NC_("index", "After"),
    "result": NC_("index", "Result"),
    "part": NC_("index", "Part"),
    "coefficient": NC_("index", "Coefficient"),
    "effect": NC_("index", "Brings"),
    "share": NC_("index", "Share (%)"),
    "factor": NC_("index", "What varies"),
    "first": NC_("index", "First index"),
    "first_error": NC_("index", "Its error"),
    "total": NC_("index", "Total index"),
    "total_error": NC_("index", "Error of the total"),
    "impossible": NC_("index", "Note"),
    "low": NC_("index", "Rank at 5 %"),
    "median": NC_("index", "Median rank"),
    "high": NC_("index", "Rank at 95 %"),
    "mean": NC_("index", "Mean rank"),
}
WEIGHTS = N_("all weights together")
IMPOSSIBLE = N_("impossible as a share: sampling error")


def factor_name(name: str, _: Translator) -> str:
    """A factor in words: a step, or a parameter or node of it; the weights."""
    if name == "weights":
        return _(WEIGHTS)
    step, _dot, part = name.partition(".")
    words = _(STEPS[step])
    return f"{words} · {_(PARAMETERS[part]) if part in PARAMETERS else part}" if part else words
