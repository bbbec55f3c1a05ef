"""Forms, sheets, programs and what-ifs write changes; what is wrong stands beside the field; nothing is lost."""

from __future__ import annotations

import json

import pytest
from lxml import html as markup
from tests.examples import choose_cases
from tests.local_client import ORIGIN, TestClient
from tests.messages import says
from tests.model.small import tables as small_tables

from liantu.district.reference_choices import name_initials
from liantu.model import schema

from ..site import FULING
from .conftest import Writer, problems

CELL = "/tables/capacities/rept-cell/edit"


@pytest.mark.hypothesis
def test_every_table_has_its_pages(writer: Writer) -> None:
    for name in choose_cases(schema.read_tables(), 20):
        for address in (f"/tables/{name}", f"/tables/{name}/new", f"/tables/{name}/grid"):
            writer.page(address)


def test_the_story_of_a_row_of_the_library_is_a_page(writer: Writer) -> None:
    """Lists link to the story of each row; one of the library as supplied has none yet."""
    page = writer.page("/tables/products/lfp/history")
    assert "此行随系统库提供" in page.text_content()
    assert "此行随系统库提供" not in writer.page("/tables/capacities/rept-cell/history").text_content()
    assert writer.client.get("/tables/products/no-such-product/history").status_code == 404


def test_a_form_writes_one_change(writer: Writer) -> None:
    answer = writer.send(CELL, base="1", f__amount="３.５ GWh", reason="read again")
    assert answer.headers["location"].startswith("/history/2")
    assert writer.row("capacities", "rept-cell")["amount"] == "3.5"
    change = writer.data("/history/2.json")
    assert (change["change"]["author"], change["change"]["reason"]) == ("Anna", "read again")
    assert [(c["field"], c["before"], c["after"]) for c in change["cells"]] == [("amount", "30", "3.5")]


def test_what_was_not_changed_writes_nothing(writer: Writer) -> None:
    tree = writer.page(CELL)
    fields = dict(tree.xpath("//form[@data-draft]")[0].form_values())
    writer.client.post(CELL, data={**fields, "person": "Anna"})
    assert writer.data("/history.json")["changes"][0]["number"] == 1


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(writer: Writer) -> None:
    answer = writer.send(
        CELL, base="1", f__amount="many", f__period="someday", f__process="nothing such", f__note="mine"
    )
    assert answer.status_code == 422
    tree = markup.document_fromstring(answer.text)
    for name in ("amount", "period", "process"):
        field = tree.get_element_by_id(f"f.{name}")
        assert field.get("aria-invalid") == "true"
        assert tree.get_element_by_id(field.get("aria-describedby")).text_content().strip()
    assert tree.get_element_by_id("f.note").text == "mine"
    assert tree.get_element_by_id("f.amount").get("value") == "many"
    assert writer.data("/history.json")["changes"][0]["number"] == 1


@pytest.mark.parametrize("missing", ["source", "locator", "quote"])
def test_a_stated_row_says_where_it_is_stated(writer: Writer, missing: str) -> None:
    told = {"f__source": "paper-a", "f__locator": "54", "f__quote": "words", "f__basis": "stated"}
    told[f"f__{missing}"] = ""
    answer = writer.send("/tables/loads/new", f__plant="rept-cell", f__period="2023", f__utilisation="60", **told)
    assert answer.status_code == 422
    assert [says(f"{missing}_required", line) for line in problems(answer)] == [True]


def test_a_new_row_gets_an_id_and_its_source_with_it(writer: Writer) -> None:
    answer = writer.send(
        "/tables/plants/new",
        f__zh="新厂",
        f__en="New plant",
        f__firm="青山瑞浦",
        f__basis="stated",
        f__locator="1",
        s__zh="走访记录",
        s__kind="visit",
        s__class="internal",
    )
    assert answer.status_code == 303, problems(answer)
    row = writer.row("plants", "new-plant")
    assert writer.row("sources", row["source"])["zh"] == "走访记录"
    assert {c["table"] for c in writer.data("/history/2.json")["cells"]} == {"plants", "sources"}


