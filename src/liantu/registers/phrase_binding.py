"""Which verbs hold for which phrase: across enumerations, into brackets, past semicolons behind a colon.

Arrays have an entry for every phrase of every text, in order; those of ``Outer`` for every phrase outside brackets,
those of ``Binding`` for every phrase that names a product.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from liantu.registers.clauses import Outline
from liantu.registers.phrase_roles import LEADING, MAKES, NEVER, PLAIN, PURE, TRADES, TRAILING, Described
from liantu.registers.phrases import COLON, COMMA, NOTHING, Flags, Numbers


@dataclass(frozen=True)
class Binding:
    """``roles`` (bits) of the noun of each phrase, ``lent`` those that it takes from others, ``left_out`` the character
    from which its nouns are left out (``NEVER``), ``scope``, ``approval``."""

    roles: Numbers
    lent: Numbers
    left_out: Numbers
    scope: Numbers
    approval: Flags


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
        return self.mark <= COMMA


def bind_phrases(outline: Outline, code: Numbers, described: Described, named: Numbers) -> Binding:
    """Bind the verbs of each text to some of its phrases; ``described`` is of the distinct ones, ``code`` which each
    is."""
    places = np.flatnonzero(outline.is_outer)
    scope = _carry_scope(outline, named)
    left_out = _find_left_out(outline, code, described)[named]
    nothing = np.zeros(len(named), np.int8)
    if not len(places):
        return Binding(nothing, nothing, left_out, scope, nothing > 0)
    outside = code[places]
    outer = Outer(
        described.kind[outside],
        described.roles[outside],
        described.of_noun[outside],
        outline.mark[places],
        outline.clause[places],
        outline.sentence[places],
    )
    bound, lent = _bind_outer(outer)
    # What stands in brackets has verbs of its own, or those of the phrase before.
    holder, is_held = _find_holders(outline, places, named)
    around, around_lent = (np.where(is_held, values[holder], 0) for values in (bound, lent))
    speaks = (outline.depth[named] > 0) & (described.kind[code[named]] >= LEADING)
    approving = np.flatnonzero(described.approval[code])
    speaker, is_said = _find_holders(outline, places, approving)
    return Binding(
        np.where(speaks, described.roles[code[named]], around),
        np.where(speaks, around, around_lent),
        left_out,
        scope,
        is_held & _find_approval(speaker[is_said], holder, outer.clause),
    )


def _find_holders(outline: Outline, places: Numbers, some: Numbers) -> tuple[Numbers, Flags]:
    """The last phrase outside brackets up to each of some phrases, by its number among those, which stand at
    ``places``; whether it is of the same segment."""
    holder = np.searchsorted(places, some, side="right") - 1
    return holder, (holder >= 0) & (outline.segment[places[holder]] == outline.segment[some])


def _carry_scope(outline: Outline, named: Numbers) -> Numbers:
    """What is said of general or licensed items holds until the next says otherwise, within its text."""
    speaking = np.flatnonzero(outline.scope)
    if not len(speaking):
        return np.zeros(len(named), np.int8)
    last = speaking[np.searchsorted(speaking, named, side="right") - 1]
    return np.where((last <= named) & (outline.row[last] == outline.row[named]), outline.scope[last], 0)


def _bind_outer(outer: Outer) -> tuple[Numbers, Numbers]:
    """The roles of each phrase, and those that it would have without verbs of its own."""
    heads, tails = _find_events(outer)
    numbers = np.arange(len(outer.kind), dtype=np.int32)
    ahead, is_near = _look_ahead(outer, tails, numbers)
    last = np.maximum.accumulate(np.where(heads > 0, numbers, -1))
    before = np.append(-1, last[:-1])
    lent = _take_from(outer, heads, before)
    # An "of" behind the enumeration binds it closer than verbs before the last comma.
    commas = np.cumsum(outer.mark == COMMA, dtype=np.int32)
    is_far = (outer.mark[before] != COLON) & (
        commas - (outer.mark == COMMA) > commas[before] - (outer.mark[before] == COMMA)
    )
    lent = np.where((lent > 0) & ~(is_near & is_far), lent, ahead)
    bound = np.select(
        [outer.kind == LEADING, outer.kind == TRAILING, outer.kind == PLAIN], [heads, tails, lent], np.int8(0)
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
    numbers = np.arange(len(is_pure), dtype=np.int32)
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
    trailing = np.cumsum(outer.kind == TRAILING, dtype=np.int32)
    clause_ends = np.append(np.flatnonzero(np.diff(outer.clause)), len(outer.clause) - 1)
    number = np.cumsum(np.diff(outer.clause, prepend=outer.clause[0]) != 0)
    by_clause = trailing[clause_ends][number]
    same = outer.clause[before] == outer.clause
    on = (outer.mark[before] == COLON) & (outer.sentence[before] == outer.sentence) & (by_clause[before] == by_clause)
    return np.where((before >= 0) & (same | on), heads[before], 0)


def _look_ahead(outer: Outer, tails: Numbers, numbers: Numbers) -> tuple[Numbers, Flags]:
    """What the next verbs behind each phrase say of it, within the clause; whether they bind closely."""
    count = len(numbers)
    following = np.minimum.accumulate(np.where(tails > 0, numbers, count)[::-1])[::-1]
    target = np.minimum(following, count - 1)
    commas = np.cumsum(outer.mark == COMMA, dtype=np.int32)
    past = commas - (outer.mark == COMMA)
    is_plain_list = past[target] == past
    # Verbs alone, and those behind an "of", speak of the whole enumeration; a service speaks of its own noun.
    wide = outer.of_noun[target] | (outer.kind[target] == PURE)
    trades_or_makes = tails[target] & (MAKES | TRADES) > 0
    holds = (following < count) & (outer.clause[target] == outer.clause) & (wide | (is_plain_list & trades_or_makes))
    return np.where(holds, tails[target], 0), holds & is_plain_list & outer.of_noun[target]


def _find_left_out(outline: Outline, code: Numbers, described: Described) -> Numbers:
    """The character of each phrase from which its nouns are left out; an enumeration is left out together."""
    says = (described.leaves_from < NEVER) | described.leaves_all | described.leaves_inside
    speaking = np.flatnonzero(says[code])
    from_start = np.full(len(code), NEVER, np.int32)
    if not len(speaking):
        return from_start
    few = code[speaking]
    whole = described.leaves_all[few]
    inside = described.leaves_inside[few] & (outline.depth[speaking] > 0)
    from_start[speaking] = np.where(whole | inside, 0, described.leaves_from[few])
    is_speaking = from_start[speaking] < NEVER
    speaking, whole = speaking[is_speaking], whole[is_speaking]
    if not len(speaking):
        return from_start
    begins = np.flatnonzero(np.diff(outline.group, prepend=-1))
    nth = np.searchsorted(begins, speaking, side="right") - 1
    change = np.zeros(len(from_start) + 1, np.int32)
    np.add.at(change, speaking + 1, 1)
    np.add.at(change, np.append(begins[1:], len(from_start))[nth], -1)
    np.add.at(change, begins[nth[whole]], 1)
    np.add.at(change, speaking[whole] + 1, -1)
    from_start[np.cumsum(change[:-1]) > 0] = 0
    return from_start


def _find_approval(speaker: Numbers, holder: Numbers, clause: Numbers) -> Flags:
    """Whether what is held by phrases outside brackets needs an approval: it is said behind them, in their clause, in
    what others hold (``speaker``)."""
    until = np.full(int(clause[-1]) + 1, -1)
    # Of what is said in a clause the last stands, for it comes last.
    until[clause[speaker]] = speaker
    needs: Flags = holder <= until[clause[holder]]
    return needs
