"""The articles that the rules were made on keep the readings that they have, and those held out are told apart."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.exchange.documents.development_articles import choose, read_article, read_development
from tests.exchange.documents.scorer import HARD, score, score_quantities


def test_there_is_enough_of_every_genre_and_kind() -> None:
    gold, held = read_development()
    assert len(gold.articles) >= 14
    assert len(held) == 4
    assert len({article.kind for article in gold.articles.values()}) == 10
    kinds = Counter(row.kind for row in gold.rows if row.strength == "hard")
    assert {*kinds} == {*HARD}
    assert min(kinds.values()) >= 4
    traps = {trap.kind for trap in gold.traps}
    assert traps >= {"other_year", "other_place", "other_firm", "wrong_status", "superseded", "negated", "hypothetical"}
    assert traps >= {"rhetorical", "name", "ordinal", "document_number", "phone"}


@pytest.mark.parametrize(
    ("held_out", "precision", "recall", "hard", "traps", "quantities"),
    [(False, 0.9, 0.88, 0.85, 0.06, 0.88), (True, 0.6, 0.55, 0.55, 0.08, 0.82)],
)
def test_the_rules_still_read_what_they_read(
    held_out: bool, precision: float, recall: float, hard: float, traps: float, quantities: float
) -> None:
    gold, held = read_development()
    chosen = choose(gold, held if held_out else frozenset(gold.articles) - held)
    figures = [figure for article in chosen.articles.values() for figure in read_article(article)]
    result = score(chosen, figures)
    assert result.precision() >= precision
    assert result.recall(chosen) >= recall
    assert result.recall(chosen, "hard") >= hard
    assert result.traps(chosen) <= traps
    assert min(score_quantities(chosen, figures)) >= quantities
    for figure in figures:
        first, last = figure.number or (0, 0)
        assert any(start <= first < last <= end for start, end in figure.spans), figure
