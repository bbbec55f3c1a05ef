"""The workspace holds returns and land from the schema alone: load, refuse and mark, edit, look back, undo."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.store.conftest import Copies
from tests.store.edits import ANN, BOB, edit, refused

from liantu.exchange.folder.district_folder import read_folder
from liantu.exchange.loading.annotated_workbook import annotate_workbook
from liantu.exchange.loading.file_reader import parse_sheets
from liantu.exchange.loading.preview import preview_sheets
from liantu.exchange.loading.template import DATA, write_template
from liantu.library.shipped_tables import load_library
from liantu.model.problems import Problem, Problems
from liantu.model.tables import Tables
from liantu.store.integrity import find_integrity_problems
from liantu.store.workspace import Workspace

YUNXI = Path(__file__).parents[2] / "districts" / "yunxi"


@pytest.fixture(scope="module")
def yunxi() -> Tables:
    return read_folder(YUNXI, beneath=load_library())[0]


@pytest.fixture
def kept(copies: Copies, yunxi: Tables) -> Workspace:
    return Workspace(copies("yunxi", yunxi)(), load_library())


def value(workspace: Workspace, number: int | None = None) -> str | None:
    rows = workspace.tables(number)["returns"].filter(firm="f001", year="2023", item="tax")
    found: str | None = rows["value"].item()
    return found


def workbook(yunxi: Tables, *cells: tuple[str, str]) -> bytes:
    """The first returns as a template, with cells written over; C holds the item, D the value, E the unit."""
    few = yunxi.replace(returns=yunxi["returns"].head(3))
    book = load_workbook(io.BytesIO(write_template(few, ["returns"], filled=True)))
    for at, text in cells:
        book.worksheets[0][at] = text
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_of_returns_is_loaded_and_taken_back(kept: Workspace, yunxi: Tables) -> None:
    first = DATA + 1
    given = workbook(yunxi, (f"B{first}", "2023年"), (f"C{first}", "税收"), (f"D{first}", "1.5"), (f"E{first}", "亿元"))
    seen = preview_sheets(kept.tables(), parse_sheets(given, "a.xlsx", yunxi.units))
    assert seen.ok
    assert kept.commit(seen.change(), BOB, base=1) == 2
    assert value(kept) == "1.5"
    assert value(kept, 1) == "-318.4"
    assert kept.story("returns", "f001/2023/tax")["value"].to_list() == ["1.5", "-318.4"]
    assert kept.undo(2, ANN) == 3
    assert value(kept) == "-318.4"
    assert find_integrity_problems(kept) == []


def test_what_is_wrong_is_refused_whole_and_marked_in_a_copy(kept: Workspace, yunxi: Tables) -> None:
    first = DATA + 1
    given = workbook(yunxi, (f"E{first}", "吨"), (f"A{first + 1}", "f999"), (f"B{first + 2}", "2023-06"))
    seen = preview_sheets(kept.tables(), parse_sheets(given, "a.xlsx", yunxi.units))
    found = {problem.code for problem in seen.problems}
    assert "dangling" in found
    page = load_workbook(io.BytesIO(annotate_workbook(given, "a.xlsx", seen.problems, seen.notes))).worksheets[0]
    assert page[f"A{first + 1}"].comment.text.startswith("a.xlsx")
    mended = workbook(yunxi, (f"E{first}", "吨"), (f"B{first + 2}", "2023-06"))
    seen = preview_sheets(kept.tables(), parse_sheets(mended, "a.xlsx", yunxi.units))
    assert {problem.code for problem in seen.problems} == {"wrong_dimension", "whole_year"}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("returns:f001/2023/tax;state=not_applicable", "state_and_value"),
        ("returns:f001/2023/revenue;value=-1", "negative_number"),
        ("returns:f001/2023/tax;unit=t", "wrong_dimension"),
        ("+returns:f001/2023-06/tax;firm=f001;year=2023-06;item=tax;basis=ours", "whole_year"),
        ("+returns:f001/2023/tax;firm=f001;year=2023;item=tax;basis=ours", "row_exists"),
        ("holdings:h001;to=2018", "dates_out_of_order"),
        ("holdings:h001;share=5", "two_measures"),
        ("holdings:h001;lessor=f002", "lets_to_itself"),
        ("objections:1;decided=2022", "dates_out_of_order"),
        ("-firms:f001", "dangling"),
        ("-parcels:p009", "dangling"),
    ],
)
def test_edits_that_break_a_rule_are_refused(kept: Workspace, line: str, code: str) -> None:
    found = refused(code, kept.commit, edit(line), ANN)
    assert all(problem.message("zh_CN") and problem.message("en") for problem in found)
    assert kept.head() == 1


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("holdings:h001;area=999", "land_exceeds_parcel"),
        ("parcels:p009;floor_area=9000", "lease_exceeds_holding"),
    ],
)
def test_a_warning_is_told_before_it_is_written_and_refuses_nothing(kept: Workspace, line: str, code: str) -> None:
    def refuse(warnings: Sequence[Problem]) -> None:
        raise Problems(warnings)

    assert {problem.severity for problem in refused(code, kept.commit, edit(line), ANN, take_warnings=refuse)} == {
        "warning"
    }
    assert kept.head() == 1
    told: list[Problem] = []
    assert kept.commit(edit(line), ANN, take_warnings=told.extend) == 2
    assert [problem.code for problem in told] == [code]
    # It was there before: another edit is not warned of it again.
    assert kept.commit(edit("firms:f001;note=looked at"), ANN, take_warnings=refuse) == 3


def test_land_changes_hands(kept: Workspace) -> None:
    sold = edit(
        "holdings:h001;to=2023-06-30",
        "+holdings:h999;id=h999;parcel=p001;firm=f002;kind=own;area=3;from=2023-07-01;basis=ours",
    )
    assert kept.commit(sold, ANN) == 2
    row = kept.tables()["holdings"].filter(id="h999").row(0, named=True)
    assert (row["from"], row["to"], row["area"]) == ("2023-07-01", None, "3")
