"""A list of plants with their firms, products, capacities and stages on one sheet, a plant a line."""

from __future__ import annotations

from liantu.exchange.loading.file_reader import parse_sheets
from liantu.exchange.loading.loading_choices import LoadingChoices
from liantu.exchange.loading.preview import LoadingPreview, preview_sheets

from ..frames import district
from .making import book

TABLES = district()
HEAD = ["装置名称", "企业", "产品", "年产能", "单位", "地点", "阶段", "时间"]
NEW = ["乙装置", "甲电池", "铁锂电芯", 12, "GWh/年", None, "投产", "2024-05"]


def look(
    *rows: list[object], head: list[str] = HEAD, title: str = "装置", replaces: bool = False, separate: str = ""
) -> LoadingPreview:
    sheets = parse_sheets(book([head, *rows], title=title), "a.xlsx", TABLES.units)
    choices = LoadingChoices(
        filling={"basis": "ours"}, separate=frozenset(filter(None, [separate])), finds_existing=True
    )
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
    assert found.cells.select("key", "field", "before", "after", "cell").rows() == [
        ("cells", "amount", "30", "36", "D2")
    ]
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
