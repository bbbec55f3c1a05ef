"""What leaves a workspace is written down with its figures, and whatever leaves later is looked at beside it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from tests.district.test_published_sums import RUNS, TAX, district, told
from tests.local_client import TestClient
from tests.model.small import tables
from tests.workspaces import copy_made_workspace
from typer.testing import CliRunner

from liantu.access import Purpose
from liantu.cli import app
from liantu.disclosure import read_release
from liantu.district import District, open_district
from liantu.district.release_records import Recipient
from liantu.district.releases import Releases
from liantu.library.shipped_tables import load_library
from liantu.model.change import Change
from liantu.model.rules.release_dates import check_release_runs
from liantu.model.tables import Tables, overlay_rows
from liantu.store.commit import ChangeEntry
from liantu.store.document_files import load_document
from liantu.store.workspace import Workspace
from liantu.web.core.app import create_app

GROUPS = "/score/groups.csv?scheme=small&year=2023"


@pytest.fixture
def place(tmp_path: Path) -> str:
    """A workspace of eight firms whose runs are trials: nothing was told of them."""
    trials = (("run-1", "draft", "2024-05"),)
    return str(copy_made_workspace("trials", lambda: lay_over_library(district(trials).given), tmp_path))


def lay_over_library(given: Tables) -> Tables:
    library = load_library()
    return library.replace(**{name: overlay_rows(name, library[name], own) for name, own in given.frames.items()})


def export(opened: District, address: str) -> bytes:
    with TestClient(create_app(opened)) as client:
        found = client.get(address)
    assert found.status_code == 200, found.text
    return found.content


def district_ratio(opened: District) -> float | None:
    sheet = pl.read_csv(io.BytesIO(export(opened, GROUPS)), infer_schema=False)
    text = sheet.filter(pl.col("group").is_null())["tax_per_mu"].item()
    return None if text in (None, "※") else float(text)


def test_two_todays_with_an_edit_between_are_held_against_each_other(place: str) -> None:
    first = open_district(place)
    assert district_ratio(first) == 16.34
    after = first.latest().change(Change.from_query(["returns:f8/2023/tax;value=2000"]), "ann")
    assert district_ratio(after) is None
    # Taken back, the tables are those that were told, and are told again.
    assert after.workspace is not None
    after.workspace.undo(after.number, ChangeEntry("ann", "undo"))
    assert district_ratio(after.latest()) == 16.34


def open_told(place: Path, *runs: tuple[str, str, str]) -> District:
    """A workspace made of a district whose final list was told before, without its figures."""
    sent = {"id": "1", "evaluation": "run-2", "content": "group_sums", "released": "2024-06-02", "recipient": "发改委"}
    given = district(runs).given.replace(releases=tables(releases=[sent])["releases"])
    made = Workspace.create(place / "a.db", lay_over_library(given), load_library(), ChangeEntry("ann", "init"))
    made.engine.dispose()
    return open_district(str(place / "a.db"))


def test_an_edit_does_not_change_what_was_told_without_figures(tmp_path: Path) -> None:
    """The sums of run-2 were told before the workspace was made. Made again from the rows as they stand after an edit,
    the run would be told as if it were that release: (1,307.37 − 185.37 + 2,000) ÷ 80 beside 16.34."""
    first = open_told(tmp_path, RUNS[1])
    assert told(first) == 16.34
    after = first.change(Change.from_query(["returns:f8/2023/tax;value=2000"]), "ann")
    assert told(after) is None


def test_what_is_told_later_does_not_change_what_was_told(tmp_path: Path) -> None:
    """Today's sums are those of the final list: told anew with their figures, they stay before the notice."""
    first = open_told(tmp_path, *RUNS)
    before = read_told_ratios(first)
    assert before == [("run-2", 16.34), ("run-1", None)]
    export(first, GROUPS)
    assert read_told_ratios(first.latest()) == before


def read_told_ratios(opened: District) -> list[tuple[str | None, float | None]]:
    """The run and the ratio of the whole district of each release, as control takes it to have been told."""
    found = opened.for_purpose(Purpose.LEAVING).score._sums._protect_releases(2023)
    ratios = [release.tables.tables[0].filter(pl.col("group").is_null(), measure="tax_per_mu") for release in found]
    values = [ratio["value"].item() for ratio in ratios]
    return [(r.run, None if v is None else round(v, 2)) for r, v in zip(found, values, strict=True)]


def test_a_release_is_a_row_with_the_figures_behind_it(place: str) -> None:
    opened = open_district(place)
    export(opened, f"{GROUPS}&recipient=发改委")
    latest = opened.latest()
    (row,) = latest.given["releases"].to_dicts()
    assert {name: row[name] for name in ("content", "recipient", "scheme", "year", "vintage")} == {
        "content": "group_sums",
        "recipient": "发改委",
        "scheme": "small",
        "year": "2023",
        "vintage": str(opened.number),
    }
    assert latest.workspace is not None
    release = read_release(load_document(latest.workspace.engine, row["figures"]))
    assert release.original.microdata.height == len(TAX)


@pytest.mark.parametrize("address", ["/score.csv", "/score.xlsx", "/score/picture/scatter.svg"])
def test_grades_of_a_run_that_is_not_kept_are_told_by_a_row_too(place: str, address: str) -> None:
    opened = open_district(place)
    export(opened, f"{address}?scheme=small&year=2023")
    latest = opened.latest()
    (row,) = latest.given["releases"].to_dicts()
    assert (row["content"], row["evaluation"], row["scheme"], row["year"]) == ("grades", None, "small", "2023")
    assert latest.workspace is not None
    figures = load_document(latest.workspace.engine, row["figures"]).decode()
    assert [firm for firm in TAX if f"\n{firm}," not in figures] == []
    # it tells no sums: those are told as before
    export(latest, GROUPS)
    assert latest.latest().given["releases"]["content"].to_list() == ["grades", "group_sums"]


