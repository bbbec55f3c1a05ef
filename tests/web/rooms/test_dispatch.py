"""The page of a month: its sentence, its table with accounts, firms in the house alone, sums that may go out."""

from __future__ import annotations

import io

import polars as pl
import pytest
from lxml import html as markup
from openpyxl import load_workbook
from tests.local_client import TestClient

from liantu.model.hidden_amounts import MARK


def read(client: TestClient, path: str = "/dispatch", **query: str) -> markup.HtmlElement:
    answer = client.get(path, params={"lang": "zh_CN", **query})
    assert answer.status_code == 200
    return markup.fromstring(answer.text)


@pytest.fixture(scope="module")
def table(made_up: TestClient) -> list[dict[str, float | str | None]]:
    rows: list[dict[str, float | str | None]] = made_up.get("/dispatch.json").json()["table"]
    return rows


def test_the_heading_says_the_figures_of_the_table(made_up: TestClient, table: list[dict[str, float]]) -> None:
    whole = table[0]
    heading = read(made_up).xpath("string(//h1)")
    word = "增长" if whole["month_growth"] > 0 else "下降"
    assert f"11月，{whole['firms']}户报送企业工业产值{whole['month_amount'] / 1e4:.2f}亿元" in heading
    assert f"同比{word}{abs(whole['month_growth']):.1f}%" in heading
    move = "加快" if whole["change"] > 0 else "回落"
    assert f"增速较上月{move}{abs(whole['change']):.1f}个百分点；1—11月累计" in heading
    english = read(made_up, lang="en").xpath("string(//h1)")
    assert english.startswith("November: 59 firms returned")


def test_contributions_add_up_to_growth_on_both_breakdowns(made_up: TestClient) -> None:
    for by in ("industry", "park"):
        whole, *parts = made_up.get("/dispatch.json", params={"by": by}).json()["table"]
        for span in ("month", "so_far"):
            added = sum(part[f"{span}_contribution"] for part in parts)
            assert added == pytest.approx(whole[f"{span}_growth"])


def test_a_figure_opens_the_firms_it_is_made_of(made_up: TestClient, table: list[dict[str, float]]) -> None:
    page = read(made_up)
    (to,) = set(page.xpath("//table[@id='meeting']//tr[td[contains(., '食品')]]//a/@href"))
    answer = made_up.get(to.replace("/account", "/account.json")).json()
    (row,) = [row for row in table if row["zh"] == "食品"]
    compared = [firm for firm in answer["terms"] if firm["month_increment"] is not None]
    assert sum(firm["month_amount"] for firm in answer["terms"]) == pytest.approx(row["month_amount"])
    added = sum(firm["month_increment"] for firm in compared) / sum(firm["month_before"] for firm in compared)
    assert 100 * added == pytest.approx(row["month_growth"])
    assert {firm["source"] for firm in answer["terms"]} == {"monthly-returns"}


def test_silent_firms_and_those_without_comparison_are_told(made_up: TestClient) -> None:
    text = read(made_up).text_content()
    assert "59户中1户无上年同月数：计入产值，不计入增速" in text
    assert "另有1户此前报送、本月未报送，不作零计" in text
    assert "不使用统计调查的单户资料" in text
    firms = pl.DataFrame(made_up.get("/dispatch.json").json()["firms"], infer_schema_length=None)
    assert firms.filter(course="not_returned")["month_amount"].to_list() == [None]
    assert firms.filter(course="stopped").height == 3


def test_an_earlier_month_and_one_that_is_not_there(made_up: TestClient) -> None:
    assert read(made_up, month="2023-01..02").xpath("string(//h1)").startswith("1—2月，60户")
    answer = made_up.get("/dispatch", params={"month": "2019-05", "lang": "zh_CN"})
    assert answer.status_code == 404
    assert "没有“2019-05”的企业月度报送" in answer.text


