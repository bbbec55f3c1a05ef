"""Growth of a firm beyond what is taken without asking, by limits that are data."""

from __future__ import annotations

from tests.model.small import tables

from liantu.library.policy import read_policy_value
from liantu.outlook.dispatch.doubtful_growth import check_firm_growth

LIMITS = {"rise": 200.0, "fall": 80.0}


def test_a_rise_or_a_fall_beyond_its_limit_is_asked_about() -> None:
    """301 of 100 is +201 %; 19 of 100 is -81 %, which a firm that stands still has for a reason."""
    rows = [
        ("300", "100", "producing"),
        ("301", "100", "producing"),
        ("20", "100", "producing"),
        ("19", "100", None),
        ("19", "100", "partly"),
        ("5", "0", "producing"),
        ("5", None, "producing"),
    ]
    returns = [
        {"firm": f"f{n}", "month": "2023-11", "output": now, "output_before": then, "state": state}
        for n, (now, then, state) in enumerate(rows)
    ]
    returns.append({"firm": "p", "month": "2023-11", "power": "40", "power_before": "4", "state": "producing"})
    found = check_firm_growth(tables(monthly_returns=returns), LIMITS)
    assert [(problem.code, problem.row, problem.column) for problem in found] == [
        ("doubtful_growth", 3, "output_before"),
        ("doubtful_growth", 5, "output_before"),
        ("doubtful_growth", 9, "power_before"),
    ]
    assert "“f1”当月同比+201.0%（上年同月 100，当月 301）" in found[0].message("zh_CN")


def test_the_limits_are_a_policy() -> None:
    from datetime import date

    limits = read_policy_value("outlook/doubtful_growth", date(2023, 12, 31))
    assert {name: float(limit) for name, limit in limits.items()} == LIMITS
