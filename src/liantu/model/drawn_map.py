"""A map that a deployer has drawn: shapes as plain values, and where the shapes of places lie."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

#: Left, top, right, bottom.
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class MapShape:
    """An element with its attributes, words and children; ``box`` is where it lies, None where that is not known."""

    tag: str
    attributes: Mapping[str, str]
    words: str = ""
    children: Sequence[MapShape] = ()
    box: Box | None = None

    @property
    def key(self) -> str:
        """The id in the file; of a place its code."""
        return self.attributes.get("id", "")

    def walk(self) -> Iterator[MapShape]:
        """This shape and all beneath it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class DrawnMap:
    """A map of ``width`` by ``height`` whose corner is at ``left``, ``top``."""

    left: float
    top: float
    width: float
    height: float
    shapes: Sequence[MapShape]

    @property
    def keys(self) -> set[str]:
        """The ids of all shapes."""
        return {shape.key for top in self.shapes for shape in top.walk() if shape.key}
