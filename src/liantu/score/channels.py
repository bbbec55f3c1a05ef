"""Who gave a value: where grades set prices, what a statistical survey collected must not be used (Statistics Law)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from liantu.model.problems import Problem
from liantu.score.scheme import Scheme, called

#: The channel of values collected under the Statistics Law.
STATISTICS = "statistics"


def refused(
    scheme: Scheme, channels: Mapping[str, str | None] | pl.DataFrame | None, notes: list[Problem]
) -> tuple[list[str], list[Problem]]:
    """Fields that must not be used with the stop of each; a field whose channel nobody named is noted."""
    if not scheme.policy:
        return [], []
    known = _by_field(channels)
    used = scheme.used()
    blocked = [field for field in used if STATISTICS in known.get(field, set())]
    silent = [field for field in used if not known.get(field, set()) - {None}]
    if silent:
        notes.append(Problem("channel_not_stated", value=called(scheme.fields[field] for field in silent)))
    return blocked, [Problem("statistical_channel", value=called([scheme.fields[field]])) for field in blocked]


def _by_field(channels: Mapping[str, str | None] | pl.DataFrame | None) -> dict[str, set[str | None]]:
    if isinstance(channels, pl.DataFrame):
        pairs: Iterable[tuple[str, str | None]] = channels.select("field", "channel").iter_rows()
    else:
        pairs = (channels or {}).items()
    found: dict[str, set[str | None]] = {}
    for field, channel in pairs:
        found.setdefault(field, set()).add(channel)
    return found
