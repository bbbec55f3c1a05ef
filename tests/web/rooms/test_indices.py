"""The page of composite indices: the district's own file, ranks with ranges, parts, steps that nobody chose first."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree, rmtree

import pytest
from lxml import html as markup
from tests.local_client import TestClient

from liantu.district import open_district
from liantu.exchange.folder.district_folder import write_folder
from liantu.model.problems import Problems

DISTRICTS = Path(__file__).parents[3] / "districts"


def read_page(client: TestClient, lang: str = "zh_CN", **query: str) -> markup.HtmlElement:
    answer = client.get("/indices", params={"lang": lang, **query})
    assert answer.status_code == 200
    return markup.fromstring(answer.text)


def read_rows(page: markup.HtmlElement, table: str) -> list[list[str]]:
    rows = page.xpath(f"//table[@id='{table}']//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row.xpath("td")][1:] for row in rows]


def test_the_office_sees_its_rank_and_what_moved_it(made_up: TestClient) -> None:
    page = read_page(made_up)
    assert page.xpath("string(//h1)") == "工业经济运行指数（权重为虚构）2023：云汐区（虚构）85.11分，在6个单位中列第2"
    assert read_rows(page, "ranks")[0] == ["西江区（虚构）", "1", "86.47", "1", "2"]
    # output against schedule, by hand: 60 + 40 · (102.4 - 90) / 20 = 84.8 points, a fifth of the weight
    parts = {row[0]: row[1:] for row in read_rows(page, "parts")}
    assert parts["产值时序进度"] == ["16.96", "19.9", "+1.32"]
    assert read_rows(page, "steps")[0][2] == "未做"
    ((unit, time, indicator, _mark, before, after),) = read_rows(page, "marks")
    assert (unit, time, indicator, before, after) == ("南坪县（虚构）", "2023", "工业投资增速", "—", "8.82")


def test_english_units_and_another_year(made_up: TestClient) -> None:
    page = read_page(made_up, "en", unit="greenport", time="2022")
    assert "Greenport District (fictitious) stands at 2 of 6" in page.xpath("string(//h1)")
    assert "权重" not in page.xpath("string(//main)")


def test_a_district_without_a_file_says_how(client: TestClient) -> None:
    page = read_page(client, "en")
    assert "folder indices of the district" in page.text_content()
    assert not page.xpath("//nav[@id='pages']//a[contains(@href, '/indices')]")


def test_wrong_choices_are_named(made_up: TestClient) -> None:
    answer = made_up.get("/indices", params={"lang": "en", "unit": "nowhere", "time": "1999"})
    assert answer.status_code == 422
    assert answer.text.count("is not one of the choices") == 2
    assert made_up.get("/indices", params={"index": "nothing"}).status_code == 422


def test_a_folder_keeps_its_indices_and_a_wrong_file_is_told(tmp_path: Path) -> None:
    place = tmp_path / "yunxi"
    copytree(DISTRICTS / "yunxi", place)
    given = open_district(place).given
    rmtree(place / "indices")
    write_folder(given, place)
    again = open_district(place)
    assert again.outlook.indices()["index"].to_list() == ["operation"]
    assert again.outlook.district_index().data.units[0] == "yunxi"
    (place / "indices" / "operation.yaml").write_text("id: operation\nnodes: {a: {weight: x}}\n", encoding="utf-8")
    with pytest.raises(Problems, match=r"operation\.yaml"):
        open_district(place).outlook.district_index()
