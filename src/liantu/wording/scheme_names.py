"""Names of a scheme's parts, for page, paper and terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from liantu.wording import N_, translator
from liantu.wording.evaluation_codes import BESIDE_INDICATORS, VARIANTS, code_word
from liantu.wording.scheme_parts import FieldRatio, IdentifiedPart, NamedPart, RatioTerms, SchemeParts, SumTerm
from liantu.wording.sentences import YEARS_BEFORE

#: Among the rules that changed a grade: the firm took a place that another left.
_BACKFILL = "backfill"
#: Factors that a division by years left are one.
_SAME = 1e-9
_FILLED = N_("filled a place")


def part_name(part: NamedPart, language: str) -> str:
    """A part of a scheme by its name; by that in the other language where it has one only."""
    return (part.zh or part.en) if language.startswith("zh") else (part.en or part.zh)


def sum_text(
    terms: Sequence[SumTerm], fields: Mapping[str, NamedPart], language: str, *, mean_of: int | None = None
) -> str:
    """A sum of fields by name, each with its factor and, of an earlier year, how many years before; ``mean_of`` years
    it is one of one year."""
    tr = translator(language)
    found = ""
    for term in terms:
        if mean_of and term.back:
            continue
        name = part_name(fields[term.field], language)
        if term.back:
            name = tr(YEARS_BEFORE) % {"field": name, "years": term.back}
        size = abs(term.factor) * (mean_of or 1)
        sign = (tr(" + ") if found else "") if term.factor > 0 else " − "
        found += sign + ("" if abs(size - 1) < _SAME else f"{size:.4g} × ") + name
    found = found.strip()
    return tr("mean of %(years)s years of %(sum)s") % {"years": mean_of, "sum": found} if mean_of and found else found


def half_texts(indicator: FieldRatio, fields: Mapping[str, NamedPart], language: str) -> tuple[str, str]:
    """What stands above and below the line of an indicator, by names of fields; empty where nothing does.

    Of the growth of a ratio the increase, and the ratio before.
    """
    if indicator.ratios:
        year, before = (_ratio_text(ratio, fields, language) for ratio in indicator.ratios)
        return f"{year} − {before}", before
    above, below = (
        sum_text(terms, fields, language, mean_of=indicator.mean_years)
        for terms in (indicator.numerator_terms, indicator.denominator_terms)
    )
    return above, below


def _ratio_text(ratio: RatioTerms, fields: Mapping[str, NamedPart], language: str) -> str:
    halves = ((terms, sum_text(terms, fields, language)) for terms in (ratio.above, ratio.below))
    return " ÷ ".join(f"({text})" if len(terms) > 1 else text for terms, text in halves)


@dataclass(frozen=True)
class SchemeNames:
    """A scheme and the language in which its parts are named. What the scheme does not have is named by its id."""

    scheme: SchemeParts
    language: str

    @property
    def chinese(self) -> bool:
        """Whether the names are Chinese."""
        return self.language.startswith("zh")

    @property
    def unknown(self) -> str:
        """The word for what nobody has told us; it is not zero."""
        return self.tr("unknown")

    def tr(self, message: str) -> str:
        """A message in the language of the names."""
        return translator(self.language)(message)

    def part(self, part: NamedPart) -> str:
        """A part of the scheme by its name."""
        return part_name(part, self.language)

    def indicator(self, key: str) -> str:
        """An indicator, a point rule, or what else adds to a total."""
        if key in self.scheme.indicators:
            return self.part(self.scheme.indicators[key])
        name = self._find([*self.scheme.points, *self.scheme.limits], key)
        return code_word(BESIDE_INDICATORS, key, self.tr) if name is None else name

    def indicators(self, keys: Iterable[str]) -> str:
        """Several indicators in a row."""
        return self.tr(", ").join(self.indicator(key) for key in keys)

    def group(self, key: str | None) -> str:
        """A peer group."""
        return self._find(self.scheme.groups, key) or key or ""

    def firm_class(self, key: str | None) -> str:
        """A class of firms without a grade."""
        return self._find(self.scheme.classes, key) or key or ""

    def adjustment(self, key: str) -> str:
        """A rule that changed a grade."""
        return self.tr(_FILLED) if key == _BACKFILL else self._find(self.scheme.moves, key) or key

    def grade(self, key: str | None) -> str:
        """A grade with its name in the scheme."""
        cuttings = [self.scheme.cutting, *(group.cutting for group in self.scheme.groups if group.cutting)]
        line = next((line for cutting in cuttings for line in cutting.grades if line.grade == key), None)
        return f"{key or ''} {self.part(line) if line else ''}".strip()

    def variant(self, key: str) -> str:
        """What was tried: ``weight:tax_per_mu+``, ``cap:off``, ``benchmark:mean``."""
        kind, _colon, subject = key.partition(":")
        if kind != "weight":
            return code_word(VARIANTS, subject, self.tr)
        more = subject.endswith("+")
        return (self.tr("weight of %s +10%%") if more else self.tr("weight of %s −10%%")) % self.indicator(subject[:-1])

    def _find(self, parts: Sequence[IdentifiedPart], key: str | None) -> str | None:
        part = next((part for part in parts if part.id == key), None)
        return None if part is None else self.part(part)
