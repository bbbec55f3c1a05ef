"""Problems: what is wrong, where, and what to do, in the user's language.

The catalogues ``problems.csv`` and ``message_parts.csv`` hold the words; code only names the code and fills the slots.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from liantu.model.plain_text import show_hidden

#: How much of what stands there a message repeats; a path or a row fits, a whole file does not.
_LONGEST = 200


class NoPolicy(LookupError):
    """A policy had no value yet on the day asked for."""


class BilingualText(str):
    """A text for a message that reads otherwise in Chinese, such as the label of a code; as text it is English."""

    __slots__ = ("zh",)
    zh: str

    def __new__(cls, zh: str, en: str) -> BilingualText:
        """The text in both languages."""
        made = super().__new__(cls, en)
        made.zh = zh
        return made

    def in_language(self, language: str) -> str:
        """The text in one language."""
        return self.zh if language.startswith("zh") else str(self)


@dataclass(frozen=True)
class Problem:
    """One finding. ``row`` counts lines of the file as a spreadsheet shows them (header is 1)."""

    code: str
    table: str = ""
    file: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""
    slots: dict[str, str] = field(default_factory=dict)

    @property
    def severity(self) -> str:
        """``error`` stops loading; ``warning`` is a finding; ``note`` says what was read how."""
        return _catalogue()[self.code]["severity"]

    def where(self, language: str = "zh_CN") -> str:
        """File, row and column in words."""
        parts = [self.file or self.table]
        if self.row is not None:
            parts.append(compose_part("row", row=self.row).in_language(language))
        if self.column:
            kind = "option" if self.column.startswith("--") else "column"
            parts.append(compose_part(kind, column=self.column).in_language(language))
        return compose_part("place").in_language(language).join(filter(None, parts))

    def message(self, language: str = "zh_CN", keep_bytes: bool = False) -> str:
        """Where, what, current value, what to do; one line. The code is beside it in data, never in the sentence.

        ``keep_bytes`` as in ``show_hidden``.

        >>> Problem("source_required", file="plants.csv", row=3, column="source").message("en")  # doctest: +ELLIPSIS
        'plants.csv, row 3, column “source”: a stated row has no source. ...'
        """
        entry = _catalogue()[self.code]
        suffix = "zh" if language.startswith("zh") else "en"
        value = self.value if isinstance(self.value, BilingualText) else _shorten(self.value)
        slots = {"value": value, "nearest": "", "further": "", "column": self.column, "table": self.table, **self.slots}
        if suffix == "zh":
            slots = {name: text.zh if isinstance(text, BilingualText) else text for name, text in slots.items()}
        sentence = entry[suffix].format(**slots)
        todo = entry[f"do_{suffix}"].format(**slots)
        where = self.where(language)
        if where:
            if not self.file and self.column.startswith("--"):  # the sentence begins with the word for an option
                where = where[:1].upper() + where[1:]
            where += compose_part("colon").in_language(language)
        elif entry[suffix][:1].isalpha():  # what begins with a slot begins as it stands
            sentence = sentence[:1].upper() + sentence[1:]
        message = f"{where}{sentence}" + ((todo if suffix == "zh" else f" {todo}") if todo else "")
        return show_hidden(message, keep_bytes)


def record_problem(problem: Problem) -> dict[str, object]:
    """A problem as JSON keeps it; texts in two languages keep both. ``restore_problem`` reads it back."""
    slots = {name: _record_text(text) for name, text in problem.slots.items()}
    texts = {"value": _record_text(problem.value), "column": _record_text(problem.column)}
    return {**vars(problem), **texts, "slots": slots}


def restore_problem(record: Mapping[str, Any]) -> Problem:
    """A problem that JSON kept.

    >>> record = record_problem(Problem("dangling", value="x", slots={"wanted": BilingualText("企业", "firms")}))
    >>> restore_problem(record).slots["wanted"].in_language("zh")
    '企业'
    """
    slots = {name: _restore_text(text) for name, text in record.get("slots", {}).items()}
    texts = {name: _restore_text(record.get(name, "")) for name in ("value", "column")}
    return Problem(**{**record, **texts, "slots": slots})


def _record_text(text: str) -> object:
    return {"zh": text.zh, "en": str(text)} if isinstance(text, BilingualText) else text


def _restore_text(text: Any) -> str:
    return BilingualText(text["zh"], text["en"]) if isinstance(text, dict) else text


class Problems(Exception):
    """All problems of one reading or one change, raised together; nothing was kept. As text, for those who program:
    a line each with its code first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{p.code}: {p.message('en')}" for p in self.problems))


def list_problem_codes() -> list[str]:
    """All codes of the catalogue."""
    return list(_catalogue())


def compose_part(name: str, **slots: object) -> BilingualText:
    """A part of a message in both languages, from ``message_parts.csv``.

    >>> str(compose_part("row", row=3))
    'row 3'
    """
    words = _parts()[name]
    zh = {slot: text.zh if isinstance(text, BilingualText) else text for slot, text in slots.items()}
    return BilingualText(words["zh"].format(**zh), words["en"].format(**slots))


def join_texts(texts: Iterable[str], between: str = "list") -> BilingualText:
    """Several texts with what stands between them in each language: ``list`` or ``clauses``.

    >>> str(join_texts(["a", BilingualText("乙", "b")]))
    'a, b'
    """
    parts, separator = list(texts), compose_part(between)
    zh = separator.zh.join(text.zh if isinstance(text, BilingualText) else text for text in parts)
    return BilingualText(zh, separator.join(parts))


def _shorten(text: str) -> str:
    text = " ".join(text.split("\n"))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    return _read_words("problems.csv", "code")


@cache
def _parts() -> dict[str, dict[str, str]]:
    return _read_words("message_parts.csv", "name")


def _read_words(file: str, key: str) -> dict[str, dict[str, str]]:
    with Path(__file__).with_name(file).open(encoding="utf-8", newline="") as stream:
        return {row[key]: row for row in csv.DictReader(stream)}
