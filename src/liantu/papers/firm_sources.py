"""What a firm's sheet rests on: its returns with their date, the scheme with number, clause and version."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from liantu.wording import N_
from liantu.wording.amounts import format_significant
from liantu.wording.evaluation_codes import TO_VERIFY
from liantu.wording.scheme_names import SchemeNames
from liantu.wording.scoring_words import Line
from liantu.wording.unit_names import unit_name

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.district.results import FirmSheet, GroupIndicator, Scheme, Substitute

#: How much of a check sum tells one version from another.
_DIGITS = 12
#: Digits of an amount that is made of another.
_SHOWN = 6
_STOOD_IN = N_(
    "%(year)s: the firm gave no “%(field)s”; %(times)s × “%(other)s” stands in its place, which is %(amount)s %(unit)s"
)


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


def substitute_lines(district: District, sheet: FirmSheet, scheme: Scheme, names: SchemeNames) -> list[Line]:
    """Where one field stood in for another that the firm did not give: which, by which factor, with both amounts."""
    made = district.score.evaluate(scheme.id, sheet.year).returns.filter(firm=sheet.firm).to_dicts()[0]
    returns = district.tables["returns"].filter(firm=sheet.firm)
    stated = {(row["item"], row["year"]): row["value"] for row in returns.to_dicts()}
    found = []
    for rule in scheme.instead:
        for column, back in _list_columns(scheme, rule.field):
            year = str((sheet.year or district.as_of.year) - back)
            amount, other = made.get(column), stated.get((rule.other, year))
            if amount is None or other is None or stated.get((rule.field, year)) is not None:
                continue
            slots = {"year": year, "times": f"{rule.times:g}", "amount": format_significant(amount, _SHOWN)}
            slots |= _name_fields(district, scheme, rule, names)
            why = rule.cited.note.zh if names.chinese else str(rule.cited.note)
            found.append(names.tr(_STOOD_IN) % slots + (names.tr(" (%s)") % why if why else ""))
    return [(names.tr("One field in place of another"), names.tr("; ").join(found) + names.tr("."))] if found else []


def _list_columns(scheme: Scheme, field: str) -> list[tuple[str, int]]:
    """The columns in which a field is looked at, each with how many years before the year it is."""
    terms = [term for made in scheme.indicators.values() for term in (*made.numerator_terms, *made.denominator_terms)]
    return sorted({(term.column, term.back) for term in terms if term.field == field})


def _name_fields(district: District, scheme: Scheme, rule: Substitute, names: SchemeNames) -> dict[str, str]:
    fields = {"field": scheme.fields[rule.field], "other": scheme.fields[rule.other]}
    named = {key: names.part(field) for key, field in fields.items()}
    unit = unit_name(district.tables, fields["field"].unit, chinese=names.chinese)
    return {**named, "unit": unit}


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