def test_a_key_with_slashes(writer: Writer) -> None:
    address = "/tables/loads/rept-cell/2023/edit"
    assert writer.client.get(address).status_code == 404
    new = {"f__plant": "rept-cell", "f__period": "2023", "f__utilisation": "60", "f__basis": "ours"}
    assert writer.send("/tables/loads/new", **new).status_code == 303
    assert writer.send(address, base="2", f__utilisation="70").status_code == 303
    assert [
        row["utilisation"] for row in writer.data("/tables/loads.json")["loads"] if row["plant"] == "rept-cell"
    ] == ["70"]
    writer.page("/tables/loads/rept-cell/2023/history")


def test_a_known_chemistry_ends_the_assumption(writer: Writer) -> None:
    assert "all-lfp" in {row["id"] for row in writer.data("/tables/assumptions.json")["assumptions"]}
    writer.send(CELL, base="1", f__process="CELL-NCM811")
    left = [row["row"] for row in writer.data("/tables/assumptions.json")["assumptions"] if row["id"] == "all-lfp"]
    assert left == ["battery-72", "ganfeng-cell", "geely-cell"]
    moved = {row["product"]: row["difference"] for row in writer.data("/history/2.json")["moves"]}
    # 30 GWh at 2.25 kt of iron phosphate a GWh.
    assert moved["lfp"] == pytest.approx(-67_500)


def test_undo_names_what_rests_on_it(writer: Writer) -> None:
    writer.send(CELL, base="1", f__amount="31")
    writer.send(CELL, base="2", f__amount="32")
    refused = writer.send("/history/2", reason="no")
    assert refused.status_code == 409
    assert "3" in problems(refused)[0]
    assert writer.send("/history/3", reason="").status_code == 409
    for number in (3, 2):
        assert writer.send(f"/history/{number}", reason="no").status_code == 303
    assert writer.row("capacities", "rept-cell")["amount"] == "30"


def test_deleting_takes_what_hangs_on_it_only_when_asked(writer: Writer) -> None:
    address = "/tables/plants/rept-cell/delete"
    assert "rept-cell" in {row["key"] for row in writer.data(address + ".json")["hanging"]}
    assert writer.send(address, base="1").status_code == 422
    assert writer.send(address, base="1", hanging="yes").status_code == 303
    assert "rept-cell" not in {row["id"] for row in writer.data("/tables/plants.json")["plants"]}
    assert writer.send("/history/2", reason="no").status_code == 303
    assert writer.row("capacities", "rept-cell")["amount"] == "30"


def test_a_sheet_is_one_change_and_its_problems_stand_in_cells(writer: Writer) -> None:
    tree = writer.page("/tables/capacities/grid")
    cells = dict(tree.xpath("//form[@data-sheet]")[0].form_values()) | {"person": "Anna"}
    at = {v: k.split(".")[1] for k, v in cells.items() if k.startswith("key.") and v}
    one, other = at["rept-cell"], at["pengwei-pta"]
    bad = writer.client.post(
        "/tables/capacities/grid", data={**cells, f"c.{one}.amount": "x", f"c.{other}.amount": "9"}
    )
    assert bad.status_code == 422
    wrong = markup.document_fromstring(bad.text).xpath("//td[@class='wrong']//input/@name")
    assert wrong == [f"c.{one}.amount"]
    good = {**cells, f"c.{one}.amount": "31", f"c.{other}.amount": "9万吨/年"}
    answer = writer.client.post("/tables/capacities/grid", data=good, follow_redirects=False)
    assert answer.headers["location"] == "/history/2"
    assert {(c["row"], c["after"]) for c in writer.data("/history/2.json")["cells"]} >= {
        ("rept-cell", "31"),
        ("pengwei-pta", "9"),
    }


def test_a_sheet_without_script_shows_units_in_words_and_keeps_them_as_units(writer: Writer) -> None:
    cells = dict(writer.page("/tables/capacities/grid?lang=zh_CN").xpath("//form[@data-sheet]")[0].form_values())
    at = {v: k.split(".")[1] for k, v in cells.items() if k.startswith("key.") and v}
    assert {v for k, v in cells.items() if k.endswith(".unit") and v} == {
        *("GWh/年", "万件/年", "万吨/年", "万平方米/年", "吨/年")
    }
    written = {row["id"]: row["unit"] for row in writer.data("/tables/capacities.json")["capacities"]}
    yearly = next(key for key, unit in written.items() if unit == "t/年" and key in at)
    # Only what was typed is a change; the second page is older than the first change.
    for number, key in ((2, "rept-cell"), (3, yearly)):
        sent = {**cells, "person": "Anna", f"c.{at[key]}.note": "seen"}
        answer = writer.client.post("/tables/capacities/grid", data=sent, follow_redirects=False)
        assert answer.headers["location"] == f"/history/{number}", answer.text
        changed = [(c["row"], c["field"]) for c in writer.data(f"/history/{number}.json")["cells"]]
        assert changed == [(key, "note")]


