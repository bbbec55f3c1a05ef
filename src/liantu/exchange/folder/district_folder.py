"""A district as a folder: ``district.yaml``, one CSV a table, own graphs of approvals. Reads all or nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import polars as pl
import yaml

from liantu.exchange.encoding import decode_text
from liantu.exchange.folder.lacking_rows import NAME, read_lacking_rows
from liantu.exchange.reading.written_dates import read_period
from liantu.exchange.regular_files import read_regular_file
from liantu.library.basins import list_basins
from liantu.library.strict_yaml import LARGEST, read_strict_yaml
from liantu.model import periods, schema
from liantu.model.change_checks import FindProblems, find_nothing
from liantu.model.field_checks import check_fields, check_references, gather_ids, normalise_cells
from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, Problems, compose_part
from liantu.model.rules import run_rules
from liantu.model.tables import Tables, conform_frame, empty_table, overlay_rows
from liantu.model.text_checks import check_texts, list_texts
from liantu.model.unit_advice import advise_units

#: A table larger than this belongs in a workspace, not in a folder.
LIMIT = 50_000_000
#: Tables a district cannot do without.
REQUIRED = ("sources", "plants", "capacities")
#: The folder of the district's own graphs of approvals, and their key in its description.
GRAPHS = "approvals"
#: The folder of the district's own composite indices, a scheme (YAML) and data (CSV) of one name, and their key.
INDICES = "indices"
#: Files beside the tables that are not tables.
BESIDE = ("coverage",)


def read_folder(
    folder: Path, beneath: Tables | None = None, find_more: FindProblems = find_nothing
) -> tuple[Tables, list[Problem]]:
    """The tables of a folder over the library beneath, and notes on how cells were read.

    Raises Problems with everything wrong at once, and with it what ``find_more`` finds; nothing is half-loaded.
    """
    problems: list[Problem] = []
    notes: list[Problem] = []
    _note_lacking_rows(folder, problems, notes)
    about = {**_read_about(folder, problems, notes), **_graphs(folder, problems), **_indices(folder, problems)}
    raw: dict[str, pl.DataFrame] = {}
    unread: set[str] = set()
    files = list_table_files(folder)
    problems += _find_repeated_tables(files)
    for path in files:
        frame = _read_table(path, problems, notes)
        if frame is None:
            unread.add(path.stem)
        else:
            raw[path.stem] = frame
    if beneath is not None:
        missing = [n for n in REQUIRED if n not in raw and n not in unread]
        problems += [Problem("missing_table", table=n, file=f"{n}.csv") for n in missing]
        unread.update(missing)
    units = Tables({}, {"units": _lay_over_library(beneath, "units", raw)}).units
    for name in raw:
        raw[name], found = normalise_cells(name, raw[name], units, f"{name}.csv")
        notes += found
    merged = dict(beneath.frames) if beneath else {}
    for name in raw:
        merged[name] = _lay_over_library(beneath, name, raw)
    tables = Tables(about, merged)
    problems += _check_cells(tables, raw)
    problems += _check_district_references(tables, raw, unread)
    problems += [_to_district_row(p, tables, raw) for p in run_rules(tables) if p.severity == "error"]
    if not problems:
        problems += _check_loops(tables, raw)
    if problems:
        raise Problems([*problems, *(_to_district_row(p, tables, raw) for p in find_more(tables))])
    return tables, notes


def write_folder(tables: Tables, folder: Path, names: list[str] | None = None) -> None:
    """The district's tables as a folder; library tables only when named. Overwrites those files."""
    folder.mkdir(parents=True, exist_ok=True)
    about = {key: value for key, value in tables.about.items() if key not in (GRAPHS, INDICES)}
    _write_yaml(folder / "district.yaml", about)
    for graph in tables.about.get(GRAPHS) or ():
        (folder / GRAPHS).mkdir(exist_ok=True)
        _write_yaml(folder / GRAPHS / f"{graph['graph']}-{graph['version']}.yaml", graph)
    for index in tables.about.get(INDICES) or ():
        (folder / INDICES).mkdir(exist_ok=True)
        for ending in ("yaml", "csv"):
            if index.get(ending):
                (folder / INDICES / f"{index['index']}.{ending}").write_text(index[ending], encoding="utf-8")
    table_names = names or [n for n, t in schema.read_tables().items() if t.part == "district"]
    for name in table_names:
        frame = tables[name]
        if frame.height or names or name in REQUIRED:
            write_table(tables, folder, name)


