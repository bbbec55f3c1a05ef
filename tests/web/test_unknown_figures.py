"""What is unknown reads so on every page that shows it, in the unit that is meant."""

from __future__ import annotations

from lxml import html
from tests.exchange.paper.test_paper import docx_text
from tests.local_client import TestClient


def cells_of(client: TestClient, address: str, product: str) -> list[str]:
    """The row of a product in the first table that has it."""
    page = html.fromstring(client.get(address, params={"lang": "zh_CN"}).text)
    (row, *_rest) = page.xpath(f"//tr[.//a[starts-with(@href, '/product/{product}')]]")
    return [" ".join(cell.text_content().split()) for cell in row.xpath("./td")]


def test_the_balance_says_that_a_supply_is_unknown_not_zero(client: TestClient) -> None:
    row = cells_of(client, "/balance", "steam")
    assert row[8] == "未掌握"
    assert row[7].startswith("≥")
    assert client.get("/product/steam?lang=zh_CN").text.count("未掌握") > 1


def test_a_column_of_demand_says_that_a_part_of_it_is_unknown(client: TestClient) -> None:
    assert cells_of(client, "/gaps/invite", "ipa")[3] == "≥1.08"
    assert cells_of(client, "/gaps/invite", "lfp")[4] == "6.75"


def test_use_per_unit_keeps_the_unit_it_was_measured_in(client: TestClient) -> None:
    """18 kg of chip for a thousand bottles, not for ten thousand."""
    assert "0.018 吨/千只" in client.get("/extend?lang=zh_CN").text
    assert "0.018 t/1,000 pieces" in client.get("/extend?lang=en").text


def test_a_surplus_with_an_unknown_use_here_is_a_most_one(client: TestClient) -> None:
    assert cells_of(client, "/extend", "adipic")[2] == "≤150"
    assert cells_of(client, "/extend", "urea")[2] == "80"


def test_use_for_ten_thousand_units_is_in_the_words_of_an_office(client: TestClient) -> None:
    page = html.fromstring(client.get("/chain/spandex?lang=zh_CN").text)
    (table,) = page.xpath("//table[.//th[contains(., '每万单位')]]")
    rows = [[" ".join(c.text_content().split()) for c in row.xpath("./td")] for row in table.xpath(".//tbody/tr")]
    ptmeg = next(row for row in rows if row[1] == "聚四亚甲基醚二醇")
    assert ptmeg[3:6] == ["0.785 吨/吨", "0.72 / 0.785 / 0.815", "万吨/年"]
    assert next(row for row in rows if row[1] == "电力")[4:6] == ["3000 / 4200 / 6500", "万千瓦时/年"]


def test_what_no_source_says_to_be_made_here_is_to_be_verified(client: TestClient) -> None:
    page = client.get("/?lang=zh_CN").text
    assert "精对苯二甲酸（待核）" in page
    assert "purified terephthalic acid (to be verified)" in client.get("/?lang=en").text
    assert "己二腈（待核）" not in page


def test_what_is_needed_behind_links_on_site_stands_in_a_table_apart(client: TestClient) -> None:
    page = html.fromstring(client.get("/gaps/onsite?lang=zh_CN").text)
    (table,) = page.xpath("//table[.//th[contains(., '另需')]]")
    words = " ".join(table.text_content().split())
    assert "纯苯" in words
    assert "108" in words
    assert "若同厂自产另需纯苯" in client.get("/chain/adipic-nylon/picture/links?lang=zh_CN").text


