"""Fonts inside a Word file: East Asian face on a run, stand-ins in the font table."""

from __future__ import annotations

from collections.abc import Mapping

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.styles.style import BaseStyle
from docx.text.run import Run
from lxml import etree

from liantu.exchange.typefaces import WORD_LATIN

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def set_run_font(run: Run, name: str) -> None:
    """The face of Chinese characters; Latin letters and digits keep the Latin face."""
    run.font.name = WORD_LATIN
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def set_language(style: BaseStyle, *, chinese: bool) -> None:
    """The language of the text: it decides which shape Chinese punctuation takes. Digits and Latin letters are English
    in both, else Writer parts a number wherever a Chinese line is full."""
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US" if chinese else "en-GB")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)


def set_substitute_fonts(document: WordDocument, alternatives: Mapping[str, str]) -> None:
    """Put each face into the font table with the name to use where it is not installed."""
    part = _font_table(document)
    if part is None:
        return
    root = etree.fromstring(part.blob)
    for name, alternative in alternatives.items():
        font = etree.SubElement(root, f"{{{_W}}}font", {f"{{{_W}}}name": name})
        etree.SubElement(font, f"{{{_W}}}altName", {f"{{{_W}}}val": alternative})
        etree.SubElement(font, f"{{{_W}}}charset", {f"{{{_W}}}val": "86"})
        etree.SubElement(font, f"{{{_W}}}family", {f"{{{_W}}}val": "auto"})
        etree.SubElement(font, f"{{{_W}}}pitch", {f"{{{_W}}}val": "variable"})
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _font_table(document: WordDocument) -> Part | None:
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.FONT_TABLE:
            found: Part = relation.target_part
            return found
    return None
