"""The evaluation of returns in a file, without a district."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from liantu.score.run.evaluation import Evaluation
    from liantu.score.scheme.scheme import Scheme


def evaluate_file(
    path: Path,
    scheme: Scheme,
    year: int | None,
    channels: Mapping[str, str | None],
    facts: Path | None,
    grades: Path | None = None,
    relations: Path | None = None,
) -> Evaluation:
    """The evaluation of the returns of a workbook or CSV by a scheme; the last year unless given.

    ``channels``: who gave a field. ``facts``: a sheet of facts beside it, ``grades`` one of earlier years,
    ``relations`` one that says which firms of like names are two. What could not be read, and facts that nothing uses,
    stand first in what the run says. Raises Problems.
    """
    from liantu.exchange.returns.distinct_names import read_distinct_names
    from liantu.exchange.returns.fact_sheet import read_facts
    from liantu.exchange.returns.grade_sheet import read_grades
    from liantu.exchange.returns.returns_file import read_returns
    from liantu.score.run.calculation import evaluate
    from liantu.score.run.unused_facts import find_unused_facts

    fields = [(field.id, field.zh, field.en, field.unit) for field in scheme.fields.values()]
    distinct = read_distinct_names(relations) if relations else frozenset()
    returns_file = read_returns(path, fields, distinct)
    known = read_facts(facts) if facts else None
    run = evaluate(
        returns_file.returns,
        scheme,
        year=year,
        not_applicable=returns_file.not_applicable,
        channels=channels,
        facts=known,
        grades=read_grades(grades) if grades else None,
    )
    return replace(
        run,
        calculation_notes=(
            *returns_file.notes,
            *find_unused_facts(known, returns_file.returns, scheme),
            *run.calculation_notes,
        ),
    )
