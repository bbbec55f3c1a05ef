"""Which week or quarter a list is of: in the address as a period, or as any day of it; the ones before and after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from liantu.model.problems import Problem, Problems
from liantu.model.reporting_periods import Span, read_reporting_period
from liantu.web.core.request_view import RequestView


def read_chosen_period(view: RequestView, around: Callable[[date], Span]) -> Span | None:
    """The span of the address: ``period`` as it stands, or the one ``around`` a ``day``; Problems for neither."""
    query = view.request.query_params
    if query.get("day"):
        return around(_day(query["day"]))
    return read_reporting_period(query["period"]) if query.get("period") else None


def period_form(
    view: RequestView, span: Span, around: Callable[[date], Span], name: Callable[[Span], str]
) -> dict[str, Any]:
    """What the form needs: the span in words, the links to its neighbours where there are any, the day of its field."""
    before, after = _neighbour_day(span[0], -1), _neighbour_day(span[1], 1)

    def to(day: date | None) -> str:
        """The address of the period around a day; nothing without one."""
        return view.page_url(day=None, period=name(around(day))) if day else ""

    grouping = [(key, value) for key, value in view.request.query_params.items() if key == "by"]
    return {
        "first": span[0],
        "last": span[1],
        "before": to(before),
        "after": to(after),
        "fields": [*view.carried, *grouping],
    }


def _neighbour_day(day: date, step: int) -> date | None:
    # The first and the last week there are have no neighbour.
    return day + timedelta(step) if date(2, 1, 1) < day < date(9998, 12, 31) else None


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise Problems([Problem("not_a_day", value=text)]) from None
    if not date(2, 1, 1) < day < date(9998, 12, 31):
        raise Problems([Problem("not_a_day", value=text)])
    return day
