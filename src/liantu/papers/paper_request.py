"""A paper as it was asked for, made and written to a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from liantu.papers.firm_paper import firm_paper
from liantu.papers.paper_kinds import make_paper
from liantu.papers.project_papers import OF_ITEM
from liantu.papers.public_notice import notice_paper

if TYPE_CHECKING:
    from liantu.district import District


@dataclass(frozen=True)
class PaperRequest:
    """Which kind of paper is to be written, and what it is about."""

    kind: str
    chain: str | None = None
    project: str | None = None
    case: str | None = None
    period: str | None = None
    firm: str | None = None
    scheme: str | None = None
    year: int | None = None
    run: str | None = None


def list_forms(kind: str) -> tuple[str, ...]:
    """The forms that a kind of paper can be written in: pdf, docx, xlsx."""
    from liantu.exchange.paper import FORMATS, LETTER_FORMS

    return LETTER_FORMS if kind in OF_ITEM else FORMATS


def write_requested_paper(district: District, request: PaperRequest, path: Path, lang: str) -> None:
    """Write a paper; the ending of the path decides the form. Raises Problems when there is nothing to print."""
    from liantu.exchange.paper import write_paper

    if request.kind == "firm":
        write_paper(firm_paper(district, request.firm or "", request.scheme or "", request.year, lang), path)
    elif request.kind == "grades":
        write_paper(notice_paper(district, request.run or "", lang), path)
    else:
        made = make_paper(
            district,
            request.kind,
            lang,
            request.chain,
            request.firm,
            request.project,
            request.period,
            request.case,
        )
        write_paper(made, path)
