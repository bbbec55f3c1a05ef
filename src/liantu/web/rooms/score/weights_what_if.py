"""What if weights, benchmarks or the cap were others: firms of each grade, and which firms move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import polars as pl
from fastapi import FastAPI

from liantu.model.problems import Problem
from liantu.papers import internal_note
from liantu.score.scheme.variant import Place, SchemeVariant
from liantu.web.core.answer import add_page
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Column, Table, link_cell, number_cell, text_cell
from liantu.web.core.plain_frames import flatten_lists
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.score import evaluation_words as say
from liantu.web.rooms.score.form_numbers import read_amount
from liantu.web.rooms.score.run_messages import problem_message
from liantu.web.rooms.score.run_request import RunRequest, empty_page, read_run_request, run_choices

if TYPE_CHECKING:
    from liantu.district.results import Evaluation, Scheme

#: Benchmark rules to choose from in place of the scheme's.
RULES = ("mean", "median", "sum_over_sum")
_TEMPLATE = "score/what_if.html"
#: What is sent when only the result is asked for.
_ALONE = "score/_moved_alone.html"


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(
        app, "/score/what-if", show, ("scheme", "year", "rule", "cap", "weight.<indicator>", "benchmark.<indicator>")
    )


def show(view: RequestView) -> Page:
    """The what-if of the address."""
    _ = view.tr
    title = _("What if weights change")
    found = read_run_request(view)
    if found is None:
        return empty_page(view, title)
    wrong: list[Problem] = []
    tweak = _tweak(view, found.scheme, wrong)
    form, note = _form(view, found, tweak), internal_note(view.lang)
    if wrong:
        told = [problem_message(view, problem, found.scheme) for problem in wrong]
        refused = {"error": _("This cannot be computed"), "problems": told}
        refusal = {**form, "problems": told}
        return Page(_TEMPLATE, title, {}, refusal, refused, 422, fragment=_ALONE, internal=note)
    after, moved = view.district.score.vary(found.scheme.id, tweak, found.year)
    changed = moved.filter("changed")
    graded = (pl.col("grade_before") != pl.col("grade_after")) | pl.col("grade_before").is_null()
    firms = changed.filter(
        graded.fill_null(True) & (pl.col("grade_after").is_not_null() | pl.col("grade_before").is_not_null())
    )
    context = {
        **form,
        "problems": [],
        "sums": _sums(view, after.scheme),
        "changed": changed.height,
        "regraded": firms.height,
        "counts": _counts(view, found.run, after),
        "moves": _moves(view, found, changed if not found.run.firms["grade"].count() else firms),
        "stops": [problem_message(view, problem, found.scheme) for problem in after.stops],
    }
    counts = _compare_grade_counts(found.run, after)
    body = {"counts": counts.to_dicts(), "moves": flatten_lists(changed).to_dicts(), "stops": context["stops"]}
    frames = {"moves": changed, "counts": counts}
    return Page(_TEMPLATE, title, frames, context, body, fragment=_ALONE, internal=note)


def _form(view: RequestView, found: RunRequest, tweak: SchemeVariant) -> dict[str, Any]:
    """What the form offers and what is typed into it."""
    return {
        **run_choices(view, found),
        "groups": [_fields(view, found.scheme, group.id) for group in found.scheme.groups if group.items],
        "rules": [(rule, say.code_label(view, say.RULES, rule)) for rule in RULES],
        "rule": tweak.rule,
        "cap": view.request.query_params.get("cap") or "",
        "plain": view.url("/score/what-if", **found.address),
    }


def _tweak(view: RequestView, scheme: Scheme, wrong: list[Problem]) -> SchemeVariant:
    """What the address asks for; only what differs from the scheme. What cannot be taken is added to ``wrong``."""
    _ = view.tr
    query = view.request.query_params
    weights: dict[Place, float] = {}
    against: dict[Place, float] = {}
    known = []
    for group in scheme.groups:
        for item in group.items:
            place = group.id, item.indicator
            known.append(".".join(place))
            name = f"{say.name_of(view, group)} · {say.indicator_name(view, scheme, item.indicator)} · %s"
            weight = read_amount(query.get(f"weight.{known[-1]}"), name % _("Weight"), wrong)
            fixed = read_amount(query.get(f"benchmark.{known[-1]}"), name % _("Benchmark"), wrong, above=True)
            if weight is not None and weight != item.weight:
                weights[place] = weight
            if fixed is not None and fixed != item.benchmark.value:
                against[place] = fixed
    wrong += _unknown_places(view, known)
    rule, text = query.get("rule") or "", query.get("cap") or ""
    if rule and rule not in RULES:
        wrong.append(_choice_problem(_("Benchmarks of all"), rule, RULES))
    cap = None if text == "none" else read_amount(text, _("Cap"), wrong, above=True)
    return SchemeVariant(weights, against, rule if rule in RULES else "", cap, text == "none")


def _unknown_places(view: RequestView, known: list[str]) -> list[Problem]:
    """Weights and benchmarks in the address of a place that the scheme does not have."""
    found = []
    for kind, label in (("weight.", view.tr("Weight")), ("benchmark.", view.tr("Benchmark"))):
        places = [name.removeprefix(kind) for name in view.request.query_params if name.startswith(kind)]
        found += [_choice_problem(label, place, known) for place in places if place not in known]
    return found


def _choice_problem(field: str, value: str, choices: Sequence[str]) -> Problem:
    return Problem("not_a_choice", file=field, value=value, slots={"choices": ", ".join(choices)})


def _fields(view: RequestView, scheme: Scheme, key: str) -> dict[str, Any]:
    group = scheme.group(key)
    query = view.request.query_params
    items = []
    for item in group.items:
        name = f"{group.id}.{item.indicator}"
        given = item.benchmark
        told = (
            f"{given.value:g}"
            if given.value is not None
            else say.code_label(view, say.RULES, given.rule)
            if given.rule
            else view.tr("unknown")
        )
        items.append(
            {
                "name": name,
                "label": say.indicator_name(view, scheme, item.indicator),
                "weight": query.get(f"weight.{name}") or ("" if item.weight is None else f"{item.weight:g}"),
                "benchmark": query.get(f"benchmark.{name}") or "",
                "told": told,
                "unit": say.unit_label(view, scheme.indicators[item.indicator].unit),
            }
        )
    return {"label": say.name_of(view, group), "items": items}


def _sums(view: RequestView, scheme: Scheme) -> list[str]:
    """A word on groups whose weights do not add up to what the scheme has."""
    said = []
    for group in scheme.groups:
        weights = [item.weight for item in group.items]
        known = [weight for weight in weights if weight is not None]
        if known and len(known) == len(weights) and abs(sum(known) - group.full) > 1e-9:
            slots = {"group": say.name_of(view, group), "sum": f"{sum(known):g}", "full": f"{group.full:g}"}
            said.append(view.tr("%(group)s: the weights add up to %(sum)s, not to %(full)s.") % slots)
    return said


def _compare_grade_counts(before: Evaluation, after: Evaluation) -> pl.DataFrame:
    """Firms of each grade before and after: pool, grade, before, after."""
    one = before.counts.select("pool", "grade", pl.col("count").alias("before"))
    other = after.counts.select("pool", "grade", pl.col("count").alias("after"))
    return one.join(other, on=["pool", "grade"], how="full", coalesce=True, maintain_order="left_right")


def _counts(view: RequestView, before: Evaluation, after: Evaluation) -> Table:
    _ = view.tr
    rows = [
        [
            text_cell(say.pool_name(view, after.scheme, row["pool"])),
            text_cell(say.grade_name(view, after.scheme, row["grade"])),
            number_cell(str(row["before"] or 0)),
            number_cell(str(row["after"] or 0)),
        ]
        for row in _compare_grade_counts(before, after).iter_rows(named=True)
    ]
    columns = [
        Column(_("Cut in")),
        Column(_("Grade")),
        Column(_("By the scheme"), number=True),
        Column(_("What if"), number=True),
    ]
    return Table(_("Firms of each grade"), columns, rows, name="counts")


def _moves(view: RequestView, found: RunRequest, moved: pl.DataFrame) -> Table:
    _ = view.tr
    rows = [
        [
            link_cell(view.name(row["firm"]), view.url(f"/score/firm/{row['firm']}", **found.address)),
            *(say.points_cell(view, row[f"total_{when}"]) for when in ("before", "after")),
            *(number_cell(str(row[f"rank_{when}"] or "")) for when in ("before", "after")),
            *(text_cell(say.grade_name(view, found.scheme, row[f"grade_{when}"])) for when in ("before", "after")),
        ]
        for row in moved.iter_rows(named=True)
    ]
    before, after = _("By the scheme"), _("What if")
    total, rank, grade = _("Total points"), _("Rank"), _("Grade")
    columns = [
        Column(_("Firm")),
        Column(before, total, number=True),
        Column(after, total, number=True),
        Column(before, rank, number=True),
        Column(after, rank, number=True),
        Column(before, grade),
        Column(after, grade),
    ]
    return Table(_("Firms that move"), columns, rows, name="moves")
