"""The page of what stops when one stops: a scenario, in Fuling by product without a firm, in words for the unknown."""

from __future__ import annotations

from lxml import html as markup
from tests.local_client import TestClient


def read_page(client: TestClient, lang: str, **query: str) -> markup.HtmlElement:
    answer = client.get("/stop", params={"lang": lang, **query})
    assert answer.status_code == 200
    return markup.fromstring(answer.text)


def read_drawn(page: markup.HtmlElement) -> str:
    """The words of the picture; a figure and its sign stand on one line, whatever is between them."""
    lines = page.xpath("//svg[contains(@class, 'broad')]//text/text()")
    assert "%" not in lines
    return " ".join(lines).replace("\xa0", " ")


def test_fuling_by_product_and_without_a_firm(client: TestClient) -> None:
    page = read_page(client, "zh_CN", subject="ammonia")
    heading = page.xpath("string(//h1)")
    assert "“合成氨”停产，波及3条产线；库存未掌握，何时断料不能判断" in heading
    assert "情景测算" in heading
    words = page.text_content()
    assert "按产品测算，不列企业" in words
    assert "待核：本地可供的部分中有多少实际从外地采购" in words
    main = " ".join(page.xpath("//main//text()"))
    for firm in ("建峰", "华峰", "万凯"):
        assert firm not in main
    drawn = read_drawn(page)
    # Carbon dioxide for urea comes from ammonia alone: 51.3 of 60; ammonia from it at most 45 of 46.1.
    assert "尿素" in drawn
    assert "85–98 %" in drawn
    assert "最早即日；库存未掌握" in drawn


def test_the_made_up_district_names_plants_and_days(made_up: TestClient) -> None:
    page = read_page(made_up, "en", subject="lithium")
    assert "4 other lines are reached, the first after 12 days" in page.xpath("string(//h1)")
    drawn = read_drawn(page)
    assert "Cathode plant" in drawn
    assert "21 days at the earliest" in drawn
    assert "Made-up chemicals firm" in page.text_content()


def test_a_share_bought_elsewhere_is_a_supposition(made_up: TestClient) -> None:
    page = read_page(made_up, "en", subject="cases", outside="0.5")
    assert "50% is bought elsewhere" in page.text_content()
    assert "No such share is assumed" not in page.text_content()
    assert "50 %" in read_drawn(page)


def test_what_is_asked_wrongly_is_refused_in_words(made_up: TestClient) -> None:
    for query in ({"subject": "nowhere"}, {"outside": "many"}, {"outside": "1.2"}):
        answer = made_up.get("/stop", params={"lang": "en", **query})
        assert answer.status_code == (404 if "subject" in query else 422)
        assert ("is called “nowhere”" if "subject" in query else "is not one of the choices") in answer.text


def test_a_page_of_the_house_offers_no_file(made_up: TestClient) -> None:
    page = read_page(made_up, "zh_CN")
    assert page.xpath("//p[@id='forms']//a") == []
    assert made_up.get("/stop.json").status_code == 403
