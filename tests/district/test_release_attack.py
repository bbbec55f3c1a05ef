"""All that was told of the made-up district, read together: no figure is recovered. ``make attack`` does the whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from tests.disclosure.count_attack import find_hidden_counts
from tests.disclosure.release_attack import ReleaseAttack, find_attackers
from tests.disclosure.told_year import ToldMean, ToldRelease, ToldYear
from tests.district.told_releases import read_told, tell_all

from liantu.disclosure import DisclosureRules, protect_tables
from liantu.disclosure.table_cells import Ratio
from liantu.library.disclosure_policy import read_disclosure_rules, read_ratio_digits

YEAR, SEED = 2023, 2
DAY = date(YEAR, 12, 31)
RULES = read_disclosure_rules(DAY)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> ToldYear:
    """Today, after a revenue was deleted, and after a correction that is taken back: the last is the second again."""
    district, tellings = tell_all(tmp_path_factory.mktemp("told") / "yunxi.db", (YEAR,), 2, seed=SEED)
    assert [telling.told for telling in tellings] == [True] * 4
    return read_told(district, YEAR, tellings)


def test_nobody_recovers_a_figure_from_all_that_was_told(told: ToldYear) -> None:
    assert (len(told.releases), len(told.means)) == (3, 1)
    attack = ReleaseAttack(told, RULES.interval, read_ratio_digits(DAY))
    assert attack.matrix.shape[0] > 100
    for attacker in (None, *find_attackers(told.releases)[:2]):
        assert [attack.name(place) for place in attack.recover(attacker)] == []


def test_no_hidden_count_is_recovered(told: ToldYear) -> None:
    assert find_hidden_counts(told.releases, RULES.counts) == []


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
    attack = ReleaseAttack(ToldYear([_told(rows.with_columns(late)), _told(rows)]), RULES.interval, 4)
    assert [attack.name(place) for place in attack.recover()] == [("f8", "tax", 185.37)]
    # One table alone tells nobody but the last of two who knows the other.
    assert ReleaseAttack(ToldYear([_told(rows)]), RULES.interval, 4).recover() == []
    two = ReleaseAttack(ToldYear([_told(rows.head(2))]), RULES.interval, 4)
    assert [two.name(place) for place in two.recover("f1")] == [("f2", "tax", 148.0)]
    # The table of seven beside the total of all eight, which is printed elsewhere.
    totals = {"tax": dict(rows.select("firm", "above tax ÷ land").iter_rows())}
    beside = ReleaseAttack(ToldYear([_told(rows.with_columns(late))], totals=totals), RULES.interval, 4)
    assert [beside.name(place) for place in beside.recover()] == [("f8", "tax", 185.37)]


def test_the_attack_reads_means() -> None:
    """Means of two and of three firms on 10 mu each, times 1.2: 1.2 × (161 + 148) ÷ 20 and 1.2 × (… + 172) ÷ 30."""
    parts = (("f1", 161.0, 10.0), ("f2", 148.0, 10.0), ("f3", 172.0, 10.0))
    means = [ToldMean("tax", parts[:2], 1.2, 18.54), ToldMean("tax", parts, 1.2, 19.24)]
    attack = ReleaseAttack(ToldYear([], means), RULES.interval, 4)
    assert [attack.name(place) for place in attack.recover()] == [("f3", "tax", 172.0)]
    assert ReleaseAttack(ToldYear([], means[1:]), RULES.interval, 4).recover() == []


def test_hidden_counts_are_read_from_all_releases() -> None:
    """Three parks of 9, 2 and 5 firms; a park told in one release and hidden in the other gives the small one away."""
    parks = pl.DataFrame({"firm": [f"f{n}" for n in range(16)], "park": ["n"] * 9 + ["s"] * 2 + ["w"] * 5})
    free = DisclosureRules(1, None, None, 1e-6, 1, False)

    def hide(*hidden: str) -> ToldRelease:
        found = protect_tables(parks, [["park"]], ["firms"], free)
        state = pl.when(pl.col("park").is_in(hidden)).then(pl.lit("small")).otherwise("state").alias("state")
        return ToldRelease(replace(found, tables=(found.tables[0].with_columns(state),)), {})

    assert find_hidden_counts([hide("s", "n")], 2) == []
    assert find_hidden_counts([hide("s", "w")], 2) == []
    found = find_hidden_counts([hide("s", "n"), hide("s", "w")], 2)
    assert {(count.line[2], count.firms) for count in found} == {("n", 9), ("s", 2), ("w", 5)}
