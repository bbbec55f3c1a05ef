"""The links to fill: bars in the table, what nobody can compute in a band, and the what-if before and after."""

from __future__ import annotations

import re

import pytest
from lxml import html as markup
from tests.local_client import TestClient

from liantu.district import District

NCM = "capacities:rept-cell;process=CELL-NCM811"


def read_page(client: TestClient, address: str, **query: str) -> markup.HtmlElement:
    return markup.fromstring(client.get(address, params={"lang": "zh_CN", **query}).text)


def squeeze(element: markup.HtmlElement) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


@pytest.mark.parametrize(
    ("which", "name"), [("utilities", "要素保障清单"), ("commodities", "大宗原料清单"), ("onsite", "同厂自产待核清单")]
)
def test_the_other_lists_stand_alike(client: TestClient, which: str, name: str) -> None:
    page = read_page(client, f"/gaps/{which}")
    listed = client.get(f"/gaps/{which}.json").json()["gaps"]
    known = [row["zh"] for row in listed if row["gap"]["typical"] is not None]
    table = page.xpath("//table[@id='gaps']")[0]
    assert "wide" not in table.get("class")
    assert [squeeze(row.xpath("./td[2]")[0]) for row in table.xpath("./tbody/tr")] == known
    assert squeeze(page.xpath("//h1")[0]).startswith(f"{name}：{len(listed)}项")
    picture = markup.fromstring(client.get(f"/gaps/picture/{which}", params={"lang": "zh_CN"}).text)
    assert set(known) <= set(picture.xpath("//svg[@class='pic narrow']//a/text/text()"))
    assert client.get(f"/gaps/picture/{which}.svg").headers["content-type"].startswith("image/svg")
    (more,) = page.xpath("//p[contains(@class, 'tabs')]/a[contains(@href, 'columns=all')]/@href")
    assert more.startswith(f"/gaps/{which}?")
    every = read_page(client, f"/gaps/{which}", columns="all")
    assert {"外购难度", "责任单位"} <= {squeeze(cell) for cell in every.xpath("//table[@id='gaps']//th")}


@pytest.mark.parametrize("query", [{}, {"chain": "battery"}, {"only": "named"}, {"only": "plant"}])
def test_every_link_is_in_the_table_or_in_the_band(client: TestClient, query: dict[str, str]) -> None:
    page, listed = (
        read_page(client, "/gaps/invite", **query),
        client.get("/gaps/invite.json", params=query).json()["gaps"],
    )
    known = [row for row in listed if row["gap"]["typical"] is not None]
    rows = page.xpath("//table[@id='gaps']/tbody/tr")
    assert [squeeze(row.xpath("./td[2]")[0]) for row in rows] == [row["zh"] for row in known]
    band = page.xpath("//section[@class='unknown-links']/p[1]/a/text()")
    assert band == [row["zh"] for row in listed if row["gap"]["typical"] is None]
    assert squeeze(page.xpath("//h1")[0]).startswith("补链清单")
    assert f"{len(listed)}项" in squeeze(page.xpath("//h1")[0])


def test_a_bar_is_as_long_as_its_gap_on_the_axis_of_its_unit(client: TestClient, fuling: District) -> None:
    page = read_page(client, "/gaps/invite")
    gaps = {row["zh"]: row for row in fuling.chain.gaps("invite").iter_rows(named=True)}
    scales: dict[str, set[float]] = {}
    for row in page.xpath("//table[@id='gaps']/tbody/tr"):
        gap = gaps[squeeze(row.xpath("./td[2]")[0])]
        bars = row.xpath(".//rect[@stroke]/@width")
        if bars and gap["gap_typical"] > 1e4:
            scales.setdefault(gap["unit"], set()).add(round(sum(map(float, bars)) / gap["gap_typical"], 5))
    assert {unit: len(found) for unit, found in scales.items()} == {"t": 1, "万m2": 1}


def test_what_is_made_here_is_written_out_with_its_supply(client: TestClient) -> None:
    (row,) = read_page(client, "/gaps/invite").xpath("//table[@id='gaps']//tr[.//a[@href='/product/ammonia']]")
    assert "需46.1，本地45，缺1.08；低值—高值" in squeeze(row)
    assert not row.xpath(".//rect[@stroke]")