def test_the_same_told_to_the_same_on_a_day_is_one_row(place: str) -> None:
    opened = open_district(place)
    for address in (GROUPS, GROUPS, GROUPS.replace("csv", "xlsx"), f"{GROUPS}&recipient=x"):
        export(opened.latest(), address)
    rows = opened.latest().given["releases"]
    assert rows["recipient"].to_list() == [None, "x"]
    assert rows["figures"].n_unique() == 1


def test_the_same_told_on_another_day_is_another_row(place: str) -> None:
    opened = open_district(place)
    row = {"content": "group_sums", "scheme": "small", "year": "2023", "vintage": "1"}
    for day in (1, 1, 2):
        Releases(opened.latest()).record(row, b"{}", date(2024, 7, day))
    assert opened.latest().given["releases"]["released"].to_list() == ["2024-07-01", "2024-07-02"]


def test_what_is_read_in_the_house_is_not_told(place: str) -> None:
    opened = open_district(place)
    for form in ("", ".json"):
        export(opened, GROUPS.replace(".csv", form))
    assert opened.latest().given["releases"].is_empty()


@pytest.mark.parametrize("form", ["csv", "xlsx", "paper.docx", "paper.pdf", "paper.xlsx"])
def test_a_sheet_of_a_firm_tells_the_means_of_its_groups(place: str, form: str) -> None:
    opened = open_district(place)
    page, _, ending = form.rpartition(".")
    asked = "scheme=small&year=2023"
    export(opened, f"/paper/firm.{ending}?firm=f3&{asked}" if page else f"/score/firm/f3.{ending}?{asked}")
    (row,) = opened.latest().given["releases"].to_dicts()
    assert (row["content"], row["recipient"], row["year"]) == ("firm_sheet", "f3", "2023")
    after = opened.latest().change(Change.from_query(["returns:f8/2023/tax;value=2000"]), "ann")
    assert told(after) is None


def test_a_deleted_release_has_been_told(place: str) -> None:
    opened = open_district(place)
    export(opened, GROUPS)
    gone = opened.latest().change(Change.from_query(["-releases:1"]), "ann")
    after = gone.change(Change.from_query(["returns:f8/2023/tax;value=2000"]), "ann")
    assert told(after) is None
    export(after, f"{GROUPS}&recipient=x")
    assert after.latest().given["releases"]["id"].to_list() == ["2"]


def test_two_who_export_at_once_are_held_against_each_other(place: str) -> None:
    """Both opened the district before either wrote: the later one tells its tables beside those of the first."""
    early = open_district(place)
    late = open_district(place).change(Change.from_query(["returns:f8/2023/tax;value=2000"]), "ann")
    assert told(early) == 16.34
    assert told(late) is not None
    recipient = Recipient("group_sums")
    assert early.score.release_means("small", 2023, recipient)[0]["value"].count()
    means = late.score.release_means("small", 2023, recipient)
    assert means[0].filter(pl.col("group").is_null())["value"].to_list() == [None]


def test_figures_that_are_not_at_hand_refuse_what_would_stand_beside(place: str) -> None:
    opened = open_district(place)
    export(opened, GROUPS)
    latest = opened.latest()
    folder = replace(latest, workspace=None)
    assert told(folder) is None
    assert [problem.code for problem in folder.score.refused_means("small", 2023)] == ["release_not_kept"]


def test_a_list_of_grades_is_written_down(place: str) -> None:
    opened = open_district(place)
    opened = opened.change(Change.from_query(["+grades:run-1/f1;grade=A", "+grades:run-1/f2;grade=B"]), "ann")
    for address in ("/paper/grades.docx?run=run-1&recipient=公众", "/score/notice/run-1.csv", "/tables/grades.csv"):
        export(opened.latest(), address)
    rows = opened.latest().given["releases"]
    assert set(rows["content"]) == {"grades"}
    assert set(rows["evaluation"]) == {"run-1"}
    assert set(rows["recipient"]) == {"公众", None}


def test_the_command_line_writes_down_what_it_hands_out(place: str, tmp_path: Path) -> None:
    made = CliRunner().invoke(
        app,
        [
            "export",
            place,
            "firm",
            "--firm",
            "f3",
            "--scheme",
            "small",
            "--year",
            "2023",
            "--recipient",
            "f3厂",
            "--out",
            str(tmp_path / "f3.docx"),
        ],
    )
    assert made.exit_code == 0, made.output
    (row,) = open_district(place).given["releases"].to_dicts()
    assert (row["content"], row["recipient"]) == ("firm_sheet", "f3厂")


def test_a_release_names_what_it_is_of() -> None:
    rows = [{"id": "1", "content": "group_sums", "released": "2024"}]
    rows += [{"id": "2", "content": "group_sums", "released": "2024", "scheme": "s", "year": "2023"}]
    (problem,) = check_release_runs(tables(releases=rows))
    assert (problem.code, problem.row, problem.value) == ("release_of_no_run", 2, "1")


def test_what_is_read_back_is_what_was_told(place: str) -> None:
    opened = open_district(place)
    export(opened, GROUPS)
    latest = opened.latest()
    ((_number, release),) = Releases(latest).read_year(2023)
    found = latest.score._sums.protect("small", 2023)
    again = found.tables
    assert release.original.microdata.equals(again.original.microdata)
    assert release.original.measures == again.original.measures
    assert all(one.equals(other) for one, other in zip(release.tables, again.tables, strict=True))
    assert [table.columns[0] for table in release.tables] == ["group", "industry", "park"]
