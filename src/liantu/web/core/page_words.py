"""Words that mean a page of the system rather than a row: what people type when they look for a list."""

from __future__ import annotations

from collections.abc import Sequence

from liantu.district.name_search import fold_name, spell_initials
from liantu.web.core.menu import ROOMS
from liantu.web.core.request_view import RequestView
from liantu.wording import N_

#: Other words for a page than its label, apart by blanks.
_SYNONYMS = {
    "/gaps/invite": N_("gap gaps missing shortage invite"),
    "/extend": N_("extension surplus downstream"),
    "/weak": N_("weak short dependence"),
    "/balance": N_("supply demand balance"),
    "/gaps/utilities": N_("power steam water gas utilities"),
    "/ask": N_("survey questions unknown ask"),
    "/what-if": N_("scenario suppose what-if"),
    "/score": N_("evaluation grade per-mu ranking"),
    "/projects": N_("project projects board"),
    "/projects/late": N_("late overdue delayed"),
    "/tables": N_("tables data rows"),
    "/ledgers": N_("challenge contract platform laboratory"),
    "/needs": N_("difficulty bottleneck matching"),
}


def _is_called(label: str, needle: str) -> bool:
    """Whether a label has the text in it, or is spelt with these initials (blqd for the links to fill)."""
    return needle in label or (needle.isascii() and len(needle) > 2 and needle == spell_initials(label))


def split_page_words(view: RequestView, text: str) -> str:
    """The text with a blank beside a word for a page that stands at an end of one of its words, written without one."""
    known = {word for path in _SYNONYMS for word in fold_name(view.tr(_SYNONYMS[path])).split() if len(word) > 1}
    by_length = sorted(known, key=len, reverse=True)
    return " ".join(_split_word(word, by_length) for word in fold_name(text).split())


def _split_word(word: str, known: Sequence[str]) -> str:
    for end in known:
        if word != end and word.endswith(end):
            return f"{word.removesuffix(end)} {end}"
        if word != end and word.startswith(end):
            return f"{end} {word.removeprefix(end)}"
    return word


def find_pages(view: RequestView, word: str) -> list[tuple[str, str]]:
    """The pages, each with its label, that a word means."""
    needle = fold_name(word)
    found = []
    for room in ROOMS:
        for path, label in room.pages:
            words = fold_name(view.tr(_SYNONYMS[path])).split() if path in _SYNONYMS else []
            if needle in words or (len(needle) > 1 and _is_called(fold_name(view.tr(label)), needle)):
                found.append((path, view.tr(label)))
    return found
