"""What the district answers on evaluations: means, prices, variants, corrections, rankings, kept runs."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest
from tests.workspaces import ROOT

import liantu
from liantu.access import Purpose
from liantu.district import District
from liantu.district.archived_runs import open_vintage
from liantu.district.evaluation_records import filter_ranking, list_firm_terms, rank_firms, summarize_run
from liantu.district.published_sums import flag_hidden_values, widen_table
from liantu.district.scheme_variants import list_variant_rules, read_scheme_variant
from liantu.model.change import Change
from liantu.model.problems import Problems

SCHEME, YEAR = "yunxi-made-up", 2023


@pytest.fixture(scope="module")
def yunxi() -> District:
    return liantu.open(ROOT / "districts" / "yunxi")


def test_means_of_a_what_if_are_not_told(yunxi: District) -> None:
    assert [table.columns[0] for table in yunxi.score.disclosable_means(SCHEME, YEAR)] == ["group", "industry", "park"]
    supposed = yunxi.what_if(Change.from_query(["returns:f001/2023/tax;value=1"]))
    assert supposed.score.disclosable_means(SCHEME, YEAR) == []
    assert yunxi.score.disclosable_means("none" if "none" in yunxi.score.schemes() else SCHEME, 1999) == []


def test_sums_stand_a_line_a_group_and_no_reason_is_told(yunxi: District) -> None:
    (table, *_rest) = yunxi.score.disclosable_means(SCHEME, YEAR)
    assert widen_table(table).height == table["group"].n_unique()
    flagged = flag_hidden_values(table)
    assert flagged.columns == ["group", "indicator", "value", "hidden"]
    assert not flagged.filter("hidden")["value"].count()


def test_a_price_rule_has_names_and_a_status(yunxi: District) -> None:
    rule = yunxi.score.price_rule("price/shandong-2022")
    assert rule.zh
    assert rule.status in ("confirmed", "default", "unknown")
    with pytest.raises(LookupError):
        yunxi.score.price_rule("price/none")


def test_earlier_grades_end_before_the_year(yunxi: District) -> None:
    assert yunxi.score.earlier_grades("f033", 2023) == [(2021, "D"), (2022, "D")]
    assert yunxi.score.earlier_grades("f033", 2022) == [(2021, "D")]
    assert yunxi.score.earlier_grades("f033", 2021) == []


def test_a_variant_is_read_and_tried(yunxi: District) -> None:
    scheme = yunxi.score.schemes()[SCHEME]
    places = [f"{group.id}.{item.indicator}" for group in scheme.groups for item in group.items]
    labels = {f"{kind}.{place}": place for kind in ("weight", "benchmark") for place in places}
    labels |= {"weight": "w", "benchmark": "b", "rule": "r", "cap": "c"}
    variant, wrong = read_scheme_variant(scheme, {"weight.规上.tax_per_mu": "20", "cap": "none"}, labels)
    assert (variant.weights, variant.uncapped, wrong) == ({("规上", "tax_per_mu"): 20.0}, True, [])
    effects = yunxi.score.try_variant(SCHEME, variant, YEAR)
    assert [one.group for one in effects.weight_sums] == ["规上"]
    assert 0 < effects.regraded.height <= effects.changed.height
    assert effects.counts["before"].sum() == yunxi.score.evaluate(SCHEME, YEAR).counts["count"].sum()
    assert "mean" in list_variant_rules()


def test_a_correction_says_what_the_firm_gets_and_whom_it_moves(yunxi: District) -> None:
    run = yunxi.score.evaluate(SCHEME, YEAR)
    values = yunxi.score.correctable_values(run, "f050")
    assert values["tax"] == run.returns.filter(firm="f050")["tax"][0]
    effects = yunxi.score.correction_effects(run, "f050", "tax", 700.0)
    outcome = yunxi.score.correction_outcome(run, "f050", "tax", 700.0)
    row = effects.filter(firm="f050").row(0, named=True)
    assert outcome.firm is not None
    assert [(side.total, side.rank, side.grade) for side in (outcome.firm.before, outcome.firm.after)] == [
        (row[f"total_{side}"], row[f"rank_{side}"], row[f"grade_{side}"]) for side in ("before", "after")
    ]
    assert outcome.others == effects.height - 1
    assert yunxi.score.correction_outcome(run, "f050", "tax", values["tax"]).firm is None


def test_a_firm_of_which_a_value_stays_in_has_no_result_outside(yunxi: District) -> None:
    outside = yunxi.for_purpose(Purpose.LEAVING)
    told = outside.score.evaluate_as_told("huangyan-2022", YEAR, yunxi)
    blank = told.firms.filter(pl.col("firm").is_in(["f024", "f025"]))
    assert blank.select("total", "rank", "grade").null_count().row(0) == (2, 2, 2)
    assert yunxi.score.evaluate_as_told(SCHEME, YEAR, yunxi).firms.equals(yunxi.score.evaluate(SCHEME, YEAR).firms)


def test_a_ranking_can_be_narrowed_by_what_it_lists(yunxi: District) -> None:
    run, sure = yunxi.score.evaluate(SCHEME, YEAR), yunxi.score.sensitivity_of(SCHEME, YEAR)
    ranking = rank_firms(run, sure)
    for name in ("group", "industry", "park", "grade"):
        value = ranking[name].drop_nulls()[0]
        assert set(filter_ranking(ranking, {name: value})[name]) == {value}
    shaky = filter_ranking(ranking, {"unstable": "yes"})
    assert shaky.height == summarize_run(run, sure).unstable
    assert filter_ranking(ranking, {"unstable": "no"}).equals(ranking)


def test_a_summary_counts_the_firms(yunxi: District) -> None:
    run = yunxi.score.evaluate(SCHEME, YEAR)
    summary = summarize_run(run, None)
    assert (summary.firms, summary.graded, summary.unstable) == (run.firms.height, run.firms["grade"].count(), None)
    assert summary.not_graded["firms"].sum() == run.firms.filter(pl.col("treatment") != "evaluated").height


def test_a_firms_terms_as_told_lack_what_its_sheet_hides(yunxi: District) -> None:
    run = yunxi.score.evaluate(SCHEME, YEAR)
    sheet = yunxi.score.firm_sheet("f033", SCHEME, YEAR)
    every, told = list_firm_terms(run, sheet, as_told=False), list_firm_terms(run, sheet, as_told=True)
    assert every.height == run.account("f033").height
    closed = {line["indicator"] for line in sheet.lines if line["benchmark_state"] not in (None, "shown")}
    assert closed
    assert not {*told.filter(step="benchmark")["indicator"]} & closed


def test_two_kept_runs_put_another_grade_first(yunxi: District) -> None:
    found = yunxi.score.archived_runs().compare("run-2022-notice", "run-2022")
    moved = found.changed["grade_before"].ne_missing(found.changed["grade_after"]).to_list()
    assert moved == sorted(moved, reverse=True)
    assert found.regraded == sum(moved) > 0
    counts = yunxi.score.archived_runs().grade_counts("run-2022")
    assert sum(count for _grade, count in counts) == yunxi.tables["grades"].filter(evaluation="run-2022").height


def test_a_vintage_is_a_change_or_a_period(yunxi: District, orchard: District) -> None:
    assert str(open_vintage(yunxi, "2023-05", 2022).known_at) == "2023-05-31"
    assert open_vintage(orchard, str(orchard.number), 2022) is orchard
    assert str(open_vintage(replace(yunxi, number=3000), "2022", 2022).known_at) == "2022-12-31"
    with pytest.raises(Problems):
        open_vintage(yunxi, "draft", 2022)
