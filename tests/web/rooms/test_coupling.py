"""The page of coupling by cluster, place and size of firm, with what is bought here beside it."""

from __future__ import annotations

from lxml import html as markup
from tests.local_client import TestClient


def read_page(client: TestClient, lang: str, **query: str) -> markup.HtmlElement:
    answer = client.get("/coupling", params={"lang": lang, **query})
    assert answer.status_code == 200
    return markup.fromstring(answer.text)


def test_fuling_has_no_purchase_returns_and_no_sizes(client: TestClient) -> None:
    words = read_page(client, "zh_CN").text_content()
    assert "没有企业填报采购来源，本地配套率未掌握" in words
    assert "98%" not in words  # ammonia of the plant that needs it
    assert "供方均未投产" in words  # cells: building and planned
    drawn = " ".join(read_page(client, "zh_CN", by="size").xpath("//svg[contains(@class, 'broad')]//text/text()"))
    assert "规模未掌握" in drawn


def test_own_use_is_named_and_no_flow(client: TestClient) -> None:
    page = read_page(client, "zh_CN")
    assert "自用不算配套，另列" in page.text_content()
    rows = page.xpath("//table[@id='own_uses']//tbody/tr")
    cells = [[" ".join(cell.text_content().split()) for cell in row.xpath("td")] for row in rows]
    (ammonia,) = [row for row in cells if "合成氨" in row]
    assert ammonia[-4:] == ["46.1", "45", "1.08", "万吨/年"]
    (steam,) = [row for row in cells if "蒸汽" in row]
    assert steam[-4:-1] == ["≥80.5", "未掌握", "未掌握"]
    drawn = " ".join(page.xpath("//svg[contains(@class, 'broad')]//text/text()"))
    assert "合成氨" not in drawn
    answer = client.get("/coupling.json").json()
    assert not [row for row in answer["flows"] if row["product"] in ("ammonia", "nmp", "co2")]


def test_the_made_up_district_by_size(made_up: TestClient) -> None:
    page = read_page(made_up, "en", by="size")
    drawn = " ".join(page.xpath("//svg[contains(@class, 'broad')]//text/text()"))
    assert "large" in drawn
    assert "need 4.02, made 6 GWh/yr" in drawn
    assert "14–18" in page.text_content()  # 100 million CNY: a recalled price is a band


def test_an_amount_that_is_a_least_one_is_drawn_as_such(made_up: TestClient) -> None:
    drawn = " ".join(read_page(made_up, "zh_CN").xpath("//svg[contains(@class, 'broad')]//text/text()"))
    assert "需≥1.35" in drawn


def test_a_facet_that_no_list_has_is_said(made_up: TestClient) -> None:
    page = made_up.get("/coupling", params={"lang": "zh_CN", "has.nonsense": "x", "has.product": "lfp"}).text
    assert "“has.nonsense”" in page
    assert "“has.product”" not in page
    answer = made_up.get("/coupling.json", params={"lang": "en", "has.nonsense": "x"}).text
    assert "has.nonsense" in answer
    assert "has.nonsense" not in made_up.get("/coupling", params={"lang": "en"}).text


def test_rates_are_on_the_page_and_in_no_file(made_up: TestClient) -> None:
    words = read_page(made_up, "zh_CN").text_content()
    assert "本地配套率（据企业采购填报）" in words
    assert "50%" in words
    assert "不列示" in words
    for form in ("csv", "json", "data.xlsx", "xlsx"):
        answer = made_up.get(f"/coupling.{form}")
        assert answer.status_code == 200
        assert b"147400" not in answer.content


def test_matrix_and_table_say_how_much_could_be_bought_and_beside_it_what_is(made_up: TestClient) -> None:
    page = read_page(made_up, "zh_CN")
    drawn = " ".join(page.xpath("//svg[contains(@class, 'broad')]//text/text()"))
    assert "可配套率至多67%" in drawn  # of 1.35 needed at least 0.9 are made here
    assert "全部卖方合计可配套率至多100%" in drawn.replace(" ", "")  # beside one that makes 5.4 of 7.78 needed
    rows = page.xpath("//table[@id='flows']//tbody/tr")
    cells = [[" ".join(cell.text_content().split()) for cell in row.xpath("td")] for row in rows]
    (cathode,) = [row for row in cells if row[1] == "磷酸铁锂正极材料"]
    shares = {row[10]: row[11] for row in cells if "动力电池" in row[2]}
    assert shares["69%"] == "100%"  # 5.4 of the 7.78 needed are this seller's, the rest is of others
    # One firm bought it: the 50 % of all that its cluster buys is no share of it.
    assert cathode[10:13] == ["67%", "67%", "不列示"]
    assert "均非按行业分组" in page.text_content()
