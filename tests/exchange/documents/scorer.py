"""What a reader of documents is measured with: its rows beside those that a person wrote down, figure by figure.

A figure is right when subject, measure, field, period, comparator, amount and status all agree with a row of the
benchmark; how each is compared stands in ``benchmark/README.md``. Nothing here reads a text.
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from liantu.model.periods import name_days
from liantu.model.units import PREFIXES, Units

BENCHMARK = Path(__file__).parent / "benchmark"
UNITS = Path(__file__).parents[3] / "src" / "liantu" / "library" / "tables" / "units.csv"
#: The readings that issue 18 calls hard; a row of another kind is plain.
HARD = (
    *("relative_time", "correction", "not_yet", "stopped", "shared_unit", "respectively"),
    *("total_parts", "range", "doubling", "flat_table"),
)
FIELDS = ("table", "subject", "measure", "field", "period", "comparator", "value", "unit", "status")
#: Stages of projects and capacities as what they count as; others stand for themselves.
COUNTED = {
    **dict.fromkeys(("lead", "assessed", "talks", "signed_intent", "signed_framework", "announced"), "planned"),
    **dict.fromkeys(("signed", "signed_contract", "landed", "applied"), "planned"),
    **dict.fromkeys(("started", "structure", "completed", "expanding"), "building"),
    **dict.fromkeys(("full_output", "above_threshold", "upgraded", "trial"), "operating"),
    **dict.fromkeys(("paused", "lost", "ended", "land_returned"), "stopped"),
}
#: Kinds of traps that are numbers and no quantities.
NO_QUANTITIES = {"document_number", "phone", "ordinal", "name"}
#: A counter more or less is no other amount: 12家 and 12户.
COUNTERS = {f"count:{word}" for word in "个户家项条所座种类期批次"} | {"宗", "count:宗"}
#: Words of a measure that make no other one, and words of a scope that make no narrower one.
FILLERS = re.compile("规模以上|规上|[总数额的]|[^\\w%]")
INDUSTRIAL = re.compile("(?<=.)工业(?=产值|增加值)")
WIDE = re.compile("全区|全市|全县|全园|全省|全年|规模以上|规上|当年|累计|[^\\w]")
GROWTH = re.compile("(?:同比)?(?:增速|增长率|增幅|增长)$")
FALL = re.compile("(?:同比)?(?:降幅)$")

Span = tuple[int, int]
Accepted = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Figure:
    """One figure as somebody read it; the fields are those of a row of JSON lines."""

    article: str
    subject: str
    measure: str
    value: Decimal
    unit: str
    table: str = "observations"
    scope: str = ""
    product: str = ""
    field: str = "value"
    period: str = ""
    comparator: str = "eq"
    status: str = ""
    spans: tuple[Span, ...] = ()
    number: Span | None = None
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """What counts as right for a row, field by field, spelled as it is compared."""

    subjects: frozenset[str]
    measures: frozenset[str]
    fields: frozenset[str]
    amounts: frozenset[tuple[str, Decimal]]
    periods: frozenset[str]
    comparators: frozenset[str]
    statuses: frozenset[str]  # with "", any


@dataclass(frozen=True)
class GoldRow:
    """A figure of the benchmark with the forms in which it is right."""

    id: str
    figure: Figure
    strength: str  # plain, hard or optional
    kind: str
    forms: tuple[Form, ...]


@dataclass(frozen=True)
class Trap:
    """A quantity that is no row, or not that row: ``wrong`` are the fields that make it the false one."""

    id: str
    article: str
    kind: str
    value: Decimal
    unit: str
    number: Span
    wrong: Accepted


@dataclass(frozen=True)
class Article:
    """A text with what is known of it without reading it."""

    id: str
    kind: str
    title: str
    issuer: str
    published: str
    place: str
    text: str


@dataclass(frozen=True)
class Gold:
    """The benchmark: articles, rows, traps, and the names under which each subject passes."""

    articles: Mapping[str, Article]
    rows: tuple[GoldRow, ...]
    traps: tuple[Trap, ...]
    names: Mapping[tuple[str, str], frozenset[str]]


@dataclass
class Score:
    """Counts of one run; the shares follow from them."""

    right: set[str] = field(default_factory=set)
    false: int = 0
    aside: int = 0
    taken: set[str] = field(default_factory=set)
    exact: int = 0
    tables: int = 0
    nearest: Counter[str] = field(default_factory=Counter)

    def precision(self) -> float:
        return len(self.right) / (len(self.right) + self.false) if self.right or self.false else 0.0

    def recall(self, gold: Gold, strength: str = "", kind: str = "") -> float:
        ids = {row.id for row in gold.rows if is_asked(row, strength, kind)}
        return len(ids & self.right) / len(ids) if ids else 0.0

    def traps(self, gold: Gold) -> float:
        return len(self.taken) / len(gold.traps) if gold.traps else 0.0


def is_asked(row: GoldRow, strength: str = "", kind: str = "") -> bool:
    return row.strength != "optional" and strength in ("", row.strength) and kind in ("", row.kind)


def read_figures(lines: Iterable[str]) -> list[Figure]:
    """Rows of JSON lines; an unknown or missing key is an error that names the line."""
    figures = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            row["value"] = Decimal(str(row["value"]))
            row["spans"] = tuple((int(first), int(last)) for first, last in row.get("spans", ()))
            row["quotes"] = tuple(row.get("quotes", ()))
            row["number"] = tuple(row["number"]) if row.get("number") else None
            figures.append(Figure(**row))
        except (ValueError, TypeError, KeyError, ArithmeticError) as error:
            raise ValueError(f"line {number}: {error}") from error
    return figures


def score(gold: Gold, figures: Iterable[Figure]) -> Score:
    """Each figure is right (once for each row), a trap or false; a repetition or an optional row is set aside."""
    result = Score()
    for figure in dict.fromkeys(figures):
        here = [row for row in gold.rows if row.figure.article == figure.article]
        matches = [row for row in here if row.strength != "optional" and is_right(row, figure)]
        fresh = next((row for row in matches if row.id not in result.right), None)
        if fresh:
            result.right.add(fresh.id)
            result.exact += is_exact(gold, fresh, figure)
            result.tables += figure.table == fresh.figure.table
        elif matches:
            result.aside += 1
        elif taken := {trap.id for trap in gold.traps if takes(gold, trap, figure)}:
            result.taken |= taken
            result.false += 1
        elif any(is_same_number(row.figure, figure) for row in here if row.strength == "optional"):
            result.aside += 1
        else:
            result.false += 1
            same = [differing(row, figure) for row in here if is_same_number(row.figure, figure)]
            result.nearest[", ".join(sorted(min(same, key=len))) if same else "no such quantity"] += 1
    return result


def differing(row: GoldRow, figure: Figure) -> set[str]:
    """The fields in which a figure is another one than the row, by the form of the row that is nearest."""
    return min((set(_compare(form, row.figure.scope, figure)) for form in row.forms), key=len)


def is_right(row: GoldRow, figure: Figure) -> bool:
    return any(next(_compare(form, row.figure.scope, figure), None) is None for form in row.forms)


def takes(gold: Gold, trap: Trap, figure: Figure) -> bool:
    """Whether the figure is what the trap warns of: its number, and all fields that make it false."""
    if figure.article != trap.article or not _overlaps(figure, trap.number):
        return False
    same = read_amount(figure.value, figure.unit) == read_amount(trap.value, trap.unit)
    if not trap.wrong:
        return same or figure.value == trap.value or figure.number is not None
    return (same or abs(figure.value) == abs(trap.value)) and all(
        _is_wrong(gold, trap, name, values, figure) for name, values in trap.wrong.items()
    )


def is_same_number(one: Figure, other: Figure) -> bool:
    """Whether two figures are of one quantity in the text."""
    if one.number is None or not _overlaps(other, one.number):
        return False
    same = read_amount(one.value, one.unit) == read_amount(other.value, other.unit)
    return same or abs(one.value) == abs(other.value)


def score_quantities(gold: Gold, figures: Iterable[Figure]) -> tuple[float, float]:
    """Precision and recall of bare quantities: a number with its unit where a row, an optional row or a trap has it.

    Numbers of names, documents, telephones and ordinals are no quantities.
    """
    known: dict[str, dict[Span | None, Figure]] = {}
    for row in gold.rows:
        known.setdefault(row.figure.article, {})[row.figure.number] = row.figure
    for trap in gold.traps:
        if trap.kind not in NO_QUANTITIES:
            figure = Figure(trap.article, "", "", trap.value, trap.unit, number=trap.number)
            known.setdefault(trap.article, {}).setdefault(trap.number, figure)
    read, right, found = 0, 0, set()
    for figure in figures:
        quantities = known.get(figure.article, {})
        here = {(figure.article, number) for number, each in quantities.items() if is_same_number(each, figure)}
        read, right = read + 1, right + bool(here)
        found |= here
    count = sum(map(len, known.values()))
    return (right / read if read else 0.0), (len(found) / count if count else 0.0)


def is_exact(gold: Gold, row: GoldRow, figure: Figure) -> bool:
    """Whether the spans lie in the text, say what the figure quotes, and hold the number."""
    text = gold.articles[figure.article].text
    inside = all(0 <= first < last <= len(text) for first, last in figure.spans)
    quoted = not figure.quotes or figure.quotes == tuple(text[first:last] for first, last in figure.spans)
    number = row.figure.number
    holds = number is None or any(first <= number[0] and number[1] <= last for first, last in figure.spans)
    return bool(figure.spans) and inside and quoted and holds


@cache
def read_amount(value: Decimal, unit: str) -> tuple[str, Decimal]:
    """Dimension and size in base units; a rate a year is as much as the amount, and a counter is any counter.

    >>> read_amount(Decimal("0.83"), "亿元") == read_amount(Decimal("8300"), "万元")
    True
    """
    dimension, factor = _read_unit(unit)
    return dimension, value * factor


def count_as(status: str, table: str = "") -> str:
    """The status that is compared: a stage as what it counts as; a row of targets is a target."""
    return "target" if table == "targets" else COUNTED.get(status, status)


@cache
def spell_subject(name: str) -> str:
    plain = re.sub(r"\W", "", unicodedata.normalize("NFKC", name)).casefold()
    return re.sub("(?:股份)?有限(?:责任)?公司|集团$|项目$", "", plain)


@cache
def spell_measure(figure: Figure, scope: str = "") -> tuple[str, Decimal, frozenset[str]]:
    """Field, sign and spellings of a measure: characters without order, with what narrows it.

    Growth that stands in the name (增加值增速) is growth; a share is a value of a measure that ends in 占比.
    """
    name, kind, sign = figure.measure.replace("比重", "占比"), figure.field, Decimal(1)
    if kind == "value" and _read_unit(figure.unit)[0] == "ratio":
        if FALL.search(name):
            name, kind, sign = FALL.sub("", name), "growth", Decimal(-1)
        elif GROWTH.search(name):
            name, kind = GROWTH.sub("", name), "growth"
    if kind == "share":
        name, kind = name + "占比", "value"
    narrower = "" if figure.scope == scope else WIDE.sub("", figure.scope)
    spellings = {_spell(narrower + figure.product + name)}
    if all(letter in name for letter in narrower):
        spellings.add(_spell(figure.product + name))
    return kind, sign, frozenset(spellings)


def _compare(form: Form, scope: str, figure: Figure) -> Iterator[str]:
    kind, sign, spellings = spell_measure(figure, scope)
    if read_amount(figure.value * sign, figure.unit) not in form.amounts:
        yield "amount"
    if spell_subject(figure.subject) not in form.subjects:
        yield "subject"
    if not spellings & form.measures:
        yield "measure"
    if kind not in form.fields:
        yield "field"
    if name_days(figure.period) not in form.periods:
        yield "period"
    if figure.comparator not in form.comparators:
        yield "comparator"
    if "" not in form.statuses and count_as(figure.status, figure.table) not in form.statuses:
        yield "status"


def _is_wrong(gold: Gold, trap: Trap, name: str, values: frozenset[str], figure: Figure) -> bool:
    if name == "subject":
        return any(spell_subject(figure.subject) in gold.names[trap.article, each] for each in values)
    if name == "measure":
        mine = spell_measure(figure)[2]
        return any(mine & spell_measure(replace(figure, measure=each, scope="", product=""))[2] for each in values)
    if name == "period":
        return name_days(figure.period) in {name_days(each) for each in values}
    if name == "status":
        return count_as(figure.status, figure.table) in {count_as(each) for each in values}
    return getattr(figure, name) in values


def _overlaps(figure: Figure, number: Span) -> bool:
    spans = (figure.number,) if figure.number else figure.spans
    return any(first < number[1] and number[0] < last for first, last in spans)


@cache
def _spell(name: str) -> str:
    plain = FILLERS.sub("", unicodedata.normalize("NFKC", name)).casefold()
    return "".join(sorted(INDUSTRIAL.sub("", plain)))


@cache
def _read_unit(text: str) -> tuple[str, Decimal]:
    unit = _units().read(text) if text else None
    if unit:
        dimension = "count" if unit.dimension in COUNTERS else unit.dimension
        return dimension, unit.factor
    for prefix, size in PREFIXES.items():
        if text.startswith(prefix):
            dimension, factor = _read_unit(text[len(prefix) :])
            return dimension, factor * size
    bare = text.removesuffix("/年")
    return ("count" if bare in COUNTERS else bare), Decimal(1)


@cache
def _units() -> Units:
    with UNITS.open(encoding="utf-8", newline="") as file:
        return Units({row["id"]: (row["dimension"], Decimal(row["factor"])) for row in csv.DictReader(file)})


@cache
def read_gold(folder: Path = BENCHMARK) -> Gold:
    articles = {
        row["id"]: Article(
            *(row[name] for name in ("id", "kind", "title", "issuer", "published", "place")),
            (folder / row["file"]).read_text(encoding="utf-8"),
        )
        for row in read_table(folder, "articles")
    }
    names = {
        (row["article"], row["name"]): frozenset(map(spell_subject, (row["name"], *split_names(row["also"]))))
        for row in read_table(folder, "subjects")
    }
    also = {row["name"]: split_names(row["also"]) for row in read_table(folder, "measures")}
    rows = tuple(make_row(row, also, names, articles[row["article"]].published) for row in read_table(folder, "rows"))
    traps = tuple(
        Trap(
            *(row[name] for name in ("id", "article", "kind")),
            Decimal(row["value"]),
            row["unit"],
            read_spans(row["number"])[0],
            read_conditions(row["wrong"]),
        )
        for row in read_table(folder, "traps")
    )
    return Gold(articles, rows, traps, names)


def read_table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_spans(text: str) -> tuple[Span, ...]:
    """
    >>> read_spans("3-5 9-12")
    ((3, 5), (9, 12))
    """
    pairs = (each.split("-") for each in text.split())
    return tuple((int(first), int(last)) for first, last in pairs)


def make_row(
    row: Mapping[str, str],
    also: Mapping[str, tuple[str, ...]],
    names: Mapping[tuple[str, str], frozenset[str]],
    day: str,
) -> GoldRow:
    figure = Figure(
        value=Decimal(row["value"]),
        spans=read_spans(row["spans"]),
        number=read_spans(row["number"])[0],
        quotes=tuple(row["quote"].split("⋯")),
        **{name: row[name] for name in ("article", "subject", "measure", "unit", "table", "scope")},
        **{name: row[name] for name in ("field", "period", "comparator", "status")},
    )
    single = {name: {row[name]} for name in FIELDS}
    single["measure"].update(also.get(row["measure"], ()))
    packages = [dict(each.split("=", 1) for each in text.split(",")) for text in row["also"].split()]
    for (name, value), *others in (package.items() for package in packages):
        if not others:
            single[name].add(value)
    variants = [single | {name: {value} for name, value in each.items()} for each in packages if len(each) > 1]
    forms = tuple(_make_form(values, figure, names, day) for values in (single, *variants))
    return GoldRow(row["id"], figure, row["class"], row["kind"], forms)


def _make_form(
    values: Mapping[str, set[str]], figure: Figure, names: Mapping[tuple[str, str], frozenset[str]], day: str
) -> Form:
    bare = replace(figure, scope="")
    known = [
        spell_measure(replace(bare, measure=name, field=kind, unit=unit))
        for name in values["measure"]
        for kind in values["field"]
        for unit in values["unit"]
    ]
    printed = {day, day[:7], day[:4]} if "" in values["period"] else set()
    return Form(
        frozenset(name for subject in values["subject"] for name in names[figure.article, subject]),
        frozenset(spelling for _, _, spellings in known for spelling in spellings),
        frozenset(kind for kind, _, _ in known),
        frozenset(read_amount(Decimal(value), unit) for value in values["value"] for unit in values["unit"]),
        frozenset(name_days(period) for period in values["period"] | printed),
        frozenset(values["comparator"]),
        frozenset(count_as(status, table) for status in values["status"] for table in values["table"]),
    )


def read_conditions(text: str) -> Accepted:
    pairs = (each.split("=", 1) for each in text.split() if each != "any")
    return {name: frozenset(values.split("|")) for name, values in pairs}


def split_names(text: str) -> tuple[str, ...]:
    return tuple(text.split("；")) if text else ()