@pytest.mark.parametrize("scripted", [True, False])
def test_a_sheet_takes_periods_as_pages_print_them(writer: Writer, scripted: bool) -> None:
    cells = {"plant": "rept-cell", "period": "2022年5月", "utilisation": "60", "basis": "ours"}
    plain = {"lines": "1", "key.0": "", **{f"c.0.{name}": text for name, text in cells.items()}}
    sheet = {"sheet": json.dumps({"lines": [{"line": 0, "key": "", "cells": cells}]})}
    answer = writer.send("/tables/loads/grid", base="1", **(sheet if scripted else plain))
    assert answer.headers["location"].startswith("/history/2"), answer.text
    assert "2022-05" in {row["period"] for row in writer.data("/tables/loads.json")["loads"]}


def test_a_column_is_set_for_chosen_rows(writer: Writer) -> None:
    cells = dict(writer.page("/tables/capacities/grid").xpath("//form[@data-sheet]")[0].form_values())
    answer = writer.client.post(
        "/tables/capacities/grid", data={**cells, "row": ["1", "2"], "set": "note", "to": "same", "do": "set"}
    )
    notes = markup.document_fromstring(answer.text).xpath("//input[contains(@name, '.note') and @value='same']/@name")
    assert notes == ["c.1.note", "c.2.note"]


def test_a_sheet_keeps_what_others_wrote_meanwhile(writer: Writer) -> None:
    cells = dict(writer.page("/tables/capacities/grid").xpath("//form[@data-sheet]")[0].form_values())
    cells |= {"person": "Anna"}
    at = next(k.split(".")[1] for k, v in cells.items() if k.startswith("key.") and v == "rept-cell")
    writer.send(CELL, base="1", f__amount="32", f__self_use="10")
    told = writer.client.post("/tables/capacities/grid", data={**cells, f"c.{at}.amount": "35"})
    assert told.status_code == 422
    assert any("32" in line for line in problems(told))
    again = dict(markup.document_fromstring(told.text).xpath("//form[@data-sheet]")[0].form_values())
    assert writer.client.post("/tables/capacities/grid", data=again, follow_redirects=False).status_code == 303
    row = writer.row("capacities", "rept-cell")
    assert (row["amount"], row["self_use"]) == ("35", "10")


def test_a_what_if_is_kept(writer: Writer) -> None:
    line = "w=capacities%3Apengwei-pta%3Bamount%3D90%3Bunit%3D%E4%B8%87%E5%90%A8%2F%E5%B9%B4"
    answer = writer.send(f"/what-if/keep?{line}", base="1", reason="visit")
    assert answer.headers["location"] == "/history/2"
    assert writer.row("capacities", "pengwei-pta")["amount"] == "90"
    assert "pta" not in {row["product"] for row in writer.data("/gaps/all.json")["gaps"]}


def test_a_coefficient_of_an_impact_report_becomes_a_row_of_the_district(writer: Writer) -> None:
    """72 GWh of cells at 510 t of cases each, where the library says 480; the source stands with it."""
    given = {
        "do": "coefficient",
        "coefficient": "CELL-LFP/cellcase/input",
        "low": "500",
        "typical": "510",
        "high": "520",
    }
    cited = {"basis": "表3.2-4", "source": "环评报告", "kind": "official", "grade": "B"}
    before = writer.client.get("/what-if/add", params=given | cited, follow_redirects=False)
    line = before.headers["location"].partition("?")[2]
    assert writer.data("/history.json")["changes"][0]["number"] == 1  # shown what would move, nothing written
    answer = writer.send(f"/what-if/keep?{line}", base="1", reason="环评")
    assert answer.headers["location"] == "/history/2"
    (term, *_) = writer.data("/account/cellcase.json")["account"]["terms"]
    coefficient = term["coefficient"]
    assert (coefficient["typical"], coefficient["replaces"]["typical"]) == (510, 480)
    assert (coefficient["basis"], coefficient["source_title"], coefficient["origin"]) == ("表3.2-4", "环评报告", "read")
    (gap,) = [row for row in writer.data("/gaps/all.json")["gaps"] if row["product"] == "cellcase"]
    assert gap["gap"]["typical"] == pytest.approx(72 * 510)


