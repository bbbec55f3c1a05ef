"""Papers as PDF, set by Typst from one template; drawings stay vectors."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import typst

from liantu.exchange import typefaces
from liantu.exchange.paper.letter import Letter
from liantu.exchange.paper.paper_grid import PaperCell, lay_out_grid
from liantu.exchange.paper.sheet import Paper, PaperFigure, PaperSheet, Part

_TEMPLATE, _LETTER = (Path(__file__).with_name(name) for name in ("sheet.typ", "letter.typ"))


def to_pdf(paper: Paper) -> bytes:
    """The bytes of the PDF."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        parts = [_part(part, root, number) for number, part in enumerate(paper.parts)]
        setting = paper.parts[0].setting
        data = {
            "title": paper.parts[0].name,
            "lang": "zh" if setting.chinese else "en",
            "region": "cn" if setting.chinese else "gb",
            "fonts": _faces(chinese=setting.chinese),
            "mark": setting.page_mark,
            "parts": parts,
        }
        (root / "paper.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        for template in (_TEMPLATE, _LETTER):
            shutil.copy(template, root / template.name)
        result = typst.compile(root / _TEMPLATE.name, root=root, format="pdf", font_paths=_fonts())
    assert isinstance(result, bytes)
    return result


@lru_cache(maxsize=8)
def drawing_to_png(svg: str, *, millimetres: float = 380, ppi: float = 200) -> bytes:
    """A drawing as PNG, for Word and workbooks that cannot hold an SVG everywhere (WPS, older Word)."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "drawing.svg").write_text(_set_drawing_fonts(svg), encoding="utf-8")
        (root / "main.typ").write_text(
            f'#set page(width: {millimetres}mm, height: auto, margin: 0mm)\n#image("drawing.svg", width: 100%)\n',
            encoding="utf-8",
        )
        result = typst.compile(root / "main.typ", root=root, format="png", ppi=ppi, font_paths=_fonts())
    assert isinstance(result, bytes)
    return result


def _part(part: Part, root: Path, number: int) -> dict[str, Any]:
    if isinstance(part, Letter):
        return {
            "kind": "letter",
            "title": part.name,
            "chinese": part.setting.chinese,
            "lines": [vars(block) for block in part.lines()],
            "foot": part.foot(),
        }
    if isinstance(part, PaperFigure):
        image = f"drawing-{number}.svg"
        (root / image).write_text(_set_drawing_fonts(part.svg), encoding="utf-8")
        return {
            "kind": "figure",
            "size": "a3",
            "title": part.name,
            "facts": part.fact_line() if part.facts else "",
            "image": image,
            "foot": part.foot(),
        }
    return {
        "kind": "sheet",
        "size": "a3" if part.wide else "a4",
        "title": part.name,
        "unit": part.unit_note,
        "tables": [_table(table) for table in (part, *part.beneath)],
        "foot": part.foot(),
    }


def _table(part: PaperSheet) -> dict[str, Any]:
    cells = lay_out_grid(part)
    return {
        "heading": part.title,
        "widths": list(cells.widths),
        "depth": cells.depth,
        "total": cells.has_total,
        "headings": [vars(heading) for heading in cells.headings],
        "body": [_text(cell) for row in cells.body for cell in row],
        "numeric": [column.kind in ("number", "index") for column in part.columns],
    }


def _text(cell: PaperCell) -> str:
    # A zero-width space lets an id or a long Latin word break inside a narrow column.
    return cell.text.replace("/", "/\u200b")


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
