"""``liantu score`` as a person or a script meets it."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.messages import says
from tests.score.making import TAX, VALUE_ADDED, item, plan

import liantu
from liantu.cli import main
from liantu.district import open_scheme

ROOT = Path(__file__).parents[3]
YUNXI = str(ROOT / "districts" / "yunxi")
RETURNS = (
    "firm,year,group,land[亩],tax[万元],value_added[万元],revenue[万元],"
    "energy[tce],electricity[万kWh],emission[t],employees[人],rd[万元]\n"
    "甲,2022,规上,10,240.97,1361.6,5000,500,100,0.3,80,151\n"
    "乙,2022,规上,20,100,900,4000,300,50,,40,50\n"
    "丙,2022,规下,5,50,,600,,20,,,\n"
)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    monkeypatch.setenv("COLUMNS", "200")

    def command(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["liantu", "score", *words])
        code: Any = 0
        try:
            main()
        except SystemExit as end:
            code = end.code
        return (int(code or 0), *capsys.readouterr())

    return command


@pytest.fixture
def returns(tmp_path: Path) -> str:
    path = tmp_path / "returns.csv"
    path.write_text(RETURNS, encoding="utf-8")
    return str(path)


@pytest.fixture
def small(tmp_path: Path) -> str:
    path = tmp_path / "small.yaml"
    path.write_text(yaml.safe_dump(plan(), allow_unicode=True, sort_keys=False), encoding="utf-8")
    return str(path)


def test_as_json(run: Any, returns: str) -> None:
    code, out, err = run(returns, "--scheme", "huangyan-2022", "--format", "json")
    assert (code, err) == (0, "")
    said = json.loads(out)
    assert {"firms", "groups", "stops"} <= set(said)
    assert [firm["firm"] for firm in said["firms"]] == ["甲", "乙", "丙"]
    first, second, third = said["firms"]
    assert set(first) >= {"firm", "group", "scores", "total", "rank", "grade", "moves"}
    assert first["scores"]["tax_per_mu"] == 30
    assert first["total"] == pytest.approx(sum(first["scores"].values()), rel=1e-12)
    assert second["scores"]["value_added_per_emission"] == first["scores"]["value_added_per_emission"]
    assert set(third["scores"]) == {"tax_per_mu", "tax_per_electricity"}
    assert third["scores"]["tax_per_electricity"] == pytest.approx(50 * 2.5 / 0.2352)
    assert (first["rank"], second["rank"], third["rank"]) == (1, 2, 1)
    assert first["grade"] is None
    assert len(said["stops"]) == 2


def test_with_a_scheme_of_ones_own(run: Any, returns: str, small: str) -> None:
    code, out, _ = run(returns, "--scheme", small, "--format", "json", "--lang", "en")
    assert code == 0
    said = json.loads(out)
    assert [firm["grade"] for firm in said["firms"]] == ["B", "D", None]
    assert said["stop_codes"] == ["unknown_group"]
    assert "丙" in said["stops"][0]


def test_as_csv_and_as_a_table(run: Any, returns: str) -> None:
    _, out, err = run(returns, "--scheme", "huangyan-2022", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert float(rows[0]["tax_per_mu"]) == 30
    assert rows[2]["rd_share"] == ""
    assert says("scheme_unknown_cutting", err)
    _, out, _ = run(returns, "--scheme", "huangyan-2022")
    assert "亩均税收" in out
    assert "规下企业" in out
    _, out, _ = run(returns, "--scheme", "huangyan-2022", "--lang", "en")
    assert "Tax per mu" in out


def test_the_sum_of_one_firm(run: Any, returns: str) -> None:
    _, out, _ = run(returns, "--scheme", "huangyan-2022", "--firm", "甲", "--format", "json")
    terms = json.loads(out)["terms"]
    own = {term["step"]: term["amount"] for term in terms if term["indicator"] == "tax_per_mu"}
    assert own == {"numerator": 240.97, "denominator": 10, "value": 24.097, "benchmark": 24.097, "weight": 30,
                   "uncapped": 30, "points": 30}  # fmt: skip
    assert "得分" in run(returns, "--scheme", "huangyan-2022", "--firm", "甲")[1]
    assert run(returns, "--scheme", "huangyan-2022", "--firm", "丁")[0] == 2


def test_the_sum_of_one_firm_ends_in_its_grade(run: Any, returns: str, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    veto = {"id": "low", "zh": "税收过低", "en": "Low tax", "effect": "at_most", "grade": "D",
            "indicator": "tax_per_mu", "below": 25}  # fmt: skip
    own.write_text(yaml.safe_dump(plan(moves=[veto]), allow_unicode=True), encoding="utf-8")
    words = (returns, "--scheme", str(own), "--firm", "甲")
    said = json.loads(run(*words, "--format", "json", "--lang", "en")[1])
    head = {key: said[key] for key in ("firm", "group", "treatment", "class", "rank", "of", "grade_before", "grade")}
    assert head == {"firm": "甲", "group": "规上", "treatment": "evaluated", "class": None, "rank": 1, "of": 2,
                    "grade_before": "B", "grade": "D"}  # fmt: skip
    assert (said["moves"], said["total"]) == (["low"], pytest.approx(240.97))
    assert (said["better"], said["worse"], said["to_worse"]) == (None, "D", pytest.approx(240.97 - 50))
    assert "internal" in said
    assert said["stop_codes"] == ["unknown_group"]
    _, out, err = run(*words, "--lang", "en")
    for shown in ("240.97", "1 of 2", "Low tax", "B", "D", "190.97"):
        assert shown in out
    assert says("unknown_group", err)
    _, out, _ = run(*words)
    assert "1（共 2 家）" in out
    assert "税收过低" in out
    _, out, _ = run(returns, "--scheme", str(own), "--firm", "丙")
    assert "不参评" in out


def test_three_kinds_of_nothing_and_who_is_not_evaluated(run: Any, tmp_path: Path) -> None:
    given, own = tmp_path / "given.csv", tmp_path / "own.yaml"
    given.write_text(
        "firm,year,group,industry,land[亩],tax[万元],value_added[万元]\n甲,2022,规上,13,10,50,不适用\n"
        "乙,2022,规上,13,10,50,\n丙,2022,规上,44,10,50,70\n丁,2022,外区,13,10,50,70\n",
        encoding="utf-8",
    )
    out = {"id": "public", "zh": "公用事业", "en": "Utilities", "treatment": "not_evaluated", "industries": ["44"]}
    items = [item(weight=60), item("value_added_per_mu", weight=40)]
    both = {"tax_per_mu": TAX, "value_added_per_mu": VALUE_ADDED}
    text = plan(indicators=both, groups={"规上": {"given": ["规上"], "items": items}}, classes=[out])
    own.write_text(yaml.safe_dump(text, allow_unicode=True), encoding="utf-8")
    words = (str(given), "--scheme", str(own))
    said = json.loads(run(*words, "--format", "json")[1])["firms"]
    assert [firm["not_applicable"] for firm in said] == [["value_added_per_mu"], [], [], []]
    assert json.loads(run(*words, "--format", "json", "--firm", "甲")[1])["not_applicable"] == ["value_added_per_mu"]
    lines = {line.split()[1]: line for line in run(*words)[1].splitlines() if line.startswith("│")}
    assert ["不适用" in lines[firm] for firm in "甲乙丙丁"] == [True, False, False, False]
    assert [lines[firm].count("未掌握") for firm in "甲乙"] == [0, 4]  # of the second an item, total, rank, grade
    assert ["不参评" in lines[firm] and "未掌握" not in lines[firm] for firm in "丙丁"] == [True, True]
    assert "公用事业" in lines["丙"]


def test_the_schemes_that_are_there(run: Any) -> None:
    code, out, _ = run("--schemes", "--format", "json")
    assert code == 0
    assert "chongqing-2023" in [row["id"] for row in json.loads(out)["schemes"]]
    assert "黄岩" in run("--schemes")[1]


def test_a_district_and_its_made_up_firms(run: Any) -> None:
    code, out, _ = run(YUNXI, "--scheme", "huangyan-2022", "--format", "json", "--year", "2022")
    assert code == 0
    said = json.loads(out)
    assert said["year"] == 2022
    assert said["firms"]
    assert "虚构" in said["notice"]


def test_a_scheme_of_the_district_itself(run: Any) -> None:
    code, out, _ = run(YUNXI, "--scheme", "yunxi-made-up", "--format", "json")
    assert code == 0
    assert json.loads(out)["scheme"]["id"] == "yunxi-made-up"
    code, _, err = run(YUNXI, "--scheme", "yunxi-madeup", "--lang", "en")
    assert code == 2
    assert "“yunxi-madeup” (yunxi-made-up?). Choose one of: yunxi-made-up, anyang-2019" in err


def test_the_facade_says_how_sure_a_grade_is_and_what_it_costs(small: str) -> None:
    district = liantu.open(YUNXI)
    found = district.score.evaluate(open_scheme(small))
    assert found.counts["count"].sum() > 50
    sure = district.score.sensitivity(found, runs=20)
    assert sure["stable"].is_not_null().sum() == found.firms["grade"].is_not_null().sum()
    firm = found.firms.drop_nulls("grade").sort("total")["firm"][0]
    assert (
        "returns" in district.score.correction_effects(found, firm, "tax", 1e5).filter(firm=firm)["causes"].to_list()[0]
    )
    priced = district.score.surcharges(found, "price/shandong-2022")
    assert set(priced["grade"]) == {"D"}
    assert priced["rate"].min() >= 0.05


def test_two_firms_of_like_names_are_two_where_relations_beside_the_file_say_so(run: Any, tmp_path: Path) -> None:
    own, file, relations = tmp_path / "own.yaml", tmp_path / "two.csv", tmp_path / "relations.csv"
    own.write_text(yaml.safe_dump(plan(), allow_unicode=True), encoding="utf-8")
    file.write_text(
        "企业名称,年度,税收（万元）,用地面积（亩）\n甲(集团),2023,10,1\n甲集团,2023,20,1\n", encoding="utf-8"
    )
    relations.write_text("主体,关系（英文）,客体（文字）\n甲(集团),distinct_from,甲集团\n", encoding="utf-8")
    words = (str(file), "--scheme", str(own), "--format", "json", "--lang", "en")
    code, _, err = run(*words)
    assert code == 2
    assert says("names_alike", err)
    code, out, _ = run(*words, "--relations", str(relations))
    assert code == 0
    assert {firm["firm"] for firm in json.loads(out)["firms"]} == {"甲集团", "甲(集团)"}


def test_channels_and_facts_beside_a_file(run: Any, returns: str, tmp_path: Path) -> None:
    veto = {"id": "veto", "zh": "否决", "effect": "to", "grade": "D", "fact": "accident"}
    own, known = tmp_path / "own.yaml", tmp_path / "facts.csv"
    own.write_text(
        yaml.safe_dump(plan(moves=[veto], policy=["price/shandong-2022"]), allow_unicode=True), encoding="utf-8"
    )
    known.write_text("企业,情形,证据,起\n甲,accident,文号1,2022-05\n", encoding="utf-8")
    words = (returns, "--scheme", str(own), "--format", "json", "--lang", "en")
    assert "facts_not_given" in json.loads(run(*words)[1])["note_codes"]
    said = json.loads(run(*words, "--facts", str(known), "--channel", "税收=税务部门", "--channel", "land=land")[1])
    assert [firm["grade"] for firm in said["firms"]] == ["D", "D", None]
    assert not {"facts_not_given", "channel_not_stated"} & {*said["note_codes"]}
    known.write_text("企业,情形,证据,起\n丁,accident,文号1,2022-05\n甲,acident,文号2,2022-05\n", encoding="utf-8")
    said = json.loads(run(*words, "--facts", str(known))[1])
    assert said["note_codes"].count("facts_of_nobody") == 1
    assert sum("acident (accident?)" in note for note in said["notes"]) == 1
    stopped = json.loads(run(*words, "--channel", "tax=statistics")[1])
    assert "statistical_channel" in stopped["stop_codes"]
    code, _, err = run(*words, "--channel", "tax=survey")
    assert (code, says("unknown_channel", err)) == (2, True)
    code, _, err = run(*words, "--facts", returns)
    assert (code, says("missing_column", err)) == (2, True)


UNREADABLE = [
    (["nowhere.csv", "--scheme", "huangyan-2022"], "unopened_file"),
    (["{returns}", "--scheme", "huangyan-2020"], "unknown_scheme"),
    (["{returns}", "--scheme", "huangyan-2022", "--year", "2020"], "no_such_year"),
    (["{returns}", "--scheme", "{returns}"], "scheme_unreadable"),
    ([str(ROOT / "tests" / "districts" / "orchard"), "--scheme", "huangyan-2022"], "no_returns"),
]


@pytest.mark.parametrize(("words", "code"), UNREADABLE, ids=[code for _, code in UNREADABLE])
def test_unreadable_input_is_told_and_ends_with_2(run: Any, returns: str, words: list[str], code: str) -> None:
    ended, out, err = run(*(word.format(returns=returns) for word in words))
    assert ended == 2
    assert out == ""
    assert says(code, err)
    assert "Traceback" not in err


MISUSE = [
    ([], "企业数据文件和 --scheme 都要给出。用 --schemes 列出评价方案。"),
    (["x.csv"], "企业数据文件和 --scheme 都要给出。用 --schemes 列出评价方案。"),
    (
        ["x.csv", "--scheme", "huangyan-2022", "--format", "xml"],
        "选项“--format”：“xml”不在可选值内。可选：table, json, csv。",
    ),
    (
        ["x.csv", "--scheme", "huangyan-2022", "--year", "soon"],
        "选项“--year”：“soon”不是完整年度。请只写四位年份，如 2023。",
    ),
    (
        [YUNXI, "--scheme", "huangyan-2022", "--channel", "tax=tax"],
        "选项“--channel, --facts, --grades, --relations”：区县数据自带来源渠道、企业情形、等次和关系，不能另给。"
        "请在区县数据中填写。",
    ),
    (
        ["x.csv", "--scheme", "huangyan-2022", "--lang", "fr"],
        "Option “--lang”: “fr” is not one of the choices. Choose one of: zh_CN, en.",
    ),
]


@pytest.mark.parametrize(("words", "told"), MISUSE)
def test_misuse_is_told_in_the_language_of_the_reader(run: Any, words: list[str], told: str) -> None:
    assert run(*words) == (2, "", f"{told}\n")


def test_a_language_there_is_none_of_is_refused_everywhere(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for words in (["calendar", "between", "2026-03-01", "2026-03-02"], ["workspace", "status", "x"], ["gaps", YUNXI]):
        monkeypatch.setattr(sys, "argv", ["liantu", *words, "--lang", "fr"])
        with pytest.raises(SystemExit) as end:
            main()
        assert end.value.code == 2


def test_who_filled_a_place_is_told_so_in_words(run: Any, tmp_path: Path) -> None:
    veto = {"id": "veto", "zh": "否决", "effect": "to", "grade": "B", "fact": "accident"}
    half = {"rule": "shares", "grades": [{"grade": "A", "share": 50}, {"grade": "B"}]}
    own, known, file = tmp_path / "own.yaml", tmp_path / "facts.csv", tmp_path / "four.csv"
    own.write_text(yaml.safe_dump(plan(cutting=half, moves=[veto], backfill=True), allow_unicode=True), "utf-8")
    known.write_text("企业,情形,证据\n甲,accident,文号1\n", encoding="utf-8")
    file.write_text(
        "firm,year,group,land[亩],tax[万元]\n甲,2022,规上,1,9\n乙,2022,规上,1,8\n丙,2022,规上,1,7\n丁,2022,规上,1,6\n",
        "utf-8",
    )
    _, out, _ = run(str(file), "--scheme", str(own), "--facts", str(known))
    assert "递补" in out
    assert "backfill" not in out
