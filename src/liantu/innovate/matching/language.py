"""What both sides are read with: concepts, units as offices write them, the background of the likeness of texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from liantu.innovate.matching.concepts import Lexicon, make_lexicon
from liantu.innovate.matching.spellings import Spellings, make_spellings
from liantu.innovate.matching.text_likeness import Background, make_background


@dataclass(frozen=True)
class MatchLanguage:
    """All that a match depends on beside its two rows; it is fixed, whatever results there are."""

    lexicon: Lexicon
    background: Background
    unit_words: Mapping[str, str]
    spellings: Spellings


def make_language(
    concepts: pl.DataFrame, relations: pl.DataFrame, background: pl.DataFrame, unit_words: Mapping[str, str]
) -> MatchLanguage:
    """Of the library's tables (see ``liantu.library.matching_words``)."""
    lexicon, fixed = make_lexicon(concepts, relations), make_background(background)
    return MatchLanguage(lexicon, fixed, unit_words, make_spellings(lexicon, fixed))
