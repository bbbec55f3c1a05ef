"""A workbook from another office: columns and source chosen once, plants that are there updated or added."""

from __future__ import annotations

import io
import time

import openpyxl
import pytest
from lxml import html as markup

from liantu.exchange.survey import survey_layout
from liantu.wording import LANGUAGES, translator

from .conftest import Writer, problems

HEADS = ["装置", "产品", "年产能（GWh/年）", "班长"]


def book(*rows: list[object], title: str = "产能", heads: list[str] = HEADS) -> tuple[str, bytes]:
    made = openpyxl.Workbook()
    made.active.title = title
    for row in (heads, *rows):
        made.active.append(row)
    stream = io.BytesIO()
    made.save(stream)
    return "list.xlsx", stream.getvalue()


def look(writer: Writer, file: tuple[str, bytes], **fields: str) -> str:
    return wait(writer, writer.send("/import", files={"file": file}, **fields).headers["location"])


def wait(writer: Writer, address: str) -> str:
    """The address of a task once it has ended; a machine with much to do takes longer than a page waits."""
    while writer.data(address + ".json").get("state") in ("waiting", "running"):
        time.sleep(0.2)
    return address


def capacities(writer: Writer, plant: str) -> list[str]:
    return [row["amount"] for row in writer.data("/tables/capacities.json")["capacities"] if row["plant"] == plant]


def cell(writer: Writer) -> str:
    return str(writer.row("plants", "rept-cell")["zh"])


def test_a_column_is_chosen_once_for_all_files_of_its_headings(writer: Writer) -> None:
    file = book([cell(writer), "动力电池电芯", 33, "王"])
    first = look(writer, file)
    assert "unknown_column" in writer.data(first + ".json")["problem_codes"]
    chosen = {"heading": "班长", "column.0": "-"}
    answer = writer.client.post(
        first,
        data={"token": writer.token, "person": "Anna", "do": "choose", **chosen},
        follow_redirects=False,
    )
    assert writer.data(wait(writer, answer.headers["location"]) + ".json")["problem_codes"] == []
    # The next month's file with the same headings is read as was chosen; another one asks.
    again = look(writer, book([cell(writer), "动力电池电芯", 34, "李"]))
    assert writer.data(again + ".json")["problem_codes"] == []
    assert "班长" in writer.page(again).text_content()
    other = look(writer, book(["甲", "动力电池电芯", 34, "李", "x"], heads=[*HEADS, "书记"]))
    assert writer.data(other + ".json")["problem_codes"].count("unknown_column") == 2


def test_a_column_of_a_list_of_plants_may_be_any_that_the_list_takes(writer: Writer) -> None:
    firm = writer.row("firms", writer.row("plants", "rept-cell")["firm"])["zh"]
    rows = [firm, None, writer.row("products", "cell")["zh"], 33, "GWh/年", "在产", 2024]
    heads = ["企业", "装置", "主要产品", "设计产能", "计量口径", "状态", "何时"]
    shown = look(writer, book(rows, title="名单", heads=heads), basis="ours")
    page = writer.page(shown)
    # The plant of the empty cell is compared with the one of this firm and product that is there.
    assert page.xpath("//input[@name='existing.0' and @value='update']/@checked")
    columns = page.xpath("//input[@name='heading']/@value")
    offered = page.xpath("//select[@id='column.0']/option/@value")
    assert len(offered) == len(set(offered))
    assert {"装置", "企业", "产品", "年产能", "单位", "自用比例", "阶段", "时间", "地点", "依据类型"} <= {*offered}
    chosen = {f"column__{n}": {"计量口径": "单位", "何时": "时间"}[head] for n, head in enumerate(columns)}
    again = writer.client.post(
        shown,
        data={"token": writer.token, "person": "Anna", "do": "choose", "heading": columns}
        | {name.replace("__", "."): label for name, label in chosen.items()},
        follow_redirects=False,
    )
    assert writer.data(wait(writer, again.headers["location"]) + ".json")["problem_codes"] == []
    assert "2024" in writer.page(again.headers["location"]).text_content()


def test_a_list_of_plants_that_are_there_makes_no_doubles(writer: Writer) -> None:
    file = book([cell(writer), writer.row("products", "cell")["zh"], 33], heads=HEADS[:3])
    before = capacities(writer, "rept-cell")
    shown = look(writer, file)
    counts = writer.data(shown + ".json")["result"]["counts"]["capacities"]
    assert (counts["added"], counts["changed"]) == (0, 1)
    page = writer.page(shown)
    assert page.xpath("//input[@name='existing.0' and @value='update']/@checked")
    # What moves in the lists is shown before anything is written.
    assert page.xpath("//table[@id='moves']//a[starts-with(@href, '/product/lfp')]")
    assert capacities(writer, "rept-cell") == before
    place = page.xpath("//input[@name='place']/@value")[0]
    added = writer.send(shown, do="choose", place=place, existing__0="add", person="Anna").headers["location"]
    counts = writer.data(wait(writer, added) + ".json")["result"]["counts"]["capacities"]
    assert counts["added"] + counts["refused"] == 1
    wait(writer, writer.send(shown, do="write", reason="list").headers["location"])
    assert capacities(writer, "rept-cell") == ["33", None]


