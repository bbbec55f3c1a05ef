"""Matches of whole registers, each with its firm: found now, or stored for registers of millions."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from liantu.registers.clean_rows import FIRMS
from liantu.registers.importing import Progress
from liantu.registers.journal import write_journal
from liantu.registers.matching import MATCHES, Matcher
from liantu.registers.register_queries import Register

#: What of a firm stands in each of its matches.
_OF_FIRM = (
    *("line", "code", "name", "province", "region", "address", "industry", "capital_yuan", "founded", "status"),
    *("staff", "tags"),
)
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
    """The matches of some products in finished registers, the stored ones where they are of the matcher's terms.

    All terms are looked for, also for few products: a name may stand inside a longer one of another product.
    """
    frames = [pl.DataFrame(schema={**FIRM_MATCHES, "register": pl.String})]
    for register in registers:
        if register.journal.matched == matcher.terms.fingerprint:
            frames.append(with_plain_words(register.matches([*products])))
        elif register.journal.finished:
            found = match_register(register, matcher.match)
            frames += [with_plain_words(frame.filter(pl.col("product").is_in([*products]))) for frame in found]
    return pl.concat(frames).sort("register", "line", "field", "start", "end", "product")


def with_plain_words(found: pl.DataFrame) -> pl.DataFrame:
    """Matches with the columns of ``FIRM_MATCHES`` and ``register``, codes as plain text."""
    return found.select(*(pl.col(name).cast(kind) for name, kind in FIRM_MATCHES.items()), "register")


#: Writes the matches of a register as Parquet into a folder; how many.
Write = Callable[[Register, Matcher, Path], int]


def store_matches(register: Register, matcher: Matcher, write: Write) -> int:
    """Keep all matches of a register beside it, whole or not at all; how many."""
    target, partial = register.path / "matches", register.path / "matches.partial"
    shutil.rmtree(partial, ignore_errors=True)
    count = write(register, matcher, partial)
    shutil.rmtree(target, ignore_errors=True)
    partial.rename(target)
    write_journal(register.path, replace(register.journal, matched=matcher.terms.fingerprint))
    return count


def write_matches(register: Register, matcher: Matcher, folder: Path, progress: Progress) -> int:
    """Write the matches of a register on this machine, batch by batch."""
    folder.mkdir()
    count = done = 0
    for number, (firms, found) in enumerate(_with_sizes(register, matcher)):
        found.write_parquet(folder / f"{number:06d}.parquet", compression="zstd")
        count, done = count + found.height, done + firms
        progress(done, register.journal.firms)
    return count


def _with_sizes(register: Register, matcher: Matcher) -> Iterator[tuple[int, pl.DataFrame]]:
    sizes: list[int] = []

    def match(firms: pl.DataFrame) -> pl.DataFrame:
        """The matches of a batch, and how many firms it had."""
        sizes.append(firms.height)
        return matcher.match(firms)

    for found in match_register(register, match):
        yield sizes[-1], found
