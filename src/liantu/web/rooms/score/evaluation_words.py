"""Words and figures of an evaluation as its pages say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liantu.model.problems import BilingualText
from liantu.score.scheme.grading_rules import BACKFILL
from liantu.web.core.page_tables import Cell, badge_cell, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.wording import N_
from liantu.wording.amounts import format_significant
from liantu.wording.unit_names import unit_name

if TYPE_CHECKING:
    from liantu.district.results import NamedPart, Scheme

STEPS = {
    "numerator": N_("Numerator"),
    "denominator": N_("Denominator"),
    "value": N_("Value"),
    "benchmark": N_("Benchmark"),
    "low": N_("Low end"),
    "high": N_("High end"),
    "weight": N_("Weight"),
    "uncapped": N_("Points before cap and floor"),
    "points": N_("Points"),
}
_OTHERS = {"reweighed": N_("Weight of what does not apply, shared out"), "rounding": N_("Rounding of the total")}
STATUS = {"confirmed": N_("confirmed"), "default": N_("default of ours"), "unknown": N_("to be verified")}
RULES = {
    "fixed": N_("fixed value"),
    "mean": N_("mean of the firms"),
    "median": N_("median of the firms"),
    "trimmed_mean": N_("trimmed mean"),
    "sum_over_sum": N_("sum ÷ sum"),
    "maximum": N_("maximum"),
    "range": N_("lowest to highest value"),
}
FAMILIES = {
    "linear": N_("weight × value ÷ benchmark"),
    "best": N_("weight × value ÷ best value"),
    "reverse": N_("weight × (2 − value ÷ benchmark)"),
    "rank": N_("weight by rank"),
    "min_max": N_("weight × share of the way from low to high"),
    "efficacy": N_("efficacy: 60 points of 100 at the low end"),
    "base_target": N_("base and target: 60 points of 100 at the base"),
}
TREATMENTS = {
    "evaluated": N_("evaluated"),
    "not_graded": N_("scored, not graded"),
    "not_evaluated": N_("not evaluated"),
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
_VARIANTS = {
    "mean": N_("benchmark: mean"),
    "median": N_("benchmark: median"),
    "sum_over_sum": N_("benchmark: sum ÷ sum"),
}


def name_of(view: RequestView, thing: NamedPart) -> str:
    """A thing of a scheme by its name in the language of the page."""
    return (thing.zh or thing.en) if view.zh else (thing.en or thing.zh)


def note_text(view: RequestView, text: BilingualText) -> str:
    """A free text of a scheme in the language of the page."""
    return text.zh if view.zh else str(text)


def code_label(view: RequestView, words_of: dict[str, str], code: str | None) -> str:
    """The word for a code; the code itself when it has none."""
    return view.tr(words_of[code]) if code in words_of else code or ""


def scheme_name(view: RequestView, key: str) -> str:
    """A scheme at hand by name."""
    found = view.district.score.schemes().get(key)
    return name_of(view, found) if found else key


def indicator_name(view: RequestView, scheme: Scheme, key: str) -> str:
    """An indicator, a point rule, or what else adds to a total, by name."""
    if key in scheme.indicators:
        return name_of(view, scheme.indicators[key])
    rule = next((one for one in scheme.points if one.id == key), None)
    return name_of(view, rule) if rule else code_label(view, _OTHERS, key)


def industry_name(view: RequestView, code: str | None) -> str:
    """An industry by code and name of its division."""
    return view.district.score.industry_name(code, chinese=view.zh)


def group_name(view: RequestView, scheme: Scheme | None, key: str | None) -> str:
    """A group by name; as it stands when the scheme is not at hand."""
    one = next((found for found in scheme.groups if found.id == key), None) if scheme else None
    return name_of(view, one) if one else key or ""


def pool_name(view: RequestView, scheme: Scheme, key: str | None) -> str:
    """Where grades are cut: all groups, a group, or a part of one."""
    if not key:
        return ""
    head, *rest = key.split(" / ")
    first = view.tr("all groups") if head == "*" else group_name(view, scheme, head)
    return " · ".join([first, *(view.name(part) for part in rest)])


def grade_name(view: RequestView, scheme: Scheme, key: str | None) -> str:
    """A grade with its name in the scheme."""
    if not key:
        return ""
    cuttings = [scheme.cutting, *(one.cutting for one in scheme.groups if one.cutting)]
    line = next((line for cutting in cuttings for line in cutting.grades if line.grade == key), None)
    name = name_of(view, line) if line else ""
    return f"{key} {name}".strip()


def class_name(view: RequestView, scheme: Scheme, key: str | None) -> str:
    """A class without a grade by name."""
    one = next((found for found in scheme.classes if found.id == key), None)
    return name_of(view, one) if one else key or ""


def move_name(view: RequestView, scheme: Scheme, key: str) -> str:
    """A rule that moves a grade by name."""
    if key == BACKFILL:
        return view.tr("filled a place")
    one = next((found for found in scheme.moves if found.id == key), None)
    return name_of(view, one) if one else key


def variant_name(view: RequestView, scheme: Scheme, key: str) -> str:
    """What was tried: ``weight:tax_per_mu+``, ``cap:off``, ``benchmark:mean``."""
    kind, _sep, what = key.partition(":")
    if kind == "weight":
        sign = "+10%" if what.endswith("+") else "−10%"
        return view.tr("weight of %(indicator)s %(sign)s") % {
            "indicator": indicator_name(view, scheme, what[:-1]),
            "sign": sign,
        }
    if kind == "cap":
        return view.tr("with a cap of 1.5 weights") if what == "on" else view.tr("without the cap")
    return code_label(view, _VARIANTS, what)


def status_cell(view: RequestView, code: str) -> Cell:
    """How sure a part of a scheme is, in word and colour."""
    kind = {"confirmed": "made", "default": "short", "unknown": "missing"}.get(code, "unknown")
    return badge_cell(code_label(view, STATUS, code), kind)


def points_cell(view: RequestView, value: float | None, account: str = "") -> Cell:
    """Points to two decimals; unknown is not zero."""
    return number_cell(view.tr("unknown") if value is None else f"{value:,.2f}", account)


def amount_cell(view: RequestView, value: float | None) -> Cell:
    """A value to four significant digits; unknown is not zero."""
    return number_cell(view.tr("unknown") if value is None else format_significant(value, 4))


def stability_cell(view: RequestView, value: bool | None) -> Cell:
    """Whether a grade stands when weights, cap and benchmark are others."""
    if value is None:
        return text_cell("")
    return text_cell(view.tr("stable")) if value else badge_cell(view.tr("unstable"), "short")


def unit_label(view: RequestView, text: str) -> str:
    """A unit in the language of the page; of a pure number there is none."""
    return unit_name(view.district.tables, text, chinese=view.zh)
