"""What an upload would do, before it is done: row by row and cell by cell."""

from __future__ import annotations

import polars as pl

from liantu.exchange.loading.file_reader import parse_sheets
from liantu.exchange.loading.preview import LoadingPreview, preview_sheets
from liantu.model.apply import apply_change
from liantu.model.tables import Tables, empty_table

from ..frames import district
from .making import GOOD, HEAD, book, capacities

TABLES = district()
CELLS = ["cells", "works", "cell", 30, "GWh/年", "stated", "one", "9"]
FULL = [*HEAD, "来源", "段落"]


def seen(
    content: bytes, tables: Tables = TABLES, replace: bool = False, beneath: Tables | None = None
) -> LoadingPreview:
    return preview_sheets(tables, parse_sheets(content, "a.xlsx", tables.units), replace, beneath)


def states(found: LoadingPreview) -> list[tuple[str, str, int | None]]:
    return list(found.rows.select("key", "state", "row").rows())


def test_added_changed_unchanged_and_refused() -> None:
    changed = [*CELLS[:3], 36, *CELLS[4:]]
    found = seen(
        capacities(changed, ["pta", "works", "pta", None, None, "ours"], GOOD, ["n2", "?", *GOOD[2:]], head=FULL)
    )
    assert states(found) == [("cells", "changed", 2), ("pta", "unchanged", 3), ("n1", "added", 4), ("n2", "refused", 5)]
    assert found.cells.rows() == [("capacities", "cells", "amount", "30", "36", "产能", "D2")]
    assert found.counts == {"capacities": {"added": 1, "changed": 1, "unchanged": 1, "deleted": 0, "refused": 1}}
    assert [p.code for p in found.problems] == ["dangling"]
    assert not found.ok


def test_what_it_says_is_what_becomes_of_the_tables() -> None:
    found = seen(capacities([*CELLS[:3], 36, *CELLS[4:]], GOOD, head=FULL))
    assert found.ok
    after = found.after["capacities"]
    assert after["id"].to_list() == ["cells", "pta", "n1"]
    assert after.select("amount", "unit").rows() == [("36", "GWh/年"), (None, None), ("30", "万吨/年")]
    assert TABLES["capacities"]["amount"].to_list() == ["30", None]


def test_the_change_it_gives_makes_the_same_tables() -> None:
    found = seen(capacities([*CELLS[:3], 36, *CELLS[4:]], GOOD, head=FULL), replace=True)
    change = found.change("换届核对", "one")
    assert [(row.operation, row.key, dict(row.fields)) for row in change.rows if row.operation != "insert"] == [
        ("update", "cells", {"amount": "36"}),
        ("delete", "pta", {}),
    ]
    assert (change.reason, change.source) == ("换届核对", "one")
    applied = apply_change(TABLES, change)
    assert applied["capacities"].sort("id").equals(found.after["capacities"].sort("id"))


def test_a_second_time_changes_nothing() -> None:
    content = book(
        {
            "产能": [
                [*HEAD[1:], "时间"],
                ["丙装置", "电芯", "1,200", "GWh/年", "ours", 2025],
                ["甲装置", "pta", 1, "吨", "ours", 2024],
                ["甲装置", "pta", 2, "吨", "ours", 2024],
            ],
            "装置": [["名称", "企业", "依据类型"], ["丙装置", "甲电池", "ours"], ["甲装置", "甲电池", "ours"]],
        }
    )
    first = seen(content)
    assert first.ok
    assert first.counts["capacities"]["added"] == 3
    assert first.counts["plants"] == {"added": 1, "changed": 0, "unchanged": 1, "deleted": 0, "refused": 0}
    second = seen(content, first.after)
    assert second.ok
    assert set(second.rows["state"]) == {"unchanged"}
    assert second.cells.is_empty()
    assert all(second.after[name].equals(first.after[name]) for name in ("capacities", "plants"))
    assert not second.change()


