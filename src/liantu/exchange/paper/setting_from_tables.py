"""The setting of a paper from a district's own tables: names, sources, notice."""

from __future__ import annotations

from datetime import date

from liantu.exchange.paper.setting import Setting, is_chinese
from liantu.model import schema
from liantu.model.disclaimer import read_disclaimer
from liantu.model.tables import Tables
from liantu.wording import NC_, Translator, translator
from liantu.wording.days import day_text
from liantu.wording.periods import period_text

#: Above this many sources the foot of a table would outgrow the table.
_MANY = 12
_LIBRARY = "library"


def setting_from_tables(
    tables: Tables, language: str = "zh_CN", *, as_of: date | str = "", scope: str = "", notes: tuple[str, ...] = ()
) -> Setting:
    """Names and sources of a district in a language; ``scope`` is the district's own name unless given."""
    zh = is_chinese(language)
    suffix = "zh" if zh else "en"
    names = dict(tables.labels(language))
    plants = {key: names.get(key, key) for key in tables["plants"]["id"]}
    firms = dict(tables["plants"].select("id", "firm").iter_rows())
    for key, plant, group in tables["capacities"].select("id", "plant", "group").iter_rows():
        if plant:
            names.setdefault(key, plants.get(plant) or names.get(firms.get(plant) or "", plant))
        elif group:
            names.setdefault(key, translator(language)("%s, not itemised") % names.get(group, group))
    for key, words in tables["assumptions"].select("id", suffix).iter_rows():
        if words:
            names.setdefault(key, words)
    about = tables.about
    return Setting(
        language=language,
        scope=scope or str(about.get(suffix) or about.get("zh") or ""),
        as_of=str(as_of or ""),
        names=names,
        sources=_sources(tables, translator(language), zh=zh),
        notice=read_disclaimer(about, language),
        notes=notes,
    )


def _sources(tables: Tables, tr: Translator, *, zh: bool) -> dict[str, str]:
    """Titles of the public sources the district's own rows cite, with issuer and date, and the library; what somebody
    wrote down himself where nothing else is cited: a made-up district."""
    cited, public = _cited(tables), (None, "public")
    rows = [r for r in tables["sources"].iter_rows(named=True) if r["id"] in cited and r["class"] in public]
    found: dict[str, str] = {}
    for row in [r for r in rows if r["kind"] != "ours"] or rows:
        title = row["zh"] if zh else row["en"] or row["zh"]
        published = _published(row["published"], zh=zh) if row["published"] else None
        beside = [part for part in (row["issuer"] if zh else None, published) if part]
        mark = tr(NC_("clauses", ", ")).join(beside)
        found[row["id"]] = tr("“%s”") % title + (tr(" (%s)") % mark if mark else "")
    found = dict(list(found.items())[:_MANY])
    found[_LIBRARY] = tr("the process library (coefficients, prices)")
    return found


def _published(text: str, *, zh: bool) -> str:
    """A period or a day in words."""
    try:
        return day_text(date.fromisoformat(text), chinese=zh)
    except ValueError:
        return period_text(text, "zh" if zh else "en")


def _cited(tables: Tables) -> set[str]:
    citing = tuple(
        n for n, table in schema.read_tables().items() if table.part == "district" and "source" in table.columns
    )

    def compute() -> set[str]:
        """Every source that a row of the district names."""
        return set().union(*(tables[name]["source"].drop_nulls().unique() for name in citing))

    found: set[str] = tables.derived("cited sources", citing, compute)
    return found
