"""What programs send: changes, their undoing, and files to load; the same that forms do, answered as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from liantu.exchange.loading.container import LIMIT, check_size
from liantu.model.change import Change
from liantu.model.problems import Problem, Problems
from liantu.store import document_files, tasks
from liantu.web.core import person
from liantu.web.core.forms import current_row, task_queue
from liantu.web.core.forms.saving import entry, save, undo
from liantu.web.core.request_view import View

#: What a file is sent as: a browser asks before it sends this to another site.
FILE = "application/octet-stream"
_JSON = "application/json"

Take = Callable[[View, Any], JSONResponse]


def register(app: FastAPI) -> None:
    """Add the addresses."""
    _add(app, "/api/changes", _change)
    _add(app, "/api/changes/{number:int}/undo", _undo)
    _add(app, "/api/imports", _look, FILE)
    _add(app, "/api/imports/{id}", _write)


def _add(app: FastAPI, path: str, take: Take, kind: str = _JSON) -> None:
    """Take what programs send to ``path``, with 409 for a conflict, 415 for another type, 422 for what is wrong."""

    async def endpoint(request: Request) -> Response:
        if not request.headers.get("content-type", "").startswith(kind):
            return JSONResponse({"problems": []}, 415)
        body = await request.body() if _length(request) <= LIMIT else b""
        return await run_in_threadpool(_answer, request, body, take, kind)

    app.add_api_route(path, endpoint, methods=["POST"], include_in_schema=False)


def _answer(request: Request, body: bytes, take: Take, kind: str) -> Response:
    view = View(request, request.app.state.districts)
    try:
        check_size(_length(request), request.query_params.get("name") or "")
        data: Any = body if kind == FILE else _read(body)
        named = request.query_params.get("author") if kind == FILE else data.get("author")
        view.person = person.tidy(str(named or "")) or view.person
        return take(view, data)
    except Problems as refused:
        conflict = any(problem.code in ("conflict", "moved_on", "rested_on") for problem in refused.problems)
        told = [
            {"message": p.message(view.lang), **{k: v for k, v in vars(p).items() if v not in (None, "", {})}}
            for p in refused.problems
        ]
        return JSONResponse({"problems": told}, 409 if conflict else 422)


def _length(request: Request) -> int:
    told = request.headers.get("content-length", "")
    return int(told) if told.isdigit() else 0


def _read(body: bytes) -> dict[str, Any]:
    try:
        data = json.loads(body)
    except ValueError:
        data = None
    if not isinstance(data, dict):
        raise Problems([Problem("bad_change", value=body[:60].decode("utf-8", "replace"))])
    return data


def _change(view: View, data: Any) -> JSONResponse:
    """``{author, reason, source, base, rows: [{table, key, operation, fields}]}``."""
    base = data.get("base")
    return _kept(save(view, Change.from_dict(data), base if isinstance(base, int) else None, "api"))


def _undo(view: View, data: Any) -> JSONResponse:
    """``{author, reason}``."""
    return _kept(undo(view, int(view.request.path_params["number"]), str(data.get("reason") or "")))


def _look(view: View, content: Any) -> JSONResponse:
    """The bytes of a workbook, CSV or survey form; ``name=``, ``author=`` and ``replace=yes`` stand in the address."""
    query = view.request.query_params
    name = (query.get("name") or "").replace("\\", "/").rsplit("/", 1)[-1]
    workspace, author = current_row.workspace(view), entry(view, "import", "", "").author
    check_size(len(content), name)
    sha256 = document_files.put(workspace.engine, content, name, author)
    id = task_queue.ask(view, "preview", {"name": name, "replace": query.get("replace") == "yes"}, author, sha256)
    return _asked(id)


def _write(view: View, data: Any) -> JSONResponse:
    """``{author, reason, source}``: write what the look at a file has shown."""
    engine, author = current_row.workspace(view).engine, entry(view, "import", "", "").author
    id = task_queue.ask_to_write(
        view, tasks.find(engine, view.request.path_params["id"]), author, data.get("reason"), data.get("source")
    )
    return _asked(id)


def _kept(number: int) -> JSONResponse:
    return JSONResponse({"number": number, "address": f"/history/{number}"}, 201)


def _asked(id: str) -> JSONResponse:
    return JSONResponse({"id": id, "address": f"/import/{id}"}, 202)
