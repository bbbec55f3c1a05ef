"""Papers in the offices' table form: one definition, printed as PDF, Word and workbook.

Build a :class:`Paper` (``gap_list``, ``chain_set_paper`` …) from result frames, then :func:`write` it.
"""

from __future__ import annotations

from pathlib import Path

from liantu.exchange.paper.chain_sheets import chain_facts, chain_set_paper
from liantu.exchange.paper.extension_list import extension_list
from liantu.exchange.paper.firm_report import FirmReport, firm_report
from liantu.exchange.paper.gap_list import gap_list
from liantu.exchange.paper.gap_lists import add_conditional_note, utilities_list
from liantu.exchange.paper.grade_list import grade_list
from liantu.exchange.paper.letter import Letter
from liantu.exchange.paper.offer_lists import add_offers
from liantu.exchange.paper.pair_page import PairPage
from liantu.exchange.paper.question_list import survey_sheet
from liantu.exchange.paper.report import Report
from liantu.exchange.paper.setting import Setting
from liantu.exchange.paper.setting_from_tables import setting_from_tables
from liantu.exchange.paper.sheet import Paper, PaperColumn, PaperSheet
from liantu.exchange.paper.weak_link_list import weak_link_list
from liantu.exchange.paper.written_list import WrittenColumn, WrittenList, office_sheet

__all__ = [
    "FirmReport",
    "Letter",
    "PairPage",
    "Paper",
    "PaperColumn",
    "PaperSheet",
    "Report",
    "Setting",
    "WrittenColumn",
    "WrittenList",
    "add_conditional_note",
    "add_offers",
    "chain_facts",
    "chain_set_paper",
    "extension_list",
    "firm_report",
    "gap_list",
    "grade_list",
    "office_sheet",
    "setting_from_tables",
    "survey_sheet",
    "to_bytes",
    "utilities_list",
    "weak_link_list",
    "write_paper",
]

FORMATS = ("pdf", "docx", "xlsx")
#: A letter is no table: it has no workbook.
LETTER_FORMS = ("pdf", "docx")


def to_bytes(paper: Paper | PaperSheet | Letter | Report | PairPage, form: str) -> bytes:
    """The paper as the bytes of a file; ``form`` is ``pdf``, ``docx`` or ``xlsx``.

    Raises ValueError for another form, and for a letter as a workbook.
    """
    if isinstance(paper, (PaperSheet, Letter, Report, PairPage)):
        paper = Paper(paper.title, (paper,))
    # Each writer is imported when it is used: a command that prints a table needs no typst and no docx.
    if form == "pdf":
        from liantu.exchange.paper.pdf_writer import to_pdf

        return to_pdf(paper)
    if form == "docx":
        from liantu.exchange.paper.docx_writer import to_docx

        return to_docx(paper)
    if form == "xlsx":
        from liantu.exchange.paper.xlsx_writer import to_xlsx

        return to_xlsx(paper)
    raise ValueError(f"{form!r} is none of {', '.join(FORMATS)}")


def write_paper(paper: Paper | PaperSheet | Letter | Report | PairPage, path: Path | str) -> Path:
    """Write the paper; the ending of the path decides the form."""
    target = Path(path)
    data = to_bytes(paper, target.suffix.lstrip(".").lower())
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return target
