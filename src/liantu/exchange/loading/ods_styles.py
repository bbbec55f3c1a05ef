"""What the styles of an OpenDocument workbook show, and which of its tables they hide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

_FORMATS = ("number-style", "percentage-style", "date-style", "currency-style", "time-style", "boolean-style")
#: As many zeros as a stored number has digits.
_LONGEST = 15
#: Styles that follow one another; a circle of them ends here.
_PARENTS = 10


@dataclass
class OdsStyles:
    """The styles of both parts, ``styles.xml`` before ``content.xml``; a later one of the same name counts."""

    hidden_tables: set[str] = field(default_factory=set)
    _formats: dict[str, str] = field(default_factory=dict)
    _places: dict[str, int] = field(default_factory=dict)
    _cells: dict[str, tuple[str, str]] = field(default_factory=dict)
    _name: str = ""
    _format: str = ""
    _parts: set[str] = field(default_factory=set)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element of the styles begins."""
        if tag == "style":
            self._name = attributes.get("style:name", "")
            if attributes.get("style:family") == "table-cell":
                shown = attributes.get("style:data-style-name", "")
                self._cells[self._name] = (shown, attributes.get("style:parent-style-name", ""))
        elif tag == "table-properties" and attributes.get("table:display") == "false":
            self.hidden_tables.add(self._name)
        elif tag in _FORMATS:
            self._format = attributes.get("style:name", "")
            self._formats[self._format] = "percent" if tag == "percentage-style" else ""
            self._parts = set()
        elif tag in ("year", "month", "day"):
            self._parts.add(tag)
        elif tag == "number":
            self._start_number(attributes)

    def _start_number(self, attributes: dict[str, str]) -> None:
        """The digits of a format begin: another size than is stored, or the zeros of a code."""
        digits = int(attributes.get("number:min-integer-digits") or 0)
        if (places := attributes.get("number:decimal-places")) is not None:
            self._places[self._format] = int(places or 0)
        if (factor := attributes.get("number:display-factor", "1")) not in ("1", ""):
            self._formats[self._format] = f"scaled /{factor}"
        elif int(attributes.get("number:decimal-places") or 0) or self._formats.get(self._format, ""):
            return
        elif 1 < digits <= _LONGEST:
            self._formats[self._format] = "0" * digits

    def end(self, tag: str) -> None:
        """An element of the styles ends: of a date it is known what it shows."""
        if tag == "date-style" and self._parts:
            least = next(part for part in ("day", "month", "year") if part in self._parts)
            self._formats[self._format] = least

    def find_shown(self, *styles: str) -> str:
        """What the first of these styles of cells that shows anything shows, as ``format_kind`` says it."""
        formats = (self._formats.get(name, "") for style in styles for name in self._follow(style))
        return next(filter(None, formats), "")

    def find_places(self, *styles: str) -> int | None:
        """How many decimals the first of these styles of cells that says so shows; None where none does."""
        names = (name for style in styles for name in self._follow(style))
        return next((self._places[name] for name in names if name in self._places), None)

    def _follow(self, style: str) -> Iterator[str]:
        """The format of a style of cells, and those of the styles above it."""
        for _ in range(_PARENTS):
            shown, style = self._cells.get(style, ("", ""))
            yield shown
