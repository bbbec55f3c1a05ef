"""The evaluation schemes at hand, and one scheme with every parameter, its citation and how sure it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

import polars as pl
from fastapi import FastAPI

from liantu.web.core.answer import add_page
from liantu.web.core.lists.facet_bar import FacetField, narrow_rows
from liantu.web.core.lists.narrowed_tables import ListedTable, narrow_table
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.page_tables import Column, Table, link_cell, number_cell, text_cell
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.score import evaluation_words as say
from liantu.web.rooms.score.parameter_words import parameter_citation, parameter_label, parameter_place, parameter_value
from liantu.web.rooms.score.run_messages import problem_message
from liantu.web.rooms.score.run_request import schemes_elsewhere
from liantu.wording import evaluation_codes as codes
from liantu.wording.sentences import NO_LOCAL_SCHEME, NO_SCHEME, NOT_IN_FORCE_HERE
from liantu.wording.titles import SCHEME_GAPS

if TYPE_CHECKING:
    from liantu.district.results import Scheme

#: The columns of a scheme's parameters: the fields of ``ParameterLine``.
_PARAMETERS = ["part", "parameter", "value", "status", "clause", "note"]


@dataclass(frozen=True)
class ParameterLine:
    """A parameter of a scheme in words: where it stands, its name and value, its status, what it cites."""

    part: str
    label: str
    value: str
    status: str
    clause: str
    note: str


def register(app: FastAPI) -> None:
    """Add the pages."""
    add_page(app, "/score/schemes", show_schemes, ("elsewhere", FACETS))
    add_page(app, "/score/scheme/{scheme}", show_scheme, (FACETS,))


def show_schemes(view: RequestView) -> Page:
    """The schemes of the district and its province, or, asked for with ``elsewhere``, those of others."""
    _ = view.tr
    elsewhere = bool(view.request.query_params.get("elsewhere"))
    local, every = view.district.score.local_schemes(), view.district.score.schemes()
    listed = [scheme for name, scheme in every.items() if (name not in local) == elsewhere]
    frame, bar = narrow_rows(view, _describe_schemes(view, listed), [FacetField("issuer", _("Issuer"), str)])
    shown = set(frame["scheme"])
    found = [scheme for scheme in listed if scheme.id in shown]
    counts = [view.district.score.parameter_statuses(scheme) for scheme in found]
    rows = [
        [
            link_cell(say.name_of(view, scheme), view.url(f"/score/scheme/{scheme.id}")),
            text_cell(scheme.issuer),
            text_cell(scheme.number or _("unknown")),
            text_cell(view.period(scheme.published or "") or _("unknown")),
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
    title = _("Evaluation schemes")
    table = Table(title, columns, rows, notes=notes, name="schemes")
    further = [] if elsewhere or len(local) == len(every) else [schemes_elsewhere(view)]
    lead = [_(NOT_IN_FORCE_HERE)] if elsewhere else [] if listed else [_(NO_LOCAL_SCHEME)]
    context = {"lead": lead, "tables": [table], "further": further}
    heading = _count_schemes(view, counts)
    return Page("data/tables.html", heading, {"schemes": frame}, context, facets=bar)


def _count_schemes(view: RequestView, counts: Sequence[Mapping[str, int]]) -> str:
    """How many schemes have no parameter to be verified; ``counts`` says of each how many have which status."""
    if not counts:
        return view.tr("Evaluation schemes")
    slots = {"schemes": len(counts), "whole": sum(not count["unknown"] for count in counts)}
    return view.tr("Evaluation schemes: %(whole)s of %(schemes)s have no parameter to be verified") % slots


def _describe_schemes(view: RequestView, schemes: Sequence[Scheme]) -> pl.DataFrame:
    """The schemes as rows: who issued each, how sure its parameters are, how many parts are open."""
    score = view.district.score
    return pl.DataFrame(
        [
            (
                *(scheme.id, scheme.zh, scheme.en, scheme.issuer, scheme.number, scheme.published),
                *score.parameter_statuses(scheme).values(),
                len(score.unknown_parts(scheme)),
            )
            for scheme in schemes
        ],
        schema=["scheme", "zh", "en", "issuer", "number", "published", *codes.STATUS, "unknown_parts"],
        orient="row",
    )


def show_scheme(view: RequestView) -> Page:
    """One scheme: what it leaves open, and every parameter with its citation."""
    _ = view.tr
    scheme = view.district.score.schemes().get(view.request.path_params["scheme"])
    if scheme is None:
        raise PageNotFound(_(NO_SCHEME))
    lines = _parameter_lines(view, scheme)
    tables = [*_open_parts_tables(view, scheme), _parameter_table(view, lines)]
    frame = pl.DataFrame([astuple(line) for line in lines], schema=_PARAMETERS, orient="row")
    fields = [FacetField("status", _("Status"), lambda status: say.code_label(view, codes.STATUS, status))]
    tables[-1], frame, bar = narrow_table(view, ListedTable(tables[-1], frame, fields))
    context = {"tables": tables, "lead": _scheme_lead(view, scheme)}
    return Page("data/tables.html", say.name_of(view, scheme), {"parameters": frame}, context, facets=bar)


def _scheme_lead(view: RequestView, scheme: Scheme) -> list[str]:
    _ = view.tr
    counts = view.district.score.parameter_statuses(scheme)
    mixed = view.join(f"{say.code_label(view, codes.STATUS, status)} {counts[status]}" for status in codes.STATUS)
    return [
        *([] if scheme.id in view.district.score.local_schemes() else [_(NOT_IN_FORCE_HERE)]),
        *filter(None, [say.note_text(view, scheme.cited.note)]),
        _("Parameters: %s.") % mixed,
        _("Version (SHA-256 of the text): %s") % (scheme.version or _("unknown")),
    ]


def _parameter_lines(view: RequestView, scheme: Scheme) -> list[ParameterLine]:
    return [
        ParameterLine(
            parameter_place(view, parameter),
            parameter_label(view, parameter),
            parameter_value(view, scheme, parameter),
            parameter.cited.status,
            parameter_citation(view, scheme, parameter.cited),
            say.note_text(view, parameter.cited.note),
        )
        for parameter in view.district.score.parameters(scheme)
    ]


def _parameter_table(view: RequestView, lines: Sequence[ParameterLine]) -> Table:
    _ = view.tr
    rows = [
        [
            text_cell(line.part),
            text_cell(line.label),
            text_cell(line.value),
            say.status_cell(view, line.status),
            text_cell(line.clause),
            text_cell(line.note),
        ]
        for line in lines
    ]
    labels = [_("Part"), _("Parameter"), _("Value"), _("Status"), _("Source and clause"), _("Note")]
    return Table(_("Every parameter"), [Column(label) for label in labels], rows, name="parameters")


def _open_parts_tables(view: RequestView, scheme: Scheme) -> list[Table]:
    """What the scheme does not tell; no table where it tells everything."""
    _ = view.tr
    rows = [
        [text_cell(problem_message(view, problem, scheme))] for problem in view.district.score.unknown_parts(scheme)
    ]
    title = _(SCHEME_GAPS)
    return [Table(title, [Column(_("What is asked"))], rows, name="stops")] if rows else []
