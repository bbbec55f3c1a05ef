"""What a run says of itself, as its pages print it: firms and groups by name, parts of the scheme in words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from liantu.model.problems import BilingualText, Problem
from liantu.web.core.link_cells import table_ids
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.score import evaluation_words as say
from liantu.web.rooms.score.parameter_words import LABELS
from liantu.wording import N_

if TYPE_CHECKING:
    from liantu.district.results import Scheme

_CUTTING = N_("Cutting")
#: Parts of a scheme's file that are no parameters of their own.
_PARTS = {
    "cutting": _CUTTING,
    "classes": LABELS["class"],
    "points": LABELS["points"],
    "moves": LABELS["move"],
    "numerator": LABELS["formula"],
    "denominator": LABELS["formula"],
}
#: What only says in which list the next part stands.
_LISTS = ("groups", "items", "indicators")
_MORE = "…"


def problem_message(view: RequestView, problem: Problem, scheme: Scheme | None = None) -> str:
    """A problem in the words of the room."""
    slots = {name: _slot(view, scheme, name, text) for name, text in problem.slots.items()}
    value, file = problem.value, problem.file
    if scheme is not None and file.startswith(f"{scheme.id} "):
        file = _place_text(view, scheme, file.removeprefix(f"{scheme.id} "))
        value = _part(view, value) if problem.code == "scheme_unknown_value" else value
    return replace(problem, slots=slots, value=value, file=file).message(view.lang)


def _slot(view: RequestView, scheme: Scheme | None, name: str, text: str) -> str:
    if name == "firm":
        return view.name(text)
    if name == "firms":
        more = _MORE if text.endswith(_MORE) else ""
        return view.join(view.name(key) for key in text.removesuffix(_MORE).split(", ")) + more
    if name == "whose":
        return _name_firms(view, text.in_language(view.lang) if isinstance(text, BilingualText) else text)
    if name in ("group", "peers") and scheme is not None:
        return say.pool_name(view, scheme, text)
    if name == "part" and text:
        return view.join(_part(view, key) for key in text.split(", "))
    return text


def _name_firms(view: RequestView, text: str) -> str:
    """A sentence with the names of firms in the place of their ids."""
    firms = table_ids(view, "firms")
    return re.sub(r"[A-Za-z0-9_-]+", lambda found: view.name(found[0]) if found[0] in firms else found[0], text)


def _place_text(view: RequestView, scheme: Scheme, path: str) -> str:
    """A place in the scheme's file in words: ``groups.g.items.weight`` is the weight of group g."""
    words = []
    for key in path.split("."):
        if key in scheme.indicators:
            words.append(say.indicator_name(view, scheme, key))
        elif any(group.id == key for group in scheme.groups):
            words.append(say.group_name(view, scheme, key))
        elif key not in _LISTS:
            words.append(_word(view, key))
    return " · ".join(words)


def _part(view: RequestView, key: str) -> str:
    """A part of the scheme's file by word and key: whoever adds it needs both."""
    word = _word(view, key)
    return key if word == key else view.tr("%(what)s (%(unit)s)") % {"what": word, "unit": key}


def _word(view: RequestView, key: str) -> str:
    word = _PARTS.get(key) or LABELS.get(key)
    return view.tr(word) if word else key
