"""Reading single values of a graph: each kind of value in one place, each mistake a problem with its path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from liantu.library.approvals.graph import MAX_DAYS
from liantu.library.calendar import FIRST, LAST
from liantu.library.marked_yaml import MarkedFile, NodePath
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem

#: More months, or times, than a hundred years have months are a slip of the pen.
MAX_COUNT = 1_200
_NOTHING = ("", "null", "~", "None")


@dataclass
class FieldReader:
    """Reads values of a marked file; gathers every problem and stops at none."""

    marked: MarkedFile
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, code: str, path: NodePath, value: Any = "", **slots: str) -> None:
        """Note a problem at a path."""
        self.problems.append(self.marked.problem(code, path, value, **slots))

    def found_under(self, path: NodePath) -> bool:
        """Whether there is a problem already at a path or inside it."""
        file = self.marked.problem("", path).file
        return any(problem.file.startswith(file) for problem in self.problems)

    def mapping(
        self, raw: Any, path: NodePath, known: Iterable[str] | None = None, shape: str = "{…}"
    ) -> dict[str, Any]:
        """Keys and values; unknown keys are noted and left out."""
        if raw is None or _is_nothing(raw):
            return {}
        if not isinstance(raw, Mapping):
            self.wrong("wrong_shape", path, raw, wanted=shape)
            return {}
        found = {str(key): value for key, value in raw.items()}
        if known is None:
            return found
        for key in found.keys() - set(known):
            self.wrong("unknown_key", (*path, key), key, nearest=suggest_nearest(key, known))
        return {key: value for key, value in found.items() if key in set(known)}

    def each(self, raw: Any, path: NodePath, shape: str = "[…]") -> Iterator[tuple[NodePath, Any]]:
        """The members of a list with their paths; a single value is a list of one."""
        if raw is None or _is_nothing(raw):
            return
        if isinstance(raw, Mapping):
            self.wrong("wrong_shape", path, raw, wanted=shape)
        elif isinstance(raw, list | tuple):
            yield from (((*path, number), value) for number, value in enumerate(raw))
        else:
            yield path, raw

    def text(self, raw: Any, path: NodePath) -> str:
        """A text; blank when there is none."""
        if raw is None or raw in _NOTHING[1:]:
            return ""
        if isinstance(raw, Mapping | list):
            self.wrong("wrong_shape", path, raw, wanted="…")
            return ""
        return str(raw)

    def choice(self, raw: Any, path: NodePath, choices: tuple[str, ...], default: str) -> str:
        """One of the choices; the default when nothing is written or what is written is none of them."""
        if raw is None or _is_nothing(raw):
            return default
        text = read_word(raw)
        if text not in choices:
            self.wrong("not_a_choice", path, text, choices=", ".join(choices))
            return default
        return text

    def days(self, raw: Any, path: NodePath) -> int | None:
        """A whole number of days, none below zero; None when nothing is written: nobody knows."""
        if raw is None or _is_nothing(raw):
            return None
        text = str(raw).strip()
        try:
            number = int(text)
        except ValueError:
            self.wrong("not_whole_days", path, text)
            return None
        if isinstance(raw, bool):
            self.wrong("not_whole_days", path, text)
            return None
        if number < 0:
            self.wrong("negative_days", path, text)
            return None
        if number > MAX_DAYS:
            self.wrong("too_many_days", path, text)
            return None
        return number

    def count(self, raw: Any, path: NodePath) -> int | None:
        """A whole number above zero, as of months; None when nothing is written."""
        if raw is None or _is_nothing(raw):
            return None
        text = str(raw).strip()
        if not (text.isascii() and text.isdigit() and 0 < int(text) <= MAX_COUNT):
            self.wrong("not_a_count", path, text, most=str(MAX_COUNT))
            return None
        return int(text)

    def day(self, raw: Any, path: NodePath) -> date | None:
        """A day as 2026-03-01 within the calendar; None when nothing is written."""
        if raw is None or _is_nothing(raw):
            return None
        try:
            day = date.fromisoformat(str(raw).strip())
        except ValueError:
            self.wrong("not_a_day", path, raw)
            return None
        if not FIRST <= day <= LAST:
            self.wrong("day_outside_calendar", path, raw, first=FIRST.isoformat(), last=LAST.isoformat())
            return None
        return day


def _is_nothing(raw: Any) -> bool:
    return isinstance(raw, str) and raw.strip() in _NOTHING


def read_word(raw: Any) -> str:
    """A value as text; a truth value made by another YAML reader is the word that was written."""
    return {True: "yes", False: "no"}[raw] if isinstance(raw, bool) else str(raw).strip()
