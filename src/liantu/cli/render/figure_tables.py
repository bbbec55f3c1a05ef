"""Published figures on a terminal: growth beside levels, parts beside their total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from liantu.cli.render.cell_text import FrameRow, unknown_text
from liantu.cli.render.forecast_tables import write_span
from liantu.model.schema import label_code
from liantu.wording import figure_words as words
from liantu.wording import forecast_words, translator
from liantu.wording.periods import period_text
from liantu.wording.series_names import part_name, series_name
from liantu.wording.unit_names import UnitNames

if TYPE_CHECKING:
    from liantu.district import District


def tabulate_growth(frame: pl.DataFrame, district: District, lang: str) -> pl.DataFrame:
    """Series, period, level, published and computed growth, and whether they agree."""
    amount = _Amounts(district, lang)
    rows = [
        (
            series_name(district.tables, row, lang),
            period_text(write_span(row), lang),
            amount.write(row),
            words.growth_text(row["published_growth"], row["published_growth_word"], row["growth_base"], lang),
            words.growth_text(row["computed_growth"], row["computed_word"], row["growth_base"], lang),
            label_code("growth_standing", row["standing"], lang),
        )
        for row in frame.iter_rows(named=True)
    ]
    headings = (forecast_words.SERIES, forecast_words.PERIOD, forecast_words.VALUE)
    return _table((*headings, words.PUBLISHED_GROWTH, words.COMPUTED_GROWTH, words.STANDING), rows, lang)


def tabulate_parts(frame: pl.DataFrame, district: District, lang: str) -> pl.DataFrame:
    """Each total, its parts and what is not itemised."""
    amount = _Amounts(district, lang)
    rows = [
        (
            series_name(district.tables, row, lang),
            period_text(write_span(row), lang),
            words.part_text(row, part_name(district.tables, row, lang), lang),
            amount.write(row),
            _percent(row, "published_share"),
            _percent(row, "computed_share"),
        )
        for row in frame.iter_rows(named=True)
    ]
    headings = (words.TOTAL, forecast_words.PERIOD, words.PART, forecast_words.VALUE)
    return _table((*headings, words.PUBLISHED_SHARE, words.COMPUTED_SHARE), rows, lang)


@dataclass(frozen=True)
class _Amounts:
    """Levels with their unit in one language."""

    district: District
    lang: str

    def write(self, row: FrameRow) -> str:
        """A level, or that it is unknown."""
        value, unit = row["value"], row["unit"]
        if not isinstance(value, float):
            return unknown_text(self.lang)
        names = UnitNames(self.district.tables, self.lang.startswith("zh"))
        return f"{value:.10g} {names.trade_name(str(unit)) if unit else ''}".strip()


def _table(headings: tuple[str, ...], rows: Sequence[tuple[str, ...]], lang: str) -> pl.DataFrame:
    translated = [translator(lang)(heading) for heading in headings]
    return pl.DataFrame(rows, schema=dict.fromkeys(translated, pl.String), orient="row")


def _percent(row: FrameRow, column: str) -> str:
    value = row[column]
    return f"{value:.1f}" if isinstance(value, float) else "—"
