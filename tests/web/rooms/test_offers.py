"""The pages on by-products lead to each other, and their tables fit the page."""

from __future__ import annotations

import pytest
from tests.local_client import TestClient

PAGES = ("/gaps/offers", "/offers/pairs", "/offers/streams")


@pytest.mark.parametrize("address", PAGES)
def test_each_page_on_by_products_leads_to_the_others(client: TestClient, address: str) -> None:
    text = client.get(address, params={"chain": "battery"}).text
    assert not [page for page in PAGES if f'href="{page}?chain=battery"' not in text]
    assert f'href="{address}?chain=battery" aria-current="true"' in text


def test_amounts_of_by_products_stand_on_the_first_screen(client: TestClient) -> None:
    assert 'class="paper cards dense" id="streams"' in client.get("/offers/streams").text


def test_other_lists_stand_alone(client: TestClient) -> None:
    for address in ("/extend", "/weak", "/gaps/invite"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "/offers/pairs" not in answer.text