def test_what_is_needed_too_is_a_least_one_where_a_need_is_known_in_part(client: TestClient) -> None:
    """Another plant of adipic acid, of unknown amount: 108 of benzene are the least, on page, paper and card."""
    plant = [
        "+plants:more;zh=另一装置;en=another plant;firm=huafeng;basis=ours",
        "+capacities:more;plant=more;product=adipic;basis=ours",
        "+events:more;capacity=more;stage=operating;period=2023;basis=ours",
    ]
    for lines, mark in (([], ""), (plant, "≥")):
        asked = {"lang": "zh_CN", "w": lines}
        page = html.fromstring(client.get("/gaps/onsite", params=asked).text)
        (table,) = page.xpath("//table[.//th[contains(., '另需')]]")
        rows = [
            [" ".join(cell.text_content().split()) for cell in row.xpath("td")] for row in table.xpath(".//tbody/tr")
        ]
        assert next(row[5] for row in rows if row[1] == "纯苯") == f"{mark}108"
        needs = client.get("/gaps/onsite.json", params=asked).json()["conditional"]
        assert {row["product"]: row["at_least"] for row in needs}["benzene"] is bool(mark)
        card = client.get("/chain/adipic-nylon/picture/links", params=asked).text
        assert f"若同厂自产另需 {mark}39.3 万吨/年" in card
        listed = docx_text(client.get("/paper/commodities.docx", params=asked).content)
        assert f"纯苯 {mark}108 万吨/年" in listed


def test_whether_an_input_is_made_on_site_is_answered_on_the_page(client: TestClient) -> None:
    """Of the two answers each is a what-if; made there, cyclohexanol takes 1.08 Mt of benzene, beside the links."""
    page = html.fromstring(client.get("/ask?lang=zh_CN").text)
    row = "//tr[.//a[starts-with(@href, '/product/cyclohexanol')]]"
    made, bought = page.xpath(f"{row}//a[starts-with(@href, '/what-if?w=')]")
    assert (made.text_content(), bought.text_content()) == ("是", "否")
    moves = html.fromstring(client.get(f"{made.get('href')}&lang=zh_CN").text)
    (benzene,) = moves.xpath("//table[@id='moves']//tr[.//a[starts-with(@href, '/product/benzene')]]")
    assert "大宗原料清单" in benzene.text_content()


def test_every_figure_of_a_list_opens_its_account(client: TestClient) -> None:
    page = client.get("/gaps/invite?lang=zh_CN").text
    for measure, words in (("value", "价格"), ("plants_filled", "常见规模"), ("range", "抽样")):
        assert f"/account/lfp?measure={measure}" in page
        assert words in client.get(f"/account/lfp?measure={measure}&lang=zh_CN").text
    assert "(100 m CNY a year)" in client.get("/account/lfp?measure=value&lang=en").text
    plants = client.get("/account/lfp?measure=plants_filled&lang=zh_CN").text
    assert "16.2 万吨/年 ÷ 常见规模 5 / 10 / 20 万吨/年" in plants  # both sides in the unit that offices use


def test_map_and_list_name_the_same_links(client: TestClient) -> None:
    """The map of batteries shows the twelve links to fill, no bulk material in place of one."""
    listed = client.get("/gaps/invite.json?chain=battery").json()["gaps"]
    cards = client.get("/chain/battery.json").json()["cards"]
    drawn = [card["id"] for card in cards if card["column"] == 1]
    assert drawn == [gap["product"] for gap in listed][:12]


def test_extensions_say_what_the_market_takes_and_no_digit_of_what_was_recalled(client: TestClient) -> None:
    """A magnitude to be checked, of a later year with the mark; and of a long list of further needs the first two."""
    page = html.fromstring(client.get("/extend?lang=zh_CN").text)
    headings = [heading.text_content() for heading in page.xpath("//table[@id='extend']//thead//th")]
    rows = page.xpath("//table[@id='extend']//tbody/tr")
    shown = [row.xpath(f"string(./td[{headings.index('市场可容') + 1}])").strip() for row in rows]
    assert "约万吨级，待核（全国约十万吨级，待核（按2024年量级））" in shown  # PBAT: 200,000 t at home
    assert "不远运，本地区市场未掌握" in shown  # bottles travel filled
    recalled = [text for text in shown if "待核" in text]
    assert recalled
    assert all(not any(char.isdigit() for char in text.replace("按2024年量级", "")) for text in recalled)
    cells = page.xpath(f"//table[@id='extend']//tbody/tr/td[{headings.index('另需') + 1}]")
    assert max(len(cell.xpath(".//a")) for cell in cells) == 2
    # the picture has a line for each extension of which both are known, in words beside the bar
    drawing = page.xpath("//svg[@aria-labelledby='market-bars-title']")[0]
    both = [row for row in client.get("/extend.json").json()["extensions"] if row["makes_up_to"] and row["market_low"]]
    assert len(drawing.xpath("./a")) == len(both) > 5
    assert "全国约十万吨级，待核（按2024年量级）" in drawing.text_content()


