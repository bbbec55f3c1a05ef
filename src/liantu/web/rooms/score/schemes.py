"""The evaluation schemes at hand, and one scheme with every parameter, its citation and how sure it is."""

from __future__ import annotations

import polars as pl
from fastapi import FastAPI

from liantu.web.core.answer import add_page
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.page_tables import Column, Table, link_cell, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.score import evaluation_words as say
from liantu.web.rooms.score.parameter_words import parameter_citation, parameter_label, parameter_place, parameter_value
from liantu.web.rooms.score.run_messages import problem_message
from liantu.wording import evaluation_codes as codes


def register(app: FastAPI) -> None:
    """Add the pages."""
    add_page(app, "/score/schemes", show_schemes)
    add_page(app, "/score/scheme/{scheme}", show_scheme)


def show_schemes(view: RequestView) -> Page:
    """All schemes: the district's own first."""
    _ = view.tr
    found = [*view.district.score.schemes().values()]
    counts = [view.district.score.parameter_statuses(scheme) for scheme in found]
    rows = [
        [
            link_cell(say.name_of(view, scheme), view.url(f"/score/scheme/{scheme.id}")),
            text_cell(scheme.issuer),
            text_cell(scheme.number or _("unknown")),
            text_cell(scheme.published or _("unknown")),
            *(number_cell(str(count[status])) for status in codes.STATUS),
            link_cell(_("Run"), view.url("/score", scheme=scheme.id)),
        ]
        for scheme, count in zip(found, counts, strict=True)
    ]
    parts = _("Parameters")
    columns = [
        Column(_("Evaluation scheme")),
        Column(_("Issuer")),
        Column(_("Number")),
        Column(_("Published")),
        *(Column(say.code_label(view, codes.STATUS, status), parts, number=True) for status in codes.STATUS),
        Column(_("Evaluate")),
    ]
    notes = [
        _(
            "A scheme is a file that an office can write itself; how is told in the documentation under “write your "
            "own scheme”. A part that is to be verified stops what rests on it; nothing is made up in its place."
        ),
        _(
            "How many parameters of a scheme were read in what it cites, how many are ours because the text seen does "
            "not tell them, and how many nobody has told. Which ones, the page of the scheme says one by one."
        ),
    ]
    frame = pl.DataFrame(
        [
            (
                s.id,
                s.zh,
                s.en,
                s.issuer,
                s.number,
                s.published,
                *count.values(),
                len(view.district.score.unknown_parts(s)),
            )
            for s, count in zip(found, counts, strict=True)
        ],
        schema=["scheme", "zh", "en", "issuer", "number", "published", *codes.STATUS, "unknown_parts"],
        orient="row",
    )
    title = _("Evaluation schemes")
    table = Table(title, columns, rows, notes=notes, name="schemes")
    return Page("data/tables.html", title, {"schemes": frame}, {"tables": [table]})


def show_scheme(view: RequestView) -> Page:
    """One scheme."""
    _ = view.tr
    found = view.district.score.schemes().get(view.request.path_params["scheme"])
    if found is None:
        raise PageNotFound(_("There is no such evaluation scheme."))
    lines = [
        (
            parameter,
            parameter_place(view, parameter),
            parameter_label(view, parameter),
            parameter_value(view, found, parameter),
        )
        for parameter in view.district.score.parameters(found)
    ]
    rows = [
        [
            text_cell(part),
            text_cell(label),
            text_cell(value),
            say.status_cell(view, parameter.cited.status),
            text_cell(parameter_citation(view, found, parameter.cited)),
            text_cell(say.note_text(view, parameter.cited.note)),
        ]
        for parameter, part, label, value in lines
    ]
    columns = [
        Column(_("Part")),
        Column(_("Parameter")),
        Column(_("Value")),
        Column(_("Status")),
        Column(_("Source and clause")),
        Column(_("Note")),
    ]
    frame = pl.DataFrame(
        [
            (
                part,
                label,
                value,
                parameter.cited.status,
                parameter_citation(view, found, parameter.cited),
                say.note_text(view, parameter.cited.note),
            )
            for parameter, part, label, value in lines
        ],
        schema=["part", "parameter", "value", "status", "clause", "note"],
        orient="row",
    )
    stops = [problem_message(view, problem, found) for problem in view.district.score.unknown_parts(found)]
    open_parts = Table(
        _("To be verified: what the scheme does not tell"),
        [Column(_("What is asked"))],
        [[text_cell(text)] for text in stops],
        name="stops",
    )
    counts = view.district.score.parameter_statuses(found)
    mixed = view.join(f"{say.code_label(view, codes.STATUS, status)} {counts[status]}" for status in codes.STATUS)
    table = Table(_("Every parameter"), columns, rows, name="parameters")
    lead = [
        *filter(None, [say.note_text(view, found.cited.note)]),
        _("Parameters: %s.") % mixed,
        _("Version (SHA-256 of the text): %s") % (found.version or _("unknown")),
    ]
    context = {"tables": [open_parts, table] if stops else [table], "lead": lead}
    return Page("data/tables.html", say.name_of(view, found), {"parameters": frame}, context, cacheable=True)
