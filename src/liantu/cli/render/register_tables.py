"""Registers and matches on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import polars as pl

from liantu.wording import register_words as say
from liantu.wording import translator

if TYPE_CHECKING:
    from liantu.district.results import Journal


def describe_import(journal: Journal, lang: str) -> Iterator[str]:
    """What an import came to, a sentence a line."""
    tr = translator(lang)
    yield tr(say.IMPORTED).format(register=journal.label, firms=f"{journal.firms:,}", rows=f"{journal.rows:,}")
    for field, heading in journal.mapping.items():
        yield f"  {tr(say.FIELDS[field])}: {heading}"
    if journal.persons:
        yield tr(say.PERSONS_LEFT).format(columns=tr(", ").join(journal.persons))
    if journal.others:
        yield tr(say.OTHERS_LEFT).format(columns=tr(", ").join(journal.others))
    yield from say.list_notes(journal.counts, journal.first_lines, journal.first_values, tr)


def describe_matches(register: str, count: int, lang: str) -> str:
    """How many matches are kept."""
    return translator(lang)(say.MATCHED).format(register=register, count=f"{count:,}")


def tabulate_registers(journals: Sequence[Journal], lang: str) -> pl.DataFrame:
    """A row a register; in words when a language is given."""
    rows = [
        {
            "register": journal.id,
            "as_of": journal.as_of or None,
            "firms": journal.firms,
            "rows": journal.rows,
            "set_aside": journal.rows - journal.firms,
            "state": _name_state(say.find_state(journal.finished, journal.matched), lang),
        }
        for journal in journals
    ]
    kinds = {"register": pl.String, "as_of": pl.String, "firms": pl.Int64, "rows": pl.Int64, "set_aside": pl.Int64}
    return pl.DataFrame(rows, schema={**kinds, "state": pl.String})


def _name_state(state: str, lang: str) -> str:
    return translator(lang)(say.STATES[state]) if lang else state


def name_matches(found: pl.DataFrame, products: pl.DataFrame, lang: str) -> pl.DataFrame:
    """Matches as an officer reads them, the strongest first: roles in words, products by their names."""
    plain = found.filter(~pl.col("contained"), ~pl.col("negated"))
    names = products.select(pl.col("id").alias("product"), product_zh="zh", product_en="en")
    words = {role: translator(lang)(word) for role, word in say.ROLES.items()}
    named = plain.join(names, on="product", how="left", maintain_order="left")
    in_words = named.with_columns(pl.col("role").replace(words))
    return in_words.sort("strength", descending=True, maintain_order=True)
