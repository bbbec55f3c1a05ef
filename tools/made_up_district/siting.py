"""Two made-up plants whose place is to be chosen, and what three made-up places would cost them.

Written so that an account has something of each kind: a raw material next door, a price that nobody has asked for yet,
tariffs by hours and by month, a market by river and by road, and an order of places that one price turns round.
"""

from __future__ import annotations

from collections.abc import Iterator

from tools.made_up_district.runs import Row

_YEAR = "2023"
#: Place, Chinese, English, place of the district, province, location, western, months to production as stated there.
_PLACES = (
    ("east", "东岸工业园", "East Bank Park", "east-bank", "重庆", "city", "yes", None),
    ("qingjiang", "青江市开发区", "Qingjiang development zone", None, None, "city", "yes", "16"),
    ("haiwan", "海湾新区", "Haiwan new area", None, None, "town", "no", "14"),
)
#: Case, Chinese, English, product, process, amount, then what the site needs and the years.
_CASES = (
    {
        **{"id": "lfp-20kt", "zh": "2万吨磷酸铁锂", "en": "20,000 t of LFP cathode", "product": "lfp"},
        **{"process": "LFP-FEPO4", "amount": "20000", "unit": "t/年", "demand": "12000", "land": "60"},
        **{"building": "42000", "jobs": "180", "sewage": "26000", "capital": "26000", "construction": "12"},
        **{"capital_low": "24000", "capital_high": "29500", "capital_period": _YEAR},
        **{"capital_spec": "两条1万吨生产线，设备购置及安装，投资方估算（虚构）"},
        **{"capital_spec_en": "Two lines of 10,000 t, bought and installed, the investor's estimate (fictitious)"},
        **{"discount_rate": "8", "years": "15", "ramp": "50;80;100", "closing_cost": "900", "encouraged": "yes"},
    },
    {
        **{"id": "cellcase-10kt", "zh": "1万吨电池铝壳", "en": "10,000 t of cell cases", "product": "cellcase"},
        **{"amount": "10000", "unit": "t/年", "land": "25", "jobs": "140", "capital": "9000"},
    },
)
#: Item, product, unit, tax, specification, then low, typical, high of each place; None: to be asked.
_PRICES = (
    ("material", "n2", "元/t", "incl", "管道氮气", ("260", "300", "360"), ("280", "320", "380"), ("240", "290", "340")),
    ("power_demand", None, "元/kW/月", "incl", "最大需量", ("36", "38", "38"), ("32", "33", "35"), ("40", "42", "44")),
    ("gas", None, "元/m3", "incl", "门站价，含配气", None, (), ()),
    (
        "gas_transport",
        None,
        "元/m3",
        "incl",
        "省内管输",
        ("0.08", "0.1", "0.12"),
        ("0.12", "0.15", "0.18"),
        ("0.2", "0.24", "0.3"),
    ),
    ("water", None, "元/t", "incl", "工业用水", ("3.4", "3.6", "3.8"), ("3.1", "3.3", "3.5"), ("4.2", "4.5", "4.8")),
    ("sewage", None, "元/t", "incl", "园区污水厂", ("4", "4.5", "5"), ("3.8", "4.2", "4.8"), None),
    ("land", None, "万元/亩", "excl", "工业用地出让", ("18", "20", "22"), ("11", "12", "14"), ("42", "46", "52")),
    ("land_use_tax", None, "元/m2/年", "excl", "公布税额", *((("6",) * 3, ("4",) * 3, ("9",) * 3))),
    (
        "building",
        None,
        "元/m2",
        "incl",
        "钢结构厂房",
        ("1700", "1850", "2100"),
        ("1600", "1750", "2000"),
        ("2000", "2250", "2600"),
    ),
    (
        "wage",
        None,
        "万元/人/年",
        "excl",
        "制造业平均",
        ("7.2", "7.8", "8.4"),
        ("6.6", "7", "7.6"),
        ("10.5", "11.5", "12.8"),
    ),
    ("social", None, "%", "excl", "单位缴费部分", ("25", "26", "27"), ("25", "26", "27"), ("27", "28.5", "30")),
)
#: Place (None: every place), item, product, supply, low, typical, high, specification: prices of goods.
_GOODS = (
    ("east", "material", "li2co3", "local", ("96800", "97500", "98200"), "电池级，云汐区内出厂价"),
    (None, "material", "li2co3", "bought", ("96800", "97500", "98200"), "电池级，外购出厂价"),
    (None, "material", "fepo4", "bought", ("10600", "11200", "12000"), "无水，外购出厂价"),
    (None, "material", "glucose", "bought", ("3200", "3500", "3900"), "工业级，外购出厂价"),
    (None, "sale", "lfp", None, ("43000", "46000", "48000"), "出厂价"),
)
#: Gas by season: specification, hours a year, and prices of each place that states them.
_SEASONS = (
    ("采暖季门站价，含配气", "2904", {"qingjiang": ("2.9", "3.1", "3.4"), "haiwan": ("3.7", "4", "4.4")}),
    ("非采暖季门站价，含配气", "5856", {"qingjiang": ("2.6", "2.8", "3.1"), "haiwan": ("3.25", "3.55", "3.95")}),
)
#: Band, hours a year, price with tax in each place: energy, grid and funds without what is bought monthly.
_BANDS = (
    ("sharp", "365", ("0.52", "0.5", "0.56")),
    ("peak", "2555", ("0.42", "0.4", "0.46")),
    ("flat", "2920", ("0.25", "0.23", "0.29")),
    ("valley", "2920", ("0.1", "0.09", "0.13")),
)
#: What the grid company buys electricity for, month by month, before what is added in each place.
_MONTHLY = ["0.44", "0.43", "0.41", "0.4", "0.4", "0.41", "0.46", "0.48", "0.43", "0.41", "0.41", "0.45"]
_ADDED = {"east": 0.0, "qingjiang": -0.03, "haiwan": 0.05}
_HOURS = (744, 672, 744, 720, 744, 720, 744, 744, 720, 744, 720, 744)
_MARKETS = (
    ("delta", "下游三角洲（虚构）", "Lower delta (fictitious)", "70"),
    ("basin", "本流域（虚构）", "This basin (fictitious)", "30"),
)
#: Place, direction, product, market, mode, km, rate and handling as low, typical, high.
_ROUTES = (
    ("east", "inbound", None, None, "road", "260", ("0.38", "0.42", "0.5"), ("18", "22", "28")),
    ("qingjiang", "inbound", None, None, "road", "300", ("0.38", "0.42", "0.5"), ("18", "22", "28")),
    ("qingjiang", "inbound", "li2co3", None, "road", "340", ("0.45", "0.52", "0.6"), ("25", "30", "36")),
    ("haiwan", "inbound", None, None, "rail", "900", ("0.16", "0.18", "0.22"), ("32", "38", "46")),
    ("haiwan", "inbound", "li2co3", None, "road", "1250", ("0.4", "0.46", "0.55"), ("25", "30", "36")),
    ("east", "outbound", None, "delta", "water", "1600", ("0.035", "0.045", "0.06"), ("26", "32", "40")),
    ("east", "outbound", None, "basin", "road", "120", ("0.4", "0.45", "0.55"), ("16", "20", "25")),
    ("qingjiang", "outbound", None, "delta", "rail", "1700", ("0.13", "0.15", "0.19"), ("30", "36", "44")),
    ("qingjiang", "outbound", None, "basin", "road", "210", ("0.4", "0.45", "0.55"), ("16", "20", "25")),
    ("haiwan", "outbound", None, "delta", "road", "180", ("0.42", "0.48", "0.58"), ("16", "20", "25")),
    ("haiwan", "outbound", None, "basin", "water", "1900", ("0.045", "0.055", "0.07"), ("30", "36", "44")),
)
_SOURCE = {"source": "returns-2023"}
#: Specifications in English.
_ENGLISH = {
    "管道氮气": "nitrogen by pipe",
    "最大需量": "highest demand",
    "门站价，含配气": "city gate, with local distribution",
    "采暖季门站价，含配气": "heating season, city gate, with local distribution",
    "非采暖季门站价，含配气": "outside the heating season, city gate, with local distribution",
    "省内管输": "pipeline within the province",
    "工业用水": "industrial water",
    "园区污水厂": "sewage works of the park",
    "工业用地出让": "industrial land, sold by public procedure",
    "公布税额": "published rate",
    "钢结构厂房": "steel-frame plant",
    "制造业平均": "average of manufacturing",
    "单位缴费部分": "the employer's part",
    "电池级，云汐区内出厂价": "battery grade, ex works in Yunxi",
    "电池级，外购出厂价": "battery grade, ex works elsewhere",
    "无水，外购出厂价": "anhydrous, ex works elsewhere",
    "工业级，外购出厂价": "industrial grade, ex works elsewhere",
    "出厂价": "ex works",
    "110千伏，输配电价、系统运行费用及基金": "110 kV: transmission and distribution, system operation and funds",
    "代理购电价格": "bought by the grid company as an agent",
}


