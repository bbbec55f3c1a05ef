"""The papers: lists, chain map and chain set as PDF, Word and workbook; a firm's survey form, and its return."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import polars as pl
from fastapi import FastAPI
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from liantu.district.survey_files import make_survey_form, read_survey_bytes
from liantu.model.problems import Problem, Problems
from liantu.model.whole_numbers import read_year
from liantu.papers import (
    KINDS,
    OF_CHAIN,
    OF_CONSORTIUM,
    OF_ITEM,
    OF_LEAD,
    OF_LINK,
    OF_MONTH,
    OF_NEED,
    OF_PROJECT,
    OF_PROPOSALS,
    OF_SCORE,
    OF_SITING,
    OF_WHAT_IF,
    PAGES_OF_CHAIN,
    PaperRequest,
    list_forms,
    requested_paper_bytes,
)
from liantu.web.core import link_cells
from liantu.web.core.api_description import describe_reading, describe_sending
from liantu.web.core.forms.posting import UNREAD, redirect_to
from liantu.web.core.gate import add_address, add_post_address
from liantu.web.core.page import PageNotFound
from liantu.web.core.page_tables import Cell, Column, Link, Table, text_cell
from liantu.web.core.paper_links import PAPER_NAMES, paper_links
from liantu.web.core.request_view import RequestView
from liantu.wording.scenario import scenario_lines
from liantu.wording.sentences import NOTHING_OF_NAME

if TYPE_CHECKING:
    from liantu.district.results import Item

_FORMS = ("PDF", "Word")
#: What the address of a paper says it is about.
_NAMING = (
    *("chain", "firm", "project", "case", "period", "product", "version", "since", "lead", "need", "consortium"),
)
_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


_QUERY = (*_NAMING, "run", "recipient")
_RETURN = {
    "type": "object",
    "required": ["filled"],
    "properties": {"filled": {"type": "string", "format": "binary"}},
}


def register(app: FastAPI) -> None:
    """Add the addresses of the papers."""
    # The sheet of a firm goes to that firm; every other paper goes to anybody.
    for path, form, query in (
        ("/paper/firm.{form}", "firm sheet", ("firm", "scheme", "year", "recipient")),
        ("/paper/{kind}.{form}", "paper", _QUERY),
    ):
        add_address(app, path, form, send_paper, describe_reading(path, send_paper, _TYPES, query))
    body = {"multipart/form-data": _RETURN}
    answers = {303: "Leads to the answers as a what-if.", **UNREAD, 422: "What is wrong in it."}
    filled = describe_sending("/ask/return", handle_post, body, answers)
    add_post_address(app, "/ask/return", "html", _read_filled, handle_post, filled)


def send_paper(view: RequestView) -> Response:
    """One paper in one form."""
    query = view.request.query_params
    kind, form = view.request.path_params.get("kind", "firm"), view.request.path_params["form"]
    named = {name: query.get(name) or None for name in _NAMING}
    if form not in list_forms(kind):
        raise PageNotFound(view.tr("There is no such paper."))
    cases = "siting_cases" if kind in OF_SITING else "cases"
    tables = {"firm": "firms", "project": "projects", "case": cases, "product": "products", "lead": "leads"}
    tables |= {"need": "needs", "consortium": "consortia"}
    for field, table in tables.items():
        if named[field] and named[field] not in link_cells.table_ids(view, table):
            raise PageNotFound(view.tr(NOTHING_OF_NAME))
    data = _paper_bytes(view, kind, form, named)
    parts = [*(named[field] for field in _NAMING), query.get("run")]
    name = "-".join(filter(None, [kind, *parts, str(view.district.as_of)]))
    head = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(view.file_name(name))}.{form}"}
    return Response(data, headers=head, media_type=_TYPES[form])


def _paper_bytes(view: RequestView, kind: str, form: str, named: dict[str, str | None]) -> bytes:
    """The file itself; ``named`` is what the address asks for by chain, firm, project, period and case."""
    district, firm = view.district, named["firm"]
    if kind == "survey" and firm and form == "xlsx":
        return make_survey_form(district, firm, view.lang, scenario_lines(district, view.lang))
    if kind in OF_SCORE:
        return requested_paper_bytes(district, _evaluation_request(view, kind, firm), form, view.lang)
    if kind in OF_LEAD and named["lead"]:
        return requested_paper_bytes(district, PaperRequest(kind, lead=named["lead"]), form, view.lang)
    if (kind in OF_NEED and named["need"]) or (kind in OF_CONSORTIUM and named["consortium"]):
        request = PaperRequest(kind, need=named["need"], consortium=named["consortium"])
        return requested_paper_bytes(district, request, form, view.lang)
    if kind in (*OF_WHAT_IF, *OF_SITING, *OF_PROPOSALS, *OF_MONTH):
        request = PaperRequest(kind, case=named["case"], period=named["period"], product=named["product"])
        return requested_paper_bytes(district, request, form, view.lang, view.inside)
    if _is_of_chain(kind, named):
        chain, product, version, since = (named[name] for name in ("chain", "product", "version", "since"))
        request = PaperRequest(kind, chain, product=product, version=version, since=since)
        return requested_paper_bytes(district, request, form, view.lang, view.inside)
    if _is_of_district(kind, named):
        chain, project, period, case = (named[field] for field in ("chain", "project", "period", "case"))
        request = PaperRequest(kind, chain, project, case, period, firm)
        return requested_paper_bytes(district, request, form, view.lang)
    raise PageNotFound(view.tr("There is no such paper."))


def _is_of_chain(kind: str, named: dict[str, str | None]) -> bool:
    """Whether a link's or a chain's paper is asked for, with its product or chain."""
    return bool((kind in OF_LINK and named["product"]) or (kind in PAGES_OF_CHAIN and named["chain"]))


def _is_of_district(kind: str, named: dict[str, str | None]) -> bool:
    """Whether the paper is of the whole district, or of a chain or a project that is named."""
    if kind in OF_PROJECT:
        return bool(named["project"])
    return kind in KINDS and (bool(named["chain"]) or kind not in OF_CHAIN)


def _evaluation_request(view: RequestView, kind: str, firm: str | None) -> PaperRequest:
    """A firm's sheet, or the list for public notice of a kept run."""
    query = view.request.query_params
    if kind == "grades":
        return PaperRequest(kind, run=query.get("run"), recipient=query.get("recipient") or None)
    written_year = query.get("year")
    year = read_year(written_year) if written_year else None
    if not firm or (written_year and year is None):
        raise PageNotFound(view.tr("There is no such paper."))
    recipient = query.get("recipient") or None
    return PaperRequest(kind, firm=firm, scheme=query.get("scheme"), year=year, recipient=recipient)


