"""Rows of a district by what they refer to: what refers to a row, hangs on it, cites it or assumes something of it."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from liantu.district.view import DistrictView


@dataclass(frozen=True)
class RowLinks:
    """Which rows hang together."""

    view: DistrictView

    def referring(self, table: str, key: str) -> list[tuple[str, pl.DataFrame, list[str]]]:
        """Every row that refers to a row, but as its source: table, rows, the fields that do."""
        from liantu.model.row_references import find_referring_rows

        return find_referring_rows(self.view.tables, table, key)

    def of_plants(self, firm: str) -> dict[str, pl.DataFrame]:
        """A firm's capacities and events, which hang on its plants and projects."""
        from liantu.model.row_references import find_rows_of_plants

        return find_rows_of_plants(self.view.tables, firm)

    def depending(self, table: str, key: str) -> list[tuple[str, str]]:
        """The kept rows that a row cannot go without, those deepest down first, and remarks on them: table, key."""
        from liantu.district.remarks import list_remarks_on
        from liantu.model.row_references import find_dependent_rows

        found = find_dependent_rows(self.view.given, table, key)
        remarks = [entry for row in [*found, (table, key)] for entry in list_remarks_on(self.view.given, *row)]
        return [*(entry for entry in remarks if entry not in found), *found]

    def citing(self, source: str) -> pl.DataFrame:
        """Every row that cites a source, in order of paragraph: table, row, locator, quote, basis, note."""
        from liantu.model.citations import find_citing_rows

        return find_citing_rows(self.view.tables, source)

    def citation_counts(self) -> dict[str, int]:
        """How many rows cite each source; a source that none cites is left out."""
        from liantu.model.citations import count_citations

        return dict(count_citations(self.view.tables).iter_rows())

    def assumptions(self, table: str, key: str) -> dict[str, dict[str, str]]:
        """The kept active assumptions on a row by the field that they fill: id, zh, en, value."""
        from liantu.model.assumed_fields import assumptions_of_row

        return assumptions_of_row(self.view.given, table, key)
