"""A new district: ``district.yaml`` and a header a table, ready for a spreadsheet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import yaml

from liantu.model import schema
from liantu.model.problems import Problem, Problems


def write_new_folder(folder: Path, name: str, as_of: date, region: str | None = None) -> None:
    """Write the blank folder of a district called ``name``. Raises Problems when something is there already."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Problems([Problem("folder_in_use", value=str(folder))])
    about = {"id": folder.name, "zh": name, "as_of": as_of, **({"region": region} if region else {})}
    folder.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(about, allow_unicode=True, sort_keys=False)
    (folder / "district.yaml").write_text(text, encoding="utf-8")
    for table in schema.read_tables().values():
        if table.part == "district":
            (folder / f"{table.name}.csv").write_text(",".join(table.columns) + "\n", encoding="utf-8")
