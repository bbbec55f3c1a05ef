"""Documents to rows that a person may accept: what a document says, read by rules; nothing is written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from liantu.model.problems import Problem

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.exchange.documents.proposed_rows import ProposedRow
    from liantu.exchange.documents.read_figures import ReadFigure

_PLACE = re.compile("[\\u4e00-\\u9fff]{2,6}?(?:\\u533a|\\u53bf|\\u5e02|\\u56ed\\u533a|\\u5f00\\u53d1\\u533a)")


@dataclass(frozen=True)
class DocumentReading:
    """What was read of a document: its kind, its figures, the rows they make, and what could not be read."""

    kind: str
    text: str
    figures: tuple[ReadFigure, ...]
    rows: tuple[ProposedRow, ...]
    notes: tuple[Problem, ...] = field(default=())


def read_document(
    content: bytes,
    name: str,
    published: date,
    issuer: str = "",
    title: str = "",
    place: str = "",
    district: District | None = None,
    source: str = "",
) -> DocumentReading:
    """The figures of a document and the rows that they would make in a district. Raises Problems."""
    from liantu.district.new_keys import make_key
    from liantu.exchange.documents import document_formats
    from liantu.exchange.documents.district_names import list_district_names
    from liantu.exchange.documents.document_reader import read_figures
    from liantu.exchange.documents.proposed_rows import RowMaker
    from liantu.library.shipped_tables import load_library

    document = document_formats.read_document(content, name)
    tables = district.tables if district else load_library()
    book = list_district_names(tables, place or _find_place(issuer, district))
    figures = read_figures(document.text, book, published, issuer, title)
    vintage = published.isoformat()
    rows = RowMaker(tables, document, vintage, source, lambda table, fields: make_key(tables, table, fields)).make(
        figures
    )
    return DocumentReading(document.kind, document.text, tuple(figures), tuple(rows), tuple(document.notes))


def _find_place(issuer: str, district: District | None) -> str:
    """Whom a text is about when nobody says: the district, else the place that its issuer is named after."""
    if district:
        return str(district.given.about.get("zh") or "")
    match = _PLACE.match(issuer)
    return match[0] if match else ""
