"""The 150 made-up firms: trade, park, land, what they return each year, and what is awkward about some of them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from tools.made_up_district.places import PARKS
from tools.made_up_district.runs import Row
from tools.made_up_district.sayings import make_credit_code

SEED = 20231231
FIRMS, ABOVE = 150, 90
YEARS = (2021, 2022, 2023)

#: What is awkward about a firm.
CASES = {
    "negative_tax": "f001",
    "zero_land": "f002",
    "emission_missing": "f003",
    "emission_zero": "f004",
    "emission_not_applicable": "f005",
    "two_parcels": "f006",
    "one_parcel_first": "f007",
    "one_parcel_second": "f008",
    "landlord": "f009",
    "tenant_first": "f010",
    "tenant_last": "f014",
    "subtenant": "f015",
    "new_firm": "f016",
    "building_land": "f017",
    "power_plant": "f018",
    "water_works": "f019",
    "tiny_land": "f020",
    "merged_away": "f021",
    "merged_into": "f022",
    "land_unknown": "f023",
    "value_added_of_the_survey": "f024",
    "value_added_of_the_firm": "f025",
    "channel_unknown": "f026",
    "tax_missing": "f027",
    "zero_rd": "f028",
    "loss_of_value_added": "f029",
    "honour": "f030",
    "veto": "f031",
    "no_employees": "f032",
    "d_twice": "f033",
    "late_tax": "f034",
    "tenant_told_late": "f035",
}
#: Trades with their GB/T 4754 class: Chinese, English, class, land, revenue per mu, energy per 10⁴ CNY.
_TRADES = (
    ("化工", "chemicals", "2614", 60.0, 500.0, 0.60),
    ("装备", "machinery", "3499", 25.0, 420.0, 0.06),
    ("汽配", "car parts", "3670", 30.0, 520.0, 0.07),
    ("电子", "electronics", "3982", 15.0, 900.0, 0.05),
    ("食品", "food", "1499", 18.0, 450.0, 0.09),
    ("纺织", "textiles", "1751", 22.0, 300.0, 0.15),
    ("塑料", "plastics", "2929", 14.0, 380.0, 0.12),
    ("建材", "building materials", "3039", 45.0, 250.0, 0.80),
)
_CHANNELS = {
    "tax": "tax",
    "revenue": "tax",
    "value_added": "tax",
    "energy": "other",
    "electricity": "power",
    "emission": "ecology",
    "employees": "social",
    "rd": "tax",
}
_UNITS = {"energy": "tce", "electricity": "万kWh", "emission": "t", "employees": "人"}


@dataclass
class Firm:
    """One firm: its land and what it returns, by year and item (None = missing)."""

    id: str
    trade: tuple[str, str, str, float, float, float]
    park: str
    above: bool
    land: float
    values: dict[int, dict[str, float | None]] = field(default_factory=dict)
    years: tuple[int, ...] = YEARS


def make_firms(random: Random) -> list[Firm]:
    """All firms with what they return in every year, the awkward ones included."""
    firms = []
    for number in range(1, FIRMS + 1):
        trade = _TRADES[int(random.random() * len(_TRADES))]
        above = number <= ABOVE
        park = PARKS[int(random.random() * 2) if above else 1 + int(random.random() * 2)][0]
        land = round(trade[3] * _spread(random, 0.5) * (1 if above else 0.3), 2)
        firm = Firm(f"f{number:03d}", trade, park, above, max(land, 3.0))
        base = trade[4] * firm.land * _spread(random, 0.6)
        firm.values = {year: _values(random, firm, base * (0.94 if year == 2022 else 1.0)) for year in YEARS[1:]}
        firms.append(firm)
    # A year that was added later, of numbers of its own: those of the other years stay what they were.
    earlier = Random(SEED + 1)
    for firm in firms:
        firm.values[2021] = _values(earlier, firm, (firm.values[2022]["revenue"] or 0.0) * 0.93)
    _awkward({firm.id: firm for firm in firms})
    _tie(firms)
    return firms


def _values(random: Random, firm: Firm, revenue: float) -> dict[str, float | None]:
    energy = revenue * firm.trade[5] * _spread(random, 0.4)
    tax = revenue * 0.035 * _spread(random, 0.5)
    found: dict[str, float | None] = {
        "tax": round(tax, 2),
        "revenue": round(revenue, 2),
        "electricity": round(energy * 0.12, 2),
    }
    if firm.above:
        found |= {
            "value_added": round(revenue * 0.22 * _spread(random, 0.3), 2),
            "energy": round(energy, 1),
            "emission": round(energy * 0.004 * _spread(random, 0.8), 3),
            "employees": float(max(20, round(revenue / 90 * _spread(random, 0.4)))),
            "rd": round(revenue * 0.028 * _spread(random, 0.5), 2),
        }
    return found


def _spread(random: Random, width: float) -> float:
    """A factor about 1, as often above as below: the exponential of a triangle."""
    return math.exp(width * (random.random() + random.random() - 1))


def _awkward(firm: dict[str, Firm]) -> None:
    case = {name: firm[key] for name, key in CASES.items()}
    now = {name: found.values[2023] for name, found in case.items()}
    now["negative_tax"]["tax"] = -318.4
    for year in YEARS:
        case["zero_land"].values[year]["land"] = 0.0
        case["emission_missing"].values[year]["emission"] = None
        case["emission_zero"].values[year]["emission"] = 0.0
        case["tiny_land"].values[year]["tax"] = 600.0  # 2,000 万元 a mu
    case["zero_land"].land = 0.0
    case["tiny_land"].land = 0.3
    case["new_firm"].years = case["building_land"].years = (2023,)
    case["merged_away"].years = (2021, 2022)
    now["merged_into"]["revenue"] = round((now["merged_into"]["revenue"] or 0) * 1.6, 2)
    now["tax_missing"]["tax"] = None
    now["zero_rd"]["rd"] = 0.0
    now["loss_of_value_added"]["value_added"] = -52.75
    now["no_employees"]["employees"] = 0.0
    for year in YEARS:
        poor = case["d_twice"].values[year]
        poor["tax"] = round(0.05 * case["d_twice"].land, 2)
        poor["revenue"] = round(20.0 * case["d_twice"].land, 2)


def _tie(firms: list[Firm]) -> None:
    """Two firms below the threshold that are the same in everything, one on each side of the line of 20 %."""
    below = sorted((f for f in firms if not f.above), key=_per_mu, reverse=True)
    line = len(below) * 20 // 100
    upper, lower = below[line - 1], below[line]
    lower.land, lower.values = upper.land, {year: dict(upper.values[year]) for year in YEARS}


def _per_mu(firm: Firm) -> float:
    tax = firm.values[2023]["tax"]
    return tax / firm.land if tax is not None and firm.land else -math.inf


def list_returns(firms: list[Firm]) -> Iterator[Row]:
    """What the firms return: one row a firm, year and item."""
    for firm in firms:
        for year in firm.years:
            for item, value in firm.values[year].items():
                yield _return(firm, year, item, value)


def _return(firm: Firm, year: int, item: str, value: float | None) -> Row:
    state, channel = None, _CHANNELS.get(item, "land")
    if item == "emission" and firm.id == CASES["emission_not_applicable"]:
        value, state = None, "not_applicable"
    if item == "value_added" and firm.id == CASES["value_added_of_the_survey"]:
        channel = "statistics"
    if item == "value_added" and firm.id == CASES["value_added_of_the_firm"]:
        channel = "firm"
    unit = _UNITS.get(item, "亩" if item == "land" else "万元")
    late = (firm.id, item, year) == (CASES["late_tax"], "tax", 2022)
    return {
        "firm": firm.id,
        "year": str(year),
        "item": item,
        "value": None if value is None else f"{value:.10g}",
        "unit": None if value is None else unit,
        "state": state,
        "channel": None if item == "rd" and firm.id == CASES["channel_unknown"] else channel,
        "source": "corrections-2022" if late else f"returns-{year}",
    }


def describe_firm(firm: Firm) -> Row:
    """The row of a firm in the table of firms."""
    number, special = firm.id[1:], {CASES["power_plant"]: "4411", CASES["water_works"]: "4610"}
    names = {"zh": f"云汐虚构{firm.trade[0]}{number}号公司", "en": f"Made-up {firm.trade[1]} firm {number}"}
    industry = special.get(firm.id, firm.trade[2])
    row: Row = {"id": firm.id, **names, "kind": "firm", "place": firm.park, "industry": industry}
    return {**row, "credit_code": make_credit_code(int(number))}


def list_rosters(firms: list[Firm]) -> Iterator[Row]:
    """Which firm is evaluated in which year, and in which group (规上, 规下)."""
    for firm in firms:
        for year in firm.years:
            group = "规上" if firm.above else "规下"
            yield {"firm": firm.id, "year": str(year), "group": group, "source": f"returns-{year}"}


def list_facts() -> Iterator[Row]:
    """What is true of single firms: newly founded, of public utility, merged, honoured, in a veto."""
    facts = (
        ("new_firm", "new_firm", "2023-02-10", None, "虚构登记2023-016"),
        ("building_land", "land_under_construction", "2022-09-01", "2024-08-31", "虚构出让合同017"),
        ("power_plant", "public_utility", None, None, "虚构名录018"),
        ("water_works", "public_utility", None, None, "虚构名录019"),
        ("merged_away", "并入其他企业", "2023-06-30", None, "虚构合并协议021"),
        ("honour", "national_honour", "2022", None, "虚构名单030"),
        ("veto", "serious_accident", "2023-08-15", "2023-12-31", "虚构通报031"),
    )
    for number, (case, fact, begin, end, evidence) in enumerate(facts, 1):
        row = {"id": str(number), "firm": CASES[case], "fact": fact, "from": begin, "to": end, "evidence": evidence}
        yield {**row, "source": "returns-2023" if (begin or "") >= "2023" else "made-up"}
