"""What the library has of a province's own rules: evaluation schemes, and what approvals say there."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from liantu.library.provinces import find_province
from liantu.library.strict_yaml import read_strict_yaml

_SCHEMES = Path(__file__).parent / "evaluations" / "provinces.csv"
_APPROVALS = Path(__file__).parent / "approvals" / "provinces"


def list_provinces_with_rules() -> tuple[str, ...]:
    """The provinces of whose approvals something of their own is known.

    >>> list_provinces_with_rules()
    ('重庆',)
    """
    return tuple(_read_overlays())


def read_province_overlay(province: str | None) -> tuple[str, str] | None:
    """File name and text of what approvals say in a province beyond the country's; None where nothing is known."""
    return _read_overlays().get(find_province(province) or "")


def list_province_schemes(province: str | None) -> tuple[str, ...]:
    """The evaluation schemes that were published in a province.

    >>> list_province_schemes("重庆市"), list_province_schemes("福建")
    (('chongqing-2023',), ())
    """
    found = find_province(province)
    return tuple(scheme for scheme, where in _read_schemes().items() if where == found)


def find_scheme_province(scheme: str) -> str | None:
    """The province a shipped scheme was published in; None for one of anybody's own."""
    return _read_schemes().get(scheme)


@cache
def _read_schemes() -> dict[str, str]:
    with _SCHEMES.open(encoding="utf-8", newline="") as stream:
        return {row["scheme"]: row["province"] for row in csv.DictReader(stream)}


@cache
def _read_overlays() -> dict[str, tuple[str, str]]:
    texts = [(path.name, path.read_text(encoding="utf-8")) for path in sorted(_APPROVALS.glob("*.yaml"))]
    return {str(read_strict_yaml(text)["province"]): (name, text) for name, text in texts}
