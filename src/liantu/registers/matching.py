"""What firms say that they make, trade or serve: the names of products in their scopes and names, as a long table."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache, cached_property
from itertools import product as combine
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from liantu.registers.clauses import find_speaking_pieces, outline_clauses
from liantu.registers.engines import ENGINES, Search, build_search
from liantu.registers.match_table import NOTHING_SAID, ROLES, Matches, Places
from liantu.registers.name_roles import describe_names
from liantu.registers.phrase_binding import bind_phrases
from liantu.registers.phrase_roles import describe_phrases
from liantu.registers.phrases import Flags, Numbers, cut_texts, find_starts, name_phrases
from liantu.registers.speaking_rows import OTHER_LETTERS, find_speaking_rows
from liantu.registers.term_hits import Hits, find_hits
from liantu.registers.terms import Terms

if TYPE_CHECKING:
    import pyarrow as pa

#: The place in ``ROLES`` of each sum of bits: to make comes before to trade, and that before to serve.
_ROLE_OF_BITS = np.array([3, 0, 1, 0, 2, 0, 1, 0], np.uint8)
#: The place in ``PERMITTED`` of what a list of items says (nothing, general, licensed), then with an approval.
_PERMITTED_OF_SCOPE = np.array([[NOTHING_SAID, 0, 1], [2, 0, 1]], np.uint8)
#: So many names, or more, stand in nearly all texts.
_FEW_NAMES = 20_000


@dataclass(frozen=True)
class Matcher:
    """The names of products, ready to be looked for; ``classes`` are the GB/T 4754 classes of products."""

    terms: Terms
    classes: Mapping[str, frozenset[str]]
    engine: str = ENGINES[0]

    @cached_property
    def search(self) -> Search:
        """The search for all phrases, and for letters where that may leave out texts: of many names nearly every text
        has one. Raises Problems when the engine is not installed."""
        phrases = self.terms.phrases
        return build_search(phrases, self.engine, OTHER_LETTERS if len(phrases) <= _FEW_NAMES else ())

    def match(self, firms: pl.DataFrame) -> pl.DataFrame:
        """All matches of a table of firms (name, scope, industry), with the columns of ``MATCHES``; a pure function.

        They stand by row within each field, scopes first.
        """
        return self.find(firms).to_frame()

    def match_batch(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The same of a batch of Arrow, as Spark and Parquet have it."""
        frame = pl.DataFrame(batch)
        table = self.match(frame.select(pl.col("name", "scope", "industry").cast(pl.String))).to_arrow()
        return table.combine_chunks().to_batches()[0] if table.num_rows else _no_batch(table)

    def find(self, firms: pl.DataFrame) -> Matches:
        """The matches of ``match`` as they are found."""
        in_scopes, phrases = _find_in_scopes(firms["scope"], self.search, self.terms)
        places = in_scopes
        if in_names := _find_in_names(firms["name"], self.search, self.terms):
            found, names = in_names
            found.phrase[:] += len(phrases)
            places, phrases = Places.join([in_scopes, found]), pl.concat([phrases, names])
        same_class = self._find_same_class(places, firms["industry"])
        same_name = _find_same_name(places, len(in_scopes.row), self.terms)
        return Matches(
            places,
            len(in_scopes.row),
            phrases,
            self.terms,
            same_class,
            same_name,
            _weigh(places, same_class, same_name),
        )

    def _find_same_class(self, places: Places, industry: pl.Series) -> Flags:
        """Whether the class of the firm of each match is one of the product's."""
        same = np.zeros(len(places.row), np.bool_)
        if industry.null_count() == len(industry) or not len(same):
            return same
        classes = industry.unique().drop_nulls().sort()
        numbers = {code: number for number, code in enumerate(classes)}
        class_of_firm = industry.replace_strict(numbers, default=-1, return_dtype=pl.Int64).to_numpy()
        allowed = [
            number * len(classes) + numbers[code]
            for number, name in enumerate(self.terms.products)
            for code in self.classes.get(name, ())
            if code in numbers
        ]
        known = np.flatnonzero(class_of_firm[places.row] >= 0)
        named = self.terms.product_of_pair[places.pair[known]].astype(np.int64)
        same[known] = np.isin(named * len(classes) + class_of_firm[places.row[known]], allowed)
        return same


def _find_same_name(places: Places, scopes: int, terms: Terms) -> Flags:
    """Whether the firm of each match is called after the product too."""
    same = np.zeros(len(places.row), np.bool_)
    called_rows = places.row[scopes:]
    if not len(called_rows):
        return same
    is_called = np.zeros(int(places.row.max()) + 1, np.bool_)
    is_called[called_rows] = True
    among = np.flatnonzero(is_called[places.row])
    key = places.row[among].astype(np.int64) * len(terms.products) + terms.product_of_pair[places.pair[among]]
    same[among] = np.isin(key, key[among >= scopes])
    return same


