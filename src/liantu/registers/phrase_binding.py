"""Which verbs hold for which phrase: across enumerations, into brackets, past semicolons behind a colon.

All arrays have an entry for every phrase of every text, in order; within the functions for every phrase outside
brackets.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from liantu.registers.phrase_roles import LEADING, MAKES, PLAIN, PURE, TRADES, TRAILING
from liantu.registers.phrases import CLOSING, COLON, COMMA, END, LIST, NOTHING, OPENING, STOP, Flags, Numbers, Phrases

#: A character that no phrase reaches.
NEVER = 1 << 30
_FAR = 1 << 20


@dataclass(frozen=True)
class Binding:
    """``roles`` (bits) of the noun of each phrase, ``lent`` those that it takes from others, ``left_out`` the character
    from which its nouns are left out (``NEVER``), ``scope``, ``approval``, ``place`` its number in the text."""

    roles: Numbers
    lent: Numbers
    left_out: Numbers
    scope: Numbers
    approval: Flags
    place: Numbers


@dataclass(frozen=True)
class Outer:
    """The phrases outside brackets: what each says, the mark behind it, and its clause and sentence by number."""

    kind: Numbers
    roles: Numbers
    of_noun: Flags
    mark: Numbers
    clause: Numbers
    sentence: Numbers

    @property
    def joined(self) -> Flags:
        """Whether the next phrase goes on with this one."""
        return np.isin(self.mark, (NOTHING, LIST, COMMA))


def bind_phrases(cut: Phrases, described: pl.DataFrame) -> Binding:
    """Bind the verbs of each text to its phrases; ``described`` is of the distinct phrases."""
    columns = {name: described[name].to_numpy()[cut.code] for name in described.columns if name != "text"}
    first = np.diff(cut.row, prepend=-1) != 0
    depth = _find_depth(cut, first)
    is_outer = (depth == 0) & (columns["length"] > 0) & (columns["scope"] == 0)
    places = np.flatnonzero(is_outer)
    begins = np.flatnonzero(first)
    place = np.arange(len(first)) - np.repeat(begins, np.diff(np.append(begins, len(first))))
    scope = _carry_scope(columns["scope"], begins[np.cumsum(first) - 1])
    left_out = _find_left_out(
        cut, columns["leaves_from"], columns["leaves_all"], columns["leaves_inside"] & (depth > 0)
    )
    nothing = np.zeros(len(first), np.int64)
    if not len(places):
        return Binding(nothing, nothing, left_out, scope, nothing > 0, place)
    mark = _find_marks_behind(cut.mark, depth, columns["scope"] > 0, first, places)
    outer = Outer(
        columns["kind"][places],
        columns["roles"][places],
        columns["of_noun"][places],
        mark,
        np.cumsum(np.append(0, mark[:-1] >= END)),
        np.cumsum(np.append(0, mark[:-1] >= STOP)),
    )
    bound, lent = _bind_outer(outer)
    # What stands in brackets has verbs of its own, or those of the phrase before.
    holder = np.cumsum(is_outer) - 1
    is_held = (holder >= 0) & (cut.row[places[holder]] == cut.row)
    around, around_lent = (np.where(is_held, values[holder], 0) for values in (bound, lent))
    speaks = (depth > 0) & np.isin(columns["kind"], (LEADING, TRAILING))
    approval = _find_approval(columns["approval"] & is_held, holder, outer.clause)
    return Binding(
        np.where(speaks, columns["roles"], around),
        np.where(speaks, around, around_lent),
        left_out,
        scope,
        is_held & approval[holder],
        place,
    )


def _find_depth(cut: Phrases, first: Flags) -> Numbers:
    """How many brackets stand open before each phrase; one that closes nothing counts for nothing."""
    step = (cut.mark == OPENING).astype(np.int64) - (cut.mark == CLOSING)
    behind = np.cumsum(step)
    begins = np.flatnonzero(first)
    base = np.repeat((behind - step)[begins], np.diff(np.append(begins, len(first))))
    level = behind - step - base
    lowest: Numbers = np.minimum.accumulate(level - cut.row * _FAR) + cut.row * _FAR
    level_from_zero: Numbers = level - np.minimum(lowest, 0)
    return level_from_zero


def _find_marks_behind(mark: Numbers, depth: Numbers, is_scope: Flags, first: Flags, places: Numbers) -> Numbers:
    """The weightiest mark between each phrase outside brackets and the next one."""
    weight = np.where((depth == 0) & (mark > 0), mark, NOTHING)
    weight[is_scope] = STOP
    weight[np.append(np.flatnonzero(first)[1:] - 1, len(first) - 1)] = STOP
    heaviest: Numbers = np.maximum.reduceat(weight, places)
    return heaviest


def _carry_scope(scope: Numbers, begins: Numbers) -> Numbers:
    """What is said of general or licensed items holds until the next says otherwise, within its text."""
    last = np.maximum.accumulate(np.where(scope > 0, np.arange(len(scope)), -1))
    return np.where(last >= begins, scope[last], 0)


def _bind_outer(outer: Outer) -> tuple[Numbers, Numbers]:
    """The roles of each phrase, and those that it would have without verbs of its own."""
    heads, tails = _find_events(outer)
    numbers = np.arange(len(outer.kind))
    ahead, is_near = _look_ahead(outer, tails, numbers)
    last = np.maximum.accumulate(np.where(heads > 0, numbers, -1))
    before = np.append(-1, last[:-1])
    lent = _take_from(outer, heads, before)
    # An "of" behind the enumeration binds it closer than verbs before the last comma.
    commas = np.cumsum(outer.mark == COMMA)
    is_far = (outer.mark[before] != COLON) & (
        commas - (outer.mark == COMMA) > commas[before] - (outer.mark[before] == COMMA)
    )
    lent = np.where((lent > 0) & ~(is_near & is_far), lent, ahead)
    bound = np.select(
        [outer.kind == LEADING, outer.kind == TRAILING, outer.kind == PLAIN], [heads, tails, lent], np.int64(0)
    )
    return bound, lent


def _find_events(outer: Outer) -> tuple[Numbers, Numbers]:
    """Roles that hold for what follows, at the last phrase that says them, and for what precedes, at the first one."""
    is_heading = (outer.kind == TRAILING) & (outer.mark == COLON)
    heads = np.where((outer.kind == LEADING) | is_heading, outer.roles, 0)
    tails = np.where(outer.kind == TRAILING, outer.roles, 0)
    is_pure = outer.kind == PURE
    continues = is_pure & np.append(False, is_pure[:-1] & outer.joined[:-1])
    starts = np.flatnonzero(is_pure & ~continues)
    if not len(starts):
        return heads, tails
    numbers = np.arange(len(is_pure))
    verbs = np.bitwise_or.reduceat(np.where(is_pure, outer.roles, 0), starts)
    ends = np.maximum.reduceat(np.where(is_pure, numbers, -1), starts)
    previous, following = np.maximum(starts - 1, 0), np.minimum(ends + 1, len(is_pure) - 1)
    has_previous = (starts > 0) & (outer.clause[previous] == outer.clause[starts])
    has_following = (ends + 1 < len(is_pure)) & (outer.clause[following] == outer.clause[ends])
    follows_noun = has_previous & (outer.kind[previous] == TRAILING) & outer.joined[previous]
    leads_on = has_following & (outer.kind[following] == LEADING) & ~(follows_noun & (outer.mark[ends] == COMMA))
    after_comma = (outer.kind[previous] == PLAIN) & (outer.mark[previous] == COMMA) & (outer.mark[ends] != COMMA)
    is_head = ~has_previous | (outer.mark[ends] == COLON) | leads_on | (has_following & after_comma)
    heads[ends[is_head]] = verbs[is_head]
    goes_on = is_head & leads_on & outer.joined[ends]
    heads[following[goes_on]] |= verbs[goes_on]
    # Verbs right behind brackets close the noun before them, also where they open what follows.
    is_tail = ~is_head | (has_previous & (outer.kind[previous] == PLAIN) & (outer.mark[previous] == NOTHING))
    tails[starts[is_tail]] = verbs[is_tail]
    adds = ~is_head & follows_noun
    tails[previous[adds]] |= verbs[adds]
    return heads, tails


def _take_from(outer: Outer, heads: Numbers, before: Numbers) -> Numbers:
    """What the last verbs before each phrase lend it: within the clause, or past semicolons when a colon said so."""
    trailing = np.cumsum(outer.kind == TRAILING)
    clause_ends = np.append(np.flatnonzero(np.diff(outer.clause)), len(outer.clause) - 1)
    by_clause = trailing[clause_ends][outer.clause]
    same = outer.clause[before] == outer.clause
    on = (outer.mark[before] == COLON) & (outer.sentence[before] == outer.sentence) & (by_clause[before] == by_clause)
    return np.where((before >= 0) & (same | on), heads[before], 0)


def _look_ahead(outer: Outer, tails: Numbers, numbers: Numbers) -> tuple[Numbers, Flags]:
    """What the next verbs behind each phrase say of it, within the clause; whether they bind closely."""
    count = len(numbers)
    following = np.minimum.accumulate(np.where(tails > 0, numbers, count)[::-1])[::-1]
    target = np.minimum(following, count - 1)
    commas = np.cumsum(outer.mark == COMMA)
    past = commas - (outer.mark == COMMA)
    is_plain_list = past[target] == past
    # Verbs alone, and those behind an "of", speak of the whole enumeration; a service speaks of its own noun.
    wide = outer.of_noun[target] | (outer.kind[target] == PURE)
    trades_or_makes = tails[target] & (MAKES | TRADES) > 0
    holds = (following < count) & (outer.clause[target] == outer.clause) & (wide | (is_plain_list & trades_or_makes))
    return np.where(holds, tails[target], 0), holds & is_plain_list & outer.of_noun[target]


def _find_left_out(cut: Phrases, leaves_from: Numbers, leaves_all: Flags, leaves_inside: Flags) -> Numbers:
    """The character of each phrase from which its nouns are left out; an enumeration is left out together."""
    numbers = np.arange(len(cut.row))
    parts = ~np.isin(cut.mark, (NOTHING, LIST))
    group = np.cumsum(np.append(False, parts[:-1]))
    from_start = np.where(np.isnan(leaves_from), NEVER, leaves_from).astype(np.int64)
    from_start[leaves_inside | leaves_all] = 0
    last = np.maximum.accumulate(np.where(from_start < NEVER, numbers, -1))
    before = np.append(-1, last[:-1])
    goes_on = (before >= 0) & (group[before] == group)
    following = np.minimum.accumulate(np.where(leaves_all, numbers, len(numbers) - 1)[::-1])[::-1]
    goes_back = leaves_all[following] & (group[following] == group)
    return np.where(goes_on | goes_back, 0, from_start)


def _find_approval(speaks: Flags, holder: Numbers, clause: Numbers) -> Flags:
    """Whether a phrase outside brackets needs an approval: it is said behind it, in its clause."""
    until = np.full(int(clause[-1]) + 1, -1)
    spoken = holder[speaks]
    np.maximum.at(until, clause[spoken], spoken)
    return np.arange(len(clause)) <= until[clause]
