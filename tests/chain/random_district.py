"""Small districts of any shape, and the reckoning of their terms in plain Python."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

import polars as pl
from hypothesis import strategies as st
from tests.checked_tables import check_nothing

from liantu.district import District
from liantu.library.policy import read_policy_value
from liantu.model.tables import Tables, conform_frame

AS_OF = date(2030, 6, 30)
#: Spellings of a product's unit with the size of each.
SPELLINGS = {
    "t": {"t": 1.0, "kg": 1e-3, "万吨/年": 1e4, "斤/年": 5e-4},
    "GWh": {"GWh/年": 1.0, "亿Wh": 0.1, "kWh/a": 1e-6, "万千瓦时": 1e-2},
}
STATUS = {"signed": "planned", "building": "building", "operating": "operating", "stopped": None, "talks": None}
Row = dict[str, str | None]
Rows = dict[str, list[Row]]


def as_tables(rows: Mapping[str, list[Row]]) -> Tables:
    """The rows as tables over the units of the library."""
    frames = {name: pl.DataFrame(given, infer_schema_length=None) for name, given in rows.items() if given}
    frames = {name: conform_frame(name, frame).cast(pl.String) for name, frame in frames.items()}
    return check_nothing().replace(**frames)


def as_district(rows: Mapping[str, list[Row]]) -> District:
    """The rows as a district, which has nothing wrong with it but that its processes weigh more than goes in."""
    district = District(as_tables(rows), AS_OF)
    assert [problem for problem in district.check() if problem.code != "mass_created"] == []
    return district


@st.composite
def districts(draw: st.DrawFn) -> Rows:
    """Up to five products with routes between them, made and needed by up to five plants."""
    some = st.sampled_from
    products = [f"p{i}" for i in range(draw(st.integers(2, 5)))]
    units = {product: draw(some(sorted(SPELLINGS))) for product in products}
    lists = draw(st.lists(some(["invite", "utilities", "commodities"]), min_size=5, max_size=5))
    rows: Rows = defaultdict(list)
    rows["firms"] = [{"id": f, "zh": f, "kind": "firm", "basis": "ours"} for f in ("f0", "f1")]
    rows["places"] = [
        {"id": "here", "zh": "here", "kind": "district", "basis": "ours"},
        {"id": "near", "zh": "near", "kind": "district", "basis": "ours", "outside": "yes", "distance": "80"},
        {"id": "far", "zh": "far", "kind": "district", "basis": "ours", "outside": "yes", "distance": "900"},
    ]
    for product, listed in zip(products, lists, strict=False):
        words: Row = {"id": product, "zh": product, "en": product, "unit": units[product], "list": listed}
        size: Row = {"kind": "manufacturable", "usual_plant_low": "10", "usual_plant_typical": "50"}
        rows["products"].append(words | size | {"price_low": "1000", "price_high": "3000", "price_year": "2029"})
    routes: dict[str, list[str]] = defaultdict(list)
    for at, product in enumerate(products):
        for process in [f"{product}-{i}" for i in range(draw(st.integers(0, 2)))]:
            routes[product].append(process)
            rows["processes"].append({"id": process, "product": product, "zh": process, "en": process})
            # needs come from further up, so that no loop feeds on itself; what is given off may be anything
            for other in draw(st.lists(some(products), unique=True, max_size=4)):
                role = "input" if other in products[at + 1 :] else "byproduct"
                typical = draw(st.integers(1, 40)) / 8
                spread = draw(st.integers(0, 4)) / 8
                figures: Row = {"low": str(typical * (1 - spread)), "typical": str(typical)}
                figures |= {"high": str(typical * (1 + spread)), "grade": draw(some("ABC"))}
                rows["coefficients"].append({"process": process, "input": other, "role": role, **figures})
    for plant in [f"w{i}" for i in range(draw(st.integers(1, 5)))]:
        about: Row = {"firm": draw(some(["f0", "f1"])), "place": draw(some(["here", "here", "near", "far"]))}
        rows["plants"].append({"id": plant, "zh": plant, "basis": "ours", **about})
        utilisation = draw(some([None, "0", "50", "100"]))
        if utilisation:
            rows["loads"].append({"plant": plant, "period": "2029", "utilisation": utilisation, "basis": "ours"})
        for product in draw(st.lists(some(products), unique=True, min_size=1, max_size=2)):
            amount = draw(some([None, "0", "64", "1000", "12.5"]))
            capacity: Row = {"id": f"{plant}-{product}", "plant": plant, "product": product, "amount": amount}
            capacity |= {"unit": draw(some(sorted(SPELLINGS[units[product]]))), "basis": "ours"}
            capacity |= {"process": draw(some([None, *routes[product]])), "self_use": draw(some([None, "25", "100"]))}
            rows["capacities"].append(capacity)
            event: Row = {"id": capacity["id"], "capacity": capacity["id"], "basis": "ours", "period": "2029"}
            rows["events"].append(event | {"stage": draw(some(sorted(STATUS)))})
    return dict(rows)


def reckoned(rows: Rows) -> dict[tuple[str, str, str], float]:
    """What is known of each (product, measure, status), captive use without a status; nothing of ours used."""
    plants = {row["id"]: row for row in rows["plants"]}
    stages = {row["capacity"]: str(row["stage"]) for row in rows["events"]}
    sums: dict[tuple[str, str, str], float] = defaultdict(float)
    own: dict[tuple[str, ...], float] = defaultdict(float)
    whole: set[tuple[str, ...]] = set()
    needs: dict[tuple[str, ...], float] = defaultdict(float)
    gives: dict[tuple[str, ...], float] = defaultdict(float)
    for row in rows["capacities"]:
        status, plant, product = STATUS[stages[row["id"]]], plants[row["plant"]], str(row["product"])
        if status is None or plant["place"] == "far":
            continue
        share, site, output = float(row["self_use"] or 0) / 100, str(plant["firm"]), _reckon_output(rows, row)
        if output is None:
            if plant["place"] == "here" and share == 1:
                whole.add((product, site))
            continue
        sums[product, "nearby" if plant["place"] == "near" else "supply", status] += output * (1 - share)
        if plant["place"] == "near":
            continue
        own[product, site] += output * share
        for line in _list_coefficients(rows, row):
            amount = output * float(line["typical"] or 0)
            if line["role"] == "input":
                needs[str(line["input"]), site] += amount
            else:
                gives[str(line["input"]), site] += amount
            sums[str(line["input"]), "demand" if line["role"] == "input" else "offer", status] += amount
    for product, site in {*own, *whole, *gives}:
        used = needs[product, site] if (product, site) in whole else min(own[product, site], needs[product, site])
        given = min(gives[product, site], needs[product, site] - used)  # what a site gives off, it uses first
        sums[product, "captive", ""] += used + given
        sums[product, "offer", ""] -= given
    return sums


def shared_needs(rows: Rows, routes: list[str | None]) -> list[Row]:
    """What every one of the routes takes in, with the middle between the least and the largest use."""
    uses: dict[str | None, list[float]] = defaultdict(list)
    for line in rows.get("coefficients", []):
        if line["process"] in routes and line["role"] == "input":
            uses[line["input"]].append(float(line["typical"] or 0))
    common = {item: (min(each) + max(each)) / 2 for item, each in uses.items() if len(each) == len(routes)}
    return [
        {"process": "*", "input": item, "role": "input", "typical": repr(typical)} for item, typical in common.items()
    ]


def _reckon_output(rows: Rows, capacity: Row) -> float | None:
    """What a capacity makes at the load of its plant, full unless given; None where its size is unknown."""
    if capacity["amount"] is None:
        return None
    unit = next(row["unit"] for row in rows["products"] if row["id"] == capacity["product"])
    loads = {row["plant"]: float(row["utilisation"] or 0) / 100 for row in rows.get("loads", [])}
    return float(capacity["amount"]) * SPELLINGS[str(unit)][str(capacity["unit"])] * loads.get(capacity["plant"], 1.0)


def _list_coefficients(rows: Rows, capacity: Row) -> list[Row]:
    """The coefficients of the process that a capacity names, or of the only one of its product.

    Where several routes are open, what all of them need is needed: the middle of their uses.
    """
    routes = [row["id"] for row in rows.get("processes", []) if row["product"] == capacity["product"]]
    process = capacity["process"] or (routes[0] if len(routes) == 1 else None)
    if process or not routes:
        return [line for line in rows.get("coefficients", []) if process and line["process"] == process]
    return shared_needs(rows, routes)


RADIUS = float(read_policy_value("chain/nearby_radius", AS_OF))
assert 80 <= RADIUS < 900
