"""`python -m bench.innovate_matching`: the twenty results whose texts are most like each of ten thousand needs, of two
hundred thousand, beside bm25s and tantivy over the same pairs of characters, one after the other in one run.

``--needs``, ``--results`` choose other sizes; all time is processor time. The texts are clauses of the development set
put together anew, so that no two results are alike. What is found is held against a sum over all results for some of
the needs; then further results are added, and found. ``python -m bench.matching --speed`` times the match by all
factors.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np
import polars as pl
from tests.innovate.matching.benchmark_sides import DEVELOPMENT, read_needs, read_results

from bench.printed_rows import row
from liantu.innovate.matching.text_index import TextIndex
from liantu.innovate.matching.text_likeness import count_bigrams, make_background, measure_likeness
from liantu.library.matching_words import read_background

Answer = TypeVar("Answer")
COUNT = 20
_CLAUSES = 6
_CHECKED = 4
_ADDED = 100
_SEED = 20261201


def make_texts(clauses: pl.Series, count: int, seed: int) -> pl.Series:
    """Texts of some clauses each, in any order."""
    drawn = np.random.default_rng(seed).integers(0, len(clauses), (count, _CLAUSES))
    pieces = [clauses.gather(drawn[:, place]) for place in range(_CLAUSES)]
    return pl.select(pl.concat_str(pieces, separator="，").alias("text"))["text"]


def read_clauses() -> pl.Series:
    """Every clause of the titles, objects, properties and texts of the development set, once."""
    texts = pl.concat(
        [
            side.rows.select(pl.concat_str("title", "object", "property", "text", separator="，", ignore_nulls=True))
            .to_series()
            .alias("text")
            for side in (read_needs(DEVELOPMENT), read_results(DEVELOPMENT))
        ]
    )
    clauses = texts.str.replace_all(r"[。；，、：\n]", "|").str.split("|").explode()
    return clauses.filter(clauses.str.len_chars() > 2).unique().sort()


def take_time(work: Callable[[], Answer]) -> tuple[float, Answer]:
    """Seconds of the processor, and what the work gives."""
    began = time.process_time()
    answer = work()
    return time.process_time() - began, answer


def _list_bigrams(texts: pl.Series) -> list[list[str]]:
    counts = count_bigrams(texts).with_columns(pl.col("bigram").repeat_by("count")).explode("bigram")
    found = counts.sort("row").group_by("row", maintain_order=True).agg("bigram")["bigram"].to_list()
    assert len(found) == len(texts)
    return found


def run_bm25s(results: Sequence[Sequence[str]], needs: Sequence[Sequence[str]]) -> tuple[float, float]:
    """Seconds to make the index, and to ask it."""
    import bm25s

    model = bm25s.BM25(k1=1.2, b=0.75, method="lucene", backend="auto")
    made, _ = take_time(lambda: model.index(results, show_progress=False))
    unique = [sorted({*need}) for need in needs]
    model.retrieve(unique[:1], k=COUNT, show_progress=False)  # what is compiled at the first question
    ask_time, _ = take_time(lambda: model.retrieve(unique, k=COUNT, show_progress=False, n_threads=1))
    return made, ask_time


def run_tantivy(results: Sequence[Sequence[str]], needs: Sequence[Sequence[str]]) -> tuple[float, float]:
    """Seconds to make the index, and to ask it."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="whitespace", index_option="freq")
    schema = builder.build()
    index = tantivy.Index(schema)

    def fill() -> None:
        writer = index.writer(num_threads=1)
        for words in results:
            writer.add_document(tantivy.Document(text=" ".join(words)))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()

    made, _ = take_time(fill)
    searcher = index.searcher()

    def ask() -> None:
        for need in needs:
            terms = [
                (tantivy.Occur.Should, tantivy.Query.term_query(schema, "text", word, index_option="freq"))
                for word in sorted({*need})
            ]
            searcher.search(tantivy.Query.boolean_query(terms), COUNT, count=False)

    ask_time, _ = take_time(ask)
    return made, ask_time


def check_exactness(found: pl.DataFrame, needs: pl.Series, results: pl.Series, index: TextIndex) -> bool:
    """Whether the likeness of the twenty is that of the twenty best of all results, for some of the needs."""
    chosen = range(0, len(needs), max(1, len(needs) // _CHECKED))
    every = pl.DataFrame({"result": range(len(results))}).cast(pl.UInt32)
    pairs = pl.DataFrame({"need": chosen}).cast(pl.UInt32).join(every, how="cross")
    sums = measure_likeness(pairs, needs, results, index.background).filter(pl.col("likeness") > 0)
    best = sums.sort("need", "likeness", descending=[False, True]).group_by("need", maintain_order=True).head(COUNT)
    mine = found.filter(pl.col("need").is_in([*chosen]))
    return bool(np.allclose(mine["likeness"].to_numpy(), best["likeness"].to_numpy(), rtol=1e-12))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--needs", type=int, default=10_000)
    parser.add_argument("--results", type=int, default=200_000)
    chosen = parser.parse_args()
    clauses = read_clauses()
    needs, results = (make_texts(clauses, count, _SEED + count) for count in (chosen.needs, chosen.results))
    ids = pl.Series("id", [f"r{number:07}" for number in range(len(results))])
    background = make_background(read_background())

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    made, index = take_time(lambda: TextIndex(background).add(ids, results))
    ask_time, found = take_time(lambda: index.find_most_alike(needs, COUNT))
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    size = sum(part.rows.nbytes + part.weights.nbytes + part.starts.nbytes for part in index.parts) / 2**20
    row(f"{chosen.needs} needs × {chosen.results} results: index, seconds", f"{made:.1f}")
    row("all asked, seconds", f"{ask_time:.1f}")
    row("pairs of characters held, MiB", f"{size:.0f}")
    row("memory beyond the texts at the most, MiB", f"{memory:.0f}")
    row("the twenty are the twenty of a sum over all", "yes", "", check_exactness(found, needs, results, index))

    added, further = take_time(lambda: index.add(pl.Series("id", ["a"]), needs.head(1)))
    best = further.find_most_alike(needs.head(1), 1)["result"].to_list()
    row("a further result is found, milliseconds to add", f"{1000 * added:.1f}", "", best == ["a"])
    for number in range(_ADDED):
        further = further.add(pl.Series("id", [f"b{number}"]), results.slice(number, 1))
    again, _ = take_time(lambda: further.find_most_alike(needs.head(100), COUNT))
    row(f"100 needs after {_ADDED + 1} additions, seconds", f"{again:.2f}")

    split, words = take_time(lambda: (_list_bigrams(results), _list_bigrams(needs)))
    for name, run in (("bm25s", run_bm25s), ("tantivy", run_tantivy)):
        theirs = run(*words)
        row(f"{name}: index, all asked, seconds", f"{theirs[0]:.1f}, {theirs[1]:.1f}")
        # Ours begins with texts; they are handed pairs of characters.
        whole = (made + ask_time) / (split + sum(theirs))
        row(f"ours beside {name}, from texts to answers", f"{whole:.2f}", "≤ 1", whole <= 1)
        row(f"ours beside {name}, asked alone", f"{ask_time / theirs[1]:.2f}", "≤ 1", ask_time <= theirs[1])


if __name__ == "__main__":
    main()
