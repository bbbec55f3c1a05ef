"""What the house says among itself is in no view that leaves it, and survives an export that is loaded again."""

from __future__ import annotations

from pathlib import Path

from tests.workspaces import copy_workspace

import liantu
from liantu.access import HOUSE_TABLES, Purpose
from liantu.cli.commands.papers import _write_folder
from liantu.district.incoming_files import count_changes, read_incoming_folder
from liantu.model.tables import Tables


def test_a_view_that_leaves_has_nothing_of_it(tmp_path: Path) -> None:
    district = liantu.open(copy_workspace("yunxi", tmp_path))
    leaving = district.for_purpose(Purpose.LEAVING)
    for name in HOUSE_TABLES:
        assert district.tables[name].height
        assert district.given[name].height
        assert leaving.tables[name].is_empty()
        assert leaving.given[name].is_empty()
    assert district.history.versions("comments", "c1").height == 1
    assert leaving.history.versions("comments", "c1").is_empty()
    assert leaving.remarks.comments("projects", "project-1") == []
    assert leaving.remarks.counts("projects") == {}
    # What is left is what it was: nothing else is counted as withheld.
    assert [c.is_settled for c in district.remarks.comments("projects", "project-1")] == [False, True]
    assert district.remarks.counts("projects") == {"project-1": 1}


def test_an_exported_folder_lacks_it_says_so_and_deletes_none(tmp_path: Path) -> None:
    district = liantu.open(copy_workspace("yunxi", tmp_path))
    folder = tmp_path / "out"
    _write_folder(district, folder, "en", None)
    assert not (folder / "comments.csv").exists() or "东岸" not in (folder / "comments.csv").read_text("utf-8")
    assert "stay in the house" in (folder / "lacking.yaml").read_text("utf-8")
    workspace = district.latest().require_workspace()
    found = read_incoming_folder(workspace, folder, workspace.tables(), replace=True)
    counts = count_changes(workspace.tables(), found)
    assert {name: counts[name]["deleted"] for name in HOUSE_TABLES if name in counts} == {
        name: 0 for name in HOUSE_TABLES if name in counts
    }


def test_who_looks_after_products_and_their_office_are_noted_apart() -> None:
    """Under one name, the list of gaps met an error once a page had shown the table of products."""
    opened = liantu.open("districts/fuling")
    fresh = liantu.District(Tables(opened.given.about, opened.given.frames), opened.as_of)
    assert fresh.remarks.offices("products") == {}
    assert fresh.chain.gaps("all")["office"].to_list() == opened.chain.gaps("all")["office"].to_list()
