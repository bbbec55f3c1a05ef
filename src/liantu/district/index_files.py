"""Composite indices by id or file, over data of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from liantu.model.file_table import FileTable
    from liantu.outlook.index.inputs import IndexData
    from liantu.outlook.index.run import IndexRun
    from liantu.outlook.index.scheme import IndexScheme
    from liantu.outlook.index.sensitivity import Sensitivity

#: What a file of a scheme ends in; any other file is a table of nodes.
_SCHEME_ENDINGS = (".yaml", ".yml")


class IndexOptions(NamedTuple):
    """What is said beside a scheme: choices that differ from it, weights that it leaves open."""

    choices: tuple[str, ...] = ()
    weights: Mapping[str, float] = {}


class FileIndex(NamedTuple):
    """A run over a file, and notes on how the file was read."""

    run: IndexRun
    notes: tuple[Problem, ...]


def open_index_scheme(name: str | Path, steps: Path | None = None) -> IndexScheme:
    """The index of an id (``operation``), a file (YAML), or a table of nodes (CSV or workbook).

    A table takes the steps of a file, or the usual ones. Raises Problems with everything wrong in it.
    """
    from liantu.exchange.indicator_tables import read_file_table
    from liantu.library.index_files import USUAL_STEPS, list_index_schemes
    from liantu.outlook.index.meta_reader import read_meta

    path = Path(name)
    complete = [known for known in list_index_schemes() if known != USUAL_STEPS]
    if str(name) in complete:
        return _with_steps(_read_shipped(str(name)), steps)
    if not path.is_file():
        slots = {"nearest": suggest_nearest(str(name), complete), "choices": ", ".join(complete)}
        raise Problems([Problem("unknown_index", value=str(name), slots=slots)])
    if path.suffix.lower() in _SCHEME_ENDINGS:
        found = _with_steps(_read_scheme_file(path), steps)
        if not found.nodes:
            raise Problems([Problem("index_without_nodes", file=path.name)])
        return found
    usual = _read_scheme_file(steps) if steps else _read_shipped(USUAL_STEPS)
    return read_meta(read_file_table(path), usual.steps)


def compute_file_index(data: Path, scheme: IndexScheme, options: IndexOptions) -> FileIndex:
    """The index over the data of a CSV or workbook: a row a unit. Raises Problems, all at once."""
    from liantu.exchange.indicator_tables import read_file_table

    return compute_table_index(read_file_table(data), scheme, options)


def compute_table_index(table: FileTable, scheme: IndexScheme, options: IndexOptions) -> FileIndex:
    """The index over a table that was read. Raises Problems, all at once."""
    from liantu.exchange.indicator_tables import read_number_columns
    from liantu.outlook.index.data_reader import build_data, find_unread_columns, list_number_columns

    def read_data(chosen: IndexScheme) -> IndexData:
        """The data of the file as the chosen scheme takes them."""
        numbers, found = read_number_columns(table, list_number_columns(table, chosen))
        return build_data(table, numbers, chosen, found)

    return FileIndex(compute_chosen(scheme, options, read_data), tuple(find_unread_columns(table, scheme)))


def read_district_scheme(text: str, file: str) -> IndexScheme:
    """The scheme of a district's own file. Raises Problems with everything wrong in it, also that it has no nodes."""
    from liantu.outlook.index.scheme_reader import read_index_scheme

    found = read_index_scheme(text, file)
    if not found.nodes:
        raise Problems([Problem("index_without_nodes", file=file)])
    return found


def compute_chosen(
    scheme: IndexScheme, options: IndexOptions, read_data: Callable[[IndexScheme], IndexData]
) -> IndexRun:
    """The index with choices made and weights set, over data that are then read.

    Raises Problems, all at once: of the choices, of what the scheme leaves open, of the data.
    """
    from liantu.outlook.index.run import compute_index, find_open_parts

    chosen, problems = _choose(scheme, options)
    problems += find_open_parts(chosen)
    data = None
    try:
        data = read_data(chosen)
    except Problems as raised:
        problems += raised.problems
    if problems or data is None:
        raise Problems(problems)
    return compute_index(data, chosen)


def measure_index_sensitivity(
    run: IndexRun, factors: Sequence[str], concentration: float | None = None, samples: int | None = None, seed: int = 0
) -> Sensitivity:
    """How sure the ranks of a run are: ``factors`` as ``normalise=min_max|rank``, the concentration of the weights (the
    usual one unless given, 0: they do not vary), N of N(d+2) runs. Raises Problems."""
    from liantu.outlook.index.sensitivity import SensitivityDesign, measure_sensitivity, read_factors

    design = SensitivityDesign(read_factors(run.scheme, factors), seed=seed)
    if concentration is not None:
        if not 0 <= concentration < inf:
            raise Problems([Problem("negative_number", column="--concentration", value=f"{concentration:g}")])
        design = replace(design, concentration=concentration or None)
    return measure_sensitivity(run, replace(design, samples=samples) if samples else design)


def parse_weights(pairs: Iterable[str]) -> dict[str, float]:
    """Weights as ``value_added=20``. Raises Problems with everything that has not the form."""
    from liantu.outlook.index.choices import read_number

    found: dict[str, float] = {}
    problems = []
    for pair in pairs:
        name, _, text = (piece.strip() for piece in pair.partition("="))
        number = read_number(text)
        if not name or number is None or number < 0:
            problems.append(Problem("index_bad_weight", column="--weight", value=pair))
        else:
            found[name] = number
    if problems:
        raise Problems(problems)
    return found


def _choose(scheme: IndexScheme, options: IndexOptions) -> tuple[IndexScheme, list[Problem]]:
    from liantu.outlook.index.choices import apply_choices, parse_choice

    problems: list[Problem] = []
    known = [node.id for node in scheme.nodes]
    for name in (name for name in options.weights if name not in known):
        slots = {"nearest": suggest_nearest(name, known), "choices": ", ".join(known)}
        problems.append(Problem("index_unknown_node", column="--weight", value=name, slots=slots))
    for text in options.choices:
        try:
            scheme = apply_choices(scheme, [parse_choice(text)])
        except Problems as raised:
            problems += raised.problems
    return scheme.with_weights(options.weights), problems


def _with_steps(scheme: IndexScheme, steps: Path | None) -> IndexScheme:
    return replace(scheme, steps=_read_scheme_file(steps).steps) if steps else scheme


def _read_scheme_file(path: Path) -> IndexScheme:
    from liantu.outlook.index.scheme_reader import read_index_scheme

    try:
        return read_index_scheme(path.read_text(encoding="utf-8-sig"), path.name)
    except UnicodeDecodeError as error:
        raise Problems([Problem("undecodable", file=path.name, value=str(error.start + 1))]) from None


@cache
def _read_shipped(name: str) -> IndexScheme:
    from liantu.library.index_files import read_index_text
    from liantu.outlook.index.scheme_reader import read_index_scheme

    return read_index_scheme(read_index_text(name), f"{name}.yaml", ours=True)
