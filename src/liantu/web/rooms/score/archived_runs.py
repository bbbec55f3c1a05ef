"""Kept runs: the list, one of them, keeping one, and what differs between two, firm by firm with the cause."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
from fastapi import FastAPI
from starlette.responses import Response

from liantu.model.tables import Row
from liantu.papers import internal_note
from liantu.web.core import record_rows
from liantu.web.core.answer import add_page
from liantu.web.core.empty_room import describe_unfilled
from liantu.web.core.forms.posting import PostedForm, add_form, redirect_to
from liantu.web.core.forms.saving import commit_change
from liantu.web.core.lists.facet_bar import FacetField, code_words, narrow_rows
from liantu.web.core.page import Page
from liantu.web.core.page_tables import Column, Table, link_cell, number_cell, text_cell
from liantu.web.core.paper_links import paper_links
from liantu.web.core.plain_frames import flatten_lists
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.score import evaluation_words as say
from liantu.web.rooms.score.run_replay import archived_runs, find_archived_run
from liantu.wording import evaluation_codes as codes
from liantu.wording.labels import GRADE_BY_CUT
from liantu.wording.titles import PUBLIC_NOTICE, RUN_DIFFERENCE


def register(app: FastAPI) -> None:
    """Add the pages and where a run is sent to be kept."""
    add_page(app, "/score/runs", show_runs, (FACETS,))
    add_page(app, "/score/run/{run}", show_run, (FACETS,))
    add_page(app, "/score/difference", show_difference, ("one", "other", FACETS))
    add_form(app, "/score/keep", handle_post)


def show_runs(view: RequestView) -> Page:
    """All kept runs."""
    _ = view.tr
    every = archived_runs(view).list()
    fields = [
        FacetField("year", _("Year"), str),
        FacetField("scheme", _("Evaluation scheme"), lambda key: say.scheme_name(view, key)),
        FacetField("state", _("State"), code_words(view, "evaluation_state")),
    ]
    frame, bar = narrow_rows(view, every, fields)
    rows = [
        [
            link_cell(view.pick(row), view.url(f"/score/run/{row['id']}")),
            text_cell(row["year"]),
            text_cell(say.scheme_name(view, row["scheme"])),
            text_cell((row["scheme_version"] or "")[:12]),
            text_cell(_vintage_text(view, row["vintage"])),
            text_cell(view.word("evaluation_state", row["state"])),
            text_cell(view.period(row["made"] or "")),
            number_cell(str(row["graded"] or 0)),
            link_cell(_(PUBLIC_NOTICE), view.url(f"/score/notice/{row['id']}")),
        ]
        for row in frame.iter_rows(named=True)
    ]
    columns = [
        Column(_("Run")),
        Column(_("Year")),
        Column(_("Evaluation scheme")),
        Column(_("Check sum of the scheme's text")),
        Column(_("Vintage of the returns")),
        Column(_("State")),
        Column(_("Made")),
        Column(_("Graded"), number=True),
        Column(_("Public notice")),
    ]
    notes = [
        _(
            "Vintage: the number of the last change of the workspace when the run was kept, or the "
            "period its returns were published in."
        )
    ]
    title = _("Kept runs")
    lead = _("A run is kept on the page “Run and ranking” of a workspace.")
    table = Table(title, columns, rows, notes=notes, name="runs")
    context = {
        "tables": [table],
        "lead": [lead],
        "runs": _run_choices(every, view),
        "first_run": "",
        "second_run": every["id"][-1] if every.height else "",
        "room": describe_unfilled(view, "score", "returns"),
    }
    return Page(
        "score/runs.html", _count_runs(view, frame) or title, {"runs": frame.drop("scheme_text")}, context, facets=bar
    )


def _count_runs(view: RequestView, frame: pl.DataFrame) -> str:
    """How many of the runs are final; nothing where none is kept."""
    slots = {"runs": frame.height, "final": frame.filter(pl.col("state") == "final").height}
    return view.tr("Kept runs: %(final)s of %(runs)s are final") % slots if frame.height else ""


def show_run(view: RequestView) -> Page:
    """One kept run: what it was made by, its grades, its objections."""
    _ = view.tr
    row = find_archived_run(view, view.request.path_params["run"])
    runs, key = archived_runs(view), str(row["id"])
    grades, fresh = runs.grades(key).sort("group", "rank", nulls_last=True), runs.replay(key)
    scheme = view.district.score.schemes().get(row["scheme"] or "")
    fields = [
        FacetField("group", _("Peer group"), lambda group: say.group_name(view, scheme, group)),
        FacetField("grade", _("Grade"), str),
        FacetField("stable", _("Stable"), code_words(view, "yes_no")),
    ]
    shown, bar = narrow_rows(view, grades, fields)
    lines = [
        [
            text_cell(view.name(firm["firm"])),
            text_cell(say.group_name(view, scheme, firm["group"])),
            number_cell("" if firm["total"] is None else f"{firm['total']:,.2f}"),
            number_cell("" if firm["rank"] is None else str(firm["rank"])),
            text_cell(firm["grade_before"]),
            text_cell(firm["grade"] or "—"),
            text_cell(view.word("yes_no", firm["stable"])),
        ]
        for firm in shown.iter_rows(named=True)
    ]
    columns = [
        Column(_("Firm")),
        Column(_("Peer group")),
        Column(_("Total points"), number=True),
        Column(_("Rank"), number=True),
        Column(_(GRADE_BY_CUT)),
        Column(_("Grade")),
        Column(_("Stable")),
    ]
    objections = view.district.tables["objections"].filter(pl.col("evaluation") == key)
    context = {
        "facts": record_rows.field_facts(view, "evaluations", {**row, **_describe_run(view, row)}),
        "counts": [(grade or _("without a grade"), str(count)) for grade, count in runs.grade_counts(key)],
        "replay": _replay(view, key, fresh),
        "table": Table(_("Grades"), columns, lines, name="grades"),
        "objections": record_rows.row_table(view, "objections", objections, leave_out=("evaluation",)),
        "links": _links(view, key),
        "papers": paper_links(view, "grades", ("pdf", "docx", "xlsx"), run=key),
        "text": row["scheme_text"] or "",
        "scheme": row["scheme"],
    }
    if view.leaves:
        # Totals and ranks may rest on values that stay in the house; what is published is the grade.
        shown = shown.select("evaluation", "firm", "group", "grade")
        view.district.score.record_grades(shown)
    frames = {"grades": shown, "objections": objections}
    body = {
        "run": {**row, "scheme_text": row["scheme_text"]},
        "grades": shown.to_dicts(),
        "objections": objections.to_dicts(),
    }
    note = internal_note(view.lang)
    return Page("score/kept.html", view.pick(row), frames, context, body, cacheable=False, internal=note, facets=bar)


def _describe_run(view: RequestView, row: Row) -> Row:
    """What of a kept run's row is a key or a whole text."""
    version = row["scheme_version"]
    version_text = (
        view.tr("%s (first 12 digits of the check sum of the scheme's text)") % version[:12] if version else None
    )
    return {"scheme": say.scheme_name(view, row["scheme"] or ""), "scheme_version": version_text, "scheme_text": None}


