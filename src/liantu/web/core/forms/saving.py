"""From a form to a kept change."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from liantu.model.change import Change
from liantu.model.problems import Problem, Problems
from liantu.store.commit import Entry
from liantu.web.core.forms import current_row
from liantu.web.core.request_view import View


def save(
    view: View,
    change: Change,
    base: int | None,
    kind: str = "edit",
    beside: Callable[[Connection], object] = lambda connection: None,
) -> int:
    """Keep a change under the name of whoever acts and return its number. Raises Problems; nothing is written then.

    ``base`` is the change that its author had seen; ``beside`` writes what belongs to it in the same transaction.
    """
    return current_row.workspace(view).commit(change, entry(view, kind, change.reason, change.source), base, beside)


def undo(view: View, number: int, reason: str) -> int:
    """Take a change back. Raises Problems that name what rests on it."""
    return current_row.workspace(view).undo(number, entry(view, "undo", reason, ""))


def entry(view: View, kind: str, reason: str, source: str) -> Entry:
    """What is told about a change; raises Problems when nobody has said who acts."""
    if not view.person:
        raise Problems([Problem("no_person")])
    return Entry(view.person, kind, reason, source)
