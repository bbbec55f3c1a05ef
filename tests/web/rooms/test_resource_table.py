"""On a product's page: what making it would need of resources, beside what places state is free."""

from __future__ import annotations

import pytest
from lxml import html as markup
from tests.local_client import TestClient


@pytest.mark.parametrize(
    ("lang", "title", "unknown"),
    [
        ("en", "Resources: what making it would need, what places state is free", "what is free is unknown"),
        ("zh_CN", "要素：所需与余量", "余量未掌握"),
    ],
)
def test_a_link_to_fill_says_what_it_would_need(client: TestClient, lang: str, title: str, unknown: str) -> None:
    page = markup.document_fromstring(client.get("/product/electrolyte", params={"lang": lang}).text)
    (table,) = page.xpath(f"//table[caption[contains(., '{title}')]]")
    cells = [cell.text_content().strip() for cell in table.xpath(".//tbody/tr[1]/td")]
    assert unknown in cells
    assert any("/年" in cell or "/yr" in cell for cell in cells)
