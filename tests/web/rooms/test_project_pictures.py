"""The pictures of projects say what the board, the plans and the lateness say."""

from __future__ import annotations

from itertools import pairwise

import polars as pl
import pytest
from lxml import html as markup
from tests.local_client import TestClient

from liantu.district.deliver import DeliverRoom


def test_the_heading_counts_what_the_list_has(made_up: TestClient) -> None:
    page = markup.fromstring(made_up.get("/projects", params={"lang": "zh_CN"}).text)
    assert page.xpath("//h1/text()") == ["项目：20个在册，1个逾期，4个已投产；技改1个单列"]
    assert len(page.xpath("//table[@id='projects']/tbody/tr")) == 20
    assert page.xpath("//table[@id='upgrades']/tbody/tr/td[2]//text()") == ["虚构项目九"]
    # beside 21 lines and six rows of what is late stand twelve stages and what is waited for: no room for another
    assert len(page.xpath("//div[@class='project-pictures']/div[1]/*[contains(@class, 'panel')]")) == 1


def test_the_room_below_a_short_funnel_has_the_investment(client: TestClient) -> None:
    page = markup.fromstring(client.get("/projects", params={"lang": "zh_CN"}).text)
    panels = page.xpath("//div[@class='project-pictures']/div[1]/*[contains(@class, 'panel')]")
    assert [" ".join(panel.xpath("string(h2)").split())[:6] for panel in panels] == ["走到哪一步 ", "2023年投"]
    assert len(page.xpath("//div[contains(@class, 'further-pictures')]/*[contains(@class, 'panel')]")) == 2


def test_a_square_a_project_and_stage(made_up: TestClient) -> None:
    page = markup.fromstring(made_up.get("/projects/picture/funnel", params={"lang": "zh_CN"}).text)
    funnel = made_up.get("/projects/picture/funnel.json").json()["funnel"]
    squares = page.xpath("//svg[contains(@class, 'broad')]//rect[@height='14']")
    assert len(squares) == sum(row["reached"] for row in funnel)
    dark = [square for square in squares if square.get("fill") == "#0B5394"]
    assert len(dark) == sum(row["standing"] for row in funnel) == 18


def test_one_line_a_project_the_latest_first(made_up: TestClient) -> None:
    page = markup.fromstring(made_up.get("/projects/picture/lines", params={"lang": "en"}).text)
    names = page.xpath("//svg[contains(@class, 'broad')]//a[contains(@href, '/project/')]/text/text()")
    assert len(names) == 21
    assert names[:2] == ["Made-up project 2", "Made-up project 1"]
    words = page.xpath("//svg[contains(@class, 'broad')]//text/text()")
    # the contract's day is 31 days past; the reminder of 123 days is no lateness
    assert "late by 31 days" in words
    assert "late by 123 days" not in words


def test_only_what_is_not_reached_is_past_its_plan(made_up: TestClient) -> None:
    page = markup.fromstring(made_up.get("/projects/picture/lines", params={"lang": "en"}).text)
    windows = page.xpath("//svg[contains(@class, 'broad')]//g[rect[@stroke-dasharray='3 2']]")
    past = [window for window in windows if window.xpath("rect[@stroke='#8A5A00']")]
    # project 1: the start of April 2023 was reached, the structure of mid-December was not; project 2 has not started
    assert sorted(window.xpath("title/text()")[0].split(", ")[0] for window in past) == [
        "main structure finished",
        "works started",
    ]


def test_upgrades_stand_apart_in_both_pictures(made_up: TestClient) -> None:
    funnel = made_up.get("/projects/picture/funnel.json").json()["funnel"]
    assert sum(row["standing"] for row in funnel if row["upgrades"]) == 1
    page = markup.fromstring(made_up.get("/projects/picture/lines", params={"lang": "zh_CN"}).text)
    words = page.xpath("//svg[contains(@class, 'broad')]//text/text()")
    assert "主体封顶" in words[words.index("技改（单列）") :]
    # beside the stages, in a column of its own: seven reached, the last is where it stands
    page = markup.fromstring(made_up.get("/projects/picture/funnel", params={"lang": "zh_CN"}).text)
    apart = page.xpath("//svg[contains(@class, 'broad')]//a[contains(@href, 'nature=upgrade')]/text/text()")
    assert apart == ["1"] * 7
    words = page.xpath("//svg[contains(@class, 'broad')]//text/text()")
    row = words[words.index("主体封顶") : words.index("竣工")]
    assert row == ["主体封顶", "5", "中位75天", "1", "1", "现停1"]
    # what is chosen alone is counted alone
    page = markup.fromstring(made_up.get("/projects", params={"nature": "upgrade", "lang": "zh_CN"}).text)
    assert page.xpath("//h1/text()") == ["项目：1个在册，0个逾期，0个已投产"]


def test_the_years_investment_has_its_sum_and_the_unknown(made_up: TestClient, client: TestClient) -> None:
    page = markup.fromstring(made_up.get("/projects/picture/investment", params={"lang": "zh_CN"}).text)
    assert page.xpath("//h1/text()") == ["2023年投资完成年计划的87.2%（8个项目中3个两项均已掌握）；已纳统4个"]
    words = page.xpath("//svg[contains(@class, 'broad')]//text/text()")
    assert "不低于2.48（4个）／3.3（4个）" in words
    assert "未掌握 / 0.8" in words
    assert words.count("未掌握 / 未掌握") == 3
    page = markup.fromstring(client.get("/projects/picture/investment", params={"lang": "zh_CN"}).text)
    assert "均未掌握" in page.xpath("//h1/text()")[0]


