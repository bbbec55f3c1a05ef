"""Ids stand in addresses, file names and what people type: what reads as another thing there is no id."""

from __future__ import annotations

import polars as pl

from liantu.model import schema
from liantu.model.credit_codes import ROUNDED, SHORTENED, is_credit_code
from liantu.model.plain_text import show_hidden
from liantu.model.problems import Problem

#: A path, or characters that are not seen: soft hyphen, zero-width signs, direction marks, byte order mark.
_BAD = "[/\\\\]|\\.\\.|^\\.$|[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
#: Units are known by their signs: kgce/万元 is one, and mW is not MW.
_SIGNS = ("units",)


def check_ids(name: str, frame: pl.DataFrame, file: str = "") -> list[Problem]:
    """Ids that cannot stand in an address or a file name, that lost digits, or that differ only in case or width.

    Tables of signs have none.

    A key of several fields is joined with ``/``; only the table's own ``id`` is looked at, not what it refers to.
    """
    if schema.read_tables()[name].key != ["id"] or name in _SIGNS or frame.is_empty():
        return []
    ids = frame["id"]
    bad = ids.str.contains(_BAD).fill_null(False)
    problems = [
        Problem("bad_id", name, file, index + 2, "id", show_hidden(str(ids[index]))) for index in bad.arg_true()
    ]
    lost = (ids.str.contains(SHORTENED) | ids.str.contains(ROUNDED)).fill_null(False)
    problems += [
        Problem("digits_lost", name, file, index + 2, "id", ids[index])
        for index in lost.arg_true()
        if not is_credit_code(ids[index])
    ]
    return problems + _find_alike(name, ids, file)


def _find_alike(name: str, ids: pl.Series, file: str) -> list[Problem]:
    lower = ids.str.normalize("NFKC").str.to_lowercase()
    if not lower.is_duplicated().any():
        return []
    first: dict[str, str] = {}
    problems = []
    for index in (lower.is_duplicated() & ids.is_not_null()).arg_true():
        other = first.setdefault(lower[index], ids[index])
        if other != ids[index]:  # the very same id twice is a key that stands twice
            problems.append(Problem("ids_alike", name, file, index + 2, "id", ids[index], {"other": other}))
    return problems