def write_table(tables: Tables, folder: Path, name: str) -> None:
    """One table of a folder; nothing else in it is touched."""
    (folder / f"{name}.csv").write_text(tables[name].write_csv(), encoding="utf-8")


def list_table_files(folder: Path) -> list[Path]:
    """The CSVs of a folder that are tables, also those that another system calls ``.CSV``, by name."""
    return sorted(path for path in folder.iterdir() if path.suffix.lower() == ".csv" and path.stem not in BESIDE)


def read_about(folder: Path) -> dict[str, object]:
    """What ``district.yaml`` says. Raises Problems when it is not there, or wrong."""
    problems: list[Problem] = []
    about = _read_about(folder, problems, [])
    if problems:
        raise Problems(problems)
    return about


def _note_lacking_rows(folder: Path, problems: list[Problem], notes: list[Problem]) -> None:
    """Whether rows were left out of the folder when it was written."""
    try:
        lacking = read_lacking_rows(folder)
    except Problems as refused:
        problems += refused.problems
        return
    if lacking is not None and not lacking.complete:
        notes.append(Problem("folder_lacks_rows", file=NAME))


def _graphs(folder: Path, problems: list[Problem]) -> dict[str, object]:
    """The district's own graphs of approvals as part of its description, so that a workspace keeps them with it."""
    place = folder / GRAPHS
    if (place.exists() or place.is_symlink()) and not place.is_dir():
        problems.append(Problem("no_folder", file=GRAPHS, value=GRAPHS))
        return {}
    paths = sorted(path for path in place.glob("*") if path.suffix.lower() in (".yaml", ".yml"))
    if not paths:  # most districts have none, and need not know what a graph is
        return {}
    from liantu.library.approvals import read_graph_text

    found: dict[tuple[str, str], object] = {}
    for path in paths:
        file = f"{GRAPHS}/{path.name}"
        try:
            text, _notes = decode_text(read_regular_file(path, LARGEST), path.name)
            graph = read_graph_text(text, path.name)
        except Problems as wrong:
            problems += [replace(problem, file=f"{GRAPHS}/{problem.file}") for problem in wrong.problems]
            continue
        problems += [
            Problem("missing_key", file=file, value=key) for key in ("graph", "version") if not graph.document.get(key)
        ]
        if (graph.id, graph.version) in found:
            problems.append(Problem("graph_twice", file=file, value=f"{graph.id} {graph.version}"))
        found[graph.id, graph.version] = graph.document
    return {GRAPHS: list(found.values())} if found else {}


def _indices(folder: Path, problems: list[Problem]) -> dict[str, object]:
    """The district's own composite indices as texts in its description, so that a workspace keeps them with it."""
    place = folder / INDICES
    found: list[dict[str, str]] = []
    for path in sorted(place.glob("*.yaml")) if place.is_dir() else ():
        texts = {"index": path.stem}
        for file in filter(Path.is_file, (path, path.with_suffix(".csv"))):
            try:
                text, _notes = decode_text(read_regular_file(file, LARGEST), file.name)
            except Problems as wrong:
                problems += [replace(problem, file=f"{INDICES}/{problem.file}") for problem in wrong.problems]
                continue
            texts[file.suffix.removeprefix(".")] = text
        found.append(texts)
    return {INDICES: found} if found else {}


def _write_yaml(path: Path, content: Mapping[str, object]) -> None:
    path.write_text(yaml.safe_dump(dict(content), allow_unicode=True, sort_keys=False), encoding="utf-8")


