"""A filled form as the row it means: references by name become keys, blanks become nothing, ids are made."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from itertools import count

from pypinyin import lazy_pinyin

from liantu.model import schema
from liantu.model.problems import Problem
from liantu.model.tables import Tables, build_row_keys
from liantu.web.core.forms import reference_search
from liantu.web.core.request_view import RequestView

#: Sources that are printed and can be quoted; a visit has no printed words.
_PRINTED = {"newspaper", "official", "study"}


def read_fields(
    view: RequestView, table: str, posted: Mapping[str, str]
) -> tuple[dict[str, str | None], dict[str, list[Problem]]]:
    """The fields of a row as they are kept, and what of it cannot be read, by field."""
    found: dict[str, str | None] = {}
    problems: dict[str, list[Problem]] = {}
    for field in schema.read_tables()[table].fields:
        if field.name not in posted:
            continue
        text = posted[field.name].strip()
        if field.refers_to and text:
            text, problem = reference_search.resolve_reference(view, field, text)
            if problem is not None:
                problems.setdefault(field.name, []).append(problem)
        found[field.name] = text or None
    return found, problems


def check_citation(given: Tables, fields: Mapping[str, str | None]) -> dict[str, list[Problem]]:
    """What a row that a source states still lacks: source, place in it, and the words where they are printed."""
    if fields.get("basis") != "stated" or "quote" not in fields:
        return {}
    source = fields.get("source")
    found = {}
    if not source:
        found["source"] = [Problem("source_required", column="source")]
    if not fields.get("locator"):
        found["locator"] = [Problem("locator_required", column="locator")]
    kinds = dict(given["sources"].select("id", "kind").iter_rows())
    if not fields.get("quote") and kinds.get(source or "") in _PRINTED:
        found["quote"] = [Problem("quote_required", column="quote")]
    return found


def make_key(given: Tables, table: str, fields: Mapping[str, str | None]) -> str:
    """An id for a row that was given none: made of its name, or of what it is about; none that is taken."""
    definition = schema.read_tables()[table]
    about = [f.name for f in definition.fields if f.refers_to and f.name not in ("source", "part_of", "document")]
    text = fields.get("en") or fields.get("zh") or "-".join(fields[f] or "" for f in about if fields.get(f))
    stem = key_slug(text or "") or table.rstrip("s")
    taken = set(build_row_keys(table, given[table]))
    return next(key for n in count(1) if (key := stem if n == 1 else f"{stem}-{n}") not in taken)


def key_slug(text: str) -> str:
    """Letters and digits joined by hyphens; Chinese in pinyin.

    >>> key_slug("Electrolyte plant, phase 1"), key_slug("\\u78f7\\u9178")
    ('electrolyte-plant-phase-1', 'lin-suan')
    """
    spelt = " ".join(lazy_pinyin(unicodedata.normalize("NFKC", text)))
    return re.sub(r"[^a-z0-9]+", "-", spelt.casefold()).strip("-")[:48].strip("-")
