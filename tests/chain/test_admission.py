"""Whether a product may be made in a place: at the limits, and where something is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from liantu.chain.admission import check_admission
from liantu.district import District
from liantu.exchange.folder.district_folder import read_folder
from liantu.library.admission_rules import AdmissionRules, RiverRule, read_admission_rules
from liantu.model.problems import Problems
from liantu.model.tables import Tables

from .bakery import AS_OF, Row, made_of, product

RULES = AdmissionRules((RiverRule(1.0, ("C26",), "river clause"),), "park clause", "某省")
YANGTZE = "中华人民共和国长江保护法 第二十六条"
YELLOW = "中华人民共和国黄河保护法 第二十六条"
PARK = "工信部联原〔2022〕34号"
DAY = date(2023, 12, 31)


def tables(**where: str) -> Tables:
    park: Row = {"id": "park", "zh": "园区", "kind": "park", "basis": "ours", **where}
    return made_of(
        places=[park], products=[product("acid", gbt4754="C2611", hazardous="yes"), product("dye", gbt4754="C264")]
    )


def verdicts(name: str, where: dict[str, str]) -> list[tuple[str, str]]:
    return check_admission(tables(**where), RULES, AS_OF, [name], "park").select("verdict", "clause").rows()


@pytest.mark.parametrize(
    ("distance", "expected"),
    [
        ("0.99", ("forbidden", "river clause")),
        ("1", ("forbidden", "river clause")),  # within one kilometre
        ("1.01", ("unknown", "")),  # no clause names it: not known, never allowed
        (None, ("unknown", "river clause")),
    ],
)
def test_the_distance_from_the_river(distance: str | None, expected: tuple[str, str]) -> None:
    assert verdicts("dye", {"river_distance": distance} if distance else {}) == [expected]


@pytest.mark.parametrize(("confirmed", "to_verify"), [(False, True), (True, False)])
def test_a_clause_that_was_not_read_at_the_issuer_forbids_but_is_to_be_verified(
    confirmed: bool, to_verify: bool
) -> None:
    river = RiverRule(1.0, ("C26",), "river clause", confirmed)
    rules = AdmissionRules((river,), "park clause", "某省")
    rows = check_admission(tables(river_distance="0.5"), rules, AS_OF, ["dye"], "park")
    assert rows.select("verdict", "to_verify").rows() == [("forbidden", to_verify)]


@pytest.mark.parametrize(
    ("park", "expected"),
    [("yes", ("unknown", "")), ("no", ("unknown", "park clause")), (None, ("unknown", "park clause"))],
)
def test_a_hazardous_chemical_outside_a_chemical_park_is_to_be_verified(
    park: str | None, expected: tuple[str, str]
) -> None:
    where = {"river_distance": "5"} | ({"chemical_park": park} if park else {})
    assert verdicts("acid", where) == [expected]


def test_without_a_clause_the_province_is_to_be_asked() -> None:
    rows = check_admission(tables(river_distance="5"), RULES, AS_OF, ["dye"], "park").to_dicts()
    assert rows == [
        {
            **{"product": "dye", "place": "park", "verdict": "unknown", "clause": "", "province": "某省"},
            **{"questions": ["own_rules"], "source": None, "locator": None, "to_verify": True},
        }
    ]
    (beside_clause,) = check_admission(tables(), RULES, AS_OF, ["dye"], "park").to_dicts()
    assert (beside_clause["clause"], beside_clause["province"]) == ("river clause", None)


@pytest.mark.parametrize(
    ("name", "where", "questions"),
    [
        ("acid", {}, ["chemical_park", "river_distance"]),
        ("dye", {}, ["chemical_park", "river_distance"]),
        ("dye", {"chemical_park": "no"}, ["river_distance"]),
        ("dye", {"chemical_park": "yes", "river_distance": "5"}, []),
        ("smelted", {"energy_quota": "100"}, ["energy_left"]),
        ("smelted", {"energy_quota": "100", "energy_used": "40"}, []),
    ],
)
def test_what_nobody_has_stated_of_a_place_is_asked(name: str, where: dict[str, str], questions: list[str]) -> None:
    park: Row = {"id": "park", "zh": "园区", "kind": "park", "basis": "ours", **where}
    made = [product("acid", gbt4754="C2611", hazardous="yes"), product("dye", gbt4754="C264")]
    made.append(product("smelted", gbt4754="C32", energy_intensive="yes"))
    rules = replace(RULES, park_classes=("C26",))
    found = check_admission(made_of(places=[park], products=made), rules, AS_OF, [name], "park")
    assert found["questions"].to_list() == [[*questions, "own_rules"]] * found.height
    whole = check_admission(made_of(places=[park], products=made), rules, AS_OF, [name])
    assert whole["questions"].to_list() == [[]] * whole.height


@pytest.mark.parametrize(
    ("place", "clauses", "asks"),
    [
        ("park", [("restricted", "list of the park", "paper", "7"), ("unknown", "river clause", None, None)], False),
        (None, [("forbidden", "list of the district", "paper", "3"), ("unknown", "river clause", None, None)], True),
        ("elsewhere", [("unknown", "river clause", None, None)], True),
    ],
)
def test_a_clause_of_a_parks_own_is_cited_and_no_longer_asked_for(
    place: str | None, clauses: list[tuple[str, str, str | None, str | None]], asks: bool
) -> None:
    cited = {"id": "one", "product": "dye", "basis": "stated", "source": "paper"}
    given = {"place": place, "verdict": clauses[0][0], "clause": clauses[0][1], "locator": clauses[0][3]}
    own: list[Row] = [
        {**cited, **given} if clauses[0][2] else {**cited, "place": "other", "verdict": "allowed", "clause": "x"}
    ]
    park: Row = {"id": "park", "zh": "园区", "kind": "park", "basis": "ours"}
    made = made_of(places=[park], products=[product("dye", gbt4754="C264")], admissions=own)
    found = check_admission(made, RULES, AS_OF, ["dye"], "park")
    assert found.select("verdict", "clause", "source", "locator").rows() == clauses
    assert found["questions"].to_list() == [["river_distance", *(["own_rules"] if asks else [])]] * found.height


@pytest.mark.parametrize(
    ("valid", "verdict"),
    [
        (None, "allowed"),
        ("2023..", "allowed"),
        ("..2023-12-31", "allowed"),  # its last day is the district's own
        ("..2023-12-30", "unknown"),
        ("2020..2022", "unknown"),
        ("2024..", "unknown"),
    ],
)
def test_a_clause_past_its_validity_decides_nothing(valid: str | None, verdict: str) -> None:
    clause = {"product": "dye", "place": "park", "basis": "stated", "source": "paper", "valid": valid}
    own: list[Row] = [{**clause, "id": "one", "verdict": "allowed", "clause": "old list"}]
    asked = [] if verdict == "allowed" else ["clause_valid"]
    found = _own_verdicts(own)
    assert found == [(verdict, "old list", asked)]
    # A clause of the same place that is in force takes its place.
    newer: Row = {**clause, "id": "two", "verdict": "restricted", "clause": "new list", "valid": "2023.."}
    also = [("allowed", "old list", [])] if verdict == "allowed" else []
    assert _own_verdicts([*own, newer]) == [*also, ("restricted", "new list", [])]


def _own_verdicts(own: list[Row]) -> list[tuple[str, str, list[str]]]:
    park: Row = {"id": "park", "zh": "园区", "kind": "park", "basis": "ours"}
    made = made_of(places=[park], products=[product("dye", gbt4754="C264")], admissions=own)
    found = check_admission(made, AdmissionRules((), "park clause"), DAY, ["dye"], "park")
    return found.select("verdict", "clause", "questions").rows()


def test_chemicals_that_are_not_hazardous_are_led_into_parks_too() -> None:
    rules = replace(RULES, park_classes=("C26",))
    for park, expected in (("no", ["river clause", "park clause"]), ("yes", ["river clause"])):
        found = check_admission(tables(chemical_park=park), rules, AS_OF, ["dye"], "park")
        assert found["clause"].to_list() == expected
    assert check_admission(tables(), rules, AS_OF, ["dye"])["clause"].to_list() == ["river clause", "park clause"]


def test_a_range_that_no_law_gives_is_to_be_verified_at_any_distance() -> None:
    rules = AdmissionRules((RiverRule(None, ("C26",), "banks"),), "park clause")
    for where in ({"river_distance": "0.1"}, {"river_distance": "90"}, {}):
        assert check_admission(tables(**where), rules, AS_OF, ["dye"], "park")["verdict"].to_list() == ["unknown"]


@pytest.mark.parametrize(
    ("about", "clauses"),
    [
        ({"region": "重庆"}, [YANGTZE]),
        ({"region": "重庆市"}, [YANGTZE]),
        ({"region": "福建"}, []),  # only some of its counties lie in the basin
        ({"region": "福建省", "basins": ["长江"]}, [YANGTZE]),
        ({"region": "山东", "basins": ["黄河"]}, [YELLOW]),
        ({"region": "四川", "basins": ["黄河"]}, [YANGTZE, YELLOW]),
        ({}, []),
    ],
)
def test_a_river_law_holds_in_its_basin(about: dict[str, object], clauses: list[str]) -> None:
    assert sorted(river.clause for river in read_admission_rules(about, DAY).rivers) == sorted(clauses)


def test_a_law_holds_from_its_day() -> None:
    about = {"region": "四川", "basins": ["黄河"]}
    assert [rule.clause for rule in read_admission_rules(about, date(2022, 12, 31)).rivers] == [YANGTZE]
    assert read_admission_rules(about, date(2021, 2, 28)).rivers == ()


@pytest.mark.parametrize(("region", "clauses"), [("福建", [PARK]), ("重庆", [YANGTZE, PARK])])
def test_oxygen_in_ningde_does_not_answer_to_the_yangtze(region: str, clauses: list[str]) -> None:
    frames = made_of(products=[product("oxygen", gbt4754="2619")])
    district = District(Tables({"region": region}, frames.frames), AS_OF)
    found = district.chain.admission(["oxygen"])
    assert found["clause"].to_list() == clauses
    assert found["province"].to_list() == [None] * len(clauses)


def test_a_basin_without_a_law_is_told(tmp_path: Path) -> None:
    (tmp_path / "district.yaml").write_text("id: x\nzh: 甲县\nas_of: 2023\nbasins: [塔里木河]\n", encoding="utf-8")
    with pytest.raises(Problems) as raised:
        read_folder(tmp_path)
    assert [(p.code, p.column, p.value) for p in raised.value.problems if p.column == "basins"] == [
        ("not_a_choice", "basins", "塔里木河")
    ]
