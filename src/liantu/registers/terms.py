"""The names of products as they are looked for in what firms say of themselves."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from liantu.model.tables import Tables
from liantu.registers.scope_words import list_words

#: A name of one character stands in too many words to say anything.
_SHORTEST = 2


@dataclass(frozen=True)
class Terms:
    """Phrases in the order in which they are looked for, and the products that each may mean (several share a name).

    ``pairs``: term (number of the phrase), product.
    """

    phrases: tuple[str, ...]
    pairs: pl.DataFrame

    @cached_property
    def products(self) -> tuple[str, ...]:
        """The products that are named, each once."""
        return tuple(self.pairs["product"].unique().sort())

    @cached_property
    def term_of_pair(self) -> NDArray[np.int32]:
        """The number of the phrase of each pair."""
        return self.pairs["term"].to_numpy().astype(np.int32)

    @cached_property
    def product_of_pair(self) -> NDArray[np.int32]:
        """The place in ``products`` of the product of each pair."""
        numbers = {product: number for number, product in enumerate(self.products)}
        return np.array([numbers[product] for product in self.pairs["product"]], np.int32)

    @cached_property
    def fingerprint(self) -> str:
        """What tells these terms from others: stored matches of other terms are out of date."""
        lines = [*self.phrases, *(f"{term} {product}" for term, product in self.pairs.iter_rows())]
        return sha256("\n".join(lines).encode()).hexdigest()[:16]


def collect_terms(tables: Tables) -> Terms:
    """The names and aliases of the products of a district and its library."""
    frame = tables["products"].select("id", "zh", "aliases")
    others = tables["names"].select(pl.col("entity").alias("id"), pl.col("name").alias("zh"))
    others = others.filter(pl.col("id").is_in(frame["id"].implode()))
    aliases = frame.select("id", pl.col("aliases").alias("zh"))
    first = frame.select("id", "zh", pl.lit(value=True).alias("is_first"))
    names = pl.concat([first, *(more.with_columns(is_first=False) for more in (aliases, others))])
    return make_terms(names.rename({"id": "product", "zh": "name"}), _read_wide_names())


@cache
def _read_wide_names() -> pl.DataFrame:
    """Names that say more in a scope than their product: product, name, seen_as (what firms mean by it)."""
    return pl.read_csv(Path(__file__).with_name("wide_names.csv"), infer_schema=False)


def make_terms(names: pl.DataFrame, wide: pl.DataFrame | None = None) -> Terms:
    """Terms of a table of names: product, name, and is_first for the product's first name.

    ``wide`` are names of products (product, name) by which firms mean other things too: they are not looked for.

    A name may hold several, divided by ``;`` or ``/``.

    What a name says in brackets is left out: it is a grade or a remark, which firms do not write. A further name with
    brackets is left out whole, for without them it would say more than it means.

    >>> names = {"product": ["a", "b"], "name": ["PTA (pure)/TPA", "pta;acid (pure)"], "is_first": [True, False]}
    >>> names = pl.DataFrame(names)
    >>> make_terms(names).phrases
    ('pta', 'tpa')
    >>> make_terms(names).pairs.rows()
    [(0, 'a'), (0, 'b'), (1, 'a')]
    """
    opening, closing = (rf"[{''.join(map(_escape, list_words(kind)))}]" for kind in ("opening", "closing"))
    plain = (
        names.drop_nulls()
        .with_columns(pl.col("name").str.split(";"))
        .explode("name")
        .filter(pl.col("is_first") | ~pl.col("name").str.contains(opening))
        .with_columns(pl.col("name").str.replace_all(rf"{opening}.*?{closing}", ""))
        .with_columns(fold_text(pl.col("name")).str.split("/"))
        .explode("name")
        .with_columns(pl.col("name").str.strip_chars())
        .filter(pl.col("name").str.len_chars() >= _SHORTEST)
        # A comma between figures belongs to a chemical's name.
        .filter(~pl.col("name").str.replace_all(r"(\d),(\d)", "$1$2").str.contains(_divider_pattern()))
        .unique(["product", "name"], maintain_order=True)
    )
    if wide is not None:
        plain = plain.join(wide, on=["product", "name"], how="anti", maintain_order="left")
    phrases = plain["name"].unique().sort()
    numbers = pl.DataFrame({"name": phrases, "term": pl.Series(range(len(phrases)), dtype=pl.UInt32)})
    pairs = plain.join(numbers, on="name", maintain_order="left").select("term", "product").sort("term", "product")
    return Terms(tuple(phrases), pairs)


def fold_text(text: pl.Expr) -> pl.Expr:
    """Letters as they are compared: small, and of full width as plain ones; every character keeps its place."""
    wide = {chr(code + 0xFEE0): chr(code) for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B))}
    return text.str.replace_many([*wide], [*wide.values()]).str.to_lowercase()


def _divider_pattern() -> str:
    dividers = [
        word for kind in ("comma", "list", "end", "stop", "colon", "opening", "closing") for word in list_words(kind)
    ]
    return f"[{''.join(map(_escape, dividers))}]"


def _escape(character: str) -> str:
    return f"\\{character}" if character in r"[]()\^-." else character
