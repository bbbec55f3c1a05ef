"""From which day a reader is told of changes."""

from __future__ import annotations

from datetime import date

import pytest
from starlette.requests import Request
from starlette.responses import Response

from liantu.web.core.reader_days import find_last_day, remember_day

DAY = date(2023, 12, 31)


def asking(cookie: str) -> Request:
    return Request({"type": "http", "headers": [(b"cookie", cookie.encode())]})


@pytest.mark.parametrize(
    ("cookie", "day"),
    [
        ("", None),
        ("looked=2023-12-31", None),
        ("looked=2023-10-31.2023-12-31", date(2023, 10, 31)),
        ("looked=2023-10-31", date(2023, 10, 31)),
        ("looked=2023-10-31.2024-03-31", date(2023, 10, 31)),
        ("looked=nonsense.2023-13-01", None),
    ],
)
def test_the_day_before_the_one_that_is_looked_at(cookie: str, day: date | None) -> None:
    assert find_last_day(asking(cookie), DAY) == day


def test_looking_again_at_the_same_day_forgets_nothing() -> None:
    response = Response()
    remember_day(asking("looked=2023-10-31.2023-12-31"), response, DAY)
    assert response.headers["set-cookie"].startswith("looked=2023-10-31.2023-12-31;")
    later = Response()
    remember_day(asking("looked=2023-10-31.2023-12-31"), later, date(2024, 3, 31))
    assert later.headers["set-cookie"].startswith("looked=2023-12-31.2024-03-31;")
