"""Which evaluation a request asks for: scheme and year in its address, or those that suggest themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.score.evaluation_words import name_of

if TYPE_CHECKING:
    from liantu.district.results import Evaluation, Scheme


@dataclass(frozen=True)
class RunRequest:
    """A run and what it was asked by."""

    scheme: Scheme
    year: int
    run: Evaluation

    @property
    def address(self) -> dict[str, str]:
        """The parameters that lead back to the run."""
        return {"scheme": self.scheme.id, "year": str(self.year)}


def available_years(view: RequestView) -> list[int]:
    """Years with returns, the last first; at a date that was asked for, those that had ended by then."""
    return view.district.score.years(ended=bool(view.request.query_params.get("as_of")))


def chosen_scheme(view: RequestView) -> Scheme:
    """The scheme of the address; else that of the district's last evaluation, else the first of the library."""
    schemes = view.district.score.schemes()
    key = view.request.query_params.get("scheme") or next(iter(schemes))
    if key not in schemes:
        raise PageNotFound(view.tr("There is no such evaluation scheme."))
    return schemes[key]


def read_run_request(view: RequestView) -> RunRequest | None:
    """The run that the address asks for; None when the district has no returns at all.

    Raises NotHere for a year without returns.
    """
    found = available_years(view)
    if not found:
        return None
    text = view.request.query_params.get("year") or str(found[0])
    if not text.isdigit() or int(text) not in found:
        raise PageNotFound(view.tr("There are no returns of that year."))
    scheme = chosen_scheme(view)
    run = view.district.score.evaluate(scheme.id, int(text))
    return RunRequest(scheme, int(text), _without_confidential_values(view, run, text) if view.leaves else run)


def _without_confidential_values(view: RequestView, run: Evaluation, year: str) -> Evaluation:
    """The run as it may leave the house: a firm of which a value stays in has no total, rank or grade there.

    What a scheme puts in place of a missing value would otherwise give it another total than on the page.
    """
    keys = ["firm", "year", "item"]
    lost = view.inside.tables["returns"].join(view.district.tables["returns"], on=keys, how="anti")
    used = (pl.col("year") == year) & pl.col("item").is_in(list(run.scheme.used())) & pl.col("value").is_not_null()
    here = pl.col("firm").is_in(lost.filter(used)["firm"].unique().implode())
    blank = [pl.when(~here).then(pl.col(c)).alias(c) for c in ("total", "rank", "of", "grade_before", "grade")]
    points = [pl.when(~here).then(pl.col(c)).alias(c) for c in run.points.columns[1:]]
    return replace(run, firms=run.firms.with_columns(blank), points=run.points.with_columns(points))


def empty_page(view: RequestView, title: str, body: str = "") -> Page:
    """The page of a district that has nothing to evaluate yet: what to load, and how."""
    returns = view.district.tables["returns"].height and not body
    if returns:
        day = view.district.as_of.isoformat()
        body = view.tr("On %s no year with returns had ended yet: choose a later date above.") % day
    context = {
        "what": body or view.tr("This district has no yearly returns yet, so that there is nothing to evaluate.")
    }
    return Page("score/empty.html", title, {"ranking": pl.DataFrame({"firm": pl.Series([], dtype=pl.String)})}, context)


def run_choices(view: RequestView, found: RunRequest) -> dict[str, object]:
    """What the form that chooses scheme and year offers."""
    schemes = view.district.score.schemes().values()
    return {
        "schemes": [(one.id, name_of(view, one)) for one in schemes],
        "years": available_years(view),
        "scheme": found.scheme.id,
        "year": found.year,
        "carried": view.carried,
    }
