"""The command line: one command a question. Exit 0 done, 2 unreadable input or misuse; check gives 1 for findings."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from liantu import cli_entry, cli_score, cli_workspace
from liantu.model.problems import Problem, Problems

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="链图 Liantu: an open industry brain for a district."
)

app.add_typer(cli_workspace.app)
app.add_typer(cli_entry.app)
app.add_typer(cli_score.app)

Folder = Annotated[str, typer.Argument(help="The district's folder, or its workspace (fuling.db, postgresql://…).")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="State of the world, as 2023-12-31.")]
KnownAt = Annotated[str | None, typer.Option("--known-at", help="Only what had been published by then.")]
Chain = Annotated[str | None, typer.Option("--chain", help="Only the needs of one chain.")]
Off = Annotated[list[str] | None, typer.Option("--off", help="Assumption to switch off; may repeat.")]
ChangeFile = Annotated[Path | None, typer.Option("--change", help="A change file (YAML or JSON).")]
With = Annotated[list[str] | None, typer.Option("--with", help="A change line, table:row;field=value; may repeat.")]
Format = Annotated[str, typer.Option("--format", help="table, json or csv.")]
Language = Annotated[str, typer.Option("--lang", help="zh_CN or en.", callback=lambda text: _known_language(text))]


def main() -> None:
    """Run the command line; problems are printed in the user's words, never as a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # what a console without an encoding hands over as bytes goes back to it as the same bytes
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")
    language = _language()
    try:
        app()
    except Problems as problems:
        report(problems.problems, language)
        sys.exit(2)
    except BrokenPipeError:
        sys.exit(0)
    except OSError as error:
        report([Problem("unopened_file", value=str(error.filename or error))], language)
        sys.exit(2)


