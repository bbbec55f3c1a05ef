"""Questions to firms as papers ask them: together by whom they are asked, in the order in which they move the lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from liantu.wording.question_texts import question_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liantu.district import District
    from liantu.exchange.paper import Setting


def list_asked_firms(
    district: District,
    setting: Setting,
    capacities: Iterable[str],
    products: Iterable[str],
    *,
    firms_only: bool = False,
) -> list[tuple[str, list[str]]]:
    """Whom to ask, and what: of some capacities, and whatever moves some products in or out of a list.

    ``firms_only`` leaves out what is asked of no firm: a part that nobody has itemised.
    """
    moves = pl.col("lists").list.eval(pl.element().is_in([*products])).list.any()
    rows = district.chain.questions().filter(pl.col("capacity").is_in([*capacities]) | moves)
    rows = rows.drop_nulls("firm") if firms_only else rows
    found: dict[str, list[str]] = {}
    for row in rows.iter_rows(named=True):
        texts = found.setdefault(_whom(setting, row["firm"], row["capacity"]), [])
        texts += [text for part in row["field"].split("+") if (text := setting.tr(question_text(part))) not in texts]
    return [*found.items()]


def _whom(setting: Setting, firm: str | None, capacity: str) -> str:
    """A firm; of a capacity that is nobody's, what it is a part of."""
    return setting.name(firm or capacity)
