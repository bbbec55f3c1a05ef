"""亩均体检报告: the whole sum on paper, as a firm would check it."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from pypdf import PdfReader
from tests.exchange.paper.test_paper import READ

import liantu
from liantu.access import Purpose
from liantu.district import District
from liantu.exchange.paper import PaperSheet, to_bytes
from liantu.papers import firm_paper

SCHEME = "yunxi-made-up"


@pytest.fixture(scope="module")
def yunxi() -> District:
    return liantu.open(Path(__file__).parents[2] / "districts" / "yunxi")


def top(sheet: PaperSheet) -> dict[str, str]:
    (row,) = sheet.rows
    return {sheet.setting.tr(column.heading): row[column.field] for column in sheet.columns}


def lines(sheet: PaperSheet) -> dict[str, str]:
    return {row["what"]: row["said"] for row in sheet.beneath[1].rows}


def test_the_whole_sum_stands_on_the_paper(yunxi: District) -> None:
    """f033 of 2023 by hand: 0.68 ÷ 13.51 = 0.0503; 45 × 0.0503 ÷ 18 = 0.13; 76.77 万kWh at 0.15 are 11.52 万元."""
    sheet = firm_paper(yunxi, "f033", SCHEME, 2023)
    row = sheet.beneath[0].rows[0]
    assert (row["numerator"], row["denominator"]) == ("税收 0.68 万元", "用地 13.51 亩")
    assert row["value"] == pytest.approx(0.68 / 13.51)
    assert (row["benchmark"], row["weight"], row["uncapped"], row["cap"], row["points"]) == (
        18,
        45,
        "0.13",
        "67.5",
        "0.13",
    )
    said = lines(sheet)
    assert said["计分公式"] == "各项指标：得分＝权重×企业值÷基准值，封顶为权重的1.5倍，最低0分。"
    assert "亩均营业收入：同组企业均值的1.2倍" in said["基准值"]
    assert said["历年等次"] == "2021年D，2022年D"
    assert said["等次对应政策"].endswith("连续3年为D等，每千瓦时加价0.15元，按本年度用电量计，加价11.52万元。")
    assert "2023年度填报》（2023-12-31公布）" in said["数据来源"]
    assert "用地取自2023年末用地台账" in said["数据来源"]
    version = yunxi.score.schemes()[SCHEME].version
    for part in ("虚构〔2023〕1号", "印发：2023-01-01", "虚构第六条", f"版本：{version[:12]}"):
        assert part in said["评价方案"]
    assert "____年__月__日前" in said["异议申请"]
    assert sheet.setting.tr(sheet.beneath[2].columns[0].heading) == "评价部门（盖章）"


def test_how_sure_a_grade_is_and_margins_stay_in_the_house(yunxi: District) -> None:
    """f033 has grade D, f005 grade B: neither paper tells what rests on the other firms."""
    for firm in ("f033", "f005"):
        head = yunxi.score.firm_sheet(firm, SCHEME, 2023).head
        sheet = firm_paper(yunxi, firm, SCHEME, 2023)
        assert head["stable"] is not None  # the office sees it
        assert list(top(sheet)) == ["总分", "组内位次", "等次", "上一等次"]
        assert "等次变化情形" not in lines(sheet)
        text = READ["docx"](to_bytes(sheet, "docx"))
        margins = [f"{head[name]:.2f}" for name in ("to_better", "to_worse") if head[name] is not None]
        assert [word for word in ("稳定", "高于下一等次", *margins) if word in text] == []


@pytest.mark.parametrize("purpose", [Purpose.LEAVING, Purpose.TO_ITS_GIVER])
def test_what_leaves_the_house_does_not_say_how_sure_a_grade_is(yunxi: District, purpose: Purpose) -> None:
    head = yunxi.for_purpose(purpose).score.firm_sheet("f005", SCHEME, 2023).head
    assert {"stable", "rank_low", "rank_high", "to_better", "to_worse", "changes"} & set(head) == set()


def test_the_paper_says_what_each_indicator_would_have_to_be(yunxi: District) -> None:
    """f004 lacks so many points for A; tax per mu weighs 45 against a benchmark of 18, and its cap is 67.5."""
    lacks = yunxi.score.firm_sheet("f004", SCHEME, 2023).head["to_better"]
    assert lacks is not None
    sheet = firm_paper(yunxi, "f004", SCHEME, 2023)
    row = sheet.beneath[0].rows[0]
    assert (row["value"], row["benchmark"]) == (pytest.approx(row["value"]), 18)
    assert row["next"] == pytest.approx(row["value"] + lacks * 18 / 45)
    note = next(note for note in sheet.notes if "仅供参考，不构成评价承诺" in note)
    assert "总分达到A等" in note
    best = firm_paper(yunxi, next_to_nobody(yunxi), SCHEME, 2023)
    assert {row["next"] for row in best.beneath[0].rows if row["unit"]} == {"—"}
    assert not any("仅供参考" in note for note in best.notes)


def test_points_that_would_give_a_benchmark_away_are_rounded_and_say_so(yunxi: District) -> None:
    sheet = firm_paper(yunxi, "f005", SCHEME, 2023)
    assert lines(sheet)["取整列示"].startswith("单位用电税收的得分按 10 分取整列示")
    points = [float(row["points"]) for row in sheet.beneath[0].rows if row["unit"]]
    assert float(top(sheet)["总分"]) == pytest.approx(sum(points), abs=0.02)
    assert "取整列示" not in lines(firm_paper(yunxi, "f004", SCHEME, 2023))


def next_to_nobody(district: District) -> str:
    """A firm of the best grade."""
    return str(district.score.evaluate(SCHEME, 2023).firms.filter(grade="A")["firm"][0])


def test_a_grade_that_a_rule_moved_says_so(yunxi: District) -> None:
    assert lines(firm_paper(yunxi, "f031", SCHEME, 2023))["等次调整"].endswith("因“一票否决”调整为D等。")


def test_a_firm_that_is_not_evaluated_is_said_to_be_so_and_has_its_values(yunxi: District) -> None:
    """f018 is a power plant: 1,408.14 万元 on 61.78 亩."""
    sheet = firm_paper(yunxi, "f018", SCHEME, 2023)
    assert (top(sheet)["总分"], top(sheet)["等次"]) == ("不参评", "不参评（公用事业）")
    rows = sheet.beneath[0].rows
    assert rows[0]["value"] == pytest.approx(1408.14 / 61.78)
    assert {row["points"] for row in rows} == {"不参评"}
    assert "未掌握" not in READ["docx"](to_bytes(sheet, "docx"))


def test_why_there_is_no_total(yunxi: District) -> None:
    why = "未得出总分的原因"
    told = lines(firm_paper(yunxi, "f027", SCHEME, 2023))[why]
    assert told == "企业数据未掌握：亩均税收、单位用电税收。"
    told = lines(firm_paper(yunxi, "f050", "jingde-2022", 2023))[why]
    assert told.startswith("企业数据未掌握：亩均技改投资；方案未明确（待核）：亩均税收")


def test_what_does_not_apply_is_not_unknown(yunxi: District) -> None:
    returns = yunxi.given["returns"]
    here = (pl.col("firm") == "f050") & (pl.col("item") == "electricity") & (pl.col("year") == "2023")
    given = returns.with_columns(
        pl.when(here).then(None).otherwise("value").alias("value"),
        pl.when(here).then(pl.lit("not_applicable")).otherwise("state").alias("state"),
    )
    rows = firm_paper(replace(yunxi, given=yunxi.given.replace(returns=given)), "f050", SCHEME, 2023).beneath[0].rows
    power = next(row for row in rows if row["name"] == "单位用电税收")
    assert (power["value"], power["points"]) == ("不适用", "—")
    assert any(row["name"] == "不适用指标权重分摊" for row in rows)


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_the_english_paper_is_english(yunxi: District, form: str) -> None:
    sheet = firm_paper(yunxi, "f001", SCHEME, 2023, "en")
    text = " ".join(READ[form](to_bytes(sheet, form)).split())
    assert "10⁴ CNY/person" in text
    assert "persons" in text  # employees are counted in persons
    assert "CNY/persons" not in text
    assert "grade D for 1 year, 0.05 CNY more a kWh; on the electricity of the year 81,075 CNY." in text
    assert "规上" not in text


def test_it_is_two_pages_at_most(yunxi: District) -> None:
    for firm, scheme, language in (("f005", SCHEME, "zh_CN"), ("f005", SCHEME, "en"), ("f050", "jingde-2022", "en")):
        data = to_bytes(firm_paper(yunxi, firm, scheme, 2023, language), "pdf")
        assert len(PdfReader(io.BytesIO(data)).pages) <= 2


def test_it_is_handed_over_on_a4(yunxi: District) -> None:
    for language in ("zh_CN", "en"):
        sheet = firm_paper(yunxi, "f033", SCHEME, 2023, language)
        (page,) = PdfReader(io.BytesIO(to_bytes(sheet, "pdf"))).pages
        assert sorted(round(float(side)) for side in page.mediabox[2:]) == [595, 842]
