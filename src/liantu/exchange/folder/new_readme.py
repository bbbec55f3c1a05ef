"""The page beside the tables of a new district: what holds there, and for each table what it is for, with examples."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Template

from liantu.exchange.folder.new_examples import ExampleRow, find_examples, find_use
from liantu.library.admission_rules import read_admission_rules
from liantu.library.basins import find_basins, find_partial_basins
from liantu.library.calendar import read_calendar
from liantu.library.province_rules import list_province_schemes, list_provinces_with_rules
from liantu.library.shipped_tables import load_library
from liantu.model import schema
from liantu.model.problems import join_texts
from liantu.wording import translator

_FOLDER = Path(__file__).parent
#: So many usual processes of a province are named.
_NAMED = 8
#: So many words that a column may hold are listed.
_CHOICES = 12


@dataclass(frozen=True)
class NewDistrict:
    """What is known of a district before it has any row: province and basins in Chinese, as the law writes them."""

    id: str
    name: str
    as_of: date
    province: str | None = None
    basins: tuple[str, ...] = ()


def compose_readme(district: NewDistrict, tables: Iterable[str], language: str) -> str:
    """The text (Markdown) in a language, with a section a table."""
    template = _FOLDER / f"new_readme.{'en' if language == 'en' else 'zh_CN'}.md"
    years = sorted(read_calendar().years)
    text = Template(template.read_text(encoding="utf-8")).substitute(
        name=district.name,
        folder=district.id,
        routes=_name_routes(district, language),
        years=f"{years[0]}–{years[-1]}",
        rivers=_name_rivers(district, language),
        own_rules=_name_rules(district, language),
        schemes=_name_schemes(district, language),
    )
    return text + "".join(_describe_table(schema.read_tables()[name], language) for name in tables)


def _name_routes(district: NewDistrict, language: str) -> str:
    """The processes that are usual in the province and differ from the country's."""
    _ = translator(language)
    library = load_library()
    named = dict(library["products"].select("id", _zh_or_en(language)).iter_rows())
    rows = library["defaults"].filter(region=district.province or "")
    products = [named[product] for product in rows["product"]]
    if not products:
        return _("the usual ones of the country; the library knows none that differ here.")
    listed = join_texts(products[:_NAMED]).in_language(language)
    return _("those usual in the province for %s; of the country for the rest.") % listed


def _name_rivers(district: NewDistrict, language: str) -> str:
    _ = translator(language)
    about = {"region": district.province, "basins": list(district.basins)}
    clauses = [rule.clause for rule in read_admission_rules(about, district.as_of).rivers]
    certain = find_basins(district.province, district.basins)
    open_basins = [basin for basin in find_partial_basins(district.province) if basin not in certain]
    lines = [_("%s holds.") % clause for clause in clauses]
    if open_basins:
        counties = _(
            "to verify: the law on the %s names some counties of the province; if this is one, write “basins: [%s]”."
        )
        lines += [counties % (basin, basin) for basin in open_basins]
    return " ".join(lines) or _("none known.")


def _name_rules(district: NewDistrict, language: str) -> str:
    _ = translator(language)
    if district.province in list_provinces_with_rules():
        return _("those of the province, as far as they were found.")
    return _("to verify; the library has none of this province, and shows none of another.")


def _name_schemes(district: NewDistrict, language: str) -> str:
    _ = translator(language)
    found = list_province_schemes(district.province)
    if found:
        return ", ".join(found)
    return _(
        "to verify; the library has none of this province. Write your own, or look at others: liantu score schemes."
    )


def _describe_table(table: schema.Table, language: str) -> str:
    """A section: what the table is for, and example rows set upright, a column a line."""
    title = table.en if language == "en" else table.zh
    use = table.description if language == "en" else find_use(table.name)
    rows = find_examples(table.name)
    lines = [f"\n### `{table.name}` {title}\n", use]
    if rows:
        lines += ["", *(f"{n}. {row.en if language == 'en' else row.zh}" for n, row in enumerate(rows, 1))]
        lines += ["", *_upright(table, rows, language)]
    return "\n".join(lines).rstrip() + "\n"


def _upright(table: schema.Table, rows: tuple[ExampleRow, ...], language: str) -> list[str]:
    _ = translator(language)
    used = [field for field in table.fields if field.required or any(row.fields.get(field.name) for row in rows)]
    head = [_("Column of the table"), _("Meaning"), *(_("Example %s") % (n + 1) for n in range(len(rows)))]
    cells = [
        [
            f"`{field.name}`{' *' if field.required else ''}",
            _explain_field(field, language),
            *(row.fields.get(field.name, "") for row in rows),
        ]
        for field in used
    ]
    return [_line(head), _line(["---"] * len(head)), *map(_line, cells)]


def _explain_field(field: schema.Field, language: str) -> str:
    """What a column means, with the words it may hold where these are few."""
    label = field.en if language == "en" else field.zh
    codes = schema.read_codelist(field.choices) if field.choices else {}
    words = [f"{code.code} {code.zh}" if language != "en" else f"{code.code}" for code in codes.values()]
    if not words:
        return label
    listed = "; ".join([*words[:_CHOICES], *(["…"] if len(words) > _CHOICES else [])])
    return f"{label} ({listed})"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _zh_or_en(language: str) -> str:
    return "en" if language == "en" else "zh"
