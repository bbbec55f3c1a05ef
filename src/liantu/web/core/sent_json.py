"""JSON that programs send: one object, each field once, and nothing in it that cannot be kept."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from liantu.model.problems import Problem, Problems
from liantu.model.text_checks import list_texts, refuse_unwritable


def read_json(body: bytes) -> dict[str, Any]:
    """The object that was sent. Raises Problems when it is none, or holds what cannot be kept."""
    try:
        data = json.loads(body, object_pairs_hook=_read_object)
    except (ValueError, RecursionError):  # numbers of thousands of digits are a ValueError
        data = None
    if not isinstance(data, dict):
        raise Problems([Problem("bad_change", value=body[:60].decode("utf-8", "replace"))])
    refuse_unwritable(list_texts(data))
    return data


def _read_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Readers differ on which of two counts. Raises Problems."""
    found = dict(pairs)
    if len(found) < len(pairs):
        counts = Counter(name for name, _ in pairs)
        raise Problems([Problem("json_twice", value=name) for name, times in counts.most_common(10) if times > 1])
    return found
