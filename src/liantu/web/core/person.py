"""Who acts. The one place that knows: until sign-in exists a name that was asked for once and kept in the browser."""

from __future__ import annotations

from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import Response

_COOKIE = "person"
_YEAR = 31_536_000
_LONGEST = 60


def read_person(request: Request) -> str:
    """The name of whoever asks; empty when it has not been told yet."""
    return tidy_name(unquote(request.cookies.get(_COOKIE, "")))


def set_person_cookie(response: Response, name: str) -> None:
    """Keep a name in the browser that gets the response; an empty one is forgotten."""
    if tidy_name(name):
        response.set_cookie(_COOKIE, quote(tidy_name(name)), samesite="lax", httponly=True, max_age=_YEAR)
    else:
        response.delete_cookie(_COOKIE)


def tidy_name(name: str) -> str:
    """A name on one line, of bearable length."""
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())[:_LONGEST]
