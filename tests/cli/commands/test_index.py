"""``liantu index``: the forms of its answer, in both languages, and how it refuses."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from tests.cli.commands.test_chain import FULING, run
from tests.messages import says
from tests.outlook.index.making import ASEM

__all__ = ["run"]

YUNXI = str(Path(FULING).parent / "yunxi")
OUTPUT = """id: output
nodes:
  output: {zh: 产值指数, en: output}
  value: {zh: 产值, en: value, parent: output, direction: 1, weight: 1, observed: industrial-output}
steps:
  - {step: normalise, low: 0, high: 100}
  - {step: aggregate}
"""
#: Periods of one length.
NINE_MONTHS = ("--period", "2022-01..09", "--period", "2023-01..09")
FILES = (str(ASEM / "ASEM_iData.csv"), str(ASEM / "ASEM_iMeta.csv"))


def test_json_has_the_published_results(run: Any) -> None:
    answer = run("index", *FILES, "--format", "json")
    assert answer.code == 0
    results = answer.json["results"]
    assert len(results) == 51
    first = results[0]
    assert (first["unit"], first["name"], first["time"], first["rank"]) == ("CHE", "Switzerland", "2018", 1)
    assert round(first["score"], 2) == 68.38
    assert {node: round(score, 2) for node, score in first["scores"].items() if node in ("Conn", "P2P")} == {
        **{"Conn": 62.79},
        **{"P2P": 56.93},
    }
    india = next(result for result in results if result["unit"] == "IND")
    assert (round(india["score"], 2), india["rank"], india["ranks"]["Environ"]) == (39.79, 45, 6)
    assert len(first["indicators"]) == 49
    reasons = {step["reason"] for step in answer.json["steps"]}
    assert reasons == {"stated", "coarsest_group", "sample_bounds", "no_denominator"}
    assert sum(mark["mark"] == "imputed" for mark in answer.json["marks"]) == 65
    assert "sensitivity" not in answer.json


def test_json_of_one_unit_with_its_sensitivity(run: Any) -> None:
    words = ("--unit", "IND", "--samples", "8", "--factor", "normalise=min_max|rank", "--format", "json")
    answer = run("index", *FILES, *words).json
    assert [result["unit"] for result in answer["results"]] == ["IND"]
    found = answer["sensitivity"]
    assert found["runs"] == 8 * 4
    assert [line["factor"] for line in found["shift"]] == ["normalise", "weights"]
    assert {line["unit"] for line in found["units"]} == {"IND"}
    level = [line for line in answer["contributions"] if line["result"] == "Index"]
    assert sum(line["effect"] for line in level) == pytest.approx(39.79204, abs=1e-5)


def test_a_table_in_each_language(run: Any) -> None:
    chinese, english = run("index", *FILES, "--show", "steps"), run("index", *FILES, "--show", "steps", "--lang", "en")
    assert "未指定分组，取类别最少的一种" in chinese.out
    assert "no grouping is named" in english.out
    scores = run("index", *FILES, "--choose", "normalise=rank")
    assert "Switzerland" in scores.out
    assert "位次" in scores.out


@pytest.mark.parametrize("view", ["scores", "marks", "contributions", "terms", "sensitivity", "ranks"])
def test_every_view_is_a_table_and_csv(run: Any, view: str) -> None:
    words = ("--show", view, "--samples", "4", "--unit", "CHE")
    shown = run("index", *FILES, *words, "--lang", "en")
    assert shown.code == 0
    assert "Sustainable Connectivity" in shown.out
    rows = list(csv.DictReader(io.StringIO(run("index", *FILES, *words, "--format", "csv").out)))
    assert rows
    assert {row.get("unit", "CHE") for row in rows} == {"CHE"}


def test_a_made_up_district_says_so_beside_its_index(run: Any, tmp_path: Path) -> None:
    """Yunxi's output by year is the index of one indicator."""
    (tmp_path / "output.yaml").write_text(OUTPUT, encoding="utf-8")
    answer = run("index", YUNXI, str(tmp_path / "output.yaml"), *NINE_MONTHS, "--format", "json", "--lang", "en")
    assert answer.code == 0
    assert answer.json["as_of"] == "2023-12-31"
    assert "Fictitious" in answer.json["notice"]
    assert [result["time"][:4] for result in answer.json["results"] if result["unit"] == "yunxi"] == ["2022", "2023"]
    shown = run("index", YUNXI, str(tmp_path / "output.yaml"), *NINE_MONTHS)
    assert "虚构" in shown.err
    assert "产值" in shown.out


def test_what_the_operation_index_lacks_is_asked_for(run: Any) -> None:
    answer = run("index", FULING, "operation")
    assert answer.code == 2
    for code in ("index_unknown_choice", "index_unknown_weights", "index_not_observed"):
        assert says(code, answer.err)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--unit", "XXX"), "dangling"),
        (("--period", "2023"), "index_period_of_file"),
        (("--weight", "Conn"), "index_bad_weight"),
        (("--choose", "normalise=best"), "index_unknown_method"),
        (("--show", "sensitivity", "--concentration", "-1"), "negative_number"),
        (("--show", "sensitivity", "--concentration", "0"), "index_nothing_varies"),
        (("--show", "song"), "not_a_choice"),
        (("--steps", "nowhere.yaml"), "unopened_file"),
    ],
)
def test_what_cannot_be_is_refused(run: Any, words: tuple[str, ...], code: str) -> None:
    answer = run("index", *FILES, *words, "--lang", "en")
    assert answer.code == 2
    assert says(code, answer.err)


def test_a_column_that_is_not_read_is_said_beside_the_answer(run: Any, tmp_path: Path) -> None:
    text = Path(FILES[0]).read_text(encoding="utf-8").replace("uName", "country", 1)
    (tmp_path / "data.csv").write_text(text, encoding="utf-8")
    answer = run("index", str(tmp_path / "data.csv"), FILES[1])
    assert answer.code == 0
    assert says("index_unread_column", answer.err)
