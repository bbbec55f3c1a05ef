"""What a rule of a scheme asks of a firm, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liantu.web.core.request_view import RequestView
from liantu.web.rooms.score import evaluation_words as say
from liantu.wording import NC_

if TYPE_CHECKING:
    from liantu.district.results import Condition, Conditions, PointUnit, Scheme


def conditions_text(view: RequestView, scheme: Scheme, several: Conditions) -> str:
    """Several conditions with and, or or, between them."""
    word = view.tr(NC_("conditions", " and ")) if several.needs_all else view.tr(NC_("conditions", " or "))
    return word.join(_condition_text(view, scheme, condition) for condition in several.each)


def unit_text(view: RequestView, scheme: Scheme, unit: PointUnit) -> str:
    """For every how much of what, and from where on."""
    name = _amount_name(view, scheme, unit.field, unit.indicator)
    shown = scheme.fields[unit.field].unit if unit.field else scheme.indicators[unit.indicator or ""].unit
    slots = {"name": name, "amount": f"{unit.amount:g} {say.unit_label(view, shown)}", "begin": f"{unit.begin:g}"}
    text = view.tr("for every %(amount)s of %(name)s above %(begin)s") % slots
    return text + (view.tr(" (whole ones)") if unit.whole else "")


def _condition_text(view: RequestView, scheme: Scheme, condition: Condition) -> str:
    _ = view.tr
    if condition.fact:
        return say.name_of(view, scheme.fact(condition.fact))
    if condition.grades:
        slots = {"grades": view.join(condition.grades), "years": condition.years}
        if not condition.years:
            return _("grade %(grades)s by the cut") % slots
        return _("grade %(grades)s in each of %(years)s years before") % slots
    name = _amount_name(view, scheme, condition.field, condition.indicator)
    if condition.states:
        states = {"missing": _("missing"), "zero": _("zero")}
        return f"{name}: {view.join(states[state] for state in condition.states)}"
    return name + "".join(f" {sign} {bound:g}" for sign, bound in condition.bounds)


def _amount_name(view: RequestView, scheme: Scheme, field: str | None, indicator: str | None) -> str:
    return say.indicator_name(view, scheme, indicator) if indicator else say.name_of(view, scheme.fields[field or ""])
