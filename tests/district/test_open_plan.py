"""What is left of a project's approvals stands until an edit touches its cases."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from tests.workspaces import copy_workspace

from liantu.district import open_district
from liantu.model.change import Change


def test_it_is_computed_once_and_anew_when_its_cases_change(tmp_path: Path) -> None:
    district = open_district(copy_workspace("yunxi", tmp_path))
    case, graph = district.tables["cases"].filter(pl.col("project") == "project-13").select("id", "graph").row(0)
    found = district.deliver.open_plan("project-13")
    assert found is not None
    assert found[0].id == graph
    assert {"done", "running", "ahead"} & set(found[1].items["state"])
    assert district.deliver.open_plan("project-13") is found
    noted = district.change(Change.from_query(["firms:f001;note=seen"]), "Anna")
    assert noted.deliver.open_plan("project-13") is found
    edited = noted.change(Change.from_query([f"cases:{case};note=seen"]), "Anna")
    assert edited.deliver.open_plan("project-13") is not found


def test_a_project_without_a_case_has_none(tmp_path: Path) -> None:
    district = open_district(copy_workspace("yunxi", tmp_path))
    without = set(district.tables["projects"]["id"]) - set(district.tables["cases"]["project"])
    assert without
    assert [district.deliver.open_plan(project) for project in sorted(without)] == [None] * len(without)