@pytest.mark.parametrize(
    ("line", "question"),
    [
        (
            NCM,
            "若瑞浦兰钧 30 GWh做三元电芯(NCM811)，三元正极材料(NCM811)缺口由0变为4.5万吨/年；"
            "变动14项，其中补链清单12项（进入1项、退出0项），其他清单2项（情景测算）",
        ),
        ("-capacities:wankai-pet-3", "若没有重庆万凯新材 60 万吨 聚酯瓶片，"),
        ("capacities:rept-cell;amount=20", "若瑞浦兰钧 30 GWh 动力电池电芯变为20 GWh/年，缺口数量不变，只有17项"),
        (
            "+loads:rept-cell/2023;utilisation=60;basis=ours",
            "若瑞浦兰钧电芯及PACK生产基地开工率为60%，磷酸铁锂正极材料缺口由16.2变为13.5",
        ),
        (
            "+events:e;capacity=wankai-pet-3;stage=stopped;period=2023-12-31;basis=ours",
            "若重庆万凯新材 60 万吨 聚酯瓶片转为“停产”，",
        ),
        ("+firms:f;zh=电解液公司;kind=firm;basis=ours", "若新增电解液公司，数量没有变动"),
        (
            "+admissions:one;place=baitao;product=eg;verdict=restricted;basis=ours;clause=一",
            "若在“准入条款”表新增一行（地点 白涛新材料科技城、产品 乙二醇、结论 限、条款 一），数量没有变动",
        ),
    ],
)
def test_the_heading_of_a_what_if_is_its_answer(client: TestClient, line: str, question: str) -> None:
    page = read_page(client, "/what-if", w=line)
    heading = squeeze(page.xpath("//h1")[0])
    assert heading.startswith(question)
    assert heading.count("情景测算") == 1
    assert squeeze(page.xpath("//div[contains(@class, 'whatif')]")[0]).startswith("情景，不是事实：")


def test_a_switch_is_two_bars_in_parts(client: TestClient) -> None:
    page = read_page(client, "/what-if", w=NCM)
    (drawing,) = page.xpath("//svg[@aria-labelledby='moves-title']")
    words = [text.text_content() for text in drawing.xpath(".//text")]
    assert "磷酸铁锂电芯 72" in words
    assert "磷酸铁锂电芯 42 + 三元电芯(NCM811) 30（假设），总量不变" in words
    parts = [float(part.get("width")) for part in drawing.xpath(".//rect[@height='16']")]
    assert parts[0] == pytest.approx(sum(parts[1:]), abs=0.2)
    assert parts[2] / parts[1] == pytest.approx(30 / 42, rel=0.01)


def test_the_band_says_whose_amounts_would_tell(client: TestClient) -> None:
    words = squeeze(read_page(client, "/gaps/invite", chain="spandex").xpath("//section[@class='unknown-links']")[0])
    assert "不是0，不排序，不画柱" in words
    assert "摸清下列装置即可测算：" in words


def test_all_columns_are_one_step_away(client: TestClient) -> None:
    page = read_page(client, "/gaps/invite")
    client.cookies.set("lang", "zh_CN")
    (more,) = page.xpath("//p[contains(@class, 'tabs')]/a[contains(@href, 'columns=all')]/@href")
    headings = [squeeze(cell) for cell in markup.fromstring(client.get(more).text).xpath("//table[@id='gaps']//th")]
    assert {"外购难度", "责任单位", "待核项"} <= set(headings)


def test_a_what_if_draws_what_moves_the_changed_products_first(client: TestClient) -> None:
    page = read_page(client, "/what-if", w=NCM)
    drawing = page.xpath("//svg[contains(@class, 'broad')]")[0]
    words = list(drawing.xpath(".//text//text()"))
    assert words.index("磷酸铁锂电芯 72") < words.index("三元正极材料(NCM811)")
    assert words.index("三元正极材料(NCM811)") < words.index("磷酸铁锂正极材料")
    assert "新进入清单" in words
    at = words.index("磷酸铁锂正极材料")
    assert [word for word in words[at : at + 5] if re.search(r"\d", word)] == ["16.2", "9.45", "减6.75"]
    moved = client.get("/what-if.json", params={"w": NCM}).json()["moves"]
    drawn = [row for row in moved if "invite" in (row["list_before"], row["list_after"])]
    assert [row["zh"] for row in drawn if row["zh"] not in words] == []
    others = [row["zh"] for row in moved if row not in drawn]
    assert all(name in squeeze(page.xpath("//section[@class='panel']")[0]) for name in others)


def test_a_what_if_says_in_a_sentence_what_it_comes_to(client: TestClient) -> None:
    text = squeeze(read_page(client, "/what-if", w=NCM).xpath("//main")[0])
    assert "清单多出三元正极材料(NCM811)4.5 万吨/年；磷酸铁锂正极材料缺口由16.2变为9.45万吨/年" in text
    assert "情景测算" in text
    # Of a page without a what-if nothing is a scenario but the example, and that says what it is.
    plain = read_page(client, "/what-if")
    assert "情景测算）" not in squeeze(plain.xpath("//h1")[0])
    assert squeeze(plain.xpath("//main//p[contains(@class, 'example')]")[0]).startswith("示例，不是事实：")


def test_a_value_reads_as_on_the_first_screen(client: TestClient) -> None:
    home = markup.fromstring(client.get("/picture/gap-values", params={"lang": "en"}).text)
    words = set(home.xpath("//svg[@class='pic broad']//text/text()"))
    page = markup.fromstring(client.get("/gaps/invite", params={"lang": "en"}).text)
    listed = {"".join(cell.itertext()).strip() for cell in page.xpath("//table[@id='gaps']/tbody/tr[1]/td")}
    # the price of the first link was read: its figures are printed on both
    assert "61–69" in words & listed
