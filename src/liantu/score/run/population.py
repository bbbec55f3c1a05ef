"""Who is evaluated: the year's rows, the group of each firm, and the classes that are not graded or not scored."""

from __future__ import annotations

from datetime import date
from functools import reduce
from typing import Any

import polars as pl

from liantu.library.industries import is_of_industry, normalise_industries
from liantu.model.problems import BilingualText, Problem, Problems, compose_part, join_texts
from liantu.score.run.ranks import SAME
from liantu.score.scheme.grading_rules import FirmClass
from liantu.score.scheme.provenance import join_names
from liantu.score.scheme.scheme import Group, Scheme

IDENTITY = ("firm", "year", "group", "industry", "park")
#: How many names a message repeats.
_NAMED = 5
#: Months of a year of grace; it may be a part of one.
_MONTHS = 12


def choose_year(returns: pl.DataFrame, year: int | None) -> tuple[int | None, list[Problem]]:
    """The year meant: the one asked for, or the last; of several it is said which. Raises Problems without rows."""
    if returns.is_empty():
        raise Problems([Problem("no_returns")])
    years = sorted(found for found in distinct_values(returns, "year") if found is not None)
    lost = returns["year"].null_count() if years else 0
    undated = [Problem("rows_without_year", value=str(lost))] if lost else []
    if year is not None:
        if years and year not in years:
            slots = {"choices": ", ".join(map(str, years))}
            raise Problems([Problem("no_such_year", value=str(year), slots=slots)])
        return year, undated
    if len(years) > 1:
        slots = {"read": str(years[-1])}
        return years[-1], [*undated, Problem("several_years", value=", ".join(map(str, years)), slots=slots)]
    return (years[0] if years else None), undated


def select_year_rows(returns: pl.DataFrame, year: int | None, scheme: Scheme) -> pl.DataFrame:
    """The rows of one year with every field of the scheme and industries by their digits; a column nobody gave is
    null."""
    rows = returns.filter(pl.col("year") == year) if year is not None and returns["year"].count() else returns
    fields = [f for f in scheme.fields if f not in rows.columns and f in _list_needed_fields(scheme)]
    texts = [name for name in ("group", "industry", "park") if name not in rows.columns]
    rows = rows.with_columns(
        *(pl.lit(None, pl.Float64).alias(name) for name in fields),
        *(pl.lit(None, pl.String).alias(name) for name in texts),
    )
    return rows.with_columns(normalise_industries(rows["industry"]))


def find_duplicates(rows: pl.DataFrame) -> list[Problem]:
    """Firms with several rows of one year: one firm has one return."""
    if rows["firm"].hash().n_unique() == rows.height:  # unlike hashes are unlike firms
        return []
    twice = rows.group_by("firm", maintain_order=True).len().filter(pl.col("len") > 1)
    return [Problem("duplicate_return", value=str(firm), slots={"times": str(n)}) for firm, n in twice.iter_rows()]


def assign_groups(rows: pl.DataFrame, scheme: Scheme) -> pl.DataFrame:
    """The rows with ``group`` as the scheme has it, and ``given_group`` as it stood."""
    words = distinct_values(rows, "group")
    conditions = {group.id: _is_in_group(group, words) for group in scheme.groups if not group.others}
    found = _find_others(scheme, list(conditions.values()))
    for name, condition in reversed(conditions.items()):
        found = pl.when(condition.fill_null(False)).then(pl.lit(name)).otherwise(found)
    return rows.with_columns(found.alias("group"), pl.col("group").alias("given_group"))


def _find_others(scheme: Scheme, conditions: list[pl.Expr]) -> pl.Expr:
    """The group of all others, where no condition is unknown: whom a group without its land may take is in none."""
    others = next((group.id for group in scheme.groups if group.others and not group.open), None)
    if others is None or any(group.open for group in scheme.groups):
        return pl.lit(None, pl.String)
    return pl.when(~pl.any_horizontal(pl.lit(False), *(condition.is_null() for condition in conditions))).then(
        pl.lit(others)
    )


