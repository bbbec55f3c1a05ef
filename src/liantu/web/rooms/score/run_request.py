"""Which evaluation a request asks for: scheme and year in its address, or those that suggest themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from liantu.model.whole_numbers import read_year
from liantu.web.core.empty_room import describe_empty_room, title_empty_room
from liantu.web.core.page import Page, PageNotFound
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.score.evaluation_words import name_of
from liantu.wording.sentences import NO_LOCAL_SCHEME, NO_SCHEME

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


def chosen_scheme(view: RequestView) -> Scheme | None:
    """The scheme of the address; else that of the district's last evaluation, else the first of its province.

    None where nobody asked for one and the province has none: another's is never taken by itself.
    """
    schemes = view.district.score.schemes()
    key = view.request.query_params.get("scheme") or next(iter(view.district.score.local_schemes()), None)
    if key is None:
        return None
    if key not in schemes:
        raise PageNotFound(view.tr(NO_SCHEME))
    return schemes[key]


def read_run_request(view: RequestView) -> RunRequest | None:
    """The run that the address asks for; None when the district has no returns at all, or no scheme to go by.

    Raises NotHere for a year without returns.
    """
    found = available_years(view)
    if not found:
        return None
    written_year = view.request.query_params.get("year")
    year = read_year(written_year) if written_year else found[0]
    if year not in found:
        raise PageNotFound(view.tr("There are no returns of that year."))
    scheme = chosen_scheme(view)
    if scheme is None:
        return None
    score = view.district.score
    run = score.evaluate_as_told(scheme.id, year, view.inside) if view.leaves else score.evaluate(scheme.id, year)
    return RunRequest(scheme, year, run)


def require_run(view: RequestView) -> RunRequest:
    """``read_run_request`` of a picture. Raises PageNotFound where there is nothing to evaluate."""
    found = read_run_request(view)
    if found is None:
        raise PageNotFound(view.tr("This district has no yearly returns yet, so that there is nothing to evaluate."))
    return found


def explain_empty(view: RequestView) -> str:
    """Why there is nothing to evaluate: no returns, none by the date asked for, or no scheme to go by."""
    if not view.district.tables["returns"].height:
        return view.tr("This district has no yearly returns yet, so that there is nothing to evaluate.")
    if available_years(view):
        return view.tr(NO_LOCAL_SCHEME)
    day = view.district.as_of.isoformat()
    return view.tr("On %s no year with returns had ended yet: choose a later date above.") % day


def empty_page(view: RequestView, title: str, body: str = "") -> Page:
    """The page of a district that has nothing to evaluate yet: what to load, and how."""
    without_scheme = not body and view.district.tables["returns"].height and bool(available_years(view))
    context = {
        "message": body or explain_empty(view),
        "further": [schemes_elsewhere(view)] if without_scheme else [],
        "room": describe_empty_room(view, "score"),
    }
    title = title if without_scheme else title_empty_room(view, title)
    return Page("score/empty.html", title, {"ranking": pl.DataFrame({"firm": pl.Series([], dtype=pl.String)})}, context)


def schemes_elsewhere(view: RequestView) -> tuple[str, str]:
    """The link to the schemes of other provinces: address and words."""
    return view.url("/score/schemes", elsewhere="yes"), view.tr("Schemes published elsewhere")


def run_choices(view: RequestView, found: RunRequest) -> dict[str, object]:
    """What the form that chooses scheme and year offers."""
    local = view.district.score.local_schemes()
    schemes = {**local, found.scheme.id: found.scheme}.values()
    return {
        "schemes": [(scheme.id, name_of(view, scheme)) for scheme in schemes],
        "years": available_years(view),
        "scheme": found.scheme.id,
        "year": found.year,
        "carried": view.carried,
    }
