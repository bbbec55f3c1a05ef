"""Saved views at a list: each a name for what narrows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from liantu.web.core.request_view import RequestView

#: Parameters that are no part of a view: how one looks at the district, and where one stands in the list.
_NO_PART = {"lang", "as_of", "known_at", "off", "w", "why", "page"}


class ViewLink(NamedTuple):
    """A saved view: its name, where it leads, whether it is the one shown; its id, to take it away."""

    text: str
    href: str
    is_shown: bool
    id: str


class SavedViewBar(NamedTuple):
    """The views of a page, and what a new one of it would hold."""

    links: Sequence[ViewLink]
    page: str
    query: str


def list_view_links(view: RequestView) -> SavedViewBar:
    """The saved views of the page that is asked for, and what narrows it now."""
    page = page_of(view)
    query = tidy_query(view.request.url.query)
    links = [
        ViewLink(
            view.pick({"zh": saved.zh, "en": saved.en}),
            _view_address(view, page, saved.query),
            tidy_query(saved.query) == query,
            saved.id,
        )
        for saved in view.present.remarks.views(page)
    ]
    return SavedViewBar(links, page, query)


def page_of(view: RequestView) -> str:
    """The address of the page without its form."""
    path = view.request.url.path
    for form in (".html", ".json", ".csv", ".data.xlsx", ".xlsx"):
        path = path.removesuffix(form)
    return path


def tidy_query(query: str) -> str:
    """What narrows a list, without dates, what-if and place in the list; the same for the same view.

    >>> tidy_query("has.place=b&lang=en&page=2&has.place=a")
    'has.place=a&has.place=b'
    """
    return urlencode(sorted((name, text) for name, text in parse_qsl(query) if name not in _NO_PART))


def _view_address(view: RequestView, page: str, query: str) -> str:
    extra: dict[str, list[str]] = {}
    for name, text in parse_qsl(query):
        extra.setdefault(name, []).append(text)
    return view.url(page, **extra)
