"""On whose makers elsewhere the made-up district depends: indicators, and a figure each for six products."""

from __future__ import annotations

from tools.made_up_district.runs import Row

_INDICATORS = (
    ("makers-world", "全球掌握企业数", "makers in the world", "家", "makers_world"),
    ("imported-share", "进口占消费的比重", "share of imports", "%", "import_share"),
    ("import-hhi", "进口来源集中度", "concentration of imports", "1", "import_hhi"),
    ("imports-over-exports", "进口与出口之比", "imports over exports", "1", "imports_over_exports"),
    ("years-held", "依赖持续年数", "years that the dependence has held", "年", "years_held"),
    ("import-price", "进口价", "import price", "万元/吨", "import_price"),
    ("cost-to-price", "成本与进口价之比", "cost over import price", "%", "cost_to_price"),
)
#: By product, in the order of the indicators; a blank is not stated, "ge" before a figure says at least.
_FIGURES = {
    "pvdf": ("3", "72", "0.46", "6.5", "9", "18", "45"),
    "sbr": ("5", "55", "0.31", "1.8", "6", "", ""),
    "bms": ("8", "ge 50", "", "", "", "", ""),
    "li2co3": ("9", "35", "0.52", "2.4", "2", "12", "lt 80"),
    "lfp": ("26", "4", "0.22", "0.2", "", "", ""),
    "soda": ("60", "3", "0.15", "0.1", "", "", ""),
    "carbonblack": ("", "about 48", "", "", "", "", ""),
}


def list_dependence_indicators() -> list[Row]:
    """The indicators."""
    names = ("id", "zh", "en", "unit", "kind")
    return [dict(zip(names, row, strict=True)) for row in _INDICATORS]


def list_dependence_claims() -> list[Row]:
    """The figures as rows of observations."""
    rows = []
    for product, figures in _FIGURES.items():
        for (indicator, _zh, _en, unit, _kind), text in zip(_INDICATORS, figures, strict=True):
            comparator, _gap, value = text.rpartition(" ")
            row = {"id": f"{product}-{indicator}", "subject": product, "indicator": indicator, "status": "actual"}
            row |= {"period": "2023", "comparator": comparator or "eq", "value": value, "unit": unit}
            rows += [row | {"vintage": "2023-12-31"}] if text else []
    return rows
