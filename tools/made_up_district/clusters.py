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
    ("c-battery", "lead", "动力电池", "Power batteries", ("batteries", "lithium-salts"), ("cells", "cases", "lithium")),
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


def list_cluster_frames(owners: dict[str, str]) -> dict[str, list[Row]]:
    """Scheme, tiers, clusters, members and what is stated of output; ``owners`` are the firms of plants."""
    members = [
        (cluster, firm)
        for cluster, _tier, _zh, _en, _chains, plants in _CLUSTERS
        for firm in dict.fromkeys(owners[plant] for plant in plants)
    ]
    return {
        "schemes": [
            {"id": "clusters-123", "kind": "clusters", "place": "yunxi"}
            | {"zh": "“123”产业集群体系（虚构）", "en": "123 system of clusters (fictitious)"}
        ],
        "tiers": [
            {"id": key, "scheme": "clusters-123", "order": str(order), "stated_count": count, "scale": scale}
            | {"zh": f"{zh}（虚构）", "en": f"{en} (fictitious)"}
            for order, (key, zh, en, count, scale) in enumerate(_TIERS, 1)
        ],
        "clusters": [
            {"id": key, "kind": "cluster", "scheme": "clusters-123", "tier": tier, "order": str(order)}
            | {"zh": f"{zh}（虚构）", "en": f"{en} (fictitious)"}
            for order, (key, tier, zh, en, _chains, _plants) in enumerate(_CLUSTERS, 1)
        ],
        "members": [{"group": cluster, "entity": firm, "role": "member"} for cluster, firm in members],
        "observations": [
            {"id": key, "subject": cluster, "indicator": "industrial-output", "status": status, "period": period}
            | {"comparator": "eq", "value": value, "unit": "亿元", "vintage": "2023-12-31"}
            for key, cluster, status, period, value in _OUTPUTS
        ],
    }


def find_cluster_of_chain(chain: str) -> str | None:
    """The cluster that a chain belongs to."""
    return next((key for key, _t, _zh, _en, chains, _plants in _CLUSTERS if chain in chains), None)
