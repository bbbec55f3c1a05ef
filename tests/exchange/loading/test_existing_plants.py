"""Rows of plants that are there already, and rows that are of none."""

from __future__ import annotations

import polars as pl

from liantu.exchange.loading.file_reader import parse_sheets
from liantu.exchange.loading.loading_choices import LoadingChoices
from liantu.exchange.loading.preview import LoadingPreview, preview_sheets
from liantu.model.tables import Tables, conform_frame

from ..frames import district
from .making import Rows, book

HEAD = ["装置", "产品", "年产能（万吨/年）", "口径"]


def acids() -> Tables:
    """The district with a total of 150 of which two phases are known, beside a plant of one capacity."""
    tables = district()
    rows = [
        {"id": "all", "measure": "total", "amount": "150"},
        {"id": "first", "measure": "increment", "amount": "16", "part_of": "all"},
        {"id": "last", "measure": "increment", "amount": "50", "part_of": "all"},
    ]
    same = {"plant": "works", "product": "pta", "unit": "万吨/年", "basis": "ours"}
    phases = conform_frame("capacities", pl.DataFrame([{**row, **same} for row in rows]))
    others = tables["capacities"].filter(pl.col("id") != "pta")
    product = pl.col("id") == "pta"
    aliases = pl.when(product).then(pl.lit("TPA;粗苯酸")).otherwise("aliases").alias("aliases")
    return tables.replace(capacities=pl.concat([others, phases]), products=tables["products"].with_columns(aliases))


def look(*rows: list[object], head: list[str] = HEAD, title: str = "产能") -> LoadingPreview:
    sheet: Rows = [head, *rows]
    tables = acids()
    choices = LoadingChoices(filling={"basis": "ours"}, finds_existing=True)
    return preview_sheets(tables, parse_sheets(book(sheet, title=title), "a.xlsx", tables.units), choices=choices)


def test_a_total_is_the_total_that_is_there_and_a_phase_the_phase() -> None:
    found = look(["甲装置", "pta", 160, "总量"], ["甲装置", "pta", 16, "增量"], ["甲装置", "pta", 20, "增量"])
    assert found.problems == ()
    assert [row[1:3] for row in found.rows.rows()][:2] == [("all", "changed"), ("first", "unchanged")]
    assert found.rows.rows()[2][2] == "added"
    assert found.cells.select("key", "field", "before", "after").rows() == [("all", "amount", "150", "160")]
    assert [note.code for note in found.notes if "plant" in note.code] == ["same_plant", "plant_as_it_is"]


def test_a_product_is_known_by_its_code_in_any_case_and_by_its_aliases() -> None:
    for word in ("PTA", "Pta", "tpa", "粗苯酸"):
        found = look(["甲装置", word, 160, "总量"])
        assert found.problems == ()
        assert found.rows["key"].to_list() == ["all"]
    assert [problem.code for problem in look(["甲装置", "苯酸", 160, "总量"]).problems] == ["unknown_product"]


def test_a_capacity_of_no_plant_is_refused_at_its_row() -> None:
    found = look(["pta", 160], ["pta", 1], head=["产品", "年产能（万吨/年）"])
    assert [(problem.code, problem.slots["cell"]) for problem in found.problems] == [
        ("capacity_of_none", "2:2"),
        ("capacity_of_none", "3:3"),
    ]
    assert found.rows["state"].to_list() == ["refused", "refused"]


def test_what_is_said_of_a_file_has_names_and_no_codes() -> None:
    found = look(["甲装", "PTA", 160, "总量"])
    said = [problem.message("zh_CN") for problem in (*found.problems, *found.notes)]
    assert any("甲装置" in line for line in said)
    for word in ("works", "plants", "Name", "“id”", "编号 pta"):
        assert not any(word in line for line in said)


def test_a_changed_row_cites_what_was_said_of_the_file_and_an_unchanged_one_what_it_did() -> None:
    tables = acids()
    old = {"basis": "stated", "source": "one", "locator": "9", "quote": "150"}
    cited = tables["capacities"].with_columns(pl.lit(text).alias(name) for name, text in old.items())
    tables = tables.replace(capacities=cited)
    sheets = parse_sheets(
        book([HEAD, ["甲装置", "pta", 160, "总量"], ["甲装置", "pta", 16, "增量"]]), "a.xlsx", tables.units
    )
    said = LoadingChoices(filling={"basis": "inferred", "source": "one", "locator": "3"}, finds_existing=True)
    after = preview_sheets(tables, sheets, choices=said).after["capacities"]
    fields = ["basis", "source", "locator", "quote"]
    assert after.filter(pl.col("id") == "all").select(fields).row(0) == ("inferred", "one", "3", None)
    assert after.filter(pl.col("id") == "first").select(fields).row(0) == tuple(old.values())
    silent = preview_sheets(tables, sheets, choices=LoadingChoices(finds_existing=True))
    assert [note.value for note in silent.notes if note.code == "old_source_stays"] == ["1"]


