"""The map of a deployment on the page of parks: filled and labelled at the ids of places."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html as markup
from tests.local_client import TestClient

from liantu.model.problems import Problems
from liantu.web.core.app import create_app

DISTRICTS = Path(__file__).parents[3] / "districts"
FULING, YUNXI = DISTRICTS / "fuling", DISTRICTS / "yunxi"
MAP = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200">
<path id="river" d="M 0 100 L 400 100" stroke="#88aacc"/>
<rect id="east-bank" x="20" y="10" width="160" height="80"/>
<rect id="north-slope" x="220" y="110" width="160" height="80"/></svg>"""


def test_places_are_filled_and_labelled(tmp_path: Path) -> None:
    (tmp_path / "map.svg").write_text(MAP, encoding="utf-8")
    client = TestClient(create_app(YUNXI, park_map=tmp_path / "map.svg"))
    page = markup.fromstring(client.get("/parks", params={"lang": "zh_CN"}).text)
    (drawn,) = page.xpath("//svg[contains(@class, 'broad')]")
    assert drawn.xpath(".//a[contains(@href, '/place/east-bank')]/rect/@fill") == ["#0B5394"]
    words = drawn.xpath(".//text/text()")
    assert "东岸工业园（虚构）" in words
    assert any("工业用地" in text and "850" in text for text in words)
    assert not drawn.xpath(".//*[@id='river' or @id='east-bank']")
    assert client.get("/parks.svg").status_code == client.get("/parks.png").status_code == 200


def test_a_refused_map_is_said_before_anything_is_served(tmp_path: Path) -> None:
    (tmp_path / "map.svg").write_text(MAP.replace("<path", "<script/><path"), encoding="utf-8")
    with pytest.raises(Problems, match="script"):
        create_app(YUNXI, park_map=tmp_path / "map.svg")
    (tmp_path / "map.svg").write_text(MAP.replace("east-bank", "x").replace("north-slope", "y"), encoding="utf-8")
    with pytest.raises(Problems) as refused:
        create_app(YUNXI, park_map=tmp_path / "map.svg")
    assert "请把图形的 id 写成地点编号：" in refused.value.problems[0].message("zh_CN")
    with pytest.raises(Problems) as refused:
        create_app(YUNXI, park_map=tmp_path / "none.svg")
    assert [problem.code for problem in refused.value.problems] == ["unopened_file"]


def test_a_place_without_plants_is_not_drawn_as_planned(tmp_path: Path) -> None:
    drawn = MAP.replace("east-bank", "huigu").replace("north-slope", "fuling-hightech")
    (tmp_path / "map.svg").write_text(drawn, encoding="utf-8")
    client = TestClient(create_app(FULING, park_map=tmp_path / "map.svg"))
    page = markup.fromstring(client.get("/parks", params={"lang": "en"}).text)
    (bare,) = page.xpath("//svg[contains(@class, 'broad')]//a[contains(@href, '/place/huigu')]/rect")
    assert (bare.get("fill"), bare.get("stroke"), bare.get("stroke-dasharray")) == ("#FFFFFF", "#555555", None)
    # What runs comes before what is being built, in whatever order the products stand.
    assert page.xpath("//svg[contains(@class, 'broad')]//a[contains(@href, 'hightech')]/rect/@fill") == ["#0B5394"]
    assert "The map is the deployer's own." in page.text_content()
    assert "no map" not in page.text_content()
