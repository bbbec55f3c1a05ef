"""A Change in a file, written by hand (YAML) or by a program (JSON)."""

from __future__ import annotations

from pathlib import Path

import yaml

from liantu.model.change import Change
from liantu.model.problems import Problem, Problems


def read_change(path: Path) -> Change:
    """The Change of a file. Raises Problems when it says none, OSError when it cannot be opened."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise Problems([Problem("bad_change", file=str(path), value=str(error).splitlines()[0])]) from None
    return Change.from_dict(data)
