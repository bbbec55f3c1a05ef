"""Who gave a value: where grades set prices, what a statistical survey collected must not be used (Statistics Law)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import polars as pl

from liantu.model import schema
from liantu.model.problems import BilingualText, Problem, Problems, compose_part
from liantu.score.run.population import abbreviate_firms
from liantu.score.scheme.grading_rules import GradeAdjustment, PointRule
from liantu.score.scheme.indicators import GroupIndicator
from liantu.score.scheme.provenance import join_names
from liantu.score.scheme.scheme import Group, Scheme

#: The channel of values collected under the Statistics Law.
STATISTICS = "statistics"
Channels = Mapping[str, str | None] | pl.DataFrame
#: Of a field the firms by channel; nobody named where a whole field came through it.
_Stated = Mapping[str, Mapping[str | None, Sequence[str]]]


def find_refused_fields(
    scheme: Scheme, channels: Channels | None, year: int | None, notes: list[Problem]
) -> tuple[list[str], list[Problem]]:
    """Fields that must not be used with the stop of each; a field whose channel nobody named is noted.

    Raises Problems for a channel that is none.
    """
    known = _list_channels(channels, year)
    if not scheme.policy:
        return [], []
    silent = [field for field in scheme.used() if not set(known.get(field, {})) - {None}]
    if silent:
        notes.append(Problem("channel_not_stated", value=join_names(scheme.fields[field] for field in silent)))
    stops = find_statistical_fields(scheme, channels, year)
    return list(stops), list(stops.values())


def find_statistical_fields(scheme: Scheme, channels: Channels | None, year: int | None) -> dict[str, Problem]:
    """The fields that the scheme uses and some value of which came from a statistical survey, with what is told."""
    known = _list_channels(channels, year)
    return {
        field: Problem(
            "statistical_channel",
            value=join_names([scheme.fields[field]]),
            slots={"whose": _describe_firms(known[field][STATISTICS], year)},
        )
        for field in scheme.used()
        if STATISTICS in known.get(field, {})
    }


def drop_fields(scheme: Scheme, fields: Sequence[str], indicators: Sequence[str] = ()) -> Scheme:
    """The scheme as it goes on without some fields, or indicators: their points are unknown, whatever it puts where
    there is none."""
    if not fields and not indicators:
        return scheme

    def item(indicator: GroupIndicator) -> GroupIndicator:
        """An item that counts as unknown where it rests on the fields."""
        concerned = set(scheme.indicators[indicator.indicator].fields) & set(fields)
        if not concerned and indicator.indicator not in indicators:
            return indicator
        return replace(indicator, missing="unknown", zero_denominator="missing", not_applicable="unknown")

    def group(subject: Group) -> Group:
        """A group with such items."""
        return replace(subject, items=tuple(item(indicator) for indicator in subject.items))

    def rule(points: PointRule) -> PointRule:
        """A rule of points that is open where it rests on the fields."""
        return replace(points, open=True) if set(points.fields) & set(fields) else points

    def move(adjustment: GradeAdjustment) -> GradeAdjustment:
        """A change of grade that is open where it rests on the fields."""
        return replace(adjustment, open=True) if set(adjustment.fields) & set(fields) else adjustment

    return replace(
        scheme,
        groups=tuple(map(group, scheme.groups)),
        points=tuple(map(rule, scheme.points)),
        moves=tuple(map(move, scheme.moves)),
    )


def _describe_firms(firms: Sequence[str], year: int | None) -> BilingualText:
    if not firms:
        return BilingualText("", "")
    name = "firms" if year is None else "firms_of_year"
    return compose_part(name, year=year, count=len(firms), firms=abbreviate_firms([*firms]))


def _list_channels(channels: Channels | None, year: int | None) -> _Stated:
    rows: Iterable[tuple[str, str | None, Sequence[str]]]
    if isinstance(channels, pl.DataFrame):
        if year is not None and "year" in channels.columns:
            channels = channels.filter(pl.col("year").is_null() | (pl.col("year") == year))
        if "firms" not in channels.columns:
            channels = channels.with_columns(pl.lit([], pl.List(pl.String)).alias("firms"))
        rows = channels.select("field", "channel", "firms").iter_rows()
    else:
        rows = ((field, channel, ()) for field, channel in (channels or {}).items())
    words = _words()
    found: dict[str, dict[str | None, Sequence[str]]] = {}
    problems = []
    for field, spoken, firms in rows:
        word = (spoken or "").strip()
        channel = words.get(word.lower()) if word else None
        if word and channel is None:
            choices = schema.translate_codes("channel", *schema.read_codelist("channel"))
            problems.append(Problem("unknown_channel", column=field, value=word, slots={"choices": choices}))
        found.setdefault(field, {})[channel] = [*found.get(field, {}).get(channel, ()), *firms]
    if problems:
        raise Problems(problems)
    return found


def _words() -> Mapping[str, str]:
    """Ids and labels of the channels."""
    codes = schema.read_codelist("channel").values()
    return {word.lower(): code.code for code in codes for word in (code.code, code.zh, code.en)}
