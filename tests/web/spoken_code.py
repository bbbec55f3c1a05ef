"""What on a page is code and no word: periods in the notation of tables, ids, names of fields, long rows of digits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set

from liantu.model import schema
from liantu.model.tables import Tables

from .site import Said

#: By kind. Days (2023-12-31) and names of files, sites and documents are words of their own.
_CODES = {
    "period": re.compile(r"\d{4}(-\d\d){0,2}\.\.|\.\.\d{4}|\b\d{3}X\b|\d{4}-Q\d|^\(?\d{4}-\d\d\)?$|\b(since|until):"),
    "path": re.compile(r"^[a-z_]{3,}(/[a-z_-]{2,})+$|\b[A-Z]+\d+[a-z]?\.[a-z]+\b|[+-][a-z_]+:[a-z0-9-]+"),
    "snake": re.compile(r"(?<![\w./-])[a-z]+(_[a-z]+)+(?![\w./-])|[\u4e00-\u9fff][a-z]+(_[a-z]+)+"),
    "number": re.compile(r"^[^\dA-Za-z]{0,3}\d{7,}(\.\d+)?(?![\dA-Z])|\d\.\d{9,}"),
    "unit": re.compile(r"^[\d.,]+ (t|tce|kgce|m2|m3|kg|t/h|mu)\b"),
    "id": re.compile(r"^[a-z]+\d*(-[a-z0-9]+)+$"),
    "word": re.compile(r"^[a-z]{3,}$"),
}
#: What a reader is shown to type it so.
_TYPED = {"2023, 2023-Q1, 2023-05, 2023-05-01"}
#: The id of a register is typed to read it again: it stands where registers do, and where a candidate is read from one.
_REGISTERS = {"made-up-firms"}
_OF_REGISTERS = ("/registers", "/candidates")
#: Pages whose words are ids that whoever edits the table, the scheme or the source has to write.
_WRITTEN = re.compile(r"/(tables/(units|documents|evaluations)|source/|sources$|tables/sources$)")


def find_codes(page: Said, ids: set[str]) -> Iterator[tuple[str, str, str]]:
    """Kind, text and address of each code on a page in Chinese. The ids of rows (``ids``) stand on pages of tables."""
    if _WRITTEN.match(page.address):
        return
    english = {str(text).strip() for text in page.tree.xpath("//main//*[@lang='en']//text()")}
    known = ids if page.address.startswith("/tables/") else set()
    typed = _REGISTERS if page.address.startswith(_OF_REGISTERS) else set()
    texts = (text for text in page.texts if text not in english and text not in typed)
    yield from ((kind, text, page.address) for kind, text in find_text_codes(texts, known))


def find_text_codes(texts: Iterable[str], known: Set[str] = frozenset()) -> Iterator[tuple[str, str]]:
    """Kind and text of each piece of Chinese words that is code; ids that are ``known`` may stand alone."""
    for text in texts:
        if text in _TYPED:
            continue
        for kind, form in _CODES.items():
            if form.search(text) and not (kind in ("id", "word") and text in known):
                yield kind, text[:80]


def list_ids(tables: Tables) -> set[str]:
    """Every id that rows of a district have."""
    return {
        key
        for name, definition in schema.read_tables().items()
        if "id" in definition.columns
        for key in tables[name]["id"]
    }
