"""What is written is read back, what was there stays readable, and nobody's edit is lost unseen."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from tests.store.edits import ANN, BOB, amount, edit, refused, same

from liantu.exchange.folder.district_folder import read_folder
from liantu.library.shipped_tables import load_library
from liantu.model.change import Change, ChangeRow
from liantu.model.problems import Problems
from liantu.model.tables import Tables
from liantu.store import commit
from liantu.store.commit import ChangeEntry
from liantu.store.workspace import Workspace

FULING = Path(__file__).parents[2] / "districts" / "fuling"

# -- what is written is read back --------------------------------------------------------------------------------------


def test_fuling_as_it_is(place: str) -> None:
    tables, _ = read_folder(FULING, beneath=load_library())
    made = Workspace.create(place, tables, load_library(), ANN)
    assert same(made.tables(), tables)
    again = Workspace(place, load_library())
    assert same(again.tables(), tables)
    assert again.tables().about["zh"] == tables.about["zh"]
    assert again.replace(tables, ANN) == 1  # a second time changes nothing
    assert again.changes().height == 1


def test_an_edit_shows_and_the_past_stays(workspace: Workspace, orchard: Tables) -> None:
    assert workspace.commit(edit("capacities:juice-1;amount=7"), ANN) == 2
    assert workspace.commit(edit("-capacities:pulp-far", "-events:6"), BOB) == 3
    assert workspace.commit(edit("+capacities:juice-3;plant=sweet-1;product=juice;basis=ours"), BOB) == 4
    assert amount(workspace) == amount(workspace, number=2) == "7"
    assert same(workspace.tables(1), orchard)
    assert workspace.tables(2)["capacities"].height == 5
    assert workspace.tables(3)["capacities"]["id"].to_list() == ["juice-1", "juice-2", "pulp-1", "pulp-next"]
    assert workspace.tables()["capacities"]["id"].to_list() == ["juice-1", "juice-2", "pulp-1", "pulp-next", "juice-3"]
    assert workspace.tables(0)["capacities"].is_empty()


def test_a_change_of_nothing_is_no_change(workspace: Workspace) -> None:
    assert workspace.commit(edit("capacities:juice-1;amount=1000"), ANN) == 1
    assert workspace.commit(Change(), ANN) == 1
    assert workspace.head() == 1


def test_numbers_are_read_as_people_write_them(workspace: Workspace) -> None:
    workspace.commit(edit("capacities:juice-1;amount=1.5万吨"), ANN)
    assert amount(workspace) == "15000"


def test_a_row_may_get_another_key(workspace: Workspace) -> None:
    workspace.commit(edit("capacities:pulp-far;id=pulp-away", "events:6;capacity=pulp-away"), ANN)
    assert "pulp-away" in workspace.tables()["capacities"]["id"]
    assert workspace.story("capacities", "pulp-far")["closed"].to_list() == [2]
    workspace.undo(2, ANN)
    assert "pulp-away" not in workspace.tables()["capacities"]["id"]


def test_blanks_around_a_key_are_not_part_of_it(workspace: Workspace) -> None:
    fields = {"id": " juice-3", "plant": "sweet-1", "product": "juice", "basis": "ours"}
    assert workspace.commit(Change((ChangeRow("capacities", " juice-3", "insert", fields),)), ANN) == 2
    assert "juice-3" in workspace.tables()["capacities"]["id"]


def test_a_wrong_change_writes_nothing(workspace: Workspace) -> None:
    found = refused("dangling", workspace.commit, edit("capacities:juice-1;amount=3", "plants:mash-1;firm=nobody"), ANN)
    assert found[0].value == "nobody"
    assert workspace.head() == 1
    assert amount(workspace) == "1000"


def test_the_library_lies_beneath(workspace: Workspace) -> None:
    key = load_library()["products"]["id"][0]
    workspace.commit(edit(f"products:{key};usual_plant_low=1"), ANN)
    rows = workspace.tables()["products"].filter(id=key)
    assert rows["usual_plant_low"].to_list() == ["1"]
    assert workspace.moment().fields_of("products").filter(id=key).height == 1
    assert workspace.moment(1).fields_of("products").filter(id=key).is_empty()
    refused("library_row", workspace.commit, edit("-compositions:lfp/Li"), ANN)


# -- replacing the whole -----------------------------------------------------------------------------------------------


def test_replacing_takes_away_what_is_absent(workspace: Workspace, orchard: Tables) -> None:
    without = {name: orchard[name].filter(~pl.col("id").is_in(["pulp-far", "6"])) for name in ("capacities", "events")}
    assert workspace.replace(orchard.replace(**without), ChangeEntry("ann", "import")) == 2
    assert {*workspace.changes()["tables"][0]} == {"capacities", "events"}
    assert workspace.changes()["rows"][0] == 2
    assert workspace.replace(orchard, ANN, base=2) == 3
    assert same(workspace.tables(), orchard)
    refused("moved_on", workspace.replace, orchard, ANN, base=2)


def test_the_description_has_a_past_too(workspace: Workspace, orchard: Tables) -> None:
    other = Tables({**orchard.about, "en": "Elsewhere"}, orchard.frames)
    assert workspace.replace(other, ANN) == 2
    assert workspace.tables().about["en"] == "Elsewhere"
    assert workspace.tables(1).about["en"] == "Orchard county"
    assert workspace.undo(2, ANN) == 3
    assert workspace.tables().about["en"] == "Orchard county"
    assert Workspace(workspace.place, load_library()).tables().about["en"] == "Orchard county"


def test_wrong_tables_make_no_workspace(place: str, orchard: Tables) -> None:
    wrong = orchard.replace(plants=orchard["plants"].head(2))
    with pytest.raises(Problems):
        Workspace.create(place, wrong, load_library(), ANN)
    refused("no_workspace", Workspace, place, load_library())
    Workspace.create(place, orchard, load_library(), ANN)
    refused("workspace_exists", Workspace.create, place, orchard, load_library(), ANN)


# -- two people --------------------------------------------------------------------------------------------------------


def test_two_people_on_one_row(workspace: Workspace) -> None:
    workspace.commit(edit("capacities:juice-1;amount=7"), ANN, base=1)
    (found,) = refused("conflict", workspace.commit, edit("capacities:juice-1;amount=8"), BOB, base=1)
    assert found.slots["author"] == "ann"
    assert found.slots["theirs"] == "amount=7"
    assert found.slots["yours"] == "amount=8"
    assert found.slots["number"] == "2"
    assert workspace.commit(edit("capacities:juice-2;amount=8"), BOB, base=1) == 3  # another row is no conflict
    assert workspace.commit(edit("capacities:juice-1;amount=8"), BOB, base=2) == 4


def test_who_deleted_the_row_is_told(workspace: Workspace) -> None:
    workspace.commit(edit("-capacities:pulp-far", "-events:6"), BOB)
    found = refused("conflict", workspace.commit, edit("capacities:pulp-far;amount=8"), ANN, base=1)
    assert (found[0].slots["author"], found[0].slots["number"]) == ("bob", "2")


def test_a_table_without_rows_of_the_district_is_the_librarys_own(workspace: Workspace) -> None:
    tables, library = workspace.tables(), load_library()
    assert workspace.moment().rows["prices"].is_empty()
    assert tables["prices"] is library["prices"]
    assert tables["coefficients"] is not library["coefficients"]  # the orchard has some


def test_another_process_sees_it_and_is_seen(workspace: Workspace) -> None:
    second = Workspace(workspace.place, load_library())
    assert amount(second) == "1000"
    code = (
        "import sys; from liantu.library.shipped_tables import load_library; from liantu.model.change import Change;"
        "from liantu.store.commit import ChangeEntry; from liantu.store.workspace import Workspace;"
        "w = Workspace(sys.argv[1], load_library());"
        "print(w.commit(Change.from_query(['capacities:juice-1;amount=7']), ChangeEntry('bob')))"
    )
    done = subprocess.run([sys.executable, "-c", code, workspace.place], capture_output=True, text=True)
    assert done.stdout == "2\n", done.stderr
    assert amount(workspace) == amount(second) == "7"
    second.commit(edit("capacities:juice-1;amount=8"), BOB)
    assert amount(workspace) == "8"
    second.engine.dispose()


def test_tables_that_did_not_change_are_the_same_frames(workspace: Workspace) -> None:
    before = workspace.tables()
    assert workspace.tables() is before
    workspace.commit(edit("capacities:juice-1;amount=7"), ANN)
    after = workspace.tables()
    assert after["plants"] is before["plants"]
    assert after["capacities"] is not before["capacities"]


# -- history -----------------------------------------------------------------------------------------------------------


def test_the_story_of_a_row(workspace: Workspace) -> None:
    workspace.commit(edit("capacities:juice-1;amount=7"), ChangeEntry("bob", "edit", "counted again", "report"))
    workspace.commit(edit("capacities:juice-2;amount=9"), ANN)
    told = workspace.story("capacities", "juice-1")
    assert told.select("opened", "closed", "amount", "author", "change_reason", "change_source").rows() == [
        (2, None, "7", "bob", "counted again", "report"),
        (1, 2, "1000", "ann", "first", ""),
    ]


def test_a_row_with_a_kind_and_a_reason_of_its_own_keeps_them_in_its_story(workspace: Workspace) -> None:
    workspace.commit(edit("firms:sweet;zh=甜果"), ChangeEntry("bob", "edit", "renamed"))
    told = workspace.story("firms", "sweet")
    assert told.select("kind", "change_kind", "change_reason").rows() == [
        ("firm", "edit", "renamed"),
        ("firm", "init", "first"),
    ]


def test_the_difference_of_two_moments(workspace: Workspace) -> None:
    workspace.commit(edit("capacities:juice-1;amount=7"), ANN)
    workspace.commit(edit("capacities:juice-1;amount=1000", "plants:mash-1;zh=新厂"), ANN)
    workspace.commit(edit("+firms:new;zh=新公司;kind=firm;basis=ours"), ANN)
    found = workspace.difference(1, 4)
    assert {*found} == {"plants", "firms"}
    assert found["plants"].closed.to_list() == found["plants"].opened["row_key"].to_list() == ["mash-1"]
    assert found["firms"].closed.is_empty()
    assert found["firms"].opened["zh"].to_list() == ["新公司"]
    assert workspace.difference(4, 4) == {}


def test_known_at_a_time(workspace: Workspace) -> None:
    before = datetime.now(UTC)
    workspace.commit(edit("capacities:juice-1;amount=7"), ANN)
    assert workspace.number_at(before) == 1
    assert workspace.number_at(date.today() + timedelta(days=2)) == 2
    assert workspace.number_at(date(2000, 1, 1)) == 0


def test_a_clock_set_back_does_not_reorder_history(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    class Back(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime(2001, 1, 1, tzinfo=UTC)

    monkeypatch.setattr(commit, "datetime", Back)
    workspace.commit(edit("capacities:juice-1;amount=7"), ANN)
    made = workspace.changes()["made"].to_list()
    assert made == sorted(made, reverse=True)
    assert workspace.number_at(datetime.fromisoformat(made[0])) == 2


# -- undo --------------------------------------------------------------------------------------------------------------


def test_undo_is_a_change_like_any_other(workspace: Workspace, orchard: Tables) -> None:
    workspace.commit(edit("-capacities:pulp-far", "-events:6", "capacities:juice-1;amount=7"), BOB)
    assert workspace.undo(2, ChangeEntry("ann", reason="was right")) == 3
    assert same(workspace.tables(), orchard)  # rows stand where they stood
    told = workspace.changes().row(0, named=True)
    assert (told["kind"], told["undoes"], told["author"], told["reason"]) == ("undo", 2, "ann", "was right")
    assert workspace.undo(3, ANN) == 4
    assert same(workspace.tables(), workspace.tables(2))


def test_what_rests_on_a_change_is_named(workspace: Workspace) -> None:
    workspace.commit(edit("capacities:juice-1;amount=7"), BOB)
    workspace.commit(edit("capacities:juice-1;amount=8"), BOB)
    (found,) = refused("rested_on", workspace.undo, 2, ANN)
    assert (found.table, found.value, found.slots["number"]) == ("capacities", "juice-1", "3")
    workspace.undo(3, ANN)
    assert workspace.undo(2, ANN) == 5  # the later one is taken back: nothing rests on it any more
    assert amount(workspace) == "1000"
    refused("rested_on", workspace.undo, 2, ANN)
    refused("no_such_change", workspace.undo, 9, ANN)


def test_a_later_row_that_refers_to_what_came_is_named(workspace: Workspace) -> None:
    workspace.commit(edit("+firms:new;zh=新公司;kind=firm;basis=ours"), BOB)
    workspace.commit(edit("plants:mash-1;firm=new"), BOB)
    (found,) = refused("rested_on", workspace.undo, 2, ANN)
    assert (found.table, found.value, found.slots["number"]) == ("plants", "mash-1", "3")
