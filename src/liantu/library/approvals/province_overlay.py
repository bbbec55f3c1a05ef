"""What a province says, laid over what the country says: keys replaced, named parts of lists replaced by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def lay_over(beneath: Any, over: Any) -> Any:
    """A document with another over it; neither is changed.

    >>> lay_over({"a": {"zh": "甲", "days": 3}}, {"a": {"zh": "乙"}})
    {'a': {'zh': '乙', 'days': 3}}
    >>> lay_over([{"rule": "x", "days": 3}, {"rule": "y"}], [{"rule": "x", "days": 5}])
    [{'rule': 'x', 'days': 5}, {'rule': 'y'}]
    >>> lay_over(["a"], ["b"])
    ['b']
    """
    if isinstance(beneath, Mapping) and isinstance(over, Mapping):
        return {**beneath, **{key: lay_over(beneath.get(key), value) for key, value in over.items()}}
    if _is_named(beneath) and _is_named(over):
        by_rule = {entry["rule"]: entry for entry in over}
        return [lay_over(entry, by_rule.pop(entry["rule"], {})) for entry in beneath] + [*by_rule.values()]
    return over


def _is_named(part: Any) -> bool:
    return isinstance(part, list) and bool(part) and all(isinstance(e, Mapping) and "rule" in e for e in part)
