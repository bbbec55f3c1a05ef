"""What stops when one stops, on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from liantu.cli.render.cell_text import unknown_text
from liantu.wording import stop_words as say
from liantu.wording import translator
from liantu.wording.amounts import choose_scale
from liantu.wording.scenario import Supposition, tell_suppositions

if TYPE_CHECKING:
    from liantu.district import District


def tabulate_stops(frame: pl.DataFrame, district: District, lang: str) -> pl.DataFrame:
    """The lines that a stop reaches, with a heading a column."""
    _, names = translator(lang), district.tables.labels(lang)
    units = dict(district.tables["products"].select("id", "unit").iter_rows())
    rows = []
    for row in frame.iter_rows(named=True):
        scale = choose_scale([row["lost_high"], row["output"]], units[row["via"]], chinese=lang.startswith("zh"))
        product = district.tables.names("products", lang).get(row["via"], row["via"])
        lost = [None if row[end] is None else row[end] / scale.divisor for end in ("lost_low", "lost_high")]
        direction = _("it stops itself") if row["stopped"] else _(say.DIRECTIONS[row["direction"]])
        rows.append(
            {
                _(say.COLUMNS["name"]): f"{names.get(row['plant'], row['plant'])} · {product}"
                if row["plant"]
                else product,
                _(say.COLUMNS["direction"]): direction,
                _(say.COLUMNS["when"]): ""
                if row["stopped"]
                else say.when_text(row["days_earliest"], row["days_known"], _),
                _(say.COLUMNS["loss"]): say.part_text(row["low"], row["high"], _),
                _(say.COLUMNS["linear"]): say.part_text(row["linear_low"], row["linear_high"], _),
                _(say.COLUMNS["lost"]): unknown_text(lang)
                if lost[1] is None
                else say.range_text(lost[0] or 0.0, lost[1]),
                _(say.COLUMNS["unit"]): scale.unit,
            }
        )
    return pl.DataFrame(rows)


def list_stop_notes(frame: pl.DataFrame, district: District, outside: float | None, lang: str) -> list[str]:
    """That it is internal and a scenario, what it supposes, and what it does not know."""
    _ = translator(lang)
    subjects = frame.filter(pl.col("stopped"))["subject"].unique().to_list()
    table = "plants" if district.cluster.stop_level() == "plant" else "products"
    names = district.tables.names(table, lang)
    texts = [_(say.SUPPOSED).format(name=names.get(key, key)) for key in subjects]
    texts += [_(say.SUPPOSED_SHARE).format(share=f"{outside:.0%}")] if outside is not None else []
    unknown = outside is None and district.cluster.outside_share() is None
    return [
        _(say.INTERNAL),
        *tell_suppositions([Supposition(text) for text in texts], lang),
        *([_(say.BY_PRODUCT)] if table == "products" else []),
        *([_(say.SHARE_UNKNOWN)] if unknown else []),
        _(say.HOW_READ),
    ]
