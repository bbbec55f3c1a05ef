"""What was told, when, to whom and of which run: rows of a workspace, each with the figures behind it.

The figures (every cell told or hidden, and what it was made of) are a file of the workspace that no row of documents
names: they are read for disclosure control alone and never leave the house.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from liantu.district.view import DistrictView
from liantu.model.change import Change, ChangeRow
from liantu.model.problems import Problem, Problems
from liantu.model.tables import Row

if TYPE_CHECKING:
    from liantu.disclosure import ProtectedTables

GROUP_SUMS, FIRM_MEANS, GRADES = "group_sums", "firm_sheet", "grades"
_FILE_NAME = "release.json"


def every_version(view: DistrictView, name: str) -> pl.DataFrame:
    """The rows of a table; of a workspace as they stand and as they ever stood until the last change of the view.

    ``opened`` is the number of the change that wrote a row; 0 in a folder.
    """
    if view.workspace is None:
        return view.given[name].with_columns(pl.lit(0, pl.Int64).alias("opened"))
    from liantu.store.database import read_transaction
    from liantu.store.version_history import versions_between

    with read_transaction(view.workspace.engine) as connection:
        versions = versions_between(connection, name, 0, view.number)
    return versions.select(*view.given[name].columns, pl.col("opened").cast(pl.Int64))


@dataclass(frozen=True)
class Releases:
    """The releases of a district, also those whose row was deleted since."""

    view: DistrictView

    def list(self) -> pl.DataFrame:
        """Every row as it stands and as it ever stood, with the change that wrote it (``opened``)."""
        return every_version(self.view, "releases")

    def read_year(self, year: int | None) -> Iterator[tuple[int, ProtectedTables]]:
        """The figures that are kept of a year, each once, with the change that wrote them, in the order of changes.

        Raises Problems where those of a release are not at hand.
        """
        from liantu.disclosure import read_release

        rows = self.list().filter(pl.col("year") == str(year)).drop_nulls("figures")
        sums = rows.filter(pl.col("content") != GRADES).sort("opened", maintain_order=True)
        first = sums.unique("figures", keep="first", maintain_order=True)
        for number, key, sha256 in first.select("opened", "id", "figures").iter_rows():
            yield number, read_release(self._load(key, sha256))

    def record(self, row: Row, figures: bytes, day: date) -> None:
        """Write a release with its figures; nothing where the same was told to the same on that day.

        Raises Problems when another release was written since the view was made: it may tell something beside this.
        """
        from liantu.store.commit import ChangeEntry
        from liantu.store.document_files import hash_content, insert_document

        known = self.list()
        fields = {**row, "released": day.isoformat(), "figures": hash_content(figures)}
        # The figures say of what returns they are: the number of the change grows with every release.
        compared = {name: value for name, value in fields.items() if name != "vintage"}
        same = pl.all_horizontal(pl.col(n).eq_missing(pl.lit(value, pl.String)) for n, value in compared.items())
        if known.filter(same).height:
            return
        author = self.view.reader.id
        change = Change((ChangeRow("releases", _next_id(known), "insert", fields),))
        self.view.require_workspace().commit(
            change,
            ChangeEntry(author, "release"),
            base=self.view.number,
            beside=lambda connection: insert_document(connection, figures, _FILE_NAME, author),
        )

    def _load(self, key: str, sha256: str) -> bytes:
        from liantu.store.document_files import load_document

        try:
            return load_document(self.view.require_workspace().engine, sha256)
        except Problems as refused:
            raise Problems([Problem("release_not_kept", value=key)]) from refused


def _next_id(known: pl.DataFrame) -> str:
    numbers = known["id"].cast(pl.Int64, strict=False).drop_nulls()
    return str(int(numbers.max() or 0) + 1 if len(numbers) else 1)  # type: ignore[arg-type]