@app.command()
def gaps(
    folder: Folder,
    list: Annotated[str, typer.Option("--list", help="invite, utilities, commodities, onsite or all.")] = "invite",
    chain: Chain = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    change: ChangeFile = None,
    with_: With = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """What is missing, how much, worth what: 补链清单 and the lists beside it."""
    from liantu.chain.answers import gap_answers

    if list not in ("invite", "utilities", "commodities", "onsite", "all"):
        raise typer.BadParameter("invite, utilities, commodities, onsite or all", param_hint="--list")
    district = _open(folder, as_of, known_at, off, change, with_)
    frame = district.gaps(list, chain)
    _print(district, "gaps", frame, format, lang, gap_answers(frame))


@app.command()
def balance(
    folder: Folder,
    chain: Chain = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    change: ChangeFile = None,
    with_: With = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """Demand beside supply, product by product: 本地配套测算表."""
    district = _open(folder, as_of, known_at, off, change, with_)
    names = district.tables["products"].select("id", "zh", "en", "unit").rename({"id": "product"})
    frame = district.balance(chain).join(names, on="product", how="left", maintain_order="left")
    _print(district, "balance", frame, format, lang)


@app.command()
def extend(
    folder: Folder,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    change: ChangeFile = None,
    with_: With = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """What a merchant surplus could become: 延链方向."""
    district = _open(folder, as_of, known_at, off, change, with_)
    _print(district, "extensions", district.extend(), format, lang)


@app.command()
def weak(
    folder: Folder,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    change: ChangeFile = None,
    with_: With = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """Links made and needed here, short or resting on one plant: 强链清单."""
    district = _open(folder, as_of, known_at, off, change, with_)
    _print(district, "weak", district.weak(), format, lang)


@app.command()
def ask(
    folder: Folder,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    change: ChangeFile = None,
    with_: With = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """The unknowns whose answers would move the lists most."""
    district = _open(folder, as_of, known_at, off, change, with_)
    _print(district, "questions", district.ask(), format, lang)


@app.command()
def account(
    folder: Folder,
    product: Annotated[str, typer.Argument(help="Product id.")],
    measure: Annotated[
        str,
        typer.Option(help="gap, demand, supply, captive, nearby, offer, surplus, operating, building or planned."),
    ] = "gap",
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    change: ChangeFile = None,
    with_: With = None,
) -> None:
    """The account of one number as JSON: every term, down to paragraph and quote."""
    from liantu.chain.account import MEASURES

    measures = (*MEASURES, "operating", "building", "planned")
    if measure not in measures:
        raise typer.BadParameter(", ".join(measures), param_hint="--measure")
    district = _open(folder, as_of, known_at, off, change, with_)
    said = _notice(district, "zh_CN")
    typer.echo(json.dumps({**said, **district.account(product, measure)}, ensure_ascii=False, indent=2))


@app.command("what-if")
def what_if(
    folder: Folder,
    change: ChangeFile = None,
    with_: With = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """What moves on the lists under a change."""
    from liantu.chain.moves import moves

    before = _open(folder, as_of, known_at, None, None, None)
    after = _open(folder, as_of, known_at, off, change, with_)
    _print(after, "moves", moves(before.gaps("all"), after.gaps("all")), format, lang)


@app.command()
def export(
    folder: Folder,
    kind: Annotated[
        str,
        typer.Argument(
            help="invite, utilities, commodities, onsite, extend, weak, survey, tables, folder; map, set of a --chain."
        ),
    ],
    out: Annotated[
        Path, typer.Option("--out", help="File to write: .pdf, .docx or .xlsx decides the form; a folder for folder.")
    ],
    chain: Chain = None,
    firm: Annotated[str | None, typer.Option("--firm", help="Survey of one firm, as a form to fill in.")] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    change: ChangeFile = None,
    with_: With = None,
    lang: Language = "zh_CN",
) -> None:
    """Write a list, a chain map, a survey form or all tables as PDF, Word or workbook."""
    from liantu.exchange.paper import FORMATS, write
    from liantu.papers import KINDS, OF_CHAIN, paper

    if kind not in (*KINDS, "tables", "folder"):
        raise typer.BadParameter(", ".join((*KINDS, "tables", "folder")), param_hint="KIND")
    if kind in OF_CHAIN and not chain:
        raise typer.BadParameter(f"{kind} needs the id of a chain", param_hint="--chain")
    district = _open(folder, as_of, known_at, off, change, with_)
    if firm and firm not in district.tables["firms"]["id"]:
        raise Problems([Problem("dangling", column="--firm", value=firm, slots={"wanted": "firms", "nearest": ""})])
    if kind == "folder":
        _write_folder(district, out, lang)
    elif kind == "tables" or (kind == "survey" and firm):
        if out.suffix != ".xlsx":
            raise typer.BadParameter(".xlsx", param_hint="--out")
        _write_form(district, kind, firm, out, lang)
    elif out.suffix.lstrip(".") not in FORMATS:
        raise typer.BadParameter(", ".join(f".{form}" for form in FORMATS), param_hint="--out")
    else:
        write(paper(district, kind, lang, chain, firm), out)
    typer.echo(str(out))


@app.command("survey-read")
def survey_read(
    folder: Folder, filled: Annotated[Path, typer.Argument(help="A filled 企业产能摸底表 (.xlsx).")]
) -> None:
    """Read a filled survey form back as a change file, printed as JSON."""
    import liantu
    from liantu.exchange.survey import read_survey

    change = read_survey(filled, liantu.open(folder).tables)
    typer.echo(json.dumps(change.to_dict(), ensure_ascii=False, indent=2))


def _write_folder(district: Any, out: Path, lang: str) -> None:
    from liantu.exchange.own import write_own
    from liantu.library.load import load
    from liantu.papers import to_share, withheld_note

    shared, withheld = to_share(district)
    if withheld:
        typer.echo(withheld_note(withheld, lang), err=True)
    write_own(shared.given, load(), out)


def _write_form(district: Any, kind: str, firm: str | None, out: Path, lang: str) -> None:
    if kind == "tables":
        from liantu.exchange.workbook import write_workbook
        from liantu.model.notice import notice
        from liantu.papers import to_share, withheld_note

        shared, withheld = to_share(district)
        if withheld:
            typer.echo(withheld_note(withheld, lang), err=True)
        write_workbook(shared.tables.frames, out, notice(district.tables.about, lang))
    else:
        from liantu.exchange.survey import write_survey

        write_survey(district.ask(), district.tables, firm or "", out, language=lang, as_of=str(district.as_of))


@app.command()
def check(
    folder: Annotated[str, typer.Argument(help="A district's folder, or the word library.")],
    lang: Language = "zh_CN",
) -> None:
    """Everything wrong with a folder, or with the process library. Exit 1 when there are findings."""
    import liantu

    if folder == "library":
        from liantu.library.check import check as check_library
        from liantu.library.load import load

        findings = check_library(load().frames)
        column = "message_zh" if lang.startswith("zh") else "message_en"
        for text in findings[column]:
            typer.echo(text)
        typer.echo(f"{findings.height}")
        raise typer.Exit(1 if findings.height else 0)
    found = liantu.open(folder).check()
    report(found, lang)
    raise typer.Exit(1 if any(p.severity != "note" for p in found) else 0)


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(help="A folder that is not there yet, or empty.")],
    name: Annotated[str, typer.Option("--name", help="Name of the district, in Chinese.")],
    region: Annotated[
        str | None, typer.Option(help="Province or municipality, in Chinese: its usual processes.")
    ] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="YYYY-MM-DD; today unless given.")] = None,
) -> None:
    """A blank district: a folder of tables with their headers, ready for a spreadsheet."""
    from liantu.exchange.blank import new_folder

    new_folder(folder, name, _day(as_of) or date.today(), region)
    typer.echo(str(folder))


@app.command()
def serve(
    folder: Folder,
    port: int = 8321,
    browser: Annotated[bool, typer.Option("--browser/--no-browser")] = True,
) -> None:
    """Serve a district on 127.0.0.1."""
    from liantu.web.serve import serve as run

    run(folder, port, browser)


@app.command()
def demo(
    port: int = 8321,
    browser: Annotated[bool, typer.Option("--browser/--no-browser")] = True,
    district: Annotated[
        str, typer.Option("--district", help="fuling, of the two articles; yunxi, made up, with yearly returns.")
    ] = "fuling",
) -> None:
    """Open one of the districts that come with the program in the browser; Fuling unless told otherwise."""
    from liantu.web.serve import serve as run

    if district not in DEMOS:
        raise typer.BadParameter(", ".join(DEMOS), param_hint="--district")
    run(demo_folder(district), port, browser)


#: The districts that come with the program.
DEMOS = ("fuling", "yunxi")


def demo_folder(name: str = "fuling") -> Path:
    """Where a district of ours is: beside the package when installed, in the checkout otherwise."""
    inside = Path(__file__).parent / "districts" / name
    return inside if inside.is_dir() else Path(__file__).parents[2] / "districts" / name


def report(problems: Any, language: str) -> None:
    """Print problems to the error stream, one a line."""
    for problem in problems:
        typer.echo(problem.message(language), err=True)


def _open(folder: str, as_of: str | None, known_at: str | None, off: Any, change: Path | None, lines: Any) -> Any:
    import liantu
    from liantu.exchange.change_file import read_change
    from liantu.model.change import Change

    district = liantu.open(folder, _day(as_of))
    what_if = read_change(change) if change else Change()
    what_if = what_if + Change.from_query(lines or [])
    return district.at(known_at=_day(known_at), off=off or (), change=what_if)


def _day(text: str | None) -> date | None:
    """The day meant: of a longer period the last, as in ``district.yaml``."""
    if text is None:
        return None
    from liantu.model import periods

    period = periods.read(text)
    if period is None or period.last is None:
        raise Problems([Problem("impossible_period", value=text)])
    return period.last


def _print(district: Any, name: str, frame: Any, format: str, lang: str, rows: Any = None) -> None:
    from liantu.model.notice import mark

    said = _notice(district, lang)
    if format != "json" and mark(district.given.about, lang):
        typer.echo(said["notice"], err=True)
    if format == "json":
        head = {
            "as_of": district.as_of.isoformat(),
            "known_at": district.known_at.isoformat() if district.known_at else None,
            "assumptions": district.active_assumptions(),
            **said,
        }
        body = rows if rows is not None else frame.to_dicts()
        typer.echo(json.dumps({**head, name: body}, ensure_ascii=False, indent=2))
    elif format == "csv":
        import polars as pl

        lists = [c for c, t in frame.schema.items() if isinstance(t, pl.List)]
        typer.echo(frame.with_columns(pl.col(lists).list.join(";")).write_csv(), nl=False)
    elif format == "table":
        from liantu.terminal import show

        show(name, frame, lang)
    else:
        raise typer.BadParameter("table, json or csv", param_hint="--format")


def _notice(district: Any, lang: str) -> dict[str, str]:
    """What a reader must be told of the district, as part of a JSON head; nothing when there is nothing."""
    from liantu.model.notice import notice

    said = notice(district.given.about, lang)
    return {"notice": said} if said else {}


def _known_language(text: str) -> str:
    if text not in ("zh_CN", "en"):
        raise typer.BadParameter("zh_CN or en", param_hint="--lang")
    return text


def _language() -> str:
    """The language asked for; problems are told in it even when the words cannot be parsed."""
    for word, following in zip(sys.argv, [*sys.argv[1:], ""], strict=True):
        if word == "--lang" or word.startswith("--lang="):
            return word.partition("=")[2] or following
    return "zh_CN"
