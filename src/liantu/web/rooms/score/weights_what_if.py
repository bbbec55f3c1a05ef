"""What if weights, benchmarks or the cap were others: firms of each grade, and which firms move."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import polars as pl
from fastapi import FastAPI

from liantu.district.scheme_variants import list_variant_rules, read_scheme_variant
from liantu.papers import internal_note
from liantu.web.core.answer import add_page
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Column, Table, link_cell, number_cell, text_cell
from liantu.web.core.plain_frames import flatten_lists
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.score import evaluation_words as say
from liantu.web.rooms.score.run_messages import problem_message
from liantu.web.rooms.score.run_request import RunRequest, empty_page, read_run_request, run_choices
from liantu.wording import evaluation_codes as codes
from liantu.wording.scenario import Supposition
from liantu.wording.titles import FIRMS_OF_GRADES, NOT_COMPUTED, WEIGHTS_WHAT_IF
from liantu.wording.variant_words import list_variant_suppositions

if TYPE_CHECKING:
    from liantu.district.results import GroupIndicator, Scheme, SchemeVariant, VariantEffects

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
    title = _(WEIGHTS_WHAT_IF)
    found = read_run_request(view)
    if found is None:
        return empty_page(view, title)
    query, labels = dict(view.request.query_params), _field_labels(view, found.scheme)
    variant, wrong = read_scheme_variant(found.scheme, query, labels)
    form, note = _form(view, found, variant), internal_note(view.lang)
    if wrong:
        messages = [problem_message(view, problem, found.scheme) for problem in wrong]
        refused = {"error": _(NOT_COMPUTED), "problems": messages}
        refusal = {**form, "problems": messages}
        return Page(_TEMPLATE, title, {}, refusal, refused, 422, fragment=_ALONE, internal=note)
    view.page_suppositions = _suppose(view, found.scheme, variant, labels)
    effects = view.district.score.try_variant(found.scheme.id, variant, found.year)
    changed, regraded, counts = effects.changed, effects.regraded, effects.counts
    context = {
        **form,
        "problems": [],
        "sums": _sum_texts(view, effects),
        "changed": changed.height,
        "regraded": regraded.height,
        "counts": _counts(view, effects),
        "moves": _moves(view, found, regraded if found.run.firms["grade"].count() else changed),
        "stops": [problem_message(view, problem, found.scheme) for problem in effects.run.stops],
    }
    body = {"counts": counts.to_dicts(), "moves": flatten_lists(changed).to_dicts(), "stops": context["stops"]}
    frames = {"moves": changed, "counts": counts}
    return Page(_TEMPLATE, title, frames, context, body, fragment=_ALONE, internal=note)


def _suppose(view: RequestView, scheme: Scheme, variant: SchemeVariant, labels: Mapping[str, str]) -> list[Supposition]:
    """What the variant supposes, by whom and why: what comes of it is a scenario."""
    rules = {f"rule:{rule}": say.code_label(view, codes.RULES, rule) for rule in list_variant_rules()}
    before = {}
    for group in scheme.groups:
        for item in group.items:
            place = f"{group.id}.{item.indicator}"
            before[f"weight.{place}"] = view.tr("unknown") if item.weight is None else f"{item.weight:g}"
            before[f"benchmark.{place}"] = _benchmark_words(view, item)
    return list_variant_suppositions(variant, {**labels, **rules}, before, view.tr, view.person, view.reason)


def _benchmark_words(view: RequestView, item: GroupIndicator) -> str:
    """The benchmark of the scheme: its value, or the rule that makes it."""
    benchmark = item.benchmark
    if benchmark.value is not None and benchmark.rule == "fixed":
        return f"{benchmark.value:g}"
    return say.code_label(view, codes.RULES, benchmark.rule) if benchmark.rule else view.tr("unknown")


def _form(view: RequestView, found: RunRequest, variant: SchemeVariant) -> dict[str, Any]:
    """What the form offers and what is typed into it."""
    return {
        **run_choices(view, found),
        "groups": [_fields(view, found.scheme, group.id) for group in found.scheme.groups if group.items],
        "rules": [(rule, say.code_label(view, codes.RULES, rule)) for rule in list_variant_rules()],
        "rule": variant.rule,
        "cap": view.request.query_params.get("cap") or "",
        "plain": view.url("/score/what-if", **found.address),
    }


def _field_labels(view: RequestView, scheme: Scheme) -> dict[str, str]:
    """What each field of the form is called, by its name in the address."""
    _ = view.tr
    kinds = {"weight": _("Weight"), "benchmark": _("Benchmark")}
    labels = {**kinds, "rule": _("Benchmarks of all"), "cap": _("Cap")}
    for group in scheme.groups:
        for item in group.items:
            place = f"{say.name_of(view, group)} · {say.indicator_name(view, scheme, item.indicator)}"
            labels |= {f"{kind}.{group.id}.{item.indicator}": f"{place} · {word}" for kind, word in kinds.items()}
    return labels


def _fields(view: RequestView, scheme: Scheme, key: str) -> dict[str, Any]:
    group = scheme.group(key)
    query = view.request.query_params
    items = []
    for item in group.items:
        name = f"{group.id}.{item.indicator}"
        items.append(
            {
                "name": name,
                "label": say.indicator_name(view, scheme, item.indicator),
                "weight": query.get(f"weight.{name}") or ("" if item.weight is None else f"{item.weight:g}"),
                "benchmark": query.get(f"benchmark.{name}") or "",
                "benchmark_text": _benchmark_words(view, item),
                "unit": say.unit_label(view, scheme.indicators[item.indicator].unit),
            }
        )
    return {"label": say.name_of(view, group), "items": items}


def _sum_texts(view: RequestView, effects: VariantEffects) -> list[str]:
    """A word on groups whose weights do not add up to what the scheme has."""
    scheme = effects.run.scheme
    return [
        view.tr("%(group)s: the weights add up to %(sum)s, not to %(full)s.")
        % {
            "group": say.group_name(view, scheme, weight_sum.group),
            "sum": f"{weight_sum.weights:g}",
            "full": f"{weight_sum.full:g}",
        }
        for weight_sum in effects.weight_sums
    ]


def _counts(view: RequestView, effects: VariantEffects) -> Table:
    _ = view.tr
    scheme = effects.run.scheme
    rows = [
        [
            text_cell(say.pool_name(view, scheme, row["pool"])),
            text_cell(say.grade_name(view, scheme, row["grade"])),
            number_cell(str(row["before"] or 0)),
            number_cell(str(row["after"] or 0)),
        ]
        for row in effects.counts.iter_rows(named=True)
    ]
    columns = [
        Column(_("Cut in")),
        Column(_("Grade")),
        Column(_("By the scheme"), number=True),
        Column(_("What if"), number=True),
    ]
    return Table(_(FIRMS_OF_GRADES), columns, rows, name="counts")


def _moves(view: RequestView, found: RunRequest, comparison: pl.DataFrame) -> Table:
    _ = view.tr
    rows = [
        [
            link_cell(view.name(row["firm"]), view.url(f"/score/firm/{row['firm']}", **found.address)),
            *(say.points_cell(view, row[f"total_{side}"]) for side in ("before", "after")),
            *(number_cell(str(row[f"rank_{side}"] or "")) for side in ("before", "after")),
            *(text_cell(say.grade_name(view, found.scheme, row[f"grade_{side}"])) for side in ("before", "after")),
        ]
        for row in comparison.iter_rows(named=True)
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
