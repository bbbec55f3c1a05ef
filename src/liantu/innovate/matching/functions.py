"""What each side does to its object: a result that measures a property is no result that improves it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from liantu.innovate.matching.concepts import FUNCTION, Lexicon, find_concepts

Flags = NDArray[np.bool_]


def find_functions(texts: pl.Series, lexicon: Lexicon, functions: Mapping[str, float]) -> Flags:
    """Rows × functions: whether a normalised text names the function."""
    places = {name: place for place, name in enumerate(functions)}
    hits = find_concepts(texts, lexicon).filter((pl.col("kind") == FUNCTION) & pl.col("concept").is_in([*places]))
    flags = np.zeros((len(texts), len(places)), dtype=np.bool_)
    flags[hits["row"].to_numpy(), hits["concept"].replace_strict(places, return_dtype=pl.Int64).to_numpy()] = True
    return flags


def compare_functions(needs: Flags, results: Flags, functions: Mapping[str, float]) -> NDArray[np.float64]:
    """Of pairs of rows, one against one: what is left of one after each function that one side alone has.

    >>> compare_functions(np.array([[True, False]]), np.array([[False, False]]), {"measuring": 0.4, "cleaning": 0.2})
    array([0.6])
    """
    losses = np.array([*functions.values()])
    left: NDArray[np.float64] = np.where(needs != results, 1 - losses, 1.0).prod(axis=1)
    return left
