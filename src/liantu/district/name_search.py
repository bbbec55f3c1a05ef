"""Rows found by any of their names: official, short, former, a misprint, a code, the id, or pinyin initials."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import polars as pl

from liantu.district.misprints import find_misprint
from liantu.model.tables import Tables

_LIMIT = 60
_FOUND = {"table": pl.String, "id": pl.String, "matched": pl.String, "kind": pl.String, "rank": pl.Int64}
_WORDS = re.compile(r"[a-z0-9]+")
_FIGURE = re.compile(r"\d+")
_HAN = re.compile(r"[\u3400-\u9fff]")
#: The ranks: exact, a whole word, its beginning, within, initials, within a longer word; then near spellings by turns.
EXACT, WORD, BEGINS, WITHIN, INITIALS, INITIALS_BEGIN, INSIDE_WORD, NEAR = range(8)
#: Within a longer word only so many letters mean anything: PTA is no heptahydrate.
_TELLING = 5
#: How near a spelling must be, and one of so few characters.
_ALIKE, _FEW, _FEW_ALIKE = 0.72, 3, 0.6


@dataclass(frozen=True)
class Name:
    """A name of a row, as it is looked for."""

    table: str
    id: str
    text: str
    kind: str
    folded: str
    initials: str


def rank_names(names: Sequence[Name], text: str, tables: Iterable[str]) -> pl.DataFrame:
    """The rows that a text may mean, every word of it: the exact name first, whole words next; then by table.

    Of each row its best name: table, id, matched, kind (of the name), rank. Nothing for an empty text. A word that is
    in no name is looked for by its nearest spelling.

    >>> names = make_names([("firms", "a", "Orchard Acids", ""), ("plants", "b", "Acids", "")])
    >>> rank_names(names, "acids", ["firms", "plants"]).select("id", "rank").rows()
    [('b', 0), ('a', 1)]
    >>> rank_names(names, "orchrd acids", ["firms", "plants"])["id"].to_list()
    ['a']
    """
    whole = " ".join(fold_name(text).split())
    best = _rank_rows(names, whole) if whole else {}
    terms = whole.split(" ")
    if not best and whole:
        best = _rank_near(names, whole) if len(terms) == 1 else _join_terms(names, terms)
    order = [*tables]
    rows = [(name.table, name.id, name.text, name.kind, rank) for rank, name in best.values()]
    rows.sort(key=lambda row: (row[4], order.index(row[0]), row[1]))
    return pl.DataFrame(rows[:_LIMIT], schema=_FOUND, orient="row")


def collect_names(tables: Tables, names: Iterable[str]) -> list[Name]:
    """All names of the rows of some tables; the kind is empty for those in the row itself."""
    found: list[tuple[str, str, str, str]] = []
    owner: dict[str, str] = {}
    for table in names:
        for row in tables[table].iter_rows(named=True):
            owner.setdefault(row["id"], table)
            called = [
                row["id"],
                row["zh"],
                row.get("en"),
                row.get("credit_code"),
                *(row.get("aliases") or "").split(";"),
                *(row.get("hs") or "").split(";"),
            ]
            found += [(table, row["id"], name, "") for name in called if name]
    for entity, name, kind in tables["names"].select("entity", "name", "kind").iter_rows():
        if entity in owner:
            found.append((owner[entity], entity, name, kind))
    return make_names(found)


def make_names(rows: Sequence[tuple[str, str, str, str]]) -> list[Name]:
    """Names (table, id, text, kind) with what they are compared by."""
    from liantu.store.pinyin import pinyin_initials

    folded = [fold_name(text) for _table, _id, text, _kind in rows]
    initials = pinyin_initials(pl.Series(folded, dtype=pl.String)).to_list()
    spelt = [letters if _HAN.search(text) else "" for letters, text in zip(initials, folded, strict=True)]
    return [Name(*row, text, letters) for row, text, letters in zip(rows, folded, spelt, strict=True)]


def fold_name(text: str) -> str:
    """Full-width and upper-case letters count as their plain ones.

    >>> fold_name("\uff30\uff34\uff21")
    'pta'
    """
    return unicodedata.normalize("NFKC", text).casefold()


@cache
def spell_initials(text: str) -> str:
    """The pinyin initials of a text; nothing of one without Chinese.

    >>> spell_initials("PTA")
    ''
    """
    from liantu.store.pinyin import pinyin_initials

    return str(pinyin_initials(pl.Series([text]))[0]) if _HAN.search(text) else ""


def _rank_rows(names: Sequence[Name], needle: str) -> dict[tuple[str, str], tuple[int, Name]]:
    """Of each row that has a name with the text the best one."""
    best: dict[tuple[str, str], tuple[int, Name]] = {}
    is_latin = not _HAN.search(needle)
    for name in names:
        if needle not in name.folded and needle not in name.initials:
            continue
        rank = _rank(needle, name, is_latin)
        known = best.get((name.table, name.id))
        if rank is not None and (known is None or (rank, name.text) < (known[0], known[1].text)):
            best[name.table, name.id] = (rank, name)
    return best


def _join_terms(names: Sequence[Name], terms: Sequence[str]) -> dict[tuple[str, str], tuple[int, Name]]:
    """The rows that every word means, by the name of the first one and the worst of the ranks."""
    found = [_rank_rows(names, term) or _rank_near(names, term) for term in terms]
    shared = set.intersection(*(set(rows) for rows in found))
    return {row: (max(rows[row][0] for rows in found), found[0][row][1]) for row in shared}


def _rank_near(names: Sequence[Name], needle: str) -> dict[tuple[str, str], tuple[int, Name]]:
    """The rows one of whose names, or words of names, is spelt nearly so."""
    if _HAN.search(needle) and (misprints := _rank_misprints(names, needle)):
        return misprints
    spelt: dict[str, list[Name]] = {}
    for name in names:
        for word in {name.folded, *_WORDS.findall(name.folded)}:
            spelt.setdefault(word, []).append(name)
    alike = _FEW_ALIKE if len(needle) <= _FEW else _ALIKE
    spelt = {word: of_word for word, of_word in spelt.items() if _has_figures(word, needle)}
    near = difflib.get_close_matches(needle, spelt, n=6, cutoff=alike) if len(needle) >= _FEW else []
    found = [(NEAR + 2 * n + (name.folded != word), name) for n, word in enumerate(near) for name in spelt[word]]
    return {(name.table, name.id): (rank, name) for rank, name in reversed(found)}


def _rank_misprints(names: Sequence[Name], needle: str) -> dict[tuple[str, str], tuple[int, Name]]:
    """The rows one of whose names differs in a character: of the same sound first, then the shortest name."""
    found = [
        (misprint, name)
        for name in names
        if (misprint := find_misprint(needle, name.folded)) and _has_figures(name.folded, needle)
    ]
    if any(not misprint.is_another_sound for misprint, _name in found):
        found = [(misprint, name) for misprint, name in found if not misprint.is_another_sound]
    order = {misprint: n for n, misprint in enumerate(sorted({misprint for misprint, _name in found}))}
    ranked = sorted(found, key=lambda pair: pair[0], reverse=True)
    return {(name.table, name.id): (NEAR + order[misprint], name) for misprint, name in ranked}


def _has_figures(text: str, needle: str) -> bool:
    """Whether every figure of what is looked for stands in a text: another figure is no misprint."""
    return {*_FIGURE.findall(needle)} <= {*_FIGURE.findall(text)}


def _rank(needle: str, name: Name, is_latin: bool) -> int | None:
    if name.folded == needle:
        return EXACT
    if is_latin:
        return _rank_latin(needle, name)
    if name.folded.startswith(needle):
        return BEGINS
    return WITHIN if needle in name.folded else None


def _rank_latin(needle: str, name: Name) -> int | None:
    """Letters mean whole words and their beginnings, then initials; the inside of a word only when they are many."""
    start = name.folded.find(needle)
    if start >= 0:
        before, after = name.folded[:start][-1:], name.folded[start + len(needle) :][:1]
        if not _WORDS.match(before):
            if not _WORDS.match(after):
                return WORD
            return BEGINS if start == 0 else WITHIN
    if name.initials and len(needle) > 1:
        if name.initials == needle:
            return INITIALS
        if name.initials.startswith(needle):
            return INITIALS_BEGIN
        if len(needle) > 2 and needle in name.initials:
            return INSIDE_WORD
    # A later place may begin a word where the first one does not.
    if any(word.startswith(needle) for word in _WORDS.findall(name.folded)):
        return WITHIN
    return INSIDE_WORD if start >= 0 and len(needle) >= _TELLING else None
