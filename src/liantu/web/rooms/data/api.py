"""What programs send: changes, their undoing, and files to load; the same that forms do, answered as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from liantu.district.incoming_files import check_file_size, largest_file
from liantu.model.change import Change
from liantu.model.problems import Problem, Problems
from liantu.web.core import person
from liantu.web.core.api_description import describe_sending
from liantu.web.core.forms.saving import commit_change, require_person, undo_change
from liantu.web.core.forms.task_queue import wait_for_task
from liantu.web.core.gate import add_post_address
from liantu.web.core.request_view import RequestView

#: What a file is sent as: a browser asks before it sends this to another site.
FILE = "application/octet-stream"
_JSON = "application/json"

_TEXT = {"type": "string"}
_WHY = {"author": _TEXT, "reason": _TEXT, "source": _TEXT}
_UNDOING = {"type": "object", "required": ["author"], "properties": {"author": _TEXT, "reason": _TEXT}}
_LOADING = {"type": "object", "required": ["author"], "properties": _WHY}
_ROW = {
    "type": "object",
    "required": ["table", "key", "operation"],
    "properties": {
        "table": _TEXT,
        "key": _TEXT,
        "operation": {"enum": ["insert", "update", "delete"]},
        "fields": {"type": "object", "additionalProperties": {"type": ["string", "null"]}},
    },
}
#: ``base`` is the change that its author had seen last.
_CHANGE = {
    "type": "object",
    "required": ["author", "rows"],
    "properties": {**_WHY, "base": {"type": "integer"}, "rows": {"type": "array", "items": _ROW}},
}
_REFUSALS = {
    409: "Others changed what this rests on.",
    415: "Sent as another type.",
    422: "What is wrong, all at once.",
}

Take = Callable[[RequestView, Any], JSONResponse]


def register(app: FastAPI) -> None:
    """Add the addresses."""
    _add_post_address(app, "/api/changes", _handle_change_post, 201, {_JSON: _CHANGE})
    _add_post_address(app, "/api/changes/{number:int}/undo", _handle_undo_post, 201, {_JSON: _UNDOING})
    file = {"type": "string", "format": "binary"}
    _add_post_address(app, "/api/imports", _handle_file_post, 202, {FILE: file}, ("name", "author", "replace"))
    _add_post_address(app, "/api/imports/{id}", _handle_load_post, 202, {_JSON: _LOADING})


def _add_post_address(
    app: FastAPI, path: str, take: Take, done: int, body: Mapping[str, Any], query: tuple[str, ...] = ()
) -> None:
    """Take what programs send to ``path``, with 409 for a conflict, 415 for another type, 422 for what is wrong.

    ``done`` is the status when it was taken, ``body`` the schema of what is sent by its type.
    """
    (kind,) = body

    async def read_body(request: Request) -> bytes | Response:
        if not request.headers.get("content-type", "").startswith(kind):
            return JSONResponse({"problems": []}, 415)
        return await request.body() if _length(request) <= largest_file() else b""

    def answer_post(view: RequestView, body: bytes) -> Response:
        return _answer_post(view, body, take, kind)

    description = describe_sending(path, take, body, {done: "Taken.", **_REFUSALS}, query)
    add_post_address(app, path, "json", read_body, answer_post, description)


def _answer_post(view: RequestView, body: bytes, take: Take, kind: str) -> Response:
    request = view.request
    try:
        check_file_size(_length(request), request.query_params.get("name") or "")
        data: Any = body if kind == FILE else _read(body)
        named = request.query_params.get("author") if kind == FILE else data.get("author")
        view.person = person.tidy_name(str(named or "")) or view.person
        return take(view, data)
    except Problems as refused:
        conflict = any(problem.code in ("conflict", "moved_on", "rested_on") for problem in refused.problems)
        problems = [
            {"message": p.message(view.lang), **{k: v for k, v in vars(p).items() if v not in (None, "", {})}}
            for p in refused.problems
        ]
        return JSONResponse({"problems": problems}, 409 if conflict else 422)


def _length(request: Request) -> int:
    length = request.headers.get("content-length", "")
    return int(length) if length.isdigit() else 0


def _read(body: bytes) -> dict[str, Any]:
    try:
        data = json.loads(body)
    except ValueError:
        data = None
    if not isinstance(data, dict):
        raise Problems([Problem("bad_change", value=body[:60].decode("utf-8", "replace"))])
    return data


def _handle_change_post(view: RequestView, data: Any) -> JSONResponse:
    """Make a change durable: ``{author, reason, source, base, rows: [{table, key, operation, fields}]}``."""
    base = data.get("base")
    return _commit_response(commit_change(view, Change.from_dict(data), base if isinstance(base, int) else None, "api"))


def _handle_undo_post(view: RequestView, data: Any) -> JSONResponse:
    """Take a change back: ``{author, reason}``."""
    return _commit_response(undo_change(view, int(view.request.path_params["number"]), str(data.get("reason") or "")))


def _handle_file_post(view: RequestView, content: Any) -> JSONResponse:
    """Look at the bytes of a workbook, CSV or survey form; ``name``, ``author``, ``replace`` stand in the address."""
    query = view.request.query_params
    name = (query.get("name") or "").replace("\\", "/").rsplit("/", 1)[-1]
    view.present.require_workspace()
    author = require_person(view)
    check_file_size(len(content), name)
    id = view.present.imports.queue_preview(name, content, author, query.get("replace") == "yes")
    wait_for_task(view, id)
    return _queue_response(id)


def _handle_load_post(view: RequestView, data: Any) -> JSONResponse:
    """Write what the look at a file has shown: ``{author, reason, source}``."""
    view.present.require_workspace()
    author = require_person(view)
    preview = view.present.tasks.find(view.request.path_params["id"])
    id = view.present.imports.queue_load(preview, author, data.get("reason") or "", data.get("source") or "")
    wait_for_task(view, id)
    return _queue_response(id)


def _commit_response(number: int) -> JSONResponse:
    return JSONResponse({"number": number, "address": f"/history/{number}"}, 201)


def _queue_response(id: str) -> JSONResponse:
    return JSONResponse({"id": id, "address": f"/import/{id}"}, 202)
