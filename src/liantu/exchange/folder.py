"""A district as a folder: ``district.yaml`` and one CSV a table. Reads all or nothing."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import polars as pl
import yaml

from liantu.model import schema
from liantu.model.nearest import nearest
from liantu.model.problems import Problem, Problems
from liantu.model.rules import run
from liantu.model.tables import Tables, conform, empty
from liantu.model.validate import check_fields, check_references, normalise

#: A table larger than this belongs in a workspace, not in a folder.
LIMIT = 50_000_000
#: Tables a district cannot do without.
REQUIRED = ("sources", "plants", "capacities")
#: Files beside the tables that are not tables.
BESIDE = ("coverage",)


def read_folder(folder: Path, beneath: Tables | None = None) -> tuple[Tables, list[Problem]]:
    """The tables of a folder over the library beneath, and notes on how cells were read.

    Raises Problems with everything wrong at once; nothing is half-loaded.
    """
    problems: list[Problem] = []
    notes: list[Problem] = []
    about = _read_about(folder, problems)
    raw: dict[str, pl.DataFrame] = {}
    for path in sorted(folder.glob("*.csv")):
        if path.stem in BESIDE:
            continue
        frame = _read_table(path, problems, notes)
        if frame is not None:
            raw[path.stem] = frame
    if beneath is not None:
        missing = [n for n in REQUIRED if not (folder / f"{n}.csv").exists()]
        problems += [Problem("missing_table", table=n, file=f"{n}.csv") for n in missing]
    units = Tables({}, {"units": _overlay(beneath, "units", raw)}).units
    for name in raw:
        raw[name], said = normalise(name, raw[name], units, f"{name}.csv")
        notes += said
        problems += check_fields(name, raw[name], units, f"{name}.csv")
    merged = dict(beneath.frames) if beneath else {}
    for name in raw:
        merged[name] = _overlay(beneath, name, raw)
    tables = Tables(about, merged)
    problems += (
        check_references(Tables(about, {**merged, **raw}), list(raw), {n: f"{n}.csv" for n in raw})
        if beneath is None
        else _district_references(tables, raw)
    )
    if not problems and beneath is not None:
        problems += [p for p in run(tables) if p.severity == "error"]
    if problems:
        raise Problems(problems)
    return tables, notes


def write_folder(tables: Tables, folder: Path, names: list[str] | None = None) -> None:
    """The district's tables as a folder; library tables only when named. Overwrites those files."""
    folder.mkdir(parents=True, exist_ok=True)
    about = yaml.safe_dump(dict(tables.about), allow_unicode=True, sort_keys=False)
    (folder / "district.yaml").write_text(about, encoding="utf-8")
    wanted = names or [n for n, t in schema.tables().items() if t.part == "district"]
    for name in wanted:
        frame = tables[name]
        if frame.height or name in REQUIRED:
            (folder / f"{name}.csv").write_text(frame.write_csv(), encoding="utf-8")


def _district_references(tables: Tables, raw: dict[str, pl.DataFrame]) -> list[Problem]:
    # Rows are numbered as in the district's own file, references are looked up in district plus library.
    problems = []
    for name in raw:
        own = Tables(tables.about, {**tables.frames, name: raw[name]})
        found = check_references(own, [name], {name: f"{name}.csv"})
        # A row that refers to its own table may mean a library row.
        known = set(tables[name]["id"]) if "id" in tables[name].columns else set()
        problems += [p for p in found if p.value not in known or not _self_reference(name, p.column)]
    return problems


def _self_reference(name: str, column: str) -> bool:
    return name in schema.tables()[name].field(column).refers_to


def _overlay(beneath: Tables | None, name: str, raw: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Library rows with the district's rows over them, by key."""
    own = raw.get(name)
    under = beneath[name] if beneath is not None else empty(name)
    if own is None:
        return under
    key = schema.tables()[name].key
    return pl.concat([under.join(own, on=key, how="anti", nulls_equal=True), own])


def _read_about(folder: Path, problems: list[Problem]) -> dict[str, object]:
    if not folder.is_dir():
        raise Problems([Problem("missing_folder", value=str(folder))])
    path = folder / "district.yaml"
    if not path.exists():
        problems.append(Problem("missing_description", file="district.yaml"))
        return {}
    try:
        about = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
        return about if isinstance(about, dict) else {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        first = str(error).splitlines()[0]
        problems.append(Problem("bad_description", file="district.yaml", value=first))
        return {}


def _read_table(path: Path, problems: list[Problem], notes: list[Problem]) -> pl.DataFrame | None:
    name, file = path.stem, path.name
    if name not in schema.tables():
        slots = {"nearest": nearest(name, schema.tables())}
        problems.append(Problem("unknown_table", name, file, value=name, slots=slots))
        return None
    size = path.stat().st_size
    if size > LIMIT:
        slots = {"limit": f"{LIMIT / 1e6:.0f} MB"}
        problems.append(Problem("too_large", name, file, value=f"{size / 1e6:.0f} MB", slots=slots))
        return None
    text = _decode(path.read_bytes(), name, file, problems, notes)
    if text is None:
        return None
    if not text.strip():
        problems.append(Problem("empty_file", name, file))
        return None
    header = next(csv.reader(io.StringIO(text)))
    found = _check_header(name, file, header)
    if found:
        problems += found
        return None
    try:
        frame = pl.read_csv(io.StringIO(text), infer_schema=False, truncate_ragged_lines=False)
    except pl.exceptions.PolarsError as error:
        problems.append(Problem("unreadable_rows", name, file, value=str(error).splitlines()[0]))
        return None
    return conform(name, frame.rename(_field_names(name, header)))


def _decode(raw: bytes, name: str, file: str, problems: list[Problem], notes: list[Problem]) -> str | None:
    if raw.startswith(b"\xef\xbb\xbf"):
        notes.append(Problem("read_bom", name, file))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError as error:
        problems.append(Problem("undecodable", name, file, value=str(error.start + 1)))
        return None
    notes.append(Problem("read_gb18030", name, file))
    return text


def _field_names(name: str, header: list[str]) -> dict[str, str]:
    """Header cells to field names; Chinese labels are taken too."""
    table = schema.tables()[name]
    by_label = {field.zh: field.name for field in table.fields}
    return {cell: by_label.get(cell.strip(), cell.strip()) for cell in header}


def _check_header(name: str, file: str, header: list[str]) -> list[Problem]:
    table = schema.tables()[name]
    names = list(_field_names(name, header).values())
    problems = []
    for column in names:
        if column not in table.columns:
            slots = {"nearest": nearest(column, table.columns)}
            problems.append(Problem("unknown_column", name, file, 1, column, column, slots))
    for column in {c for c in header if header.count(c) > 1}:
        problems.append(Problem("duplicate_column", name, file, 1, column, column))
    for field in table.fields:
        if field.required and field.name not in names:
            problems.append(Problem("missing_column", name, file, 1, field.name, field.name))
    return problems