def test_a_product_shows_its_market_with_source_and_what_is_recalled_as_a_magnitude(client: TestClient) -> None:
    text = html.fromstring(client.get("/product/ess?lang=zh_CN").text).xpath("string(//table[@id='market'])")
    assert "46.6 GWh/年" in text
    assert "CNESA储能数据库2023" in text or "CNESA全球储能数据库2023" in text
    assert "累计装机" in text
    assert "约百GWh级，待核" in text
    rows = client.get("/product/adipic.json").json()["markets"]
    assert {row["value"] for row in rows} == {None}  # each of them recalled
    assert {float(f"{row[end]:.0e}") == row[end] for row in rows for end in ("low", "high")} == {True}
    table = client.get("/tables/markets.json?q=adipic").json()["markets"]
    assert all(row["value"] is None and set(row["low"]) | set(row["high"]) <= set("01") for row in table)


def test_bars_are_linear_carry_their_figures_and_stand_only_where_a_value_is_known(client: TestClient) -> None:
    script = client.get("/static/js/charts.js").text
    assert script.count('type: "value"') == 1
    assert 'type: "log"' not in script
    assert 'class="paper drawn" id="gaps"' in client.get("/gaps/invite?chain=battery").text
    spandex = client.get("/gaps/invite?chain=spandex").text
    assert 'class="paper drawn"' not in spandex
    assert 'class="unknown-links"' in spandex


def test_what_is_weak_and_needed_in_an_unknown_amount_is_not_zero(client: TestClient) -> None:
    """Both users of the glycol ether state no amount; of ammonia the list of links to fill says the same figures."""
    assert cells_of(client, "/weak", "ptmeg")[3:6] == ["未掌握", "未掌握", "未掌握"]
    weak, invited = cells_of(client, "/weak", "ammonia"), cells_of(client, "/gaps/invite", "ammonia")
    assert weak[3:6] == ["≥45", "≥46.1", "1.08"]
    assert invited[3] == weak[4]
    assert "缺口只按已掌握部分计算" in client.get("/weak?lang=zh_CN").text
    rows = {row["product"]: row for row in client.get("/weak.json").json()["weak"]}
    assert rows["ptmeg"]["direct"] == 0.0  # the machine's answer keeps the sum, and says whose part is unknown
    assert len(rows["ptmeg"]["unknown_demand_by"]) == 2


def test_a_town_is_no_site_of_a_chemical_plant_and_admission_has_room(client: TestClient) -> None:
    page = html.fromstring(client.get("/product/eg?lang=zh_CN").text)
    (sites,) = page.xpath("//table[@id='sites']")
    words = sites.text_content()
    assert "慧谷湖" not in words
    assert all(name in words for name in ("涪陵高新区", "白涛", "华峰"))
    assert "类型不是园区、基地的地点（如城镇）不列入" in page.text_content()
    english = client.get("/product/eg?lang=en").text
    assert "Places whose kind is neither park nor site are left out." in english
    assert page.xpath("//table[@id='gap']//th[contains(@class, 'sentences') and contains(., '准入')]")
    (row,) = page.xpath("//table[@id='gap']/tbody/tr")
    texts = [" ".join(cell.text_content().split()) for cell in row.xpath("./td")]
    place = next(number for number, text in enumerate(texts) if "长江保护法" in text)
    assert texts[place - 2] == texts[-1] == "未掌握"  # the year it is needed from, the office in charge
