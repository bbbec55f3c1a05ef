"""The rows of proposals, for a desk and for a narrow one."""

from __future__ import annotations

import pytest
from lxml import etree

from liantu.drawings.bundle_chains import (
    BundleRow,
    BundleStep,
    BundleWords,
    draw_bundle_chains,
    draw_laptop_bundle_chains,
)

WORDS = BundleWords(*(["word"] * 11), more="%s more")
ROW = BundleRow(
    *("1", "coated separator", "/p", "1 000 000 000 m²", "", "base film"),
    *([BundleStep("coated separator")], 0.84, "84 % of 1,190,000,000 m²/yr needed here", "10–30", "67"),
)


@pytest.mark.parametrize(("draw", "width"), [(draw_bundle_chains, 1376), (draw_laptop_bundle_chains, 950)])
def test_words_below_the_bar_of_need_do_not_touch_it(draw: object, width: float) -> None:
    drawing = draw([ROW], WORDS, "t")  # type: ignore[operator]
    assert drawing.width == width
    tree = etree.fromstring(drawing.svg().encode())
    bar = next(rect for rect in tree.iter("{*}rect") if rect.get("height") == "12" and rect.get("width") == "118")
    below = float(bar.get("y")) + 12
    lines = [float(text.get("y")) for text in tree.iter("{*}text") if text.get("x") == bar.get("x")]
    lines = sorted(y for y in lines if y > below)
    # Chinese characters of 12 px reach 11 px above the line they stand on, and want 3 px of room
    assert len(lines) == 2
    assert lines[0] - 11 > below + 3
