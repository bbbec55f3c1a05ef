"""After an edit a result is kept where it reads nothing that the edit touched, and never where it does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from tests.workspaces import copy_workspace

from liantu.district import District, open_district
from liantu.model.change import Change
from liantu.model.tables import Tables, conform_frame

ORCHARD = Path(__file__).parents[1] / "districts" / "orchard"
YUNXI = Path(__file__).parents[2] / "districts" / "yunxi"
#: What outlasts an edit that changes remarks alone.
OF_FIGURES: dict[str, Callable[[District], pl.DataFrame]] = {
    "terms": lambda district: district.chain.terms,
    "balance": lambda district: district.chain.balance(),
    "products made": lambda district: district.chain.products_made(),
    "gaps": lambda district: district.chain.all_gaps(),
    "extensions": lambda district: district.chain.extensions(),
    "weak links": lambda district: district.chain.weak_links(),
    "questions": lambda district: district.chain.questions(),
    "stated output": lambda district: district.chain.stated_output(),
    "land": lambda district: district.land.terms(),
    "evaluation": lambda district: district.score.evaluate("yunxi-made-up").terms,
    "names": lambda district: district.find_names("县", ["firms", "places"]),
}


@pytest.fixture
def orchard(tmp_path: Path) -> District:
    return open_district(copy_workspace("orchard", tmp_path))


def _edit(district: District, line: str) -> District:
    return district.change(Change.from_query([line]), "Anna")


def test_a_note_changes_no_figure(orchard: District) -> None:
    gaps, balance = orchard.chain.all_gaps(), orchard.chain.balance()
    plant = orchard.tables["plants"]["id"][0]
    later = _edit(orchard, f"plants:{plant};note=seen")
    assert later.chain.all_gaps() is gaps
    assert later.chain.balance() is balance


def test_a_result_is_made_anew_when_its_figures_change(orchard: District) -> None:
    balance, terms = orchard.chain.balance(), orchard.chain.terms
    amounts = orchard.tables["capacities"].filter(pl.col("amount").is_not_null())
    later = _edit(orchard, f"capacities:{amounts['id'][0]};amount={float(amounts['amount'][0]) * 2}")
    assert later.chain.terms is not terms
    fresh = District(Tables(later.given.about, later.given.frames), later.as_of)
    assert_frame_equal(later.chain.balance(), fresh.chain.balance())
    assert not later.chain.balance().equals(balance)


def test_two_edits_in_a_row_keep_what_neither_touched(orchard: District) -> None:
    balance = orchard.chain.balance()
    plant, firm = orchard.tables["plants"]["id"][0], orchard.tables["firms"]["id"][0]
    later = _edit(_edit(orchard, f"plants:{plant};note=seen"), f"firms:{firm};note=seen")
    assert later.chain.balance() is balance


def test_a_view_that_leaves_the_house_keeps_its_own(orchard: District) -> None:
    from liantu.access import Purpose

    balance = orchard.for_purpose(Purpose.LEAVING).chain.balance()
    plant = orchard.tables["plants"]["id"][0]
    later = _edit(orchard, f"plants:{plant};note=seen")
    assert later.for_purpose(Purpose.LEAVING).chain.balance() is balance


@pytest.mark.parametrize("name", OF_FIGURES)
def test_no_figure_quotes_a_remark(name: str) -> None:
    """Every remark of the made-up district is written anew: what is kept over such an edit comes out the same."""
    district = open_district(YUNXI)
    noted = {
        table: frame.with_columns(pl.lit("written anew").alias(note) for note in ("note", "note_en") if note in frame)
        for table, frame in district.given.frames.items()
    }
    other = District(Tables(district.given.about, noted), district.as_of)
    compute = OF_FIGURES[name]
    assert_frame_equal(compute(other), compute(district))


def test_what_outlasts_an_edit_knows_what_it_was_computed_from() -> None:
    """Of an answer that has noted nothing nobody could say that an edit touched it.

    The tables with what is assumed are no answer: they are made anew, and take over what rests on frames of theirs."""
    shared = open_district(YUNXI)
    district = District(shared.given, shared.as_of)
    for ask in OF_FIGURES.values():
        ask(district)
    district.chain.own_coefficients()
    district.score.sensitivity_of("yunxi-made-up")
    answers = district.cache._answers
    assert [key for key in district.cache._outlasting - {("assumed",)} if not answers[key].read] == []
    district.cluster.entities()
    assert {"clusters", "members", "chains"} <= answers["cluster entities",].read.keys()


def test_what_is_assumed_stands_anew_only_in_tables_that_changed() -> None:
    rows = {
        "capacities": {"id": "oven", "amount": "5"},
        "assumptions": {"id": "more", "table": "capacities", "row": "oven", "operation": "update"}
        | {"field": "amount", "value": "7", "active": "yes"},
    }
    given = Tables({}, {name: conform_frame(name, pl.DataFrame([row])) for name, row in rows.items()})
    before = District(given, date(2024, 1, 1))
    assumed, numbers = before.tables["capacities"], before.tables.numbers("capacities")
    assert assumed["amount"].to_list() == ["7"]
    firms = District(given.replace(firms=conform_frame("firms", pl.DataFrame([{"id": "a"}]))), before.as_of)
    firms.follow(before)
    assert firms.tables["capacities"] is assumed
    assert firms.tables.numbers("capacities") is numbers
    changed = given["capacities"].with_columns(id=pl.concat_str("id", pl.lit("-2")))
    capacities = District(given.replace(capacities=changed), before.as_of)
    capacities.follow(before)
    assert capacities.tables["capacities"]["amount"].to_list() == ["5"]
    assert before.at(off=["more"]).tables["capacities"]["amount"].to_list() == ["5"]
    assert before.tables["capacities"] is assumed
