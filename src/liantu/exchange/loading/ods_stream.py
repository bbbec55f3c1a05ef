"""An OpenDocument workbook's sheets, read as a stream like those of an .xlsx: nothing evaluated."""

from __future__ import annotations

import zipfile

from liantu.exchange.loading.ods_cells import OdsCells
from liantu.exchange.loading.ods_styles import OdsStyles
from liantu.exchange.loading.sheet_grid import SheetGrid
from liantu.exchange.loading.workbook_parts import Progress, WorkbookParts, read_elements
from liantu.model.problems import Problem, Problems

#: Cells of a file, repeated ones counted as often as they stand.
_CELLS = 10_000_000
#: What stands beside cells and their text: remarks, how a word is spoken, what was changed, drawings.
_ASIDE = {"annotation", "ruby-text", "note", "tracked-changes", "dde-links", "shapes", "frame", "custom-shape"} | {
    *("control", "caption", "rect", "line", "ellipse", "circle", "path", "polyline", "polygon", "connector"),
    *("measure", "g"),
}
_CONTENT, _STYLES = "content.xml", "styles.xml"


def read_ods(archive: zipfile.ZipFile, name: str, progress: Progress | None = None) -> list[SheetGrid]:
    """The sheets of an .ods in order. Raises Problems when it cannot be read."""
    book = WorkbookParts(name, archive)
    styles = OdsStyles()
    if _STYLES in archive.namelist():
        read_elements(book, _STYLES, styles.start, styles.end)
    book.total = archive.getinfo(_CONTENT).file_size or 1
    reader = _ContentReader(book, styles)
    read_elements(book, _CONTENT, reader.start, reader.end, reader.text, progress)
    if not reader.grids:
        raise Problems([Problem("not_a_workbook", file=name, value=name)])
    return reader.grids


class _ContentReader:
    """Hands the elements of the content to its styles, and those of each sheet to the sheet."""

    def __init__(self, book: WorkbookParts, styles: OdsStyles) -> None:
        self.book, self.styles = book, styles
        self.grids: list[SheetGrid] = []
        self.sheet: OdsCells | None = None
        self.sheet_style = ""
        self.aside = 0
        self.left = _CELLS
        self.from_1904 = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self.aside or tag in _ASIDE or (tag == "table" and self.sheet):  # a table within a cell
            self.aside += 1
        elif self.sheet:
            self.sheet.start(tag, attributes)
        elif tag == "table":
            self.sheet = OdsCells(self.book.name, attributes.get("table:name", ""), self.styles, self.left)
            self.sheet.from_1904 = self.from_1904
            self.sheet_style = attributes.get("table:style-name", "")
        elif tag == "null-date":
            self.from_1904 = attributes.get("table:date-value", "").startswith("1904")
        else:
            self.styles.start(tag, attributes)

    def end(self, tag: str) -> None:
        """An element ends; with a table its sheet is whole."""
        if self.aside:
            self.aside -= 1
        elif self.sheet and tag == "table":
            self.grids.append(self.sheet.grid(self.sheet_style in self.styles.hidden_tables))
            self.left, self.sheet = self.sheet.left, None
        elif self.sheet:
            self.sheet.end(tag)
        else:
            self.styles.end(tag)

    def text(self, data: str) -> None:
        """Text of a cell of a sheet."""
        if self.sheet and not self.aside:
            self.sheet.add_text(data)