def test_forms_without_the_token_of_the_browser_are_refused(writer: Writer) -> None:
    for token in ("", "x" * 32):
        assert writer.client.post(CELL, data={"token": token, "person": "A", "f.amount": "1"}).status_code == 403


def test_nobody_writes_without_a_name(served: TestClient) -> None:
    nobody = Writer(served, "")
    answer = nobody.send(CELL, base="1", f__amount="31")
    assert answer.status_code == 422
    assert any(says("no_person", line) for line in problems(answer))


def test_drafts_are_their_authors_own(writer: Writer, served: TestClient) -> None:
    left = {"draft": "/tables/loads/new", "table": "loads"}
    assert writer.send("/drafts", **left, f__plant="half", f__utilisation="8").status_code == 204
    assert writer.page("/tables/loads/new").get_element_by_id("f.plant").get("value") == "half"
    other = TestClient(served.app)
    other.get("/person")
    other.cookies.set("person", "Bo")
    assert "half" not in other.get("/tables/loads/new").text
    assert writer.heading("/drafts") == "草稿：已填未存的表单1份"


def test_a_folder_says_how_to_make_a_workspace(client: TestClient) -> None:
    assert client.get("/tables/capacities").status_code == 200
    for address in ("/tables/capacities/new", CELL, "/history", "/import", "/documents"):
        assert "liantu workspace init" in client.get(address).text
    token = client.cookies["token"]
    answer = client.post(CELL, data={"token": token, "person": "A", "f.amount": "1"}, headers={"Origin": ORIGIN})
    assert answer.status_code == 422
    assert FULING.exists()


def test_initials_find_names(writer: Writer) -> None:
    assert name_initials("磷酸铁锂") == "lstl"
    for language in ("zh_CN", "en"):
        assert "rept-cell" in writer.client.get(f"/pick?tables=plants&of=q&q=rplj&lang={language}").text
        # 青山瑞浦, which another paper calls the firm.
        assert "(rept)" in writer.client.get(f"/pick?tables=firms&of=q&q=qsrp&lang={language}").text
        assert len(writer.data(f"/tables/capacities.json?q=rplj&lang={language}")["capacities"]) == 2


def test_units_are_offered_in_words_that_can_be_read_again(writer: Writer) -> None:
    units = small_tables().units
    for address in ("/tables/capacities/grid", "/tables/capacities/rept-cell/edit", "/forms/plants"):
        page = writer.page(f"{address}?lang=zh_CN")
        offered = [(str(o.get("value")), o.get("label")) for o in page.xpath("//datalist[@id='units']/option")]
        words = [label or value for value, label in offered]
        assert len(words) == len(set(words))
        assert {"万吨/年", "吨", "平方米", "吉焦"} <= set(words)
        # A trade's Latin letters stay; no other code is offered.
        latin = {word for word in words if word.isascii()} - {"GWh", "MWh", "kWh", "GW", "MW", "kW", "MVA", "kVA", "%"}
        assert latin == set()
        assert all(units.read(value) is not None for value, _label in offered)


def test_what_others_wrote_meanwhile_stands_in_words(writer: Writer) -> None:
    cells = dict(writer.page("/tables/capacities/grid?lang=zh_CN").xpath("//form[@data-sheet]")[0].form_values())
    at = next(k.split(".")[1] for k, v in cells.items() if k.startswith("key.") and v == "rept-cell")
    writer.send(CELL, base="1", f__basis="ours")
    mine = {**cells, "person": "Anna", f"c.{at}.basis": "inferred"}
    told = writer.client.post("/tables/capacities/grid?lang=zh_CN", data=mine)
    assert told.status_code == 422
    said = " ".join(problems(told))
    assert "本系统设定" in said
    assert "ours" not in said
