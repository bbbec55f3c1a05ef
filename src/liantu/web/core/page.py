"""What a page says, whatever form it is answered in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from liantu.access import find_strictest
from liantu.web.core.lists.facet_bar import FacetBar
from liantu.web.core.page_tables import Table
from liantu.web.core.request_view import RequestView


@dataclass(frozen=True)
class Page:
    """What a page says: ``frames`` are its data, the first one the main one; ``context`` is for the template."""

    template: str
    title: str
    frames: Mapping[str, pl.DataFrame]
    context: Mapping[str, Any] = field(default_factory=dict)
    #: The JSON body when it is not simply the frames.
    body: Mapping[str, Any] | None = None
    status: int = 200
    #: The part of the page that htmx asks for, when it can be asked for alone.
    fragment: str = ""
    #: Whether the next reader of the address gets the same; not when it holds what is yet to happen.
    cacheable: bool = True
    #: The tables of its workbook, where the page itself has room for fewer rows or columns.
    sheets: Sequence[Table] = ()
    #: What keeps it in the house, as it is told on the page and in every file; nothing where it may go out.
    internal: str = ""
    #: Whether its workbook says that it stays in the house: it names firms beside figures that are computed.
    names_firms: bool = False
    #: The list of links that its main frame is: its workbook is the office's list of that kind.
    links: str = ""
    #: The class of what it rests on, where that is not all that its reader may see for its purpose.
    rests_on: str | None = None
    #: Whether it is read on its page alone and has no file.
    has_files: bool = True
    #: What narrows its list, and how much it does.
    facets: FacetBar | None = None


class PageNotFound(Exception):
    """There is nothing at this address; ``message`` says what was asked for."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message)
        self.message = message


def find_class(view: RequestView, page: Page) -> str:
    """The strictest class of what a page rests on; internal at least where something keeps it in the house."""
    rests_on = view.district.strictest_class if page.rests_on is None else page.rests_on
    return find_strictest([rests_on, "internal"]) if page.internal else rests_on
