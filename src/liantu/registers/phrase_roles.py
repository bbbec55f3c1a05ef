"""What a phrase says by itself: verbs before and behind its noun, what it leaves out, what licence it speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl

from liantu.registers.phrases import Flags, Numbers
from liantu.registers.scope_words import list_words

#: What is done with a product, as bits: several may hold, and the first that holds names the role.
MAKES, TRADES, SERVES = 1, 2, 4
ROLES = {MAKES: "makes", TRADES: "trades", SERVES: "serves"}
#: A phrase without a verb, of verbs alone, with verbs before its noun, with verbs behind it.
PLAIN, PURE, LEADING, TRAILING = range(4)
GENERAL, LICENSED = 1, 2
#: A character that no phrase reaches.
NEVER = 1 << 30


@dataclass(frozen=True)
class Described:
    """What each phrase says, an entry for each.

    ``length`` in characters, ``kind``, ``roles`` (bits), ``noun_start`` and ``noun_end`` (characters), ``of_noun``
    (``of`` before the verbs behind), ``leaves_from`` (the character from which it leaves out, or NEVER), ``leaves_all``
    (also what stands before), ``leaves_inside`` (so within brackets), ``approval``.
    """

    texts: pl.Series
    length: Numbers
    kind: Numbers
    roles: Numbers
    noun_start: Numbers
    noun_end: Numbers
    of_noun: Flags
    leaves_from: Numbers
    leaves_all: Flags
    leaves_inside: Flags
    approval: Flags


def describe_phrases(texts: pl.Series) -> Described:
    """What each of some phrases says. Words are looked for where they may stand: few phrases have all kinds of them."""
    text = pl.col("text")
    begins = f"^{_either('filler')}*{_verbs()}"
    frame = texts.alias("text").to_frame().with_columns(
        text.str.len_chars().cast(pl.Int32).alias("length"),
        text.str.find(_tail_pattern()).alias("place"),
        text.str.contains(begins).alias("begins"),
        text.str.contains(_remark_pattern()).alias("remarks"),
    )  # fmt: skip
    length = frame["length"].to_numpy()
    with_tail, tails = _find_tails(frame)
    with_lead, leads = _find_leads(frame)
    tail_length, lead_length = np.zeros_like(length), np.zeros_like(length)
    tail_roles, lead_roles = (np.zeros(len(texts), np.int8) for _side in range(2))
    joined, of_noun = (np.zeros(len(texts), np.bool_) for _kind in range(2))
    read = _read_roles(pl.concat([tails["verbs"], leads["verbs"]]))
    tail_length[with_tail], tail_roles[with_tail] = tails["length"].to_numpy(), read[: tails.height]
    lead_length[with_lead], lead_roles[with_lead] = leads["length"].to_numpy(), read[tails.height :]
    joined[with_tail], of_noun[with_tail] = tails["joined"].to_numpy(), tails["of_noun"].to_numpy()
    # Verbs on both sides count together where a word joins the last ones; else what stands last says what is done.
    is_pure = (length > 0) & (tail_length == length)
    has_tail = ~is_pure & (tail_length > 0) & ~joined
    has_lead = ~is_pure & (lead_length > 0) & ~has_tail
    return Described(
        texts,
        length,
        np.select([is_pure, has_lead, has_tail], [PURE, LEADING, TRAILING], PLAIN).astype(np.int8),
        np.where(has_lead, lead_roles, 0) | tail_roles,
        np.where(has_lead, lead_length, 0),
        length - tail_length,
        has_tail & of_noun,
        *_find_left_out(frame),
    )


def _find_tails(frame: pl.DataFrame) -> tuple[Numbers, pl.DataFrame]:
    """The phrases that end with verbs; these verbs with the words around them, and what these say of the noun."""
    numbers = np.flatnonzero(frame["place"].is_not_null().to_numpy())
    raw, verbs = pl.col("text").cast(pl.Binary).bin, pl.col("verbs")
    parts = frame[numbers].select(
        raw.slice("place").cast(pl.String).alias("verbs"), raw.slice(0, "place").cast(pl.String).alias("before")
    )
    return numbers, parts.select(
        "verbs",
        verbs.str.len_chars().cast(pl.Int32).alias("length"),
        verbs.str.contains(f"^{_either('joins')}").alias("joined"),
        pl.col("before").str.contains(f"{_either('after')}$").alias("of_noun"),
    )


def _find_leads(frame: pl.DataFrame) -> tuple[Numbers, pl.DataFrame]:
    """The phrases that begin with verbs and no noun that such a verb is the first half of, and these verbs."""
    numbers = np.flatnonzero(frame["begins"].to_numpy())
    text = pl.col("text")
    verbs = frame[numbers].select(
        text.str.contains(_noun_pattern()).alias("is_noun"), text.str.extract(_lead_pattern(), 1).alias("verbs")
    )
    leads = verbs.select("is_noun", "verbs", pl.col("verbs").str.len_chars().cast(pl.Int32).alias("length"))
    is_noun = leads["is_noun"].to_numpy()
    return numbers[~is_noun], leads.filter(~pl.col("is_noun"))


def _find_left_out(frame: pl.DataFrame) -> tuple[Numbers, Flags, Flags, Flags]:
    """leaves_from, leaves_all, leaves_inside and approval of ``Described``."""
    speaking = np.flatnonzero(frame["remarks"].to_numpy())
    text = pl.col("text")
    place = text.str.find(_either("without"))
    all_of_it = f"{_either('except')}$|^{_either('except_open')}.*{_either('except_close')}$"
    before = text.cast(pl.Binary).bin.slice(0, place.fill_null(0)).cast(pl.String).str.len_chars().cast(pl.Int32)
    remarks = frame[speaking].select(
        pl.when(place.is_null()).then(NEVER).otherwise(before).cast(pl.Int32).alias("leaves_from"),
        text.str.contains(all_of_it).alias("leaves_all"),
        text.str.starts_with(list_words("except_open")[0]).alias("leaves_inside"),
        (text.str.contains(_either("approval")) & ~text.str.contains(_either("boilerplate"))).alias("approval"),
    )
    leaves_from = np.full(frame.height, NEVER, np.int32)
    leaves_all, leaves_inside, approval = (np.zeros(frame.height, np.bool_) for _kind in range(3))
    leaves_from[speaking], leaves_all[speaking] = remarks["leaves_from"].to_numpy(), remarks["leaves_all"].to_numpy()
    leaves_inside[speaking], approval[speaking] = remarks["leaves_inside"].to_numpy(), remarks["approval"].to_numpy()
    return leaves_from, leaves_all, leaves_inside, approval


def _read_roles(verbs: pl.Series) -> Numbers:
    """The bits of the verbs that each run is made of; runs are few and stand often."""
    frame = verbs.alias("verbs").to_frame()
    known = frame.unique().with_columns(_bits_of_verbs().alias("bits"))
    return frame.join(known, on="verbs", how="left", maintain_order="left")["bits"].to_numpy()


@cache
def _bits_of_verbs() -> pl.Expr:
    """The bits of a run of verbs, the longest words first."""
    bits = pl.lit(0, pl.Int8)
    for role, kind in ((SERVES, "serves"), (TRADES, "trades"), (MAKES, "makes")):
        longer = _longer_words(kind)
        plain = (
            pl.col("verbs").str.replace_many(longer, [""] * len(longer), leftmost=True) if longer else pl.col("verbs")
        )
        bits = bits | pl.when(plain.str.contains(_either(kind))).then(pl.lit(role, pl.Int8)).otherwise(
            pl.lit(0, pl.Int8)
        )
    return bits


@cache
def _longer_words(kind: str) -> list[str]:
    """Words of other kinds that hold one of this kind: they are taken out first, for technical development serves."""
    others = [word for name in ROLES.values() if name != kind for word in list_words(name)]
    return [word for word in others if any(part in word and part != word for part in list_words(kind))]


@cache
def _verbs() -> str:
    words = [word for kind in ROLES.values() for word in list_words(kind)]
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"


@cache
def _lead_pattern() -> str:
    return f"^({_either('filler')}*{_verbs()}(?:{_either('joins')}?{_verbs()})*)"


@cache
def _tail_pattern() -> str:
    run = f"{_verbs()}(?:{_either('joins')}?{_verbs()})*"
    return f"(?:^{_either('filler')}+)?(?:{_either('joins')}{_either('filler')}*)?{run}{_either('suffix')}?$"


@cache
def _noun_pattern() -> str:
    """A verb other than of trade that is the first half of a noun: processing machines, cleaning agents."""
    words = [word for kind in ("makes", "serves") for word in list_words(kind)]
    return f"^{_either('filler')}*(?:{'|'.join(map(re.escape, words))}){_either('noun_after')}"


@cache
def _remark_pattern() -> str:
    """Any word that leaves out, or speaks of approvals."""
    kinds = ("without", "except", "except_open", "approval")
    return "|".join(map(_either, kinds))


@cache
def _either(kind: str) -> str:
    return f"(?:{'|'.join(map(re.escape, list_words(kind)))})"