def _check_cells(tables: Tables, raw: dict[str, pl.DataFrame]) -> list[Problem]:
    """What is wrong with single cells, rows numbered as in the district's own files."""
    problems: list[Problem] = []
    for name, frame in raw.items():
        found = check_fields(name, frame, tables.units, f"{name}.csv")
        problems += map(_offer_unit_row, advise_units(found, tables.replace(**{name: frame}))) if found else []
    return [_advise_period(problem) for problem in problems]


def _offer_unit_row(problem: Problem) -> Problem:
    """An unknown unit may also be added, where the units stand in a file."""
    if problem.code != "unknown_unit":
        return problem
    return replace(problem, slots={**problem.slots, "further": compose_part("add_unit")})


def _advise_period(problem: Problem) -> Problem:
    """A period as people write it is told in the form that works; a folder takes no other."""
    meant = read_period(problem.value) if problem.code == "impossible_period" else None
    if meant is None or problem.slots.get("nearest"):
        return problem
    return replace(problem, slots={**problem.slots, "nearest": f" ({meant}?)"})


def _check_district_references(tables: Tables, raw: dict[str, pl.DataFrame], unread: set[str]) -> list[Problem]:
    # Rows are numbered as in the district's own file, references are looked up in district plus library.
    problems = []
    gather_ids(tables, raw)
    for name in raw:
        district_tables = tables.replace(**{name: raw[name]})
        found = check_references(district_tables, [name], {name: f"{name}.csv"})
        # A row that refers to its own table may mean a library row.
        known = set(tables[name]["id"]) if "id" in tables[name].columns else set()
        problems += [p for p in found if p.value not in known or not _self_reference(name, p.column)]
    # Nobody knows what a table that could not be read holds: what refers to it is not to blame.
    return [p for p in problems if unread.isdisjoint(schema.read_tables()[p.table].field(p.column).refers_to)]


def _to_district_row(problem: Problem, tables: Tables, raw: dict[str, pl.DataFrame]) -> Problem:
    """Rules see library and district as one table; the row is told as in the district's own file."""
    if problem.row is None or problem.table not in raw:
        return problem
    beneath = tables[problem.table].height - raw[problem.table].height
    return replace(problem, row=problem.row - beneath)


def _check_loops(tables: Tables, raw: dict[str, pl.DataFrame]) -> list[Problem]:
    """A loop of default processes that feeds on itself, where the district changes what the library proves."""
    if raw.keys().isdisjoint(("processes", "coefficients", "defaults")):
        return []
    from liantu.library.spectral_radius import compute_spectral_radius

    radius, products = compute_spectral_radius(
        {name: tables[name] for name in schema.read_tables()}, str(tables.about.get("region") or "") or None
    )
    if radius < 1:
        return []
    return [Problem("loop_too_strong", "coefficients", "coefficients.csv", value=", ".join(products))]


def _self_reference(name: str, column: str) -> bool:
    return name in schema.read_tables()[name].field(column).refers_to


def _lay_over_library(beneath: Tables | None, name: str, raw: dict[str, pl.DataFrame]) -> pl.DataFrame:
    under = beneath[name] if beneath is not None else empty_table(name)
    return overlay_rows(name, under, raw[name]) if name in raw else under


def _read_about(folder: Path, problems: list[Problem], notes: list[Problem]) -> dict[str, object]:
    if not folder.is_dir():
        raise Problems([Problem("missing_folder", value=str(folder))])
    path, file = folder / "district.yaml", "district.yaml"
    if not path.exists() and not path.is_symlink():
        problems.append(Problem("missing_description", file=file))
        return {}
    try:
        text, found = decode_text(read_regular_file(path, LARGEST, file), file)
        about = read_strict_yaml(text, file)
    except Problems as refused:
        problems += [_in_description(problem) for problem in refused.problems]
        return {}
    notes += found
    if not isinstance(about, dict):
        problems.append(Problem("bad_description", file=file, value=text.strip()[:30]))
        return {}
    problems += [Problem("required", "", file, None, key) for key in ("id", "zh", "as_of") if not about.get(key)]
    problems += check_texts(list_texts(about), file)
    day = str(about.get("as_of") or "")
    if day and periods.parse_period(day) is None:
        problems.append(Problem("impossible_period", "", file, None, "as_of", day))
    return about | {"basins": _read_basins(about["basins"], file, problems)} if "basins" in about else about