def test_a_field_the_sheet_does_not_have_stays_and_a_blank_cell_empties() -> None:
    found = seen(book([["编号", "段落"], ["cells", None]], title="产能"))
    assert found.cells.select("field", "before", "after").rows() == [("locator", "9", None)]
    assert found.after["capacities"]["amount"].to_list() == ["30", None]


def test_rows_that_are_absent_are_deleted_only_when_asked() -> None:
    content = capacities(CELLS, head=FULL)
    assert states(seen(content)) == [("cells", "unchanged", 2)]
    found = seen(content, replace=True)
    assert states(found) == [("cells", "unchanged", 2), ("pta", "deleted", None)]
    assert found.after["capacities"]["id"].to_list() == ["cells"]


def test_a_row_of_the_library_is_never_deleted() -> None:
    library = Tables({}, {"capacities": TABLES["capacities"].filter(TABLES["capacities"]["id"] == "pta")})
    assert states(seen(capacities(CELLS, head=FULL), replace=True, beneath=library)) == [("cells", "unchanged", 2)]
    units = book(
        [["编号", "中文", "英文", "量纲", "换算系数"], ["kg", "千克", "kilogram", "mass", "0.001"]], title="计量单位"
    )
    assert "deleted" not in seen(units, replace=True).rows["state"]


def test_a_record_of_what_was_told_is_never_deleted() -> None:
    told = {"id": ["r1", "r2"], "content": ["group_sums"] * 2, "released": ["2024-03-01"] * 2}
    told |= {"scheme": ["s"] * 2, "year": ["2023"] * 2, "vintage": ["1"] * 2, "figures": ["a" * 64] * 2}
    rows = pl.DataFrame(told)
    tables = TABLES.replace(releases=pl.concat([empty_table("releases"), rows], how="diagonal"))
    content = rows.head(1).write_csv().encode()
    found = preview_sheets(tables, parse_sheets(content, "releases.csv", tables.units), deletes=True)
    assert found.ok
    assert found.after["releases"]["id"].sort().to_list() == ["r1", "r2"]


def test_deleting_what_others_rest_on_is_refused() -> None:
    found = seen(
        book([["编号", "名称", "企业", "依据类型"], ["b", "乙装置", "cellmaker", "ours"]], title="装置"), replace=True
    )
    assert {(p.code, p.table, p.value) for p in found.problems} == {("dangling", "capacities", "works")}


def test_a_new_id_is_readable_and_falls_on_no_other_row() -> None:
    sheet = [["名称", "企业", "依据类型"], ["works", "cellmaker", "ours"], ["Line 2 二期", "cellmaker", "ours"]]
    found = seen(book(sheet, title="装置"))
    assert found.rows["key"].to_list() == ["works-2", "line-2-erqi"]
    assert [(n.code, n.value) for n in found.notes] == [("derived_id", "works-2"), ("derived_id", "line-2-erqi")]


def test_the_order_of_rows_and_sheets_does_not_matter() -> None:
    rows = [[*CELLS[:3], 36, *CELLS[4:]], [*GOOD, None, None], ["n2", *GOOD[1:], None, None]]
    one, other = seen(capacities(*rows, head=FULL)), seen(capacities(*rows[::-1], head=FULL))
    assert one.after["capacities"].sort("id").equals(other.after["capacities"].sort("id"))


def test_what_was_wrong_before_elsewhere_is_not_this_upload_s_fault() -> None:
    broken = TABLES.replace(
        capacities=TABLES["capacities"].with_columns(plant=TABLES["capacities"]["plant"].replace("works", "gone"))
    )
    found = seen(
        book([["编号", "名称", "企业", "依据类型"], ["b", "乙装置", "cellmaker", "ours"]], title="装置"), broken
    )
    assert found.ok


def test_a_second_reading_of_the_same_bytes_says_the_same() -> None:
    content = capacities(["n2", "?", *GOOD[2:]], GOOD)
    one, other = seen(content), seen(content)
    assert (one.problems, one.notes) == (other.problems, other.notes)
    assert one.rows.equals(other.rows)
