"""References picked by search: names, other names and pinyin initials lead to the row that is meant."""

from __future__ import annotations

from liantu.district.reference_choices import (
    ReferenceChoice,
    ReferenceIndex,
    collect_other_names,
    index_choices,
    make_choice,
    rank_choices,
)
from liantu.model import schema
from liantu.model.problems import Problem
from liantu.web.core.forms.row_names import row_name, table_name
from liantu.web.core.request_view import RequestView

_LIMIT = 30


def reference_choices(view: RequestView, table: str) -> list[ReferenceChoice]:
    """Every row of a table that may be referred to; gathered once for as long as the district is the same."""
    return view.present.cache.once(("reference choices", table, view.lang), lambda: _list_choices(view, table))


def _list_choices(view: RequestView, table: str) -> list[ReferenceChoice]:
    tables, key = view.present.given, schema.read_tables()[table].key
    if len(key) != 1:
        return []
    others = collect_other_names(tables)
    return [
        make_choice(table, row[key[0]], row_name(view, table, row), row, others.get(row[key[0]], []))
        for row in tables[table].iter_rows(named=True)
    ]


def search_references(view: RequestView, tables: tuple[str, ...], text: str) -> list[ReferenceChoice]:
    """The rows that a text may mean, the best first."""
    return rank_choices((choice for table in tables for choice in reference_choices(view, table)), text, _LIMIT)


def resolve_reference(view: RequestView, field: schema.Field, text: str) -> tuple[str, Problem | None]:
    """The key that a text means: itself, the one in brackets, or the only row of that name or initials."""
    tables = " / ".join(table_name(view, table) for table in field.refers_to)
    return _index(view, field.refers_to).resolve(text, field.name, tables)


def reference_text(view: RequestView, field: schema.Field, key: str) -> str:
    """A reference as a form shows it: the name with the key."""
    return _index(view, field.refers_to).labels.get(key, key)


def _index(view: RequestView, tables: tuple[str, ...]) -> ReferenceIndex:
    """The choices of some tables, indexed once for as long as the district is the same."""
    return view.present.cache.once(
        ("reference index", tables, view.lang),
        lambda: index_choices(choice for table in tables for choice in reference_choices(view, table)),
    )
