"""Papers as PDF, set by Typst from one template; drawings stay vectors."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import typst

from liantu.exchange import typefaces
from liantu.exchange.paper.file_properties import file_properties
from liantu.exchange.paper.letter import Letter
from liantu.exchange.paper.pair_page import PairPage
from liantu.exchange.paper.paper_grid import PaperCell, lay_out_grid
from liantu.exchange.paper.report import Block, Drawing, Report
from liantu.exchange.paper.sheet import Paper, PaperSheet, Part

_TEMPLATE, *_PARTS = (Path(__file__).with_name(name) for name in ("sheet.typ", "letter.typ", "report.typ", "pair.typ"))
#: What the template reads of a part.
_Data = dict[str, Any]
#: What a row of a sheet leaves free above and below, in points: usually, closer, wider.
_ROOM, _CLOSER, _WIDER = 4.0, (3.25, 2.5, 1.8), (5.5, 7.0, 8.5)
#: How far down the last page of a sheet should reach, as a share of its height.
_FILLED = 0.45
#: Sizes of the type of a report, in points, from large to small: the first whose pages are few enough is taken.
_SIZES = (15.5, 15.0, 14.5, 14.0, 13.5, 13.0, 12.5, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0)


def to_pdf(paper: Paper) -> bytes:
    """The bytes of the PDF."""
    sizes = {number: report_size(part) for number, part in enumerate(paper.parts) if isinstance(part, Report)}
    sizes |= {number: sheet_room(part) for number, part in enumerate(paper.parts) if isinstance(part, PaperSheet)}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        _write_down(paper, root, sizes)
        result = typst.compile(root / _TEMPLATE.name, root=root, format="pdf", font_paths=_fonts())
    assert isinstance(result, bytes)
    return result


def report_size(report: Report) -> float:
    """The size of its type, in points, at which a report takes no more pages than it may; found by halves."""
    smallest, largest = len(_SIZES) - 1, 0
    with tempfile.TemporaryDirectory() as folder:
        _write_down(Paper(report.title, (report,)), Path(folder), {})
        while largest < smallest:
            middle = (largest + smallest) // 2
            if _count_pages(Path(folder), _SIZES[middle]) <= report.pages:
                smallest = middle
            else:
                largest = middle + 1
    return _SIZES[smallest]


def sheet_room(sheet: PaperSheet) -> float:
    """What a row of a table leaves free above and below its words, in points: closer where that saves a page, wider
    where the last page would be nearly empty."""
    with tempfile.TemporaryDirectory() as folder:
        _write_down(Paper(sheet.title, (sheet,)), Path(folder), {})
        pages, filled = _find_end(Path(folder), _ROOM)
        if pages == 1 or filled >= _FILLED:
            return _ROOM
        closer = next((room for room in _CLOSER if _find_end(Path(folder), room)[0] < pages), None)
        if closer is not None:
            return closer
        wider = (room for room in _WIDER if _find_end(Path(folder), room)[1] >= _FILLED)
        return next(wider, _WIDER[-1])


def _find_end(root: Path, room: float) -> tuple[int, float]:
    """On which page a sheet ends, and how far down, as a share of the height of the page."""
    found = typst.query(
        root / _TEMPLATE.name,
        "<end>",
        field="value",
        one=True,
        root=root,
        font_paths=_fonts(),
        sys_inputs={"room": str(room)},
    )
    end = json.loads(found)
    return int(end["page"]), float(end["filled"])


def _count_pages(root: Path, size: float) -> int:
    found = typst.query(
        root / _TEMPLATE.name,
        "<pages>",
        field="value",
        one=True,
        root=root,
        font_paths=_fonts(),
        sys_inputs={"size": str(size)},
    )
    return int(found)


def _write_down(paper: Paper, root: Path, sizes: Mapping[int, float]) -> None:
    """The paper as the template reads it, with its drawings beside it."""
    setting = paper.parts[0].setting
    about = file_properties(paper.parts[0].name, setting)
    data = {
        "title": about.title,
        "author": about.author,
        "lang": "zh" if setting.chinese else "en",
        "region": "cn" if setting.chinese else "gb",
        "fonts": _faces(chinese=setting.chinese),
        "mark": setting.page_mark,
        "parts": [_part(part, root, number, sizes.get(number)) for number, part in enumerate(paper.parts)],
    }
    (root / "paper.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    for template in (_TEMPLATE, *_PARTS):
        shutil.copy(template, root / template.name)


@lru_cache(maxsize=8)
def drawing_to_png(svg: str, *, millimetres: float = 380, ppi: float = 200, clear: bool = False) -> bytes:
    """A drawing as PNG, for Word and workbooks that cannot hold an SVG everywhere (WPS, older Word); ``clear``:
    without a ground, so that a watermark shows through."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "drawing.svg").write_text(_set_drawing_fonts(svg), encoding="utf-8")
        (root / "main.typ").write_text(
            f"#set page(width: {millimetres}mm, height: auto, margin: 0mm{', fill: none' if clear else ''})\n"
            '#image("drawing.svg", width: 100%)\n',
            encoding="utf-8",
        )
        result = typst.compile(root / "main.typ", root=root, format="png", ppi=ppi, font_paths=_fonts())
    assert isinstance(result, bytes)
    return result


