"""Matches of whole registers, each with its firm: found now, or stored for registers of millions."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from liantu.registers.batches_ahead import choose_size, map_batches
from liantu.registers.clean_rows import FIRMS
from liantu.registers.importing import Progress
from liantu.registers.journal import read_journal, write_journal
from liantu.registers.match_table import MATCHES
from liantu.registers.matching import Matcher
from liantu.registers.phrases import Numbers
from liantu.registers.register_queries import FEW, Register

if TYPE_CHECKING:
    import pyarrow as pa

#: What of a firm stands in each of its matches.
_OF_FIRM = (
    *("line", "code", "name", "province", "region", "address", "industry", "capital_yuan", "founded", "status"),
    *("staff", "tags"),
)
#: A server answers many at once: one of them stores, the others wait for it.
_STORING = threading.Lock()
#: Matches of a frame of firms (name, scope, industry): ``Matcher.match``, here or on other machines.
Match = Callable[[pl.DataFrame], pl.DataFrame]
#: Names of roles, fields and permissions leave as plain text.
FIRM_MATCHES = {
    **{name: FIRMS[name] for name in _OF_FIRM},
    **{n: pl.String if isinstance(k, pl.Enum) else k for n, k in MATCHES.items() if n != "row"},
}


def match_register(register: Register, match: Match) -> Iterator[pl.DataFrame]:
    """The matches of a register, a frame a batch: the firm, what ``MATCHES`` has of each, and ``register``."""
    for firms in register.batches():
        yield join_firms(firms, match(firms.select("name", "scope", "industry")), register.journal.label)


def join_firms(firms: pl.DataFrame, found: pl.DataFrame, label: str) -> pl.DataFrame:
    """The matches of a batch of firms, each with its firm and the register."""
    of_firm = [firms[name].gather(found["row"]) for name in _OF_FIRM]
    register = pl.Series("register", [label]).new_from_index(0, found.height)
    return pl.DataFrame([*of_firm, *found.drop("row").get_columns(), register])


def find_matches(registers: Iterable[Register], matcher: Matcher, products: Sequence[str]) -> pl.DataFrame:
    """The matches of some products in finished registers.

    All terms are looked for, also for few products: a name may stand inside a longer one of another product. So what is
    found is stored beside the register, where that can be written, and read from there as long as the terms are those.
    """
    frames = [pl.DataFrame(schema={**FIRM_MATCHES, "register": pl.String})]
    # A register of which no row is a firm says nothing, and has no files to read.
    for register in [register for register in registers if register.journal.firms]:
        if register.journal.finished and _store_once(register, matcher):
            frames.append(with_plain_words(register.matches([*products])))
        elif register.journal.finished:
            found = match_register(register, matcher.match)
            frames += [with_plain_words(frame.filter(pl.col("product").is_in([*products]))) for frame in found]
    return pl.concat(frames).sort("register", "line", "field", "start", "end", "product")


def _store_once(register: Register, matcher: Matcher) -> bool:
    """Whether the matches of these terms stand beside a register; they are stored where they do not yet."""
    if register.journal.matched == matcher.terms.fingerprint:
        return True
    if not register.path.is_dir() or not os.access(register.path, os.W_OK):
        return False
    _ = matcher.search  # nothing is begun where the engine is not installed
    with _STORING:
        journal = read_journal(register.path)
        if journal is None or journal.matched != matcher.terms.fingerprint:
            store_matches(register, matcher, partial(write_matches, progress=lambda _done, _total: None))
    return True


def with_plain_words(found: pl.DataFrame) -> pl.DataFrame:
    """Matches with the columns of ``FIRM_MATCHES`` and ``register``, codes as plain text."""
    return found.select(*(pl.col(name).cast(kind) for name, kind in FIRM_MATCHES.items()), "register")


#: Writes the matches of a register as Parquet into a folder; how many.
Write = Callable[[Register, Matcher, Path], int]


def store_matches(register: Register, matcher: Matcher, write: Write) -> int:
    """Keep all matches of a register beside it, whole or not at all; how many."""
    target, unfinished = register.path / "matches", register.path / f"matches.partial-{os.getpid()}"
    shutil.rmtree(unfinished, ignore_errors=True)
    count = write(register, matcher, unfinished)
    shutil.rmtree(target, ignore_errors=True)
    unfinished.rename(target)
    write_journal(register.path, replace(register.journal, matched=matcher.terms.fingerprint))
    return count


def write_matches(register: Register, matcher: Matcher, folder: Path, progress: Progress) -> int:
    """Write the matches of a register on this machine, batch by batch."""
    folder.mkdir()
    count = done = 0

    def write(batch: tuple[int, pl.DataFrame]) -> tuple[int, int]:
        """Write the matches of a batch of firms; how many firms and matches."""
        number, firms = batch
        found = matcher.find(firms)
        found.write(folder / f"{number:06d}.parquet", _describe_firms(firms, found.places.row, register.journal.label))
        return firms.height, len(found)

    # All threads look for the same names.
    _ = matcher.search
    size = choose_size(register.journal.firms, FEW)
    for firms, matches in map_batches(write, enumerate(register.batches(size))):
        count, done = count + matches, done + firms
        progress(done, register.journal.firms)
    return count


def _describe_firms(firms: pl.DataFrame, row: Numbers, label: str) -> dict[str, pa.Array]:
    """What of the firm stands in each of its matches, as Arrow; text as numbers of words."""
    import pyarrow as pa

    place = pa.array(row)
    columns: dict[str, pa.Array] = {}
    for name in _OF_FIRM:
        values = firms[name].to_arrow(compat_level=pl.CompatLevel.oldest())
        if firms[name].dtype == pl.String:
            values = values.cast(pa.string()).dictionary_encode()
        columns[name] = values.take(place)
    columns["register"] = pa.DictionaryArray.from_arrays(pa.array([0] * len(row), pa.int8()), [label])
    return columns
