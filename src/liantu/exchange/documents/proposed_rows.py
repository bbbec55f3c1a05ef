"""Figures of a document as rows that a person may accept: table, key, fields, quote and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from liantu.exchange.documents.district_names import find_named_rows
from liantu.exchange.documents.document_formats import DocumentText
from liantu.exchange.documents.read_figures import ReadFigure, Span
from liantu.model.change import Change, ChangeRow
from liantu.model.tables import Tables
from liantu.model.units import format_decimal

#: A quote in a row is at most so long; the whole stands in the segments.
_LONGEST_QUOTE = 30
#: How an id is made of the fields of a row of a table.
MakeKey = Callable[[str, Mapping[str, str | None]], str]


@dataclass(frozen=True)
class Segment:
    """A piece of the printed text, with the characters that it takes."""

    first: int
    last: int
    text: str


@dataclass(frozen=True)
class ProposedRow:
    """One row to insert, with what it rests on; ``figure`` numbers the figures it is made of, from 1."""

    row: ChangeRow
    segments: tuple[Segment, ...]
    paragraph: int
    figures: tuple[int, ...] = ()


class RowMaker:
    """Makes rows of figures, and the firms, indicators, plants and projects that they need and nobody knows yet."""

    def __init__(self, tables: Tables, document: DocumentText, vintage: str, source: str, make_key: MakeKey) -> None:
        self._document, self._vintage, self._source = document, vintage, source
        self._make_key = make_key
        self._known = find_named_rows(tables)
        self._taken: set[tuple[str, str]] = set()
        self._rows: list[ProposedRow] = []

    def make(self, figures: Sequence[ReadFigure]) -> list[ProposedRow]:
        """The rows, each behind those it refers to; growth stands in the row of the level that it is of."""
        growth = {
            number for number, each in enumerate(figures) if each.field == "growth" and each.table == "observations"
        }
        joined: set[int] = set()
        for number, figure in enumerate(figures):
            if number in growth:
                continue
            mate = next((n for n in sorted(growth - joined) if _is_mate(figures[n], figure)), None)
            joined |= {mate} if mate is not None else set()
            self._add(figure, number, figures[mate] if mate is not None else None, mate)
        for number in sorted(growth - joined):
            self._add(figures[number], number)
        return self._rows

    def _add(self, figure: ReadFigure, number: int, growth: ReadFigure | None = None, mate: int | None = None) -> None:
        subject = self._refer(_TABLES.get(figure.kind, "places"), figure.subject, figure)
        numbers = tuple(each + 1 for each in (number, mate) if each is not None)
        if figure.table == "capacities":
            self._add_capacity(figure, subject, numbers)
            return
        table = "targets" if figure.table == "targets" else "observations"
        alone = figure.field == "growth" and table == "observations"
        suffix = "" if alone else _SUFFIX.get(figure.field, "")
        fields: dict[str, str | None] = {
            "subject": subject,
            "indicator": self._refer("indicators", figure.product + figure.measure + suffix, figure),
            "scope": figure.scope or None,
            "period": figure.period or None,
            "comparator": "eq" if alone else figure.comparator,
            "vintage": self._vintage,
        }
        fields |= {} if alone else {"value": format_decimal(figure.value), "unit": figure.unit}
        if growth or alone:
            fields["published_growth"] = _read_growth(growth or figure)
        if table == "observations":
            fields["status"] = "expected" if figure.status in _TO_COME else "actual"
        self._insert(table, fields, figure, numbers, growth)

    def _add_capacity(self, figure: ReadFigure, subject: str, numbers: tuple[int, ...]) -> None:
        fields: dict[str, str | None] = {"product": self._known["products"].get(figure.product)}
        if figure.kind == "firm":
            plant = {"zh": figure.subject + figure.product, "firm": subject}
            fields["plant"] = self._insert("plants", plant, figure, ())
        elif figure.kind == "project":
            fields["project"] = subject
        else:
            fields["group"] = subject
        rate = figure.unit if figure.unit.endswith(("/\u5e74", "/a")) else figure.unit + "/\u5e74"
        fields |= {"amount": format_decimal(figure.value), "unit": rate, "measure": "total"}
        fields["comparator"] = None if figure.comparator == "eq" else figure.comparator
        if fields["product"] is None and figure.product:
            fields["note"] = figure.product
        key = self._insert("capacities", fields, figure, numbers)
        if figure.status:
            event = {"capacity": key, "stage": figure.status, "period": figure.period or None}
            self._insert("events", event, figure, numbers)

    def _refer(self, table: str, name: str, figure: ReadFigure) -> str:
        """The id of what a name means; a row of its own where nobody knows it."""
        known = self._known[table]
        if name not in known:
            fields: dict[str, str | None] = {"zh": name}
            if table == "firms":
                fields["kind"] = "firm"
            elif table == "places":
                fields["kind"] = "district"
            elif table == "indicators":
                fields["unit"] = "%" if figure.field in _SUFFIX else figure.unit
            known[name] = self._insert(table, fields, figure, ())
        return known[name]

    def _insert(
        self,
        table: str,
        fields: Mapping[str, str | None],
        figure: ReadFigure,
        numbers: tuple[int, ...],
        growth: ReadFigure | None = None,
    ) -> str:
        stem = self._make_key(table, fields)
        key = next(
            each for n in range(1, 10_000) if (table, each := stem if n == 1 else f"{stem}-{n}") not in self._taken
        )
        self._taken.add((table, key))
        segments = self._cut((*figure.spans, *(growth.spans if growth else ())))
        paragraph = self._document.find_paragraph(figure.number[0])
        quote = self._quote(figure)
        citation: dict[str, str | None] = {
            "basis": "stated",
            "source": self._source or None,
            "locator": str(paragraph),
            "quote": quote,
        }
        row = ChangeRow(
            table, key, "insert", {name: value for name, value in {**fields, **citation}.items() if value is not None}
        )
        self._rows.append(ProposedRow(row, segments, paragraph, numbers))
        return key

    def _cut(self, spans: Iterable[Span]) -> tuple[Segment, ...]:
        return tuple(Segment(*span, self._document.text[slice(*span)]) for span in sorted(set(spans)))

    def _quote(self, figure: ReadFigure) -> str:
        """Printed words of the figure around its number, of one line and no longer than a row may quote."""
        first, last = next((span for span in figure.spans if span[0] <= figure.number[0] < span[1]), figure.number)
        last = min(last, max(figure.number[1], first + _LONGEST_QUOTE))
        first = max(first, last - _LONGEST_QUOTE)
        return self._document.text[first:last].split("\n")[
            0 if "\n" not in self._document.text[first : figure.number[0]] else -1
        ]


_TABLES = {"firm": "firms", "project": "projects"}
_TO_COME = ("expected", "announced", "signed", "building")
_SUFFIX = {"growth": "\u589e\u901f", "share": "\u5360\u6bd4"}


def make_change(rows: Iterable[ProposedRow], reason: str, source: str = "") -> Change:
    """All rows as one Change."""
    return Change(tuple(each.row for each in rows), reason, source)


def _is_mate(growth: ReadFigure, level: ReadFigure) -> bool:
    return (
        level.field == "value"
        and level.table == "observations"
        and replace(
            growth,
            value=level.value,
            unit=level.unit,
            number=level.number,
            spans=level.spans,
            field="value",
            comparator=level.comparator,
            status=level.status,
        )
        == level
    )


def _read_growth(figure: ReadFigure) -> str:
    return format_decimal(figure.value * 100 if figure.unit == "\u500d" else figure.value)