def list_siting_frames() -> dict[str, list[Row]]:
    """Places, cases, prices, markets and routes."""
    columns = ("place", "region", "location", "western", "months")
    return {
        "siting_places": [
            {"id": key, "zh": f"{zh}（虚构）", "en": f"{en} (fictitious)", **dict(zip(columns, fields, strict=True))}
            for key, zh, en, *fields in _PLACES
        ],
        "siting_cases": [
            {**case, "zh": f"{case['zh']}（虚构）", "en": f"{case['en']} (fictitious)"} for case in _CASES
        ],
        "place_prices": [
            {**row, "spec_en": _ENGLISH[row["spec"] or ""]}
            for row in (*_list_goods(), *_list_prices(), *_list_power())
        ],
        "outbound_markets": [
            {"id": key, "zh": zh, "en": en, "product": "lfp", "weight": weight} for key, zh, en, weight in _MARKETS
        ],
        "freight_routes": [*_list_routes()],
    }


def _list_prices() -> Iterator[Row]:
    for item, product, unit, tax, spec, *by_place in _PRICES:
        for (place, *_other), figures in zip(_PLACES, by_place, strict=True):
            row = {"id": "-".join(filter(None, (place, item, product))), "siting_place": place, "item": item}
            row |= {"product": product, "period": _YEAR, "unit": unit, "tax": tax, "spec": spec, **_SOURCE}
            row["supply"] = "local" if item == "material" else None
            if figures != ():
                yield {**row, **dict(zip(("low", "typical", "high"), figures or (None,) * 3, strict=True))}
    for season, (spec, hours, by_place) in enumerate(_SEASONS, 1):
        about = {"item": "gas", "hours": hours, "period": _YEAR, "unit": "元/m3", "tax": "incl", "spec": spec}
        about |= _SOURCE
        for place, figures in by_place.items():
            row = {"id": f"{place}-gas-{season}", "siting_place": place, **about}
            yield {**row, **dict(zip(("low", "typical", "high"), figures, strict=True))}


