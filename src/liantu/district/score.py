"""What a district is asked about land, yearly returns and their evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from liantu.district.seen import Seen
from liantu.model.nearest import nearest
from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from liantu.score.entry import Plan
    from liantu.score.wide import Wide


class Score(Seen):
    """Land ledger, returns, entry tests, evaluations."""

    def land_terms(self, day: date | None = None) -> pl.DataFrame:
        """What makes each firm's land on a day, holding by holding; the end of the district's date unless given."""
        from liantu.score.land import land_terms

        when = day or self.as_of
        return self._once(("land", when.isoformat()), lambda: land_terms(self.tables, when))

    def land(self, day: date | None = None) -> pl.DataFrame:
        """Land of each firm in mu: owned, leased in, leased out."""
        from liantu.score.land import land

        return land(self.land_terms(day))

    def parcels(self, day: date | None = None) -> pl.DataFrame:
        """Parcel by parcel: owned, rest, over, let; ``score.land.land_totals`` adds them up by place."""
        from liantu.score.land import parcel_balance

        return parcel_balance(self.tables, self.land_terms(day))

    def tenants(self, day: date | None = None) -> pl.DataFrame:
        """Firms that use land and own none."""
        from liantu.score.land import tenants

        return tenants(self.land_terms(day))

    def returns(self, years: Sequence[int] | None = None) -> Wide:
        """Yearly returns and land as the wide table an evaluation takes."""
        from liantu.score.wide import wide

        return wide(self.tables, years)

    def plan(self, project: str) -> Plan:
        """What a project plans, for its entry test. Raises Problems when there is no such project."""
        from liantu.score.entry import plan_of

        found = self.tables["projects"].filter(pl.col("id") == project)
        if found.is_empty():
            slots = {"wanted": "projects", "nearest": nearest(project, self.tables["projects"]["id"])}
            raise Problems([Problem("dangling", value=project, slots=slots)])
        return plan_of(self.tables, found.row(0, named=True))

    def entry(self, plan: Plan) -> pl.DataFrame:
        """Entry test of a plan against the land standards of its place (项目准入亩均测算)."""
        from liantu.score.entry import entry

        return entry(self.tables, plan, self.as_of)
