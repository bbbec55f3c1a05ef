"""A list of plants with their firms, products, capacities and stages on one sheet, a plant a line."""

from __future__ import annotations

import polars as pl

from liantu.exchange.loading.file_reader import parse_sheets
from liantu.exchange.loading.loading_choices import LoadingChoices
from liantu.exchange.loading.plant_list import list_plant_fields
from liantu.exchange.loading.preview import LoadingPreview, preview_sheets
from liantu.exchange.loading.table_sheet import TableSheet
from liantu.model import schema
from liantu.model.tables import conform_frame

from ..frames import district
from .making import book

#: No product is a narrower one of another: a plant of such a product may be the one that is there.
TABLES = district().replace(products=district()["products"].with_columns(broader=pl.lit(None, pl.String)))
HEAD = ["装置名称", "企业", "产品", "年产能", "单位", "地点", "阶段", "时间"]
FILLED = LoadingChoices(filling={"basis": "ours"}, finds_existing=True)
NEW = ["乙装置", "甲电池", "铁锂电芯", 12, "GWh/年", None, "投产", "2024-05"]


def look(
    *rows: list[object],
    head: list[str] = HEAD,
    title: str = "装置",
    replaces: bool = False,
    separate: str = "",
    same: str = "装置!2",
) -> LoadingPreview:
    sheets = parse_sheets(book([head, *rows], title=title), "a.xlsx", TABLES.units)
    chosen = {"separate": frozenset(filter(None, [separate])), "same": frozenset([same])}
    choices = LoadingChoices(filling={"basis": "ours"}, finds_existing=True, **chosen)
    return preview_sheets(TABLES, sheets, replaces, choices=choices)


def test_a_line_of_a_new_plant_makes_the_plant_its_capacity_and_its_step() -> None:
    for title in ("装置", "Sheet1", "产能"):
        found = look(NEW, title=title)
        assert found.problems == ()
        assert {name: counts["added"] for name, counts in found.counts.items()} == {
            "plants": 1,
            "capacities": 1,
            "events": 1,
        }
        plant = found.after["plants"].row(-1, named=True)
        assert (plant["zh"], plant["firm"], plant["basis"]) == ("乙装置", "cellmaker", "ours")
        capacity = found.after["capacities"].row(-1, named=True)
        said = [capacity[name] for name in ("plant", "product", "amount", "unit", "measure", "basis")]
        assert said == [plant["id"], "lfpcell", "12", "GWh/年", "total", "ours"]
        step = found.after["events"].row(-1, named=True)
        assert [step[name] for name in ("plant", "stage", "period")] == [plant["id"], "operating", "2024-05"]


def test_a_plant_that_is_there_is_updated_keeps_its_name_or_is_added_as_chosen() -> None:
    line: list[object] = ["电芯车间", "甲电池", "电芯", 36, "GWh/年", None, None, None]
    found = look(line)
    assert found.problems == ()
    assert found.cells.select("key", "field", "before", "after", "cell").rows()[0] == (
        *("cells", "amount", "30", "36", "D2"),
    )
    assert set(found.cells["field"][1:]) <= {"basis", "source", "locator", "quote"}  # of the file, not of the old row
    assert found.counts["plants"]["unchanged"] == 1
    other = look(line, separate="装置!2")
    assert (other.counts["plants"]["added"], other.counts["capacities"]["added"]) == (1, 1)


def test_a_plant_of_two_products_stands_on_two_lines() -> None:
    found = look(NEW, ["乙装置", "甲电池", "pta", 3, "万吨/年", None, None, None])
    assert found.problems == ()
    assert (found.counts["plants"]["added"], found.counts["capacities"]["added"]) == (1, 2)
    assert found.after["capacities"]["plant"].to_list()[-2:] == [found.after["plants"]["id"][-1]] * 2


def test_everything_wrong_is_said_at_its_cell() -> None:
    bad: list[object] = ["丙装置", "无名企业", "无名产品", "很多", "GWh/年", "无名地", "开张", "何时"]
    found = look(NEW, bad, [None, None, "pta", 3, "万吨/年", None, None, None])
    cells = {problem.slots["cell"] for problem in found.problems}
    assert {"B3", "C3", "D3", "F3", "G3", "H3", "A4"} <= cells
    assert not any(cell.endswith("2") for cell in cells)
    assert [p.code for p in look([*NEW, "王"], head=[*HEAD, "班长"]).problems] == ["unknown_column"]


def test_a_list_takes_nothing_away_that_it_lacks() -> None:
    found = look(NEW, replaces=True)
    assert not any(counts["deleted"] for counts in found.counts.values())