def test_agreed_land_values_are_judged_at_their_stage(made_up: TestClient) -> None:
    page = markup.fromstring(made_up.get("/projects/picture/land-values", params={"lang": "zh_CN"}).text)
    assert page.xpath("//h1/text()") == ["标准地约定8项：达标2项，不达标2项，待核1项，未到核验阶段3项"]
    rows = [
        [" ".join(cell.itertext()).strip() for cell in row] for row in page.xpath("//table[@id='land_values']/tbody/tr")
    ]
    (output,) = (row for row in rows if row[1:4] == ["虚构项目五", "投产", "亩均产出"])
    assert output[4:8] == ["不低于600", "515", "万元/亩", "不达标"]


def test_what_is_asked_of_a_place_has_no_verdict(made_up: TestClient, client: TestClient) -> None:
    page = markup.fromstring(made_up.get("/projects/picture/places", params={"lang": "zh_CN"}).text)
    words = page.xpath("//svg[contains(@class, 'broad')]//text/text()")
    assert "需213 亩（5/5）" in words
    assert "余量约850 亩" in words
    assert "余量未掌握（总量12万，已用9.4万）" in "".join(words)
    assert "不作结论" in page.text_content()
    page = markup.fromstring(client.get("/projects/picture/places", params={"lang": "zh_CN"}).text)
    words = page.xpath("//svg[contains(@class, 'broad')]//text/text()")
    assert words.count("余量未掌握") == 9


def test_a_filter_shows_the_list_alone(made_up: TestClient) -> None:
    page = markup.fromstring(made_up.get("/projects", params={"stage": "landed"}).text)
    assert not page.xpath("//section[@class='panel']")
    assert len(page.xpath("//table[@id='projects']/tbody/tr")) == 3


def test_items_are_red_where_one_case_in_ten_is_late(made_up: TestClient) -> None:
    page = markup.fromstring(made_up.get("/cases", params={"lang": "en"}).text)
    items = made_up.get("/cases/picture/days.json").json()["items"]
    slow = [row["item"] for row in items if row["limit"] and row["p90"] and row["p90"] > row["limit"]]
    assert page.xpath("//section[@class='panel']/@aria-label")[0].startswith(f"Of 9 items, {len({*slow})} take longer")
    red = page.xpath("//svg[contains(@class, 'broad')]//text[@fill='#A61B29']/text()")
    assert len(red) == len(slow) == 7
    # An environmental statement is promised in 15 working days, a report in 30: each is measured against its own.
    assert {(row["item"], row["limit"]) for row in items} >= {("A4", 15), ("A4", 30), ("A4", None)}
    lengths = {float(bar.get("width")) for bar in page.xpath("//svg[contains(@class, 'broad')]//rect[@height='13']")}
    medians = [row["median"] for row in items if row["median"]]
    assert max(lengths) / min(lengths) == pytest.approx(max(medians) / min(medians), rel=0.01)


def test_items_in_calendar_days_stand_in_the_table_alone(made_up: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    found = DeliverRoom.item_days

    def some_in_calendar_days(room: DeliverRoom) -> pl.DataFrame:
        return found(room).with_columns(unit=pl.when(pl.col("item") == "A4").then(pl.lit("day")).otherwise("unit"))

    monkeypatch.setattr(DeliverRoom, "item_days", some_in_calendar_days)
    page = markup.fromstring(made_up.get("/cases/picture/days", params={"lang": "en", "turn": "1"}).text)
    drawn = " ".join(page.xpath("//svg[contains(@class, 'broad')]//text/text()"))
    assert "A2 " in drawn
    assert "A4 " not in drawn
    assert "Items promised in calendar days are in the table alone: 1." in page.text_content()
    kinds = {row.xpath("string(td[2])").split()[0]: row.xpath("string(td[3])") for row in page.xpath("//tbody/tr")}
    assert kinds["A4"] == "Calendar days"
    assert kinds["A2"] == "Working days"


def test_projects_on_their_way_stand_above_those_that_are_not(made_up: TestClient) -> None:
    stages = [row["stage"] for row in made_up.get("/projects/picture/stages.json").json()["stages"]]
    assert {"paused", "lost"} < set(stages)
    assert set(stages[-2:]) == {"paused", "lost"}


def test_a_project_takes_one_line_where_its_name_and_place_have_room(made_up: TestClient) -> None:
    page = markup.fromstring(made_up.get("/projects/picture/lines", params={"lang": "zh_CN"}).text)
    texts = {text.text: text for text in page.xpath("//svg[contains(@class, 'broad')]//text")}
    name, place = texts["虚构项目二"], texts["东岸工业园（虚构）"]
    assert name.get("x") == "0"
    tops = sorted(float(text.get("y")) for words, text in texts.items() if words and words.startswith("虚构项目"))
    assert min(lower - upper for upper, lower in pairwise(tops)) < 24
    assert float(place.get("x")) > 80


def test_the_quarter_answers_in_its_heading(made_up: TestClient) -> None:
    # October to December 2023: projects 3, 9 (a lead), 12 and 13 signed; 11 and 12 landed; 10 started; 5, 6, 7, 14 run
    page = markup.fromstring(made_up.get("/projects/quarterly", params={"lang": "zh_CN"}).text)
    heading = "季度统计表（2023年四季度）：签约4个，落户2个，开工1个，投产4个"
    assert page.xpath("string(//h1)").strip() == heading
