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
    from liantu.exchange.paper import Letter, Paper, PaperSheet


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
    #: To whom it goes, as it is written down beside what was told.
    recipient: str | None = None


def list_forms(kind: str) -> tuple[str, ...]:
    """The forms that a kind of paper can be written in: pdf, docx, xlsx."""
    from liantu.exchange.paper import FORMATS, LETTER_FORMS

    return LETTER_FORMS if kind in OF_ITEM else FORMATS


def write_requested_paper(district: District, request: PaperRequest, path: Path, lang: str) -> None:
    """Write a paper; the ending of the path decides the form. Raises Problems when there is nothing to print."""
    from liantu.exchange.paper import write_paper

    write_paper(_make_requested_paper(district, request, lang), path)


def requested_paper_bytes(district: District, request: PaperRequest, form: str, lang: str) -> bytes:
    """A paper as the bytes of a file in a form of ``list_forms``. Raises Problems when there is nothing to print."""
    from liantu.exchange.paper import to_bytes

    return to_bytes(_make_requested_paper(district, request, lang), form)


def _make_requested_paper(district: District, request: PaperRequest, lang: str) -> Paper | PaperSheet | Letter:
    if request.kind == "firm":
        return firm_paper(district, request.firm or "", request.scheme or "", request.year, lang, request.recipient)
    if request.kind == "grades":
        return notice_paper(district, request.run or "", lang, request.recipient)
    return make_paper(
        district,
        request.kind,
        lang,
        request.chain,
        request.firm,
        request.project,
        request.period,
        request.case,
    )
