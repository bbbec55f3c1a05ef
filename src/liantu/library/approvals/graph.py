"""An item graph as it is read: items with days and prerequisites, gates, questions, ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

#: What a prerequisite is: the law asks for it; its result is used again; it must be there before works (or
#: production) start; the usual order.
PREREQUISITES = ("legal", "reuse", "start_gate", "recommended")
#: From what of a prerequisite its lag is counted: from its finish, or from its start (start-to-start).
LINKS = ("finish", "start")
UNITS = ("workday", "day")
#: Who does what no office decides: works, acceptance by the parties.
APPLICANT = "applicant"
#: Days of a hundred years: more is a slip of the pen.
MAX_DAYS = 36_500
#: Whose number of days it is: law or ministry rule; the office's word; of a stage; of the whole; for planning.
DAYS = ("statutory", "promised", "stage", "total", "planning")
#: ``confirmed``: read in the source named; ``default``: a planning value of ours; ``unknown``: 待核.
STATUSES = ("confirmed", "default", "unknown")


@dataclass(frozen=True)
class Prerequisite:
    """An item that must be done before, and why.

    With ``link`` ``start`` it need only have begun. ``lag`` is how long after that the item begins at the earliest, in
    working days or in 日 by ``unit``. Prerequisites of an item with the same ``choice`` above zero are alternatives:
    the first of them that is there is enough.
    """

    item: str
    kind: str = "legal"
    link: str = "finish"
    lag: int = 0
    unit: str = "workday"
    choice: int = 0

    @property
    def plain(self) -> bool:
        """Whether it says no more than that the item follows."""
        return self.link == "finish" and not self.lag and not self.choice


@dataclass(frozen=True)
class ItemRule:
    """Under which answers an item applies, and what of it is then different.

    ``when`` holds the choices of each question that fire the rule; one that is not in it may have any answer.
    """

    id: str
    when: Mapping[str, tuple[str, ...]]
    applies: bool
    changes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ItemLimit:
    """Another number of days of an item: whose, and how sure."""

    kind: str
    days: int | None
    unit: str
    basis: str = ""
    status: str = "unknown"


@dataclass(frozen=True)
class ItemPause:
    """Time an item stands still beside its days: expert review, public notice."""

    days: int
    unit: str
    zh: str = ""
    en: str = ""


@dataclass(frozen=True)
class Validity:
    """How long a decision is held while what it is for has not begun.

    One of ``begin`` must have begun within ``months`` of the decision, else the decision has expired. It may be
    extended ``extensions`` times by ``extension_months`` each. ``months`` is None when nobody knows.
    """

    months: int | None = None
    begin: tuple[str, ...] = ()
    extensions: int = 0
    extension_months: int = 0
    basis: str = ""
    status: str = "unknown"

    @property
    def binding(self) -> bool:
        """Whether it locks what rests on the decision: only when its source was read; else it is a note (待核)."""
        return self.status == "confirmed" and self.months is not None and bool(self.begin)


@dataclass(frozen=True)
class Permission:
    """Whether something is possible (``yes``, ``no``, ``unknown``) and what is known of it.

    Used for decisions on a promise (告知承诺) and acceptance with gaps (容缺受理).
    """

    possible: str = "unknown"
    zh: str = ""
    en: str = ""
    days: int | None = None
    unit: str = "workday"
    basis: str = ""
    status: str = "unknown"


@dataclass(frozen=True)
class Material:
    """A paper an item wants. Only a ``secondary`` one may be handed in later; ``unknown`` is 待核.

    ``id`` is what a case calls it; its Chinese name unless given.
    """

    id: str
    zh: str
    en: str = ""
    part: str = "unknown"
    basis: str = ""
    status: str = "unknown"


@dataclass(frozen=True)
class Item:
    """One matter. ``days`` is None when nobody knows; ``low`` and ``high`` are its range, when one is given.

    ``when`` holds the answers under which it applies, and under all others it does not; ``rules`` is the longer form.
    Without either it always applies. A ``gate`` is an item of no days; ``opens`` is the stage of the pipeline that a
    project does not reach while the gate is shut. ``portions``: it may be given in stages; the first opens its gate.
    ``not_before``: the day it begins at the earliest; ``validity``: how long its decision is held.
    """

    id: str
    zh: str = ""
    en: str = ""
    stage: str = ""
    authority: tuple[str, ...] = ()
    days: int | None = None
    low: int | None = None
    high: int | None = None
    unit: str = "workday"
    kind: str = "planning"
    after: tuple[Prerequisite, ...] = ()
    when: Mapping[str, tuple[str, ...]] | None = None
    rules: tuple[ItemRule, ...] = ()
    limits: tuple[ItemLimit, ...] = ()
    pauses: tuple[ItemPause, ...] = ()
    promise: Permission = Permission()
    gaps: Permission = Permission()
    portions: bool = False
    not_before: date | None = None
    validity: Validity | None = None
    materials: tuple[Material, ...] = ()
    basis: str = ""
    status: str = "unknown"
    note: str = ""
    gate: bool = False
    opens: str = ""

    @property
    def choices(self) -> tuple[tuple[Prerequisite, ...], ...]:
        """What it waits for, alternatives together: of each group any is enough."""
        return group_choices(self.after)

    @property
    def legal(self) -> tuple[tuple[Prerequisite, ...], ...]:
        """What must be decided before this one is: of each group any, of most groups the only one."""
        return group_choices(before for before in self.after if before.kind == "legal")


def group_choices(prerequisites: Iterable[Prerequisite]) -> tuple[tuple[Prerequisite, ...], ...]:
    """Prerequisites in groups of which any is enough; one that is no alternative is a group of its own.

    >>> [[before.item for before in group] for group in group_choices(
    ...     [Prerequisite("A1"), Prerequisite("A3", choice=1), Prerequisite("P6", choice=1)])]
    [['A1'], ['A3', 'P6']]
    """
    groups: dict[object, list[Prerequisite]] = {}
    for number, before in enumerate(prerequisites):
        groups.setdefault(before.choice or ("", number), []).append(before)
    return tuple(tuple(group) for group in groups.values())


@dataclass(frozen=True)
class Question:
    """A question about the project, with the answers it may have in both languages."""

    id: str
    choices: Mapping[str, Mapping[str, str]]
    zh: str = ""
    en: str = ""
    basis: str = ""
    status: str = "unknown"


@dataclass(frozen=True)
class Graph:
    """A whole graph; ``items`` in the order of the file, gates after them. ``document`` is what was written.

    ``stages`` and ``authorities`` have the words for the ids that items use, where the graph gives them.
    """

    id: str
    version: str
    valid_from: str
    zh: str
    en: str
    stages: Mapping[str, Mapping[str, str]]
    authorities: Mapping[str, Mapping[str, str]]
    questions: Mapping[str, Question]
    items: Mapping[str, Item]
    end: tuple[str, ...]
    document: Mapping[str, Any]
