"""What programs send: changes, their undoing, and files to load; the same that forms do, answered as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from liantu.district.incoming_files import check_file_size, largest_file
from liantu.model.change import Change
from liantu.model.problems import Problem, Problems
from liantu.model.whole_numbers import read_whole_number
from liantu.web.core import person
from liantu.web.core.api_description import describe_sending
from liantu.web.core.forms.saving import commit_change, require_person, undo_change
from liantu.web.core.forms.task_queue import wait_for_task
from liantu.web.core.gate import add_post_address
from liantu.web.core.request_view import RequestView
from liantu.web.core.sent_json import read_json
from liantu.wording import choose_language

#: A change that is longer is a file, and loaded as one: what JSON is read into takes many times its bytes.
_LARGEST_CHANGE = 16_000_000
#: So many of the problems of one request are told.
_LARGEST_ANSWER = 1_000
#: So much of what should be a number is read and told.
_LONGEST_NUMBER = 40
#: What a file is sent as: a browser asks before it sends this to another site.
FILE = "application/octet-stream"
_JSON = "application/json"
_KEY_HEADER, _REPLAYED = "Idempotency-Key", "Idempotency-Replayed"
_KEY = {
    "name": _KEY_HEADER,
    "in": "header",
    "required": False,
    "description": "What was sent under a key is made once; sent again, it has the answer that it had then.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
}

_TEXT = {"type": "string"}
_WHY = {"author": _TEXT, "reason": _TEXT, "source": _TEXT}
_UNDOING = {"type": "object", "required": ["author"], "properties": {"author": _TEXT, "reason": _TEXT}}
_LOADING = {"type": "object", "required": ["author"], "properties": _WHY}
_ROW = {
    "type": "object",
    "additionalProperties": False,
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
    "additionalProperties": False,
    "required": ["author", "rows"],
    "properties": {**_WHY, "base": {"type": "integer"}, "rows": {"type": "array", "items": _ROW}},
}
_REFUSALS = {
    403: "Not sent by a program or page of this machine.",
    404: "Nothing at this address.",
    409: "Others changed what this rests on.",
    415: "Sent as another type.",
    422: "What is wrong, all at once.",
}

Take = Callable[[RequestView, Any], JSONResponse]


def register(app: FastAPI) -> None:
    """Add the addresses."""
    _add_post_address(app, "/api/changes", _handle_change_post, 201, {_JSON: _CHANGE})
    _add_post_address(app, "/api/changes/{number:number}/undo", _handle_undo_post, 201, {_JSON: _UNDOING})
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
        """The bytes that were sent; an answer that refuses them where they are of another kind."""
        if not request.headers.get("content-type", "").startswith(kind):
            return JSONResponse({"problems": []}, 415)
        try:
            return await request.body()
        except Problems as refused:
            language = choose_language(request.query_params.get("lang"), request.cookies.get("lang"))
            return _refusal_response(refused, language)

    def answer_post(view: RequestView, body: bytes) -> Response:
        """What is answered to the bytes."""
        return _answer_post(view, body, take, kind)

    description = describe_sending(path, take, body, {done: "Taken.", **_REFUSALS}, query)
    description["openapi_extra"]["parameters"].append(_KEY)
    largest = largest_file() if kind == FILE else _LARGEST_CHANGE
    add_post_address(app, path, "json", read_body, answer_post, description, largest)


def _answer_post(view: RequestView, body: bytes, take: Take, kind: str) -> Response:
    try:
        data: Any = body if kind == FILE else read_json(body)
        named = view.request.query_params.get("author") if kind == FILE else data.get("author")
        view.person = person.tidy_name(str(named or "")) or view.person
        key = view.request.headers.get(_KEY_HEADER)
        return take(view, data) if key is None else _answer_once(view, key, body, lambda: take(view, data))
    except Problems as refused:
        return _refusal_response(refused, view.lang)


def _answer_once(view: RequestView, key: str, body: bytes, take: Callable[[], JSONResponse]) -> JSONResponse:
    """The answer; of what was sent under the key before, the answer it had then, marked as such."""
    url = view.request.url
    content = (url.path.encode(), url.query.encode(), body)

    def make() -> dict[str, Any]:
        """Make the answer, to be kept."""
        answer = take()
        return {"status": answer.status_code, "body": json.loads(bytes(answer.body))}

    found = view.present.requests.answer_once(key, content, make, always=True)
    if found.answer is not None:
        response = JSONResponse(found.answer["body"], found.answer["status"])
    else:
        response = _commit_response(found.number) if found.number is not None else _queue_response(found.task or "")
    if found.is_repeated:
        response.headers[_REPLAYED] = "true"
    return response


def _refusal_response(refused: Problems, language: str) -> JSONResponse:
    conflict = any(problem.code in ("conflict", "moved_on", "rested_on") for problem in refused.problems)
    problems = [
        {"message": p.message(language), **{k: v for k, v in vars(p).items() if v not in (None, "", {})}}
        for p in refused.problems[:_LARGEST_ANSWER]
    ]
    return JSONResponse({"problems": problems}, 409 if conflict else 422)


def _handle_change_post(view: RequestView, data: Any) -> JSONResponse:
    """Make a change durable: ``{author, reason, source, base, rows: [{table, key, operation, fields}]}``."""
    warnings: list[Problem] = []
    number = commit_change(view, Change.from_dict(data), _read_base(data), "api", warnings.extend)
    return _commit_response(number, [problem.message(view.lang) for problem in warnings])


def _read_base(data: Mapping[str, Any]) -> int | None:
    """The change that the author had seen; None when it is not said. Raises Problems when it is no number.

    Passed over, it would guard nothing against what others wrote meanwhile.
    """
    value = data.get("base")
    base = None if isinstance(value, bool) else read_whole_number(str(value)[:_LONGEST_NUMBER])
    if value is not None and base is None:
        raise Problems([Problem("not_whole_number", column="base", value=str(value)[:_LONGEST_NUMBER])])
    return base


def _handle_undo_post(view: RequestView, data: Any) -> JSONResponse:
    """Take a change back: ``{author, reason}``."""
    return _commit_response(undo_change(view, int(view.request.path_params["number"]), _text(data, "reason")))


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
    id = view.present.imports.queue_load(preview, author, _text(data, "reason"), _text(data, "source"))
    wait_for_task(view, id)
    return _queue_response(id)


def _text(data: Mapping[str, Any], name: str) -> str:
    """A text of what was sent; empty when it is not said. Raises Problems when another thing stands there."""
    value = data.get(name)
    if value is None or isinstance(value, str):
        return value or ""
    raise Problems([Problem("bad_change", column=name, value=str(value)[:60])])


def _commit_response(number: int, warnings: Sequence[str] = ()) -> JSONResponse:
    """What was kept; ``warnings`` refused nothing, and are told where there are any."""
    warned = {"warnings": [*warnings]} if warnings else {}
    return JSONResponse({"number": number, "address": f"/history/{number}", **warned}, 201)


def _queue_response(id: str) -> JSONResponse:
    return JSONResponse({"id": id, "address": f"/import/{id}"}, 202)
