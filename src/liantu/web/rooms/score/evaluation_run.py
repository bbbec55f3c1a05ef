"""A run: scheme and year in, what is unknown, what was noticed, firms of each grade, and the ranking out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import FastAPI

from liantu.district.evaluation_records import filter_ranking, list_grades, rank_firms, summarize_run
from liantu.papers import internal_note
from liantu.web.core.answer import add_page
from liantu.web.core.lists.facet_bar import FacetField, narrow_rows
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Column, Table, number_cell, text_cell
from liantu.web.core.picture import Picture
from liantu.web.core.plain_frames import flatten_lists
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.score import evaluation_words as say
from liantu.web.rooms.score.grade_flow_picture import make_flow_picture
from liantu.web.rooms.score.grade_share_picture import make_share_picture
from liantu.web.rooms.score.group_ratio_pictures import make_ratio_picture
from liantu.web.rooms.score.ranking_table import (
    counts_table,
    make_ranking_table,
    ranking_labels,
)
from liantu.web.rooms.score.run_messages import problem_message
from liantu.web.rooms.score.run_request import RunRequest, empty_page, read_run_request, run_choices
from liantu.web.rooms.score.scatter_picture import make_scatter_picture
from liantu.wording import evaluation_codes as codes
from liantu.wording.labels import PARTS_TO_VERIFY
from liantu.wording.titles import WEIGHTS_WHAT_IF

if TYPE_CHECKING:
    from liantu.district.results import Evaluation, RunSummary


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/score", show, ("scheme", "year", "group", "industry", "park", "grade", "unstable", "firm", FACETS))


def show(view: RequestView) -> Page:
    """The run of the address."""
    _ = view.tr
    title = _("Per-mu evaluation")
    found = read_run_request(view)
    if found is None:
        return empty_page(view, title)
    run = found.run
    sensitivity = (
        view.district.score.sensitivity_of(found.scheme.id, found.year) if run.firms["grade"].count() else None
    )
    summary = summarize_run(run, sensitivity)
    query = dict(view.request.query_params)
    shown = filter_ranking(rank_firms(run, sensitivity), query)
    facets = [FacetField(name, label, words) for name, label, words in ranking_labels(view, run)]
    shown, bar = narrow_rows(view, shown, facets)
    if view.leaves:
        view.district.score.record_run_grades(run, shown.select("firm", "total", "rank", "grade"))
    context = {
        **run_choices(view, found),
        "headline": _headline(view, found, summary) if run.firms["grade"].count() else title,
        "pictures": _pictures(view, found) if run.firms["grade"].count() and not view.leaves else {},
        "facts": _facts(view, run, summary),
        "stops": [problem_message(view, problem, found.scheme) for problem in run.stops],
        "notes": [problem_message(view, problem, found.scheme) for problem in run.notes],
        "counts": counts_table(view, run),
        "not_graded": _not_graded_table(view, run, summary),
        "ranking": make_ranking_table(view, found, shown),
        "links": _links(view, found),
        "keepable": view.present.workspace is not None,
        "base": view.present.number,
    }
    frames = {"ranking": shown, "counts": run.counts, "benchmarks": run.benchmarks}
    body = {
        "scheme": found.scheme.id,
        "version": found.scheme.version,
        "year": found.year,
        "ranking": flatten_lists(shown).to_dicts(),
        "counts": run.counts.to_dicts(),
        "benchmarks": run.benchmarks.to_dicts(),
        "stops": context["stops"],
        "notes": context["notes"],
    }
    note = internal_note(view.lang)
    return Page("score/run.html", title, frames, context, body, cacheable=not view.leaves, internal=note, facets=bar)


def _headline(view: RequestView, found: RunRequest, summary: RunSummary) -> str:
    """The answer in a sentence: how many firms are graded, and how many have the best and the worst grade."""
    firms = dict(found.run.firms["grade"].drop_nulls().value_counts().iter_rows())
    grades = list_grades(found.run)
    slots = {"year": found.year, "graded": summary.graded, "best": grades[0], "worst": grades[-1]}
    slots |= {"first": firms.get(grades[0], 0), "last": firms.get(grades[-1], 0)}
    return (
        view.tr("Per-mu evaluation %(year)s: %(graded)s firms graded, %(first)s of them %(best)s, %(last)s %(worst)s")
        % slots
    )


def _pictures(view: RequestView, found: RunRequest) -> dict[str, Picture]:
    """What is seen before the ranking is read."""
    return {
        "grades": make_share_picture(view, found),
        "flow": make_flow_picture(view, found),
        "scatter": make_scatter_picture(view, found),
        "parks": make_ratio_picture(view, found, "park"),
        "industries": make_ratio_picture(view, found, "industry"),
    }


def _facts(view: RequestView, run: Evaluation, summary: RunSummary) -> list[tuple[str, str]]:
    _ = view.tr
    rows = [
        (_("Number of firms"), str(summary.firms)),
        (_("Without a total"), str(summary.without_total)),
        (_(PARTS_TO_VERIFY), str(len(run.stops))),
        (_("Noticed in the data"), str(len(run.notes))),
    ]
    return rows if summary.unstable is None else [*rows, (_("Unstable grades"), str(summary.unstable))]


def _not_graded_table(view: RequestView, run: Evaluation, summary: RunSummary) -> Table:
    """Firms that are not evaluated, or get no grade."""
    _ = view.tr
    rows: list[list[Any]] = [
        [
            text_cell(say.class_name(view, run.scheme, name) or _("no group of the scheme")),
            text_cell(say.code_label(view, codes.TREATMENTS, treatment)),
            number_cell(str(count)),
        ]
        for name, treatment, count in summary.not_graded.iter_rows()
    ]
    columns = [Column(_("Class of firms")), Column(_("Treatment")), Column(_("Number of firms"), number=True)]
    return Table(_("Firms apart"), columns, rows, name="apart")


def _links(view: RequestView, found: RunRequest) -> list[tuple[str, str]]:
    _ = view.tr
    to = found.address
    return [
        (_("Parameters of the scheme"), view.url(f"/score/scheme/{found.scheme.id}")),
        (_(WEIGHTS_WHAT_IF), view.url("/score/what-if", **to)),
        (_("Groups"), view.url("/score/groups", **to)),
    ]
