"""What a phrase says by itself: verbs before and behind its noun, what it leaves out, what licence it speaks of."""

from __future__ import annotations

import re
from functools import cache

import polars as pl

from liantu.registers.scope_words import list_words

#: What is done with a product, as bits: several may hold, and the first that holds names the role.
MAKES, TRADES, SERVES = 1, 2, 4
ROLES = {MAKES: "makes", TRADES: "trades", SERVES: "serves"}
#: A phrase without a verb, of verbs alone, with verbs before its noun, with verbs behind it.
PLAIN, PURE, LEADING, TRAILING = range(4)
GENERAL, LICENSED = 1, 2


def describe_phrases(texts: pl.Series) -> pl.DataFrame:
    """What each phrase says: kind, roles (bits), noun_start and noun_end (characters), of_noun (``of`` before the verbs
    behind), leaves_from (the character from which it leaves out, else null), leaves_all (also what stands before),
    leaves_inside (so within brackets), scope (GENERAL, LICENSED, 0), approval.
    """
    text, lead, tail, length = (pl.col(name) for name in ("text", "lead", "tail", "length"))
    frame = (
        pl.DataFrame({"text": texts})
        .with_columns(
            text.str.extract(_lead_pattern(), 1).fill_null("").alias("lead"),
            text.str.extract(_tail_pattern(), 1).fill_null("").alias("tail"),
            text.str.len_chars().cast(pl.Int64).alias("length"),
        )
        .with_columns(
            ((length > 0) & (tail == text)).alias("is_pure"),
            (lead.str.len_chars().cast(pl.Int64) * ~text.str.contains(_noun_pattern())).alias("lead_length"),
            tail.str.len_chars().cast(pl.Int64).alias("tail_length"),
        )
    )
    # Verbs on both sides count together where a word joins the last ones; else what stands last says what is done.
    joined = tail.str.contains(f"^{_either('joins')}")
    has_tail = ~pl.col("is_pure") & (pl.col("tail_length") > 0) & ~joined
    has_lead = ~pl.col("is_pure") & (pl.col("lead_length") > 0) & ~has_tail
    tail_roles = _read_roles(tail)
    return frame.select(
        "text",
        "length",
        pl.when("is_pure")
        .then(PURE)
        .when(has_lead)
        .then(LEADING)
        .when(has_tail)
        .then(TRAILING)
        .otherwise(PLAIN)
        .cast(pl.Int64)
        .alias("kind"),
        (pl.when(has_lead).then(_read_roles(lead)).otherwise(0) | tail_roles).alias("roles"),
        pl.when(has_lead).then("lead_length").otherwise(0).alias("noun_start"),
        (length - pl.col("tail_length")).alias("noun_end"),
        (has_tail & text.str.strip_suffix(tail).str.contains(f"{_either('after')}$")).alias("of_noun"),
        text.str.extract(f"^(.*?){_either('without')}", 1).str.len_chars().cast(pl.Int64).alias("leaves_from"),
        text.str.contains(f"{_either('except')}$|^{_either('except_open')}.*{_either('except_close')}$").alias(
            "leaves_all"
        ),
        text.str.starts_with(list_words("except_open")[0]).alias("leaves_inside"),
        pl.when(text.str.contains(f"^{_either('licensed')}"))
        .then(LICENSED)
        .when(text.str.contains(f"^{_either('general')}"))
        .then(GENERAL)
        .otherwise(0)
        .alias("scope"),
        (text.str.contains(_either("approval")) & ~text.str.contains(_either("boilerplate"))).alias("approval"),
    )


def _read_roles(verbs: pl.Expr) -> pl.Expr:
    """The bits of the verbs that a run is made of, the longest words first."""
    bits = pl.lit(0, pl.Int64)
    for role, kind in ((SERVES, "serves"), (TRADES, "trades"), (MAKES, "makes")):
        others = [word for name in ROLES.values() if name != kind for word in list_words(name)]
        # A word of another kind that holds one of this kind is taken out first: technical development serves.
        longer = [word for word in others if any(part in word and part != word for part in list_words(kind))]
        plain = verbs.str.replace_many(longer, [""] * len(longer), leftmost=True) if longer else verbs
        bits = bits | pl.when(plain.str.contains(_either(kind))).then(role).otherwise(0)
    return bits


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
    return f"((?:^{_either('filler')}+)?(?:{_either('joins')}{_either('filler')}*)?{run}{_either('suffix')}?)$"


@cache
def _noun_pattern() -> str:
    """A verb other than of trade that is the first half of a noun: processing machines, cleaning agents."""
    words = [word for kind in ("makes", "serves") for word in list_words(kind)]
    return f"^{_either('filler')}*(?:{'|'.join(map(re.escape, words))}){_either('noun_after')}"


@cache
def _either(kind: str) -> str:
    return f"(?:{'|'.join(map(re.escape, list_words(kind)))})"
