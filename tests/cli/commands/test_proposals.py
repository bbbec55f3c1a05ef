"""Projects to propose on the command line."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import polars as pl
import pytest
from tests.attract.proposals.situations import read_every_load

from liantu.cli import main
from liantu.cli.render.proposal_tables import tabulate_scores

FULING = str(Path(__file__).parents[3] / "districts" / "fuling")


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[object, str, str]:
    monkeypatch.setenv("COLUMNS", "240")
    monkeypatch.setattr(sys, "argv", ["liantu", *words])
    code: object = 0
    try:
        main()
    except SystemExit as end:
        code = end.code or 0
    return code, *capsys.readouterr()


def test_json_has_a_record_a_bundle(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _code, shown, _errors = run(monkeypatch, capsys, "propose", FULING, "--product", "bdo", "--format", "json")
    records = json.loads(shown)["proposals"]
    assert {record["product"] for record in records} == {"bdo"}
    assert {record["rank"] for record in records} == {None}
    by_gas = next(record for record in records if record["advice"] == "forbidden")
    assert [clause["verdict"] for clause in by_gas["clauses"]] == ["restricted", "forbidden"]


def test_csv_has_a_row_a_bundle_with_its_lists_in_one_cell(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, shown, _errors = run(monkeypatch, capsys, "propose", FULING, "--product", "pa66", "--format", "csv")
    rows = pl.read_csv(io.StringIO(shown), infer_schema=False)
    levels = rows.filter(pl.col("steps").str.contains(";"))["levels"]
    assert code == 0
    assert levels[0].split(";") == ["0", "1", "2"]


def test_the_table_says_what_the_order_is_made_of(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, shown, _errors = run(monkeypatch, capsys, "propose", FULING)
    assert code == 0
    assert "均不可加总" in shown
    assert "禁：" not in shown  # what a clause bars is shown with --all alone


def test_what_to_agree_on_supply_for_stands_beside_the_order(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _code, shown, _errors = run(monkeypatch, capsys, "propose", FULING)
    assert "尚缺" not in shown  # what is only recalled agrees on no supply
    read_every_load(monkeypatch)
    _code, shown, _errors = run(monkeypatch, capsys, "propose", FULING)
    order, beside = shown.split("尚缺")
    assert "电解液" not in order
    assert "锂电池电解液" in beside
    assert "开工率低于限值" in beside
    assert "不宜新增产能" in beside


def test_two_scores_are_printed_apart(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "later.csv"
    file.write_text("product,date,source\nsepcoat,2024-05,a paper\nelectrolyte,2024-Q2,a paper\n", "utf-8")
    _code, shown, _errors = run(monkeypatch, capsys, "propose", FULING, "--compare", str(file), "--format", "json")
    (found,) = json.loads(shown)["comparison"]
    counts = [(row["score"], row["within"], row["count"], row["of"]) for row in found["scores"]]
    assert counts[:4] == [
        *(("came_later", within, 1, 2) for within in (10, 20, None)),
        ("not_advised", 10, 0, 9),
    ]
    assert found["scores"][-1]["not_judged"] == 1  # nobody knows the load of cell cans
    assert [row["wrong"] for row in found["first"]].count(None) == 1
    assert [row["rank"] for row in found["later"]] == [1, None]


def test_what_could_not_be_judged_is_never_told_as_none() -> None:
    columns = {"score": "not_advised", "within": 10}
    rows = pl.DataFrame({"count": [0, 1], "of": [0, 4], "not_judged": [10, 6]})
    shown = tabulate_scores(rows.with_columns(pl.lit(value).alias(name) for name, value in columns.items()), "en")
    assert shown["Count"].to_list() == [
        "none judged; no load known: 10",
        "1 of 4 judged; not judged, no load known: 6",
    ]


def test_a_list_with_errors_names_them_all(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "later.csv"
    file.write_text("product,date,source\nelectrolyt,2024-05,\nsepcoat,2024-99,a paper\n", "utf-8")
    code, shown, errors = run(monkeypatch, capsys, "propose", FULING, "--compare", str(file))
    assert (code, shown) == (2, "")
    assert [word for word in ("electrolyt", "source", "2024-99") if word not in errors] == []


def test_an_unknown_product_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code, _shown, errors = run(monkeypatch, capsys, "propose", FULING, "--product", "unobtainium")
    assert code == 2
    assert "unobtainium" in errors
