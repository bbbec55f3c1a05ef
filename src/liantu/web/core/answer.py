"""One answer, four forms: a page gives title, frames and context; the suffix of the address chooses the form."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import polars as pl
from starlette.responses import Response

from liantu.access import find_strictest
from liantu.web.core.api_description import describe_reading
from liantu.web.core.gate import add_address
from liantu.web.core.request_view import RequestView

if TYPE_CHECKING:
    from fastapi import FastAPI

FORMS = ("html", "json", "csv", "xlsx")
_MOST = 200
#: Of a computed number, what is more than dust.
_DIGITS = 12
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Page:
    """What a page says: ``frames`` are its data, the first one the main one; ``context`` is for the template."""

    template: str
    title: str
    frames: Mapping[str, pl.DataFrame]
    context: Mapping[str, Any] = field(default_factory=dict)
    #: The JSON body when it is not simply the frames.
    body: Mapping[str, Any] | None = None
    status: int = 200
    #: The part of the page that htmx asks for, when it can be asked for alone.
    fragment: str = ""
    #: Whether the next reader of the address gets the same; not when it holds what is yet to happen.
    #: A page with a form that is sent is never kept: its token is of one browser (``View.personal``).
    kept: bool = True
    #: What keeps it in the house, as it is told on the page and in every file; nothing where it may go out.
    internal: str = ""
    #: The class of what it rests on, where that is not all that its reader may see for its purpose.
    rests_on: str | None = None


class PageNotFound(Exception):
    """There is nothing at this address; ``what`` names what was asked for."""

    def __init__(self, what: str = "") -> None:
        super().__init__(what)
        self.what = what


Maker = Callable[[RequestView], Page]


def add_page(app: FastAPI, path: str, make: Maker, query: Iterable[str] = ()) -> None:
    """Answer ``path`` with the page that ``make`` builds, and its other forms beside it.

    ``query`` names the parameters that it reads beside those that every address takes.
    """
    stem, query = "/index" if path == "/" else path, tuple(query)
    addresses = [*((f"{stem}.{form}", form) for form in FORMS), (path, "html")]
    for address, form in addresses:
        add_address(app, address, form, _answer(app, make, form), describe_reading(path, make, [form], query))


def _answer(app: FastAPI, make: Maker, form: str) -> Callable[[RequestView], Response]:
    def answer_request(view: RequestView) -> Response:
        # The same address in the same language says the same to a reader for as long as the district is the same.
        recent = view.district.cache.recent("pages", _MOST)
        url, part = view.request.url, view.request.headers.get("hx-request", "")
        key = (view.reader, view.purpose, form, view.lang, part, view.person, url.path, url.query)
        answer = recent.find(key)
        if answer is None:
            page = make(view)
            answer = render_page(app, view, page, form)
            if view.personal or not page.kept:
                return answer
            recent.add(key, answer)
        return _copy_response(answer)

    return answer_request


def find_class(view: RequestView, page: Page) -> str:
    """The strictest class of what a page rests on; internal at least where something keeps it in the house."""
    rests_on = view.district.strictest_class if page.rests_on is None else page.rests_on
    return find_strictest([rests_on, "internal"]) if page.internal else rests_on


def _copy_response(answer: Response) -> Response:
    """The same answer with headers of its own: what compresses it on the way out writes into them."""
    copy = Response(answer.body, answer.status_code)
    copy.raw_headers = list(answer.raw_headers)
    return copy


def render_page(app: FastAPI, view: RequestView, page: Page, form: str) -> Response:
    """The page in a form."""
    if form == "json":
        return Response(_json(view, page), page.status, media_type="application/json; charset=utf-8")
    if form in ("csv", "xlsx") and page.status < 400:
        name = view.request.url.path.strip("/").rsplit(".", 1)[0].replace("/", "-") or "index"
        name = name if find_class(view, page) == "public" else f"{name}-{view.tr('internal')}"
        head = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(view.file_name(name))}.{form}"}
        if form == "csv":
            return Response(_csv(page), page.status, head, media_type="text/csv; charset=utf-8")
        from liantu.web.core.xlsx import to_xlsx

        return Response(to_xlsx(view, page), page.status, head, media_type=_XLSX)
    part = bool(page.fragment) and view.request.headers.get("hx-request") == "true"
    template = app.state.templates.get_template(page.fragment if part else page.template)
    html = template.render(
        view=view,
        page=page,
        title=page.title,
        internal=page.internal,
        klass=find_class(view, page),
        _=view.tr,
        forms=_forms(view),
        **page.context,
    )
    response = Response(html, page.status, media_type="text/html; charset=utf-8")
    response.headers["Vary"] = "HX-Request, Cookie"
    if view.request.query_params.get("lang"):
        response.set_cookie("lang", view.lang, samesite="lax", httponly=True, max_age=31_536_000)
    return response


def _forms(view: RequestView) -> list[tuple[str, str]]:
    """The other forms of this page with their addresses."""
    path = view.request.url.path
    stem = "/index" if path == "/" else path.removesuffix(".html")
    query = view.request.url.query
    return [(form, f"{stem}.{form}" + (f"?{query}" if query else "")) for form in FORMS if form != "html"]


def _json(view: RequestView, page: Page) -> str:
    district = view.district
    head: dict[str, Any] = {
        "title": page.title,
        "as_of": district.as_of.isoformat(),
        "known_at": district.known_at.isoformat() if district.known_at else None,
        "assumptions": district.active_assumptions(),
        "what_if": view.lines,
        "class": find_class(view, page),
    }
    if view.notice:
        head["notice"] = view.notice
    if page.internal:
        head["internal"] = page.internal
    if view.withheld:
        head["confidential_rows"] = view.withheld
    body = page.body if page.body is not None else {n: f.to_dicts() for n, f in page.frames.items()}
    return json.dumps({**head, **body}, ensure_ascii=False, default=str)


def _csv(page: Page) -> bytes:
    from liantu.disclosure import mark_hidden_amounts
    from liantu.exchange.loading.table_export import to_csv

    return to_csv(tidy_frame(mark_hidden_amounts(next(iter(page.frames.values()), pl.DataFrame()))[0]))


def tidy_frame(frame: pl.DataFrame) -> pl.DataFrame:
    """A frame without the dust of computing: 25.58 and not 25.580000000000002, zero without a sign.

    >>> tidy_frame(pl.DataFrame({"land": [25.580000000000002, -0.0]}))["land"].to_list()
    [25.58, 0.0]
    """
    floats = [name for name, kind in frame.schema.items() if kind.is_float()]
    rounded = [pl.col(name).round_sig_figs(_DIGITS) for name in floats]
    signless = [pl.when(pl.col(name) == 0).then(0.0).otherwise(pl.col(name)).alias(name) for name in floats]
    return frame.with_columns(rounded).with_columns(signless)


def flatten_lists(frame: pl.DataFrame) -> pl.DataFrame:
    """A frame whose lists are texts, for forms that have no lists."""
    lists = [name for name, kind in frame.schema.items() if isinstance(kind, pl.List)]
    return frame.with_columns(pl.col(lists).cast(pl.List(pl.String)).list.join(";")) if lists else frame
