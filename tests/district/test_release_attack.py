"""All that was told of the made-up district, read together: no figure is recovered. ``make attack`` does the whole."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from tests.disclosure.release_attack import ReleaseAttack, ToldRelease, find_attackers, find_hidden_counts
from tests.district.told_releases import read_told, tell_all

from liantu.disclosure import DisclosureRules, protect_tables
from liantu.disclosure.table_cells import Ratio
from liantu.library.disclosure_policy import read_disclosure_rules, read_ratio_digits

YEAR = 2023
DAY = date(YEAR, 12, 31)
RULES = read_disclosure_rules(DAY)


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> list[ToldRelease]:
    """Today, today after a correction, and after a value was deleted; that taken back is the second again."""
    district, tellings = tell_all(tmp_path_factory.mktemp("told") / "yunxi.db", (YEAR,), 2)
    assert [telling.told for telling in tellings] == [True] * 4
    return read_told(district, YEAR)


def test_nobody_recovers_a_figure_from_all_that_was_told(releases: list[ToldRelease]) -> None:
    assert len(releases) == 3
    attack = ReleaseAttack(releases, RULES.interval, read_ratio_digits(DAY))
    assert attack.matrix.shape[0] > 100
    for attacker in (None, *find_attackers(releases)[:2]):
        assert [attack.name(place) for place in attack.recover(attacker)] == []


def test_no_hidden_count_is_recovered(releases: list[ToldRelease]) -> None:
    assert find_hidden_counts(releases, RULES.counts) == []


def _told(rows: pl.DataFrame) -> ToldRelease:
    """The sums of tax by park, told without any control."""
    ratio = Ratio("tax_per_mu", "above tax ÷ land", "below tax ÷ land")
    free = DisclosureRules(1, None, None, 1e-6, 1, False)
    return ToldRelease(protect_tables(rows, [["park"]], ["firms", ratio], free), {"tax_per_mu": 1.0})


def test_the_attack_finds_what_stands_open() -> None:
    """f8 joins between two tables of which nothing is hidden; the land of all is known: its tax is 185.37."""
    tax = [161.0, 148.0, 172.0, 139.0, 155.0, 181.0, 166.0, 185.37]
    rows = pl.DataFrame({"firm": [f"f{n}" for n in range(1, 9)], "park": ["n"] * 8})
    rows = rows.with_columns(pl.Series("above tax ÷ land", tax), pl.lit(10.0).alias("below tax ÷ land"))
    late = pl.when(pl.col("firm") != "f8").then("above tax ÷ land").alias("above tax ÷ land")
    attack = ReleaseAttack([_told(rows.with_columns(late)), _told(rows)], RULES.interval, 4)
    assert [attack.name(place) for place in attack.recover()] == [("f8", "tax", 185.37)]
    # One table alone tells nobody but the last of two who knows the other.
    assert ReleaseAttack([_told(rows)], RULES.interval, 4).recover() == []
    two = ReleaseAttack([_told(rows.head(2))], RULES.interval, 4)
    assert [two.name(place) for place in two.recover("f1")] == [("f2", "tax", 148.0)]
