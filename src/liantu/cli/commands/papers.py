"""Papers, tables and forms out; filled survey forms in."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from liantu.cli.shared import AsOf, Chain, ChangeFile, Folder, KnownAt, Language, Off, With, open_district
from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.exchange.paper import Letter, Paper, PaperSheet

app = typer.Typer(add_completion=False)


@dataclass(frozen=True)
class PaperRequest:
    """What is to be written, where, and what it is about."""

    kind: str
    out: Path
    chain: str | None
    project: str | None
    case: str | None
    period: str | None
    firm: str | None
    scheme: str | None
    year: int | None
    run: str | None


@app.command()
def export(
    folder: Folder,
    kind: Annotated[
        str,
        typer.Argument(
            help="invite, utilities, commodities, onsite, extend, weak, survey, tables, folder; map, set of a --chain; "
            "weekly, quarterly; project, promise, notice, correction, gaps of a --project; "
            "firm: per-mu sheet of a --firm by a --scheme; grades: list for public notice of a --run."
        ),
    ],
    out: Annotated[
        Path, typer.Option("--out", help="File to write: .pdf, .docx or .xlsx decides the form; a folder for folder.")
    ],
    chain: Chain = None,
    project: Annotated[str | None, typer.Option("--project", help="A project: its sheet, or a letter.")] = None,
    case: Annotated[str | None, typer.Option("--case", help="A case of the project, to fill in a letter.")] = None,
    period: Annotated[str | None, typer.Option("--period", help="A week or quarter: for weekly, quarterly.")] = None,
    firm: Annotated[str | None, typer.Option("--firm", help="Survey or per-mu sheet of one firm.")] = None,
    scheme: Annotated[str | None, typer.Option("--scheme", help="Evaluation scheme of a firm's per-mu sheet.")] = None,
    year: Annotated[int | None, typer.Option("--year", help="Its year; the last one unless given.")] = None,
    run: Annotated[str | None, typer.Option("--run", help="Kept run of a list for public notice.")] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    change: ChangeFile = None,
    with_: With = None,
    lang: Language = "zh_CN",
) -> None:
    """Write a list, a chain map, a survey form or all tables as PDF, Word or workbook."""
    paper = PaperRequest(kind, out, chain, project, case, period, firm, scheme, year, run)
    _check_needs(paper)
    district = open_district(folder, as_of, known_at, off, change, with_)
    if firm and firm not in district.tables["firms"]["id"]:
        raise Problems([Problem("dangling", column="--firm", value=firm, slots={"wanted": "firms", "nearest": ""})])
    _write(district, paper, lang)
    typer.echo(str(out))


@app.command("survey-read")
def print_survey_answers(
    folder: Folder, filled: Annotated[Path, typer.Argument(help="A filled survey form of a firm (.xlsx).")]
) -> None:
    """Read a filled survey form back as a change file, printed as JSON."""
    import liantu
    from liantu.exchange.survey import read_survey

    change = read_survey(filled, liantu.open(folder).tables)
    typer.echo(json.dumps(change.to_dict(), ensure_ascii=False, indent=2))


def _check_needs(paper: PaperRequest) -> None:
    """Refuse a kind that there is none of, or one without what it is about."""
    from liantu.papers import KINDS, OF_CHAIN, OF_PROJECT, OF_SCORE

    kinds = (*KINDS, *OF_PROJECT, *OF_SCORE, "tables", "folder")
    if paper.kind not in kinds:
        raise typer.BadParameter(", ".join(kinds), param_hint="KIND")
    needs = (
        (OF_PROJECT, [paper.project], "--project", f"{paper.kind} needs the id of a project"),
        (("firm",), [paper.firm, paper.scheme], "--firm", "firm needs --firm and --scheme"),
        (("grades",), [paper.run], "--run", "grades needs the id of a kept run"),
        (OF_CHAIN, [paper.chain], "--chain", f"{paper.kind} needs the id of a chain"),
    )
    for of, given, option, text in needs:
        if paper.kind in of and not all(given):
            raise typer.BadParameter(text, param_hint=option)


def _write(district: District, paper: PaperRequest, lang: str) -> None:
    from liantu.exchange.paper import FORMATS, LETTER_FORMS, write_paper
    from liantu.papers import OF_ITEM

    if paper.kind == "folder":
        _write_folder(district, paper.out, lang)
    elif paper.kind == "tables":
        _check_form(paper.out, ("xlsx",))
        _write_tables(district, paper.out, lang)
    elif paper.kind == "survey" and paper.firm and paper.out.suffix == ".xlsx":
        _write_survey(district, paper.firm, paper.out, lang)
    else:
        _check_form(paper.out, LETTER_FORMS if paper.kind in OF_ITEM else FORMATS)
        write_paper(_make_paper(district, paper, lang), paper.out)


def _check_form(out: Path, forms: Collection[str]) -> None:
    if out.suffix.lstrip(".") not in forms:
        raise typer.BadParameter(", ".join(f".{form}" for form in forms), param_hint="--out")


def _make_paper(district: District, paper: PaperRequest, lang: str) -> Paper | PaperSheet | Letter:
    from liantu.papers import firm_paper, make_paper, notice_paper

    if paper.kind == "firm":
        return firm_paper(district, paper.firm or "", paper.scheme or "", paper.year, lang)
    if paper.kind == "grades":
        return notice_paper(district, paper.run or "", lang)
    return make_paper(district, paper.kind, lang, paper.chain, paper.firm, paper.project, paper.period, paper.case)


def _write_folder(district: District, out: Path, lang: str) -> None:
    from liantu.exchange.folder.own_tables import write_folder_over_library
    from liantu.library.shipped_tables import load_library

    write_folder_over_library(_to_leave(district, lang).given, load_library(), out)


def _write_tables(district: District, out: Path, lang: str) -> None:
    from liantu.exchange.folder.plain_workbook import write_workbook
    from liantu.model.disclaimer import read_disclaimer

    leaving = _to_leave(district, lang)
    write_workbook(leaving.tables.frames, out, read_disclaimer(district.tables.about, lang))


def _write_survey(district: District, firm: str, out: Path, lang: str) -> None:
    from liantu.exchange.survey import write_survey

    leaving = _to_leave(district, lang)
    write_survey(leaving.chain.questions(), leaving.tables, firm, out, language=lang, as_of=str(leaving.as_of))


def _to_leave(district: District, lang: str) -> District:
    """The district as it may leave the house; what that leaves out is told beside the file."""
    from liantu.access import Purpose
    from liantu.papers import withheld_note

    leaving = district.for_purpose(Purpose.LEAVING)
    if leaving.withheld:
        typer.echo(withheld_note(leaving.withheld, lang), err=True)
    return leaving
