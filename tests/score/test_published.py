"""Figures that were published, and what gives them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations_with_replacement
from typing import Any

import numpy as np
import polars as pl
import pytest
import yaml
from tests.score.making import TAX, facts, firms, item, one_item, run, scheme, with_totals

from liantu.library.scheme_files import read_scheme_text
from liantu.score.run.evaluation import Evaluation
from liantu.score.run.grading import find_lowest_places
from liantu.score.scheme.reader import read_scheme
from liantu.score.scheme.scheme import Scheme


def counted(found: Evaluation) -> list[int]:
    return [int(n) for n in found.counts["count"]]


def test_lishui_is_a_ratio_of_sums_and_not_a_mean_of_ratios() -> None:
    # Totals and the mean are published; the ten counties' own figures are made up so that both hold.
    land = np.array([1500.0, 1800, 2100, 2400, 2700, 3000, 3300, 3600, 4200])
    land = np.append(land, 30_341 - land.sum())
    ratio = np.linspace(30, 12, 10)
    # two unknowns, two published sums: move the first and the last ratio until both are met
    lacks = np.array([20.958 * 10 - ratio[1:9].sum(), 573_564 - (land[1:9] * ratio[1:9]).sum()])
    ratio[[0, 9]] = np.linalg.solve(np.array([[1, 1], [land[0], land[9]]]), lacks)
    found = run(firms(land=land.tolist(), tax=(land * ratio).tolist()))
    whole = found.groups.filter((pl.col("by") == "district") & (pl.col("indicator") == "tax_per_mu"))
    assert found.values["tax_per_mu"].mean() == pytest.approx(20.958)
    assert round(whole["value"][0], 2) == 18.90
    assert whole.select("numerator", "denominator", "count").row(0) == pytest.approx((573_564, 30_341, 10))


def qingdao(rounding: list[str], counts: str) -> list[int]:
    shares = [15, 60, 20, None]
    grades = [
        {"grade": grade, **({"share": share} if share else {}), "rounding": mode}
        for grade, share, mode in zip("ABCD", shares, rounding, strict=True)
    ]
    cutting = {"rule": "shares", "counts": counts, "grades": grades}
    return counted(run(with_totals([float(n) for n in range(507, 0, -1)]), scheme(cutting=cutting)))


def test_qingdao_is_given_by_rounding_each_share_up_and_leaving_the_rest_to_d() -> None:
    assert qingdao(["floor"] * 4, "cumulative") == [76, 304, 101, 26]
    assert qingdao(["half_up"] * 4, "cumulative") == [76, 304, 102, 25]
    assert qingdao(["floor", "ceil", "ceil", "floor"], "each") == [76, 305, 102, 24]


ANYANG = 235, (37, 176, 22)


def rounded(share: int, firms: int) -> int:
    return int((Decimal(share * firms) / 100).to_integral_value(ROUND_HALF_UP))


def park_sizes() -> tuple[int, ...]:
    """Sizes of seven parks that the published sums allow; the sizes themselves were not published."""
    for sizes in combinations_with_replacement((24, 25, 32, 33, 34, 37, 44, 45, 50), 7):
        fits = sum(sizes) == ANYANG[0] and sum(rounded(15, n) for n in sizes) == ANYANG[1][0]
        if fits and sum(rounded(10, n) for n in sizes) == ANYANG[1][2]:
            return sizes
    raise AssertionError("no sizes fit")


def test_anyang_is_cut_park_by_park() -> None:
    sizes = park_sizes()
    parks = [f"p{at}" for at, size in enumerate(sizes) for _ in range(size)]
    # Indicators and stages are the preset's. Made up: weights, benchmarks, the sizes of the parks, the firms.
    rng = np.random.default_rng(3)
    fields = ("land", "tax", "rd", "revenue", "output", "energy", "emission")
    rows = firms(park=parks, **{name: rng.uniform(1, 20, 235).tolist() for name in fields})
    apart = run(rows, anyang())
    assert tuple(apart.firms["grade"].value_counts().sort("grade")["count"]) == ANYANG[1]
    pooled = run(rows, anyang(per=None))
    assert counted(pooled) == [35, 176, 24]


def test_anyang_cuts_its_small_firms_by_the_tax_they_pay() -> None:
    # 39 firms and their counts are published; the taxes are made up
    found = run(firms(group=["规下"] * 39, tax=[float(n) for n in range(39, 0, -1)]), anyang())
    assert "".join(found.firms["grade"]) == "A" * 6 + "B" * 29 + "C" * 4


def anyang(**cutting: Any) -> Scheme:
    """The preset with even weights and a benchmark of one, which it does not tell."""
    preset = yaml.safe_load(read_scheme_text("anyang-2019"))
    for one in preset["groups"]["规上"]["items"]:
        one["weight"] = 25
    preset["scoring"]["benchmark"] = {"rule": "fixed", "value": 1}
    preset["cutting"] |= cutting
    return filled(preset)


def filled(preset: dict[str, Any]) -> Scheme:
    return read_scheme(yaml.safe_dump(preset, allow_unicode=True, sort_keys=False), preset["id"])


def test_wanzhou_counts_the_graded_firms_only() -> None:
    # Which rule gives these counts is not published: the shares are the ones printed.
    shares = {"A": 19.2, "B": 53.8, "C": 19.2}
    grades = [{"grade": grade, "share": share} for grade, share in shares.items()]
    cutting = {"rule": "shares", "counts": "each", "rounding": "half_up", "grades": [*grades, {"grade": "D"}]}
    classes = [{"id": "public", "zh": "公用事业", "treatment": "not_graded", "industries": ["44"]}]
    industries = ["4411"] * 14 + ["2613"] * 156
    found = run(
        with_totals([float(n) for n in range(170, 0, -1)], industry=industries),
        scheme(cutting=cutting, classes=classes),
    )
    assert counted(found) == [30, 84, 30, 12]
    assert [round(share, 1) for share in found.counts["share"]] == [19.2, 53.8, 19.2, 7.7]
    assert found.firms["grade"].null_count() == 14
    assert found.firms["rank"].null_count() == 0  # scored and ranked all the same


@pytest.mark.parametrize(("evaluated", "a", "printed"), [(7_546, 2_131, 29.1), (9_445, 2_597, 28.8)])
def test_sichuan_prints_shares_of_graded_firms(evaluated: int, a: int, printed: float) -> None:
    graded = round(a / printed * 100)  # what the printed share says of the firms it counts
    assert graded < evaluated
    cutting = {"rule": "scores", "grades": [{"grade": "A", "score": 50}, {"grade": "B"}]}
    classes = [{"id": "out", "zh": "不定等", "treatment": "not_graded", "industries": ["46"]}]
    totals = [60.0] * a + [40.0] * (graded - a) + [90.0] * (evaluated - graded)
    industries = ["13"] * graded + ["46"] * (evaluated - graded)
    found = run(with_totals(totals, industry=industries), scheme(cutting=cutting, classes=classes))
    assert round(found.counts["share"][0], 1) == printed
    assert round(a / evaluated * 100, 1) != printed


def test_tongling_has_more_in_a_than_a_fifth_because_firms_were_moved() -> None:
    moves = [{"id": "lift", "zh": "提档", "effect": "to", "grade": "A", "fact": "champion"}]
    grades = [{"grade": "A", "share": 20}, {"grade": "B", "share": 45}, {"grade": "C", "share": 30}, {"grade": "D"}]
    cutting = {"rule": "shares", "grades": grades}
    lifted = facts(*((f"f{n}", "champion", "文号", None, None) for n in (200, 300, 400)))
    found = run(with_totals([float(n) for n in range(755, 0, -1)]), scheme(cutting=cutting, moves=moves), facts=lifted)
    assert found.counts["before"].to_list()[0] == 151
    assert found.counts["count"].to_list()[0] == 154
    assert find_lowest_places(found.scheme.cutting, 755)[0] == 151


def test_efficacy_below_the_floor_is_less_than_sixty() -> None:
    plan = one_item(family="efficacy", benchmark={"rule": "fixed", "low": 6, "high": 12})
    found = run(firms(land=[1.0], tax=[5.81]), plan)
    assert round(found.firms["total"][0], 2) == 58.73


def test_jingde_from_a_fifth_to_the_whole() -> None:
    # The form of the score is the preset's. Made up: that tax per mu counts 30 and nothing else does.
    preset = yaml.safe_load(read_scheme_text("jingde-2022"))
    preset["groups"]["规上"] |= {"full": 30, "items": [{"indicator": "tax_per_mu", "weight": 30}]}
    found = run(firms(land=[1.0] * 4, tax=[0.0, 5, 10, 40]), filled(preset))
    assert found.firms["total"].to_list() == pytest.approx([6, 9, 12, 30])


def test_huaian_gives_the_average_firm_fifty() -> None:
    preset = read_scheme(read_scheme_text("huaian-2024"), "huaian-2024.yaml")
    before = firms(
        *({"land": 10.0, "tax": t, "invoiced_sales": 10 * t, "energy": 20.0, "year": 2022} for t in (50.0, 150))
    )
    mean = firms({"land": 10.0, "tax": 100.0, "invoiced_sales": 1000.0, "energy": 20.0, "year": 2023})
    found = run(pl.concat([before, mean]), preset)
    assert found.year == 2023
    assert found.firms["total"].to_list() == pytest.approx([50])
    alone = run(mean, preset)
    # the three indicators of the group that has a firm; nobody asks for those of the other
    assert [stop.code for stop in alone.stops].count("no_year_before") == 3
    assert alone.firms["total"].to_list() == [None]


def test_best_and_reverse_of_the_older_method() -> None:
    best = one_item(family="best", benchmark=None)
    assert run(firms(land=[1.0] * 3, tax=[5.0, 10, 20]), best).firms["total"].to_list() == pytest.approx([25, 50, 100])
    used = {**TAX, "numerator": ["energy"], "unit": "吨标准煤/亩", "direction": "less"}
    own = {**item(), "family": "reverse", "benchmark": {"rule": "mean"}}
    reverse = scheme(indicators={"tax_per_mu": used}, groups={"规上": {"given": ["规上"], "items": [own]}})
    found = run(firms(land=[1.0] * 3, energy=[5.0, 10, 30]), reverse)
    assert found.firms["total"].to_list() == pytest.approx([100 * (2 - 5 / 15), 100 * (2 - 10 / 15), 0])


def test_the_unit_of_an_indicator_is_what_it_is_held_against() -> None:
    in_yuan = scheme(indicators={"tax_per_mu": {**TAX, "unit": "元/平方米"}})
    found = run(firms(land=[1.0], tax=[1.0]), in_yuan)
    assert found.values["tax_per_mu"][0] == pytest.approx(10_000 / (10_000 / 15))
