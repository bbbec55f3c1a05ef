"""Composite indices of the made-up district, as files beside this one."""

from __future__ import annotations

from pathlib import Path


def read_indices() -> list[dict[str, str]]:
    """Each scheme with its data, as the description of the district keeps them."""
    schemes = sorted(Path(__file__).parent.glob("*.yaml"))
    return [
        {
            "index": path.stem,
            "yaml": path.read_text(encoding="utf-8"),
            "csv": path.with_suffix(".csv").read_text(encoding="utf-8"),
        }
        for path in schemes
    ]