def test_basis_and_source_are_said_once(writer: Writer) -> None:
    file = book(["走访所见电解液装置", "青山瑞浦"], title="装置", heads=["名称", "企业"])
    bare = look(writer, file)
    assert "missing_column" in writer.data(bare + ".json")["problem_codes"]
    told = look(writer, file, basis="ours", source="paper-a", locator="12")
    assert writer.data(told + ".json")["problem_codes"] == []
    wait(writer, writer.send(told, do="write", reason="visit").headers["location"])
    row = next(r for r in writer.data("/tables/plants.json")["plants"] if r["zh"] == "走访所见电解液装置")
    assert (row["basis"], row["source"], row["locator"]) == ("ours", "paper-a", "12")
    wrong = writer.send("/import", files={"file": file}, basis="ours", source="no such paper")
    assert wrong.status_code == 422
    assert problems(wrong)


def test_a_plant_under_another_name_is_the_one_that_is_there(writer: Writer) -> None:
    names = {row["id"]: row["zh"] for row in writer.data("/tables/products.json")["products"]}
    plant = writer.row("plants", "pengwei-works")
    name = f"三期{names['pta']}生产线"
    firm = writer.row("firms", plant["firm"])["zh"]
    shown = look(writer, book([name, firm], title="装置", heads=["名称", "企业"]), basis="ours")
    result = writer.data(shown + ".json")["result"]
    assert result["notes"][0]["code"] == "same_plant"
    assert result["counts"]["plants"]["added"] == 0
    assert plant["zh"] in markup.tostring(writer.page(shown), encoding="unicode")


@pytest.mark.parametrize(("name", "code"), [("青山瑞浦", "same_firm"), ("瑞浦兰钧能源股份有限公司", "like_firm")])
def test_a_firm_under_another_name_is_updated_or_added(writer: Writer, name: str, code: str) -> None:
    shown = look(writer, book([name, "企业", "锂电"], title="企业", heads=["企业名称", "类型", "主营"]), basis="ours")
    result = writer.data(shown + ".json")["result"]
    called = writer.row("firms", "rept")["zh"]
    assert (result["notes"][0]["code"], result["notes"][0]["slots"]["read"]) == (code, called)
    assert (result["counts"]["firms"]["added"], result["counts"]["firms"]["changed"]) == (0, 1)
    changed = {cell["field"] for cell in result["cells"]}
    assert changed <= {"business_zh", "kind", "basis", "source", "locator", "quote"}  # the name stands
    page = writer.page(shown)
    assert page.xpath("//input[@name='existing.0' and @value='update']/@checked")
    place = page.xpath("//input[@name='place']/@value")[0]
    added = writer.send(shown, do="choose", place=place, existing__0="add", person="Anna").headers["location"]
    assert writer.data(wait(writer, added) + ".json")["result"]["counts"]["firms"]["added"] == 1


def test_a_survey_form_read_back_shows_what_moves(writer: Writer) -> None:
    sent = writer.client.get("/paper/survey.xlsx", params={"firm": "rept"}).content
    form = openpyxl.load_workbook(io.BytesIO(sent))
    titles = {translator(language)(survey_layout.SHEET) for language in LANGUAGES}
    page = next(sheet for sheet in form.worksheets if sheet.title in titles)
    page.cell(survey_layout.DATE, survey_layout.DATE_COLUMN).value = "2023-06-30"
    rows = {str(page.cell(row, 1).value): row for row in range(survey_layout.FIRST, page.max_row + 1)}
    load = next(row for key, row in rows.items() if key.startswith("load|") and "rept-cell" in key)
    page.cell(load, survey_layout.CODES.index("answer") + 1).value = 50
    stream = io.BytesIO()
    form.save(stream)
    shown = look(writer, ("survey.xlsx", stream.getvalue()))
    assert writer.data(shown + ".json")["result"]["survey"]
    assert writer.page(shown).xpath("//table[@id='moves']//a[starts-with(@href, '/product/')]")


def test_no_made_up_id_is_shown_of_rows_to_be_added(writer: Writer) -> None:
    heads = ["企业", "装置", "产品", "年产能", "单位", "阶段", "时间", "地点"]
    rows: list[list[object]] = [
        ["瑞浦兰钧", "三号电解液车间", "锂电池电解液", 2, "万吨/年", "在建", "2023-11", "白涛新材料科技城"],
        ["赣锋锂电", None, "锂电池电解液", 3, "万吨/年", "在产", "2023-12", None],
    ]
    shown = look(writer, book(*rows, title="名单", heads=heads), basis="ours")
    result = writer.data(shown + ".json")["result"]
    assert {row["table"] for row in result["added"]} == {"plants", "capacities", "events"}
    for language in LANGUAGES:
        page = writer.client.get(shown, headers={"Cookie": f"lang={language}"}).text
        said = " ".join(markup.document_fromstring(page).xpath("//main//text()"))
        for row in result["added"]:
            assert row["key"] not in said, (language, row)
