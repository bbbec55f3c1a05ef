"""Which evaluation a request asks for: scheme and year in its address, or those that suggest themselves."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from liantu.district import District
from liantu.score.evaluation import Evaluation
from liantu.score.scheme import Scheme
from liantu.web.answer import NotHere, Page
from liantu.web.view import View
from liantu.web.score.words import named


@dataclass(frozen=True)
class Asked:
    """A run and what it was asked by."""

    scheme: Scheme
    year: int
    run: Evaluation

    @property
    def address(self) -> dict[str, str]:
        """The parameters that lead back to the run."""
        return {"scheme": self.scheme.id, "year": str(self.year)}


def years(district: District) -> list[int]:
    """Years with returns, the last first."""
    found = district.tables["returns"]["year"].drop_nulls().unique().sort(descending=True)
    return [int(year) for year in found if year.isdigit()]


def chosen(view: View) -> Scheme:
    """The scheme of the address; else that of the district's last evaluation, else the first of the library."""
    schemes = view.district.evaluation_schemes()
    key = view.request.query_params.get("scheme") or next(iter(schemes))
    if key not in schemes:
        raise NotHere(view.tr("There is no such evaluation scheme."))
    return schemes[key]


def asked(view: View) -> Asked | None:
    """The run that the address asks for; None when the district has no returns at all.

    Raises NotHere for a year without returns.
    """
    found = years(view.district)
    if not found:
        return None
    text = view.request.query_params.get("year") or str(found[0])
    if not text.isdigit() or int(text) not in found:
        raise NotHere(view.tr("There are no returns of that year."))
    scheme = chosen(view)
    run = view.district.evaluated(scheme.id, int(text))
    return Asked(scheme, int(text), run)


def empty(view: View, title: str, body: str = "") -> Page:
    """The page of a district that has nothing to evaluate yet: what to load, and how."""
    context = {"what": body or view.tr("This district has no yearly returns yet, so that there is nothing to evaluate.")}
    return Page("score_empty.html", title, {"ranking": pl.DataFrame({"firm": pl.Series([], dtype=pl.String)})}, context)


def choices(view: View, found: Asked) -> dict[str, object]:
    """What the form that chooses scheme and year offers."""
    schemes = view.district.evaluation_schemes().values()
    return {
        "schemes": [(one.id, named(view, one)) for one in schemes],
        "years": years(view.district),
        "scheme": found.scheme.id,
        "year": found.year,
        "carried": view.carried,
    }
