"""Writes a database of the present version as SQL text: ``python -m tests.store.freeze``.

Done once a version, before it is released; a file of a released version is never written again.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.store.edits import BOB, edit

from liantu.exchange.folder.district_folder import read_folder
from liantu.library.shipped_tables import load_library
from liantu.store import document_files
from liantu.store.commit import ChangeEntry
from liantu.store.migration import newest_version
from liantu.store.workspace import Workspace

RELEASED = Path(__file__).parent / "released"


def main() -> None:
    with TemporaryDirectory() as folder:
        place = Path(folder) / "orchard.db"
        tables, _ = read_folder(Path(__file__).parents[1] / "districts" / "orchard", beneath=load_library())
        made = Workspace.create(place, tables, load_library(), ChangeEntry("ann", "init", "first"))
        made.commit(edit("capacities:juice-1;amount=7"), BOB)
        document_files.store_document(made.engine, b"abc", "a.txt", "ann")
        made.engine.dispose()
        with sqlite3.connect(place) as connection:
            lines = [line.replace(" BLOB", " BYTEA") for line in connection.iterdump()]
    RELEASED.mkdir(exist_ok=True)
    (RELEASED / f"{newest_version()}.sql").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
