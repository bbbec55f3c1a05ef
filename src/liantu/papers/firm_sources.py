"""What a firm's sheet rests on: its returns with their date, the scheme with number, clause and version."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from liantu.exchange.paper.firm_report import TO_VERIFY, Line
from liantu.papers.scheme_names import SchemeWording

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.score.report.firm_sheet import FirmSheet
    from liantu.score.scheme.indicators import GroupIndicator

#: How much of a check sum tells one version from another.
_DIGITS = 12


def return_lines(district: District, sheet: FirmSheet, say: SchemeWording) -> list[Line]:
    """The returns of the year by source with the day they were published, and whether the ledger gave the land."""
    from liantu.score.run.returns_table import LAND

    year = sheet.year or district.as_of.year
    used = pl.col("item").is_in(list(say.scheme.used()))
    own = district.tables["returns"].filter(used, firm=sheet.firm, year=str(year))
    cited = district.tables["sources"].join(own, left_on="id", right_on="source", how="semi")
    titles = [_title(row, say) for row in cited.to_dicts()]
    unsourced = own["source"].null_count() or own.is_empty()
    titles += [say.tr("source not stated")] if unsourced else []
    words = say.tr("Returns of %(year)s: ") % {"year": year} + say.tr("; ").join(titles)
    if LAND in say.scheme.used() and sheet.firm in district.land.ledger(date(year, 12, 31))["firm"]:
        words += say.tr("; land: the land ledger at the end of %(year)s") % {"year": year}
    return [(say.tr("Source of the figures"), words + say.tr("."))]


def _title(row: dict[str, str | None], say: SchemeWording) -> str:
    name = (row["zh"] if say.setting.chinese else row["en"] or row["zh"]) or row["id"]
    day = row["published"]
    when = say.tr("published %(day)s") % {"day": day} if day else say.tr("day of publishing to be verified")
    return say.tr("“%(name)s” (%(when)s)") % {"name": name, "when": when}


def scheme_lines(items: Sequence[GroupIndicator], say: SchemeWording) -> list[Line]:
    """The scheme by name, issuer, number, day, clauses of its weights, and version."""
    scheme, verify = say.scheme, say.tr(TO_VERIFY)
    cited = [item.parts[part].clause for item in items for part in ("weight", "family") if part in item.parts]
    clauses = dict.fromkeys(clause.zh if say.setting.chinese else str(clause) for clause in cited if str(clause))
    parts = [
        say.named(scheme),
        scheme.issuer,
        say.tr("number: %(number)s") % {"number": scheme.number or verify},
        say.tr("published: %(published)s") % {"published": scheme.published or verify},
        say.tr("clauses: ") + (say.tr(", ").join(clauses) or verify),
        say.tr("version: %(version)s") % {"version": scheme.version[:_DIGITS]},
    ]
    return [(say.tr("Scheme"), say.tr("; ").join(filter(None, parts)) + say.tr("."))]
