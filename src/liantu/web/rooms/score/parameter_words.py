"""A parameter of a scheme in words: where it stands, what it is, what it is set to, who says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from liantu.web.core.request_view import RequestView
from liantu.web.rooms.score import evaluation_words as say
from liantu.wording import N_
from liantu.wording import evaluation_codes as codes
from liantu.wording.scoring_words import benchmark_text

if TYPE_CHECKING:
    from liantu.district.results import (
        Benchmark,
        FirmClass,
        GradeAdjustment,
        GradeLine,
        GradingStage,
        Group,
        Indicator,
        PointRule,
        Provenance,
        Scheme,
        SchemeParameter,
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
    "direction": N_("Direction"),
    "who": N_("Who is in it"),
    "split": N_("Peers"),
    "full": N_("Weights add up to"),
    "items": N_("What is scored"),
    "weight": N_("Weight"),
    "family": N_("Family"),
    "at_low": N_("Points of 100 at the low end"),
    "benchmark": N_("Benchmark"),
    "cap": N_("Cap"),
    "floor": N_("Floor"),
    "negative": N_("Negative value"),
    "missing": N_("Missing value"),
    "not_applicable": N_("Not applicable"),
    "zero_denominator": N_("Divided by zero"),
    "class": N_("Firms apart"),
    "points": N_("Points added or deducted"),
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
}


def parameter_place(view: RequestView, one: SchemeParameter) -> str:
    """The part of the scheme it belongs to."""
    _ = view.tr
    if one.kind == "scheme":
        return _("Whole scheme")
    owners = one.subjects[:-1] if one.key == "grade" else one.subjects  # a grade is named by its value
    named = [say.name_of(view, owner) for owner in owners]
    if one.kind == "cutting":
        return " · ".join([*(named or [_("All groups")]), _("cutting")])
    return " · ".join(named) or _("Cutting")


def parameter_label(view: RequestView, one: SchemeParameter) -> str:
    """Which parameter it is."""
    return view.tr(LABELS[one.key])


def parameter_value(view: RequestView, scheme: Scheme, one: SchemeParameter) -> str:
    """What it is set to; unknown where nobody has told."""
    _ = view.tr
    given: Any = one.value
    if one.key in ("cap", "floor") and given is None:
        return _("none")
    if given is None:
        return _("unknown")
    if one.key in _CODED:
        return say.code_label(view, _CODED[one.key], given)
    written: dict[str, Callable[[], str]] = {
        "cap": lambda: _("%s weights") % f"{given:g}",
        "direction": lambda: _("more is better") if given else _("less is better"),
        "backfill": lambda: _("yes") if given else _("no"),
        "valid": lambda: _days(*given),
        "policy": lambda: _policy(view, given),
        "tie_break": lambda: view.join(say.indicator_name(view, scheme, name) for name in given),
        "formula": lambda: _formula(view, scheme, given),
        "who": lambda: _firms_text(view, given),
        "benchmark": lambda: _benchmark(view, given),
        "class": lambda: _class(view, scheme, given),
        "points": lambda: _points(view, scheme, given),
        "grade": lambda: _grade(view, given),
        "stage": lambda: _stage(view, scheme, given),
        "move": lambda: _move(view, scheme, given),
    }
    if one.key in written:
        return written[one.key]()
    return f"{given:g}" if isinstance(given, int | float) else str(given)


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
    document = " ".join(filter(None, (scheme.issuer, scheme.number, scheme.published)))
    return _("%s (clause not noted)") % document


def _days(begin: date | None, end: date | None) -> str:
    return f"{begin or '…'} – {end or '…'}"


def _policy(view: RequestView, name: str) -> str:
    found = view.district.score.price_rule(name)
    where = " ".join(filter(None, (found.reference.get("issuer"), found.reference.get("number"))))
    status = say.code_label(view, codes.STATUS, found.status)
    return view.join(filter(None, (found.zh if view.zh else found.en, where, status)))


def _formula(view: RequestView, scheme: Scheme, one: Indicator) -> str:
    halves = [
        " + ".join(say.name_of(view, scheme.fields[name]) for name in half) for half in (one.numerator, one.denominator)
    ]
    shown = say.unit_label(view, one.unit)
    return " ÷ ".join(filter(None, halves)) + (f" ({shown})" if shown else "")


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
    return view.join(limits) or _("every firm")


def _benchmark(view: RequestView, given: Benchmark) -> str:
    _ = view.tr
    parts = [benchmark_text(given, _)]
    parts += [f"{given.value:g}"] if given.value is not None else []
    parts += [f"{given.low:g} – {given.high:g}"] if given.low is not None and given.high is not None else []
    beside = [_("%s %% left out at each end") % f"{given.trim * 100:g}"] if given.trim else []
    return view.join([" ".join(parts), *beside])


def _class(view: RequestView, scheme: Scheme, one: FirmClass) -> str:
    _ = view.tr
    parts = [say.code_label(view, codes.TREATMENTS, one.treatment)]
    parts += (
        [_("industries %s") % view.join(say.industry_name(view, code) for code in one.industries)]
        if one.industries
        else []
    )
    parts += [_("with a fact: %s") % _facts(view, scheme, one.facts)] if one.facts else []
    if one.years is not None:
        events = _facts(view, scheme, one.since)
        parts.append(_("less than %(years)s years since: %(events)s") % {"years": f"{one.years:g}", "events": events})
    parts += [_("managed as grade %s") % one.grade] if one.grade else []
    return view.join(parts)


def _points(view: RequestView, scheme: Scheme, one: PointRule) -> str:
    _ = view.tr
    parts = [_("unknown") if one.points is None else f"{one.points:+g}"]
    parts += [_("with a fact: %s") % _facts(view, scheme, [one.fact])] if one.fact else []
    if one.field:
        states = {"missing": _("missing"), "zero": _("zero")}
        field = say.name_of(view, scheme.fields[one.field])
        parts.append(f"{field}: {view.join(states[state] for state in one.states)}")
    return view.join([*parts, *_group_names(view, scheme, one.groups)])


def _move(view: RequestView, scheme: Scheme, one: GradeAdjustment) -> str:
    _ = view.tr
    parts = [say.code_label(view, codes.EFFECTS, one.effect) % (one.grade or one.steps)]
    parts += [_("with a fact: %s") % _facts(view, scheme, [one.fact])] if one.fact else []
    if one.indicator:
        name = say.indicator_name(view, scheme, one.indicator)
        parts += [f"{name} < {one.below:g}"] if one.below is not None else []
        parts += [f"{name} > {one.above:g}"] if one.above is not None else []
    return view.join([*parts, *_group_names(view, scheme, one.groups)])


def _facts(view: RequestView, scheme: Scheme, names: Iterable[str]) -> str:
    return view.join(say.name_of(view, scheme.fact(name)) for name in names)


def _group_names(view: RequestView, scheme: Scheme, groups: tuple[str, ...]) -> list[str]:
    return [view.join(say.group_name(view, scheme, key) for key in groups)] if groups else []


def _grade(view: RequestView, line: GradeLine) -> str:
    _ = view.tr
    share = f"{line.share:g} %" if line.share is not None else ""
    score = _("from %s points") % f"{line.score:g}" if line.score is not None else ""
    how = [share or score or _("the rest")]
    how += [say.code_label(view, codes.ROUNDINGS, line.rounding)] if line.rounding else []
    return f"{line.grade} {say.name_of(view, line)}".strip() + f" · {view.join(how)}"


def _stage(view: RequestView, scheme: Scheme, stage: GradingStage) -> str:
    _ = view.tr
    told = (
        _("%(grade)s: %(share)s %% of all firms, from the best %(among)s %% by total, by %(by)s")
        if stage.end == "best"
        else _("%(grade)s: %(share)s %% of all firms, from the worst %(among)s %% by total, by %(by)s")
    )
    by = " + ".join(say.indicator_name(view, scheme, name) for name in stage.by)
    said = told % {"grade": stage.grade, "share": f"{stage.share:g}", "among": f"{stage.among:g}", "by": by}
    return view.join([said, *([say.code_label(view, codes.ROUNDINGS, stage.rounding)] if stage.rounding else [])])