def _part(part: Part, root: Path, number: int, size: float | None) -> _Data:
    if isinstance(part, Report):
        return _report(part, root, number, size)
    if isinstance(part, PairPage):
        return _pair_page(part, root, number)
    if isinstance(part, Letter):
        return {
            "kind": "letter",
            "title": part.name,
            "chinese": part.setting.chinese,
            "lines": [vars(block) for block in part.lines()],
            "foot": part.foot(),
        }
    return {
        "kind": "sheet",
        "size": "a3" if part.wide else "a4",
        "room": size or _ROOM,
        "title": part.name,
        "unit": part.unit_note,
        "marks": part.marks(),
        "tables": [_table(table) for table in (part, *part.beneath)],
        "foot": part.foot(),
    }


def _report(part: Report, root: Path, number: int, size: float | None) -> _Data:
    sections = zip(part.numbered(), part.sections, strict=True)
    return {
        "kind": "report",
        "size": size or _SIZES[-1],
        "title": part.name,
        "subtitle": part.subtitle,
        "chinese": part.setting.chinese,
        "marks": part.marks(),
        "scenario": part.scenario_marks(),
        "scenario_name": part.scenario_name,
        "watermark": part.setting.page_mark or part.watermark,
        "framed": part.framed,
        "tight": part.tight,
        "lead": [_block(block, root, f"{number}-lead-{n}") for n, block in enumerate(part.lead)],
        "sections": [
            {"title": title, "blocks": [_block(b, root, f"{number}-{s.name}-{n}") for n, b in enumerate(s.blocks)]}
            for title, s in sections
        ],
        "foot": part.foot(),
    }


def _pair_page(part: PairPage, root: Path, number: int) -> _Data:
    image = f"drawing-{number}.svg"
    (root / image).write_text(_set_drawing_fonts(part.svg), encoding="utf-8")
    return {
        "kind": "pair",
        "title": part.name,
        "facts": part.facts,
        "mark": part.mark(),
        "notice": part.setting.notice,
        "image": image,
        "broad": part.broad,
        "shares": part.shares(),
        "lists": [asdict(table) for table in part.lists],
        "remarks": part.remarks,
        "foot": part.foot(),
    }


def _block(block: Block, root: Path, name: str) -> _Data:
    found = asdict(block)
    if isinstance(block, Drawing):
        found["image"] = f"drawing-{name}.svg"
        (root / found["image"]).write_text(_set_drawing_fonts(found.pop("svg")), encoding="utf-8")
    return found


def _table(part: PaperSheet) -> _Data:
    cells = lay_out_grid(part)
    return {
        "heading": part.title,
        "widths": list(cells.widths),
        "depth": cells.depth,
        "total": cells.has_total,
        "headings": [vars(heading) for heading in cells.headings],
        "body": [_cell(cell) for row in cells.body for cell in row if cell.across],
        "numeric": [column.kind in ("number", "written", "index") for column in part.columns],
    }


def _cell(cell: PaperCell) -> _Data:
    # A zero-width space lets an id or a long Latin word break inside a narrow column.
    text = cell.text.replace("/", "/\u200b")
    return {
        "text": text,
        "across": cell.across,
        "strong": cell.strong,
        "heading": cell.heading,
        "centred": cell.centred,
    }


def _faces(*, chinese: bool) -> dict[str, list[str]]:
    latin_body = [] if chinese else _installed_faces(typefaces.LATIN_BODY)
    latin_head = [] if chinese else _installed_faces(typefaces.LATIN_HEAD)
    return {
        "title": latin_body + _installed_faces(typefaces.TITLE),
        "head": latin_head + _installed_faces(typefaces.HEAD),
        "body": latin_body + _installed_faces(typefaces.BODY),
    }


def _set_drawing_fonts(svg: str) -> str:
    """The drawing with a face that is here: Typst takes the first name only and knows no generic ones."""
    # A page's colours are variables with fallbacks; outside a browser only the fallback is there.
    svg = re.sub(r"var\(--[\w-]+,\s*([^()]+)\)", r"\1", svg)
    face = _installed_faces(typefaces.HEAD)[0]
    svg = re.sub(r"""font-family=("[^"]*"|'[^']*')""", f'font-family="{face}"', svg)
    svg = re.sub(r"font-family:[^;}<\"]*", f"font-family:'{face}'", svg)
    return svg if "font-family" in svg else svg.replace("<svg", f'<svg font-family="{face}"', 1)


@cache
def _fonts() -> typst.Fonts:
    """The typefaces of this machine, looked for once: that takes longer than to set a page."""
    return typst.Fonts()


@cache
def _installed_faces(names: tuple[str, ...]) -> list[str]:
    """Those of the names that this machine has, or all of them: Typst then falls back by itself."""
    installed = {family.lower() for family in _fonts().families()}
    return [name for name in names if name.lower() in installed] or list(names)
