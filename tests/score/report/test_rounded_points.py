"""A firm works a benchmark that it is not told out of its value, weight, points and total: how near it comes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import polars as pl
import pytest
from tests.exchange.paper.test_paper import READ
from tests.local_client import TestClient
from tests.web.site import ROOT

import liantu
from liantu.access import Purpose
from liantu.district import District
from liantu.library.disclosure_policy import read_disclosure_rules
from liantu.web.core.app import create_app

SCHEME, YEAR, INDICATOR = "yunxi-made-up", 2023, "tax_per_electricity"
#: Points are printed to two decimals.
HALF = 0.005


@pytest.fixture(scope="module")
def yunxi() -> District:
    return liantu.open(ROOT / "districts" / "yunxi")


def worked_out(yunxi: District) -> Iterator[tuple[str, float, float, float]]:
    """Of every firm that has points for it: the benchmark, and between what the firm knows it to be."""
    score, means = yunxi.for_purpose(Purpose.TO_ITS_GIVER).score, yunxi.score.disclosable_means(SCHEME, YEAR)
    run = yunxi.score.evaluate(SCHEME, YEAR)
    for firm in run.firms.filter(treatment="evaluated")["firm"]:
        sheet = score.firm_sheet(firm, SCHEME, YEAR, means)
        rows = {row["indicator"]: row for row in sheet.lines}
        row, total = rows[INDICATOR], sheet.head["total"]
        assert (row["benchmark_state"], row["weight"]) == ("small", row["weight"])
        if row["points"] is None or not row["value"] or row["weight"] is None or row["benchmark"] is None:
            continue
        half = sheet.steps[INDICATOR] / 2 if INDICATOR in sheet.steps else HALF
        low, high = row["points"] - half, row["points"] + half
        if total is not None:
            others = [other["points"] for name, other in rows.items() if name != INDICATOR and other["points"]]
            near = half + HALF * len(others)
            low, high = max(low, total - sum(others) - near), min(high, total - sum(others) + near)
        item = next(i for i in run.scheme.group(str(sheet.head["group"])).items if i.indicator == INDICATOR)
        capped = item.cap is not None and row["points"] >= item.cap * row["weight"] - HALF
        amount = row["weight"] * row["value"]
        yield firm, row["benchmark"], amount / high if not capped else 0.0, amount / low if low > 0 else float("inf")


def test_no_firm_works_out_a_benchmark_that_it_is_not_told(yunxi: District) -> None:
    share = read_disclosure_rules(date(YEAR, 12, 31)).interval / 100
    found = [*worked_out(yunxi)]
    assert len(found) == 144
    assert all(low <= benchmark <= high for _firm, benchmark, low, high in found)
    near = [firm for firm, true, low, high in found if low > true * (1 - share) and high < true * (1 + share)]
    assert near == []


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx"])
def test_no_paper_prints_what_gives_the_benchmark_away(yunxi: District, form: str) -> None:
    """f005 has 20.15 points: they, or the total with them, beside value and weight, give the middle value of all."""
    means = yunxi.score.disclosable_means(SCHEME, YEAR)
    sheet = yunxi.score.firm_sheet("f005", SCHEME, YEAR, means)
    row = sheet.items.filter(indicator=INDICATOR).row(0, named=True)
    with TestClient(create_app(yunxi)) as client:
        answer = client.get(f"/paper/firm.{form}?firm=f005&scheme={SCHEME}&year={YEAR}&lang=zh_CN")
    numbers = set(re.findall(r"-?[0-9]+\.[0-9]+", READ[form](answer.content)))
    assert "20.00" in numbers
    exact = {f"{number:.2f}" for number in (row["points"], sheet.head["total"], row["benchmark"])}
    assert exact & numbers == set()


def test_the_history_of_grades_that_leaves_has_grades_alone(yunxi: District) -> None:
    with TestClient(create_app(yunxi)) as client:
        rows = pl.read_csv(client.get("/score/history.csv").content, infer_schema=False)
    assert rows.columns == ["firm", "2021", "2022", "years"]
    words = {cell for year in ("2021", "2022") for cell in rows[year].drop_nulls()}
    assert words <= {"A", "B", "C", "D"}


def test_the_office_sees_the_points_as_they_are(yunxi: District) -> None:
    means = yunxi.score.disclosable_means(SCHEME, YEAR)
    inside = yunxi.score.firm_sheet("f005", SCHEME, YEAR, means)
    outside = yunxi.for_purpose(Purpose.TO_ITS_GIVER).score.firm_sheet("f005", SCHEME, YEAR, means)
    points = [sheet.items.filter(indicator=INDICATOR)["points"].item() for sheet in (inside, outside)]
    assert points[1] == round(points[0] / 10) * 10
    assert points[1] != points[0]
    assert outside.head["total"] == pytest.approx(sum(outside.items["points"].drop_nulls()))
    others = [sheet.items.filter(indicator="tax_per_mu")["points"].item() for sheet in (inside, outside)]
    assert others[0] == others[1]
