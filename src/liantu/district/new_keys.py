"""Ids for rows that were given none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from itertools import count

from liantu.model import schema
from liantu.model.tables import Tables, build_row_keys

_LONGEST = 48


def make_key(tables: Tables, name: str, fields: Mapping[str, str | None]) -> str:
    """An id for a row that was given none: made of its name, or of what it is about; none that is taken."""
    definition = schema.read_tables()[name]
    about = [f.name for f in definition.fields if f.refers_to and f.name not in ("source", "part_of", "document")]
    text = fields.get("en") or fields.get("zh") or "-".join(fields[f] or "" for f in about if fields.get(f))
    stem = key_slug(text or "") or name.rstrip("s")
    taken = set(build_row_keys(name, tables[name]))
    return next(key for n in count(1) if (key := stem if n == 1 else f"{stem}-{n}") not in taken)


def key_slug(text: str) -> str:
    """Letters and digits joined by hyphens; Chinese in pinyin.

    >>> key_slug("Electrolyte plant, phase 1"), key_slug("\\u78f7\\u9178")
    ('electrolyte-plant-phase-1', 'lin-suan')
    """
    from pypinyin import lazy_pinyin

    spelt = " ".join(lazy_pinyin(unicodedata.normalize("NFKC", text)))
    return re.sub(r"[^a-z0-9]+", "-", spelt.casefold()).strip("-")[:_LONGEST].strip("-")
