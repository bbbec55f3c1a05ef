"""A what-if about a schedule in the address: ``C7 days 3``, ``A4 promise``, ``B2 drop``, ``C1 after B1``,
``W1 not_before 2026-07-01``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liantu.web.core.request_view import RequestView
from liantu.web.rooms.deliver import graph_view
from liantu.wording.schedule_suppositions import item_change_text

if TYPE_CHECKING:
    from liantu.district.results import Graph

#: Fields of the form that make one more line.
FIELDS = ("item", "how", "value")
_WITH_VALUE = ("days", "after", "not_before")


def read_schedule_lines(view: RequestView) -> list[str]:
    """The lines of the address, with the one the form has just brought."""
    query = view.request.query_params
    found = [line for line in query.getlist("s") if line.strip()]
    item, how, value = (query.get(name, "").strip() for name in FIELDS)
    if item and how and (value or how in ("promise", "drop") or how == "after"):
        found.append(" ".join(part for part in (item, how, value if how in _WITH_VALUE else "") if part))
    return list(dict.fromkeys(found))


def line_text(view: RequestView, graph: Graph, line: str) -> str:
    """A line in words."""
    item, how, value = [*line.split(maxsplit=2), "", ""][:3]
    return item_change_text(graph_view.item_label(view, graph, item), how, value, view.tr)
