"""A paper as it was asked for, made and written to a file."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from liantu.model import periods
from liantu.model.problems import Problem, Problems
from liantu.model.written_periods import read_written_period
from liantu.papers.brief import INTERNAL, OUTWARD, VERSIONS, brief_paper, check_outward
from liantu.papers.chain_papers import PAGES_OF_CHAIN, PAIRS
from liantu.papers.consortium_outline import consortium_outline
from liantu.papers.firm_paper import firm_paper
from liantu.papers.lead_paper import lead_paper
from liantu.papers.meeting_paper import meeting_paper
from liantu.papers.monthly_report import monthly_report
from liantu.papers.monthly_workbook import monthly_workbook
from liantu.papers.need_sheet import need_sheet
from liantu.papers.office_templates import fill_office_template
from liantu.papers.paper_kinds import make_paper
from liantu.papers.project_papers import OF_ITEM
from liantu.papers.public_notice import notice_paper
from liantu.papers.scenario_paper import scenario_paper
from liantu.papers.sharing import withheld_note
from liantu.papers.siting_paper import siting_paper
from liantu.wording import translator
from liantu.wording.labels import COMPARED_DAY

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.exchange.paper import Letter, PairPage, Paper, PaperSheet, Report

#: Papers of one missing link: 招商简报.
OF_LINK = ("brief",)
#: The paper of a what-if: 情景测算.
OF_WHAT_IF = ("scenario",)
#: The paper of a project that may go elsewhere: 算大账.
OF_SITING = ("siting",)
#: Papers of one firm that is talked to: 研判会商单, 会见参阅.
OF_LEAD = ("lead", "meeting")
#: Papers of the room of science: 需求表 of a need, 创新联合体组建方案 of a consortium.
OF_NEED, OF_CONSORTIUM = ("need",), ("consortium",)
_OF_SCIENCE = (*OF_NEED, *OF_CONSORTIUM)
#: 招商项目册: the projects to propose, a page each.
OF_PROPOSALS = ("proposals",)
#: The paper of a month of firms' own returns: 月度运行报告.
OF_MONTH = ("monthly",)


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
    #: Of a link: its product, and whether its brief goes out or stays in.
    product: str | None = None
    version: str | None = None
    #: The day that a page for a chain's head compares with.
    since: str | None = None
    run: str | None = None
    #: To whom it goes, as it is written down beside what was told.
    recipient: str | None = None
    #: A firm that is talked to for a link.
    lead: str | None = None
    #: A technology need, a consortium.
    need: str | None = None
    consortium: str | None = None


def list_forms(kind: str) -> tuple[str, ...]:
    """The forms that a kind of paper can be written in: pdf, docx, xlsx."""
    from liantu.exchange.paper import FORMATS, LETTER_FORMS

    return (
        LETTER_FORMS
        if kind in (*OF_ITEM, *OF_LINK, *OF_WHAT_IF, *OF_SITING, *OF_LEAD, *_OF_SCIENCE, *OF_PROPOSALS, *PAGES_OF_CHAIN)
        else FORMATS
    )


def write_requested_paper(district: District, request: PaperRequest, path: Path, lang: str) -> None:
    """Write a paper; the ending of the path decides the form. Raises Problems when there is nothing to print."""
    content = requested_paper_bytes(district, request, path.suffix.lstrip(".").lower(), lang)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def requested_paper_bytes(
    district: District, request: PaperRequest, form: str, lang: str, whole: District | None = None
) -> bytes:
    """A paper as the bytes of a file in a form of ``list_forms``. Raises Problems when there is nothing to print, and
    for an outward paper that names a firm of the district, or of the ``whole`` one that it is a part of."""
    from liantu.exchange.paper import to_bytes

    if request.kind in OF_MONTH and form == "xlsx":
        leaving, notes = _month_leaving(district, lang)
        return to_bytes(monthly_workbook(leaving, lang, _read_month(request), notes), form)
    if request.kind in OF_PROPOSALS:
        return _project_book(district, request, form, lang, whole)
    if request.kind not in OF_LINK:
        other = _make_requested_paper(district, request, lang)
        filled = fill_office_template(district, other, request.kind) if form == "docx" else None
        return filled or to_bytes(other, form)
    from liantu.exchange.paper.firm_names import list_firm_names

    names = [*list_firm_names(district.tables), *(list_firm_names(whole.tables) if whole else [])]
    paper = _brief(district, request, lang, names)
    kind = f"brief-{INTERNAL if paper.internal else OUTWARD}"
    filled = fill_office_template(district, paper, kind) if form == "docx" else None
    content = filled or to_bytes(paper, form)
    if not paper.internal and form == "pdf":
        check_outward(content, names, paper.title)
    return content


def _project_book(district: District, request: PaperRequest, form: str, lang: str, whole: District | None) -> bytes:
    from liantu.exchange.paper import to_bytes
    from liantu.exchange.paper.firm_names import list_firm_names
    from liantu.papers.project_book import project_book

    names = [*list_firm_names(district.tables), *(list_firm_names(whole.tables) if whole else [])]
    leaving, notes = _leaving(district, lang)
    book = project_book(leaving, lang, request.product, notes, names)
    content = to_bytes(book, form)
    if form == "pdf":
        check_outward(content, names, book.title)
    return content


def _make_requested_paper(
    district: District, request: PaperRequest, lang: str
) -> Paper | PaperSheet | Letter | Report | PairPage:
    if request.kind == "firm":
        return firm_paper(district, request.firm or "", request.scheme or "", request.year, lang, request.recipient)
    if request.kind == "grades":
        return notice_paper(district, request.run or "", lang, request.recipient)
    if request.kind in OF_WHAT_IF:
        leaving, notes = _leaving(district, lang)
        return scenario_paper(leaving, lang, notes)
    if request.kind in OF_SITING:
        leaving, notes = _leaving(district, lang)
        return siting_paper(leaving, request.case, request.product, lang, notes)
    if request.kind in OF_LEAD:
        leaving, notes = _leaving(district, lang)
        make = lead_paper if request.kind == "lead" else meeting_paper
        return make(leaving, request.lead or "", lang, notes)
    if request.kind in _OF_SCIENCE:
        return _paper_of_science(district, request, lang)
    if request.kind in OF_MONTH:
        leaving, notes = _month_leaving(district, lang)
        return monthly_report(leaving, lang, _read_month(request), notes)
    if request.kind in PAGES_OF_CHAIN:
        return _page_of_chain(district, request, lang)
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


def _paper_of_science(district: District, request: PaperRequest, lang: str) -> Report:
    leaving, notes = _leaving(district, lang)
    if request.kind in OF_NEED:
        return need_sheet(leaving, request.need or "", lang, notes)
    return consortium_outline(leaving, request.consortium or "", lang, notes)


def _leaving(district: District, lang: str) -> tuple[District, tuple[str, ...]]:
    """The district as it may leave the house, and what a paper says of what was left out."""
    from liantu.access import Purpose

    district = district.for_purpose(Purpose.LEAVING)
    return district, (withheld_note(district.withheld, lang),) if district.withheld else ()


def _month_leaving(district: District, lang: str) -> tuple[District, tuple[str, ...]]:
    """The district as it may leave the house; what is said of what was left out counts monthly returns alone."""
    leaving, _notes = _leaving(district, lang)
    withheld = district.tables["monthly_returns"].height - leaving.tables["monthly_returns"].height
    return leaving, (withheld_note(withheld, lang),) if withheld else ()


def _read_month(request: PaperRequest) -> str | None:
    """The month as people write it (2023年11月), as one of ours."""
    return (read_written_period(request.period) or request.period) if request.period else None


def _brief(district: District, request: PaperRequest, lang: str, firm_names: Collection[str]) -> Report:
    version = request.version or OUTWARD
    if version not in VERSIONS:
        raise Problems([Problem("unknown_version", value=version, slots={"choices": ", ".join(VERSIONS)})])
    leaving, notes = _leaving(district, lang)
    return brief_paper(leaving, request.product or "", lang, version, notes, firm_names)


def _page_of_chain(district: District, request: PaperRequest, lang: str) -> Report | PairPage:
    from liantu.papers.leader_page import leader_page
    from liantu.papers.pair_paper import pair_paper

    leaving, notes = _leaving(district, lang)
    chain = request.chain or ""
    if chain not in leaving.tables.rows("chains"):
        raise Problems([Problem("no_such_row", "chains", value=chain)])
    if request.kind in PAIRS:
        return pair_paper(leaving, chain, lang, notes)
    period = periods.parse_period(read_written_period(request.since or "") or "")
    if period is None or period.last is None:
        code, column = "impossible_period" if request.since else "required", translator(lang)(COMPARED_DAY)
        raise Problems([Problem(code, column=column, value=request.since or "")])
    return leader_page(leaving, chain, lang, period.last, notes)
