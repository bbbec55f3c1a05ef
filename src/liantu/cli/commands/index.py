"""Command of composite indices: data and a scheme in, scores, ranks, contributions and sensitivity out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from liantu.cli.shared import Format, Language, check_choice, notice_head, print_json, print_problems, to_csv
from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from liantu.district.index_files import IndexOptions
    from liantu.district.results import IndexRun

app = typer.Typer(add_completion=False)

_VIEWS = ("scores", "steps", "marks", "contributions", "terms", "sensitivity", "ranks")


Data = Annotated[
    str, typer.Argument(help="A CSV or workbook, a row a unit; or a district: its observations are taken.")
]
Meta = Annotated[
    str, typer.Argument(help="A table of nodes (CSV, workbook), a file of an index (YAML), or an id: operation.")
]
Steps = Annotated[Path | None, typer.Option("--steps", help="A file of steps (YAML); the usual ones unless given.")]
Choices = Annotated[
    list[str] | None,
    typer.Option("--choose", help="A choice that differs, as normalise=rank, treat.values=3; may repeat."),
]
Weights = Annotated[list[str] | None, typer.Option("--weight", help="A weight, as value_added=20; may repeat.")]
Periods = Annotated[list[str] | None, typer.Option("--period", help="Of a district: these periods; may repeat.")]
UnitCodes = Annotated[list[str] | None, typer.Option("--unit", help="These units alone, by code; may repeat.")]
View = Annotated[
    str,
    typer.Option(
        "--show",
        help=f"{', '.join(_VIEWS[:-1])} or {_VIEWS[-1]}; JSON has all but terms.",
        callback=lambda text: check_choice(text, _VIEWS, "--show"),
    ),
]
Factors = Annotated[
    list[str] | None,
    typer.Option("--factor", help="What could be chosen otherwise, as normalise=min_max|rank; may repeat."),
]
Concentration = Annotated[
    float, typer.Option("--concentration", help="How near drawn weights stay to those stated; 0: they do not vary.")
]
Samples = Annotated[
    int, typer.Option("--samples", help="N of the N(d+2) runs of the sensitivity; 0: none in JSON.", min=0)
]
Seed = Annotated[int, typer.Option("--seed", help="From which the draws begin.", min=0)]


@app.command()
def index(
    data: Data,
    meta: Meta,
    steps: Steps = None,
    choose: Choices = None,
    weight: Weights = None,
    period: Periods = None,
    unit: UnitCodes = None,
    show: View = "scores",
    factor: Factors = None,
    concentration: Concentration = 20.0,
    samples: Samples = 0,
    seed: Seed = 0,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """A composite index: scores and ranks, with every step, what each part brings, and how sure the ranks are."""
    from liantu.district.index_files import IndexOptions, measure_index_sensitivity, parse_weights
    from liantu.district.index_records import SAMPLED_VIEWS, describe_index, list_view

    options = IndexOptions(tuple(choose or ()), parse_weights(weight or ()))
    run, head = _compute(data, (meta, steps), options, period or [], lang)
    units = _check_units(run, unit or [])
    sampled = None
    if samples or show in SAMPLED_VIEWS:
        sampled = measure_index_sensitivity(run, factor or (), concentration, samples or None, seed)
    if format == "json":
        print_json({**head, **describe_index(run, sampled, units)})
        return
    if "notice" in head:
        typer.echo(head["notice"], err=True)
    rows = list_view(run, show, units, sampled)
    if format == "csv":
        typer.echo(to_csv(rows), nl=False)
        return
    from liantu.cli.render.index_tables import print_index_view

    print_index_view(run.scheme, rows, lang)


def _compute(
    data: str, scheme: tuple[str, Path | None], options: IndexOptions, periods: list[str], lang: str
) -> tuple[IndexRun, dict[str, str]]:
    """The run over a file; or of a district, over its own data of that index or its observations, with its notice."""
    from liantu.district.index_files import compute_file_index, open_index_scheme
    from liantu.model.district_address import is_address

    if is_address(data) or Path(data).is_dir():
        import liantu

        district = liantu.open(data)
        if scheme[1] is None and not periods and scheme[0] in district.outlook.indices()["index"]:
            run = district.outlook.district_index(scheme[0], options.choices, options.weights)
        else:
            run = district.outlook.index(open_index_scheme(*scheme), periods, options.choices, options.weights)
        return run, {"as_of": district.as_of.isoformat(), **notice_head(district, lang)}
    if periods:
        raise Problems([Problem("index_period_of_file", column="--period", value=", ".join(periods))])
    found = compute_file_index(Path(data), open_index_scheme(*scheme), options)
    print_problems(found.notes, lang)
    return found.run, {}


def _check_units(run: IndexRun, units: list[str]) -> list[str]:
    """The units, each of which the run has. Raises Problems."""
    from liantu.model.nearest import suggest_nearest

    known = run.data.units
    wrong = [name for name in units if name not in known]
    slots = [{"wanted": "uCode", "nearest": suggest_nearest(name, known)} for name in wrong]
    if wrong:
        raise Problems(
            Problem("dangling", column="--unit", value=name, slots=slot)
            for name, slot in zip(wrong, slots, strict=True)
        )
    return units
