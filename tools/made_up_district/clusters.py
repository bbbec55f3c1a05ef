"""The made-up system of clusters: one leading, two pillars, three seedlings of which two have a name."""

from __future__ import annotations

from tools.made_up_district.runs import Row

#: Id, Chinese, English, stated number, size in 亿元.
_TIERS = (
    ("lead", "百亿级主导集群", "Leading cluster of the 10-billion class", "1", "100"),
    ("pillar", "二十亿级支柱集群", "Pillar clusters of the 2-billion class", "2", "20"),
    ("seedling", "培育集群", "Seedling clusters", "3", None),
)
#: Id, tier, Chinese, English, chains, owners of these plants.
_CLUSTERS = (
    (
        "c-battery",
        "lead",
        "动力电池",
        "Power batteries",
        ("batteries", "lithium-salts"),
        ("cells", "cases", "lithium", "cathodes", "packs"),
    ),
    (
        "c-metal",
        "pillar",
        "铝材及再生金属",
        "Aluminium and recycled metals",
        ("aluminium",),
        ("foil", "ingots", "cases"),
    ),
    ("c-chemicals", "pillar", "化工新材料", "Chemical materials", ("nylon",), ("lactam", "lithium")),
    ("c-equipment", "seedling", "智能装备", "Smart equipment", (), ("ingots",)),
    ("c-health", "seedling", "生命健康", "Life and health", (), ()),
)
#: Id, cluster, status, period, value in 亿元.
_OUTPUTS = (
    ("c-battery-output-2025", "c-battery", "expected", "2025", "60"),
    ("c-metal-output-2023", "c-metal", "actual", "2023", "9.6"),
)

#: The made-up city's system above: id, Chinese, English.
_ABOVE = (
    ("city-vehicles", "新能源汽车及零部件", "New-energy vehicles and parts"),
    ("city-materials", "先进材料", "Advanced materials"),
)
#: Id, cluster, period, name then, English name then, tier then, cluster above. Of the others none is published.
_STANDINGS = (
    ("battery-2021", "c-battery", "2021..2022", "锂电材料", "Lithium battery materials", "pillar", None),
    ("battery-city", "c-battery", "2023..", None, None, None, "city-vehicles"),
    ("metal-city", "c-metal", "2023..", None, None, None, "city-materials"),
    ("chemicals-city", "c-chemicals", "2023..", None, None, None, "city-materials"),
)
#: The flat system before: id, Chinese, English.
_EARLIER = (("old-parts", "汽车零部件", "Car parts"), ("old-electronics", "电子信息", "Electronics"))
_SCHEMES = (
    ("city-24", "clusters", None, None, "“24”全市产业集群体系", "24 system of the city", "2021.."),
    ("clusters-123", "clusters", "city-24", "yunxi", "“123”产业集群体系", "123 system of clusters", "2021.."),
    ("industries-2016", "clusters", None, "yunxi", "“十三五”重点产业", "Key industries of 2016", "2016..2020"),
    ("five-stars", "honour", None, "yunxi", "五星企业名单", "List of five-star firms", "2023.."),
)
_STARS = ("f006", "f081")


def list_cluster_frames(owners: dict[str, str]) -> dict[str, list[Row]]:
    """Scheme, tiers, clusters, members and what is stated of output; ``owners`` are the firms of plants."""
    members = [
        (cluster, firm)
        for cluster, _tier, _zh, _en, _chains, plants in _CLUSTERS
        for firm in dict.fromkeys(owners[plant] for plant in plants)
    ]
    named = [
        *((key, "clusters-123", tier, zh, en) for key, tier, zh, en, _chains, _plants in _CLUSTERS),
        *((key, "city-24", None, zh, en) for key, zh, en in _ABOVE),
        *((key, "industries-2016", None, zh, en) for key, zh, en in _EARLIER),
    ]
    return {
        "schemes": [
            {"id": key, "kind": kind, "parent": parent, "place": place, "period": period}
            | {"zh": f"{zh}（虚构）", "en": f"{en} (fictitious)"}
            for key, kind, parent, place, zh, en, period in _SCHEMES
        ],
        "tiers": [
            {"id": key, "scheme": "clusters-123", "order": str(order), "stated_count": count, "scale": scale}
            | {"zh": f"{zh}（虚构）", "en": f"{en} (fictitious)"}
            for order, (key, zh, en, count, scale) in enumerate(_TIERS, 1)
        ],
        "clusters": [
            {"id": key, "kind": "cluster", "scheme": scheme, "tier": tier, "order": str(order)}
            | {"zh": f"{zh}（虚构）", "en": f"{en} (fictitious)"}
            for order, (key, scheme, tier, zh, en) in enumerate(named, 1)
        ],
        "standings": [
            {"id": key, "cluster": cluster, "period": period, "tier": tier, "above": above}
            | ({"zh": f"{zh}（虚构）", "en": f"{en} (fictitious)"} if zh else {})
            for key, cluster, period, zh, en, tier, above in _STANDINGS
        ],
        "members": [
            *({"group": cluster, "entity": firm, "role": "member"} for cluster, firm in members),
            *({"group": "five-stars", "entity": firm, "role": "member"} for firm in _STARS),
        ],
        "observations": [
            {"id": key, "subject": cluster, "indicator": "industrial-output", "status": status, "period": period}
            | {"comparator": "eq", "value": value, "unit": "亿元", "vintage": "2023-12-31"}
            for key, cluster, status, period, value in _OUTPUTS
        ],
    }


def find_cluster_of_chain(chain: str) -> str | None:
    """The cluster that a chain belongs to."""
    return next((key for key, _t, _zh, _en, chains, _plants in _CLUSTERS if chain in chains), None)
