"""`python -m bench.documents [ROWS.jsonl]`: rows that a reader made of the ten articles, beside those written
down by hand and beside one line of pattern.

A line of the file is a figure (``tests/exchange/documents/benchmark/README.md``). Aggregates only: who makes a reader
does not look at the articles.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import process_time

from tests.exchange.documents.line_pattern import read_by_one_line
from tests.exchange.documents.scorer import HARD, Article, Figure, is_asked, read_gold, score, score_quantities
from tests.exchange.documents.scorer import read_figures as read_rows

from bench.printed_rows import row
from liantu.exchange.documents.document_reader import read_figures
from liantu.exchange.documents.stated_names import NameBook

#: Fields that a figure of the reader and one of the benchmark have alike.
_SAME = (
    *("subject", "measure", "value", "unit", "table", "scope", "product"),
    *("field", "period", "comparator", "status"),
)
#: What the first run said of the rules, before anybody who makes them knew any figure; never altered.
FIRST = (
    ("quantities, precision and recall", "0.98 0.58"),
    ("rows, precision", "0.491"),
    ("rows, recall", "0.332"),
    ("hard readings, recall", "0.275"),
    ("traps taken", "0.161"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="?", type=Path, help="rows of a reader, one JSON object a line")
    arguments = parser.parse_args()
    articles = read_gold().articles.values()
    report("one line of pattern", [figure for article in articles for figure in read_by_one_line(article)])
    report("rules alone", [figure for article in articles for figure in read_by_rules(article)])
    for name, figure in FIRST:
        row(f"rules alone, first run: {name}", figure)
    report_speed(list(articles))
    if arguments.rows:
        report(arguments.rows.name, read_rows(arguments.rows.read_text(encoding="utf-8").splitlines()))


def read_by_rules(article: Article) -> list[Figure]:
    """What the rules of the house make of an article, with no names of a district."""
    day = date.fromisoformat(article.published)
    found = read_figures(article.text, NameBook(article.place), day, article.issuer, article.title)
    return [
        _spell_capacity(
            Figure(
                article=article.id,
                number=each.number,
                spans=each.spans,
                quotes=tuple(article.text[slice(*span)] for span in each.spans),
                **{name: getattr(each, name) for name in _SAME},
            )
        )
        for each in found
    ]


def _spell_capacity(figure: Figure) -> Figure:
    """A capacity as the benchmark writes it: what is measured is the product, without the word capacity."""
    if figure.table != "capacities" or not figure.product:
        return figure
    return replace(figure, measure=figure.product, product="")


def report_speed(articles: Sequence[Article]) -> None:
    """Seconds of processor for 1,000 articles; two cores must do with 60 s by the clock."""
    begin = process_time()
    for article in articles:
        read_by_rules(article)
    seconds = (process_time() - begin) * 1000 / len(articles)
    row("rules alone: seconds of processor for 1,000 articles", f"{seconds:.0f}", "<= 120", seconds <= 120)


def report(reader: str, figures: Sequence[Figure]) -> None:
    """What is asked of rules alone: rows 0.85 and 0.65, hard readings 0.6, traps 10 % at most."""
    gold = read_gold()
    result, (precision, recall) = score(gold, figures), score_quantities(gold, figures)
    right = len(result.right)
    hard, traps = result.recall(gold, "hard"), result.traps(gold)
    row(f"{reader}: quantities, precision and recall", f"{precision:.2f} {recall:.2f}")
    row(f"{reader}: rows, precision", f"{result.precision():.3f}", ">= 0.85", result.precision() >= 0.85)
    row(f"{reader}: rows, recall", f"{result.recall(gold):.3f}", ">= 0.65", result.recall(gold) >= 0.65)
    row(f"{reader}: hard readings, recall", f"{hard:.3f}", ">= 0.6", hard >= 0.6)
    row(f"{reader}: traps taken", f"{traps:.3f}", "<= 0.1", traps <= 0.1)
    row(f"{reader}: spans exact, of right rows", f"{result.exact} of {right}", "all", result.exact == right)
    row(f"{reader}: table right, of right rows", f"{result.tables} of {right}")
    for kind in HARD:
        count = sum(is_asked(each, "hard", kind) for each in gold.rows)
        row(f"{reader}: recall of {kind} ({count})", f"{result.recall(gold, 'hard', kind):.2f}")
    for fields, count in result.nearest.most_common(8):
        row(f"{reader}: false in {fields}", str(count))


if __name__ == "__main__":
    main()
