"""The members of an object that a program or a person wrote: one that nobody reads is refused, not passed over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem

#: So many members of one object are told.
_FEW = 20


def find_unknown_members(written: object, known: Sequence[str], row: int | None = None) -> list[Problem]:
    """Each member of another name, with the nearest and all there are; of what is no object nothing is said.

    >>> [problem.slots["nearest"] for problem in find_unknown_members({"bsae": 3, "rows": []}, ["base", "rows"])]
    [' (base?)']
    """
    members = written if isinstance(written, Mapping) else {}
    names = [str(name)[:60] for name in members if name not in known][:_FEW]
    return [
        Problem(
            "unknown_member",
            row=row,
            column=name,
            value=name,
            slots={"nearest": suggest_nearest(name, known), "choices": ", ".join(known)},
        )
        for name in names
    ]
