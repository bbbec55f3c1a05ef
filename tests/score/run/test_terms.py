"""The table of terms where there is little or nothing to reckon."""

from __future__ import annotations

from tests.score.making import firms, run, scheme

OUT = {"id": "public", "zh": "公用", "treatment": "not_evaluated", "industries": ["44"]}


def test_nobody_is_evaluated_and_there_are_no_points() -> None:
    elsewhere = run(firms(land=[10.0, 5.0], tax=[1.0, 2.0], group=["规下", "规下"]))
    of_a_class = run(firms(land=[10.0], tax=[1.0], industry=["4411"]), scheme(classes=[OUT]))
    for found in (elsewhere, of_a_class):
        assert found.terms.columns == ["firm", "indicator", "step", "amount"]
        assert "points" not in found.account("f1")["step"]


def test_points_of_a_firm_add_up_to_its_total() -> None:
    found = run(firms(land=[10.0], tax=[50.0]))
    assert found.account("f1").filter(step="points")["amount"].sum() == found.firms["total"][0] == 50
