"""Groups of a run as they may be told, where there is nothing to tell."""

from __future__ import annotations

from datetime import date

import polars as pl
from tests.score.making import firms, item, run, scheme

from liantu.library.disclosure_policy import read_disclosure_rules
from liantu.score.report.published_groups import build_published_tables, protect_run


def test_a_run_without_ratios_has_tables_without_lines() -> None:
    made = run(firms(land=[1.0, 2], tax=[3.0, 4]), scheme(groups={"规下": {"given": ["规下"], "items": [item()]}}))
    assert made.benchmarks.is_empty()
    tables = build_published_tables(made, protect_run(made, read_disclosure_rules(date(2022, 12, 31))), 15)
    assert [table.height for table in tables] == [0, 0, 0]
    assert [table.columns[0] for table in tables] == ["group", "industry", "park"]


def test_a_firm_that_one_scheme_leaves_out_is_not_told_by_two_tables() -> None:
    """Without the second largest firm the tables of two schemes would differ by its tax and land alone."""
    rows = firms(*({"industry": "25", "park": "n", "land": 1.0, "tax": 10.0 + at} for at in range(12)))
    held = read_disclosure_rules(date(2022, 12, 31))
    first = protect_run(run(rows), held)
    apart = run(rows.filter(pl.col("firm") != "f11"))
    alone, beside = (build_published_tables(apart, protect_run(apart, held, before), 15) for before in ([], [first]))
    assert all(table["value"].null_count() == 0 for table in alone)
    assert all(table["value"].null_count() == table.height for table in beside)


def test_who_is_scored_without_a_grade_is_in_the_sums_who_is_not_scored_is_not() -> None:
    classes = [
        {"id": "utility", "zh": "公用", "treatment": "not_graded", "industries": ["44"]},
        {"id": "new", "zh": "新企业", "treatment": "not_evaluated", "industries": ["45"]},
    ]
    industries = ["25"] * 8 + ["44"] * 4 + ["45"] * 4
    rows = firms(*({"industry": code, "land": 1.0, "tax": 10.0 + at} for at, code in enumerate(industries)))
    made = run(rows, scheme(classes=classes))
    groups = build_published_tables(made, protect_run(made, read_disclosure_rules(date(2022, 12, 31))), 15)[0]
    # twelve firms with 10 to 21 of tax on a mu each: 186 on 12 mu
    (district,) = groups.filter(pl.col("group").is_null()).to_dicts()
    assert (district["firms"], district["value"]) == (12, 15.5)
