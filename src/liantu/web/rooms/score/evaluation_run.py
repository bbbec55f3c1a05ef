"""A run: scheme and year in, what is unknown, what was noticed, firms of each grade, and the ranking out."""

from __future__ import annotations

from typing import Any

import polars as pl
from fastapi import FastAPI

from liantu.papers import internal_note
from liantu.score.run.evaluation import Evaluation
from liantu.web.core.answer import Page, add_page, flat
from liantu.web.core.page_tables import Column, Table, number, words
from liantu.web.core.request_view import View
from liantu.web.rooms.score import evaluation_words as say
from liantu.web.rooms.score.ranking_table import counts_table, filters, narrowed, ranking, table
from liantu.web.rooms.score.run_messages import message
from liantu.web.rooms.score.run_request import Asked, asked, choices, empty


def register(app: FastAPI) -> None:
    """Add the page."""
    add_page(app, "/score", run)


def run(view: View) -> Page:
    """The run of the address."""
    _ = view.tr
    title = _("Per-mu evaluation")
    found = asked(view)
    if found is None:
        return empty(view, title)
    run = found.run
    sure = view.district.how_sure(found.scheme.id, found.year) if run.firms["grade"].count() else None
    frame = ranking(run, sure)
    query = dict(view.request.query_params)
    shown = narrowed(frame, query)
    context = {
        **choices(view, found),
        "filters": filters(view, run),
        "unstable": query.get("unstable") == "yes",
        "facts": _facts(view, run, sure),
        "stops": [message(view, problem, found.scheme) for problem in run.stops],
        "notes": [message(view, problem, found.scheme) for problem in run.notes],
        "counts": counts_table(view, run),
        "apart": _apart(view, run),
        "ranking": table(view, found, shown),
        "links": _links(view, found),
        "keepable": view.present.workspace is not None,
        "base": view.present.number,
    }
    frames = {"ranking": shown, "counts": run.counts, "benchmarks": run.benchmarks}
    body = {
        "scheme": found.scheme.id,
        "version": found.scheme.version,
        "year": found.year,
        "ranking": flat(shown).to_dicts(),
        "counts": run.counts.to_dicts(),
        "benchmarks": run.benchmarks.to_dicts(),
        "stops": context["stops"],
        "notes": context["notes"],
    }
    return Page("score/run.html", title, frames, context, body, internal=internal_note(view.lang))


def _facts(view: View, run: Evaluation, sure: pl.DataFrame | None) -> list[tuple[str, str]]:
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


def _apart(view: View, run: Evaluation) -> Table:
    """Firms that are not evaluated, or get no grade."""
    _ = view.tr
    apart = run.firms.filter(pl.col("treatment") != "evaluated")
    by = apart.group_by("class", "treatment", maintain_order=True).agg(pl.len().alias("firms"))
    rows: list[list[Any]] = [
        [
            words(say.class_of(view, run.scheme, name) or _("no group of the scheme")),
            words(say.said(view, say.TREATMENTS, treatment)),
            number(str(count)),
        ]
        for name, treatment, count in by.iter_rows()
    ]
    columns = [Column(_("Class of firms")), Column(_("Treatment")), Column(_("Number of firms"), number=True)]
    return Table(_("Firms apart"), columns, rows, name="apart")


def _links(view: View, found: Asked) -> list[tuple[str, str]]:
    _ = view.tr
    to = found.address
    return [
        (_("Parameters of the scheme"), view.url(f"/score/scheme/{found.scheme.id}")),
        (_("What if weights were others"), view.url("/score/what-if", **to)),
        (_("Groups"), view.url("/score/groups", **to)),
    ]
