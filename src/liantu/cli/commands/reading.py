"""Documents: what an article, report or list says, as rows that a person may accept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from liantu.cli.shared import Format, Language, print_json, print_problems, to_csv
from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    import polars as pl

    from liantu.district.read_documents import DocumentReading

app = typer.Typer(add_completion=False)


@app.command()
def read(
    file: Annotated[Path, typer.Argument(help="A document: text, HTML, Word or PDF; - reads pasted text.")],
    published: Annotated[str, typer.Option("--published", help="The day it was published, as 2023-12-31.")],
    issuer: Annotated[str, typer.Option("--issuer", help="Who published it.")] = "",
    title: Annotated[str, typer.Option("--title", help="Its title, where the text does not have it.")] = "",
    place: Annotated[str, typer.Option("--place", help="Which place it is about; blank = the district.")] = "",
    district: Annotated[str, typer.Option("--district", help="A district whose names and rows are known.")] = "",
    source: Annotated[str, typer.Option("--source", help="The id of its source in the district.")] = "",
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """List the figures of a document as rows that they would make, each with its quote; nothing is written."""
    import liantu
    from liantu.district.read_documents import read_document
    from liantu.model.written_periods import read_last_day

    content = _read_bytes(file)
    opened = liantu.open(district) if district else None
    day = read_last_day(published, "--published")
    reading = read_document(content, file.name, day, issuer, title, place, opened, source)
    print_problems(reading.notes, lang)
    if format == "json":
        print_json(_describe(reading, file.name, day.isoformat(), issuer))
        return
    frame = _list_figures(reading)
    if format == "csv":
        typer.echo(to_csv(frame), nl=False)
    else:
        from liantu.cli.render.read_figures import print_read_figures

        print_read_figures(frame, lang)


def _read_bytes(file: Path) -> bytes:
    import sys

    if str(file) == "-":
        return sys.stdin.buffer.read()
    try:
        return file.read_bytes()
    except OSError as error:
        raise Problems([Problem("unopened_file", value=str(file))]) from error


def _describe(reading: DocumentReading, name: str, published: str, issuer: str) -> dict[str, object]:
    """The answer as JSON: the document, its figures, and the rows that they make."""
    return {
        "document": {"name": name, "kind": reading.kind, "published": published, "issuer": issuer},
        "figures": [_describe_figure(reading, number) for number in range(len(reading.figures))],
        "rows": [
            {
                "table": each.row.table,
                "key": each.row.key,
                "operation": each.row.operation,
                "fields": dict(each.row.fields),
                "figures": list(each.figures),
                "paragraph": each.paragraph,
                "segments": [vars(segment) for segment in each.segments],
            }
            for each in reading.rows
        ],
    }


def _describe_figure(reading: DocumentReading, number: int) -> dict[str, object]:
    from liantu.model.units import format_decimal

    figure = reading.figures[number]
    plain = {name: value for name, value in vars(figure).items() if name not in ("value", "number", "spans")}
    return {
        "figure": number + 1,
        **plain,
        "value": format_decimal(figure.value),
        "number": list(figure.number),
        "spans": [list(span) for span in figure.spans],
        "quotes": [reading.text[slice(*span)] for span in figure.spans],
    }


def _list_figures(reading: DocumentReading) -> pl.DataFrame:
    """A row a figure, as a table and CSV have them."""
    import polars as pl

    columns = ("table", "subject", "measure", "field", "period", "comparator", "value", "unit", "status", "quote")
    rows = []
    for number, figure in enumerate(reading.figures):
        described = _describe_figure(reading, number)
        described["measure"] = figure.scope + figure.product + figure.measure
        described["quote"] = " \u2026 ".join(reading.text[slice(*span)] for span in figure.spans).replace("\n", "")
        rows.append({name: str(described[name]) for name in columns})
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String))