SHORT = ["企业名称", "产品名称", "年产能（万吨）", "所在园区", "状态"]


def test_a_list_without_names_of_plants_knows_them_by_firm_and_product() -> None:
    there: list[object] = ["甲电池", "精对苯二甲酸", 30, None, "在产"]
    new: list[object] = ["甲电池", "pta", 5, None, "拟建"]
    for title in ("Sheet1", "名单", "产能"):
        assert {sheet.table for sheet in read(SHORT, there, title=title)} == {"plants", "capacities", "events"}
    products = TABLES["capacities"].select("plant", "product").rows()
    assert ("works", "pta") in products
    found = preview_sheets(TABLES, read(SHORT, there), choices=FILLED)
    assert found.problems == ()
    assert found.counts["plants"]["added"] == 0
    assert "called_after_product" in {note.code for note in found.notes}
    fresh = preview_sheets(TABLES, read(SHORT, [*new[:1], "三元电芯", *new[2:]]), choices=FILLED)
    assert fresh.after["plants"]["zh"][-1] == "甲电池三元电芯装置"
    assert fresh.after["events"].row(-1, named=True)["stage"] == "announced"


def read(*rows: list[object], title: str = "Sheet1") -> list[TableSheet]:
    return parse_sheets(book([*rows], title=title), "a.xlsx", TABLES.units)


def test_of_several_plants_of_a_product_a_list_without_names_asks() -> None:
    works = TABLES["plants"].filter(pl.col("id") == "works")
    twin = works.with_columns(pl.lit("works-2").alias("id"), pl.lit("乙装置").alias("zh"))
    makes = TABLES["capacities"].filter(pl.col("id") == "pta")
    second = makes.with_columns(pl.lit("pta-2").alias("id"), pl.lit("works-2").alias("plant"))
    tables = TABLES.replace(
        plants=pl.concat([TABLES["plants"], twin]), capacities=pl.concat([TABLES["capacities"], second])
    )
    found = preview_sheets(tables, read(SHORT, ["甲电池", "pta", 30, None, None]), choices=FILLED)
    problem = next(problem for problem in found.problems if problem.code == "which_plant")
    assert problem.slots["cell"] == "A2"
    assert "甲装置" in problem.message("zh_CN")
    assert "乙装置" in problem.message("zh_CN")


def test_a_list_of_projects_is_none_of_plants() -> None:
    sheets = read(
        ["项目名称", "企业名称", "产品名称", "年产能（万吨）", "状态"], ["某项目", "甲电池", "pta", 5, "在建"]
    )
    assert not any(sheet.lists_plants for sheet in sheets)


def test_what_a_list_leaves_blank_stays() -> None:
    tables = TABLES.replace(places=conform_frame("places", pl.DataFrame([{"id": "p", "zh": "园", "kind": "park"}])))
    tables = tables.replace(plants=tables["plants"].with_columns(pl.lit("p").alias("place")))
    found = preview_sheets(tables, read(SHORT, ["甲电池", "pta", 33, None, None]), choices=FILLED)
    assert found.after["plants"].filter(pl.col("id") == "works")["place"].to_list() == ["p"]


def test_a_sheet_is_read_as_the_table_that_was_chosen() -> None:
    content = book([["名称", "年度", "状态"], ["甲", "2023", "投产"]], title="Sheet1")
    guessed = parse_sheets(content, "a.xlsx", TABLES.units)
    chosen = parse_sheets(content, "a.xlsx", TABLES.units, chosen_tables={"Sheet1": "plants"})
    assert guessed[0].table == "evaluations"
    assert {sheet.table for sheet in chosen} <= {"plants", ""}
    assert any(sheet.problems for sheet in chosen)
    # What the table has no field for is told column by column, to be chosen or left.
    firms = parse_sheets(content, "a.xlsx", TABLES.units, chosen_tables={"Sheet1": "firms"})
    assert [(sheet.table, [problem.value for problem in sheet.problems]) for sheet in firms] == [
        ("firms", ["年度", "状态"])
    ]
    left = parse_sheets(content, "a.xlsx", TABLES.units, chosen_tables={"Sheet1": ""})
    assert [(sheet.table, [note.code for note in sheet.notes]) for sheet in left] == [("", ["sheet_left_out"])]


OFFICE = ["序号", "企业", "装置", "主要产品", "设计产能", "计量单位", "状态", "投产时间", "所在园区"]


