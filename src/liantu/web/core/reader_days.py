"""The days up to which a reader has looked: that of now, and that of before, from which changes are told."""

from __future__ import annotations

from datetime import date

from starlette.requests import Request
from starlette.responses import Response

#: Two days, the one before and the latest, with a dot between.
_COOKIE = "looked"
_YEAR = 31_536_000


def find_last_day(request: Request, as_of: date) -> date | None:
    """The day up to which a reader looked before this one; None of somebody who comes for the first time."""
    days = [day for day in _read(request) if day < as_of]
    return max(days, default=None)


def remember_day(request: Request, response: Response, as_of: date) -> None:
    """Note that a reader has looked up to a day, and keep the one before."""
    before = find_last_day(request, as_of)
    days = [*([before] if before else []), as_of]
    response.set_cookie(
        _COOKIE, ".".join(day.isoformat() for day in days), samesite="lax", httponly=True, max_age=_YEAR
    )


def _read(request: Request) -> list[date]:
    days = []
    for text in request.cookies.get(_COOKIE, "").split(".")[:2]:
        try:
            days.append(date.fromisoformat(text))
        except ValueError:
            continue
    return days
