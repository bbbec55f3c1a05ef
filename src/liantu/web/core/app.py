"""The application: one district, every view an address."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from fastapi import FastAPI
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from liantu import __version__
from liantu.district import District, open_district
from liantu.district.park_maps import read_park_map
from liantu.district.recent_views import RecentViews
from liantu.model.problems import NoPolicy, Problems
from liantu.web import rooms
from liantu.web.core import link_cells
from liantu.web.core.answer import render_page
from liantu.web.core.forms.task_queue import make_worker_lifespan
from liantu.web.core.gate import open_view
from liantu.web.core.guard import Guard
from liantu.web.core.lists.saved_views import list_view_links
from liantu.web.core.menu import ROOMS, find_near_pages, find_room, list_first_pages, list_menu_pages
from liantu.web.core.neighbours import Neighbour
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.page_tables import Link
from liantu.web.core.request_view import RequestView
from liantu.web.core.spoken_problem import speak_problem
from liantu.wording import N_, labels, sentences, titles

_CORE = Path(__file__).parent
_WEB = _CORE.parent
#: Problems of an id in the address that nothing has: the page is not there.
_MISSING = {
    *("unknown_product", "unknown_chain", "unknown_series", "unknown_part", "unknown_subject", "unknown_system"),
    *("no_monthly_returns", "no_siting_case", "no_siting_cases", "no_siting_place"),
}
_TITLES = {403: N_("The form was not taken"), 404: N_("Nothing at this address")}
_REFUSED = N_(
    "It did not come from a page that this browser was given: the browser was closed since the page was opened, "
    "or it takes no cookies. Open the page again and send the form once more."
)


def create_app(
    district: str | Path | District,
    proxy: str = "",
    neighbours: Sequence[Neighbour] = (),
    park_map: Path | None = None,
) -> FastAPI:
    """The pages of the district in a folder (or one already open). Raises Problems when the folder is wrong.

    ``proxy`` is the address of a proxy on this machine whose word on who asks, and by which scheme, is taken.
    ``neighbours`` are other districts of the same program, to which every page leads. ``park_map`` is an SVG of the
    district for the page of parks; Raises Problems when it is refused.
    """
    # The interactive API pages load scripts from elsewhere and are therefore off; /openapi.json is complete in itself.
    app = FastAPI(title="Liantu", version=__version__, docs_url=None, redoc_url=None, lifespan=make_worker_lifespan())
    app.state.worker = None
    app.state.proxy = proxy
    app.state.neighbours = tuple(neighbours)
    pages = _register_pages()
    app.state.sheet_wordings = pages.state.sheet_wordings
    opened = district if isinstance(district, District) else open_district(district)
    app.state.districts = RecentViews(opened)
    app.state.park_map = read_park_map(park_map, opened.land.places()["place"].to_list()) if park_map else None
    app.state.templates = _templates()
    # At level 5 an answer is a twentieth longer than at 9, and packed in half the time.
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=5)
    app.add_middleware(Guard)
    if proxy:
        from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

        app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=proxy)
    app.mount("/static", StaticFiles(directory=_WEB / "static"), name="static")
    app.router.routes.extend(pages.router.routes)
    _errors(app)
    return app


@cache
def _register_pages() -> FastAPI:
    """Every page at its address, once a process: an address answers for the application that was asked."""
    pages = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    pages.state.sheet_wordings = {}
    for found in pkgutil.walk_packages(rooms.__path__, f"{rooms.__name__}."):
        page = importlib.import_module(found.name)
        if hasattr(page, "register"):
            page.register(pages)
    return pages


@cache
def _templates() -> Environment:
    """What turns templates into pages; each is compiled once a process, whatever the number of applications."""
    environment = Environment(
        loader=FileSystemLoader([_CORE / "templates", _WEB / "rooms"]),
        autoescape=select_autoescape(("html", "svg")),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,  # a page has some twenty parts, and none of them changes while the program runs
    )
    environment.globals.update(labels=labels, sentences=sentences, titles=titles)
    environment.globals["stamp"] = _stamp()
    environment.globals["rooms"] = ROOMS
    environment.globals["room_of"] = find_room
    environment.globals["menu_pages"] = list_menu_pages
    environment.globals["view_links"] = list_view_links
    environment.globals["first_pages"] = list_first_pages()
    return environment


def _stamp() -> str:
    """Changes when a static file does, so that browsers do not keep an old one."""
    files = [file.stat().st_mtime_ns for file in (_WEB / "static").rglob("*") if file.is_file()]
    return format(max(files, default=0), "x")


def _errors(app: FastAPI) -> None:
    @app.exception_handler(PageNotFound)
    def not_here(request: Request, error: PageNotFound) -> Response:
        """The page of what is not there."""
        return _error(request, 404, error.message)

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> Response:
        """The page of an error of the protocol."""
        reason = _REFUSED if error.status_code == 403 else ""
        return _error(request, error.status_code, open_view(request, "html").tr(reason) if reason else "")

    @app.exception_handler(Problems)
    def problems(request: Request, error: Problems) -> Response:
        """The page of what is wrong with a request."""
        missing = {problem.code for problem in error.problems} <= _MISSING
        stays = any(problem.code == "stays_in_house" for problem in error.problems)
        return _error(request, 404 if missing else 403 if stays else 422, "", error)

    @app.exception_handler(NoPolicy)
    def no_policy(request: Request, error: NoPolicy) -> Response:
        """The page of a date without a rule."""
        message = open_view(request, "html").tr("No rule is in force at that date; choose another one.")
        return _error(request, 422, message)


def _error(request: Request, status: int, message: str, problems: Problems | None = None) -> Response:
    view = open_view(request, "html")
    _ = view.tr
    path, back = request.url.path, ""
    if path.startswith("/what-if"):
        back = view.url("/what-if", w=view.lines if path == "/what-if/add" else view.lines[:-1] or None)
    # The asked-for view may be what is wrong: the error page stands on the district as loaded, and leads there.
    view.plainly()
    title = _(_TITLES.get(status, titles.NOT_COMPUTED))
    found = problems.problems if problems else ()
    spoken = [speak_problem(problem, view.lang) for problem in found]
    form = "json" if path.endswith(".json") else "html"
    context = {
        "message": message,
        "problems": spoken,
        "status": status,
        "back": back,
        "near": find_near_pages(path) if status == 404 else [],
        "named": _nearest_names(view, path) if status == 404 else [],
        "search_text": path.strip("/").rsplit("/", 1)[-1],
    }
    body = {
        "error": title,
        "problems": spoken,
        "problem_codes": [problem.code for problem in found],
        # Where it stands as programs call it; the sentences say it in the words of the reader.
        "problem_places": [{"table": p.table, "row": p.row, "column": p.column} for p in found],
    }
    return render_page(view, Page("error.html", title, {}, context, body, status), form)


def _nearest_names(view: RequestView, path: str) -> list[Link]:
    """What the last part of an address could have meant."""
    name = path.strip("/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    if len(name) < 2:
        return []
    found = view.district.find_names(name, link_cells.PAGES).head(6)
    return [link_cells.row_link(view, [table], key) for table, key in found.select("table", "id").iter_rows()]
