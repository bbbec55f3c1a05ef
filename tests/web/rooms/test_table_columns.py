"""Which columns of a table its page shows: what no row fills is named and one click away."""

from __future__ import annotations

import pytest
from lxml import html as markup
from tests.local_client import TestClient

from liantu.web.rooms.data.table_rows import _FIT


def _read(client: TestClient, address: str, language: str = "zh_CN") -> tuple[list[str], str]:
    page = markup.fromstring(client.get(address, headers={"Cookie": f"lang={language}"}).text)
    heads = [head.text_content().strip(" ↑↓") for head in page.xpath("//table[@id='rows']/thead/tr[1]/th")]
    return heads[1:-1], " ".join(page.xpath("string(//main)").split())


@pytest.mark.parametrize(
    ("language", "process", "words"),
    [("zh_CN", "工艺", "未列出各行均未填"), ("en", "Process", "Left out are the columns that no row fills")],
)
def test_what_no_row_fills_is_named_and_one_click_away(
    client: TestClient, language: str, process: str, words: str
) -> None:
    heads, said = _read(client, "/tables/capacities", language)
    assert process not in heads
    assert words in said
    assert process in said
    every, said = _read(client, "/tables/capacities?columns=all", language)
    assert process in every
    assert words not in said
    assert [head for head in every if head in heads] == heads


def test_a_column_that_the_address_asks_of_is_shown(client: TestClient) -> None:
    assert "工艺" in _read(client, "/tables/capacities?f.process==")[0]
    assert "工艺" in _read(client, "/tables/capacities?sort=process")[0]


def test_of_very_many_columns_those_that_the_fewest_rows_fill_go(client: TestClient) -> None:
    heads, said = _read(client, "/tables/products")
    assert len(heads) == _FIT
    # Of 1,000 products a few have a wider one; each has a unit and a class.
    assert {"名称", "单位", "类别"} <= {*heads}
    assert "上位产品" not in heads
    assert "上位产品" in said


def test_a_table_without_rows_shows_every_column(client: TestClient) -> None:
    heads, said = _read(client, "/tables/land_checks")
    assert len(heads) > 6
    assert "未列出" not in said
