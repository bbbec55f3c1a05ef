"""What a firm's sheet rests on: its returns with their date, the scheme with number, clause and version."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from liantu.wording.evaluation_codes import TO_VERIFY
from liantu.wording.scheme_names import SchemeNames
from liantu.wording.scoring_words import Line

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.district.results import FirmSheet, GroupIndicator, Scheme

#: How much of a check sum tells one version from another.
_DIGITS = 12


def return_lines(district: District, sheet: FirmSheet, scheme: Scheme, names: SchemeNames) -> list[Line]:
    """The returns of the year by source with the day they were published, and whether the ledger gave the land."""
    year = sheet.year or district.as_of.year
    used = pl.col("item").is_in(list(scheme.used()))
    rows = district.tables["returns"].filter(used, firm=sheet.firm, year=str(year))
    cited = district.tables["sources"].join(rows, left_on="id", right_on="source", how="semi")
    titles = [_title(row, names) for row in cited.to_dicts()]
    unsourced = rows["source"].null_count() or rows.is_empty()
    titles += [names.tr("source not stated")] if unsourced else []
    words = names.tr("Returns of %(year)s: ") % {"year": year} + names.tr("; ").join(titles)
    if "land" in scheme.used() and sheet.firm in district.land.ledger(date(year, 12, 31))["firm"]:
        words += names.tr("; land: the land ledger at the end of %(year)s") % {"year": year}
    return [(names.tr("Source of the figures"), words + names.tr("."))]


def _title(row: dict[str, str | None], names: SchemeNames) -> str:
    name = (row["zh"] if names.chinese else row["en"] or row["zh"]) or row["id"]
    day = row["published"]
    published = names.tr("published %(day)s") % {"day": day} if day else names.tr("day of publishing to be verified")
    return names.tr("“%(name)s” (%(when)s)") % {"name": name, "when": published}


def scheme_lines(items: Sequence[GroupIndicator], scheme: Scheme, names: SchemeNames) -> list[Line]:
    """The scheme by name, issuer, number, day, clauses of its weights, and version."""
    verify = names.tr(TO_VERIFY)
    cited = [item.parts[part].clause for item in items for part in ("weight", "family") if part in item.parts]
    clauses = dict.fromkeys(clause.zh if names.chinese else str(clause) for clause in cited if str(clause))
    parts = [
        names.part(scheme),
        scheme.issuer,
        names.tr("number: %(number)s") % {"number": scheme.number or verify},
        names.tr("published: %(published)s") % {"published": scheme.published or verify},
        names.tr("clauses: ") + (names.tr(", ").join(clauses) or verify),
        names.tr("version: %(version)s") % {"version": scheme.version[:_DIGITS]},
    ]
    return [(names.tr("Scheme"), names.tr("; ").join(filter(None, parts)) + names.tr("."))]
