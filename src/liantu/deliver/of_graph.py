"""The items of a graph as a case needs them."""

from __future__ import annotations

from liantu.deliver.items import Item, Items, Material, Prerequisite
from liantu.library.approvals import Graph


def items_of(graph: Graph) -> Items:
    """The items of a graph by id; a material that nobody has called secondary is taken for a main one."""
    return {
        item.id: Item(
            item.id,
            item.zh,
            item.en,
            "; ".join(item.authority),
            item.days,
            item.unit,
            tuple(Prerequisite(before.item, before.kind) for before in item.after),
            item.promise.possible == "yes",
            item.gaps.possible == "yes",
            tuple(Material(one.zh, one.zh, one.en, one.part != "secondary") for one in item.materials),
        )
        for item in graph.items.values()
        if not item.gate
    }