async def _read_filled(request: Request) -> bytes:
    sent = (await request.form(max_files=1)).get("filled")
    if not isinstance(sent, UploadFile):
        raise Problems([Problem("required", column="filled")])
    return await sent.read()


def handle_post(view: RequestView, filled: bytes) -> Response:
    """A filled survey form as a what-if. Nothing is kept: the answers go into the address."""
    change = read_survey_bytes(view.district, filled)
    return redirect_to(view.url("/what-if", w=[*view.lines, *change.to_query()]))


def letter_table(view: RequestView, project: str, cases: pl.DataFrame) -> Table:
    """The letters about each case of a project, and as blank forms, with their addresses."""
    _ = view.tr
    rows = []
    for case in [*cases.iter_rows(named=True), None]:
        item = view.district.deliver.case_file(case["case"]).item() if case else None
        name = f"{case['item']} {view.pick(vars(item)) if item else ''}".strip() if case else _("blank form")
        key = case["case"] if case else None
        found = [paper_links(view, kind, list_forms(kind), project=project, case=key) for kind in OF_ITEM]
        forms = [
            text_cell(_("not possible"))
            if _is_forbidden(item, kind)
            else Cell(tuple(Link(form, to) for form, (_label, to) in zip(_FORMS, links, strict=True)))
            for kind, links in zip(OF_ITEM, found, strict=True)
        ]
        rows.append([text_cell(name), *forms])
    columns = [Column(_("Item")), *(Column(_(PAPER_NAMES[kind])) for kind in OF_ITEM)]
    return Table(_("Letters"), columns, rows, name="letters")


def _is_forbidden(item: Item | None, kind: str) -> bool:
    """Whether the graph forbids what a letter is for: a promise, or acceptance with gaps."""
    permissions = {"promise": item.promise, "gaps": item.gaps} if item else {}
    return kind in permissions and permissions[kind].possible == "no"
