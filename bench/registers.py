"""Matching of registers beside the bare engines: scopes in, a table of matches with roles written, end to end."""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import numpy as np
import polars as pl

from bench.scopes import SAMPLE, make_batches, make_names, make_scopes
from bench.turns import find_least
from liantu.registers.batches_ahead import choose_size, map_batches
from liantu.registers.engines import choose_automaton
from liantu.registers.matching import Matcher
from liantu.registers.register_queries import FEW as FEW_FIRMS
from liantu.registers.terms import Terms, make_terms

Row = Callable[..., None]
TERMS = (2_000, 95_000)
TEXTS, FEW = 200_000, 20_000
SIZES = (1_000_000, 4_000_000, 16_000_000)
#: End to end against the engine alone.
TARGETS = {"ahocorasick_rs": 0.6, "daachorse": 0.4}


def make_bench_terms(count: int) -> Terms:
    """Terms of so many names, each of a product of its own."""
    names = make_names(count)
    products = [f"p{n}" for n in range(len(names))]
    return make_terms(pl.DataFrame({"product": products, "name": names, "is_first": [True] * len(names)}))


def match_and_write(matcher: Matcher, scopes: Iterable[pl.Series], folder: Path) -> int:
    """Everything that a register goes through: batches matched, each written as Parquet; how many matches."""

    def write(batch: tuple[int, pl.Series]) -> int:
        """Match and write one batch."""
        number, texts = batch
        empty = pl.Series("name", [""], dtype=pl.String).new_from_index(0, len(texts))
        nothing = pl.Series("industry", [None], dtype=pl.String).new_from_index(0, len(texts))
        found = matcher.find(pl.DataFrame([empty, texts.alias("scope"), nothing]))
        found.write(folder / f"{number:06d}.parquet")
        return len(found)

    _ = matcher.search
    return sum(map_batches(write, enumerate(scopes)))


def measure(row: Row, turns: int = 3, texts: int = TEXTS) -> None:
    """Ratios to the peers of the same run.

    A bare engine is a Python loop that has it find every overlapping hit of every text, and counts them. Ours finds the
    same, says the role of each, and writes the table of them: batches are worked on as many at a time as there are
    processors, so beside the ratio by the clock stands that of the processors' time. The two take turns.
    """
    if not SAMPLE.is_file():
        row("scopes of real firms", "not there", str(SAMPLE))
        return
    scopes = make_scopes(texts)
    megabytes = scopes.str.len_bytes().sum() / 1e6
    row("texts, characters each", f"{texts:,}, {scopes.str.len_chars().mean():.0f}", f"{megabytes:.0f} MB")
    for count in TERMS:
        terms = make_bench_terms(count)
        with tempfile.TemporaryDirectory() as folder:
            ours = {f"ours {engine}": _make_ours(terms, engine, scopes, Path(folder)) for engine in TARGETS}
            spent = find_least(turns, {**make_bare(terms, scopes), **ours})
        spent |= find_least(1, make_peers(terms, scopes))
        few = scopes.head(FEW)
        if count == TERMS[0]:
            spent |= find_least(1, {f"DuckDB contains, {FEW:,} texts": partial(_duckdb, terms, few)})
        for engine, target in TARGETS.items():
            bare, table = spent[f"bare {engine}"], spent[f"ours {engine}"]
            ratio = bare.elapsed / table.elapsed
            label = f"{count:,} terms: bare {engine} / ours end to end"
            row(label, f"{ratio:.2f} x", f">= {target}", ratio >= target)
            row("  the same of the processors' time", f"{bare.processor / table.processor:.2f} x")
        for name, times in spent.items():
            size = FEW if "DuckDB" in name else texts
            speeds = f"{size / times.elapsed:,.0f} texts/s"
            row(f"{count:,} terms: {name}", speeds, f"({size / times.processor:,.0f} a second of processor)")
        row("load after it, processors", f"{os.getloadavg()[0]:.1f}, {os.cpu_count()}")


