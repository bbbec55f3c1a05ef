"""Schemes with other weights, benchmarks or another cap: read as typed, and tried on a run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from liantu.model.problems import Problem
    from liantu.score.run.evaluation import Evaluation
    from liantu.score.run.variant_effects import VariantEffects
    from liantu.score.scheme.scheme import Scheme
    from liantu.score.scheme.variant import SchemeVariant


def read_scheme_variant(
    scheme: Scheme, texts: Mapping[str, str], labels: Mapping[str, str]
) -> tuple[SchemeVariant, list[Problem]]:
    """What typed texts change of a scheme, and what of them cannot be taken, see ``score.scheme.variant_reader``."""
    from liantu.score.scheme.variant_reader import read_variant

    return read_variant(scheme, texts, labels)


def list_variant_rules() -> tuple[str, ...]:
    """Benchmark rules that a variant may put in place of the scheme's."""
    from liantu.score.scheme.variant_reader import VARIANT_RULES

    return VARIANT_RULES


def try_scheme_variant(
    run: Evaluation, variant: SchemeVariant, evaluate: Callable[[Scheme], Evaluation]
) -> VariantEffects:
    """What a variant of its scheme changes in a run."""
    from liantu.score.run.variant_effects import measure_variant
    from liantu.score.scheme.variant import vary_scheme

    return measure_variant(run, evaluate(vary_scheme(run.scheme, variant)))
