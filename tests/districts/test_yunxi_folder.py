"""The made-up district: what its generator writes, whole, with every awkward case, and said to be made up."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from tools.made_up_district.district import FOLDER, write_district
from tools.made_up_district.firms import CASES, FIRMS

import liantu
from liantu.access import Purpose
from liantu.district import District
from liantu.score.run.evaluation import Evaluation
from liantu.score.run.returns_table import collect_facts, read_grade_history
from liantu.score.run.run_difference import compare_runs
from liantu.score.scheme.reader import read_scheme

REGISTER = "registers/made-up-firms@2024-12-31.csv"


@pytest.fixture(scope="module")
def yunxi() -> District:
    return liantu.open(FOLDER)


def test_the_folder_is_what_the_generator_writes(tmp_path: Path) -> None:
    write_district(tmp_path)
    # A register of firms lies beside the tables and is no part of them.
    files = _files(FOLDER)
    register = files.pop(REGISTER)
    assert _files(tmp_path) == files
    _head, *lines = register.decode("utf-8-sig").splitlines()
    assert lines
    assert all("虚构" in line for line in lines)


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_is_whole_and_says_that_it_is_made_up(yunxi: District) -> None:
    assert yunxi.check() == []
    assert yunxi.tables["firms"].height == FIRMS == 150
    assert yunxi.given.about["fictitious"] is True
    assert yunxi.tables["firms"]["zh"].str.contains("虚构").all()
    assert yunxi.tables["firms"]["en"].str.contains("Made-up").all()
    assert set(yunxi.tables["returns"]["basis"]) == {"ours"}


def value(yunxi: District, case: str, field: str, year: int = 2023) -> float | None:
    rows = yunxi.score.returns([year]).returns.filter(pl.col("firm") == CASES[case])
    found: float | None = rows[field].item()
    return found


def test_values_that_are_awkward(yunxi: District) -> None:
    assert (value(yunxi, "negative_tax", "tax") or 0) < 0
    assert value(yunxi, "zero_land", "land") == 0
    assert value(yunxi, "land_unknown", "land") is None
    assert value(yunxi, "emission_missing", "emission") is None
    assert value(yunxi, "emission_zero", "emission") == 0
    assert value(yunxi, "emission_not_applicable", "emission") is None
    nothing = yunxi.score.returns([2023]).not_applicable
    assert nothing.rows() == [(CASES["emission_not_applicable"], 2023, "emission")]
    assert value(yunxi, "tiny_land", "tax") == 2000 * (value(yunxi, "tiny_land", "land") or 0)
    assert value(yunxi, "no_employees", "employees") == value(yunxi, "zero_rd", "rd") == 0
    assert value(yunxi, "tax_missing", "tax") is None


def test_land_that_is_awkward(yunxi: District) -> None:
    land = {row["firm"]: row for row in yunxi.land.ledger().iter_rows(named=True)}
    assert land[CASES["two_parcels"]]["parcels"] == 2
    holdings = yunxi.tables["holdings"]
    shared = holdings.filter(pl.col("firm") == CASES["one_parcel_second"])["parcel"].item()
    assert set(holdings.filter(pl.col("parcel") == shared)["firm"]) == {
        CASES["one_parcel_first"],
        CASES["one_parcel_second"],
    }
    # By hand: 80 mu, 48,000 m²; let are 3,000, 4,200, 5,400, 6,600, 7,800 m², the last sublets 1,500.
    assert land[CASES["landlord"]]["land"] == pytest.approx(80 - 80 * 27000 / 48000)
    assert land[CASES["tenant_first"]]["land"] == pytest.approx(5)
    assert land[CASES["tenant_last"]]["land"] == pytest.approx(13 - 2.5)
    assert land[CASES["subtenant"]]["land"] == pytest.approx(2.5)
    assert yunxi.land.tenants().height == 6
    assert CASES["merged_away"] not in land
    assert land[CASES["merged_into"]]["parcels"] == 2


def test_the_land_reconciles(yunxi: District) -> None:
    parcels = yunxi.land.parcels().filter(pl.col("rest").is_not_null())
    assert parcels["over"].sum() == pytest.approx(0)
    assert parcels["area"].sum() - parcels["rest"].sum() == pytest.approx(parcels["owned"].sum())
    known = yunxi.land.ledger()["land"].sum()
    assert known == pytest.approx(parcels["owned"].sum())


def test_two_firms_tie_where_a_fifth_is_cut_off(yunxi: District) -> None:
    rows = yunxi.score.returns([2023]).returns.filter(pl.col("group") == "规下")
    ranked = rows.with_columns(per_mu=pl.col("tax") / pl.col("land")).sort("per_mu", descending=True)
    line = rows.height * 20 // 100
    upper, lower = ranked.row(line - 1, named=True), ranked.row(line, named=True)
    assert upper["firm"] != lower["firm"]
    assert all(upper[name] == lower[name] for name in ("land", "tax", "revenue", "electricity"))


def test_facts_grades_and_objections(yunxi: District) -> None:
    told = dict(collect_facts(yunxi.tables).select("firm", "fact").iter_rows())
    assert told[CASES["new_firm"]] == "new_firm"
    assert told[CASES["power_plant"]] == told[CASES["water_works"]] == "public_utility"
    history = read_grade_history(yunxi.tables).filter(pl.col("firm") == CASES["d_twice"])
    assert history.rows() == [(CASES["d_twice"], 2021, "D"), (CASES["d_twice"], 2022, "D")]
    assert set(yunxi.tables["objections"]["outcome"]) == {"upheld", "rejected", None}


def again(yunxi: District, key: str) -> Evaluation:
    row = yunxi.tables["evaluations"].filter(pl.col("id") == key).row(0, named=True)
    return yunxi.vintage(row["vintage"]).score.evaluate(read_scheme(row["scheme_text"], key), int(row["year"]))


@pytest.mark.parametrize("key", ["run-2021", "run-2022-trial", "run-2022-notice", "run-2022"])
def test_a_kept_run_comes_out_the_same_when_it_is_made_again(yunxi: District, key: str) -> None:
    kept = yunxi.tables["grades"].filter(pl.col("evaluation") == key).sort("firm")
    fresh = again(yunxi, key).firms.sort("firm")
    assert fresh["grade"].to_list() == kept["grade"].to_list()
    assert fresh["total"].round(6).to_list() == kept["total"].cast(pl.Float64).to_list()


def test_what_was_corrected_after_objections_is_not_in_the_list_on_notice(yunxi: District) -> None:
    late, landlord, tenant = (CASES[name] for name in ("late_tax", "two_parcels", "tenant_told_late"))
    before, after = (yunxi.vintage(when).score.returns([2022]).returns for when in ("2023-05", "2023-06"))
    found = [dict(rows.select("firm", pl.struct("tax", "land")).iter_rows()) for rows in (before, after)]
    assert found[0][late]["tax"] is None
    assert found[1][late]["tax"] > 0
    # By hand: 4 mu let, told late.
    assert found[0][landlord]["land"] - found[1][landlord]["land"] == pytest.approx(4)
    assert found[1][tenant]["land"] - found[0][tenant]["land"] == pytest.approx(4)


def test_each_difference_of_two_runs_has_its_cause(yunxi: District) -> None:
    notice, final = again(yunxi, "run-2022-notice"), again(yunxi, "run-2022")
    rows = compare_runs(notice, final).filter("changed")
    own = {CASES[name] for name in ("late_tax", "two_parcels", "tenant_told_late")}
    causes = {firm: set(found) for firm, found in rows.select("firm", "causes").iter_rows()}
    assert {firm for firm, found in causes.items() if "returns" in found} == own
    assert {cause for firm, found in causes.items() if firm not in own for cause in found} == {"benchmark", "pool"}
    # One more firm is graded, so that rank 50 is in another grade.
    moved = rows.filter(pl.col("causes").list.contains("pool") & ~pl.col("firm").is_in(own))
    assert moved.select("firm", "rank_before", "rank_after", "grade_before", "grade_after").row(0) == (
        "f064", 50, 50, "C", "B")  # fmt: skip
    revised = compare_runs(again(yunxi, "run-2022-trial"), notice).filter("changed")
    assert set(revised["causes"].explode()) == {"weight", "benchmark"}


def test_what_came_through_closed_channels_does_not_leave(yunxi: District) -> None:
    shared = yunxi.for_purpose(Purpose.LEAVING)
    left = shared.withheld
    keys = {(row["firm"], row["item"]) for row in yunxi.given["returns"].iter_rows(named=True)}
    kept = {(row["firm"], row["item"]) for row in shared.given["returns"].iter_rows(named=True)}
    assert keys - kept == {
        (CASES["value_added_of_the_survey"], "value_added"),
        (CASES["value_added_of_the_firm"], "value_added"),
        (CASES["channel_unknown"], "rd"),
    }
    assert left == 9  # three years each
    assert "statistics" in set(yunxi.score.returns().channels["channel"])
    assert "statistics" not in set(shared.score.returns().channels["channel"])


def test_the_firms_that_return_their_months_use_a_plausible_part_of_what_the_district_does(yunxi: District) -> None:
    """万元 and 万kWh of January to November beside 亿元 and 亿kWh: less than the district, and no small part of it."""
    so_far = pl.col("month") >= "2023"
    returns = yunxi.tables.numbers("monthly_returns").filter(so_far)
    firms = {"industrial-power": returns["power"].sum(), "industrial-output": returns["output"].sum()}
    stated = yunxi.tables.numbers("observations").filter(pl.col("subject") == "yunxi", pl.col("scope") == "规上")
    until = {"industrial-power": "2023-01..11", "industrial-output": "2023-01..10"}
    for indicator, period in until.items():
        (level,) = stated.filter(pl.col("indicator") == indicator, pl.col("period") == period)["value"]
        assert 0.4 < firms[indicator] / 1e4 / level < 0.8
