"""A column is called the same everywhere; a terminal may call it by a shorter name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from liantu.wording import column_headings, evaluation_headings, terminal_headings, translator

_PAGES = (column_headings.HEADINGS, evaluation_headings.HEADINGS)


def find_pairs(pages: Mapping[str, str], terminal: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Columns that are called one thing in Chinese, with the English heading of the page and of the terminal."""
    chinese, english = translator("zh_CN"), translator("en")
    for page_column, page in pages.items():
        for column, short in terminal.items():
            same_column = page_column.split(".")[-1] == column.split(".")[-1]
            if page and same_column and chinese(page) == chinese(short):
                yield column, english(page), english(short)


def test_a_terminal_says_the_same_or_less() -> None:
    pairs = {pair for pages in _PAGES for pair in find_pairs(pages, terminal_headings._WORDS)}
    assert len(pairs) > 20
    assert sorted(pair for pair in pairs if pair[1] != pair[2] and len(pair[2]) >= len(pair[1])) == []


def test_pages_call_a_column_by_one_name() -> None:
    pairs = {*find_pairs(*_PAGES)}
    assert pairs
    assert sorted(pair for pair in pairs if pair[1] != pair[2]) == []
