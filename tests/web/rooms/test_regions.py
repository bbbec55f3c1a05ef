"""The page of a region among others: quotients of the loaded table, what is left out named, when the menu has it."""

from __future__ import annotations

import pytest
from lxml import html as markup
from tests.local_client import TestClient


def read_page(client: TestClient, lang: str = "zh_CN", **query: str) -> markup.HtmlElement:
    answer = client.get("/clusters/regions", params={"lang": lang, **query})
    assert answer.status_code == 200
    return markup.fromstring(answer.text)


def read_rows(page: markup.HtmlElement, table: str) -> dict[str, list[str]]:
    rows = page.xpath(f"//table[@id='{table}']//tbody/tr")
    cells = [[" ".join(cell.text_content().split()) for cell in row.xpath("td")] for row in rows]
    return {row[1].split()[0]: row[2:] for row in cells}


def test_quotients_of_the_loaded_table(made_up: TestClient) -> None:
    page = read_page(made_up, "en")
    assert "more than its share in 4 of 11 industries among 8 regions" in page.xpath("string(//h1)")
    rows = read_rows(page, "specialisation")
    # 16,463 of 63,251 persons in the region, 47,047 of 419,867 in all regions: by hand from the rows
    assert rows["26"][:2] == ["16,463", "2.32"]
    assert rows["32"] == ["—", "—", "—", "—", "—", "left out: a cell of it is not known"]
    drawn = " ".join(page.xpath("//svg[contains(@class, 'broad')]//text/text()"))
    assert "26 Chemicals" in drawn


def test_growth_in_three_parts_adds_up(made_up: TestClient) -> None:
    page = read_page(made_up, region="青港区（虚构）")
    for cells in read_rows(page, "shift-share").values():
        if cells[2] != "—":
            change, *parts = (int(cell.replace(",", "")) for cell in cells[2:6])
            assert abs(change - sum(parts)) <= 2


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_the_menu_has_it_where_a_table_is_loaded(client: TestClient, made_up: TestClient, lang: str) -> None:
    found = [
        bool(
            markup.fromstring(site.get("/clusters", params={"lang": lang}).text).xpath(
                "//nav//a[@href]/@href[contains(., '/clusters/regions')]"
            )
        )
        for site in (client, made_up)
    ]
    assert found == [False, True]
    assert "regional_industries" in read_page(client, lang).xpath("string(//a[contains(@href, 'template')]/@href)")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"measure": "jobs"}, "“jobs” is not one of the choices"),
        ({"period": "2031"}, "“2031” is not one of the choices"),
        ({"region": "nowhere", "since": "1999"}, "“1999” is not one of the choices"),
    ],
)
def test_what_is_not_loaded_is_named(made_up: TestClient, query: dict[str, str], words: str) -> None:
    answer = made_up.get("/clusters/regions", params={"lang": "en", **query})
    assert answer.status_code == 422
    assert words in answer.text
