"""Evaluation schemes by id or file: the library's, those that stand beside kept runs, and anybody's own."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from liantu.model.nearest import suggest_nearest
from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from liantu.score.scheme.scheme import Scheme


def open_scheme(name: str | Path, others: Iterable[str] = ()) -> Scheme:
    """The evaluation scheme of an id (``huangyan-2022``), or of a file. Raises Problems with everything wrong in it.

    ``others`` are ids that could have been meant, beside the library's.
    """
    from liantu.library.scheme_files import list_schemes
    from liantu.score.scheme.reader import read_scheme

    path = Path(name)
    if str(name) in list_schemes():
        return _read_shipped(str(name))
    if not path.is_file():
        known = list(dict.fromkeys([*others, *list_schemes()]))
        slots = {"nearest": suggest_nearest(str(name), known), "choices": ", ".join(known)}
        raise Problems([Problem("unknown_scheme", value=str(name), slots=slots)])
    try:
        return read_scheme(path.read_text(encoding="utf-8-sig"), path.name)
    except UnicodeDecodeError as error:
        raise Problems([Problem("undecodable", file=path.name, value=str(error.start + 1))]) from None


def list_shipped_schemes() -> pl.DataFrame:
    """The library's schemes with issuer and date; how many parameters of each are confirmed, default, unknown; how many
    parts a run asks for."""
    from liantu.library.scheme_files import list_schemes
    from liantu.score.scheme.parameters import count_statuses
    from liantu.score.scheme.provenance import STATUSES
    from liantu.score.scheme.unknown_parts import find_unknown_parts

    rows = [
        (s.id, s.zh, s.en, s.issuer, s.published, *count_statuses(s).values(), len(find_unknown_parts(s)))
        for s in map(open_scheme, list_schemes())
    ]
    columns = ["id", "zh", "en", "issuer", "published", *STATUSES, "unknown_parts"]
    return pl.DataFrame(rows, schema=columns, orient="row")


@lru_cache(maxsize=64)
def read_archived_scheme(text: str) -> Scheme:
    """The scheme that stands in full beside a kept run; the same text is read once. Raises Problems when it is none."""
    from liantu.score.scheme.reader import read_scheme

    return read_scheme(text)


@cache
def _read_shipped(name: str) -> Scheme:
    from liantu.library.scheme_files import read_scheme_text
    from liantu.score.scheme.reader import read_scheme

    return read_scheme(read_scheme_text(name), f"{name}.yaml", ours=True)
