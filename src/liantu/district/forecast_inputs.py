"""What forecasts suppose, read from policies and from the district's reference classes, as the engine takes it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from liantu.district.view import DistrictView
from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from liantu.model.sampling import FloatArray
    from liantu.outlook.forecast.coming_projects import ComingProject, OutputRules, StageChance
    from liantu.outlook.forecast.forecast_series import Suppositions
    from liantu.outlook.forecast.likely_range import LikelyRange
    from liantu.outlook.forecast.series import Series
    from liantu.outlook.forecast.targets import Target

_PERCENT = 100


def find_suppositions(view: DistrictView, series: Series, share_supposed: bool) -> Suppositions:
    """What is supposed of a series: the district's reference class of its indicator, else ours as it is marked.

    Without ``share_supposed`` the usual share of ours is not taken; one of the district counts all the same.
    """
    from liantu.library.policy import read_policy_value
    from liantu.outlook.forecast.forecast_series import Suppositions
    from liantu.outlook.forecast.likely_range import LikelyRange
    from liantu.outlook.forecast.reference_class import ReferenceClass

    ours = read_policy_value("outlook/reference_class", view.as_of)
    rows = view.tables.numbers("reference_classes").filter(pl.col("indicator") == series.key.indicator)
    growth, volatility = (_find_range(rows, measure) for measure in ("growth", "volatility"))
    reference = ReferenceClass(
        growth or LikelyRange.from_percent(*ours["growth"]),
        volatility or LikelyRange.from_percent(*ours["volatility"]),
        source="reference_classes" if growth and volatility else None,
    )
    share = _find_range(rows.filter(pl.col("through_month") == series.through), "share")
    if share is not None:
        return Suppositions(reference, share, share_is_ours=False)
    return Suppositions(reference, _find_usual_share(view, series) if share_supposed else None)


def _find_usual_share(view: DistrictView, series: Series) -> LikelyRange | None:
    """The usual share of ours, of the kind of the indicator and the months known; None where it has none."""
    from liantu.library.policy import read_policy_value
    from liantu.outlook.forecast.likely_range import LikelyRange

    shares = read_policy_value("outlook/usual_share", view.as_of)
    found = shares.get(series.kind or "", {}).get(series.through)
    return LikelyRange.from_percent(*found) if found else None


def _find_range(rows: pl.DataFrame, measure: str) -> LikelyRange | None:
    """The range of a measure that the district states last; None where it states none."""
    from liantu.outlook.forecast.likely_range import LikelyRange

    found = rows.filter(pl.col("measure") == measure).drop_nulls(["low", "typical", "high"])
    return LikelyRange.from_percent(*found.select("low", "typical", "high").row(-1)) if found.height else None


def read_stage_chances(day: date) -> dict[str, StageChance]:
    """How likely a project of a stage comes into production, and when."""
    from liantu.library.policy import read_policy_value
    from liantu.outlook.forecast.coming_projects import StageChance
    from liantu.outlook.forecast.likely_range import LikelyRange

    found = read_policy_value("outlook/stage_chances", day)
    return {
        stage: StageChance(chance / _PERCENT, LikelyRange(*map(float, months)) if any(months) else None)
        for stage, (chance, *months) in found.items()
    }


def read_output_rules(day: date) -> OutputRules:
    """What a project brings of its stated output."""
    from liantu.library.policy import read_policy_value
    from liantu.outlook.forecast.coming_projects import OutputRules
    from liantu.outlook.forecast.likely_range import LikelyRange

    found = read_policy_value("outlook/project_output", day)
    load, price = (LikelyRange.from_percent(*found[name]) for name in ("load", "price"))
    return OutputRules(tuple(float(part) / _PERCENT for part in found["ramp"]), load, price)


def list_coming(view: DistrictView, board: pl.DataFrame) -> list[ComingProject]:
    """The projects of industry on their way or still ramping up, of which no other project is a part."""
    from liantu.outlook.forecast.coming_projects import ComingProject

    outputs = view.tables.numbers("projects").select(pl.col("id").alias("project"), "output")
    whole = board["parent"].drop_nulls()
    ramped_up = view.as_of.year - len(read_output_rules(view.as_of).ramp)
    rows = (
        board.join(outputs, on="project", how="left", maintain_order="left")
        .filter(~pl.col("project").is_in(whole.implode()), pl.col("course") != "off")
        .filter(pl.col("sector").is_null() | (pl.col("sector") == "industry"))
        .filter(~pl.col("stage").is_in(["operating", "full_output"]) | (pl.col("first").dt.year() > ramped_up))
        .drop_nulls("stage")
    )
    return [ComingProject(*row) for row in rows.select("project", "stage", "first", "output").iter_rows()]


def draw_named(projects: list[ComingProject], as_of: date, year: int) -> FloatArray:
    """What the named projects bring together in a year, as draws."""
    from liantu.outlook.forecast.coming_projects import draw_projects

    draws = draw_projects(projects, read_stage_chances(as_of), read_output_rules(as_of), as_of, (year,))
    brought: FloatArray = draws[:, 0].sum(axis=0)
    return brought


def read_rate(view: DistrictView, observation: str, aim: Target) -> float:
    """What an observation says newly started projects brought in a year, in the unit of a target. Raises Problems."""
    from liantu.model.nearest import suggest_nearest
    from liantu.model.product_amounts import convert_to_product_unit

    rows = view.tables.numbers("observations").filter(pl.col("id") == observation)
    if rows.is_empty():
        slots = {"wanted": "observations", "nearest": suggest_nearest(observation, view.tables["observations"]["id"])}
        raise Problems([Problem("dangling", value=observation, slots=slots)])
    value, unit = rows.select("value", "unit").row(0)
    rate = convert_to_product_unit(view.tables.units, value, unit, aim.unit)
    if rate is None:
        raise Problems(
            [Problem("wrong_dimension", "observations", column="unit", value=unit, slots={"wanted": aim.unit})]
        )
    return rate
