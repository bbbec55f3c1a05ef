"""Figures as rows of a change: they can be applied to a district, with what they need, and undone."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from liantu.district import open_district
from liantu.district.read_documents import DocumentReading, read_document
from liantu.exchange.documents.proposed_rows import make_change
from liantu.exchange.documents.stated_quantities import load_units
from liantu.model.apply import apply_change
from liantu.model.field_checks import check_fields

FULING = Path(__file__).parents[3] / "districts" / "fuling"
TEXT = (
    "前三季度，全区规上工业产值812.6亿元，同比增长9.4%。\n\n"
    "江州宏图化工有限公司年产8万吨己二腈项目尚未投产。今年，建峰集团产值超20亿元。\n"
    "力争到2025年，全区高新技术企业达到120家。"
)


@cache
def reading() -> DocumentReading:
    return read_document(TEXT.encode(), "a.txt", date(2023, 11, 20), district=open_district(FULING), source="paper-a")


def fields_of(table: str) -> list[dict[str, str | None]]:
    return [dict(each.row.fields) for each in reading().rows if each.row.table == table]


def test_growth_beside_a_level_is_in_its_row() -> None:
    first, second = fields_of("observations")
    assert (first["subject"], first["value"], first["unit"], first["published_growth"]) == (
        "fuling", "812.6", "亿元", "9.4",
    )  # fmt: skip
    assert (first["period"], first["locator"], first["quote"]) == ("2023-01..09", "1", "规上工业产值812.6亿元")
    assert (second["subject"], second["comparator"], second["locator"]) == ("jianfeng", "gt", "2")


def test_a_firm_that_nobody_knows_comes_with_its_plant_and_what_state_it_is_in() -> None:
    (firm,), (plant,), (capacity,), (event,) = map(fields_of, ("firms", "plants", "capacities", "events"))
    keys = {each.row.table: each.row.key for each in reading().rows}
    assert (firm["zh"], plant["firm"], capacity["plant"]) == ("江州宏图化工有限公司", keys["firms"], keys["plants"])
    assert (capacity["product"], capacity["amount"], capacity["unit"]) == ("adn", "8", "万吨/年")
    assert (event["capacity"], event["stage"]) == (keys["capacities"], "building")


def test_what_is_to_be_reached_is_a_target() -> None:
    (target,) = fields_of("targets")
    assert (target["period"], target["comparator"], target["value"]) == ("2025", "eq", "120")


def test_the_rows_can_be_applied_and_have_no_fault_of_form() -> None:
    tables = open_district(FULING).tables
    after = apply_change(tables, make_change(reading().rows, "a document", "paper-a"))
    for table in ("firms", "plants", "capacities", "events", "observations", "targets", "indicators"):
        added = after[table].filter(~after[table]["id"].is_in(tables[table]["id"].implode()))
        assert added.height == len(fields_of(table))
        assert [each for each in check_fields(table, added, load_units()) if each.severity == "error"] == []


def test_a_segment_is_what_stands_in_the_text() -> None:
    for row in reading().rows:
        assert row.segments
        assert all(each.text == TEXT[each.first : each.last] for each in row.segments)
        assert str(row.row.fields["quote"]) in TEXT