def test_a_name_of_two_is_refused_with_the_names_of_both() -> None:
    tables = acids()
    twin = tables["plants"].with_columns(pl.lit("works-2").alias("id"), pl.lit("works").alias("en"))
    other = tables["plants"].with_columns(pl.lit("mill").alias("id"), pl.lit("works").alias("en"), zh=pl.lit("乙装置"))
    for more, choices in ((twin, "甲装置 (works)、甲装置 (works-2)"), (other, "乙装置、甲装置")):
        known = tables.replace(plants=pl.concat([tables["plants"].with_columns(en=pl.lit("works")), more]))
        sheets = parse_sheets(book([HEAD, ["Works", "pta", 160, "总量"]]), "a.xlsx", tables.units)
        found = preview_sheets(known, sheets).problems
        problem = next(problem for problem in found if problem.code == "ambiguous_name")
        assert choices in problem.message("zh_CN")


def test_a_plant_of_another_name_is_written_over_only_when_it_is_said_to_be_the_same() -> None:
    tables = district()
    head = ["企业", "装置", "产品", "年产能", "单位"]

    def named(name: str, amount: float, same: str = "", separate: str = "") -> LoadingPreview:
        sheets = parse_sheets(book([head, ["甲电池", name, "电芯", amount, "GWh/年"]]), "a.xlsx", tables.units)
        places = {"same": frozenset(filter(None, [same])), "separate": frozenset(filter(None, [separate]))}
        choices = LoadingChoices(filling={"basis": "ours"}, finds_existing=True, **places)
        return preview_sheets(tables, sheets, choices=choices)

    found = named("电芯车间", 36)
    assert [(problem.code, problem.slots["cell"]) for problem in found.problems] == [("plant_to_choose", "B2")]
    assert "甲装置" in found.problems[0].message("zh_CN")
    place = f"{found.problems[0].slots['sheet']}!2"
    same = named("电芯车间", 36, same=place)
    assert same.problems == ()
    assert same.cells.select("key", "field", "before", "after").row(0) == ("cells", "amount", "30", "36")
    separate = named("电芯车间", 36, separate=place)
    assert separate.problems == ()
    assert separate.counts["plants"]["added"] == 1
    # Its own name says that it is the same, and so does a figure that stays.
    assert named("甲装置", 36).problems == ()
    assert named("电芯车间", 30).problems == ()


def test_a_plant_of_a_narrower_or_broader_product_is_updated_or_added() -> None:
    tables = district()
    called = {"cell": "动力电池电芯", "lfpcell": "磷酸铁锂电芯"}
    names = pl.col("id").replace_strict(called, default=pl.col("zh")).alias("zh")
    tables = tables.replace(products=tables["products"].with_columns(names))
    head = ["企业", "装置", "产品", "年产能", "单位"]

    def listed(
        product: str, known: Tables, amount: float = 30, choice: str = "", name: str | None = "二号车间"
    ) -> LoadingPreview:
        sheets = parse_sheets(book([head, ["甲电池", name, product, amount, "GWh/年"]]), "a.xlsx", known.units)
        place = frozenset([f"{sheets[0].title}!2"])
        chosen = {"add": {"separate": place}, "update": {"same": place}}.get(choice, {})
        return preview_sheets(
            known, sheets, choices=LoadingChoices(filling={"basis": "ours"}, finds_existing=True, **chosen)
        )

    found = listed("磷酸铁锂电芯", tables)
    assert [problem.code for problem in found.problems] == ["plant_to_choose"]
    assert "甲装置" in found.problems[0].message("zh_CN")
    unnamed = listed("磷酸铁锂电芯", tables, name=None)
    assert [problem.code for problem in unnamed.problems] == ["plant_to_choose"]
    update = listed("磷酸铁锂电芯", tables, choice="update")
    assert update.problems == ()
    assert update.cells.filter(pl.col("field") == "product").rows() == [
        ("capacities", "cells", "product", "cell", "lfpcell", *update.cells.row(0)[5:])
    ]
    assert {"related_plant"} <= {note.code for note in update.notes}
    added = listed("磷酸铁锂电芯", tables, choice="add")
    assert (added.counts["plants"]["added"], added.counts["capacities"]["added"]) == (1, 1)
    # A file that says less than is known takes nothing away; a sister product is another.
    narrow = tables["capacities"].with_columns(pl.col("product").replace("cell", "lfpcell"))
    known = tables.replace(capacities=narrow)
    broader = listed("动力电池电芯", known, 36, "update")
    assert broader.cells.select("field", "before", "after").row(0) == ("amount", "30", "36")
    assert "product" not in broader.cells["field"].to_list()
    assert listed("三元电芯", known).counts["plants"]["added"] == 1