def steps_of(*rows: list[object], head: list[str] | None = None) -> list[tuple[str | None, str | None]]:
    found = preview_sheets(TABLES, read(head or OFFICE, *rows), choices=FILLED)
    assert found.problems == ()
    new = found.rows.filter((pl.col("table") == "events") & (pl.col("state") == "added"))["key"]
    return found.after["events"].filter(pl.col("id").is_in(new.implode())).select("stage", "period").rows()


def test_an_office_list_says_units_in_a_column_and_the_time_of_starting_beside_the_state() -> None:
    def line(state: str | None, time: object) -> list[object]:
        return [1, "甲电池", "乙装置", "三元电芯", 12, "GWh/年", state, time, None]

    found = preview_sheets(TABLES, read(OFFICE, line("在产", "2021-05")), choices=FILLED)
    assert found.problems == ()
    assert found.after["capacities"].row(-1, named=True)["unit"] == "GWh/年"
    assert steps_of(line("在产", "2021-05")) == [("operating", "2021-05")]
    # What is being built has not started: its state is of today, and the start a step of its own.
    assert steps_of(line("在建", "2027")) == [("building", None), ("operating", "2027")]
    assert steps_of(line("停产", 2010)) == [("stopped", None), ("operating", "2010")]
    assert steps_of(line(None, 2024)) == [("operating", "2024")]
    assert steps_of(line("在建", None)) == [("building", None)]
    years = [*OFFICE[:6], "投产年份"]
    assert steps_of([*line(None, None)[:6], 2024], head=years) == [("operating", "2024")]
    # The time of a state stays the time of that state.
    assert steps_of(line("在建", "2022"), head=[*OFFICE[:7], "时间", "园区"]) == [("building", "2022")]


def test_an_empty_cell_of_the_plant_is_known_by_firm_and_product_and_one_cause_refused_once() -> None:
    def look_at(*cells: object) -> LoadingPreview:
        unit = "GWh/年" if cells[2] == "三元电芯" else "万吨/年"
        line: list[object] = [1, *cells, 32, unit, "在产", None, None]
        return preview_sheets(TABLES, read(OFFICE, line), choices=FILLED)

    there = look_at("甲电池", None, "精对苯二甲酸")
    assert there.problems == ()
    assert (there.counts["plants"]["added"], there.counts["capacities"]["changed"]) == (0, 1)
    assert {"same_plant", "plant_called_after_product"} <= {note.code for note in there.notes}
    new = look_at("甲电池", None, "三元电芯")
    assert new.problems == ()
    assert new.after["plants"]["zh"][-1] == "甲电池三元电芯装置"
    for firm, product in (("甲电池", None), (None, "pta"), (None, None)):
        refused = look_at(firm, None, product).problems
        assert [(problem.code, problem.slots["cell"]) for problem in refused] == [("required", "C2")]


def test_every_field_that_a_column_may_be_taken_for_is_read_as_that_one() -> None:
    labels = [(table, field, schema.read_tables()[table].field(field).zh) for table, field in list_plant_fields()]
    assert {"product", "amount", "unit", "self_use", "stage", "period", "place"} <= {field for _, field, _ in labels}
    needed = {"plant": "装置", "firm": "企业", "product": "产品", "stage": "阶段"}
    for table, field, label in labels:
        others = {**needed, field: "某列"}
        content = book([[*others.values()], [None] * len(others)], title="Sheet1")
        sheets = parse_sheets(content, "a.xlsx", TABLES.units, columns={"某列": label})
        assert not any(sheet.problems for sheet in sheets), label
        target = ("plants", "zh") if field == "plant" else (table, field)
        assert target in {(sheet.table, name) for sheet in sheets for name in sheet.columns}


NAMED = ["企业", "装置", "产品", "年产能(万吨)", "口径", "阶段"]


def test_a_capacity_that_a_list_gives_twice_is_refused_at_its_second_line() -> None:
    line: list[object] = ["甲电池", "九期", "精对苯二甲酸", 1.5, None, "停产"]
    found = preview_sheets(TABLES, read(NAMED, line, line), choices=FILLED)
    assert [(problem.code, problem.slots["cell"]) for problem in found.problems] == [("plant_makes_twice", "C3")]
    assert "第2行" in found.problems[0].message("zh_CN")
    phases = [[*line[:3], amount, "增量", None] for amount in (1, 2)]
    assert preview_sheets(TABLES, read(NAMED, *phases), choices=FILLED).problems == ()
    other: list[object] = ["甲电池", "十期", *line[2:]]
    assert preview_sheets(TABLES, read(NAMED, line, other), choices=FILLED).problems == ()