def _find_in_scopes(scopes: pl.Series, search: Search, terms: Terms) -> tuple[Places, pl.Series]:
    """The matches in scopes, and the phrases that they stand in."""
    speaking = find_speaking_rows(scopes, search)
    pieces = cut_texts(scopes if speaking is None else scopes.gather(speaking.rows))
    outline = outline_clauses(pieces)
    named = np.arange(len(pieces.row)) if speaking is None else speaking.find_pieces(pieces)
    chosen = named if speaking is None else find_speaking_pieces(outline, named)
    phrases, outline = name_phrases(pieces, chosen), outline.take(chosen)
    described = describe_phrases(phrases.texts)
    among = np.flatnonzero(np.bincount(phrases.code[np.searchsorted(chosen, named)]))
    nouns = described.noun_start[among], described.noun_end[among]
    hits, pair = _name_products(find_hits(phrases.texts.gather(among), *nouns, search), terms)
    hits = replace(hits, code=among[hits.code])
    # Every phrase with hits, once for each of them.
    counts = np.bincount(hits.code, minlength=len(phrases.texts))
    place = np.flatnonzero(counts[phrases.code])
    bound = bind_phrases(outline, phrases.code, described, place)
    code, outline = phrases.code[place], outline.take(place)
    times = counts[code]
    hit = np.repeat(np.cumsum(counts)[code] - np.cumsum(times), times)
    hit += np.arange(len(hit))

    def spread(values: NDArray[Any]) -> NDArray[Any]:
        """What holds for each phrase with hits, for each of them."""
        return np.repeat(values, times)

    def take(values: NDArray[Any]) -> NDArray[Any]:
        """What holds for each hit of a distinct phrase, wherever that stands."""
        return np.take(values, hit)

    start = take(hits.start)
    roles = np.where(take(hits.is_noun), spread(bound.roles), spread(bound.lent))
    is_head = take(hits.is_head)
    past = spread(find_starts(pieces, chosen[place]))
    permitted = _PERMITTED_OF_SCOPE[bound.approval.astype(np.uint8), bound.scope]
    is_early = outline.place < read_weights()["first_items"]
    row = outline.row if speaking is None else speaking.rows[outline.row]
    found = Places(
        row=spread(row),
        pair=take(pair),
        phrase=spread(code),
        start=past + start,
        end=past + take(hits.end),
        contained=take(hits.contained),
        role=_ROLE_OF_BITS[np.where(is_head, roles, 0)],
        negated=start >= spread(bound.left_out),
        permitted=spread(permitted),
        is_head=is_head,
        is_whole=take(hits.is_whole),
        is_early=spread(is_early),
    )
    return found, phrases.texts


def _find_in_names(names: pl.Series, search: Search, terms: Terms) -> tuple[Places, pl.Series] | None:
    """The matches in names of firms, and these names; None where no name speaks."""
    if not names.str.len_bytes().sum():
        return None
    speaking = find_speaking_rows(names, search)
    if speaking is not None and not len(speaking.rows):
        return None
    rows = np.arange(len(names)) if speaking is None else speaking.rows
    described = describe_names(names.gather(rows).fill_null(""))
    start, end, roles = (described[name].to_numpy() for name in ("noun_start", "noun_end", "roles"))
    hits, pair = _name_products(find_hits(described["text"], start, end, search), terms)
    distinct, phrase = np.unique(hits.code, return_inverse=True)
    nothing = np.zeros(len(pair), np.bool_)
    found = Places(
        row=rows[hits.code],
        pair=pair,
        phrase=phrase,
        start=hits.start,
        end=hits.end,
        contained=hits.contained,
        role=_ROLE_OF_BITS[np.where(hits.is_head, roles[hits.code], 0)],
        negated=nothing,
        permitted=np.full(len(pair), NOTHING_SAID, np.uint8),
        is_head=hits.is_head,
        is_whole=nothing,
        is_early=nothing,
    )
    return found, described["text"].gather(distinct)


def _name_products(hits: Hits, terms: Terms) -> tuple[Hits, Numbers]:
    """A hit for every product that its name may mean, and the number of name and product in ``Terms.pairs``."""
    counts = np.bincount(terms.term_of_pair, minlength=len(terms.phrases))
    starts = np.cumsum(counts) - counts
    if not len(hits.term) or counts.max() == 1:
        return hits, starts[hits.term]
    times = counts[hits.term]
    place = np.repeat(np.arange(len(times)), times)
    nth = np.arange(len(place)) - np.repeat(np.cumsum(times) - times, times)
    spread = Hits(*(getattr(hits, field.name)[place] for field in fields(hits)))
    return spread, starts[spread.term] + nth


def _weigh(places: Places, same_class: Flags, same_name: Flags) -> NDArray[np.float64]:
    """How strongly each match speaks, as ``strength.csv`` weighs its parts."""
    bits = (places.contained, places.negated, places.is_whole, places.is_early, same_class, same_name)
    number = places.role.astype(np.uint8)
    for nth, flag in enumerate(bits):
        number |= flag.view(np.uint8) << np.uint8(nth + 2)
    return _weights_of_bits()[number]


@cache
def _weights_of_bits() -> NDArray[np.float64]:
    """The strength of every combination of role and flags, by the number that ``_weigh`` gives it."""
    weight = read_weights()
    strength = np.zeros(1 << 8)
    for role, *flags in combine(range(4), *[(0, 1)] * 6):
        contained, negated, *parts = flags
        total = weight[ROLES.categories[role]]
        for flag, part in zip(parts, ("whole", "early", "class", "name"), strict=True):
            total += flag * weight[part]
        total *= weight["contained"] if contained else 1.0
        total *= weight["negated"] if negated else 1.0
        strength[role + sum(flag << (nth + 2) for nth, flag in enumerate(flags))] = total
    return strength.round(3)


@cache
def read_weights() -> Mapping[str, float]:
    """The weights of ``strength.csv``."""
    with Path(__file__).with_name("strength.csv").open(encoding="utf-8", newline="") as stream:
        return {row["part"]: float(row["value"]) for row in csv.DictReader(stream)}


def _no_batch(table: pa.Table) -> pa.RecordBatch:
    import pyarrow as pa

    return pa.RecordBatch.from_pylist([], schema=table.schema)
