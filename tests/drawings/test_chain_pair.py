"""The pair of maps: quantities as widths on one scale, units apart, firms on the cards, and no type too small."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree
from tests.papers.pages import A3, printed_pages

import liantu
from liantu.district import District
from liantu.drawings.chain_column import draw_chain_column
from liantu.drawings.chain_pair import draw_chain_states
from liantu.drawings.flow_lines import INKS
from liantu.drawings.pair_content import ChainPair, Flow
from liantu.model import schema
from liantu.model.change import Change
from liantu.papers import PaperRequest, chain_pair, map_words, pair_svg, requested_paper_bytes
from liantu.papers.pair_paper import pair_paper

FULING = Path(__file__).parents[2] / "districts" / "fuling"
#: How wide the drawing stands on an A3 page, in points, and the least size of type there.
ON_PAPER, LEAST = 282 / 25.4 * 72, 9.0


@pytest.fixture(scope="module")
def fuling() -> District:
    return liantu.open(FULING)


@pytest.fixture(scope="module")
def battery(fuling: District) -> ChainPair:
    return chain_pair(fuling, "battery", "zh_CN")


@pytest.fixture(scope="module")
def yunxi() -> District:
    return liantu.open(FULING.parent / "yunxi")


def draw(pair: ChainPair, *, tall: bool = False) -> etree._Element:
    return etree.fromstring(pair_svg(pair, "t", "zh_CN", tall=tall).encode())


def widths(drawing: etree._Element, source: str) -> list[float]:
    """Of the lines from a card, in the second map."""
    groups = drawing.xpath(f"//*[@class='flow' and @data-from='{source}']")
    return [float(path.get("stroke-width")) for path in groups[-1].iter("{*}path")]


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


def test_between_today_and_the_aim_stands_what_is_being_built(battery: ChainPair) -> None:
    # 30 of 72 GWh are being built.
    cathode = next(flow for flow in battery.built.flows if flow.source == "lfp")
    assert cathode.amount == pytest.approx(2250 * 30)
    (cell,) = [card for card in battery.built.made if card.id == "cell-lfp" or "30 GWh" in " ".join(card.lines)]
    assert cell.status == "made"


def test_an_empty_map_of_today_is_not_complete(battery: ChainPair, fuling: District) -> None:
    assert "不是" in battery.now.note
    assert {card.word for card in battery.now.inputs if card.id == "lfp"} == {"需0"}
    assert battery.goal.note == ""
    assert chain_pair(fuling, "spandex", "zh_CN").now.note == ""  # its needs are unknown, not nothing


def test_what_covers_part_of_a_need_is_drawn_in_its_own_colour(yunxi: District) -> None:
    pair = chain_pair(yunxi, "aluminium", "en")
    scrap = next(flow for flow in pair.now.flows if flow.source == "scrapal")
    assert (scrap.local, scrap.outside) == (0, 0)
    assert scrap.open_origin == pytest.approx(scrap.amount) != 0  # offered as a by-product: nobody has said to whom
    svg = pair_svg(pair, "t", "en")
    assert INKS["unknown"] in svg
    assert INKS["outside"] in svg


def test_what_a_chain_makes_and_needs_itself_is_drawn(fuling: District) -> None:
    pair = chain_pair(fuling, "ammonia-urea", "zh_CN")
    # 80 of urea at 0.576 of ammonia, 45 of which is made here: 46.08 needed.
    inner = next(flow for flow in pair.goal.flows if flow.source == "ammonia" and flow.target == "urea")
    assert inner.amount == pytest.approx(80e4 * 0.576)
    assert inner.local == pytest.approx(45e4)
    (ammonia,) = [card for card in pair.goal.made if card.id == "ammonia"]
    assert ammonia.to_fill
    assert ammonia.status == "short"
    assert "缺1.08 万吨" in ammonia.lines


def test_a_chain_without_root_and_plants_draws(fuling: District) -> None:
    empty = fuling.at(change=Change.from_query(["+chains:empty;zh=空链;basis=ours;source=paper-a"]))
    pair = chain_pair(empty, "empty", "zh_CN")
    assert pair.goal.note
    drawn = draw_chain_states([pair.now, pair.goal], "t", map_words("zh_CN"))
    assert pair.goal.note[:4] in "".join(etree.fromstring(drawn.svg().encode()).itertext())
    assert (
        etree.fromstring(draw_chain_column([pair.now, pair.goal], "t", map_words("zh_CN")).svg().encode()) is not None
    )


def test_the_difference_is_written_out_below_the_pair(battery: ChainPair) -> None:
    drawn = draw_chain_states([battery.now, battery.goal], "t", map_words("zh_CN"), "/gaps/invite")
    words = [text.text for text in etree.fromstring(drawn.svg().encode()).iter("{*}text")]
    assert "两图之差就是工作" in words
    assert "+16.2 万吨 折合1.62套" in words
    assert "另有7项待补，见补链清单" in words
    alone = draw_chain_states([battery.goal], "t", map_words("zh_CN"))
    assert "两图之差就是工作" not in alone.svg()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_on_a_telephone_every_card_stands_once_with_its_amounts(fuling: District, language: str) -> None:
    for chain in fuling.tables["chains"]["id"]:
        pair = chain_pair(fuling, chain, language)
        drawn = draw_chain_column([pair.now, pair.goal], "t", map_words(language))
        assert drawn.width == 340
        tree = etree.fromstring(drawn.svg().encode())
        ids = [card.get("data-id") for card in tree.xpath("//*[starts-with(@class, 'card')]")]
        cards = (*pair.goal.inputs, *pair.goal.made, *pair.goal.downstream)
        assert ids == [card.id for card in cards], chain
        words = "".join(tree.itertext())
        assert all(card.beside in words for card in cards), chain
        assert "…" not in words


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
            assert page.smallest >= LEAST - 0.05, chain
            assert not page.overflows


@pytest.mark.parametrize(("language", "aim"), [("zh_CN", "目标图"), ("en", "Aim:")])
def test_few_cards_take_the_width_of_the_page_with_their_lists_below(fuling: District, language: str, aim: str) -> None:
    content = requested_paper_bytes(fuling, PaperRequest("pair", chain="light-alloy"), "pdf", language)
    pdf = pypdfium2.PdfDocument(content)
    words = pdf[0].get_textpage()
    text = words.get_text_range()
    left, *_ = words.get_charbox(text.index(aim))
    assert left > pdf[0].get_width() * 0.48  # the second map begins at the middle
    assert schema.label_code("grade", "C", language) in text
    pdf.close()
    page = pair_paper(fuling, "light-alloy", language, ())
    needs, makers = page.lists
    assert [len(needs.rows), len(makers.rows)] == [3, 7]
    # 1.04 t of aluminium a tonne; nobody is said to make any of it
    assert needs.rows[0][3] == ("1.04 万吨" if language == "zh_CN" else "10.4 thousand t")
    assert {row[2] for row in makers.rows} == {page.setting.unknown}


def test_no_card_stands_on_what_is_said_of_an_empty_map(yunxi: District) -> None:
    drawing = etree.fromstring(pair_svg(chain_pair(yunxi, "nylon", "en"), "t", "en", tall=True).encode())
    (note,) = [text for text in drawing.iter("{*}text") if (text.text or "").startswith("Nothing is needed")]
    made = drawing.xpath("//*[starts-with(@class, 'card') and @data-id='caprolactam']")[0]
    _x, y = map(float, re.findall(r"[\d.]+", made.get("transform")))
    assert y + float(made.find(".//{*}rect").get("height")) < float(note.get("y")) - float(note.get("font-size"))


def test_a_page_of_paper_says_the_difference_below_its_maps(fuling: District) -> None:
    drawing = draw(chain_pair(fuling, "battery", "zh_CN"), tall=True)
    (heading,) = [text for text in drawing.iter("{*}text") if text.text == "两图之差就是工作"]
    assert float(heading.get("font-size")) >= 16  # 9 pt on A3
    bottoms = [
        float(re.findall(r"[\d.]+", card.get("transform"))[1]) + float(card.find(".//{*}rect").get("height"))
        for card in drawing.xpath("//*[starts-with(@class, 'card')]")
    ]
    assert max(bottoms) < float(heading.get("y")) - 16
    # the sheet is as high as the page has room: 282 mm wide, at least 225 mm high
    assert float(drawing.get("height")) / float(drawing.get("width")) > 225 / 282


def test_few_links_leave_room_for_utilities_and_extensions(fuling: District) -> None:
    titles = [table.title for table in pair_paper(fuling, "spandex", "zh_CN", ()).lists]
    assert titles == ["补链清单", "先核的事", "要素保障清单", "延链方向"]
    utilities, extensions = pair_paper(fuling, "spandex", "zh_CN", ()).lists[2:]
    assert utilities.headings == ("序号", "产品", "在产", "在建", "规划", "单位")
    assert utilities.rows[0][1:5] == ["电力", "未掌握", "未掌握", "未掌握"]  # unknown is not zero
    spandex = next(row for row in extensions.rows if row[2] == "氨纶")
    assert (spandex[1], spandex[3]) == ("聚四亚甲基醚二醇", "74 %")
    many = [table.title for table in pair_paper(fuling, "battery", "zh_CN", ()).lists]
    assert "延链方向" not in many  # eighteen links fill the column
