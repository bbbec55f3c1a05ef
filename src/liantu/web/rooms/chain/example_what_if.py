"""The example of a what-if where nothing is supposed: one usual plant for the missing link that is worth most."""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from liantu.web.core.picture import Picture
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.chain.moves_picture import make_moves_picture
from liantu.web.rooms.chain.what_if_heading import head_what_if
from liantu.web.rooms.chain.what_if_lines import lines_from_form
from liantu.web.rooms.chain.what_if_summary import WhatIfSummary, summarise_what_if
from liantu.wording.amounts import choose_scale


@dataclass(frozen=True)
class WhatIfAnswer:
    """What a what-if comes to: its sentence, picture and summary; ``address`` is its own page."""

    heading: str
    picture: Picture
    summary: WhatIfSummary
    address: str


def answer_what_if(view: RequestView) -> WhatIfAnswer:
    """What the what-if of an address comes to."""
    return WhatIfAnswer(head_what_if(view), make_moves_picture(view), summarise_what_if(view), view.url("/what-if"))


def answer_example(view: RequestView) -> WhatIfAnswer | None:
    """What one usual plant for the link worth most comes to; None where no link of known gap has a usual plant."""
    lines = _example_lines(view)
    if not lines:
        return None
    answer = answer_what_if(view.supposing(lines))
    marked = replace(answer.picture, heading=view.tr("Example: %s") % answer.picture.heading)
    return replace(answer, picture=marked)


def make_example_picture(view: RequestView) -> Picture:
    """What the plant of the example moves; without one, what nothing moves."""
    return make_moves_picture(view.supposing(_example_lines(view)))


def _example_lines(view: RequestView) -> list[str]:
    """The plant as the lines of an address, in the unit in which an office would write it."""
    sizes = view.district.tables["products"].select("id", pl.col("usual_plant_typical").cast(pl.Float64, strict=False))
    gaps = view.district.chain.gaps("invite").drop_nulls("gap_typical")
    sized = gaps.join(sizes.drop_nulls(), left_on="product", right_on="id", maintain_order="left")
    product = view.district.chain.most_valuable(sized)
    if product is None:
        return []
    row = sized.row(by_predicate=pl.col("product") == product, named=True)
    scale = choose_scale([row["usual_plant_typical"]], row["unit"])
    amount = f"{row['usual_plant_typical'] / scale.divisor:g}"
    name = view.tr("example of a plant for %s") % view.pick(row)
    return lines_from_form(view, {"do": "add", "name": name, "product": product, "amount": amount, "unit": scale.unit})
