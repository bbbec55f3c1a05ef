"""The office in charge of a chain stands beside its links, on pages and papers."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.local_client import TestClient

from liantu.web.core.app import create_app

ORCHARD = Path(__file__).parents[1] / "districts" / "orchard"
CHANGE = [
    "+offices:economy;zh=经济信息委;kind=government;basis=ours",
    "chains:juice;office=economy",
    "+members:juice/pulp/missing;basis=ours",
]
PAGES = ("/gaps/invite", "/chain/juice", "/paper/invite.docx", "/paper/set.xlsx?chain=juice")


@pytest.mark.parametrize("address", PAGES)
def test_a_chain_with_an_office_is_shown(address: str) -> None:
    with TestClient(create_app(ORCHARD), base_url="http://127.0.0.1") as client:
        answer = client.get(address, params={"w": CHANGE, **({"chain": "juice"} if "chain=" in address else {})})
    assert answer.status_code == 200
    if address.startswith("/gaps"):
        assert "经济信息委" in answer.text
