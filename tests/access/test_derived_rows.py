"""Nobody works a closed value out from what a kept run left behind.

Six firms say in confidence how many people they employ. Revenue is known, and the total of a firm is 100 × (revenue ÷
employees) ÷ 10: whoever has total and revenue has the employees. The attacker tries every number of every export.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest
import yaml
from tests.exchange.paper.test_paper import READ
from tests.local_client import TestClient
from tests.model.ledger import ledger, returned
from tests.score.making import TAX, item, plan

from liantu.access import CLASSES, Purpose, RunClass, find_blanked_rows, find_run_classes, permit_frame
from liantu.district import District
from liantu.district.table_files import write_tables_folder, write_tables_workbook
from liantu.exchange.loading.file_reader import parse_sheets
from liantu.exchange.loading.preview import preview_sheets
from liantu.model.apply import apply_change
from liantu.model.tables import Tables, build_row_keys
from liantu.score.scheme.reader import read_scheme
from liantu.web.core.app import create_app

RUN = "run-2023"
PEOPLE = {"f1": 1237, "f2": 641, "f3": 2953, "f4": 317, "f5": 809, "f6": 1933}
REVENUE = {"f1": 48113, "f2": 9187, "f3": 77417, "f4": 15661, "f5": 21839, "f6": 33377}
PER_PERSON = {**TAX, "numerator": ["revenue"], "denominator": ["employees"], "unit": "万元/人"}
LEAVING = {"public", "internal"}


def district(channel: str = "firm", state: str = "notice") -> District:
    """The district with a kept run, its employees given through a channel."""
    scheme = plan(
        indicators={"per_person": PER_PERSON},
        groups={"规上": {"given": ["规上"], "items": [item("per_person", cap=None)]}},
    )
    text = yaml.safe_dump(scheme, allow_unicode=True)
    made = read_scheme(text, "small")
    names = [{"id": firm, "zh": firm, "kind": "firm", "basis": "ours"} for firm in PEOPLE]
    rosters = [{"firm": firm, "year": "2023", "group": "规上", "basis": "ours"} for firm in PEOPLE]
    returns = [returned(firm, "revenue", str(value), "万元") for firm, value in REVENUE.items()]
    returns += [returned(firm, "employees", str(value), "人", channel=channel) for firm, value in PEOPLE.items()]
    head = {"id": "old", "zh": "旧", "scheme": "small", "scheme_version": made.version, "scheme_text": text}
    old = [{**head, "year": "2022", "state": "draft"}]
    tables = ledger(firms=names, rosters=rosters, returns=returns, evaluations=old)
    kept = apply_change(tables, District(tables, date(2023, 12, 31)).score.record_run("small", 2023, date(2024, 6, 1)))
    after = kept["evaluations"].with_columns(
        pl.when(pl.col("id") == RUN).then(pl.lit(state)).otherwise("state").alias("state")
    )
    return District(kept.replace(evaluations=after), date(2023, 12, 31))


def recover(text: str) -> set[str]:
    """Firms whose number of employees a text gives: as it is, or by the formula from a total or a ratio."""
    numbers = {float(found) for found in re.findall(r"(?<![\w.])\d+(?:\.\d+)?(?!\w)", text)} - {0.0}
    return {
        firm
        for firm, people in PEOPLE.items()
        for number in numbers
        for guess in (number, REVENUE[firm] / number, 10 * REVENUE[firm] / number)
        if abs(guess - people) < 0.3
    }


def read_exports(found: District, folder: Path) -> dict[str, str]:
    """What leaves: a folder, a workbook, the tables and the run as CSV and workbook, the list for public notice."""
    leaving = found.for_purpose(Purpose.LEAVING)
    write_tables_folder(leaving, folder / "out", found, {})
    write_tables_workbook(leaving, folder / "all.xlsx", "")
    texts = {path.name: path.read_text(encoding="utf-8") for path in (folder / "out").glob("*.csv")}
    texts["all.xlsx"] = READ["xlsx"]((folder / "all.xlsx").read_bytes())
    with TestClient(create_app(found)) as client:
        for address in ("/tables/grades", f"/score/run/{RUN}", f"/score/notice/{RUN}"):
            for form in ("csv", "xlsx"):
                content = client.get(f"{address}.{form}").content
                texts[f"{address}.{form}"] = content.decode("utf-8") if form == "csv" else READ["xlsx"](content)
        texts["paper"] = READ["docx"](client.get(f"/paper/grades.docx?run={RUN}").content)
    return texts


def test_no_export_gives_a_closed_value_back(tmp_path: Path) -> None:
    found = district()
    # The attack works: the house's own rows give every firm away.
    assert recover(found.tables["grades"].write_csv()) == set(PEOPLE)
    texts = read_exports(found, tmp_path)
    assert len(texts) > 8
    assert {name: recover(text) for name, text in texts.items()} == {name: set() for name in texts}
    # What was published is public: the grade of each firm.
    grades = found.for_purpose(Purpose.LEAVING).tables["grades"]
    assert grades["grade"].to_list() == found.tables["grades"]["grade"].to_list()
    assert grades.select("total", "rank", "grade_before", "moves", "stable").null_count().row(0) == (6,) * 5


def test_of_a_run_that_was_not_published_no_row_leaves() -> None:
    found = district(state="draft")
    leaving = found.for_purpose(Purpose.LEAVING)
    assert leaving.tables["grades"].is_empty()
    assert leaving.withheld == 6 + 6
    # Another view of what is left does not find the run open because its closed inputs are gone.
    assert leaving.at(as_of=date(2024, 6, 1)).tables["grades"].is_empty()
    assert district("social", "draft").for_purpose(Purpose.LEAVING).tables["grades"]["total"].null_count() == 0


def test_a_run_stays_as_closed_as_it_was_kept_and_becomes_as_closed_as_its_inputs() -> None:
    found = district()
    assert found.tables["evaluations"].filter(id=RUN)["rests_on"].item() == "secret"
    later = pl.when(pl.col("item") == "employees").then(pl.lit("social")).otherwise("channel").alias("channel")
    opened = _with(found, returns=found.given["returns"].with_columns(later))
    assert opened.for_purpose(Purpose.LEAVING).tables["grades"]["total"].count() == 0
    silent = found.given["evaluations"].with_columns(pl.lit(None, pl.String).alias("rests_on"))
    assert _class_of(_with(found, evaluations=silent).given) == RunClass("secret", published=True)
    both = _with(opened, evaluations=silent)
    assert _class_of(both.given) == RunClass("public", published=True)
    # Of a run without returns of its year nobody knows what it rests on.
    lacking = _with(both, returns=found.given["returns"].clear())
    assert _class_of(lacking.given).rests_on == CLASSES[-1]


def test_items_that_the_scheme_does_not_name_do_not_close_a_run() -> None:
    found = district("social")
    other = [returned("f1", "rd", "5", "万元", channel="firm"), returned("f1", "employees", "9", "人", year="2024")]
    rows = ledger(returns=[*found.given["returns"].to_dicts(), *other])["returns"]
    assert _class_of(_with(found, returns=rows).given).rests_on == "public"
    land = ledger(returns=[*found.given["returns"].to_dicts(), {**other[0], "item": "revenue", "year": "2022"}])
    assert _class_of(_with(found, returns=land["returns"]).given).rests_on == "secret"


def test_a_row_of_a_run_that_is_not_known_is_closed() -> None:
    grades = district("social").given["grades"]
    assert permit_frame("grades", grades, {}, LEAVING, {}).is_empty()
    assert permit_frame("grades", grades, {}, LEAVING, {RUN: RunClass("public", published=False)}) is grades


@pytest.mark.parametrize("replaced", [True, False])
def test_a_file_that_lacks_totals_does_not_blank_them(tmp_path: Path, replaced: bool) -> None:
    found = district()
    tables = found.given
    write_tables_folder(found.for_purpose(Purpose.LEAVING), tmp_path / "out", found, {})
    content = (tmp_path / "out" / "grades.csv").read_bytes()
    blanked = find_blanked_rows(tables, find_run_classes(tables, {}), LEAVING)
    keys = {name: frozenset(build_row_keys(name, frame)) for name, frame in blanked.items()}
    sheets = parse_sheets(content, "grades.csv", tables.units)
    after = preview_sheets(tables, sheets, replaced, blanked=keys).after["grades"]
    assert after["total"].to_list() == tables["grades"]["total"].to_list()
    assert after["total"].count() == 6


def _with(found: District, **frames: pl.DataFrame) -> District:
    return replace(found, given=found.given.replace(**frames))


def _class_of(tables: Tables) -> RunClass:
    return find_run_classes(tables, {})[RUN]
