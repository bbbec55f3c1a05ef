"""What a firm's sheet rests on: its returns with their date, the scheme with number, clause and version."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from liantu.exchange.paper.firm_report import TO_VERIFY, Line
from liantu.exchange.paper.setting import Text
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
    titles += [say("来源未注明", "source not stated")] if unsourced else []
    words = say(f"{year}年度企业数据：", f"Returns of {year}: ") + say("；", "; ").join(titles)
    if LAND in say.scheme.used() and sheet.firm in district.land.ledger(date(year, 12, 31))["firm"]:
        words += say(f"；用地取自{year}年末用地台账", f"; land: the land ledger at the end of {year}")
    return [(Text("数据来源", "Source of the figures"), words + say("。", "."))]


def _title(row: dict[str, str | None], say: SchemeWording) -> str:
    name = (row["zh"] if say.setting.chinese else row["en"] or row["zh"]) or row["id"]
    day = row["published"]
    when = say(f"{day}公布", f"published {day}") if day else say("公布日期待核", "day of publishing to be verified")
    return say(f"《{name}》（{when}）", f"“{name}” ({when})")


def scheme_lines(items: Sequence[GroupIndicator], say: SchemeWording) -> list[Line]:
    """The scheme by name, issuer, number, day, clauses of its weights, and version."""
    scheme, verify = say.scheme, TO_VERIFY.say(say.setting.language)
    cited = [item.parts[part].clause for item in items for part in ("weight", "family") if part in item.parts]
    clauses = dict.fromkeys(clause.zh if say.setting.chinese else str(clause) for clause in cited if str(clause))
    parts = [
        say.named(scheme),
        scheme.issuer,
        say(f"文号：{scheme.number or verify}", f"number: {scheme.number or verify}"),
        say(f"印发：{scheme.published or verify}", f"published: {scheme.published or verify}"),
        say("条款：", "clauses: ") + (say("、", ", ").join(clauses) or verify),
        say(f"版本：{scheme.version[:_DIGITS]}", f"version: {scheme.version[:_DIGITS]}"),
    ]
    return [(Text("评价方案", "Scheme"), say("；", "; ").join(filter(None, parts)) + say("。", "."))]