def find_ungrouped(rows: pl.DataFrame, scheme: Scheme) -> list[Problem]:
    """Firms of a group the scheme does not know, or that it does not take, by the word that stands there."""
    lost = rows.filter(pl.col("group").is_null())
    if lost.is_empty():
        return []
    by_word = lost.group_by(pl.col("given_group").fill_null(""), maintain_order=True).agg("firm")
    stops = []
    for word, firms in by_word.iter_rows():
        meant = [group for group in scheme.groups if not group.given or word.strip() in group.given]
        slots = {"count": str(len(firms)), "firms": abbreviate_firms(firms)}
        if meant:
            slots["takes"] = join_texts((_describe_group(group) for group in meant), "clauses")
        stops.append(Problem("outside_group" if meant else "unknown_group", value=word, slots=slots))
    return stops


def _describe_group(group: Group) -> BilingualText:
    """Which firms a group takes, beside the word of the returns."""
    limits = zip(("land_from", "land_below"), group.land, strict=True)
    conditions = [compose_part(name, land=limit) for name, limit in limits if limit is not None]
    for name, names in (("industries", group.industries), ("parks", group.parks)):
        if names:
            conditions.append(compose_part(name, names=join_texts(names)))
    if group.others:
        conditions.append(compose_part("no_other_group"))
    described = join_texts(conditions) if conditions else compose_part("conditions_unknown")
    return compose_part("group_takes", group=BilingualText(group.zh, group.en), conditions=described)


def assign_treatments(rows: pl.DataFrame, scheme: Scheme, facts: pl.DataFrame, year: int | None) -> pl.DataFrame:
    """The rows with ``treatment``, ``class`` and the grade a class is managed as; the first class that fits counts."""
    treatment, name, grade = pl.lit("evaluated"), pl.lit(None, pl.String), pl.lit(None, pl.String)
    for class_ in reversed(scheme.classes):
        fits = _is_in_class(class_, facts, year)
        treatment = pl.when(fits).then(pl.lit(class_.treatment)).otherwise(treatment)
        name = pl.when(fits).then(pl.lit(class_.id)).otherwise(name)
        grade = pl.when(fits).then(pl.lit(class_.grade, pl.String)).otherwise(grade)
    return rows.with_columns(treatment.alias("treatment"), name.alias("class"), grade.alias("class_grade"))


def select_valid_facts(facts: pl.DataFrame, year: int | None) -> pl.DataFrame:
    """The facts that hold on some day of the year; an open end still holds."""
    if year is None:
        return facts
    begun = pl.col("from").is_null() | (pl.col("from") <= date(year, 12, 31))
    not_over = pl.col("to").is_null() | (pl.col("to") >= date(year, 1, 1))
    return facts.filter(begun & not_over)


def find_proven_firms(rows: pl.DataFrame, facts: pl.DataFrame, fact: str) -> tuple[pl.Series, list[str]]:
    """The firms with evidence of a fact that holds; and those of ``rows`` for which it is said without any."""
    bare = pl.col("evidence").is_null() | (pl.col("evidence").str.strip_chars() == "")
    found = facts.filter(pl.col("fact") == fact).group_by("firm").agg(bare.all().alias("bare"))
    firms, without = found["firm"].filter(~found["bare"]), found["firm"].filter(found["bare"])
    unproven = rows.filter(pl.col("firm").is_in(without.implode()))["firm"].sort().to_list() if without.len() else []
    return firms, unproven


def find_unproven_classes(rows: pl.DataFrame, scheme: Scheme, facts: pl.DataFrame) -> list[Problem]:
    """Firms that are in a class by a fact without evidence: they are treated so, and it is said."""
    evidence = [
        (class_, fact) for class_ in scheme.classes if not class_.open for fact in (*class_.facts, *class_.since)
    ]
    return [
        Problem("class_without_evidence", value=firm, slots={"class": join_names([class_])})
        for class_, fact in evidence
        for firm in find_proven_firms(rows.filter(pl.col("class") == class_.id), facts, fact)[1]
    ]


def filter_rows(rows: pl.DataFrame, condition: pl.Expr) -> pl.DataFrame:
    """The rows for which a condition holds; the very frame where it holds for all, so that nothing is copied."""
    mask = rows.select(condition.fill_null(False).alias("kept"))["kept"]
    return rows if mask.all() else rows.filter(mask)


