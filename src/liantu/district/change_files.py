"""Changes in files that people write by hand."""

from __future__ import annotations

from pathlib import Path

from liantu.model.change import Change


def read_change_file(path: Path) -> Change:
    """The change of a file (YAML or JSON). Raises Problems with everything wrong in it."""
    from liantu.exchange.folder.change_file import read_change

    return read_change(path)
