"""Command of the evaluation per mu: returns and a scheme in, points, ranks and grades out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from liantu.cli.shared import Format, Language, print_json, print_problems
from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from liantu.district.results import Evaluation, Scheme


app = typer.Typer(add_completion=False)


class _Beside(NamedTuple):
    """The files beside a file of returns."""

    facts: Path | None
    grades: Path | None
    relations: Path | None


Returns = Annotated[
    str | None, typer.Argument(help="A workbook or CSV, a row a firm and year; or a district's folder or workspace.")
]


@app.command()
def score(
    returns: Returns = None,
    scheme: Annotated[
        str | None, typer.Option("--scheme", help="Id of a scheme, the library's or the district's; or a file.")
    ] = None,
    year: Annotated[str | None, typer.Option("--year", help="The year evaluated; the last one unless given.")] = None,
    channel: Annotated[
        list[str] | None,
        typer.Option(
            "--channel", help="Who gave a field of a file, as tax=tax office; once a field.", metavar="FIELD=CHANNEL"
        ),
    ] = None,
    facts: Annotated[
        Path | None,
        typer.Option("--facts", help="A sheet of facts beside a file: firm, fact, evidence, from, to."),
    ] = None,
    grades: Annotated[
        Path | None,
        typer.Option("--grades", help="Grades of earlier years beside a file: firm, year, grade."),
    ] = None,
    relations: Annotated[
        Path | None,
        typer.Option(
            "--relations", help="Relations beside a file, by name: which firms of like names are two (distinct_from)."
        ),
    ] = None,
    firm: Annotated[str | None, typer.Option("--firm", help="The whole sum of one firm.")] = None,
    schemes: Annotated[bool, typer.Option("--schemes", help="List the schemes that are there.")] = False,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """Evaluation per mu: each firm's points, total, rank and grade."""
    if schemes:
        _list(format, lang)
        return
    if returns is None or scheme is None:
        raise Problems([Problem("returns_and_scheme")])
    run, notice = _evaluate(returns, scheme, _year(year), lang, channel or [], _Beside(facts, grades, relations))
    if firm is not None:
        _check_firm(run, firm)
    head = {"notice": notice} if notice else {}
    head["internal"] = _internal_head(lang)
    if format == "json":
        from liantu.district.evaluation_records import describe_firm, describe_run

        answer = describe_run(run, lang) if firm is None else describe_firm(run, firm, lang)
        print_json({**head, **answer})
        return
    from liantu.cli.render.evaluation_tables import print_account, print_scores, to_flat_table

    for line in head.values():
        typer.echo(line, err=True)
    print_problems(run.stops if firm is not None else (*run.stops, *run.notes), lang)
    if format == "csv":
        typer.echo((to_flat_table(run) if firm is None else run.account(firm)).write_csv(), nl=False)
    elif firm is None:
        print_scores(run, lang)
    else:
        print_account(run, firm, lang)


def _year(text: str | None) -> int | None:
    from liantu.model.whole_numbers import read_year

    year = None if text is None else read_year(text)
    if text is not None and year is None:
        raise Problems([Problem("whole_year", column="--year", value=text)])
    return year


def _evaluate(
    place: str, name: str, year: int | None, lang: str, channel: list[str], beside: _Beside
) -> tuple[Evaluation, str]:
    """The run, and what a reader must be told of the district: that it is an example, or made up."""
    from liantu.model.district_address import is_address

    if is_address(place) or Path(place).is_dir():
        import liantu
        from liantu.model.disclaimer import read_disclaimer

        if channel or any(beside):
            raise Problems([Problem("district_has_own", column="--channel, --facts, --grades, --relations")])
        district = liantu.open(place)
        return district.score.evaluate(district.score.scheme(name), year), read_disclaimer(
            district.tables.about, lang
        ) or ""
    from liantu.district import open_scheme
    from liantu.district.returns_files import evaluate_file

    scheme = open_scheme(name)
    return evaluate_file(Path(place), scheme, year, _channels(channel, scheme), *beside), ""


def _internal_head(lang: str) -> str:
    """What keeps the answer in the house: it is firm by firm, and its groups are not protected."""
    from liantu.papers import internal_note

    return internal_note(lang)


def _channels(pairs: list[str], scheme: Scheme) -> dict[str, str | None]:
    """Field and channel of each ``field=channel``; a field by its id or name. Raises Problems for one nobody knows."""
    from liantu.model.nearest import suggest_nearest

    words = {word: field.id for field in scheme.fields.values() for word in (field.id, field.zh, field.en)}
    stated: dict[str, str | None] = {}
    problems = []
    for pair in pairs:
        field, _, channel = (part.strip() for part in pair.partition("="))
        if field not in words or not channel:
            slots = {"nearest": suggest_nearest(field, list(words))}
            problems.append(Problem("scheme_unknown_field", column="--channel", value=field, slots=slots))
        else:
            stated[words[field]] = channel
    if problems:
        raise Problems(problems)
    return stated


def _check_firm(run: Evaluation, firm: str) -> None:
    if firm not in run.firms["firm"]:
        from liantu.model.nearest import suggest_nearest

        slots = {"wanted": "firm", "nearest": suggest_nearest(firm, run.firms["firm"].to_list())}
        raise Problems([Problem("dangling", column="--firm", value=firm, slots=slots)])


def _list(format: str, lang: str) -> None:
    from liantu.cli.render.evaluation_tables import print_schemes
    from liantu.district.schemes import list_shipped_schemes

    rows = list_shipped_schemes()
    if format == "json":
        print_json({"schemes": rows.to_dicts()})
    elif format == "csv":
        typer.echo(rows.write_csv(), nl=False)
    else:
        print_schemes(rows, lang)