def test_areas_of_output_by_industry_add_up_and_go_out_only_where_all_may_be_told(made_up: TestClient) -> None:
    answer = made_up.get("/dispatch/picture/output.json", params={"lang": "en"}).json()
    amounts = [row["amount"] for row in answer["output"]]
    # The output of 59 firms in November by hand: 5.67556 × 100 million.
    assert sum(amounts) == pytest.approx(56_755.6, abs=0.1)
    page = read(made_up)
    drawn = page.xpath("//svg[.//title[@id='output-title']]")[0]
    assert "汽车 1.21, 8.5%" in drawn.xpath("string(.//desc)")
    assert len(drawn.xpath(".//a[.//rect]")) == 8
    assert not read(made_up, by="park").xpath("//title[@id='output-title']")


def test_files_with_firms_say_that_they_stay_in_the_house(made_up: TestClient) -> None:
    answer = made_up.get("/dispatch.xlsx", params={"lang": "zh_CN"})
    assert "%E5%86%85%E9%83%A8" in answer.headers["content-disposition"]  # 内部
    book = load_workbook(io.BytesIO(answer.content))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any("内部使用" in text for text in cells)


def test_what_may_go_out_hides_what_would_tell_of_a_firm(made_up: TestClient) -> None:
    """The park of one firm is hidden, and with it another, since the whole is told."""
    answer = made_up.get("/dispatch/told.csv", params={"lang": "zh_CN"})
    assert "%E5%86%85%E9%83%A8" not in answer.headers["content-disposition"]
    rows = pl.read_csv(io.BytesIO(answer.content))
    parks = rows.filter(pl.col("by") == "park", pl.col("part").is_not_null())
    hidden = parks.filter(pl.col("amount").is_null())["part"].to_list()
    assert "bluestone" in hidden
    assert len(hidden) > 1
    assert MARK in read(made_up, "/dispatch/told").xpath("string(//table[@id='told'])")


def test_rows_that_leave_tell_no_more(made_up: TestClient) -> None:
    """The park of one firm stands on the page, and neither it nor any firm in the files that programs read."""
    alone = next(row for row in made_up.get("/dispatch.json?by=park").json()["table"] if row["part"] == "bluestone")
    left = made_up.get("/dispatch.csv", params={"by": "park"}).text
    rows = pl.read_csv(io.BytesIO(left.removeprefix("\ufeff").encode()))
    assert alone["month_amount"] is not None
    assert rows.filter(by="park", part="bluestone")["amount"].to_list() == [None]
    book = load_workbook(io.BytesIO(made_up.get("/dispatch.data.xlsx").content), read_only=True)
    assert not {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row} & {"f001", "f036"}


def test_pictures_that_leave_tell_no_more(made_up: TestClient) -> None:
    inside = read(made_up, "/dispatch/picture/contributions", by="park").xpath("string(//table)")
    outside = made_up.get("/dispatch/picture/contributions.svg", params={"by": "park", "lang": "zh_CN"}).text
    assert MARK not in inside
    assert MARK in outside
    assert "内部" not in outside
    assert made_up.get("/dispatch/picture/growth.svg").status_code == 200


def test_without_returns_the_room_shows_the_way(client: TestClient) -> None:
    page = read(client)
    (room,) = page.xpath("//section[contains(@class, 'empty-room')]")
    assert "table=monthly_returns" in room.xpath(".//ol/li/a/@href")[0]
    answer = client.get("/dispatch", params={"month": "2023-11"})
    assert answer.status_code == 404


def test_doubtful_returns_stand_on_the_page_with_their_firm(made_up: TestClient) -> None:
    assert not read(made_up).xpath("//table[@id='doubts']")
    doubtful = "monthly_returns:f006/2023-11;output_before=0;power_before=20"
    for lang, said in (
        ("zh_CN", "上年同月产值为 0，而上年同月用电 20 万千瓦时"),
        ("en", "states 0 for the same month last year"),
    ):
        page = read(made_up, w=doubtful, lang=lang)
        line = next(row for row in page.xpath("//table[@id='doubts']//tbody/tr") if said in row.text_content())
        assert line.xpath(".//a[contains(@href, '/firm/f006')]")
        assert "monthly_returns.csv" not in line.text_content()
