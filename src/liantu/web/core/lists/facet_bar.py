"""The facets of a list as links with counts: an address narrows it, so that a view is a link and needs no script."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from liantu.district.facets import (
    BLANK,
    Facet,
    FacetValue,
    count_facets,
    list_missing_values,
    select_chosen_rows,
)
from liantu.web.core.request_view import RequestView
from liantu.wording import N_

#: What stands before the name of a facet in the address; it may stand several times.
PREFIX = "has."
#: So many values of a facet are shown before the others are folded.
_SHOWN = 8


class FacetField(NamedTuple):
    """A column of a list that can narrow it: its name, its label, and the words for a value."""

    name: str
    label: str
    words: Callable[[str], str]


class FacetLink(NamedTuple):
    """A value: its words, how many rows have it, where it leads, whether it is chosen."""

    text: str
    rows: int
    href: str
    is_chosen: bool


@dataclass(frozen=True)
class FacetGroup:
    """The values of one facet; the rarer ones are folded."""

    label: str
    links: Sequence[FacetLink]
    folded: Sequence[FacetLink]


@dataclass(frozen=True)
class FacetBar:
    """What stands above a list: its facets, what is in force in words, and the way back to the whole list."""

    groups: Sequence[FacetGroup]
    in_force: str
    whole: str
    #: The columns that a facet is shown of.
    names: Collection[str] = ()
    #: Whether what stands in the address is a view of a list, and can be saved as one.
    saves: bool = True


_NOT_IN_LIST = N_("the list has no %s")
_IN_FORCE = N_("%(rows)s of %(all)s rows: %(chosen)s")


def read_chosen(view: RequestView, names: Sequence[str]) -> dict[str, list[str]]:
    """What the address chooses of some facets."""
    query = view.request.query_params
    view.facet_parameters |= {PREFIX + name for name in names}
    return {name: found for name in names if (found := [v for v in query.getlist(PREFIX + name) if v])}


def carry_facets(view: RequestView) -> dict[str, list[str]]:
    """What the address chooses, for the address of a part of the page."""
    query = view.request.query_params
    return {name: query.getlist(name) for name in query if name.startswith(PREFIX)}


def narrow_rows(view: RequestView, frame: pl.DataFrame, fields: Sequence[FacetField]) -> tuple[pl.DataFrame, FacetBar]:
    """The rows that the address asks for, and the bar that says so; every form of the page says it too."""
    chosen = read_chosen(view, [field.name for field in fields])
    rows = select_chosen_rows(frame, chosen)
    labels = {field.name: field for field in fields}
    facets = count_facets(frame, labels, chosen)
    shown = [facet for facet in facets if len(facet.values) > 1 or facet.field in chosen]
    groups = [_make_group(view, labels[facet.field], facet, chosen) for facet in shown]
    in_force = ""
    if chosen:
        parts = [
            f"{labels[name].label} {view.join(_value_text(view, labels[name], value) for value in values)}"
            for name, values in chosen.items()
        ]
        missing = [
            f"“{_value_text(view, labels[name], value)[:40]}”"
            for name, values in chosen.items()
            for value in list_missing_values(frame, {name: values})
        ]
        parts += [view.tr(_NOT_IN_LIST) % view.join(missing)] if missing else []
        in_force = view.tr(_IN_FORCE) % {"rows": rows.height, "all": frame.height, "chosen": view.tr("; ").join(parts)}
        view.narrowing = in_force
    whole = view.page_url(page=None, **{PREFIX + name: None for name in chosen})
    return rows, FacetBar(groups, in_force, whole, {facet.field for facet in shown})


def code_words(view: RequestView, codelist: str) -> Callable[[str], str]:
    """The words for the codes of a list."""
    return lambda code: view.word(codelist, code)


def mapped_words(view: RequestView, words: Mapping[str, str]) -> Callable[[str], str]:
    """The words of a mapping from codes to messages; a code that it does not know stands as it is."""
    return lambda code: view.tr(words[code]) if code in words else code


def _make_group(view: RequestView, field: FacetField, facet: Facet, chosen: dict[str, list[str]]) -> FacetGroup:
    links = [_make_link(view, field, value, chosen.get(field.name, [])) for value in facet.values]
    first = [link for n, link in enumerate(links) if n < _SHOWN or link.is_chosen]
    return FacetGroup(field.label, first, [link for link in links if link not in first])


def _make_link(view: RequestView, field: FacetField, value: FacetValue, chosen: list[str]) -> FacetLink:
    others = [other for other in chosen if other != value.value]
    values = others if value.is_chosen else [*others, value.value]
    href = view.page_url(page=None, **{PREFIX + field.name: values or None})
    return FacetLink(_value_text(view, field, value.value), value.rows, href, value.is_chosen)


def _value_text(view: RequestView, field: FacetField, value: str) -> str:
    return view.tr("left blank") if value == BLANK else field.words(value) or value
