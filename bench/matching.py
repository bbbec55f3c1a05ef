"""`python -m bench.matching`: needs and results beside keyword search, TF-IDF and BM25, and each factor taken away
once.

``--set development`` (the set that the matcher was made with) or ``benchmark``; aggregates only. ``--speed NEEDS
RESULTS`` repeats the development set until there are so many, and says the processor time and the memory.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
from tests.innovate.matching.baselines import BASELINES, rank_by
from tests.innovate.matching.benchmark_sides import (
    BENCHMARK,
    DEVELOPMENT,
    measure,
    read_needs,
    read_results,
    summarise,
)

from liantu.innovate.matching import MatchRules, Side, make_language, match_results, read_rules
from liantu.library.matching_words import read_background, read_concepts, read_relations, read_unit_words

_SETS = {"development": DEVELOPMENT, "benchmark": BENCHMARK}


def take_away(rules: MatchRules) -> Iterator[tuple[str, MatchRules]]:
    """The rules, and the rules without one factor each."""
    yield "all factors", rules
    yield "without object", replace(rules, object_share=0.0)
    yield "without property", replace(rules, object_share=1.0)
    yield "without names of indicators", replace(rules, indicators=0.0)
    yield "without direction", replace(rules, opposite=0.0)
    yield "without function", replace(rules, functions=dict.fromkeys(rules.functions, 0.0))
    yield "without values", replace(rules, value=0.0)
    yield "without test methods", replace(rules, method=0.0)
    yield "without characters", replace(rules, spelled=0.0, spelled_known=0.0)
    yield "without broader and related", replace(rules, phrase=replace(rules.phrase, step=0.0, related=0.0))
    yield "without guesses", replace(rules, phrase=replace(rules.phrase, guessed=0.0))


def compare(folder: Path) -> pl.DataFrame:
    """A row each for the matcher, the matcher without one factor, and what others would do."""
    needs, results = read_needs(folder), read_results(folder)
    language = make_language(read_concepts(), read_relations(), read_background(), read_unit_words())
    rankings: dict[str, pl.DataFrame] = {
        name: match_results(needs, results, language, rules).matches
        for name, rules in take_away(read_rules(date(2026, 12, 1)))
    }
    rankings |= {name: rank_by(name, needs, results) for name in BASELINES}
    rows: list[Mapping[str, object]] = [
        {"ranking": name, **summarise(measure(ranking, needs.rows["id"], folder))} for name, ranking in rankings.items()
    ]
    return pl.DataFrame(rows)


def repeat(side: Side, count: int) -> Side:
    """The rows of a side again and again, each with an id of its own."""
    times = -(-count // side.rows.height)
    numbers = pl.DataFrame({"number": range(times)})
    name = pl.concat_str("id", pl.lit("-"), "number").alias("id")
    rows = numbers.join(side.rows, how="cross").with_columns(name).drop("number").head(count)
    indicators = numbers.join(side.indicators, how="cross").with_columns(name).drop("number")
    return Side(rows, indicators.join(rows, on="id", how="semi").select(side.indicators.columns))


def time_matching(needs: int, results: int) -> None:
    language = make_language(read_concepts(), read_relations(), read_background(), read_unit_words())
    rules = read_rules(date(2026, 12, 1))
    sides = repeat(read_needs(DEVELOPMENT), needs), repeat(read_results(DEVELOPMENT), results)
    began = time.process_time()
    matches = match_results(*sides, language, rules).matches
    spent = time.process_time() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{needs} needs, {results} results: {spent:.1f} s of processor, {memory:.0f} MiB, {matches.height} matches")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=[*_SETS], default="development")
    parser.add_argument("--speed", nargs=2, type=int, metavar=("NEEDS", "RESULTS"))
    chosen = parser.parse_args()
    if chosen.speed:
        time_matching(*chosen.speed)
        return
    with pl.Config(tbl_cols=-1, tbl_rows=-1, tbl_width_chars=220, fmt_str_lengths=40):
        print(compare(_SETS[chosen.set]))


if __name__ == "__main__":
    main()
