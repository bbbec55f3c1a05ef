"""Words that mean a page of the system rather than a row: what people type when they look for a list."""

from __future__ import annotations

from liantu.district.name_search import fold_name
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
}


def find_pages(view: RequestView, word: str) -> list[tuple[str, str]]:
    """The pages, each with its label, that a word means."""
    needle = fold_name(word)
    found = []
    for room in ROOMS:
        for path, label in room.pages:
            words = fold_name(view.tr(_SYNONYMS[path])).split() if path in _SYNONYMS else []
            if needle in words or (len(needle) > 1 and needle in fold_name(view.tr(label))):
                found.append((path, view.tr(label)))
    return found
