"""Papers, tables and forms out; filled survey forms in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from liantu.cli.shared import AsOf, Chain, ChangeFile, Folder, KnownAt, Language, Off, With, open_district
from liantu.model.problems import Problem, Problems

app = typer.Typer(add_completion=False)


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
    from liantu.exchange.paper import FORMATS, LETTER_FORMS, write_paper
    from liantu.papers import KINDS, OF_CHAIN, OF_ITEM, OF_PROJECT, OF_SCORE, make_paper

    kinds = (*KINDS, *OF_PROJECT, *OF_SCORE, "tables", "folder")
    if kind not in kinds:
        raise typer.BadParameter(", ".join(kinds), param_hint="KIND")
    if kind in OF_PROJECT and not project:
        raise typer.BadParameter(f"{kind} needs the id of a project", param_hint="--project")
    if kind == "firm" and not (firm and scheme):
        raise typer.BadParameter("firm needs --firm and --scheme", param_hint="--firm")
    if kind == "grades" and not run:
        raise typer.BadParameter("grades needs the id of a kept run", param_hint="--run")
    if kind in OF_CHAIN and not chain:
        raise typer.BadParameter(f"{kind} needs the id of a chain", param_hint="--chain")
    district = open_district(folder, as_of, known_at, off, change, with_)
    if firm and firm not in district.tables["firms"]["id"]:
        raise Problems([Problem("dangling", column="--firm", value=firm, slots={"wanted": "firms", "nearest": ""})])
    if kind == "folder":
        _write_folder(district, out, lang)
    elif kind == "tables" or (kind == "survey" and firm and out.suffix == ".xlsx"):
        if out.suffix != ".xlsx":
            raise typer.BadParameter(".xlsx", param_hint="--out")
        _write_form(district, kind, firm, out, lang)
    elif out.suffix.lstrip(".") not in (forms := LETTER_FORMS if kind in OF_ITEM else FORMATS):
        raise typer.BadParameter(", ".join(f".{form}" for form in forms), param_hint="--out")
    elif kind in OF_SCORE:
        from liantu.papers import firm_paper, notice_paper

        made = firm_paper(district, firm or "", scheme or "", year, lang) if kind == "firm" else None
        write_paper(made or notice_paper(district, run or "", lang), out)
    else:
        write_paper(make_paper(district, kind, lang, chain, firm, project, period, case), out)
    typer.echo(str(out))


@app.command("survey-read")
def print_survey_answers(
    folder: Folder, filled: Annotated[Path, typer.Argument(help="A filled 企业产能摸底表 (.xlsx).")]
) -> None:
    """Read a filled survey form back as a change file, printed as JSON."""
    import liantu
    from liantu.exchange.survey import read_survey

    change = read_survey(filled, liantu.open(folder).tables)
    typer.echo(json.dumps(change.to_dict(), ensure_ascii=False, indent=2))


def _write_folder(district: Any, out: Path, lang: str) -> None:
    from liantu.exchange.folder.own_tables import write_folder_over_library
    from liantu.library.shipped_tables import load_library

    write_folder_over_library(_to_leave(district, lang).given, load_library(), out)


def _write_form(district: Any, kind: str, firm: str | None, out: Path, lang: str) -> None:
    leaving = _to_leave(district, lang)
    if kind == "tables":
        from liantu.exchange.folder.plain_workbook import write_workbook
        from liantu.model.disclaimer import read_disclaimer

        write_workbook(leaving.tables.frames, out, read_disclaimer(district.tables.about, lang))
    else:
        from liantu.exchange.survey import write_survey

        write_survey(
            leaving.chain.questions(), leaving.tables, firm or "", out, language=lang, as_of=str(leaving.as_of)
        )


def _to_leave(district: Any, lang: str) -> Any:
    """The district as it may leave the house; what that leaves out is told beside the file."""
    from liantu.access import Purpose
    from liantu.papers import withheld_note

    leaving = district.for_purpose(Purpose.LEAVING)
    if leaving.withheld:
        typer.echo(withheld_note(leaving.withheld, lang), err=True)
    return leaving
