"""A what-if about a schedule in the address: ``C7 days 3``, ``A4 promise``, ``B2 drop``, ``C1 after B1``."""

from __future__ import annotations

from typing import Any

from liantu.library.approvals import Graph
from liantu.web.core.request_view import RequestView
from liantu.web.rooms.deliver import graph_view

#: Fields of the form that make one more line.
FIELDS = ("item", "how", "value")


def read_schedule_lines(view: RequestView) -> list[str]:
    """The lines of the address, with the one the form has just brought."""
    query = view.request.query_params
    found = [line for line in query.getlist("s") if line.strip()]
    item, how, value = (query.get(name, "").strip() for name in FIELDS)
    if item and how and (value or how in ("promise", "drop") or how == "after"):
        found.append(" ".join(part for part in (item, how, value if how in ("days", "after") else "") if part))
    return list(dict.fromkeys(found))


def lines_to_change(graph: Graph, lines: list[str]) -> dict[str, Any]:
    """The lines as a change of the graph; what cannot be read is left to the engine to refuse."""
    changed: dict[str, dict[str, Any]] = {}
    drop: list[str] = []
    for line in lines:
        item, how, value = [*line.split(maxsplit=2), "", ""][:3]
        fields = changed.setdefault(item, {}) if how != "drop" else {}
        if how == "drop":
            drop.append(item)
        elif how == "days":
            fields["days"] = int(value) if value.isascii() and value.isdigit() else value
        elif how == "promise":
            known = graph.items.get(item)
            # Decided the same day unless the graph says otherwise.
            fields["days"] = (known.promise.days if known else None) or 0
        else:
            fields["after"] = [one for one in value.replace(",", " ").split() if one]
    return {"set": changed, "drop": drop}


def line_text(view: RequestView, graph: Graph, line: str) -> str:
    """A line in words."""
    _ = view.tr
    item, how, value = [*line.split(maxsplit=2), "", ""][:3]
    name = f"{item} {graph_view.item_name(view, graph.items[item])}" if item in graph.items else item
    told = {
        "days": _("%(item)s: %(value)s days"),
        "promise": _("%(item)s: decided on a promise"),
        "drop": _("%(item)s: dropped"),
        "after": _("%(item)s: waits only for %(value)s"),
    }
    return told.get(how, "%(item)s") % {"item": name, "value": value or _("nothing")}
