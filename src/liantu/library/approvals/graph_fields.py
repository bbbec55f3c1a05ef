"""Reading single values of a graph: each kind of value in one place, each mistake a problem with its path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from liantu.library.approvals.graph import MOST
from liantu.library.marked_yaml import At, MarkedFile
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem

_NOTHING = ("", "null", "~", "None")


@dataclass
class FieldReader:
    """Reads values of a marked file; gathers every problem and stops at none."""

    marked: MarkedFile
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, code: str, at: At, value: Any = "", **slots: str) -> None:
        """Note a problem at a path."""
        self.problems.append(self.marked.problem(code, at, value, **slots))

    def found_under(self, at: At) -> bool:
        """Whether there is a problem already at a path or inside it."""
        path = self.marked.problem("", at).file
        return any(problem.file.startswith(path) for problem in self.problems)

    def mapping(self, given: Any, at: At, known: Iterable[str] | None = None, wanted: str = "{…}") -> dict[str, Any]:
        """Keys and values; unknown keys are noted and left out."""
        if given is None or _is_nothing(given):
            return {}
        if not isinstance(given, Mapping):
            self.wrong("wrong_shape", at, given, wanted=wanted)
            return {}
        found = {str(key): value for key, value in given.items()}
        if known is None:
            return found
        for key in found.keys() - set(known):
            self.wrong("unknown_key", (*at, key), key, nearest=suggest_nearest(key, known))
        return {key: value for key, value in found.items() if key in set(known)}

    def each(self, given: Any, at: At, wanted: str = "[…]") -> Iterator[tuple[At, Any]]:
        """The members of a list with their paths; a single value is a list of one."""
        if given is None or _is_nothing(given):
            return
        if isinstance(given, Mapping):
            self.wrong("wrong_shape", at, given, wanted=wanted)
        elif isinstance(given, list | tuple):
            yield from (((*at, number), value) for number, value in enumerate(given))
        else:
            yield at, given

    def text(self, given: Any, at: At) -> str:
        """A text; blank when there is none."""
        if given is None or given in _NOTHING[1:]:
            return ""
        if isinstance(given, Mapping | list):
            self.wrong("wrong_shape", at, given, wanted="…")
            return ""
        return str(given)

    def choice(self, given: Any, at: At, choices: tuple[str, ...], default: str) -> str:
        """One of the choices; the default when nothing is written or what is written is none of them."""
        if given is None or _is_nothing(given):
            return default
        text = read_word(given)
        if text not in choices:
            self.wrong("not_a_choice", at, text, choices=", ".join(choices))
            return default
        return text

    def days(self, given: Any, at: At) -> int | None:
        """A whole number of days, none below zero; None when nothing is written: nobody knows."""
        if given is None or _is_nothing(given):
            return None
        text = str(given).strip()
        try:
            number = int(text)
        except ValueError:
            self.wrong("not_whole_days", at, text)
            return None
        if isinstance(given, bool):
            self.wrong("not_whole_days", at, text)
            return None
        if number < 0:
            self.wrong("negative_days", at, text)
            return None
        if number > MOST:
            self.wrong("too_many_days", at, text)
            return None
        return number


def _is_nothing(given: Any) -> bool:
    return isinstance(given, str) and given.strip() in _NOTHING


def read_word(given: Any) -> str:
    """A value as text; a truth value made by another YAML reader is the word that was written."""
    return {True: "yes", False: "no"}[given] if isinstance(given, bool) else str(given).strip()
