"""The table of other sizes on the paper of a scenario: what stays short or goes outside, size by size, need by need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liantu.exchange.paper.report import Block, Paragraph, ReportTable
from liantu.wording import N_
from liantu.wording.amounts import choose_scale
from liantu.wording.paper_figures import paper_figure, round_figure

if TYPE_CHECKING:
    import polars as pl

    from liantu.district import District
    from liantu.exchange.paper import Setting

_STILL_SHORT, _OUTSIDE, _EVEN = N_("short %s"), N_("outside %s"), N_("just enough")
_METHOD = N_("At typical coefficients; need and plant at full load where no load is known.")
_USUAL = N_("Usual plants: %(range)s %(unit)s.")


def show_other_sizes(grid: pl.DataFrame, district: District, product: str, setting: Setting) -> tuple[Block, ...]:
    """The rows of ``compare_other_sizes`` as a table, a row a size, and how it was computed."""
    tr, chinese = setting.tr, setting.chinese
    described = district.tables.rows("products")[product]
    scale = choose_scale([*grid["made"], *grid["gap"], *grid["surplus"]], str(described["unit"]), chinese=chinese)

    def say(gap: float, surplus: float) -> str:
        """What is short or over, in a word and a figure."""
        words = _STILL_SHORT if gap else _OUTSIDE if surplus else _EVEN
        figure = paper_figure((gap or surplus) / scale.divisor)
        return tr(words) % figure if gap or surplus else tr(words)

    needs = grid["need"].unique(maintain_order=True)
    headings = (tr("Size"), *(tr("Need at %s %%") % f"{need * 100:g}" for need in needs))
    lines = [
        [
            f"{round_figure(rows['made'][0] / scale.divisor)} {scale.unit}",
            *(say(gap, surplus) for gap, surplus in rows.select("gap", "surplus").iter_rows()),
        ]
        for rows in grid.partition_by("size", maintain_order=True)
    ]
    ends = [described[f"usual_plant_{end}"] for end in ("low", "high")]
    method = tr(_METHOD)
    if all(ends):
        # A range never breaks over two lines: the joiners hold it together.
        dash = "\u2060—\u2060" if chinese else "\u2060–\u2060"
        range_words = dash.join(round_figure(float(str(end)) / scale.divisor) for end in ends)
        method += ("" if chinese else " ") + tr(_USUAL) % {"range": range_words, "unit": scale.unit}
    title = tr("Short here, or to be sold outside: %s") % setting.name(product)
    table = ReportTable(title, headings, lines, (1.4, *([1.2] * len(needs))), tr("Unit: %s") % scale.unit)
    return table, Paragraph(method)
