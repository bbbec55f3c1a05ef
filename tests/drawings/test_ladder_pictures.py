"""Ladders as stairs, a cluster's products by state, and the two sides of its trade."""

from __future__ import annotations

import re

from liantu.drawings.flow_matrix import FlowCell
from liantu.drawings.ladder_steps import LadderRow, StepCard, draw_ladder_steps
from liantu.drawings.product_states import ProductLine, draw_product_states
from liantu.drawings.trade_sides import TradePartner, TradeSide, draw_trade_sides

WORDS = [("operating", "recognised"), ("building", "applied"), ("planned", "candidate")]
STEPS = [
    StepCard("small", "", "stated: 9", ["listed: 2"], {"operating": 2, "planned": 1}),
    StepCard("large", "", "", ["none listed"], {}),
]


def test_each_step_is_higher_than_the_one_before() -> None:
    drawing = draw_ladder_steps([LadderRow("output", STEPS)], WORDS, "unknown", "steps")
    heights = [float(h) for h in re.findall(r'<rect[^>]* height="([\d.]+)"', drawing.body) if float(h) > 40]
    assert heights[1] - heights[0] == 14
    level = draw_ladder_steps([LadderRow("output", STEPS, rises=False)], WORDS, "unknown", "steps")
    assert level.height == drawing.height - 14


def test_a_square_stands_for_each_listed_firm_and_an_unknown_step_is_hatched() -> None:
    body = draw_ladder_steps([LadderRow("output", STEPS)], WORDS, "unknown", "steps").body
    assert body.count('width="12" height="12"') == 3
    assert body.count("url(#ladders-unknown)") == 1
    known = draw_ladder_steps([LadderRow("output", STEPS[:1])], WORDS, "unknown", "steps").body
    assert "unknown" not in known


def test_products_have_a_mark_a_state() -> None:
    lines = [ProductLine("acid", "/product/acid", [("operating", "45 t"), ("unknown", "1 unknown")])]
    heads = [("operating", "running"), ("building", "coming"), ("unknown", "unknown")]
    drawing = draw_product_states(lines, heads, "made")
    assert drawing.body.count('width="12" height="12"') == 2
    assert drawing.description == "acid: running 45 t, unknown 1 unknown"
    narrow = draw_product_states(lines, heads, "made", name="n", width=340)
    assert "running 45 t" in narrow.body


def test_a_side_without_partners_says_so() -> None:
    sides = [
        TradeSide("buys from", [TradePartner("metal", "/cluster/metal", FlowCell(["scrap"], "short"))], "no flow"),
        TradeSide("sells to", [], "no flow"),
    ]
    drawing = draw_trade_sides(sides, "trade")
    assert drawing.description == "buys from: metal (scrap); sells to: no flow"
    assert draw_trade_sides(sides, "trade", name="n", width=340).height > drawing.height
