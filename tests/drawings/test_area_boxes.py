"""Areas that add up: every box as large as its amount, none over another, small ones told below."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from liantu.drawings.area_boxes import AreaPart, Box, divide_area, draw_area_boxes


def test_boxes_of_the_paper() -> None:
    # Bruls, Huizing and van Wijk, section 3: 6, 6, 4, 3, 2, 2, 1 in 6 × 4. Two of six in the first column, 4 and 3 in a
    # row of the 3 × 4 that is left.
    boxes = divide_area([6, 6, 4, 3, 2, 2, 1], Box(0, 0, 6, 4))
    np.testing.assert_allclose(boxes[0], (0, 0, 3, 2))
    np.testing.assert_allclose(boxes[1], (0, 2, 3, 2))
    np.testing.assert_allclose(boxes[2], (3, 0, 12 / 7, 7 / 3))
    np.testing.assert_allclose(boxes[3], (3 + 12 / 7, 0, 9 / 7, 7 / 3))


@pytest.mark.parametrize("seed", [1, 2])
def test_areas_are_as_the_amounts_and_fill_the_whole(seed: int) -> None:
    amounts = sorted(np.random.default_rng(seed).lognormal(0, 1.2, 11), reverse=True)
    boxes = divide_area(amounts, Box(10, 5, 520, 250))
    areas = np.array([box.width * box.height for box in boxes])
    np.testing.assert_allclose(areas / areas.sum(), np.array(amounts) / sum(amounts))
    assert areas.sum() == pytest.approx(520 * 250)
    for box in boxes:
        assert 10 - 1e-6 <= box.left <= box.left + box.width <= 530 + 1e-6
        assert 5 - 1e-6 <= box.top <= box.top + box.height <= 255 + 1e-6
    for one, other in combinations(boxes, 2):
        across = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
        down = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
        assert min(across, down) < 1e-6


def test_a_box_too_small_for_its_words_has_them_below() -> None:
    parts = [AreaPart("化工", "/a", 99.5, "99.5, 3.0%", "made"), AreaPart("橡胶塑料", "", 0.5, "0.5, −1.0%", "missing")]
    drawing = draw_area_boxes(parts, "title", height=100)
    assert drawing.height > 100 + 12
    assert drawing.description == "化工 99.5, 3.0%; 橡胶塑料 0.5, −1.0%"
    assert "1 橡胶塑料 0.5, −1.0%" in "".join(drawing.shapes)


def test_no_word_is_broken_inside_a_box() -> None:
    parts = [AreaPart("Metals", "", 80.0, "80", "made"), AreaPart("Electronics", "", 20.0, "20", "made")]
    shapes = "".join(draw_area_boxes(parts, "title", width=340, height=120).shapes)
    assert ">Electronics<" not in shapes
    assert ">1 Electronics 20<" in shapes  # 68 wide less its edges is 56; the word takes 82
