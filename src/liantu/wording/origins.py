"""How far a figure may be trusted and what it rests on, in a few words: 低 · 经验值 · 本区系数."""

from __future__ import annotations

from collections.abc import Sequence

from liantu.model import schema
from liantu.wording import N_, translator

#: Of a number that counts with a coefficient of the district's own, in the place of the library's.
OWN_COEFFICIENT = N_("the district's own coefficient")
#: What the words beside a grade mean; on page, paper and terminal alike.
ORIGIN_LEGEND = N_(
    "Reliability, and what the use per unit rests on: documented (a document is named), computed (from theory, with "
    "the usual loss), rule of thumb (a magnitude from memory or engineering judgement, no document read)."
)


def reliability_words(
    grade: str | None, origins: Sequence[str] | str | None, language: str, *, of_district: bool = False
) -> str:
    """Grade and origins (one code of the list ``origin``, or several); ``of_district``: the district's own one counts.

    >>> reliability_words("C", ["read", "recalled"], "zh_CN", of_district=True), reliability_words("B", "read", "en")
    ('低 · 有出处、经验值 · 本区系数', 'medium · documented')
    >>> reliability_words("C", [], "en"), reliability_words(None, None, "en")
    ('low', '')
    """
    tr = translator(language)
    codes = [origins] if isinstance(origins, str) else origins or ()
    words = tr(", ").join(schema.label_code("origin", code, language) for code in codes)
    level = schema.label_code("grade", grade, language) if grade else ""
    return " · ".join(filter(None, (level, words, tr(OWN_COEFFICIENT) if of_district else "")))
