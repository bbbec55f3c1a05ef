"""Papers as they are printed: the PDF of a paper, and of many Word files laid out by LibreOffice in one run."""

from __future__ import annotations

import math
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from liantu.exchange.paper.unbroken_numbers import JOINER

#: A page that holds less than this of text is a line that has run over.
FEW = 40
#: Where the number of a page stands, as a share of its height; a page of several whose text ends above that share,
#: the last too, is nearly empty. The head takes a tenth: a few rows and the foot of a list do not suffice.
FOOT, NEARLY_EMPTY = 0.93, 0.4
#: A4 and A3 in points.
A4, A3 = (595, 842), (842, 1191)


@dataclass(frozen=True)
class PrintedPage:
    """A page: its size, its text, the lowest and the rightmost edge of what stands on it, from its top left, the
    smallest type in points, and how far down its text goes above its foot, as a share of its height."""

    size: tuple[int, int]
    text: str
    lowest: float
    rightmost: float
    smallest: float = 0.0
    filled: float = 1.0

    @property
    def overflows(self) -> bool:
        """Whether something stands beyond the edge of the paper."""
        return self.lowest > self.size[1] + 1 or self.rightmost > self.size[0] + 1


@lru_cache(maxsize=400)
def printed_pages(content: bytes) -> tuple[PrintedPage, ...]:
    """The pages of a PDF; one that several tests look at is read once."""
    pdf = pypdfium2.PdfDocument(content)
    found = []
    for page in pdf:
        wide, high = page.get_size()
        text = page.get_textpage()
        boxes = [text.get_charbox(index) for index in range(text.count_chars())]
        inked = [box for box in boxes if box[2] > box[0] and box[3] > box[1]]
        lowest = max((high - box[1] for box in inked), default=0.0)
        rightmost = max((box[2] for box in inked), default=0.0)
        size = (round(wide), round(high))
        filled = max((1 - box[1] / high for box in inked if 1 - box[1] / high < FOOT), default=0.0)
        words = _join_lines(text.get_text_range(), boxes).replace(JOINER, "").replace("\xa0", " ")
        found.append(PrintedPage(size, words, lowest, rightmost, _smallest_type(text), filled))
    pdf.close()
    return tuple(found)


def _join_lines(words: str, boxes: list[tuple[float, float, float, float]]) -> str:
    """The words without a break that is read between two figures which stand beside each other on one line."""

    def join(found: re.Match[str]) -> str:
        """The two figures, with the break only where the page has one."""
        if len(words) != len(boxes):
            return found[0]
        first, second = boxes[found.start()], boxes[found.end() - 1]
        beside = abs(first[1] - second[1]) < 1 and 0 <= second[0] - first[2] < first[2] - first[0]
        return found[0][0] + found[0][-1] if beside else found[0]

    return re.sub(r"\d[\r\n]+\d", join, words)


def _smallest_type(text: pypdfium2.PdfTextPage) -> float:
    """The smallest type of a page as it is printed: what a drawing is scaled by counts. Of letters only."""
    found, matrix = [], pdfium.FS_MATRIX()
    for index in range(text.count_chars()):
        if chr(pdfium.FPDFText_GetUnicode(text, index)).isalnum():
            pdfium.FPDFText_GetMatrix(text, index, matrix)
            size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
            found.append(size)
    return round(min(found, default=0.0), 1)


def lay_out(files: Mapping[str, bytes], folder: Path) -> dict[str, tuple[PrintedPage, ...]]:
    """Word files and workbooks as LibreOffice prints them, by name; all in one run of it."""
    paths = []
    for name, content in files.items():
        path = folder / name
        path.write_bytes(content)
        paths.append(str(path))
    home = f"-env:UserInstallation=file://{folder / 'home'}"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *paths]
    subprocess.run(command, check=True, capture_output=True, timeout=900)
    return {name: printed_pages((folder / name).with_suffix(".pdf").read_bytes()) for name in files}
