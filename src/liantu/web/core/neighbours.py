"""The other districts that a program serves beside one: each at an address of its own, so that no address means two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Neighbour:
    """Another district: its names, and where it is served."""

    zh: str
    en: str
    address: str

    def name(self, *, chinese: bool) -> str:
        """Its name in a language."""
        return self.zh if chinese else self.en


def describe_neighbour(about: Mapping[str, object], address: str) -> Neighbour:
    """A district by what it says of itself."""
    zh = str(about.get("zh") or about.get("id") or "")
    return Neighbour(zh, str(about.get("en") or zh), address)
