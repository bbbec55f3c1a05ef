"""From a form to a kept change."""

from __future__ import annotations

from liantu.model.change import Change
from liantu.model.problems import Problem, Problems
from liantu.web.core.request_view import RequestView


def commit_change(view: RequestView, change: Change, base: int | None, kind: str = "edit") -> int:
    """Keep a change under the name of whoever acts and return its number. Raises Problems; nothing is written then.

    ``base`` is the change that its author had seen.
    """
    return view.present.history.commit(change, view.person, kind, base)


def undo_change(view: RequestView, number: int, reason: str) -> int:
    """Take a change back. Raises Problems that name what rests on it."""
    return view.present.history.undo(number, view.person, reason)


def require_person(view: RequestView) -> str:
    """The name of whoever acts; raises Problems when nobody has said it."""
    if not view.person:
        raise Problems([Problem("no_person")])
    return view.person
