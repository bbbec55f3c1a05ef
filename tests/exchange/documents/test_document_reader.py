"""Sentences of our own, one kind of reading after the other: every figure that they say, and none that they do not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exchange.documents.own_sentences import OwnSentence, compare_read, list_sentences, read

from liantu.exchange.documents.text_repair import repair_text

SENTENCES = list(list_sentences())


def test_hard_readings_and_traps_are_all_there() -> None:
    kinds = {sentence.kind for sentence in SENTENCES}
    assert kinds >= {"relative_time", "correction", "not_yet", "stopped", "shared_unit", "respectively"}
    assert kinds >= {"total_parts", "range", "doubling", "flat_table", "trap"}
    assert len(SENTENCES) >= 80


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: f"{sentence.kind}: {sentence.text[:24]}")
def test_a_sentence_says_these_figures(sentence: OwnSentence) -> None:
    assert {compare_read(figure) for figure in read(sentence.text)} == sentence.figures


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence.text[:24])
def test_what_is_quoted_stands_there_and_holds_the_number(sentence: OwnSentence) -> None:
    text = sentence.text.replace("，", "，\u200b").replace("2", "２")
    text = text if sentence.kind == "flat_table" else text.replace("亿元", "亿 元")
    plain = {(str(each.value), each.measure) for each in read(sentence.text)}
    found = read(text)
    assert {(str(each.value), each.measure) for each in found} == plain
    for figure in found:
        first, last = figure.number
        assert all(0 <= start < end <= len(text) for start, end in figure.spans)
        assert any(start <= first < last <= end for start, end in figure.spans) or figure.unit == "位"


def test_the_day_of_publication_decides_what_last_year_is() -> None:
    text = "去年，全区工业投资达到20亿元。"
    assert [each.period for each in read(text, date(2021, 5, 1))] == ["2020"]
    assert [each.period for each in read(text, date(2024, 5, 1))] == ["2023"]


@given(st.text(alphabet="产值１２.．3 \u3000\n\t，。、亿元（)a|%％\u200b项目", max_size=60))
@settings(max_examples=60, deadline=None)
def test_a_mended_character_is_the_one_that_is_printed_there(printed: str) -> None:
    mended = repair_text(printed)
    assert len(mended.text) == len(mended.origins)
    assert list(mended.origins) == sorted(set(mended.origins))
    narrow = {"１": "1", "２": "2", "．": ".", "％": "%", "\u3000": " "}
    for index, character in enumerate(mended.text):
        first, last = mended.locate(index, index + 1)
        assert first + 1 == last
        assert narrow.get(printed[first], printed[first]) == character
