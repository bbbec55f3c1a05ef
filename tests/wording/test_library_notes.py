"""What the library writes in free words: each remark, basis and reason has its Chinese, with the same figures in it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po
from tests.library.reading import tables

from liantu.wording import LOCALE
from liantu.wording.library_notes import note_text, translate_note

_HAN = re.compile(r"[㐀-鿿]")
#: English words of a sentence, as against units, formulas and names of firms, which stay in Chinese too.
_SENTENCE = re.compile(r"[a-z]{3,} [a-z]{2,}|^[a-z]{3,}$|press:|quotes")
_MONTHS = re.compile(rf"\b({'|'.join(list(calendar.month_name)[1:])})\b")
_SIZES = {"Mt": 1e6, "million": 1e6, "thousand": 1e3, "wan": 1e4, "万": 1e4, "亿": 1e8}
_SIZE = r"(?: ?(?:(?:Mt|million|thousand|wan)\b|[万亿])|e\d+)?"
_RANGE = re.compile(rf"(?<![A-Za-z\d.])(\d+(?:\.\d+)?)({_SIZE})(?:(-| to |至)(\d+(?:\.\d+)?)({_SIZE}))?")
_GROUPS = re.compile(r"(?<![\d.])(\d{1,3})((?:[ ,]\d{3})+)(?!\d)")


#: Free texts of the library beside the remarks.
_TEXTS = (("coefficients", "basis"), ("defaults", "reason"), ("products", "spec"))


def _notes() -> set[str]:
    """Every text in free words; what is in Chinese already is none."""
    remarked = [(name, "note") for name, frame in tables().items() if "note" in frame.columns]
    return {
        text
        for name, column in (*remarked, *_TEXTS)
        for text in tables()[name][column].drop_nulls().unique()
        if not _HAN.search(text) or _SENTENCE.search(text)
    }


def _figures(text: str, *, sized: bool) -> Iterator[float]:
    """The figures of a remark; a size word behind a range (2.5-3 Mt) is of both ends. Digits of formulas are none."""
    text = _MONTHS.sub(lambda found: f" {list(calendar.month_name).index(found[1])} ", text)
    text = re.sub(r"[x×](?= ?\d)", " ", text).replace("—", "-")
    text = re.sub(r"(?<!\d)\.(?=\d)", "0.", text)
    text = _GROUPS.sub(lambda found: found[1] + re.sub(r"[ ,]", "", found[2]), text)
    for first, size, _, second, second_size in _RANGE.findall(text):
        yield float(first) * (_factor(size or second_size) if sized else 1)
        if second:
            yield float(second) * (_factor(second_size) if sized else 1)


def _factor(size: str) -> float:
    return 10.0 ** int(size[1:]) if size.startswith("e") else _SIZES.get(size.strip(), 1.0)


def _same_figures(english: str, chinese: str) -> bool:
    return any(
        sorted(_figures(english, sized=sized)) == pytest.approx(sorted(_figures(chinese, sized=sized)))
        for sized in (True, False)
    )


def test_every_note_of_the_library_is_in_chinese() -> None:
    notes = _notes()
    assert len(notes) > 2000
    assert [n for n in notes if _SENTENCE.search(n) and not _HAN.search(translate_note(n, "zh_CN"))] == []
    with (LOCALE / "zh_CN" / "LC_MESSAGES" / "library.po").open("rb") as stream:
        words = {message.id: message.string for message in read_po(stream) if message.id}
    assert (notes - words.keys(), words.keys() - notes) == (set(), set())
    assert [english for english, chinese in words.items() if not chinese] == []


def test_every_figure_of_a_note_stands_in_its_translation() -> None:
    assert [(n, translate_note(n, "zh_CN")) for n in _notes() if not _same_figures(n, translate_note(n, "zh_CN"))] == []


@pytest.mark.parametrize(
    ("english", "chinese", "same"),
    [
        ("one 2.5-3 Mt train", "单系列250万—300万吨", True),
        ("one 2.5-3 Mt train", "单系列250万—350万吨", False),
        ("main contract 14 March 2025", "主力合约，2025年3月14日", True),
        ("26 December 2025 130 500", "2025年12月26日130 500", True),
        ("9,000 t of P2O5, x1.13", "P2O5 9000 t，×1.13", True),
        ("at 65 % solids", "固含量", False),
    ],
)
def test_figures_are_compared_by_what_they_say(english: str, chinese: str, same: bool) -> None:
    assert _same_figures(english, chinese) is same


def test_what_others_wrote_stays_as_written() -> None:
    assert note_text("asked by phone", "by phone", "zh_CN") == "asked by phone"
    assert note_text("电话核实", "by phone", "en") == "by phone"
    assert note_text(None, None, "zh_CN") == ""
