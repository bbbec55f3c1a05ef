"""A product up and down: what its makers need, where it comes from, where it goes."""

from __future__ import annotations

import pytest
from lxml import html as markup
from tests.local_client import TestClient

from liantu.district import District


def read_flow(client: TestClient, product: str) -> markup.HtmlElement:
    page = markup.fromstring(client.get(f"/product/{product}", params={"lang": "zh_CN"}).text)
    (drawing,) = page.xpath("//svg[@aria-labelledby='product-flow-title']")
    return drawing


def heights(drawing: markup.HtmlElement) -> list[float]:
    """Of the marks of nodes, from the inputs to the uses."""
    return [float(mark.get("height")) for mark in drawing.xpath(".//rect[@width='12'][@stroke]")]


def test_what_is_made_and_lacks_goes_where_it_is_needed(client: TestClient) -> None:
    # Of ammonia 45 are made and 46.1 needed: 80 of urea at 0.576; an older line and adiponitrile are unknown.
    drawing = read_flow(client, "ammonia")
    words = [text.text_content() for text in drawing.xpath(".//text")]
    for said in ("45 万吨/年", "1.08 万吨/年", "46.1 万吨/年", "需46.1 万吨/年", "建峰", "未掌握"):
        assert said in words
    made, stub, lacking, used, unknown_use = heights(drawing)
    assert made / used == pytest.approx(45 / 46.08, rel=0.01)
    assert lacking / used == pytest.approx(1.08 / 46.08, rel=0.05)
    assert stub == unknown_use
    hatched = drawing.xpath(".//rect[contains(@fill, 'unknown')]")
    assert [float(mark.get("height")) for mark in hatched] == [stub, unknown_use]


def test_another_unit_is_hollow_and_has_no_height_of_its_own(client: TestClient) -> None:
    drawing = read_flow(client, "sepcoat")
    hollow = drawing.xpath(".//rect[@width='12'][@fill='#FFFFFF'][@stroke]")
    assert hollow
    assert len({mark.get("height") for mark in hollow if mark.get("stroke-dasharray") is None}) <= 1


def test_of_a_product_that_nobody_makes_the_inputs_are_supposed(client: TestClient) -> None:
    drawing = read_flow(client, "lfp")
    assert "如在本地生产，推算需要" in drawing.text_content()
    assert "本地装置所需" not in drawing.text_content()
    assert "本地装置所需" in read_flow(client, "adipic").text_content()


def test_water_and_power_do_not_dwarf_the_inputs(client: TestClient) -> None:
    table = client.get("/product/adipic/picture/flow.json").json()["flows"]
    names = [row["name"] for row in table if row["side"] == "inputs"]
    assert names
    assert not {"新鲜水", "电力", "蒸汽", "fresh water", "electricity", "steam"} & set(names)


@pytest.mark.parametrize("form", ["svg", "png"])
def test_the_flow_has_files(client: TestClient, form: str) -> None:
    answer = client.get(f"/product/lfp/picture/flow.{form}")
    assert answer.status_code == 200
    assert answer.content


def test_a_product_of_the_library_alone_says_so(client: TestClient, fuling: District) -> None:
    used = {*fuling.chain.terms["product"], *fuling.chain.balance()["product"]}
    alone = next(key for key in fuling.tables["products"]["id"] if key not in used)
    assert "nobody here makes or needs it" in client.get(f"/product/{alone}/picture/flow", params={"lang": "en"}).text
    assert "product-flow" not in client.get(f"/product/{alone}", params={"lang": "en"}).text
