"""Clusters on a terminal: names for ids, what is unknown in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import polars as pl

from liantu.cli.render.cell_text import FrameRow, format_grouped, unknown_text
from liantu.model.schema import label_code
from liantu.wording import NC_, translator
from liantu.wording.amounts import Scale, choose_scale
from liantu.wording.cluster_words import (
    AT_LEAST,
    AT_MOST,
    BUYER,
    COULD_FLOW,
    COUNTED,
    FROM_OTHERS,
    KINDS,
    OUTPUT_STATED,
    OWN_USE,
    RATE_COLUMNS,
    SELLER,
    SHARES,
    UNGROUPED,
    UNNAMED,
    VALUE,
    WHO_NEEDS,
    rate_text,
    runs_text,
    value_text,
)
from liantu.wording.comparators import add_comparator
from liantu.wording.concentration_words import FIRMS_WITH_VALUE, MAY_BE_TOLD, SAFE_STATES
from liantu.wording.labels import NO_PLANT
from liantu.wording.periods import period_text

if TYPE_CHECKING:
    from liantu.district import District


def tabulate_clusters(frame: pl.DataFrame, lang: str) -> pl.DataFrame:
    """The clusters of a scheme with a heading a column."""
    _ = translator(lang)
    rows = [
        {
            _(NC_("cluster", "Tier")): _name(row, "tier_", lang),
            _(NC_("cluster", "Cluster")): _name(row, "", lang)
            if row["cluster"]
            else _(UNNAMED).format(count=row["unnamed"]),
            **{_(heading): _count(row[kind], lang) if row["cluster"] else "" for kind, heading in KINDS.items()},
            _(OUTPUT_STATED): _output_text(row, lang),
        }
        for row in frame.iter_rows(named=True)
    ]
    return pl.DataFrame(rows)


def counted_once(counts: Mapping[str, int], lang: str) -> str:
    """How many there are in all clusters together."""
    return translator(lang)(COUNTED).format(**counts)


def tabulate_flows(frame: pl.DataFrame, district: District, lang: str) -> pl.DataFrame:
    """Who could sell what to whom, with names."""
    _, names = translator(lang), _Names(district, lang)
    rows = [
        {
            _("Product"): names.name("products", row["product"]),
            _(SELLER): names.group(row["seller"]),
            _(BUYER): names.group(row["buyer"]),
            _(NC_("cluster", "Output")): _amount(row, "supply", scale, lang),
            _("Need"): _amount(row, "demand", scale, lang),
            _(COULD_FLOW): _amount(row, "quantity", scale, lang),
            _("Unit"): scale.unit,
            _(VALUE): value_text(low, middle, high, _),
            _("State"): runs_text(str(row["supply_runs"]), str(row["demand_runs"]), _),
        }
        for (row, scale), (low, middle, high) in zip(
            names.scale_rows(frame), frame.select("value_low", "value", "value_high").iter_rows(), strict=True
        )
    ]
    return pl.DataFrame(rows)


def tabulate_own_uses(frame: pl.DataFrame, district: District, lang: str) -> pl.DataFrame:
    """What owners make for their own needs at the same site, with names."""
    _, names = translator(lang), _Names(district, lang)
    bounds = frame.with_columns(
        pl.when(~(pl.col("own_open") & pl.col("demand_open"))).then("left").alias("left"),
        pl.col("own_open").alias("own_use_open"),
        pl.col("demand_open").alias("left_open"),
        pl.col("own_open").alias("left_most"),
        pl.col("own_use").alias("supply"),
    )
    rows = [
        {
            _(WHO_NEEDS): names.group(row["group"]),
            _("Product"): names.name("products", row["product"]),
            _("Need"): _amount(row, "demand", scale, lang),
            _(OWN_USE): _amount(row, "own_use", scale, lang),
            _(FROM_OTHERS): _amount(row, "left", scale, lang),
            _("Unit"): scale.unit,
        }
        for row, scale in names.scale_rows(bounds)
    ]
    return pl.DataFrame(rows)


def tabulate_rates(frame: pl.DataFrame, district: District, lang: str) -> pl.DataFrame:
    """What share is bought here, with names; hidden where too few firms are in it."""
    _, names = translator(lang), _Names(district, lang)
    rows = [
        {
            _(RATE_COLUMNS["group"]): names.group(row["group"]),
            _(RATE_COLUMNS["year"]): str(row["year"]),
            _(RATE_COLUMNS["firms"]): str(row["firms"]),
            _(RATE_COLUMNS["rate"]): rate_text(
                row["rate"],
                hidden=row["hidden"],
                local_open=row["local_open"],
                other_open=row["other_open"],
                tr=_,
            ),
        }
        for row in frame.iter_rows(named=True)
    ]
    return pl.DataFrame(rows)


def tabulate_concentration(frame: pl.DataFrame, by: str, district: District, lang: str) -> pl.DataFrame:
    """How few firms make up most of each group, with names."""
    _, names = translator(lang), _Names(district, lang)

    def name_row(group: str) -> str:
        """An industry by its code and name, a cluster by its name."""
        if by == "industry":
            return district.score.industry_name(group, chinese=lang.startswith("zh"))
        return names.group(group)

    rows = [
        {
            _("Industry") if by == "industry" else _("Cluster by name"): name_row(row["group"]),
            _(FIRMS_WITH_VALUE): str(row["firms"]) if row["firms"] is not None else unknown_text(lang),
            _("Firms without"): str(row["missing"]) if row["missing"] is not None else unknown_text(lang),
            **{name.upper(): _share_text(row[name], lang) for name in ("cr1", "cr4", "cr8")},
            "HHI": unknown_text(lang) if row["hhi"] is None else f"{row['hhi']:.3f}",
            _(MAY_BE_TOLD): _(SAFE_STATES[row["state"]]),
        }
        for row in frame.iter_rows(named=True)
    ]
    return pl.DataFrame(rows)


def _share_text(share: float | None, lang: str) -> str:
    return unknown_text(lang) if share is None else f"{share:.1%}"


def tabulate_shares(frame: pl.DataFrame, district: District, lang: str) -> pl.DataFrame:
    """How much of each need could be bought here at best, with names."""
    _, names = translator(lang), _Names(district, lang)
    rows = [
        {
            _(BUYER): names.group(row["buyer"]),
            _("Product"): names.name("products", row["product"]),
            _("Need"): _amount(row, "demand", scale, lang),
            _("Supply here"): _amount(row, "supply", scale, lang),
            _("Unit"): scale.unit,
            _(SHARES): unknown_text(lang) if row["share"] is None else f"{row['share']:.0%}",
            _("State"): runs_text(str(row["supply_runs"]), str(row["demand_runs"]), _),
        }
        for row, scale in names.scale_rows(frame)
    ]
    return pl.DataFrame(rows)


class _Names:
    """Names of rows and units in one language."""

    def __init__(self, district: District, lang: str) -> None:
        self.chinese = lang.startswith("zh")
        self.lang = lang
        tables = district.tables
        self.by_table = {
            table: dict(tables[table].select("id", "zh" if self.chinese else "en").iter_rows())
            for table in ("products", "clusters", "places")
        }
        self.units = dict(tables["products"].select("id", "unit").iter_rows())

    def name(self, table: str, key: object) -> str:
        """The name of a row, its id where it has none in this language."""
        return self.by_table[table].get(str(key)) or str(key)

    def group(self, key: object) -> str:
        """The name of a cluster, a place or a size of firm."""
        if key == "ungrouped":
            return translator(self.lang)(UNGROUPED)
        if key in ("large", "medium", "small", "micro"):
            return label_code("firm_size", str(key), self.lang)
        return self.by_table["clusters"].get(str(key)) or self.name("places", key)

    def scale_rows(self, frame: pl.DataFrame) -> Iterator[tuple[FrameRow, Scale]]:
        """Every row with the unit that its amounts are printed in."""
        for row in frame.iter_rows(named=True):
            unit = str(self.units[row["product"]])
            yield row, choose_scale([row["supply"], row["demand"]], unit, chinese=self.chinese)


def _cluster_text(row: FrameRow, lang: str) -> str:
    return _name(row, "", lang) if row["cluster"] else translator(lang)(UNNAMED).format(count=row["unnamed"])


def _name(row: FrameRow, prefix: str, lang: str) -> str:
    return str((row[f"{prefix}zh"] if lang.startswith("zh") else row[f"{prefix}en"]) or row[f"{prefix}zh"] or "")


def _count(value: object, lang: str) -> str:
    """How many; none on record is unknown, for silence is not absence."""
    return str(value or unknown_text(lang))


def _output_text(row: FrameRow, lang: str) -> str:
    if row["output"] is None:
        return unknown_text(lang) if row["cluster"] else ""
    figure = add_comparator(format_grouped(float(str(row["output"]))), str(row["output_comparator"]), lang)
    status = label_code("observation_status", str(row["output_status"]), lang)
    return f"{figure} ({period_text(str(row['output_period']), lang)}, {status})"


def _amount(row: FrameRow, side: str, scale: Scale, lang: str) -> str:
    """A sum; at least so much where a part has no amount; no plant on record is no zero."""
    value, is_open = row[side], bool(row.get(f"{side}_open"))
    if value is None:
        return translator(lang)(NO_PLANT) if side == "supply" and not is_open else unknown_text(lang)
    if is_open and value == 0:  # at least nothing says nothing
        return unknown_text(lang)
    text = format_grouped(float(str(value)) / scale.divisor)
    words = AT_LEAST if is_open else AT_MOST if row.get(f"{side}_most") else ""
    return translator(lang)(words).format(amount=text) if words else text
