"""What a what-if of a schedule supposes of its items, in words: once for the terminal and the pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from liantu.wording import N_, Translator

#: By the field that is set; a promise and a dropped item have no value.
_ITEM_CHANGES = {
    "days": N_("%(item)s: %(value)s days"),
    "promise": N_("%(item)s: decided on a promise"),
    "drop": N_("%(item)s: dropped"),
    "after": N_("%(item)s: waits only for %(value)s"),
    "not_before": N_("%(item)s: not before %(value)s"),
    "add": N_("%(item)s: added"),
    "end": N_("Ends: %(item)s"),
}
_OTHER_FIELD = N_("%(item)s: %(how)s %(value)s")


def item_change_text(item: str, how: str, value: str, tr: Translator) -> str:
    """What is another of an item; ``how`` is the field that is set, or that the item is added or dropped.

    >>> item_change_text("C7", "days", "3", str), item_change_text("C7", "drop", "", str)
    ('C7: 3 days', 'C7: dropped')
    """
    return tr(_ITEM_CHANGES.get(how, _OTHER_FIELD)) % {"item": item, "how": how, "value": value or tr("nothing")}


def list_item_changes(change: Mapping[str, Any], names: Mapping[str, str], tr: Translator) -> Iterator[str]:
    """A change of a graph (``set``, ``add``, ``drop``, ``end``) as a line a field; ``names`` are those of its items."""
    for item, fields in (change.get("set") or {}).items():
        for how, value in (fields or {}).items():
            yield item_change_text(names.get(str(item), str(item)), how, _value_text(value), tr)
    for how in ("add", "drop"):
        for item in _listed(change.get(how)):
            yield item_change_text(names.get(item, item), how, "", tr)
    if ends := _listed(change.get("end")):
        yield item_change_text(", ".join(names.get(item, item) for item in ends), "end", "", tr)


def _value_text(value: object) -> str:
    return ", ".join(_listed(value)) if isinstance(value, Sequence) and not isinstance(value, str) else str(value)


def _listed(value: Any) -> list[str]:
    if value is None:
        return []
    return [str(value)] if isinstance(value, str | int) else [str(part) for part in value]
