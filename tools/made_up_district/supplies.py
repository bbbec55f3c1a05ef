"""What the made-up plants have in stock, and where their firms bought: some of it stated, some not."""

from __future__ import annotations

from tools.made_up_district.runs import Row

#: Plant, input, days of stock; None: asked for and not stated.
_STOCKS = (
    ("cells", "alfoil", "6"),
    ("cells", "cellcase", "4"),
    ("cells", "lfp", "9"),
    ("cathodes", "li2co3", "12"),
    ("packs", "lfpcell", "5"),
    ("packs", "bms", None),
    ("foil", "alfoilstock", "15"),
)
#: Plant whose firm bought, product, and how much from this district, the city, the country and abroad, in 万元.
_PURCHASES = (
    ("cells", "alfoil", "3100", "0", "1900", "0"),
    ("cells", "cellcase", "9800", "0", "7400", "0"),
    ("cells", "lfp", "21000", "0", "33000", "0"),
    ("cells", "graphite", "0", "2600", "19500", "0"),
    ("packs", "lfpcell", "98000", "0", "41000", "0"),
    ("packs", "bms", "0", "1800", "3900", "650"),
    ("cathodes", "li2co3", "15500", "0", "4100", "2400"),
    ("foil", "alfoilstock", "0", "9200", "33000", None),
    ("cases", "alstrip", "0", "16500", "14100", "0"),
)
#: What is stated of the size of the firms of these plants; of the others their returns say it.
_SIZES = {"cells": "large", "packs": "medium", "foil": "medium"}
_ORIGINS = ("local", "city", "country", "abroad")


def list_supply_frames(owners: dict[str, str]) -> dict[str, list[Row]]:
    """Stocks and purchases; ``owners`` are the firms of plants."""
    return {
        "stocks": [
            {"plant": plant, "product": product, "period": "2023-12", "days": days, "source": "returns-2023"}
            for plant, product, days in _STOCKS
        ],
        "purchases": [
            {"firm": owners[plant], "year": "2023", "product": product, "origin": origin, "value": value}
            | {"unit": None if value is None else "万元", "channel": "other", "source": "returns-2023"}
            for plant, product, *values in _PURCHASES
            for origin, value in zip(_ORIGINS, values, strict=True)
        ],
    }


def state_sizes(firms: list[Row], owners: dict[str, str]) -> None:
    """Write the stated sizes into the rows of firms."""
    sizes = {owners[plant]: size for plant, size in _SIZES.items()}
    for row in firms:
        row["size"] = sizes.get(str(row["id"]))