def _read_basins(written: object, file: str, problems: list[Problem]) -> list[str]:
    basins = [str(basin) for basin in (written if isinstance(written, list) else [written])]
    choices = {"choices": ", ".join(list_basins())}
    problems += [
        Problem("not_a_choice", "", file, None, "basins", basin, choices)
        for basin in basins
        if basin not in list_basins()
    ]
    return basins


def _in_description(problem: Problem) -> Problem:
    """What is no YAML at all is told as what a description should look like."""
    if problem.code != "not_yaml":
        return problem
    return Problem("bad_description", file=problem.file, value=problem.slots["place"])


def _find_repeated_tables(files: list[Path]) -> list[Problem]:
    """Tables that two files are called after, as firms.csv and firms.CSV: one of them would not count."""
    first: dict[str, Path] = {}
    return [
        Problem("table_twice", path.stem, path.name, value=path.stem, slots={"other": first[path.stem].name})
        for path in files
        if first.setdefault(path.stem, path) != path
    ]


def _read_table(path: Path, problems: list[Problem], notes: list[Problem]) -> pl.DataFrame | None:
    name, file = path.stem, path.name
    if name not in schema.read_tables():
        slots = {"nearest": suggest_nearest(name, schema.read_tables())}
        problems.append(Problem("unknown_table", name, file, value=name, slots=slots))
        return None
    try:
        text, found_notes = decode_text(read_regular_file(path, LIMIT, file, name), file, name)
    except Problems as refused:
        problems += refused.problems
        return None
    notes += found_notes
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    rows = csv.reader(io.StringIO(text), strict=True)
    try:
        header = next(rows, [])
        found = _check_header(name, file, header) or _find_ragged_rows(name, file, rows, len(header))
        if not any(header):
            found = [Problem("empty_file", name, file)]
        if found:
            problems += found
            return None
        frame = pl.read_csv(io.StringIO(text), infer_schema=False)
    except (csv.Error, pl.exceptions.PolarsError):
        problems.append(Problem("unreadable_rows", name, file, value=str(rows.line_num)))
        return None
    return _drop_blank_end(conform_frame(name, frame.rename(_field_names(name, header))))


def _find_ragged_rows(name: str, file: str, rows: Iterable[list[str]], columns: int) -> list[Problem]:
    slots = {"limit": str(columns)}
    return [
        Problem("ragged_row", name, file, number, value=str(len(row)), slots=slots)
        for number, row in enumerate(rows, start=2)
        if row and len(row) != columns
    ]


def _drop_blank_end(frame: pl.DataFrame) -> pl.DataFrame:
    """Spreadsheets leave rows of commas at the end."""
    if frame.is_empty() or any((cell or "").strip() for cell in frame.row(-1)):
        return frame
    filled = frame.select(pl.any_horizontal(pl.all().str.strip_chars().replace("", None).is_not_null()).arg_true())
    return frame.head(int(filled.item(-1, 0)) + 1 if filled.height else 0)


def _field_names(name: str, header: list[str]) -> dict[str, str]:
    """Header cells to field names; Chinese labels are taken too."""
    by_label = {field.zh: field.name for field in schema.read_tables()[name].fields}
    return {cell: by_label.get(cell.strip(), cell.strip()) for cell in header}


def _check_header(name: str, file: str, header: list[str]) -> list[Problem]:
    table = schema.read_tables()[name]
    called = _field_names(name, header)
    names = [called[cell] for cell in header]
    problems = []
    for column in names:
        if column not in table.columns:
            slots = {"nearest": suggest_nearest(column, table.columns)}
            problems.append(Problem("unknown_column", name, file, 1, column, column, slots))
    for column in dict.fromkeys(c for c in names if names.count(c) > 1):
        problems.append(Problem("duplicate_column", name, file, 1, column, column))
    for field in table.fields:
        if field.required and field.name not in names:
            problems.append(Problem("missing_column", name, file, 1, field.name, field.name))
    return problems
