"""Schemes of composite indices that are shipped, as the files in ``indices``; how they are read is the engine's."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "indices"
#: The scheme that has steps and no nodes of its own: what a table of nodes takes where it brings no steps.
USUAL_STEPS = "handbook"


def list_index_schemes() -> list[str]:
    """Ids of all schemes.

    >>> list_index_schemes()
    ['handbook', 'operation']
    """
    return sorted(path.stem for path in _FOLDER.glob("*.yaml"))


@cache
def read_index_text(name: str) -> str:
    """The text of a scheme's file; LookupError when there is none of that id."""
    if name not in list_index_schemes():
        raise LookupError(f"there is no index called {name}")
    return (_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
