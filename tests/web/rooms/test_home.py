"""The first screen: one computed sentence, nothing added, changes since a day that the reader sets."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pytest
from lxml import html as markup
from tests.local_client import TestClient

import liantu
from liantu.district import District
from liantu.web.core.app import create_app

from ..site import LANGUAGES, YUNXI


def read_home(client: TestClient, language: str, query: str = "") -> markup.HtmlElement:
    return markup.fromstring(client.get(f"/?lang={language}{query}").text)


def squeeze(element: markup.HtmlElement) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


def test_the_sentence_counts_and_does_not_add(client: TestClient, fuling: District) -> None:
    (heading,) = read_home(client, "zh_CN").xpath("//h1")
    rows = fuling.chain.gaps("invite", "battery")
    unknown = rows["gap_typical"].null_count()
    assert squeeze(heading) == (
        "72 GWh 磷酸铁锂电芯建成后，磷酸铁锂正极材料、人造石墨负极材料、锂电池电解液、涂覆隔膜"
        f"等{rows.height}个环节尚缺（{rows.height - unknown}个可测算，{unknown}个数量未掌握）；"
        "最大一项磷酸铁锂正极材料，按2023年12月价格约61–69亿元/年（不含税，可信度中）；各环节不可加总。"
    )
    assert heading.xpath("./b/text()") == [
        "72 GWh 磷酸铁锂电芯",
        "磷酸铁锂正极材料、人造石墨负极材料、锂电池电解液、涂覆隔膜",
        "磷酸铁锂正极材料",
        "61–69",
    ]


def test_recalled_prices_are_bands_only(client: TestClient, fuling: District) -> None:
    drawn = set(read_home(client, "zh_CN").xpath("//svg[contains(@class, 'broad')]//text()"))
    recalled = fuling.chain.gaps("invite").head(8).filter(price_grade="C")
    assert recalled.height > 4
    for row in recalled.iter_rows(named=True):
        assert not [text for text in drawn if re.fullmatch(rf"{row['value_low'] / 1e8:.1f}.*", text)]
        assert [text for text in drawn if text.startswith(row["band"])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_four_panels_and_their_pictures(client: TestClient, made_up: TestClient, language: str) -> None:
    for site in (client, made_up):
        page = read_home(site, language)
        assert len(page.xpath("//section[contains(@class, 'panel')]")) == 5
        assert len(page.xpath("//section//svg[contains(@class, 'broad')]")) == 3
        assert page.xpath("//input[@name='since']/@value")


def test_a_square_is_a_project(client: TestClient, fuling: District) -> None:
    (drawing,) = read_home(client, "zh_CN").xpath("//svg[@aria-labelledby='project-stages-title']")
    assert len(drawing.xpath("./rect")) == fuling.deliver.projects().height


def test_changes_are_told_since_the_day_that_is_set(client: TestClient) -> None:
    later = squeeze(read_home(client, "zh_CN", "&since=2023-11-30"))
    assert "自2023-11-30以来的变化" in later
    assert "慧谷湖科创小镇部分项目进入主体施工" not in later
    assert client.get("/?since=nonsense").status_code == 422


def test_a_reader_is_told_since_he_last_looked(client: TestClient) -> None:
    client.cookies.clear()
    client.get("/?as_of=2023-10-31&lang=zh_CN")
    found = squeeze(read_home(client, "zh_CN"))
    client.cookies.clear()
    assert "自2023-10-31以来的变化 起始日＝您上次查看的截至日" in found
    assert "自2023-09-30以来的变化 起始日＝上季度末" in squeeze(read_home(client, "zh_CN"))


def test_chains_that_nobody_names_are_drawn_as_unknown(client: TestClient) -> None:
    drawing = read_home(client, "zh_CN").xpath("//svg[@aria-labelledby='chain-maps-title']")[0]
    assert "另8条重点产业链未掌握" in squeeze(drawing)
    assert "原文11个，列名3个" in squeeze(drawing)


@pytest.mark.parametrize(("language", "words"), [("zh_CN", "未提及1项"), ("en", "not stated: 1")])
def test_a_small_map_says_of_a_chain_without_amounts_what_it_draws(
    client: TestClient, language: str, words: str
) -> None:
    """Light alloy has no capacity on record: its map draws one dotted card, which is no link to fill yet."""
    page = markup.fromstring(client.get("/picture/chain-maps", params={"lang": language}).text)
    (chain, *_twin) = page.xpath("//svg//a[contains(@href, '/chain/light-alloy')]")
    assert words in " ".join(chain.xpath(".//text()"))


def test_the_largest_link_of_a_chain_is_said_to_be_of_that_chain() -> None:
    """In Yunxi the list leads with batteries, and aluminium foil of another chain is worth more than their copper."""
    yunxi = liantu.open(YUNXI)
    summary = yunxi.chain.summary()
    assert summary is not None
    assert yunxi.chain.most_valuable(yunxi.chain.gaps("invite")) != summary.largest
    with TestClient(create_app(yunxi), base_url="http://127.0.0.1") as client:
        sentence = markup.fromstring(client.get("/", params={"lang": "zh_CN"}).text).xpath("string(//h1)")
    chain = yunxi.tables.labels("zh_CN")[summary.chain]
    assert f"{chain}链最大一项" in sentence


def test_an_event_of_a_plant_alone_is_named_by_its_plant(tmp_path: Path) -> None:
    folder = Path(shutil.copytree("districts/fuling", tmp_path / "fuling"))
    with (folder / "events.csv").open(encoding="utf-8", newline="") as file:
        names = [*(csv.DictReader(file).fieldnames or []), "plant"]
        file.seek(0)
        rows = [*csv.DictReader(file)]
    start = {"id": "start", "plant": "rept-cell", "stage": "building", "period": "2023-12-28"}
    rows.append(start | {"basis": "stated", "source": "paper-a", "locator": "34", "quote": "签约"})
    with (folder / "events.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows)
    with TestClient(create_app(liantu.open(folder))) as client:
        page = read_home(client, "zh_CN", "&since=2023-12-27")
    subjects = page.xpath("//a[contains(@href, '/plant/rept-cell')]/text()")
    assert subjects
