"""Which index, unit and time a page of composite indices shows, and what they are called."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, Problems
from liantu.web.core.request_view import RequestView

if TYPE_CHECKING:
    from liantu.district.results import IndexRun, UnitResult

QUERY = ("index", "unit", "time")


class IndexChoice:
    """A run with the unit and the time looked at; the district itself and the last time unless the address says so."""

    def __init__(self, view: RequestView) -> None:
        """Raises Problems for an index, unit or time that there is not."""
        query = view.request.query_params
        self.view = view
        self.index = query.get("index") or str(view.district.outlook.indices()["index"][0])
        self.run: IndexRun = view.district.outlook.district_index(self.index)
        self.times = sorted(set(self.run.data.times))
        self.units = list(dict.fromkeys(self.run.data.units))
        self.time = query.get("time") or self.times[-1]
        home = str(view.district.tables.about.get("id") or "")
        self.unit = query.get("unit") or (home if home in self.units else self.units[0])
        self._check()

    def _check(self) -> None:
        chosen = ((self.unit, "unit", self.units), (self.time, "time", self.times))
        wrong = [
            Problem(
                "not_a_choice",
                column=column,
                value=value,
                slots={"choices": ", ".join(choices), "nearest": suggest_nearest(value, choices)},
            )
            for value, column, choices in chosen
            if value not in choices
        ]
        if wrong:
            raise Problems(wrong)

    @property
    def results(self) -> list[UnitResult]:
        """The units of the time, the first in rank first."""
        return [row for row in self.view.district.outlook.index_results(self.run) if row["time"] == self.time]

    @property
    def title(self) -> str:
        """What the index is called."""
        return self.run.scheme.zh if self.view.zh else self.run.scheme.en

    @cached_property
    def nodes(self) -> dict[str, str]:
        """The names of indicators and aggregates."""
        return {node.id: (node.zh if self.view.zh else node.en) or node.id for node in self.run.scheme.nodes}

    @cached_property
    def names(self) -> dict[str, str]:
        """The names of units."""
        return dict(self.view.district.outlook.index_units(self.run, chinese=self.view.zh))

    def address(self, path: str, **other: str) -> str:
        """The address of the same choice on a page, or with something else chosen."""
        return self.view.url(path, **{"index": self.index, "unit": self.unit, "time": self.time, **other})
