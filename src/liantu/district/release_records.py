"""Writing down what is told: to whom, of which run, made of which returns, with the figures behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from liantu.district.releases import FIRM_MEANS, GRADES, GROUP_SUMS, Releases
from liantu.district.view import DistrictView
from liantu.model.problems import Problems

if TYPE_CHECKING:
    from liantu.district.published_sums import RunRelease

__all__ = [
    "FIRM_MEANS",
    "GRADES",
    "GROUP_SUMS",
    "Recipient",
    "record_as_latest",
    "record_grades",
    "record_run_grades",
    "record_sums",
]

#: How often a release is made anew because another was written meanwhile.
_TRIES = 5


@dataclass(frozen=True)
class Recipient:
    """To whom something is told, and in what: ``content`` is a code of ``release_content``; no name, not stated."""

    content: str
    name: str | None = None


def record_sums(view: DistrictView, scheme: str, year: int | None, recipient: Recipient, release: RunRelease) -> None:
    """Write down that the sums of a run are told. Raises Problems."""
    from liantu.disclosure import write_release

    row = {
        "evaluation": release.run,
        "content": recipient.content,
        "recipient": recipient.name,
        "scheme": scheme,
        "year": str(year),
        "vintage": str(_find_vintage(view)),
    }
    Releases(view).record(row, write_release(release.tables), date.today())


def record_grades(view: DistrictView, grades: pl.DataFrame, recipient: str | None) -> None:
    """Write down that rows of kept runs are told, a release a run. Raises Problems."""
    runs = {row["id"]: row for row in view.given["evaluations"].iter_rows(named=True)}
    for (key,), frame in grades.group_by("evaluation", maintain_order=True):
        if run := runs.get(str(key)):
            row = {"evaluation": run["id"], "content": GRADES, "recipient": recipient}
            row |= {name: run[name] for name in ("scheme", "year", "vintage")}
            _record_frame(view, row, frame)


def record_run_grades(view: DistrictView, scheme: str, year: int | None, grades: pl.DataFrame) -> None:
    """Write down that rows of a run that is not kept are told, firm by firm. Raises Problems."""
    row: dict[str, str | None] = {"content": GRADES, "scheme": scheme, "year": str(year)}
    row["vintage"] = str(_find_vintage(view))
    _record_frame(view, row, grades)


def record_as_latest(view: DistrictView, record: Callable[[DistrictView], None]) -> DistrictView:
    """The view that something was recorded in: the same, or the latest when others told something meanwhile.

    Raises Problems.
    """
    for _ in range(_TRIES):
        try:
            record(view)
        except Problems as refused:
            latest = view.latest()
            if latest is view or any(problem.table != "releases" for problem in refused.problems):
                raise
            view = latest
        else:
            return view
    record(view)
    return view


def _record_frame(view: DistrictView, row: dict[str, str | None], frame: pl.DataFrame) -> None:
    figures = frame.write_csv().encode()
    record_as_latest(view, lambda now: Releases(now).record(row, figures, date.today()))


def _find_vintage(view: DistrictView) -> int:
    """The number of the last change that the returns of a view know of."""
    if view.workspace is None or view.known_at is None:
        return view.number
    return view.workspace.number_at(view.known_at)