def _list_goods() -> Iterator[Row]:
    for place, item, product, supply, figures, spec in _GOODS:
        row = {"id": "-".join(filter(None, (place, item, product))), "siting_place": place, "item": item}
        row |= {"product": product, "supply": supply, "period": _YEAR, "unit": "元/t", "tax": "incl", "spec": spec}
        yield {**row, **_SOURCE, **dict(zip(("low", "typical", "high"), figures, strict=True))}


def _list_power() -> Iterator[Row]:
    for number, (place, *_other) in enumerate(_PLACES):
        about = {"siting_place": place, "unit": "元/kWh", "tax": "incl", **_SOURCE}
        for band, hours, prices in _BANDS:
            row = {"id": f"{place}-power-{band}", "item": "power", "band": band, "hours": hours, "period": _YEAR}
            spec = {"spec": "110千伏，输配电价、系统运行费用及基金"}
            yield {**about, **row, **spec, "typical": prices[number]}
        for month, (price, hours) in enumerate(zip(_MONTHLY, _HOURS, strict=True), 1):
            row = {"id": f"{place}-purchase-{month:02d}", "item": "power_purchase", "hours": str(hours)}
            bought = f"{float(price) + _ADDED[place]:.2f}"
            yield {**about, **row, "period": f"{_YEAR}-{month:02d}", "typical": bought, "spec": "代理购电价格"}


def _list_routes() -> Iterator[Row]:
    ends = ("low", "typical", "high")
    for number, (place, direction, product, market, mode, distance, rates, handling) in enumerate(_ROUTES, 1):
        row = {"id": f"r{number:02d}", "siting_place": place, "direction": direction, "product": product}
        row |= {"market": market, "mode": mode, "distance": distance, "period": _YEAR, "tax": "incl", **_SOURCE}
        row |= {f"rate_{end}": value for end, value in zip(ends, rates, strict=True)}
        yield {**row, **{f"handling_{end}": value for end, value in zip(ends, handling, strict=True)}}
