"""A Change sent by a program: the same that a form makes, as JSON."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from liantu.model.change import Change
from liantu.model.problems import Problem, Problems
from liantu.web import person
from liantu.web.editing.saving import save
from liantu.web.view import View


def register(app: FastAPI) -> None:
    """Add the address."""
    app.add_api_route("/api/changes", take, methods=["POST"], include_in_schema=False)


async def take(request: Request) -> Response:
    """Keep ``{author, reason, source, base, rows: [{table, key, operation, fields}]}``: its number, or all problems.

    201 when it was kept, 409 when somebody changed its rows after ``base``, 422 when it is wrong. Only JSON is taken:
    a page of another site cannot send it.
    """
    if not request.headers.get("content-type", "").startswith("application/json"):
        return JSONResponse({"problems": []}, 415)
    try:
        data = await request.json()
    except ValueError:
        data = None
    return await run_in_threadpool(_keep, request, data)


def _keep(request: Request, data: Any) -> Response:
    view = View(request, request.app.state.districts)
    try:
        if not isinstance(data, dict):
            raise Problems([Problem("bad_change", value=str(data)[:60])])
        view.person = person.tidy(str(data.get("author") or "")) or view.person
        base = data.get("base")
        number = save(view, Change.from_dict(data), base if isinstance(base, int) else None, "api")
    except Problems as refused:
        conflict = any(problem.code == "conflict" for problem in refused.problems)
        told = [
            {"message": p.message(view.lang), **{k: v for k, v in vars(p).items() if v not in (None, "", {})}}
            for p in refused.problems
        ]
        return JSONResponse({"problems": told}, 409 if conflict else 422)
    return JSONResponse({"number": number, "address": f"/history/{number}"}, 201)
