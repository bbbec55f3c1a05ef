"""A new district: ``district.yaml``, the tables with their headers, and a page that says what they are for."""

from __future__ import annotations

import csv
from pathlib import Path

import yaml

from liantu.exchange.folder.new_examples import list_laid_out
from liantu.exchange.folder.new_readme import NewDistrict, compose_readme
from liantu.model import schema
from liantu.model.problems import Problem, Problems


def write_new_folder(folder: Path, district: NewDistrict, kind: str | None = None, language: str = "zh_CN") -> None:
    """Write the blank folder of a district; of a ``kind`` (zone, county, city) only the tables laid out for it.

    Raises Problems when something is there already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Problems([Problem("folder_in_use", value=str(folder))])
    folder.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(_describe(district), allow_unicode=True, sort_keys=False)
    (folder / "district.yaml").write_text(text, encoding="utf-8")
    names = list_laid_out(kind)
    for name in names:
        rows = [_describe_place(district)] if kind and name == "places" else []
        _write_rows(folder / f"{name}.csv", schema.read_tables()[name].columns, rows)
    (folder / "README.md").write_text(compose_readme(district, names, language), encoding="utf-8")


def _describe_place(district: NewDistrict) -> dict[str, str]:
    """The district as a place, so that figures and targets can be of it."""
    return {"id": district.id, "zh": district.name, "kind": "district", "basis": "ours"}


def _write_rows(path: Path, columns: list[str], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _describe(district: NewDistrict) -> dict[str, object]:
    """The district's own description: what is not known is left out."""
    about: dict[str, object] = {"id": district.id, "zh": district.name, "as_of": district.as_of}
    if district.province:
        about["region"] = district.province
    if district.basins:
        about["basins"] = list(district.basins)
    return about