def partition_by_value(rows: pl.DataFrame, by: str) -> dict[Any, pl.DataFrame]:
    """The rows of each word in a column; the very frame where there is one."""
    values = distinct_values(rows, by)
    if len(values) == 1:
        return {values[0]: rows}
    return {word: part for (word,), part in rows.partition_by(by, maintain_order=True, as_dict=True).items()}


def partition_by_group(rows: pl.DataFrame, scheme: Scheme) -> list[tuple[Group, pl.DataFrame]]:
    """The firms of each group that has some, in the order of the scheme."""
    parts = partition_by_value(rows, "group")
    return [(group, parts[group.id]) for group in scheme.groups if group.id in parts]


def distinct_values(rows: pl.DataFrame, column: str) -> list[Any]:
    """What stands in a column, nothing being one; that all are alike is seen at once, at no cost if it is known."""
    if rows.is_empty():
        return []
    values, first = pl.col(column), pl.col(column).first()
    word, alike = rows.select(first, values.eq_missing(first).all().alias("alike")).row(0)
    return [word] if alike else rows[column].unique(maintain_order=True).to_list()


def abbreviate_firms(firms: list[str]) -> str:
    """Some firms by name; of many the first, and that there are more."""
    return ", ".join(map(str, firms[:_NAMED])) + ("…" if len(firms) > _NAMED else "")


def _is_in_group(group: Group, groups: list[Any]) -> pl.Expr:
    conditions = [pl.lit(not group.open)]
    if group.given:
        meant = [word for word in groups if word is not None and word.strip() in group.given]
        all_alike = pl.lit(bool(meant))  # one word for all is not looked for in every row
        conditions.append(all_alike if len(groups) == 1 else pl.col("group").is_in(meant))
    low, high = group.land
    land = pl.col("land").round(SAME)  # what adding parcels and other units leave is no difference
    if low is not None:
        conditions.append(land >= low)
    if high is not None:
        conditions.append(land < high)
    if group.industries:
        conditions.append(_industry(group.industries))
    if group.parks:
        conditions.append(pl.col("park").is_in(list(group.parks)))
    return reduce(lambda condition, other: condition & other, conditions)


def _industry(digits: tuple[str, ...]) -> pl.Expr:
    """Whether a GB/T 4754 code begins with some digits."""
    return pl.any_horizontal(*map(is_of_industry, digits))


def _is_in_class(class_: FirmClass, facts: pl.DataFrame, year: int | None) -> pl.Expr:
    conditions = [pl.lit(False)]
    if class_.open:
        return conditions[0]
    if class_.industries:
        conditions.append(_industry(class_.industries))
    if class_.facts:
        firms = select_valid_facts(facts, year).filter(pl.col("fact").is_in(list(class_.facts)))["firm"]
        conditions.append(pl.col("firm").is_in(firms.unique().implode()))
    if class_.years is not None and class_.since and year is not None:
        conditions.append(pl.col("firm").is_in(_in_grace(class_, facts, date(year, 12, 31)).implode()))
    return reduce(lambda class_, other: class_ | other, conditions).fill_null(False)


def _in_grace(class_: FirmClass, facts: pl.DataFrame, day: date) -> pl.Series:
    """Firms for which fewer than so many years have passed since the latest of the events."""
    since = facts.filter(pl.col("fact").is_in(list(class_.since)) & (pl.col("from") <= day))
    latest = since.group_by("firm").agg(pl.col("from").max())
    months = round((class_.years or 0) * _MONTHS)
    return latest.filter(pl.col("from").dt.offset_by(f"{months}mo") > day)["firm"]


def _list_needed_fields(scheme: Scheme) -> set[str]:
    rules = {name for rules in (scheme.points, scheme.moves) for rule in rules for name in rule.fields}
    land = {"land"} if any(group.land != (None, None) for group in scheme.groups) else set()
    by_indicator = {field for indicator in scheme.indicators.values() for field in indicator.fields}
    return rules | land | by_indicator | {name for rule in scheme.instead for name in (rule.field, rule.other)}
