"""One answer, four forms: a page gives title, frames and context; the suffix of the address chooses the form."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import polars as pl
from starlette.responses import Response

from liantu.access import Purpose
from liantu.district.marked_amounts import mark_amounts
from liantu.district.table_files import frame_to_csv
from liantu.model.problems import Problem, Problems
from liantu.web.core.api_description import describe_reading
from liantu.web.core.chinese_originals import mark_originals
from liantu.web.core.gate import add_address
from liantu.web.core.page import Page, find_class
from liantu.web.core.page_answers import find_answers
from liantu.web.core.plain_frames import tidy_frame
from liantu.web.core.query_parameters import list_unknown, list_unread_facets
from liantu.web.core.reader_days import find_last_day, remember_day
from liantu.web.core.reader_marks import PERSON, address_response
from liantu.web.core.request_view import RequestView
from liantu.wording import N_
from liantu.wording.scenario import add_scenario_lines

if TYPE_CHECKING:
    from fastapi import FastAPI

#: ``xlsx`` is the office's table, ``data.xlsx`` what a program reads; an address of the longer ending is tried first.
FORMS = ("html", "json", "csv", "data.xlsx", "xlsx")
_FILES = ("csv", "data.xlsx", "xlsx")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: At the foot of an English page: nobody translates a clause in passing.
_ORIGINAL = N_("Chinese original: names, clauses and remarks in Chinese are as written; no English is on record.")

Maker = Callable[[RequestView], Page]


def add_page(app: FastAPI, path: str, make: Maker, query: Iterable[str] = (), *, tells_changes: bool = False) -> None:
    """Answer ``path`` with the page that ``make`` builds, and its other forms beside it.

    ``query`` names the parameters that it reads beside those that every address takes; ``tells_changes`` is one that
    says what has changed since its reader last looked, who is then remembered to have looked.
    """
    stem, query = "/index" if path == "/" else path, tuple(query)
    addresses = [*((f"{stem}.{form}", form) for form in FORMS), (path, "html")]
    for address, form in addresses:
        answer = _answer(make, form, query, tells_changes)
        add_address(app, address, form, answer, describe_reading(path, make, [form], query))


def _answer(make: Maker, form: str, query: Iterable[str], tells_changes: bool) -> Callable[[RequestView], Response]:
    def answer_request(view: RequestView) -> Response:
        """The answer to a request, an earlier one where that still holds."""

        def make_answer() -> tuple[Response, bool]:
            """A new answer, and whether it may be given to others."""
            now = view.again()
            now.unknown_parameters = list_unknown(now.request.query_params, query)
            page = make(now)
            now.unknown_parameters += list_unread_facets(now.request.query_params, now.facet_parameters)
            # Whoever asks says what the page itself supposes: it names him, so the next reader has his own.
            return _render_for_all(now, page, form), page.cacheable and not (now.person and now.page_suppositions)

        # The same address in the same language says the same to a reader for as long as the district is the same.
        url, part = view.request.url, view.request.headers.get("hx-request", "")
        last_day = find_last_day(view.request, view.district.as_of) if tells_changes else None
        key = (view.reader, view.purpose, form, view.lang, part, bool(view.person), last_day, url.path, url.query)
        on_screen = form == "html" and view.purpose is Purpose.ON_SCREEN
        answer = find_answers(view.request.app).answer(key, view.readers, make_answer, on_screen)
        response = address_response(answer, view.request, view.person)
        if tells_changes and on_screen:
            remember_day(view.request, response, view.district.as_of)
        return response

    return answer_request


def render_page(view: RequestView, page: Page, form: str) -> Response:
    """The page in a form, for its reader."""
    return address_response(_render_for_all(view, page, form), view.request, view.person)


def _render_for_all(view: RequestView, page: Page, form: str) -> Response:
    if form != "html" and not page.has_files and page.status < 400:
        raise Problems([Problem("stays_in_house")])
    if form == "json":
        return Response(_json(view, page), page.status, media_type="application/json; charset=utf-8")
    if form in _FILES and page.status < 400:
        return _file(view, page, form)
    part = bool(page.fragment) and view.request.headers.get("hx-request") == "true"
    template = view.request.app.state.templates.get_template(page.fragment if part else page.template)
    html = template.render(
        view=view,
        page=page,
        title=view.titled(page.title),
        internal=page.internal,
        klass=find_class(view, page),
        reader=PERSON if view.person else "",
        _=view.tr,
        forms=_forms(view) if page.has_files else [],
        **page.context,
    )
    if not view.zh:
        html = mark_originals(html, view.tr(_ORIGINAL))
    response = Response(html, page.status, media_type="text/html; charset=utf-8")
    response.headers["Vary"] = "HX-Request, Cookie"
    if view.request.query_params.get("lang"):
        response.set_cookie("lang", view.lang, samesite="lax", httponly=True, max_age=31_536_000)
    return response


def _file(view: RequestView, page: Page, form: str) -> Response:
    """The page as a file that is carried away."""
    name = view.request.url.path.strip("/").removesuffix(f".{form}").replace("/", "-") or "index"
    name = name if find_class(view, page) == "public" else f"{name}-{view.tr('internal')}"
    name = f"{name}-{view.tr('Raw data')}" if form == "data.xlsx" else name
    ending = form.rsplit(".", 1)[-1]
    head = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(view.file_name(name))}.{ending}"}
    if form == "csv":
        return Response(_csv(view, page), page.status, head, media_type="text/csv; charset=utf-8")
    from liantu.web.core.office_tables import office_workbook
    from liantu.web.core.xlsx import find_sheet_wording, to_xlsx

    wording = find_sheet_wording(view.request.app, view.request.url.path)
    make = office_workbook if form == "xlsx" else to_xlsx
    return Response(make(view, page, wording), page.status, head, media_type=_XLSX)


def _forms(view: RequestView) -> list[tuple[str, str]]:
    """The other forms of this page with their addresses; what a program reads stands after what an office prints."""
    path = view.request.url.path
    stem = "/index" if path == "/" else path.removesuffix(".html")
    query = view.request.url.query
    words = {"json": "JSON", "csv": "CSV", "xlsx": "XLSX", "data.xlsx": view.tr("Raw data")}
    return [(label, f"{stem}.{form}" + (f"?{query}" if query else "")) for form, label in words.items()]


def _json(view: RequestView, page: Page) -> str:
    district = view.district
    head: dict[str, Any] = {
        "title": view.titled(page.title),
        "as_of": district.as_of.isoformat(),
        "known_at": district.known_at.isoformat() if district.known_at else None,
        "assumptions": district.active_assumptions(),
        "what_if": view.lines,
        "class": find_class(view, page),
    }
    if view.suppositions:
        head["scenario"] = [vars(supposition) for supposition in view.suppositions]
    if view.data_end_note:
        head["data_end"] = view.data_end_note
    if view.unknown_note:
        head["not_used"] = view.unknown_note
    if view.notice:
        head["notice"] = view.notice
    if page.internal:
        head["internal"] = page.internal
    if view.withheld:
        head["confidential_rows"] = view.withheld
    body = page.body
    if body is None:
        body = {name: district.list_told_rows(frame).to_dicts() for name, frame in page.frames.items()}
    return json.dumps({**head, **body}, ensure_ascii=False, default=str)


def _csv(view: RequestView, page: Page) -> bytes:
    frame = tidy_frame(mark_amounts(next(iter(page.frames.values()), pl.DataFrame())))
    return frame_to_csv(add_scenario_lines(frame, view.scenario_notes))
