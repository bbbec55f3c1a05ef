"""Papers, tables and forms out; filled survey forms in."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from liantu.cli.shared import AsOf, Chain, ChangeFile, Folder, KnownAt, Language, Off, With, open_district, print_json
from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.papers import PaperRequest

app = typer.Typer(add_completion=False)


@app.command()
def export(
    folder: Folder,
    kind: Annotated[
        str,
        typer.Argument(
            help="invite, utilities, commodities, onsite, offers, extend, weak, survey, tables, folder; "
            "map, set, pair of a --chain, leader with --since; brief of a --product; scenario; proposals; siting; "
            "lead, meeting of a --lead; need: sheet of a --need; consortium: outline of a --consortium; "
            "weekly, quarterly, monthly; project, promise, notice, correction, gaps of a --project; "
            "firm: per-mu sheet of a --firm by a --scheme; grades: list for public notice of a --run."
        ),
    ],
    out: Annotated[
        Path, typer.Option("--out", help="File to write: .pdf, .docx or .xlsx decides the form; a folder for folder.")
    ],
    chain: Chain = None,
    project: Annotated[str | None, typer.Option("--project", help="A project: its sheet, or a letter.")] = None,
    case: Annotated[str | None, typer.Option("--case", help="A case of the project, to fill in a letter.")] = None,
    period: Annotated[
        str | None, typer.Option("--period", help="A week, quarter or month: for weekly, quarterly, monthly.")
    ] = None,
    firm: Annotated[str | None, typer.Option("--firm", help="Survey or per-mu sheet of one firm.")] = None,
    scheme: Annotated[str | None, typer.Option("--scheme", help="Evaluation scheme of a firm's per-mu sheet.")] = None,
    year: Annotated[int | None, typer.Option("--year", help="Its year; the last one unless given.")] = None,
    product: Annotated[str | None, typer.Option("--product", help="A missing link: its brief.")] = None,
    version: Annotated[
        str | None, typer.Option("--version", help="Of a brief: outward (names no firm) or internal.")
    ] = None,
    lead: Annotated[str | None, typer.Option("--lead", help="A firm that is talked to: its papers.")] = None,
    need: Annotated[str | None, typer.Option("--need", help="A technology need: its sheet.")] = None,
    consortium: Annotated[str | None, typer.Option("--consortium", help="A consortium: its outline.")] = None,
    since: Annotated[str | None, typer.Option("--since", help="The day that leader compares with.")] = None,
    run: Annotated[str | None, typer.Option("--run", help="Kept run of a list for public notice.")] = None,
    recipient: Annotated[
        str | None, typer.Option("--recipient", help="To whom it goes: written down where evaluations are told.")
    ] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    change: ChangeFile = None,
    with_: With = None,
    lang: Language = "zh_CN",
) -> None:
    """Write a list, a chain map, a survey form or all tables as PDF, Word or workbook."""
    from liantu.papers import PaperRequest

    paper = PaperRequest(
        kind, chain, project, case, period, firm, scheme, year, product, version, since, run, recipient, lead,
        need, consortium,
    )  # fmt: skip
    _check_needs(paper)
    district = open_district(folder, as_of, known_at, off, change, with_)
    if firm and firm not in district.tables["firms"]["id"]:
        raise Problems([Problem("dangling", column="--firm", value=firm, slots={"wanted": "firms", "nearest": ""})])
    _write(district, paper, out, lang)
    typer.echo(str(out))


@app.command("survey-read")
def print_survey_answers(
    folder: Folder, filled: Annotated[Path, typer.Argument(help="A filled survey form of a firm (.xlsx).")]
) -> None:
    """Read a filled survey form back as a change file, printed as JSON."""
    import liantu
    from liantu.district.survey_files import read_survey_form

    change = read_survey_form(liantu.open(folder), filled)
    print_json(change.to_dict())


def _check_needs(paper: PaperRequest) -> None:
    """Refuse a kind that there is none of, or one without what it is about."""
    from liantu.papers import (
        KINDS,
        OF_CHAIN,
        OF_CONSORTIUM,
        OF_LEAD,
        OF_LINK,
        OF_MONTH,
        OF_NEED,
        OF_PROJECT,
        OF_PROPOSALS,
        OF_SCORE,
        OF_SITING,
        OF_WHAT_IF,
        PAGES_OF_CHAIN,
    )

    kinds = (
        *KINDS,
        *OF_MONTH,
        *OF_LINK,
        *OF_PROPOSALS,
        *OF_WHAT_IF,
        *OF_SITING,
        *OF_LEAD,
        *OF_NEED,
        *OF_CONSORTIUM,
        *PAGES_OF_CHAIN,
        *OF_PROJECT,
        *OF_SCORE,
        "tables",
        "folder",
    )
    if paper.kind not in kinds:
        raise typer.BadParameter(", ".join(kinds), param_hint="KIND")
    needs = (
        (OF_PROJECT, [paper.project], "--project", f"{paper.kind} needs the id of a project"),
        (("firm",), [paper.firm, paper.scheme], "--firm", "firm needs --firm and --scheme"),
        (("grades",), [paper.run], "--run", "grades needs the id of a kept run"),
        ((*OF_CHAIN, *PAGES_OF_CHAIN), [paper.chain], "--chain", f"{paper.kind} needs the id of a chain"),
        (OF_LINK, [paper.product], "--product", f"{paper.kind} needs the id of a product"),
        (OF_LEAD, [paper.lead], "--lead", f"{paper.kind} needs the id of a lead"),
        (OF_NEED, [paper.need], "--need", "need needs the id of a technology need"),
        (OF_CONSORTIUM, [paper.consortium], "--consortium", "consortium needs the id of a consortium"),
        (("leader",), [paper.since], "--since", "leader needs a day to compare with"),
    )
    for papers, arguments, option, text in needs:
        if paper.kind in papers and not all(arguments):
            raise typer.BadParameter(text, param_hint=option)


def _write(district: District, paper: PaperRequest, out: Path, lang: str) -> None:
    from liantu.papers import list_forms, write_requested_paper

    if paper.kind == "folder":
        _write_folder(district, out, lang, paper.recipient)
    elif paper.kind == "tables":
        _check_form(out, ("xlsx",))
        _write_tables(district, out, lang, paper.recipient)
    elif paper.kind == "survey" and paper.firm and out.suffix == ".xlsx":
        _write_survey(district, paper.firm, out, lang)
    else:
        _check_form(out, list_forms(paper.kind))
        write_requested_paper(district, paper, out, lang)


def _check_form(out: Path, forms: Collection[str]) -> None:
    if out.suffix.lstrip(".") not in forms:
        raise typer.BadParameter(", ".join(f".{form}" for form in forms), param_hint="--out")


def _write_folder(district: District, out: Path, lang: str, recipient: str | None) -> None:
    from liantu.district.table_files import write_tables_folder
    from liantu.papers import lacking_note

    if district.is_scenario:
        raise Problems([Problem("folder_of_a_scenario")])
    leaving = _to_leave(district, lang)
    leaving.score.record_grades(recipient=recipient)
    notes = {code: lacking_note(leaving.withheld, language) for code, language in (("zh", "zh_CN"), ("en", "en"))}
    write_tables_folder(leaving, out, district, notes)


def _write_tables(district: District, out: Path, lang: str, recipient: str | None) -> None:
    from liantu.district.table_files import write_tables_workbook
    from liantu.model.disclaimer import read_disclaimer
    from liantu.wording.scenario import scenario_lines

    leaving = _to_leave(district, lang)
    leaving.score.record_grades(recipient=recipient)
    notices = [read_disclaimer(district.tables.about, lang), *scenario_lines(leaving, lang)]
    write_tables_workbook(leaving, out, "\n".join(filter(None, notices)))


def _write_survey(district: District, firm: str, out: Path, lang: str) -> None:
    from liantu.district.survey_files import write_survey_form
    from liantu.wording.scenario import scenario_lines

    leaving = _to_leave(district, lang)
    write_survey_form(leaving, firm, out, lang, scenario_lines(leaving, lang))


def _to_leave(district: District, lang: str) -> District:
    """The district as it may leave the house; what that leaves out is told beside the file."""
    from liantu.access import Purpose
    from liantu.papers import withheld_note

    leaving = district.for_purpose(Purpose.LEAVING)
    if leaving.withheld:
        typer.echo(withheld_note(leaving.withheld, lang), err=True)
    return leaving
