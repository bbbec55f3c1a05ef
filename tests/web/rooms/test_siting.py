"""The page of the siting account: both districts, both languages, what is asked for and what is not there."""

from __future__ import annotations

import pytest
from lxml import html as markup
from tests.local_client import TestClient


def read_page(client: TestClient, lang: str = "zh_CN", **query: str) -> markup.HtmlElement:
    answer = client.get("/siting", params={"lang": lang, **query})
    assert answer.status_code == 200
    return markup.fromstring(answer.text)


def read_rows(page: markup.HtmlElement, table: str) -> list[list[str]]:
    rows = page.xpath(f"//table[@id='{table}']//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row.xpath("td")] for row in rows]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh_CN", "按双方已掌握的成本项，东岸工业园（虚构）比青江市开发区（虚构）每年高150万元"),
        ("en", "East Bank Park (fictitious) costs 150 (10,000 CNY a year) more than Qingjiang"),
    ],
)
def test_the_heading_says_which_place_is_dearer_and_by_how_much(made_up: TestClient, lang: str, words: str) -> None:
    page = read_page(made_up, lang)
    assert words in page.xpath("string(//h1)")
    assert len(page.xpath("//svg[contains(@class, 'broad')]")) == 3


def test_totals_are_least_ones_where_something_is_to_be_asked(made_up: TestClient) -> None:
    rows = read_rows(read_page(made_up, "en"), "totals")
    assert [row[2] for row in rows] == ["≥71940", "72650", "≥74870"]
    assert rows[0][-1] == "natural gas, surcharges on VAT"
    assert [row[6] for row in rows] == ["", "−150", "+2090"]


def test_a_price_says_range_unit_tax_time_specification_and_source(made_up: TestClient) -> None:
    rows = {row[1]: row[2:] for row in read_rows(read_page(made_up, "zh_CN"), "prices")}
    found = rows["东岸工业园（虚构） · 原料：电池级碳酸锂"]
    assert found[:6] == ["86280", "85660–86900", "元/吨", "含税", "2023年", "电池级，云汐区内出厂价"]
    assert "2023年度填报" in found[6]
    assert rows["东岸工业园（虚构） · 代理购电价格"][4] == "2023年12月"  # the last of twelve


def test_another_place_rate_and_number_of_years(made_up: TestClient) -> None:
    page = read_page(made_up, "en", against="haiwan", rate="10", years="20")
    assert "less than Haiwan" in page.xpath("string(//h1)")
    assert "Discount rate 10%, 20 years of operation" in page.text_content()


@pytest.mark.parametrize(("lang", "words"), [("zh_CN", "待询价"), ("en", "are still to be asked")])
def test_a_district_without_prices_asks_for_them_and_says_where_to_enter_them(
    client: TestClient, lang: str, words: str
) -> None:
    page = read_page(client, lang, product="lfp")
    assert words in page.xpath("string(//h1)")
    rows = read_rows(page, "open")
    asked = {row[2] for row in rows}
    # the heading and the picture count the lines of the list below
    counted = {"zh_CN": ("有{}项", "待询价{}项"), "en": (": {} figures", "to be asked: {} items")}[lang]
    assert counted[0].format(len(rows)) in page.xpath("string(//h1)")
    assert counted[1].format(len(rows)) in page.xpath("string(//svg[contains(@class, 'broad')])")
    assert asked & {"工资", "wages"}
    assert page.xpath("//a[contains(@href, 'siting_places')]")


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ({"case": "nowhere"}, 404, "no siting case called “nowhere”; there are lfp-20kt, cellcase-10kt"),
        ({"home": "nowhere"}, 404, "no place compared called “nowhere”"),
        ({"rate": "much"}, 422, "“much” cannot be rate"),
        ({"rate": "nan"}, 422, "“nan” cannot be rate"),
        ({"years": "51"}, 422, "“51” cannot be years"),
    ],
)
def test_what_is_not_there_is_told(made_up: TestClient, query: dict[str, str], status: int, words: str) -> None:
    answer = made_up.get("/siting", params={"lang": "en", **query})
    assert answer.status_code == status
    assert words in answer.text


def test_json_has_the_terms_of_every_figure(made_up: TestClient) -> None:
    answer = made_up.get("/siting.json").json()
    totals = {row["siting_place"]: row["amount"] for row in answer["totals"]}
    sums: dict[str, float] = {}
    for row in answer["terms"]:
        if row["item"] != "sale" and row["amount"] is not None:
            sums[row["siting_place"]] = sums.get(row["siting_place"], 0.0) + row["amount"]
    assert sums == pytest.approx(totals)


def test_its_paper_stands_beside_it(made_up: TestClient) -> None:
    links = read_page(made_up, "en", case="cellcase-10kt").xpath("//a/@href[contains(., '/paper/siting')]")
    assert [link.split("?")[0] for link in links] == ["/paper/siting.pdf", "/paper/siting.docx"]
    answer = made_up.get(links[1])
    assert answer.status_code == 200
    assert answer.content[:2] == b"PK"
    assert made_up.get("/paper/siting.pdf", params={"case": "nowhere"}).status_code == 404


def test_no_cell_of_the_prices_is_blank_what_nobody_states_is_to_be_asked(made_up: TestClient) -> None:
    for lang, asked in (("zh_CN", "待询"), ("en", "to be asked")):
        for case in ("lfp-20kt", "cellcase-10kt"):
            rows = read_rows(read_page(made_up, lang, case=case), "prices")
            assert all(all(row) for row in rows)
            words = "设备及安装" if lang == "zh_CN" else "equipment and installation"
            capital = next(row for row in rows if any(cell.endswith(words) for cell in row))
            assert (asked in capital) is (case == "cellcase-10kt")
            assert ("240,000,000–295,000,000" in capital) is (case == "lfp-20kt")  # digits in groups of three


def test_a_band_of_the_tariff_says_its_hours(made_up: TestClient) -> None:
    rows = read_rows(read_page(made_up, "zh_CN"), "prices")
    assert any("尖峰；110千伏，输配电价、系统运行费用及基金；全年365小时" in row for row in rows)
    english = read_rows(read_page(made_up, "en"), "prices")
    assert any("heating season, city gate, with local distribution; 2904 hours of the year" in row for row in english)
