"""Codes of an evaluation in words: steps of a sum, rules of a scheme, causes of another grade."""

from __future__ import annotations

from collections.abc import Mapping

from liantu.wording import N_, Translator
from liantu.wording.labels import POINTS_UNCAPPED

STEPS = {
    "numerator": N_("Numerator"),
    "denominator": N_("Denominator"),
    "value": N_("Value"),
    "benchmark": N_("Benchmark"),
    "low": N_("Low end"),
    "high": N_("High end"),
    "weight": N_("Weight"),
    "uncapped": POINTS_UNCAPPED,
    "points": N_("Points"),
}
#: What adds to a total beside indicators and point rules.
BESIDE_INDICATORS = {
    "reweighed": N_("Weight of what does not apply, shared out"),
    "rounding": N_("Rounding of the total"),
}
TO_VERIFY = N_("to be verified")
STATUS = {"confirmed": N_("confirmed"), "default": N_("default of ours"), "unknown": TO_VERIFY}
RULES = {
    "fixed": N_("fixed value"),
    "mean": N_("mean of the firms"),
    "median": N_("median of the firms"),
    "trimmed_mean": N_("trimmed mean"),
    "sum_over_sum": N_("sum ÷ sum"),
    "maximum": N_("maximum"),
    "range": N_("lowest to highest value"),
    "table": N_("table by industry"),
    "top_mean": N_("mean of the best firms"),
    "top_line": N_("last of the best firms"),
}
FAMILIES = {
    "linear": N_("weight × value ÷ benchmark"),
    "best": N_("weight × value ÷ best value"),
    "reverse": N_("weight × (2 − value ÷ benchmark)"),
    "rank": N_("weight × (firms + 1 − rank) ÷ firms"),
    "steps": N_("points of the step that the value reaches"),
    "min_max": N_("weight × share of the way from low to high"),
    "efficacy": N_("efficacy: 60 points of 100 at the low end"),
    "base_target": N_("base and target: 60 points of 100 at the base"),
}
#: Families whose points lie between those of a low and of a high value.
BETWEEN = ("min_max", "efficacy", "base_target")
NOT_EVALUATED = N_("not evaluated")
TREATMENTS = {
    "evaluated": N_("evaluated"),
    "not_graded": N_("scored, not graded"),
    "not_evaluated": NOT_EVALUATED,
}
TREATED = {
    "unknown": N_("stays unknown, no total"),
    "group_mean": N_("mean points of the group"),
    "zero": N_("no points"),
    "reweigh": N_("weight shared out to the others"),
    "full": N_("full points"),
    "missing": N_("as missing"),
    "not_applicable": N_("as not applicable"),
    "formula": N_("by the formula"),
}
CUTS = {"shares": N_("by shares"), "scores": N_("by scores"), "stages": N_("in two stages")}
ROUNDINGS = {"floor": N_("rounded down"), "ceil": N_("rounded up"), "half_up": N_("rounded half up")}
TIES = {"better": N_("ties get the better grade"), "worse": N_("ties get the worse grade"), "order": N_("in order")}
EFFECTS = {
    "to": N_("to grade %s"),
    "up": N_("up %s"),
    "down": N_("down %s"),
    "at_most": N_("%s at most"),
    "at_least": N_("%s at least"),
}
CAUSES = {
    "joined": N_("only in the second"),
    "left": N_("only in the first"),
    "group": N_("another group"),
    "treatment": N_("evaluated otherwise"),
    "returns": N_("its own returns or land"),
    "benchmark": N_("benchmark"),
    "weight": N_("weight"),
    "scoring": N_("rules of scoring"),
    "points": N_("points added or deducted"),
    "moves": N_("forced moves"),
    "pool": N_("how many firms are graded with it"),
    "others": N_("only other firms' changes"),
}
#: What is tried of a run beside single weights: another cap, another benchmark.
VARIANTS = {
    "on": N_("with a cap of 1.5 weights"),
    "off": N_("without the cap"),
    "mean": N_("benchmark: mean"),
    "median": N_("benchmark: median"),
    "sum_over_sum": N_("benchmark: sum ÷ sum"),
}
STABILITY = {True: N_("stable"), False: N_("unstable")}


def code_word(words: Mapping[str, str], code: str | None, tr: Translator) -> str:
    """The word for a code; the code itself when it has none.

    >>> from liantu.wording import translator
    >>> code_word(RULES, "mean", translator("en")), code_word(RULES, "other", translator("en"))
    ('mean of the firms', 'other')
    """
    word = words.get(code or "")
    return tr(word) if word else code or ""