def _replay(view: RequestView, key: str, fresh: Any) -> str:
    """Whether the run comes out the same when it is made again."""
    _ = view.tr
    if fresh is None:
        return _("It cannot be made again here: the returns of its vintage are not kept, or the text is no scheme.")
    if others := archived_runs(view).count_grade_changes(key, fresh):
        return _("Made again from its text and vintage, %s firms get another grade: to be verified.") % others
    return _("Made again from its text and vintage, every grade is the same.")


def _links(view: RequestView, key: str) -> list[tuple[str, str]]:
    _ = view.tr
    found = [(_(PUBLIC_NOTICE), view.url(f"/score/notice/{key}"))]
    if view.present.workspace is not None:
        found.append((_("Enter an objection"), view.url("/tables/objections/new")))
        found.append((_("Change its state"), view.url(f"/tables/evaluations/{key}/edit")))
    return found


def show_difference(view: RequestView) -> Page:
    """What differs between two kept runs; ``one`` and ``other`` name them."""
    _ = view.tr
    frame = view.district.tables["evaluations"]
    names = _run_choices(frame, view)
    query = view.request.query_params
    ids = [key for key, _name in names]
    first_run = query.get("one") or (ids[-2] if len(ids) > 1 else ids[0] if ids else "")
    second_run = query.get("other") or (ids[-1] if ids else "")
    title = _(RUN_DIFFERENCE)
    context: dict[str, Any] = {
        "runs": names,
        "first_run": first_run,
        "second_run": second_run,
        "lead": [],
        "tables": [],
    }
    if not ids:
        context["lead"] = [_("No run is kept yet.")]
        return Page(
            "score/runs.html", title, {"difference": pl.DataFrame({"firm": pl.Series([], dtype=pl.String)})}, context
        )
    rows = find_archived_run(view, first_run), find_archived_run(view, second_run)
    found = archived_runs(view).compare(first_run, second_run, grades_only=view.leaves)
    changed, causes, runs = found.changed, found.causes_known, [found.before, found.after]
    if view.leaves:
        for key in (first_run, second_run):
            view.district.score.record_grades(changed.select(pl.col(pl.String), pl.lit(key).alias("evaluation")))
    if not causes:
        context["lead"] = [
            _(
                "The causes are not known: one of the runs cannot be made again from its text and the "
                "returns of its vintage."
            )
        ]
    else:
        context["lead"] = _input_differences(view, rows, runs)
    context["lead"].append(
        _("%(firms)s firms stand elsewhere, %(grades)s of them with another grade; these stand first.")
        % {"firms": changed.height, "grades": found.regraded}
    )
    fields = [
        FacetField("causes", _("Cause"), lambda cause: say.code_label(view, codes.CAUSES, cause)),
        FacetField("grade_before", _("Grade of the first run"), str),
        FacetField("grade_after", _("Grade of the second run"), str),
    ]
    shown, bar = narrow_rows(view, changed, fields if causes else fields[1:])
    context["tables"] = [_table(view, shown, runs, causes)]
    context["scheme"] = rows[1]["scheme"]
    body = {"one": first_run, "other": second_run, "difference": flatten_lists(shown).to_dicts()}
    note = internal_note(view.lang)
    return Page(
        "score/runs.html", title, {"difference": shown}, context, body, cacheable=False, internal=note, facets=bar
    )


