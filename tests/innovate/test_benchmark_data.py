"""The benchmark of needs and results is whole: what is judged exists, hard conditions hold, no real firm occurs."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from statistics import mean

import pytest

BENCHMARK = Path(__file__).parent / "benchmark"
FULING = Path(__file__).parents[2] / "districts" / "fuling"
STRATA = {"plain", "paraphrase", "trap", "units", "maturity"}
#: Needs that nothing answers: the right answer is to abstain.
ABSTAIN = {"plain": 3, "trap": 4, "units": 1, "maturity": 2}
#: Grade 0 for what is meant otherwise, and for what a hard condition excludes.
TRAPS = {"trap_property", "trap_object", "trap_direction", "trap_industry", "trap_value"}
EXCLUDED = {"low_maturity", "excluded_means"}
RELEVANT = {"plain", "paraphrase", "unit_meets", "unit_fails", "other_scale", "no_level"}
ANY_RIGHTS = "不限"

Row = dict[str, str]


def read_rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def needs() -> dict[str, Row]:
    return {row["id"]: row for row in read_rows(BENCHMARK / "needs.csv")}


@cache
def results() -> dict[str, Row]:
    return {row["id"]: row for row in read_rows(BENCHMARK / "results.csv")}


@cache
def judgements() -> list[Row]:
    return read_rows(BENCHMARK / "judgements.csv")


def relevant_pairs() -> list[tuple[Row, Row, Row]]:
    return [(needs()[j["need"]], results()[j["result"]], j) for j in judgements() if j["grade"] != "0"]


def chinese_bigrams(row: Row, text: str) -> set[str]:
    whole = "。".join((row["title"], row[text], row["object"], row["property"]))
    runs = re.findall(r"[\u4e00-\u9fff]+", whole)
    return {run[i : i + 2] for run in runs for i in range(len(run) - 1)}


def share_of_bigrams(judgement: Row) -> float:
    need = chinese_bigrams(needs()[judgement["need"]], "problem")
    return len(need & chinese_bigrams(results()[judgement["result"]], "description")) / len(need)


@pytest.mark.parametrize(("table", "count"), [("needs", 60), ("results", 200)])
def test_each_row_has_its_own_id(table: str, count: int) -> None:
    ids = [row["id"] for row in read_rows(BENCHMARK / f"{table}.csv")]
    assert len(ids) == len({*ids}) == count


def test_texts_are_of_the_length_of_forms() -> None:
    texts = [row["problem"] for row in needs().values()] + [row["description"] for row in results().values()]
    assert [text for text in texts if not 60 <= len(text) <= 200] == []
    assert len({*texts}) == 260


def test_eight_fields_have_needs_and_results() -> None:
    for rows in (needs(), results()):
        assert len({row["field"] for row in rows.values()}) == 8
    assert min(Counter(row["field"] for row in needs().values()).values()) >= 5


def test_judgements_are_of_what_exists_and_said_once() -> None:
    pairs = [(row["need"], row["result"]) for row in judgements()]
    assert len(pairs) == len({*pairs})
    assert {need for need, _ in pairs} == {*needs()}
    assert {result for _, result in pairs} <= {*results()}
    assert all(row["reason"] for row in judgements())


def test_each_need_is_of_one_stratum_and_each_stratum_has_twelve() -> None:
    strata = defaultdict(set)
    for row in judgements():
        strata[row["need"]].add(row["stratum"])
    assert {len(names) for names in strata.values()} == {1}
    assert Counter(next(iter(names)) for names in strata.values()) == dict.fromkeys(STRATA, 12)


def test_grades_and_kinds_agree() -> None:
    for row in judgements():
        assert row["grade"] in {"0", "1", "2", "3"}
        assert row["pair_kind"] in (TRAPS | EXCLUDED if row["grade"] == "0" else RELEVANT), row
        assert row["trap"] == ("yes" if row["grade"] == "0" else "no")


def test_ten_needs_have_no_answer() -> None:
    answered = Counter(row["need"] for row in judgements() if row["grade"] != "0")
    assert max(answered.values()) <= 6
    strata = {row["need"]: row["stratum"] for row in judgements()}
    assert Counter(stratum for need, stratum in strata.items() if need not in answered) == ABSTAIN


def test_answered_needs_have_one_that_is_good_at_least() -> None:
    best: dict[str, int] = defaultdict(int)
    for row in judgements():
        best[row["need"]] = max(best[row["need"]], int(row["grade"]))
    assert {grade for grade in best.values() if grade} == {2, 3}


@pytest.mark.parametrize(("table", "owner", "rows"), [("need", needs, 60), ("result", results, 200)])
def test_every_indicator_has_value_unit_direction_and_method(table: str, owner, rows: int) -> None:
    indicators = read_rows(BENCHMARK / f"{table}_indicators.csv")
    assert all(all(row.values()) for row in indicators)
    assert {row["direction"] for row in indicators} <= {"≥", "≤", "="}
    counts = Counter(row[table] for row in indicators)
    assert {*counts} == {*owner()}
    assert len(counts) == rows
    assert max(counts.values()) <= 4


def test_a_relevant_result_keeps_the_hard_conditions() -> None:
    for need, result, judgement in relevant_pairs():
        wanted = {*need["rights_wanted"].split("；")}
        assert wanted == {ANY_RIGHTS} or wanted & {*result["mode_offered"].split("；")}, judgement
        assert not any(word in result["means"] for word in need["excluded_means"].split("；") if word)
        if need["maturity_scale"] and need["maturity_scale"] == result["maturity_scale"]:
            assert int(result["maturity_level"]) >= int(need["maturity_floor"]), judgement
        elif need["maturity_scale"]:
            assert judgement["grade"] != "3", judgement  # what is not known passes, but is never full


def test_what_is_said_to_be_too_immature_is_so_on_the_same_scale() -> None:
    rows = [row for row in judgements() if row["pair_kind"] == "low_maturity"]
    assert len(rows) == 13
    for row in rows:
        need, result = needs()[row["need"]], results()[row["result"]]
        assert need["maturity_scale"] == result["maturity_scale"] != ""
        assert int(result["maturity_level"]) < int(need["maturity_floor"])


def test_maturity_is_on_a_named_scale_with_evidence() -> None:
    for row in results().values():
        assert bool(row["maturity_scale"]) == bool(row["maturity_level"])
        assert row["maturity_evidence"]
    for row in needs().values():
        assert bool(row["maturity_scale"]) == bool(row["maturity_floor"])


def test_a_paraphrase_shares_few_bigrams_and_its_traps_many() -> None:
    rows = [row for row in judgements() if row["stratum"] == "paraphrase"]
    same_problem = mean(share_of_bigrams(row) for row in rows if row["grade"] != "0")
    same_words = mean(share_of_bigrams(row) for row in rows if row["pair_kind"] in TRAPS)
    assert same_problem < 0.03
    assert same_words > 0.15


def test_no_real_firm_or_institute_occurs() -> None:
    real = {row["id"]: row["zh"] for table in ("firms", "institutes") for row in read_rows(FULING / f"{table}.csv")}
    names = {*real.values()} | {row["name"] for row in read_rows(FULING / "names.csv") if row["entity"] in real}
    text = "".join(path.read_text(encoding="utf-8") for path in BENCHMARK.glob("*.csv"))
    assert len(names) > 20
    assert sorted(name for name in names if name in text) == []
