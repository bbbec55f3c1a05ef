"""What leaves the house: no row that rests on a statistical return or a commercial secret, given or supposed."""

from __future__ import annotations

from pathlib import Path

import liantu
from liantu.access import Purpose
from liantu.model.change import Change
from liantu.papers import make_paper

FOLDER = Path(__file__).parents[1] / "districts" / "orchard"
FULING = Path(__file__).parents[2] / "districts" / "fuling"
SECRET = "+sources:told;zh=企业来信;class=secret;kind=firm"
AMOUNT = "capacities:pulp-1;amount=5;source=told"


def test_a_row_supposed_from_a_secret_source_is_left_out():
    orchard = liantu.open(FOLDER)
    told = orchard.what_if(Change.from_query([SECRET, AMOUNT]))
    shared = told.for_purpose(Purpose.LEAVING)
    assert shared.withheld == 1
    assert shared.chain.balance().equals(orchard.chain.balance())
    assert not told.chain.balance().equals(orchard.chain.balance())


def test_a_district_without_such_rows_is_handed_over_as_it_is():
    orchard = liantu.open(FOLDER)
    shared = orchard.for_purpose(Purpose.LEAVING)
    assert (shared.withheld, shared.tables is orchard.tables) == (0, True)
    assert shared.chain.balance() is orchard.chain.balance()


def test_what_leaves_the_house_is_made_once():
    """A paper after another asks the same district again: what was computed of it is kept."""
    told = liantu.open(FOLDER).what_if(Change.from_query([SECRET, AMOUNT]))
    assert told.for_purpose(Purpose.LEAVING) is told.for_purpose(Purpose.LEAVING)


def test_a_map_on_paper_says_how_its_figures_are_read() -> None:
    sheet = make_paper(liantu.open(FULING), "set", chain="battery")
    assert any("本图为环节关系示意，不是地图" in line for line in sheet.parts[0].foot())


def test_the_printed_survey_of_a_firm_names_the_firm() -> None:
    sheet = make_paper(liantu.open(FULING), "survey", firm="huafeng-spandex")
    assert sheet.unit_note.startswith("填报企业：华峰氨纶")


def test_the_range_of_a_list_is_said_in_words() -> None:
    sheet = make_paper(liantu.open(FULING), "invite")
    assert any("十次测算约八次落在缺口低值—高值之间" in line for line in sheet.foot())
    assert not any(word in line for line in sheet.foot() for word in ("P10", "P90"))
