"""Texts that stand in no table are checked for what text may not hold: reasons, names, keys, descriptions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from liantu.model.plain_text import find_unwritable, show_hidden
from liantu.model.problems import Problem, Problems


def refuse_unwritable(texts: Iterable[tuple[str, str]]) -> None:
    """Raises Problems when one of the texts, each with what it is called, holds what cannot be written."""
    if problems := check_texts(texts):
        raise Problems(problems)


def check_texts(texts: Iterable[tuple[str, str]], file: str = "") -> list[Problem]:
    """What cannot be written in some texts, each with what it is called."""
    return [
        Problem(
            "unwritable_character",
            file=file,
            column=show_hidden(name),
            value=show_hidden(text),
            slots={"character": found},
        )
        for name, text in texts
        if (found := find_unwritable(text))
    ]


def list_texts(value: Any) -> Iterator[tuple[str, str]]:
    """Every text in a value of lists and mappings, with the path to it; keys are texts too.

    >>> list(list_texts({"rows": [{"key": "a"}]}))
    [('rows', 'rows'), ('rows.0.key', 'key'), ('rows.0.key', 'a')]
    """
    waiting: list[tuple[str, Any]] = [("", value)]
    while waiting:
        path, found = waiting.pop()
        inside = f"{path}." if path else ""
        if isinstance(found, str):
            yield path, found
        elif isinstance(found, Mapping):
            yield from ((f"{inside}{key}", key) for key in found if isinstance(key, str))
            waiting += [(f"{inside}{key}", item) for key, item in found.items()]
        elif isinstance(found, (list, tuple)):
            waiting += [(f"{inside}{number}", item) for number, item in enumerate(found)]