def _input_differences(view: RequestView, rows: Sequence[Row], runs: Sequence[Any]) -> list[str]:
    """What the second run was made of that the first was not, and whether either comes out otherwise by now."""
    _ = view.tr
    differences = []
    for name, label in (
        ("year", _("Year")),
        ("scheme_version", _("Check sum of the scheme's text")),
        ("vintage", _("Vintage of the returns")),
    ):
        say_value = _vintage_text if name == "vintage" else _short_text
        first_value, second_value = (say_value(view, row[name]) for row in rows)
        same = (
            _("%(what)s: the same, %(one)s.")
            if first_value == second_value
            else _("%(what)s: first %(one)s, second %(other)s.")
        )
        differences.append(same % {"what": label, "one": first_value, "other": second_value})
    for row, run in zip(rows, runs, strict=True):
        if others := archived_runs(view).count_grade_changes(str(row["id"]), run):
            differences.append(
                _("Made again, %(run)s gives %(firms)s firms another grade than it was kept with: to be verified.")
                % {"run": view.pick(row), "firms": others}
            )
    return differences


def _vintage_text(view: RequestView, vintage: str | None) -> str:
    """The period that returns were published in, in words; the number of a change as it is."""
    return view.period(vintage) if vintage and "-" in vintage else _short_text(view, vintage)


def _short_text(view: RequestView, value: str | None) -> str:
    """The first twelve characters, which tell one check sum from another."""
    return (value or view.tr("unknown"))[:12]


def _table(view: RequestView, changed: pl.DataFrame, runs: list[Any], causes: bool) -> Table:
    _ = view.tr
    lines = [
        [
            text_cell(view.name(row["firm"])),
            *(
                number_cell("" if row[f"total_{w}"] is None else f"{row[f'total_{w}']:,.2f}")
                for w in ("before", "after")
            ),
            *(number_cell(str(row[f"rank_{w}"] or "")) for w in ("before", "after")),
            *(text_cell(row[f"grade_{w}"] or "—") for w in ("before", "after")),
            text_cell(
                view.join(say.code_label(view, codes.CAUSES, cause) for cause in row["causes"])
                if causes
                else _("not known")
            ),
            text_cell(
                view.join(say.indicator_name(view, runs[1].scheme, name) for name in row["indicators"])
                if causes
                else ""
            ),
        ]
        for row in changed.iter_rows(named=True)
    ]
    first, second = _("First"), _("Second")
    total, rank, grade = _("Total points"), _("Rank"), _("Grade")
    columns = [
        Column(_("Firm")),
        Column(first, total, number=True),
        Column(second, total, number=True),
        Column(first, rank, number=True),
        Column(second, rank, number=True),
        Column(first, grade),
        Column(second, grade),
        Column(_("Cause")),
        Column(_("Indicators")),
    ]
    return Table(_("Firms that stand elsewhere"), columns, lines, name="difference")


def _run_choices(frame: pl.DataFrame, view: RequestView) -> list[tuple[str, str]]:
    return [(row["id"], view.pick(row)) for row in frame.iter_rows(named=True)]


def handle_post(view: RequestView, posted: PostedForm) -> Response:
    """Keep the run of a scheme and year as one change. Raises Problems when it cannot be."""
    change = view.present.score.record_run(posted.get("scheme"), posted.number("year"), date.today())
    with_reason = type(change)(change.rows, posted.get("reason"))
    commit_change(view, with_reason, posted.number("base"))
    return redirect_to(view.url(f"/score/run/{change.rows[0].key}"))
