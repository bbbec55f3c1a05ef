"""The list for public notice: grades only; a list that is not yet public marks what has to be looked at again."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from tests.exchange.paper.test_paper import READ
from tests.local_client import TestClient

import liantu
from liantu.district import District
from liantu.exchange.paper import to_bytes
from liantu.papers import notice_paper
from liantu.web.core.app import create_app

MARK = "等次不稳定，公示前请复核"


@pytest.fixture(scope="module")
def yunxi() -> District:
    return liantu.open(Path(__file__).parents[2] / "districts" / "yunxi")


def unstable(yunxi: District, run: str) -> list[str]:
    rows = yunxi.tables["grades"].filter(evaluation=run, stable="no").drop_nulls("grade")
    return rows.sort("firm")["firm"].to_list()


def test_the_made_up_runs_say_which_grades_are_unstable(yunxi: District) -> None:
    """As ``sure`` gives them for the run as it was."""
    for run in yunxi.tables["evaluations"]["id"]:
        assert 10 < len(unstable(yunxi, run)) < 60, run
    assert "f033" not in unstable(yunxi, "run-2022")


@pytest.mark.parametrize("form", READ)
def test_a_draft_marks_unstable_grades_in_every_form_of_paper(yunxi: District, form: str) -> None:
    text = READ[form](to_bytes(notice_paper(yunxi, "run-2022-trial"), form)).replace("\n", "")
    assert text.count(MARK) == len(unstable(yunxi, "run-2022-trial"))


@pytest.mark.parametrize("run", ["run-2022-notice", "run-2022"])
def test_what_is_published_marks_none(yunxi: District, run: str) -> None:
    assert unstable(yunxi, run)
    assert [column.field for column in notice_paper(yunxi, run).columns] == ["index", "firm", "group", "grade"]
    assert MARK not in READ["docx"](to_bytes(notice_paper(yunxi, run), "docx"))


def test_page_and_tables_say_the_same_as_the_paper(yunxi: District) -> None:
    with TestClient(create_app(yunxi)) as client:
        for run in ("run-2022-trial", "run-2022-notice", "run-2022"):
            wanted = unstable(yunxi, run) if run == "run-2022-trial" else []
            address = f"/score/notice/{run}"
            rows = client.get(f"{address}.json").json()["grades"]
            assert sorted(row["firm"] for row in rows if row.get("stable") == "no") == wanted
            table = pl.read_csv(io.BytesIO(client.get(f"{address}.csv").content), infer_schema=False)
            assert ("stable" in table.columns) is bool(wanted)
            assert ("Before publication" in client.get(f"{address}?lang=en").text) is bool(wanted)


def test_groups_have_their_name(yunxi: District) -> None:
    assert {row["group"] for row in notice_paper(yunxi, "run-2022", "en").rows} == {
        "Above designated size",
        "Below designated size",
    }
    other = yunxi.given["evaluations"].with_columns(pl.lit("no scheme").alias("scheme_text"))
    bare = replace(yunxi, given=yunxi.given.replace(evaluations=other))
    assert {row["group"] for row in notice_paper(bare, "run-2022", "en").rows} == {"规上", "规下"}
