"""What a district is asked about its land: the ledger, and what a planned project would bring."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl

from liantu.district.view import DistrictView
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from liantu.land.entry_test import PlannedProject


@dataclass(frozen=True)
class LandRoom:
    """Places, land of firms and parcels, tenants, entry tests."""

    view: DistrictView

    def terms(self, day: date | None = None) -> pl.DataFrame:
        """What makes each firm's land on a day, holding by holding; the end of the district's date unless given."""
        from liantu.land.ledger import build_land_terms

        ledger_day = day or self.view.as_of
        return self.view.cache.once_for(
            self.view.tables, ("land", ledger_day.isoformat()), lambda: build_land_terms(self.view.tables, ledger_day)
        )

    def ledger(self, day: date | None = None) -> pl.DataFrame:
        """Land of each firm in mu: owned, leased in, leased out."""
        from liantu.land.ledger import sum_land

        return sum_land(self.terms(day))

    def located_ledger(self) -> pl.DataFrame:
        """The ledger on the district's date, with the places of each firm's parcels."""
        places = pl.col("place").drop_nulls().unique(maintain_order=True).alias("places")
        found = self.terms().group_by("firm", maintain_order=True).agg(places)
        return self.ledger().join(found, on="firm", how="left", maintain_order="left")

    def at_year_ends(self, years: Iterable[int]) -> pl.DataFrame:
        """Land of each firm at the end of some years: firm, year, land (mu, null = unknown)."""
        from liantu.land.ledger import find_year_end

        found = [self.ledger(find_year_end(y)).select("firm", pl.lit(y, pl.Int64).alias("year"), "land") for y in years]
        return pl.concat([pl.DataFrame(schema={"firm": pl.String, "year": pl.Int64, "land": pl.Float64}), *found])

    def parcels(self, day: date | None = None) -> pl.DataFrame:
        """Parcel by parcel: owned, rest, over, let; ``parcel_totals`` adds them up by place."""
        from liantu.land.ledger import balance_parcels

        return balance_parcels(self.view.tables, self.terms(day))

    def parcel_totals(self, day: date | None = None) -> pl.DataFrame:
        """Parcels by place and in all, a group-by of ``parcels``."""
        from liantu.land.ledger import sum_parcels

        return sum_parcels(self.parcels(day))

    def places(self) -> pl.DataFrame:
        """The places of the district, parks first: place, zh, en, kind, parent, wide."""
        from liantu.chain.place_output import list_places

        return list_places(self.view.tables)

    def place_output(self) -> pl.DataFrame:
        """What plants make, one row a place and product, by status."""
        from liantu.chain.place_output import list_place_output
        from liantu.district.chain import ChainRoom

        return self.view.cache.once_for(
            self.view.tables, ("place output",), lambda: list_place_output(self.view.tables, ChainRoom(self.view).terms)
        )

    def place_limits(self) -> pl.DataFrame:
        """What is stated of the land, energy, steam, power, water and sewage of places, the latest by the date."""
        from liantu.chain.place_output import list_place_limits

        return list_place_limits(self.view.tables, self.view.as_of)

    def agreed_values(self, project: str | None = None) -> pl.DataFrame:
        """What contracts agree of the land of projects against what was measured at completion and after."""
        from liantu.deliver.pipeline import list_reached_stages
        from liantu.land.agreed_values import judge_agreed_values

        reached = list_reached_stages(self.view.tables, self.view.as_of)
        rows = judge_agreed_values(self.view.tables, reached, self.view.as_of)
        return rows if project is None else rows.filter(pl.col("project") == project)

    def place_demand(self) -> pl.DataFrame:
        """What projects that do not operate yet ask of land, energy, power and money, beside what places state."""
        from liantu.deliver.money import find_money_in_place
        from liantu.deliver.pipeline import build_board, list_stages
        from liantu.land.place_demand import sum_place_demand

        tables, as_of = self.view.tables, self.view.as_of
        stages = list_stages(tables)
        operating = stages.filter(pl.col("status") == "operating")["stage"].implode()
        landed = stages.filter(pl.col("stage") == "landed")["order"].max()
        board = build_board(tables, as_of).filter(
            (pl.col("course") != "off").fill_null(value=True), ~pl.col("stage").is_in(operating).fill_null(value=False)
        )
        projects = board.select("project", "place", (pl.col("order") >= landed).fill_null(value=False).alias("landed"))
        return sum_place_demand(tables, projects, self.place_limits(), find_money_in_place(tables, as_of))

    def tenants(self, day: date | None = None) -> pl.DataFrame:
        """Firms that use land and own none."""
        from liantu.land.ledger import find_tenants

        return find_tenants(self.terms(day))

    def planned_project(self, project: str) -> PlannedProject:
        """What a project plans, for its entry test. Raises Problems when there is no such project."""
        from liantu.land.entry_test import read_planned_project

        found = self.view.tables["projects"].filter(pl.col("id") == project)
        if found.is_empty():
            slots = {"wanted": "projects", "nearest": suggest_nearest(project, self.view.tables["projects"]["id"])}
            raise Problems([Problem("dangling", value=project, slots=slots)])
        return read_planned_project(self.view.tables, found.row(0, named=True))

    @property
    def plan_units(self) -> Mapping[str, str]:
        """What a plan says, each in its unit."""
        from liantu.land.entry_test import INPUT_UNITS

        return INPUT_UNITS

    def read_plan_amount(self, name: str, text: str, column: str, wrong: list[Problem]) -> float | None:
        """What a plan says by a name, in its unit; what cannot be read is added to ``wrong`` under its column."""
        from liantu.model.typed_amounts import read_amount_in_unit

        unit, units = self.plan_units[name], self.view.tables.units
        return read_amount_in_unit(text, column, unit, units, wrong, signed=name == "tax")

    def plan(self, project: str = "", **values: Any) -> PlannedProject:
        """The plan of a project, or of nothing, with what is given over it: ``land=12.0``, ``place="east"``.

        Raises Problems for a project that is not there, and for digits that are no industry's code.
        """
        from liantu.land.entry_test import PlannedProject
        from liantu.model.industry_codes import suggest_industry

        industry = str(values.get("industry") or "")
        nearest = suggest_industry(industry)
        if nearest is not None:
            raise Problems([Problem("unknown_industry", value=industry, slots={"nearest": nearest})])
        return replace(self.planned_project(project) if project else PlannedProject(), **values)

    def entry_terms(self, plan: PlannedProject) -> pl.DataFrame:
        """What each indicator of an entry test is made of."""
        from liantu.land.entry_test import build_entry_terms

        return build_entry_terms(plan)

    def conclude(self, test: pl.DataFrame) -> str:
        """What an entry test comes to: met, not_met or to_verify."""
        from liantu.land.entry_test import conclude_entry

        return conclude_entry(test)

    def entry_test(self, plan: PlannedProject) -> pl.DataFrame:
        """Entry test of a plan against the land standards of its place (项目准入亩均测算)."""
        from liantu.land.entry_test import judge_entry

        return judge_entry(self.view.tables, plan, self.view.as_of)