def measure_growth(row: Row, sizes: Iterable[int] = SIZES) -> None:
    """Time and memory of the whole by the number of firms, each size in a process of its own."""
    processor = []
    for size in sizes:
        done = subprocess.run(
            [sys.executable, "-m", "bench.registers", "--alone", str(size)], capture_output=True, text=True, check=True
        )
        elapsed, spent, peak = (float(word) for word in done.stdout.split()[-3:])
        processor.append(spent)
        row(f"{size:,} firms: seconds, peak memory", f"{elapsed:.0f} s, {peak:,.0f} MB", "< 2,000 MB", peak < 2000)
        row("  seconds of processors", f"{spent:.0f} s")
    if len(processor) > 1:
        power = float(np.polyfit(np.log([*sizes]), np.log(processor), 1)[0])
        row("processor time grows with firms to the power", f"{power:.2f}", "<= 1 (+ 0.1 noise)", power <= 1.1)


def make_bare(terms: Terms, scopes: pl.Series) -> dict[str, Callable[[], object]]:
    """The engines alone: every overlapping hit of every text, and nothing made of it."""
    import ahocorasick_rs
    import daachorse

    texts, phrases = scopes.to_list(), [*terms.phrases]
    rust = ahocorasick_rs.AhoCorasick(phrases, implementation=choose_automaton([p.encode() for p in phrases]))
    double = daachorse.CharwiseDoubleArrayAhoCorasick(phrases)
    return {
        "bare ahocorasick_rs": lambda: [len(rust.find_matches_as_indexes(text, overlapping=True)) for text in texts],
        "bare daachorse": lambda: [len(double.find_overlapping(text)) for text in texts],
    }


def make_peers(terms: Terms, scopes: pl.Series) -> dict[str, Callable[[], object]]:
    """Others that find every overlapping hit of every text."""
    import ahocorasick

    texts, phrases = scopes.to_list(), [*terms.phrases]
    plain = ahocorasick.Automaton()
    for number, phrase in enumerate(phrases):
        plain.add_word(phrase, number)
    plain.make_automaton()
    return {
        "Polars extract_many": lambda: scopes.str.extract_many(phrases, overlapping=True),
        "pyahocorasick": lambda: [sum(1 for _ in plain.iter(text)) for text in texts],
    }


def _duckdb(terms: Terms, scopes: pl.Series) -> object:
    import duckdb

    with duckdb.connect() as database:
        database.register("texts", pl.DataFrame({"text": scopes}).to_arrow())
        database.register("terms", pl.DataFrame({"term": [*terms.phrases]}).to_arrow())
        return database.sql("SELECT count(*) FROM texts JOIN terms ON contains(text, term)").fetchall()


def _make_ours(terms: Terms, engine: str, scopes: pl.Series, folder: Path) -> Callable[[], object]:
    matcher = Matcher(terms, {}, engine)
    _ = matcher.search
    return lambda: match_and_write(matcher, _cut(scopes), folder)


def _cut(scopes: pl.Series) -> list[pl.Series]:
    size = choose_size(len(scopes), FEW_FIRMS)
    return [scopes[start : start + size] for start in range(0, len(scopes), size)]


def main() -> None:
    """One size alone: prints seconds of matching and writing, by the clock and of processors, and peak memory in MB."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--alone", type=int, required=True)
    size = parser.parse_args().alone
    matcher, elapsed, spent = Matcher(make_bench_terms(TERMS[0]), {}), 0.0, 0.0
    _ = matcher.search
    with tempfile.TemporaryDirectory() as folder:
        for batch in make_batches(size):
            parts = _cut(batch)
            start, begun = time.perf_counter(), time.process_time()
            match_and_write(matcher, parts, Path(folder))
            elapsed += time.perf_counter() - start
            spent += time.process_time() - begun
    print(elapsed, spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3)


if __name__ == "__main__":
    main()
