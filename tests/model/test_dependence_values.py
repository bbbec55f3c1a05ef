"""Figures of a dependence that cannot be: named with their row, all at once."""

from __future__ import annotations

from tests.model.small import tables

from liantu.model.rules.dependence_values import check_dependence_values


def test_what_cannot_be_is_named_at_once() -> None:
    kinds = ("makers_world", "import_share", "import_hhi", "import_price", "production")
    rows = [
        *(("makers_world", "3", "家"), ("makers_world", "2.5", "家"), ("import_share", "130", "%")),
        *(("import_share", "0.7", "1"), ("import_hhi", "4200", "1"), ("import_hhi", "0.42", "1")),
        *(("import_price", "-1", "元"), ("production", "-1", "t"), ("import_share", None, "%")),
    ]
    frame = tables(
        indicators=[{"id": kind, "zh": kind, "kind": kind} for kind in kinds],
        observations=[
            {"id": str(n), "subject": "x", "indicator": kind, "value": value, "unit": unit}
            for n, (kind, value, unit) in enumerate(rows)
        ],
    )
    found = [(problem.code, problem.row, problem.value) for problem in check_dependence_values(frame)]
    assert found == [
        ("dependence_out_of_range", 3, "2.5"),
        ("dependence_out_of_range", 4, "130"),
        ("dependence_not_percent", 5, "1"),
        ("dependence_out_of_range", 6, "4200"),
        ("dependence_out_of_range", 8, "-1"),
    ]
