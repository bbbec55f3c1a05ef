"""The lines of an indicator are its benchmark, and where its points end."""

from __future__ import annotations

from pathlib import Path

import liantu
from liantu.score.report.indicator_lines import list_indicator_lines

YUNXI = Path(__file__).parents[3] / "districts" / "yunxi"


def test_points_end_at_the_cap_times_the_benchmark() -> None:
    # the scheme of Yunxi: a fixed benchmark of 18 for tax per mu, points up to 1.5 times the weight
    run = liantu.open(YUNXI).score.evaluate("yunxi-made-up", 2023)
    lines = list_indicator_lines(run, "规上")
    assert lines["weight"].to_list() == [45, 25, 15, 15]
    assert lines.select("indicator", "benchmark", "cap").row(0) == ("tax_per_mu", 18, 27)
    firms = run.firms.select("firm").with_columns(run.values["tax_per_mu"], run.points["tax_per_mu"].alias("points"))
    group = firms.join(run.firms.filter(group="规上").select("firm"), on="firm").drop_nulls()
    assert group.filter(tax_per_mu=27).is_empty() or group.filter(tax_per_mu=27)["points"].item() == 67.5
    assert group.filter(group["tax_per_mu"] > 27)["points"].unique().to_list() == [67.5]
    assert group.filter(group["tax_per_mu"] < 27)["points"].max() < 67.5  # type: ignore[operator]
