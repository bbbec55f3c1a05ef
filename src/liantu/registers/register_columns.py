"""Which column of a register is which field; columns of persons are known by their headings and never taken."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from liantu.model.problems import Problem, Problems

FIELDS = (
    *("code", "name", "province", "region", "address", "industry", "capital", "founded", "status"),
    *("scope", "staff", "tags"),
)
#: Without these nothing can be looked for.
REQUIRED = ("name", "scope")
PERSON = "person"


@dataclass(frozen=True)
class Columns:
    """``taken``: the place of the column of each field. ``persons`` and ``others``: headings that are left out."""

    headings: tuple[str, ...]
    taken: Mapping[str, int]
    persons: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def shape(self) -> str:
        """What tells files of these headings from others: a mapping is remembered for it."""
        return shape_of(self.headings)

    @property
    def mapping(self) -> dict[str, str]:
        """The heading of each field."""
        return {field: self.headings[place] for field, place in self.taken.items()}


def shape_of(headings: Sequence[str]) -> str:
    """What tells files of some headings from others.

    >>> shape_of(["a", "b"]) == shape_of(["a", " b "]) != shape_of(["b", "a"])
    True
    """
    return sha256("\n".join(heading.strip() for heading in headings).encode()).hexdigest()[:16]


def map_columns(headings: Sequence[str], chosen: Mapping[str, str], file: str) -> Columns:
    """The columns of a file: as chosen (field to heading), else by the words of their headings.

    Raises Problems with all that is wrong: a heading that is not there, one of persons, a field that lacks.
    """
    headings = [heading.strip() for heading in headings]
    taken, problems = _take_chosen(headings, chosen, file)
    taken = {**_recognise(headings, {*taken.values()}), **taken}
    slots = {"choices": ", ".join(filter(None, headings))}
    lacking = [field for field in REQUIRED if field not in taken]
    if lacking and not problems:
        problems = [Problem("register_column_lacks", file=file, value=field, slots=slots) for field in lacking]
    if problems:
        raise Problems(problems)
    left = {heading: is_person(heading) for n, heading in enumerate(headings) if n not in taken.values() and heading}
    persons = tuple(filter(left.get, left))
    return Columns(tuple(headings), taken, persons, tuple(heading for heading in left if heading not in persons))


def _take_chosen(headings: Sequence[str], chosen: Mapping[str, str], file: str) -> tuple[dict[str, int], list[Problem]]:
    """The columns that were chosen, and what is wrong with the others."""
    taken: dict[str, int] = {}
    problems: list[Problem] = []
    for field, heading in chosen.items():
        if field not in FIELDS:
            slots = {"choices": ", ".join(FIELDS)}
            problems.append(Problem("register_unknown_field", file=file, value=field, slots=slots))
        elif heading not in headings:
            slots = {"choices": ", ".join(filter(None, headings))}
            problems.append(Problem("register_no_such_column", file=file, column=field, value=heading, slots=slots))
        elif is_person(heading):
            problems.append(Problem("register_person_column", file=file, column=field, value=heading))
        else:
            taken[field] = headings.index(heading)
    return taken, problems


def _recognise(headings: Sequence[str], taken: Collection[int]) -> dict[str, int]:
    """The fields that headings are the words of, each at its first column; columns that are taken are not looked at."""
    words = ["" if n in taken else _find_field(heading) for n, heading in enumerate(headings)]
    return {field: words.index(field) for field in FIELDS if field in words}


def _find_field(heading: str) -> str | None:
    """The field that a heading is a word of, with or without a unit in brackets behind it."""
    folded = heading.lower()
    bare = re.sub(r"\s*[(\uff08\[][^)\uff09\]]*[)\uff09\]]$", "", folded)
    return _read_words().get(folded) or _read_words().get(bare)


def is_person(heading: str) -> bool:
    """Whether a column names persons or how to reach them.

    >>> is_person("Legal_rep"), is_person("name")
    (True, False)
    """
    folded = heading.strip().lower()
    if _read_words().get(folded) in FIELDS:
        return False
    return any(word in folded for word, field in _read_words().items() if field == PERSON)


@cache
def _read_words() -> Mapping[str, str]:
    with Path(__file__).with_name("heading_words.csv").open(encoding="utf-8", newline="") as stream:
        return {row["heading"]: row["field"] for row in csv.DictReader(stream)}
