"""A run: scheme and year in, what is unknown, what was noticed, firms of each grade, and the ranking out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl
from fastapi import FastAPI

from liantu.papers import internal_note
from liantu.web.core.answer import add_page
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Column, Table, number_cell, text_cell
from liantu.web.core.plain_frames import flatten_lists
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.score import evaluation_words as say
from liantu.web.rooms.score.ranking_table import (
    counts_table,
    filter_ranking,
    make_ranking_table,
    ranking_filters,
    ranking_frame,
)
from liantu.web.rooms.score.run_messages import problem_message
from liantu.web.rooms.score.run_request import RunRequest, empty_page, read_run_request, run_choices

if TYPE_CHECKING:
    from liantu.district.results import Evaluation


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/score", show, ("scheme", "year", "group", "industry", "park", "grade", "unstable"))


def show(view: RequestView) -> Page:
    """The run of the address."""
    _ = view.tr
    title = _("Per-mu evaluation")
    found = read_run_request(view)
    if found is None:
        return empty_page(view, title)
    run = found.run
    sure = view.district.score.sensitivity_of(found.scheme.id, found.year) if run.firms["grade"].count() else None
    frame = ranking_frame(run, sure)
    query = dict(view.request.query_params)
    shown = filter_ranking(frame, query)
    context = {
        **run_choices(view, found),
        "filters": ranking_filters(view, run),
        "unstable": query.get("unstable") == "yes",
        "facts": _facts(view, run, sure),
        "stops": [problem_message(view, problem, found.scheme) for problem in run.stops],
        "notes": [problem_message(view, problem, found.scheme) for problem in run.notes],
        "counts": counts_table(view, run),
        "apart": _not_graded_table(view, run),
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
    return Page("score/run.html", title, frames, context, body, internal=internal_note(view.lang))


def _facts(view: RequestView, run: Evaluation, sure: pl.DataFrame | None) -> list[tuple[str, str]]:
    _ = view.tr
    firms = run.firms
    unstable = "" if sure is None else str((~sure["stable"].fill_null(True)).sum())
    rows = [
        (_("Number of firms"), str(firms.height)),
        (_("Graded"), str(firms["grade"].count())),
        (
            _("Without a total"),
            str(firms.filter((pl.col("treatment") != "not_evaluated") & pl.col("total").is_null()).height),
        ),
        (_("Parts to be verified"), str(len(run.stops))),
        (_("Noticed in the data"), str(len(run.notes))),
    ]
    return [*rows, (_("Unstable grades"), unstable)] if unstable else rows


def _not_graded_table(view: RequestView, run: Evaluation) -> Table:
    """Firms that are not evaluated, or get no grade."""
    _ = view.tr
    apart = run.firms.filter(pl.col("treatment") != "evaluated")
    by = apart.group_by("class", "treatment", maintain_order=True).agg(pl.len().alias("firms"))
    rows: list[list[Any]] = [
        [
            text_cell(say.class_name(view, run.scheme, name) or _("no group of the scheme")),
            text_cell(say.code_label(view, say.TREATMENTS, treatment)),
            number_cell(str(count)),
        ]
        for name, treatment, count in by.iter_rows()
    ]
    columns = [Column(_("Class of firms")), Column(_("Treatment")), Column(_("Number of firms"), number=True)]
    return Table(_("Firms apart"), columns, rows, name="apart")


def _links(view: RequestView, found: RunRequest) -> list[tuple[str, str]]:
    _ = view.tr
    to = found.address
    return [
        (_("Parameters of the scheme"), view.url(f"/score/scheme/{found.scheme.id}")),
        (_("What if weights were others"), view.url("/score/what-if", **to)),
        (_("Groups"), view.url("/score/groups", **to)),
    ]
