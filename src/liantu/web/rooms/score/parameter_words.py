"""A parameter of a scheme in words: where it stands, what it is, what it is set to, who says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from liantu.web.core.request_view import RequestView
from liantu.web.rooms.score import evaluation_words as say
from liantu.web.rooms.score.condition_words import conditions_text, unit_text
from liantu.wording import N_
from liantu.wording import evaluation_codes as codes
from liantu.wording.scheme_names import half_texts
from liantu.wording.scoring_words import benchmark_text, formula_text
from liantu.wording.sentences import SUBSTITUTED

if TYPE_CHECKING:
    from liantu.district.results import (
        Benchmark,
        FirmClass,
        GradeAdjustment,
        GradeLine,
        GradingStage,
        Group,
        Indicator,
        PointLimit,
        PointRule,
        Provenance,
        Scheme,
        SchemeParameter,
        Substitute,
    )

LABELS = {
    "issuer": N_("Issuer"),
    "number": N_("Number"),
    "published": N_("Published"),
    "valid": N_("In force"),
    "data_year": N_("Year of its figures"),
    "point_decimals": N_("Decimals of points"),
    "total_decimals": N_("Decimals of the total"),
    "policy": N_("Price rule by grade"),
    "formula": N_("Formula"),
    "instead": N_("In place of what is not given"),
    "direction": N_("Direction"),
    "who": N_("Who is in it"),
    "split": N_("Peers"),
    "digits": N_("Digits of the industry"),
    "unstated": N_("Without industry or park"),
    "smallest": N_("Put together below (firms)"),
    "full": N_("Weights add up to"),
    "items": N_("What is scored"),
    "weight": N_("Weight"),
    "family": N_("Family"),
    "at_low": N_("Points of 100 at the low end"),
    "steps": N_("Steps of points"),
    "benchmark": N_("Benchmark"),
    "cap": N_("Cap"),
    "floor": N_("Floor"),
    "negative": N_("Negative value"),
    "missing": N_("Missing value"),
    "not_applicable": N_("Not applicable"),
    "zero_denominator": N_("Divided by zero"),
    "class": N_("Firms apart"),
    "points": N_("Points added or deducted"),
    "limit": N_("Bound of points added or deducted"),
    "rule": N_("How grades are cut"),
    "counts": N_("What is rounded"),
    "rounding": N_("Rounding"),
    "boundary": N_("A total on the line"),
    "ties": N_("Ties"),
    "within": N_("Shares are of"),
    "tie_break": N_("Ties are broken by"),
    "per": N_("Cut apart in each"),
    "grade": N_("Grade"),
    "stage": N_("Stage"),
    "move": N_("Forced move"),
    "backfill": N_("Filled up after moves"),
}
_CODED = {
    "family": codes.FAMILIES,
    "negative": codes.TREATED,
    "missing": codes.TREATED,
    "not_applicable": codes.TREATED,
    "zero_denominator": codes.TREATED,
    "rule": codes.CUTS,
    "rounding": codes.ROUNDINGS,
    "ties": codes.TIES,
    "counts": {"cumulative": N_("the places up to a line"), "each": N_("each grade's own number")},
    "boundary": {"inclusive": N_("gets the better grade"), "exclusive": N_("gets the worse grade")},
    "within": {"group": N_("in each group"), "all": N_("over all groups")},
    "per": {"park": N_("each park"), "industry": N_("each industry")},
    "split": {"park": N_("firms of one park"), "industry": N_("firms of one industry")},
    "unstated": {"stop": N_("stops; it is told"), "others": N_("stands among the others")},
}


def parameter_place(view: RequestView, parameter: SchemeParameter) -> str:
    """The part of the scheme it belongs to."""
    _ = view.tr
    if parameter.kind == "scheme":
        return _("Whole scheme")
    # A grade is named by its value.
    owners = parameter.subjects[:-1] if parameter.key == "grade" else parameter.subjects
    named = [say.name_of(view, owner) for owner in owners]
    if parameter.kind == "cutting":
        return " · ".join([*(named or [_("All groups")]), _("cutting")])
    return " · ".join(named) or _("Cutting")


def parameter_label(view: RequestView, parameter: SchemeParameter) -> str:
    """Which parameter it is."""
    return view.tr(LABELS[parameter.key])


def parameter_value(view: RequestView, scheme: Scheme, parameter: SchemeParameter) -> str:
    """What it is set to; unknown where nobody has told."""
    _ = view.tr
    value: Any = parameter.value
    if parameter.key in ("cap", "floor") and value is None:
        return _("none")
    if value is None:
        return _("unknown")
    if parameter.key in _CODED:
        return say.code_label(view, _CODED[parameter.key], value)
    written: dict[str, Callable[[], str]] = {
        "cap": lambda: _("%s weights") % f"{value:g}",
        "direction": lambda: _("more is better") if value else _("less is better"),
        "backfill": lambda: _("yes") if value else _("no"),
        "valid": lambda: _days(*value),
        "published": lambda: view.period(str(value)),
        "policy": lambda: _policy(view, value),
        "tie_break": lambda: view.join(say.indicator_name(view, scheme, name) for name in value),
        "formula": lambda: _formula(view, scheme, value),
        "instead": lambda: _substitute(view, scheme, value),
        "who": lambda: _firms_text(view, value),
        "benchmark": lambda: _benchmark(view, value),
        "steps": lambda: formula_text(value, view.tr),
        "class": lambda: _class(view, scheme, value),
        "points": lambda: _points(view, scheme, value),
        "limit": lambda: _limit(view, scheme, value),
        "grade": lambda: _grade(view, value),
        "stage": lambda: _stage(view, scheme, value),
        "move": lambda: _move(view, scheme, value),
    }
    if parameter.key in written:
        return written[parameter.key]()
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def parameter_citation(view: RequestView, scheme: Scheme, cited: Provenance) -> str:
    """Where it stands: clause, or the document without one; ours where the text seen does not say it."""
    _ = view.tr
    if not cited.written:
        return _("not written in the scheme; the program does it so")
    clause = say.note_text(view, cited.clause)
    if clause or cited.status == "unknown":
        return clause or _("not in what was seen")
    if cited.status == "default":
        return _("ours")
    document = " ".join(filter(None, (scheme.issuer, scheme.number, view.period(scheme.published))))
    return _("%s (clause not noted)") % document


def _days(begin: date | None, end: date | None) -> str:
    return f"{begin or '…'} – {end or '…'}"


def _policy(view: RequestView, name: str) -> str:
    found = view.district.score.price_rule(name)
    where = " ".join(filter(None, (found.reference.get("issuer"), found.reference.get("number"))))
    status = say.code_label(view, codes.STATUS, found.status)
    return view.join(filter(None, (found.zh if view.zh else found.en, where, status)))


def _formula(view: RequestView, scheme: Scheme, indicator: Indicator) -> str:
    halves = half_texts(indicator, scheme.fields, view.lang)
    shown = say.unit_label(view, indicator.unit)
    ratio = " ÷ ".join(f"({half})" if indicator.ratios else half for half in halves if half)
    return ratio + (f" ({shown})" if shown else "")


def _substitute(view: RequestView, scheme: Scheme, rule: Substitute) -> str:
    names = [say.name_of(view, scheme.fields[name]) for name in (rule.field, rule.other)]
    return view.tr(SUBSTITUTED) % {
        "field": names[0],
        "times": f"{rule.times:g}",
        "other": names[1],
    }


def _firms_text(view: RequestView, group: Group) -> str:
    _ = view.tr
    low, high = group.land
    limits = [_("“%s” in the returns") % view.join(group.given[:1])] if group.given else []
    limits += [_("from %s mu") % f"{low:g}"] if low is not None else []
    limits += [_("below %s mu") % f"{high:g}"] if high is not None else []
    limits += (
        [_("industries %s") % view.join(say.industry_name(view, code) for code in group.industries)]
        if group.industries
        else []
    )
    limits += [_("parks %s") % view.join(group.parks)] if group.parks else []
    limits += [_("firms of no other group")] if group.others else []
    return view.join(limits) or _("every firm")


def _benchmark(view: RequestView, benchmark: Benchmark) -> str:
    _ = view.tr
    parts = [benchmark_text(benchmark, _)]
    parts += [f"{benchmark.value:g}"] if benchmark.value is not None else []
    parts += (
        [f"{benchmark.low:g} – {benchmark.high:g}"] if benchmark.low is not None and benchmark.high is not None else []
    )
    parts += [view.join(f"{say.industry_name(view, code)}: {value:g}" for code, value in benchmark.table)]
    beside = [_("%s %% left out at each end") % f"{benchmark.trim * 100:g}"] if benchmark.trim else []
    return view.join([" ".join(filter(None, parts)), *beside])


def _class(view: RequestView, scheme: Scheme, firm_class: FirmClass) -> str:
    _ = view.tr
    parts = [say.code_label(view, codes.TREATMENTS, firm_class.treatment)]
    parts += (
        [_("industries %s") % view.join(say.industry_name(view, code) for code in firm_class.industries)]
        if firm_class.industries
        else []
    )
    parts += [_("with a fact: %s") % _facts(view, scheme, firm_class.facts)] if firm_class.facts else []
    if firm_class.years is not None:
        events = _facts(view, scheme, firm_class.since)
        parts.append(
            _("less than %(years)s years since: %(events)s") % {"years": f"{firm_class.years:g}", "events": events}
        )
    parts += [_("managed as grade %s") % firm_class.grade] if firm_class.grade else []
    return view.join(parts)


def _points(view: RequestView, scheme: Scheme, rule: PointRule) -> str:
    _ = view.tr
    parts = [_("unknown") if rule.points is None else f"{rule.points:+g}"]
    parts += [_("with a fact: %s") % _facts(view, scheme, [rule.fact])] if rule.fact else []
    if rule.field:
        states = {"missing": _("missing"), "zero": _("zero")}
        field = say.name_of(view, scheme.fields[rule.field])
        parts.append(f"{field}: {view.join(states[state] for state in rule.states)}")
    parts += [conditions_text(view, scheme, rule.several)] if rule.several else []
    parts += [unit_text(view, scheme, rule.per)] if rule.per else []
    parts += [_("%s points at most") % f"{rule.at_most:g}"] if rule.at_most is not None else []
    parts += [_("the highest of “%s” counts") % rule.highest_in] if rule.highest_in else []
    return view.join([*parts, *_group_names(view, scheme, rule.groups)])


def _limit(view: RequestView, scheme: Scheme, limit: PointLimit) -> str:
    _ = view.tr
    parts = [view.join(say.indicator_name(view, scheme, key) for key in limit.rules)]
    parts += [_("%s points at most") % f"{limit.at_most:g}"] if limit.at_most is not None else []
    parts += [_("%s points at least") % f"{limit.at_least:g}"] if limit.at_least is not None else []
    return view.join(parts)


def _move(view: RequestView, scheme: Scheme, adjustment: GradeAdjustment) -> str:
    _ = view.tr
    parts = [say.code_label(view, codes.EFFECTS, adjustment.effect) % (adjustment.grade or adjustment.steps)]
    parts += [_("with a fact: %s") % _facts(view, scheme, [adjustment.fact])] if adjustment.fact else []
    if adjustment.indicator:
        name = say.indicator_name(view, scheme, adjustment.indicator)
        parts += [f"{name} < {adjustment.below:g}"] if adjustment.below is not None else []
        parts += [f"{name} > {adjustment.above:g}"] if adjustment.above is not None else []
    parts += [conditions_text(view, scheme, adjustment.several)] if adjustment.several else []
    return view.join([*parts, *_group_names(view, scheme, adjustment.groups)])


def _facts(view: RequestView, scheme: Scheme, names: Iterable[str]) -> str:
    return view.join(say.name_of(view, scheme.fact(name)) for name in names)


def _group_names(view: RequestView, scheme: Scheme, groups: tuple[str, ...]) -> list[str]:
    return [view.join(say.group_name(view, scheme, key) for key in groups)] if groups else []


def _grade(view: RequestView, line: GradeLine) -> str:
    _ = view.tr
    share = f"{line.share:g} %" if line.share is not None else ""
    score = _("from %s points") % f"{line.score:g}" if line.score is not None else ""
    number = _("%s firms") % line.firms if line.firms is not None else ""
    how = [share or score or number or _("the rest")]
    how += [say.code_label(view, codes.ROUNDINGS, line.rounding)] if line.rounding else []
    return f"{line.grade} {say.name_of(view, line)}".strip() + f" · {view.join(how)}"


def _stage(view: RequestView, scheme: Scheme, stage: GradingStage) -> str:
    _ = view.tr
    sentence = (
        _("%(grade)s: %(share)s %% of all firms, from the best %(among)s %% by total, by %(by)s")
        if stage.end == "best"
        else _("%(grade)s: %(share)s %% of all firms, from the worst %(among)s %% by total, by %(by)s")
    )
    by = " + ".join(say.indicator_name(view, scheme, name) for name in stage.by)
    text = sentence % {"grade": stage.grade, "share": f"{stage.share:g}", "among": f"{stage.among:g}", "by": by}
    return view.join([text, *([say.code_label(view, codes.ROUNDINGS, stage.rounding)] if stage.rounding else [])])
