"""What a folder says that it lacks: rows that may not leave the house were left out when it was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from liantu.exchange.encoding import decode_text
from liantu.exchange.regular_files import read_regular_file
from liantu.library.strict_yaml import LARGEST, read_strict_yaml
from liantu.model.problems import Problem, Problems

#: The file beside the tables.
NAME = "lacking.yaml"


@dataclass(frozen=True)
class LackingRows:
    """Whether a folder has all rows all the same, and the change of the workspace that it was written after."""

    complete: bool = False
    change: int | None = None


def write_lacking_rows(folder: Path, tables: list[str], change: int, notes: Mapping[str, str]) -> None:
    """Say in a folder of which tables it lacks rows, for people in the words of ``notes`` (zh, en) and for programs.

    Neither the rows nor how many of a table are told. Of a folder that lacks nothing, what an earlier export said goes.
    """
    path = folder / NAME
    if not tables:
        path.unlink(missing_ok=True)
        return
    content = {**notes, "complete": False, **({"change": change} if change else {}), "tables": tables}
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8")


def read_lacking_rows(folder: Path) -> LackingRows | None:
    """What a folder says; None when it says nothing. Raises Problems when that cannot be read."""
    path = folder / NAME
    if not path.exists() and not path.is_symlink():
        return None
    text, _notes = decode_text(read_regular_file(path, LARGEST), NAME)
    content = read_strict_yaml(text, NAME)
    complete, change = (content.get(key) for key in ("complete", "change")) if isinstance(content, dict) else (0, 0)
    if not isinstance(complete, bool) or isinstance(change, bool) or not isinstance(change, (int, type(None))):
        raise Problems([Problem("bad_lacking", file=NAME)])
    return LackingRows(complete, change)
