"""Evaluation schemes that somebody published, as the files in ``evaluations``; how they are read is the engine's."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "evaluations"


def list_schemes() -> list[str]:
    """Ids of all schemes.

    >>> "huangyan-2022" in list_schemes()
    True
    """
    return sorted(path.stem for path in _FOLDER.glob("*.yaml"))


@cache
def read_scheme_text(name: str) -> str:
    """The text of a scheme's file; LookupError when there is none of that id."""
    if name not in list_schemes():
        raise LookupError(f"there is no scheme called {name}")
    return (_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
