"""Nine scenes of an officer's week, each in one go at one workspace of Fuling: what convinces, or does not."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from docx import Document
from openpyxl import load_workbook
from openpyxl.cell import MergedCell
from playwright.sync_api import Browser, Locator
from pypdf import PdfReader
from tests.web.site import YUNXI
from tests.workspaces import copy_workspace

from liantu.web.core.app import create_app

from .conftest import serving_here
from .forms import fill, keep
from .reader import Reader

BATTERY_LINKS = ["磷酸铁锂正极材料", "人造石墨负极材料", "锂电池电解液", "涂覆隔膜"]


@pytest.fixture(scope="module")
def officer(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """Somebody who reads Chinese, at a workspace of Fuling that the scenes leave as they found it."""
    with serving_here(create_app(copy_workspace("fuling", tmp_path_factory.mktemp("scenes")))) as address:
        reader = Reader(browser, address, "zh_CN", viewport={"width": 1440, "height": 900})
        # The first page of a new workspace computes all that it shows.
        reader.page.set_default_timeout(60_000)
        yield reader
        reader.context.close()
        assert reader.elsewhere == []
        # A search for names that is given up by leaving the page is said to the console.
        assert [said for said in reader.errors if ": htmx:" not in said] == []


def undo(reader: Reader, number: int) -> None:
    """Take the change of that number back."""
    page = reader.go(f"/history/{number}")
    fill(page, reason="演练")
    keep(page)
    page.wait_for_url(lambda url: not url.endswith(f"/history/{number}"))


def latest_change(reader: Reader) -> int:
    changes = reader.page.request.get(reader.origin + "/history.json").json()["changes"]
    return max(int(change["number"]) for change in changes)


def line(table: Locator, product: str) -> str:
    """What the row of a product says, in one line."""
    return re.sub(r"\s+", " ", table.locator(f'tbody tr:has(a[href^="/product/{product}"])').first.inner_text())


def test_1_the_first_screen_leads_with_what_can_be_invited(officer: Reader) -> None:
    page = officer.go("/")
    values = page.locator('section:has(a[href^="/picture/gap-values"]) svg.broad')
    names = values.locator('a[href^="/product/"]').all_text_contents()
    assert names[:4] == BATTERY_LINKS
    for unwanted in ("天然气", "电力", "蒸汽", "石脑油", "电解铜", "硝酸"):
        assert [name for name in names if unwanted in name] == []
        assert unwanted not in page.locator("h1").inner_text()
    words = values.text_content() or ""
    assert "0 / 6.75 / 9.45" in words
    assert "16.2 万吨/年" in words
    cathode = officer.go("/chain/battery/picture/links").locator('svg .card[data-id="lfp"]').first
    assert "0 / 6.75 / 16.2 万吨/年" in (cathode.text_content() or "")


def test_2_an_amount_with_its_source_takes_a_link_off_the_list(officer: Reader) -> None:
    page = officer.go("/gaps/commodities")
    assert "pta" in officer.gaps()
    page.locator('input[name="q"]').fill("PTA")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    assert "蓬威：本地有相关企业，产品和产能待核" in page.locator("table#found").inner_text()
    page.locator('table#found a[href="/product/pta"]').first.click()
    page.locator('table#makers a[href="/plant/pengwei-works"]').click()
    page.locator('main a[href^="/forms/plants/pengwei-works"]').first.click()
    state_amount(officer, s__zh="三月十二日走访蓬威", s__kind="visit", s__class="internal")
    officer.go("/gaps/commodities")
    assert "pta" not in officer.gaps()
    account = officer.go("/account/pta?measure=supply").locator("main .account")
    account.locator("details").evaluate_all("found => found.forEach(details => { details.open = true })")
    assert "三月十二日走访蓬威" in account.inner_text()
    undo(officer, latest_change(officer))
    officer.go("/gaps/commodities")
    assert "pta" in officer.gaps()


def state_amount(reader: Reader, **source: str) -> None:
    """On the form of the plant of which the articles give no amount: 900,000 t, and who says so."""
    page = reader.page
    page.locator('[name="capacities.0.amount"]').fill("90万吨/年")
    page.locator("details:has([name='s.zh']) summary").click()
    stated = {"f__locator": "1", "f__basis": "stated", "person": "张三", "reason": "走访"}
    fill_plainly(page.locator("form.joint"), **source, **stated)
    page.locator('form.joint button[value="keep"]').click()
    page.wait_for_url("**/history/*")


def fill_plainly(form: Locator, **fields: str) -> None:
    """Write into fields, in lists by the code of the choice."""
    for name, value in fields.items():
        field = form.locator(f'[name="{name.replace("__", ".")}"]')
        if name == "person" and not field.count():  # who has said it once is not asked again
            continue
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def test_3_what_a_plant_uses_itself_is_no_surplus(officer: Reader) -> None:
    before = line(officer.go("/gaps/onsite").locator("table#gaps"), "hno3")
    page = officer.go("/forms/plants")
    form = page.locator("form.joint")
    fill_plainly(form, f__zh="硝酸装置", f__firm="重庆华峰", f__place="重庆华峰新材料产业园", f__basis="ours")
    fill_plainly(form, capacities__new__product="硝酸(折100%)", capacities__new__amount="150万吨/年")
    fill_plainly(form, capacities__new__self_use="100", events__new__stage="operating", events__new__period="2023")
    fill_plainly(form, person="张三", reason="演练")
    page.locator('form.joint button[value="keep"]').click()
    page.wait_for_url("**/history/*")
    added = latest_change(officer)
    after = officer.go("/product/hno3")
    balance = after.locator("table#balance tbody tr").inner_text().split("\t")
    assert balance[5] == "0"  # nothing of it is for sale
    assert "138" in balance[6]  # what the district needs of it is made and used on the site
    assert "hno3" not in officer.go("/extend").locator("main").inner_html()
    listed = officer.go("/gaps/all").locator("table#gaps")
    assert listed.locator('tbody tr:has(a[href^="/product/hno3"])').count() == 0 or "自用" in line(listed, "hno3")
    undo(officer, added)
    assert line(officer.go("/gaps/onsite").locator("table#gaps"), "hno3") == before


def test_4_an_offer_of_electrolyte_meets_its_brief(officer: Reader) -> None:
    page = officer.go("/gaps/invite")
    row = line(page.locator("table#gaps"), "electrolyte").split()
    # 72 GWh of 1,300 t, 30 of them being built.
    assert {"3.9", "5.46", "9.36"} <= {*row}
    page.locator('table#gaps a[href="/product/electrolyte"]').first.click()
    listed = line(page.locator("table#gap"), "electrolyte")
    assert re.search(r"待核：\S*工信部联原", listed)
    assert "<1" in listed
    assert "瑞浦兰钧" in listed
    with page.expect_download() as taken:
        page.locator('a.paper[href*="brief.docx"][href*="version=outward"]').click()
    words = "\n".join(paragraph.text for paragraph in Document(taken.value.path()).paragraphs)
    assert "电解液" in words
    with page.expect_download() as printed:
        page.locator('a.paper[href*="brief.pdf"][href*="version=outward"]').click()
    assert len(PdfReader(printed.value.path()).pages) == 2
    officer.go("/what-if")
    officer.apply("add", name="电解液一期", product="electrolyte", amount="10", unit="万吨/年", source="来访")
    assert "电解液" in page.locator("table#moves").inner_text()
    page.locator('nav.main a[href^="/gaps/invite"]').click()
    assert "electrolyte" not in officer.gaps()


def test_5_a_stated_output_is_held_against_full_load(officer: Reader) -> None:
    page = officer.go("/checks")
    row = page.locator("table#full-load tbody tr").first
    assert "140 亿元" in row.inner_text()
    assert "2023年12月价格" in row.inner_text()
    link = row.get_by_role("link", name="至多 32–41 GWh/年")
    link.click()
    page.wait_for_url("**/what-if?w=*")
    assert "41 GWh/年" in page.locator("ul.changes").inner_text()
    # 41 GWh of 1,300 t instead of 72
    assert "9.36" in line(page.locator("table#moves"), "electrolyte")
    assert "5.33" in line(page.locator("table#moves"), "electrolyte")


def test_6_a_survey_that_comes_back_moves_the_lists(officer: Reader, tmp_path: Path) -> None:
    page = officer.go("/ask")
    effects = [row["effect"] for row in page.request.get(officer.origin + "/ask.json").json()["questions"]]
    known = [effect for effect in effects if effect is not None]
    assert known == sorted(known, reverse=True)
    assert "蓬威" in page.locator("table tbody tr").first.inner_text()
    # On the sheet of a firm that is asked much, what moves the lists most stands on top.
    asked = [row for row in page.request.get(officer.origin + "/ask.json").json()["questions"] if row["effect"]]
    moving = [[q["field"], q["capacity"]] for q in asked if q["firm"] == "huafeng-cq" and "+" not in q["field"]]
    sheet = load_workbook(io.BytesIO(page.request.get(f"{officer.origin}/paper/survey.xlsx?firm=huafeng-cq").body()))
    keys = [str(cell.value).split("|")[:2] for cell in sheet["摸底表"]["A"] if str(cell.value).count("|") > 1]
    assert len(moving) > 5
    assert [key for key in keys if key[0] != "liantu-survey/1"][: len(moving)] == moving
    book = load_workbook(io.BytesIO(page.request.get(f"{officer.origin}/paper/survey.xlsx?firm=pengwei").body()))
    sheet = book["摸底表"]
    cells = {str(cell.value): cell for row in sheet.iter_rows() for cell in row if cell.value}
    heads = {str(cell.value): cell.column for cell in sheet[cells["序号"].row]}
    at = cells["年产能（设计或核定）"].row
    sheet.cell(at, heads["填报值"]).value = "90万吨"
    sheet.cell(at, heads["单位"]).value = "万吨/年"
    day = cells["填报日期（必填）："]
    beside = next(cell for cell in sheet[day.row] if cell.column > day.column and not isinstance(cell, MergedCell))
    beside.value = "2024-03-15"
    book.save(tmp_path / "return.xlsx")
    officer.go("/ask?firm=pengwei")
    form = page.locator('form[action^="/ask/return"]')
    form.locator('input[type="file"]').set_input_files(tmp_path / "return.xlsx")
    form.locator("button").click()
    page.wait_for_url("**/what-if?**")
    assert "50.9" in line(page.locator("table#moves"), "pta")
    page.locator('nav.main a[href^="/gaps/commodities"]').click()
    assert "pta" not in officer.gaps()


def test_7_a_chain_without_amounts_still_draws(officer: Reader) -> None:
    page = officer.go("/chain/spandex/picture/links")
    drawn = page.locator("svg:has(.card)").first
    cards = drawn.locator(".card")
    assert cards.count() > 8
    words = drawn.text_content() or ""
    assert "每万吨用" in words
    assert not re.search(r"(?<![\d.])0 /|(?<![\d.])0 万吨", words)
    assert "需求未掌握" in words
    per_unit = officer.go("/chain/spandex").locator("table", has_text="每万单位").first.inner_text()
    assert "0.785" in per_unit


def test_8_whether_glycol_may_be_made_is_asked_park_by_park(officer: Reader) -> None:
    asked = {}
    for place, name in (("fuling-hightech", "涪陵高新区"), ("baitao", "白涛新材料科技城")):
        officer.go("/what-if")
        site = {"name": "乙二醇一期", "stage": "building", "place": place, "source": "来访"}
        page = officer.apply("add", product="eg", amount="20", unit="万吨/年", **site)
        (row,) = page.locator("table#sites tbody tr").all_inner_texts()
        assert "待核" in row
        assert "可\t" not in row
        assert "中华人民共和国长江保护法 第二十六条" in row
        assert "工信部联原〔2022〕34号" in row
        assert f"{name}是否为认定的化工园区？" in row
        assert f"{name}距干支流岸线多远？" in row
        assert f"{name}的园区规划或产业准入清单对此产品如何规定？" in row
        asked[place] = row
        moved = page.locator("table#moves")
        assert line(moved, "steam")
        assert line(moved, "elec")
    assert asked["fuling-hightech"] != asked["baitao"]
    rows = (
        "+sources:list;zh=高新区产业准入清单（示例）;kind=official;class=public;published=2023",
        "+admissions:one;place=fuling-hightech;product=eg;verdict=forbidden;basis=stated;source=list;locator=3;clause=高新区产业准入清单第三条",
        "+admissions:two;place=baitao;product=eg;verdict=restricted;basis=ours;clause=白涛产业指引第七条",
    )
    sites = officer.go("/product/eg?" + "&".join(f"w={quote(row)}" for row in rows)).locator("table#sites")
    found = {
        place: sites.locator(f'tbody tr:has(a[href^="/place/{place}"])').inner_text().split("\t")
        for place in ("fuling-hightech", "baitao")
    }
    assert (found["fuling-hightech"][3][0], found["baitao"][3][0]) == ("禁", "限")
    assert "禁：高新区产业准入清单第三条" in found["fuling-hightech"][4]
    assert "限：白涛产业指引第七条" in found["baitao"][4]
    assert "白涛产业指引" not in found["fuling-hightech"][4]
    # Its own list is cited where it stands, and no longer asked for.
    assert sites.get_by_text("高新区产业准入清单第三条").get_attribute("href").split("?")[0] == "/source/list"
    assert "产业准入清单对此产品如何规定" not in "".join(found["fuling-hightech"])
    # The row of the list rests on the same two clauses of the country as the parks.
    admission = officer.go("/product/eg").locator('table#gap td[data-head="准入"]').inner_text()
    assert "中华人民共和国长江保护法 第二十六条" in admission
    assert "工信部联原〔2022〕34号" in admission


def test_9_a_statistical_return_counts_inside_and_leaves_in_no_form(officer: Reader) -> None:
    officer.go("/forms/plants/pengwei-works")
    state_amount(officer, s__zh="统计调查表", s__kind="firm", s__class="statistical")
    written = latest_change(officer)
    page = officer.go("/gaps/commodities")
    assert "pta" not in officer.gaps()
    assert "58.6" in line(page.locator("table#gaps"), "px")
    assert page.locator(".whatif.confidential").count() == 1
    for file in ("/gaps/all.csv", "/gaps/commodities.xlsx", "/gaps/all.data.xlsx", "/paper/commodities.pdf"):
        told = told_of(officer, file)
        assert any("精对苯二甲酸" in row for row in told), file
        # Neither the amount nor what it would take in, in tonnes or in 10,000 of them.
        assert [row for row in told if re.search(r"58\.[56]|58[56]\d{3}|\b900000|\b90\b", row)] == [], file
    undo(officer, written)


def told_of(reader: Reader, file: str) -> list[str]:
    """What a file says of the product, and of what making it would take in."""
    body = reader.page.request.get(f"{reader.origin}{file}?lang=zh_CN").body()
    if file.endswith("pdf"):
        rows = "\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(body)).pages).splitlines()
    elif file.endswith("csv"):
        rows = body.decode("utf-8-sig").splitlines()
    else:
        sheets = load_workbook(io.BytesIO(body)).worksheets
        rows = [str(row) for sheet in sheets for row in sheet.iter_rows(values_only=True)]
    return [row for row in rows if re.search("精对苯二甲酸|对二甲苯", row)]


def test_9_a_grade_that_sets_prices_stops_where_it_would_use_one(browser: Browser) -> None:
    line = quote("returns:f033/2023/tax;channel=statistics")
    with serving_here(create_app(YUNXI)) as address:
        reader = Reader(browser, address, "zh_CN")
        reader.page.set_default_timeout(60_000)
        page = reader.go(f"/score?scheme=yunxi-made-up&year=2023&w={line}")
        words = page.locator("main").inner_text()
        reader.context.close()
    assert re.search(r"“税收”来自统计调查.*033号公司.*不能用于决定价格的等次，未采用", words)
