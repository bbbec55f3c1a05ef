"""The made-up plants: one of open mix, two that give off sorted scrap, one that takes it, two of other by-products.

Written so that each list of the chain has something: a stated mix of routes, a need that by-products cover, by-products
on offer, to be verified, and waste.
"""

from __future__ import annotations

from collections.abc import Iterator

from tools.made_up_district.clusters import find_cluster_of_chain
from tools.made_up_district.firms import CASES, Firm
from tools.made_up_district.runs import Row

#: Plant, Chinese, English, trade and park of its firm, product, capacity a year with unit, stage, period.
_PLANTS = (
    ("cells", "电芯装置", "Cell plant", "电子", "east-bank", "cell", "10", "GWh", "operating", "2022-06"),
    ("foil", "铝箔装置", "Foil plant", "汽配", "north-slope", "alfoil", "20000", "t", "operating", "2021-03"),
    ("cases", "铝壳装置", "Cell case plant", "汽配", "east-bank", "cellcase", "12000", "t", "operating", "2022-01"),
    ("ingots", "再生铝装置", "Recycled ingot plant", "装备", "east-bank", "alrec", "9000", "t", "operating", "2020-05"),
    (
        "lactam",
        "己内酰胺装置",
        "Lactam plant",
        "化工",
        "north-slope",
        "caprolactam",
        "50000",
        "t",
        "building",
        "2023-08",
    ),
    ("lithium", "碳酸锂装置", "Lithium plant", "化工", "east-bank", "li2co3", "5000", "t", "operating", "2023-02"),
    ("cathodes", "正极材料装置", "Cathode plant", "化工", "east-bank", "lfp", "9000", "t", "operating", "2022-09"),
    ("packs", "电池包装置", "Pack plant", "汽配", "east-bank", "pack", "4", "GWh", "operating", "2023-04"),
)
#: What a capacity is made by where its product has several processes.
_PROCESSES = {"lithium": "LI2CO3-LFP-BLACKMASS"}
#: Of the cells 60 % are known to be of iron phosphate; nobody says of what the rest is.
_ROUTES = (("cells", "CELL-LFP", "60"),)

#: Chain, Chinese, English, core product, other products of it, links that are said to be missing, responsible office.
_CHAINS = (
    ("batteries", "动力电池", "Power batteries", "cell", ("cellcase",), ("electrolyte", "sepcoat"), "industry"),
    (
        "aluminium",
        "铝箔及再生铝",
        "Aluminium foil and recycled aluminium",
        "alfoil",
        ("alrec",),
        ("alstrip",),
        "industry",
    ),
    ("nylon", "己内酰胺及尼龙", "Caprolactam and nylon", "caprolactam", (), (), "invest"),
    ("lithium-salts", "锂盐再生", "Recycled lithium salts", "li2co3", (), (), "invest"),
)


def list_plant_frames(firms: list[Firm]) -> dict[str, list[Row]]:
    """Plants, capacities, the mix of one of them, the step that each has reached, and the chains they belong to."""
    rows = [*zip(_PLANTS, _choose_firms(firms), strict=True)]
    return {
        "plants": [
            {"id": key, "zh": f"{zh}（虚构）", "en": f"{en} (fictitious)", "firm": firm.id, "place": firm.park}
            for (key, zh, en, *_other), firm in rows
        ],
        "capacities": [
            {"id": key, "plant": key, "product": made, "process": _PROCESSES.get(key), "amount": amount, "unit": unit}
            for key, _zh, _en, _trade, _park, made, amount, unit, _stage, _period in _PLANTS
        ],
        "chains": [
            {
                "id": key,
                "zh": f"{zh}（虚构）",
                "en": f"{en} (fictitious)",
                "cluster": find_cluster_of_chain(key),
                "root": root,
                "head_post": "分管工业的副区长（虚构）",
                "office": office,
                "order": str(order),
            }
            for order, (key, zh, en, root, _products, _missing, office) in enumerate(_CHAINS, 1)
        ],
        "members": [
            {"group": key, "entity": product, "role": role}
            for key, _zh, _en, _root, products, missing, _office in _CHAINS
            for role, listed in (("product", products), ("missing", missing))
            for product in listed
        ],
        "prices": [*_list_prices()],
        "capacity_routes": [{"capacity": key, "process": route, "share": share} for key, route, share in _ROUTES],
        "events": [
            {"id": f"{key}-{stage}", "capacity": key, "stage": stage, "period": period}
            for key, *_other, stage, period in _PLANTS
        ],
    }


def _list_prices() -> Iterator[Row]:
    """What the district's own makers are said to sell at, other than the market."""
    figures = {"low": "17500", "typical": "18000", "high": "18600", "quote": "18000元/吨"}
    about = {"product": "alrec", "basis": "works", "tax": "incl", "grade": "B", "source": "returns-2023"}
    yield {**about, **figures, "period": "2023-Q4", "note": "虚构的出厂价"}


def _choose_firms(firms: list[Firm]) -> Iterator[Firm]:
    """For each plant the first larger firm of its trade and park that nothing is awkward about, each firm once."""
    taken = {*CASES.values()}
    for _key, _zh, _en, trade, park, *_other in _PLANTS:
        fits = (f for f in firms if f.above and f.id not in taken and (f.trade[0], f.park) == (trade, park))
        firm = next(fits)
        taken.add(firm.id)
        yield firm
