"""The gate: every address is added here, and asks what its reader may see for the purpose that its form serves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import cache, cached_property
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match
from starlette.types import Scope

from liantu.access import LOCAL_PERSON, Purpose, Reader
from liantu.district.incoming_files import largest_file
from liantu.district.made_up_example import open_made_up_district
from liantu.district.recent_views import RecentViews
from liantu.web.core.limited_body import LimitedRequest
from liantu.web.core.request_view import RequestView

#: What each form of an answer is for. Pages, and what a page loads or is led to by, are read in the house.
PURPOSES = {
    "html": Purpose.ON_SCREEN,
    "json": Purpose.ON_SCREEN,
    "picture": Purpose.ON_SCREEN,
    "example": Purpose.ON_SCREEN,
    "csv": Purpose.LEAVING,
    "svg": Purpose.LEAVING,
    "png": Purpose.LEAVING,
    "xlsx": Purpose.LEAVING,
    "data.xlsx": Purpose.LEAVING,
    "paper": Purpose.LEAVING,
    "document": Purpose.LEAVING,
    "template": Purpose.LEAVING,
    "firm sheet": Purpose.TO_ITS_GIVER,
    "marked workbook": Purpose.TO_ITS_GIVER,
}

#: What a form has beside a file.
_AROUND_A_FILE = 2_000_000

Answer = Callable[[RequestView], Response]
ReadBody = Callable[[Request], Awaitable[Any]]
AnswerPost = Callable[[RequestView, Any], Response]


class GatedRoute(APIRoute):
    """An address that has passed the gate, with the form it answers in and what that is for."""

    form: str
    purpose: Purpose

    @cached_property
    def beginning(self) -> str:
        """What every address of it begins with: its path up to the first name in braces."""
        return self.path.split("{", 1)[0]

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether a request is for this address; most of the hundreds are told by their beginning alone."""
        if not scope.get("root_path") and not scope["path"].startswith(self.beginning):
            return Match.NONE, {}
        return super().matches(scope)


def add_address(app: FastAPI, path: str, form: str, answer: Answer, description: dict[str, Any]) -> None:
    """Answer what is read at ``path``, as its reader may see it. ``description`` is for the OpenAPI document."""

    def endpoint(request: Request) -> Response:
        return answer(open_view(request, form))

    _add_route(app, path, form, endpoint, "GET", description)


def add_post_address(
    app: FastAPI,
    path: str,
    form: str,
    read: ReadBody,
    answer: AnswerPost,
    description: dict[str, Any],
    largest: int | None = None,
) -> None:
    """Answer what is sent to ``path``: ``read`` takes the body, and may answer at once when it is refused.

    No more than ``largest`` bytes of the body are taken in; unless given, a file of the largest size and its form.
    """
    largest_body = largest_file() + _AROUND_A_FILE if largest is None else largest

    def take(request: Request, body: Any) -> Response:
        """Answer a body; whoever sent it is a writer from then on."""
        view = open_view(request, form)
        try:
            return answer(view, body)
        finally:
            # Whatever was written: this browser is shown nothing from before it any more.
            view.remember_writer()

    async def endpoint(request: Request) -> Response:
        body = await read(LimitedRequest(request, largest_body))
        if isinstance(body, Response):
            return body
        return await run_in_threadpool(take, request, body)

    _add_route(app, path, form, endpoint, "POST", description)


def open_view(request: Request, form: str) -> RequestView:
    """The district as whoever asks may see it in a form."""
    return RequestView(request, request.app.state.districts, PURPOSES[form], _find_reader(request))


def open_example(view: RequestView) -> RequestView:
    """The made-up district, on its own day and without a what-if, for whoever asks in a language."""
    example = RequestView(view.request, open_made_up_views(), view.purpose, view.reader)
    example.plainly()
    return example


@cache
def open_made_up_views() -> RecentViews:
    """The views of the made-up district, made when the first empty room asks for them."""
    return RecentViews(open_made_up_district())


def _find_reader(request: Request) -> Reader:
    """Who asks. Until sign-in exists only this machine is answered (see ``guard``), and whoever sits at it."""
    return LOCAL_PERSON


def _add_route(
    app: FastAPI, path: str, form: str, endpoint: Callable[..., Any], method: str, description: dict[str, Any]
) -> None:
    route = GatedRoute(path, endpoint, methods=[method], response_model=None, response_class=Response, **description)
    route.form, route.purpose = form, PURPOSES[form]
    app.router.routes.append(route)
