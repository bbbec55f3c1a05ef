"""Pages give the figures of the engine, and every one of them opens."""

from __future__ import annotations

import re

import pytest
from tests.local_client import TestClient

from liantu.chain.gap_records import build_gap_records
from liantu.district import District
from liantu.model.change import Change

from .site import read

PTA = "capacities:pengwei-pta;amount=90;unit=万吨/年"


@pytest.mark.parametrize("which", ["invite", "utilities", "commodities", "onsite", "all"])
def test_lists_are_those_of_the_engine(client: TestClient, fuling: District, which: str) -> None:
    assert client.get(f"/gaps/{which}.json").json()["gaps"] == build_gap_records(fuling.chain.gaps(which))


def test_a_what_if_in_the_address_is_that_of_the_engine(client: TestClient, fuling: District) -> None:
    changed = fuling.what_if(Change.from_query([PTA]))
    body = client.get("/gaps/all.json", params={"w": PTA}).json()
    assert body["gaps"] == build_gap_records(changed.chain.gaps("all"))
    assert body["what_if"] == [PTA]
    assert "pta" not in {gap["product"] for gap in body["gaps"]}
    assert client.get("/gaps/all.json").json()["gaps"] == build_gap_records(fuling.chain.gaps("all"))


def test_accounts_sum_to_their_figures(client: TestClient, fuling: District) -> None:
    for row in fuling.chain.gaps("all").head(12).iter_rows(named=True):
        for measure, value in (("gap", row["gap_typical"]), ("operating", row["operating"])):
            account = client.get(f"/account/{row['product']}.json", params={"measure": measure}).json()["account"]
            assert account["typical"] == value or account["typical"] == pytest.approx(value), (row["product"], measure)


def test_links_keep_the_what_if(client: TestClient) -> None:
    """Whoever follows a link stays in the what-if."""
    text = client.get("/gaps/all", params={"w": PTA}).text
    leaving = [
        href for href in text.split('href="')[1:] if href.startswith("/product/") and "w=" not in href.split('"')[0]
    ]
    assert leaving == []


def test_english_counts_in_millions_and_says_no_unit_that_runs_into_a_figure(
    made_up: TestClient, client: TestClient
) -> None:
    # 15,500 of ten thousand square metres, of a factory of films of the made-up district.
    office = " ".join(read(made_up, "/office/invest", "en").texts)
    assert "155 million m²" in office
    assert "10,000 m²" not in office
    uses = " ".join(read(client, "/coefficients", "en").texts)
    assert "× 10,000 m²/GWh" in uses
    assert not re.search(r"\d 10,000 ", uses)
    assert "规上" not in " ".join(read(made_up, "/firm/f001", "en").texts)
    said = read(client, "/checks", "en").texts
    assert not any("规上" in text and "scope of the target" in text for text in said)
