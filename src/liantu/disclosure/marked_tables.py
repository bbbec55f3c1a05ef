"""Protected tables as sheets: a column a measure, and a mark where an amount is not shown."""

from __future__ import annotations

import polars as pl

from liantu.model.hidden_amounts import MARK, MISSING, SHOWN

#: Ends the name of the column that says why the one before it is blank.
STATE = "_state"


def pivot_measures(table: pl.DataFrame) -> pl.DataFrame:
    """A line a cell: the breakdowns, then each measure with ``<measure>_state`` beside it.

    >>> table = pl.DataFrame({"park": ["n"], "measure": ["tax"], "value": [None], "state": ["small"]})
    >>> pivot_measures(table).to_dicts()
    [{'park': 'n', 'tax': None, 'tax_state': 'small'}]
    """
    keys = [name for name in table.columns if name not in ("measure", "value", "state")]
    sheet = pl.DataFrame()
    for (measure,), part in table.group_by("measure", maintain_order=True):
        sheet = sheet if sheet.width else part.select(keys)
        sheet = sheet.with_columns(part["value"].alias(str(measure)), part["state"].alias(f"{measure}{STATE}"))
    return sheet


def mark_hidden_amounts(frame: pl.DataFrame) -> tuple[pl.DataFrame, bool]:
    """The frame as it leaves the house, without reasons, and whether a mark stands in it.

    A measure with a hidden cell becomes text; one without keeps its numbers. A missing amount stays blank.

    >>> mark_hidden_amounts(pl.DataFrame({"tax": [None, 4.0], "tax_state": ["small", "shown"]}))[0]["tax"].to_list()
    ['※', '4.0']
    """
    measures = [n for n in frame.columns if n + STATE in frame.columns]
    some = False
    for name in measures:
        hidden = ~frame[name + STATE].is_in([SHOWN, MISSING])
        if hidden.any():
            some = True
            text = pl.when(hidden).then(pl.lit(MARK)).otherwise(pl.col(name).cast(pl.String))
            frame = frame.with_columns(text.alias(name))
    return frame.drop([name + STATE for name in measures]), some
