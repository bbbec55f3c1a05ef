"""Word templates of an office: which papers have one, the fields of each, a file to send, and back to the standard."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

import polars as pl
from fastapi import FastAPI
from starlette.responses import Response

from liantu.model.problems import Problem, Problems
from liantu.papers import (
    TemplateState,
    describe_template_fields,
    keep_template,
    list_templates,
    make_standard_template,
    read_template,
    remove_template,
)
from liantu.web.core.answer import add_page
from liantu.web.core.api_description import describe_reading
from liantu.web.core.forms.posting import PostedForm, add_form, read_upload, redirect_to
from liantu.web.core.forms.saving import require_person
from liantu.web.core.gate import add_address
from liantu.web.core.lists.facet_bar import FacetField, code_words, narrow_rows
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.paper_links import PAPER_NAMES
from liantu.web.core.query_parameters import FACETS
from liantu.web.core.request_view import RequestView
from liantu.wording import N_
from liantu.wording.labels import OFFICE_TEMPLATE
from liantu.wording.offer_words import OFFERED
from liantu.wording.titles import LINKS_TO_FILL, MADE_ON_SITE

PATH, FILE = "/templates", "/templates/{kind}.docx"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: What a kind is called that no page names otherwise.
_NAMES = {
    "brief-outward": N_("Brief, outward version"),
    "brief-internal": N_("Brief, internal version"),
    "leader": N_("One page for the chain head"),
    "invite": LINKS_TO_FILL,
    "utilities": N_("Utilities to secure"),
    "commodities": N_("Bulk materials"),
    "onsite": MADE_ON_SITE,
    "offers": OFFERED,
    "extend": N_("Extensions"),
    "weak": N_("Weak links"),
}


class TemplateRow(NamedTuple):
    """A kind of paper with its fields, and how its template stands."""

    kind: str
    name: str
    state: str
    wrong: list[str]
    has_template: bool
    fields: list[tuple[str, str]]
    standard: str
    file: str


def register(app: FastAPI) -> None:
    """Add the page, the files and where its forms go to."""
    add_page(app, PATH, show_templates, (FACETS,))
    add_form(app, PATH, handle_post)
    add_address(app, FILE, "template", send_template, describe_reading(FILE, send_template, {"docx": _DOCX}, ("of",)))


def show_templates(view: RequestView, problems: list[str] | None = None) -> Page:
    """Every paper that can have a template of the office, its fields, and what was wrong with a file that was sent."""
    place = _place(view)
    try:
        states = list_templates(place) if place else []
        missing = ""
    except Problems as refused:
        states, missing = [], refused.problems[0].message(view.lang)
    every = [_row(view, state) for state in states]
    listed = [(row.kind, "yes" if row.has_template else "no") for row in every]
    fields = [FacetField("office", view.tr(OFFICE_TEMPLATE), code_words(view, "yes_no"))]
    frame = pl.DataFrame(listed, {"kind": pl.String, "office": pl.String}, orient="row")
    narrowed, bar = narrow_rows(view, frame, fields)
    rows = [row for row in every if row.kind in {*narrowed["kind"]}]
    context = {"rows": rows, "readonly": not place, "missing": missing, "problems": problems or []}
    found = [{"kind": row.kind, "kept": row.has_template, "fields": [name for name, _ in row.fields]} for row in rows]
    body = {"templates": found, "problems": problems or []}
    slots = {"papers": len(rows), "own": sum(row.has_template for row in rows)}
    title = view.tr("Word templates: %(own)s of %(papers)s papers are laid out by the office's own") % slots
    return Page("data/templates.html", title, {}, context, body, 422 if problems else 200, cacheable=False, facets=bar)


def handle_post(view: RequestView, posted: PostedForm) -> Response | Page:
    """Check a template that was sent and keep it, or go back to the standard."""
    try:
        view.present.require_workspace()
        require_person(view)
        kind, place = posted.get("kind"), _place(view)
        if posted.get("do") == "remove":
            remove_template(place, kind)
            return redirect_to(view.url(PATH))
        file = posted.file("file")
        if file is None:
            raise Problems([Problem("required", column=view.tr("Word template"))])
        content, name = read_upload(file)
        keep_template(place, kind, name, content)
    except Problems as refused:
        return show_templates(view, [problem.message(view.lang) for problem in refused.problems])
    return redirect_to(view.url(PATH))


def send_template(view: RequestView) -> Response:
    """A template to begin with, or with ``of=office`` the one that is kept."""
    kind = view.request.path_params["kind"]
    try:
        name = _name(view, kind)
        if view.request.query_params.get("of") == "office":
            data = read_template(_place(view), kind)
        else:
            data = make_standard_template(kind, name, view.lang)
    except Problems:
        raise PageNotFound(view.tr("There is no such template.")) from None
    file = quote(f"{name}-{view.tr('template')}")
    return Response(
        data, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{file}.docx"}, media_type=_DOCX
    )


def _place(view: RequestView) -> str:
    workspace = view.present.workspace
    return workspace.place if workspace is not None else ""


def _name(view: RequestView, kind: str) -> str:
    return view.tr(_NAMES.get(kind) or PAPER_NAMES.get(kind) or kind)


def _row(view: RequestView, state: TemplateState) -> TemplateRow:
    tr = view.tr
    words = tr("standard")
    if state.since:
        words = tr("of the office, since %s") % state.since.isoformat()
    if state.problems:
        words = tr("of the office, refused now")
    return TemplateRow(
        state.kind,
        _name(view, state.kind),
        words,
        [problem.message(view.lang) for problem in state.problems],
        state.since is not None,
        [(field, tr(meaning)) for field, meaning in describe_template_fields(state.kind).items()],
        view.url(f"/templates/{state.kind}.docx"),
        view.url(f"/templates/{state.kind}.docx", of="office") if state.since else "",
    )
