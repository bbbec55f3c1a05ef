"""Evaluation schemes that somebody published, as the files in ``evaluations``; how they are read is the engine's."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "evaluations"


def names() -> list[str]:
    """Ids of all schemes.

    >>> "huangyan-2022" in names()
    True
    """
    return sorted(path.stem for path in _FOLDER.glob("*.yaml"))


@cache
def text(name: str) -> str:
    """The text of a scheme's file; LookupError when there is none of that id."""
    if name not in names():
        raise LookupError(f"there is no scheme called {name}")
    return (_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
