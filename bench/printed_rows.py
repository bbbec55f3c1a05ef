"""A measured figure as a printed row, beside its target; of nothing but this, so that any bench runs alone."""

from __future__ import annotations


def row(label: str, value: str, target: str = "", met: bool | None = None) -> None:
    """Print a figure with its target and whether it is met."""
    mark = "" if met is None else "  met" if met else "  NOT MET"
    print(f"  {label:<58}{value:>16}   {target}{mark}")
