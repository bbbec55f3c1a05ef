"""An OpenDocument sheet: values only; merges and number formats of this format are not looked at."""

from __future__ import annotations

import zipfile
import zlib
from xml.parsers import expat

import fastexcel
import polars as pl

from liantu.exchange.loading.container import CHUNK
from liantu.exchange.loading.row_collector import COLUMNS, ROWS
from liantu.exchange.loading.sheet_grid import SheetGrid, grid_schema
from liantu.exchange.loading.workbook_parts import Progress
from liantu.model.problems import Problem, Problems

#: Cells, repeated ones counted as often as they stand.
_CELLS = 10_000_000


def read_ods(content: bytes, archive: zipfile.ZipFile, name: str, progress: Progress | None = None) -> list[SheetGrid]:
    """The sheets of an .ods in order. Raises Problems when it cannot be read."""
    try:
        if _cells(archive) > _CELLS:
            raise Problems([Problem("too_many_rows", file=name, slots={"limit": f"{ROWS:,}"})])
        reader = fastexcel.read_excel(content)
        grids = []
        for index, title in enumerate(reader.sheet_names):
            sheet = reader.load_sheet(index, header_row=None, dtypes="string", skip_rows=0)
            grids.append(_grid(title, sheet.to_polars(), name))
            if progress:
                progress(index + 1, len(reader.sheet_names))
    except (
        fastexcel.FastExcelError,
        expat.ExpatError,
        zipfile.BadZipFile,
        zlib.error,
        ValueError,
        OSError,
        EOFError,
    ) as error:
        raise Problems([Problem("not_a_workbook", file=name, value=name)]) from error
    return grids


def _grid(title: str, frame: pl.DataFrame, name: str) -> SheetGrid:
    if frame.width > COLUMNS or frame.height > ROWS:
        wide = frame.width > COLUMNS
        slots = {"limit": f"{COLUMNS if wide else ROWS:,}"}
        raise Problems([Problem("too_wide" if wide else "too_many_rows", file=f"{name}[{title}]", slots=slots)])
    frame.columns = list(grid_schema(frame.width))
    frame = frame.with_columns(
        pl.all().cast(pl.String).str.strip_chars().str.replace(r" 00:00:00$", "").replace("", None)
    ).with_row_index("row", offset=1)
    if frame.width > 1:
        frame = frame.filter(pl.any_horizontal(pl.exclude("row").is_not_null()))
    return SheetGrid(title, frame.drop("row"), frame["row"].cast(pl.Int64))


def _cells(archive: zipfile.ZipFile) -> int:
    """Cells with content; a repeated row or cell costs nothing in the file and much in memory."""
    total = 0
    rows = 1
    parser = expat.ParserCreate()

    def start(tag: str, attributes: dict[str, str]) -> None:
        """Count the cells of an element as often as it is repeated."""
        nonlocal total, rows
        if tag == "table:table-row":
            rows = int(attributes.get("table:number-rows-repeated", 1))
        elif tag == "table:table-cell" and "office:value-type" in attributes:
            total += rows * int(attributes.get("table:number-columns-repeated", 1))

    parser.StartElementHandler = start
    with archive.open("content.xml") as stream:
        while chunk := stream.read(CHUNK):
            parser.Parse(chunk, False)
    parser.Parse(b"", True)
    return total
