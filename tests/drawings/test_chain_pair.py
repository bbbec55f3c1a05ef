"""The pair of maps: quantities as widths on one scale, units apart, firms on the cards, and no type too small."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree
from tests.papers.pages import A3, printed_pages

import liantu
from liantu.district import District
from liantu.drawings.pair_content import ChainPair, Flow
from liantu.papers import PaperRequest, chain_pair, pair_svg, requested_paper_bytes

FULING = Path(__file__).parents[2] / "districts" / "fuling"
#: How wide the drawing stands on an A3 page, in points, and the least size of type there.
ON_PAPER, LEAST = 282 / 25.4 * 72, 9.0


@pytest.fixture(scope="module")
def fuling() -> District:
    return liantu.open(FULING)


@pytest.fixture(scope="module")
def battery(fuling: District) -> ChainPair:
    return chain_pair(fuling, "battery", "zh_CN")


def draw(pair: ChainPair, *, tall: bool = False) -> etree._Element:
    return etree.fromstring(pair_svg(pair, "t", "zh_CN", tall=tall).encode())


def widths(drawing: etree._Element, source: str) -> list[float]:
    """Of the lines from a card, in the second map."""
    groups = drawing.xpath(f"//*[@class='flow' and @data-from='{source}']")
    return [float(path.get("stroke-width")) for path in groups[-1]]


def flow(pair: ChainPair, source: str, goal: bool = True) -> Flow:
    return next(f for f in (pair.goal if goal else pair.now).flows if f.source == source)


def test_today_nothing_flows_and_the_aim_is_what_is_needed(battery: ChainPair) -> None:
    # 2,250 t of cathode, 1,150 t of anode material and 1,300 t of electrolyte a GWh, for 72 GWh.
    for product, each in (("cathode", 2250), ("electrolyte", 1300)):
        key = "lfp" if product == "cathode" else product
        assert flow(battery, key, goal=False).amount == 0
        assert flow(battery, key).amount == pytest.approx(each * 72)
        assert flow(battery, key).outside == flow(battery, key).amount


def test_a_line_is_as_wide_as_its_quantity_and_hollow_in_another_unit(battery: ChainPair) -> None:
    drawing = draw(battery)
    (cathode,), (electrolyte,) = widths(drawing, "lfp"), widths(drawing, "electrolyte")
    assert cathode / electrolyte == pytest.approx(2250 / 1300, rel=0.01)
    assert len(widths(drawing, "sepcoat")) == 3
    assert flow(battery, "sepcoat").other_unit


def test_firms_stand_on_the_cards_by_their_short_names(battery: ChainPair) -> None:
    words = "".join(draw(battery).itertext())
    for name in ("瑞浦兰钧", "赣锋锂电", "吉利科技", "72 GWh", "待引进", "未提及"):
        assert name in words


def test_no_type_is_below_nine_points_on_paper(battery: ChainPair) -> None:
    drawing = draw(battery, tall=True)
    scale = ON_PAPER / float(drawing.get("width"))
    sizes = [float(text.get("font-size")) * scale for text in drawing.iter("{*}text")]
    assert min(sizes) >= LEAST


@pytest.mark.parametrize("tall", [False, True])
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_chain_is_drawn_and_no_card_stands_on_another(fuling: District, language: str, tall: bool) -> None:
    for chain in fuling.tables["chains"]["id"]:
        svg = pair_svg(chain_pair(fuling, chain, language), chain, language, tall=tall)
        drawing = etree.fromstring(svg.encode())
        high = float(drawing.get("height"))
        places = []
        for card in drawing.xpath("//*[starts-with(@class, 'card')]"):
            x, y = map(float, re.findall(r"[\d.]+", card.get("transform")))
            box = card.find(".//{*}rect")
            places.append((x, y, x + float(box.get("width")), y + float(box.get("height"))))
        assert places, chain
        assert all(bottom <= high for _x, _y, _right, bottom in places), chain
        for n, (x, y, right, bottom) in enumerate(places):
            for a, b, c, d in places[n + 1 :]:
                assert right <= a or c <= x or bottom <= b or d <= y, chain


def test_the_a3_page_is_one_and_full(fuling: District) -> None:
    for language in ("zh_CN", "en"):
        for chain in fuling.tables["chains"]["id"]:
            content = requested_paper_bytes(fuling, PaperRequest("pair", chain=chain), "pdf", language)
            (page,) = printed_pages(content)
            assert sorted(page.size) == sorted(A3)
            assert not page.overflows
