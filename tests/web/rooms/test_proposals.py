"""The pages of projects to propose: what stands first, what is barred in its title, and that figures are accounted."""

from __future__ import annotations

import pytest
from lxml import html as markup
from tests.local_client import TestClient

BARRED = "BDO-REPPE~ACETYLENE-NG-POX~FORMALD-SILVER~H2-SMR~METHANOL-NATGAS"


def read(client: TestClient, address: str, language: str = "zh_CN") -> markup.HtmlElement:
    answer = client.get(address, headers={"Cookie": f"lang={language}"})
    assert answer.status_code == 200
    return markup.document_fromstring(answer.text)


def test_partners_stand_before_the_list_and_the_barred_below_it(client: TestClient) -> None:
    titles = [table.text_content().strip() for table in read(client, "/proposals").xpath("//table/caption")]
    order = [
        next(n for n, title in enumerate(titles) if word in title) for word in ("先谈供货", "项目谋划", "不宜谋划")
    ]
    assert order == sorted(order)


def test_the_heading_counts_what_is_to_be_verified_and_nothing_that_is_not_there(client: TestClient) -> None:
    page = read(client, "/proposals")
    heading = page.xpath("string(//h1)")
    records = client.get("/proposals.json").json()["proposals"]
    verify = {row["product"] for row in records if row["advice"] == "load_to_verify" and row["bundle"] == row["leads"]}
    assert f"；{len(verify)}个产品须先核实全国开工率" in heading
    assert "全国开工率低" not in heading  # of no product a figure that was read says so


def test_a_barred_bundle_says_so_in_its_title_and_is_never_ranked(client: TestClient) -> None:
    page = read(client, f"/proposals/{BARRED}")
    heading = page.xpath("string(//h1)")
    assert "禁，待核：天然气制甲醇，天然气利用政策 国家发展和改革委员会令第15号" in heading
    record = client.get(f"/proposals/{BARRED}.json").json()["proposal"]
    assert (record["rank"], record["advice"]) == (None, "forbidden")


def test_the_account_sums_to_the_figures(client: TestClient) -> None:
    answer = client.get("/proposals/PA66-POLY~HMDA-ADN~H2-SMR.json").json()
    sums: dict[str, float] = {}
    for term in answer["terms"]:
        if term["measure"] == "need":
            sums[term["product"]] = sums.get(term["product"], 0.0) + term["value"]
    needs = answer["proposal"]["needs"]
    assert needs["power"] == pytest.approx(sums["elec"])
    assert needs["steam"] == pytest.approx(sums["steam"])
    # 0.519 t of diamine a tonne of chip, 0.95 t of adiponitrile a tonne of diamine; 100,000 t of chip
    used = {use["product"]: use["amount"] for use in answer["proposal"]["uses"] if use["source"] != "elsewhere"}
    assert used == {"adipic": pytest.approx(65_100), "adn": pytest.approx(100_000 * 0.519 * 0.95)}


def test_a_bundle_says_land_capacity_over_consumption_and_what_it_does_not_build(client: TestClient) -> None:
    """8 × 10⁸ CNY over 1.5 to 2.5 × 10⁶ CNY a mu; no market of cell cans is recorded, so that nothing leads to it."""
    text = read(client, "/proposals/SEPARATOR-COATED").text_content()
    said = (
        "不超过320—530亩",
        "隆府办发〔2022〕58号",
        "全国开工率未掌握（仅有回忆值），待核",
        "未同建的主要原料及原因",
        "外销占比",
    )
    assert [words for words in said if words not in text] == []
    record = client.get("/proposals/SEPARATOR-COATED.json").json()["proposal"]
    assert record["needs"]["land_low"] == pytest.approx(8e8 / 2.5e6)
    assert record["needs"]["land_high"] == pytest.approx(8e8 / 1.5e6)
    assert record["land_basis"] == "elsewhere"
    assert record["not_built"] == [{"product": "sepbase", "reason": "idle_plants"}]
    assert [row["factor"] for row in record["factors"]][-1] == "capacity"
    cans = read(client, "/proposals/CELL-CASE-AL")
    assert "产能÷消费量未掌握" in cans.text_content()
    assert not [
        mark for mark in cans.xpath("//a/@href") if mark.startswith("#") and not cans.xpath(f"//*[@id='{mark[1:]}']")
    ]


def test_recalled_figures_of_the_country_stay_out_of_every_form(client: TestClient) -> None:
    nation = client.get("/proposals/PA66-POLY~HMDA-ADN~H2-SMR.json").json()["proposal"]["nation"]
    assert nation["load_recalled"] is True
    assert (nation["load"], nation["cap"], nation["supply_ratio"]) == (None, None, None)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_district_of_other_chains_has_its_page(made_up: TestClient, language: str) -> None:
    page = read(made_up, "/proposals", language)
    assert page.xpath("//svg")
    assert page.xpath("//table")


def test_an_unknown_bundle_is_no_page(client: TestClient) -> None:
    assert client.get("/proposals/NOTHING").status_code == 404
