"""From a form to a kept change."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from liantu.model.change import Change
from liantu.model.problems import Problem, Problems
from liantu.store.commit import ChangeEntry
from liantu.web.core.forms import current_row
from liantu.web.core.request_view import RequestView


def commit_change(
    view: RequestView,
    change: Change,
    base: int | None,
    kind: str = "edit",
    beside: Callable[[Connection], object] = lambda connection: None,
) -> int:
    """Keep a change under the name of whoever acts and return its number. Raises Problems; nothing is written then.

    ``base`` is the change that its author had seen; ``beside`` writes what belongs to it in the same transaction.
    """
    return current_row.require_workspace(view).commit(
        change, make_entry(view, kind, change.reason, change.source), base, beside
    )


def undo_change(view: RequestView, number: int, reason: str) -> int:
    """Take a change back. Raises Problems that name what rests on it."""
    return current_row.require_workspace(view).undo(number, make_entry(view, "undo", reason, ""))


def make_entry(view: RequestView, kind: str, reason: str, source: str) -> ChangeEntry:
    """What is told about a change; raises Problems when nobody has said who acts."""
    if not view.person:
        raise Problems([Problem("no_person")])
    return ChangeEntry(view.person, kind, reason, source)
