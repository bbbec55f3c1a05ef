"""From a form to a kept change."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from liantu.district.kept_prints import keep_prints
from liantu.model.change import Change
from liantu.model.problems import Problem, Problems
from liantu.web.core.request_view import RequestView

#: The field with which a form says that the warnings shown were read; it holds which they were.
CONFIRMED = "confirmed"
TakeWarnings = Callable[[Sequence[Problem]], None]


class UnconfirmedWarningsError(Exception):
    """A change is warned of what nobody has read yet; nothing was written."""

    def __init__(self, change: Change, warnings: Sequence[Problem]) -> None:
        super().__init__()
        self.change = change
        self.warnings = tuple(warnings)


def commit_change(
    view: RequestView, change: Change, base: int | None, kind: str = "edit", take_warnings: TakeWarnings | None = None
) -> int:
    """Keep a change under the name of whoever acts and return its number. Raises Problems; nothing is written then.

    ``base`` is the change that its author had seen. Raises UnconfirmedWarningsError for warnings that the form does not
    say were read; a program gives ``take_warnings`` and is told. A figure that a form writes over an earlier print of
    it becomes a row beside it.
    """
    if take_warnings is None and kind == "edit":
        change, notes = keep_prints(view.present.given, change)
        if notes:
            warnings = [*notes, *view.present.what_if(change).supposed_warnings]
            if view.confirmed != warnings_digest(warnings):
                raise UnconfirmedWarningsError(change, warnings)
            return view.present.history.commit(change, view.person, kind, base, lambda _read: None)

    def require_confirmation(warnings: Sequence[Problem]) -> None:
        """Let the change pass where just these warnings were read."""
        if view.confirmed != warnings_digest(warnings):
            raise UnconfirmedWarningsError(change, warnings)

    return view.present.history.commit(change, view.person, kind, base, take_warnings or require_confirmation)


def warnings_digest(warnings: Sequence[Problem]) -> str:
    """What just these warnings are known by."""
    return hashlib.sha256("\n".join(problem.message("en") for problem in warnings).encode()).hexdigest()[:16]


def undo_change(view: RequestView, number: int, reason: str) -> int:
    """Take a change back. Raises Problems that name what rests on it."""
    return view.present.history.undo(number, view.person, reason)


def require_person(view: RequestView) -> str:
    """The name of whoever acts; raises Problems when nobody has said it."""
    if not view.person:
        raise Problems([Problem("no_person")])
    return view.person
