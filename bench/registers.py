"""Matching of registers beside the bare engines: scopes in, a table of matches with roles written, end to end."""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import polars as pl

from bench.scopes import SAMPLE, make_batches, make_names, make_scopes
from liantu.registers.batches_ahead import map_batches
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
    """Ratios to the peers of the same run, then memory and slope by size."""
    if not SAMPLE.is_file():
        row("scopes of real firms", "not there", str(SAMPLE))
        return
    scopes = make_scopes(texts)
    megabytes = scopes.str.len_bytes().sum() / 1e6
    row("texts, characters each", f"{texts:,}, {scopes.str.len_chars().mean():.0f}", f"{megabytes:.0f} MB")
    for count in TERMS:
        terms = make_bench_terms(count)
        times = {engine: _time_ours(terms, engine, scopes, turns) for engine in TARGETS}
        peers = {name: _time(turns, peer) for name, peer in make_peers(terms, scopes).items()}
        few = scopes.head(FEW)
        if count == TERMS[0]:
            peers[f"DuckDB contains, {FEW:,} texts"] = _time(1, lambda terms=terms, few=few: _duckdb(terms, few))
        for engine, seconds in times.items():
            ratio = peers[f"bare {engine}"] / seconds
            target = TARGETS[engine]
            label = f"{count:,} terms: bare {engine} / ours end to end with it"
            row(label, f"{ratio:.2f} x", f">= {target}", ratio >= target)
            row(f"{count:,} terms: ours with {engine}", f"{texts / seconds:,.0f} texts/s")
        for name, seconds in peers.items():
            size = FEW if "DuckDB" in name else texts
            row(f"{count:,} terms: {name}", f"{size / seconds:,.0f} texts/s")


def measure_growth(row: Row, sizes: Iterable[int] = SIZES) -> None:
    """Time and memory of the whole by the number of firms, each size in a process of its own."""
    seconds, memory = [], []
    for size in sizes:
        done = subprocess.run(
            [sys.executable, "-m", "bench.registers", "--alone", str(size)], capture_output=True, text=True, check=True
        )
        spent, peak = (float(word) for word in done.stdout.split()[-2:])
        seconds.append(spent)
        memory.append(peak)
        row(f"{size:,} firms: seconds, peak memory", f"{spent:.0f} s, {peak:,.0f} MB", "< 2,000 MB", peak < 2000)
    if len(seconds) > 1:
        power = float(np.polyfit(np.log([*sizes]), np.log(seconds), 1)[0])
        row("time grows with firms to the power", f"{power:.2f}", "<= 1 (+ 0.1 noise)", power <= 1.1)


def make_peers(terms: Terms, scopes: pl.Series) -> dict[str, Callable[[], object]]:
    """The engines alone: every overlapping hit of every text, and nothing made of it."""
    import ahocorasick
    import ahocorasick_rs
    import daachorse

    texts, phrases = scopes.to_list(), [*terms.phrases]
    rust = ahocorasick_rs.AhoCorasick(phrases, implementation=ahocorasick_rs.Implementation.ContiguousNFA)
    double = daachorse.CharwiseDoubleArrayAhoCorasick(phrases)
    plain = ahocorasick.Automaton()
    for number, phrase in enumerate(phrases):
        plain.add_word(phrase, number)
    plain.make_automaton()
    return {
        "bare ahocorasick_rs": lambda: [len(rust.find_matches_as_indexes(text, overlapping=True)) for text in texts],
        "bare daachorse": lambda: [len(double.find_overlapping(text)) for text in texts],
        "Polars extract_many": lambda: scopes.str.extract_many(phrases, overlapping=True),
        "pyahocorasick": lambda: [sum(1 for _ in plain.iter(text)) for text in texts],
    }


def _duckdb(terms: Terms, scopes: pl.Series) -> object:
    import duckdb

    with duckdb.connect() as database:
        database.register("texts", pl.DataFrame({"text": scopes}).to_arrow())
        database.register("terms", pl.DataFrame({"term": [*terms.phrases]}).to_arrow())
        return database.sql("SELECT count(*) FROM texts JOIN terms ON contains(text, term)").fetchall()


def _time_ours(terms: Terms, engine: str, scopes: pl.Series, turns: int) -> float:
    matcher = Matcher(terms, {}, engine)
    _ = matcher.search
    with tempfile.TemporaryDirectory() as folder:
        return _time(turns, lambda: match_and_write(matcher, _cut(scopes), Path(folder)))


def _cut(scopes: pl.Series) -> list[pl.Series]:
    return [scopes[start : start + FEW_FIRMS] for start in range(0, len(scopes), FEW_FIRMS)]


def _time(turns: int, work: Callable[[], object]) -> float:
    spent = []
    for _turn in range(turns):
        begun = time.perf_counter()
        work()
        spent.append(time.perf_counter() - begun)
    return min(spent)


def main() -> None:
    """One size alone: prints seconds of matching and writing, and the peak memory of the process in MB."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--alone", type=int, required=True)
    size = parser.parse_args().alone
    matcher, spent = Matcher(make_bench_terms(TERMS[0]), {}), 0.0
    _ = matcher.search
    with tempfile.TemporaryDirectory() as folder:
        for batch in make_batches(size):
            parts = _cut(batch)
            begun = time.perf_counter()
            match_and_write(matcher, parts, Path(folder))
            spent += time.perf_counter() - begun
    print(spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3)


if __name__ == "__main__":
    main()
