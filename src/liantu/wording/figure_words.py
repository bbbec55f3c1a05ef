"""What is said of published figures: headings, and growth in words."""

from __future__ import annotations

from collections.abc import Mapping

from liantu.model.disclaimer import label_made_up, read_disclaimer
from liantu.model.schema import label_code
from liantu.wording import N_, NC_, translator
from liantu.wording.scenario import ScenarioView, scenario_lines

SAME_PERIOD = N_("Same period before")
PUBLISHED_GROWTH = N_("Growth as published (%)")
COMPUTED_GROWTH = N_("Growth computed from levels (%)")
STANDING = N_("Beside each other")
VINTAGE = N_("Published in")
TOTAL = NC_("figures", "Total")
PART = NC_("figures", "Part")
REMAINDER = N_("not itemised")
PUBLISHED_SHARE = N_("Share as published (%)")
COMPUTED_SHARE = N_("Share computed (%)")
PRINTED_BESIDE = N_("printed beside it")
OF_SERIES = N_("figure of that time")

#: What stands below a table.
GROWTH_IS = N_(
    "Published growth stays as it was published: it may rest on another sample or on constant prices. The computed one "
    "is ours, from printed levels, and no statistic."
)
PARTS_ARE = N_(
    "What is not itemised is the total less its parts; shares printed to add up to 100 stay as they were printed."
)
WITH_UNKNOWN_PARTS = N_("with %s parts of which nothing is known")
EXCEEDED = N_("parts above the total: to be checked")
_ON_BASE = NC_("figures", "%(growth)s (%(base)s)")


def growth_text(rate: float | None, word: str | None, base: str | None, lang: str) -> str:
    """A growth with its sign, or its word; on another base than the year before it says on which.

    >>> growth_text(17.1, None, "year_before", "en"), growth_text(None, "larger_loss", None, "zh_CN")
    ('+17.1', '增亏')
    >>> growth_text(31.2, None, "two_year_average", "zh_CN"), growth_text(None, None, None, "en")
    ('+31.2（两年平均）', '—')
    """
    text = f"{rate:+.1f}" if rate is not None else label_code("growth_word", word, lang) if word else "—"
    if text == "—" or base in (None, "year_before"):
        return text
    return translator(lang)(_ON_BASE) % {"growth": text, "base": label_code("growth_base", base or "", lang)}


def part_text(row: Mapping[str, object], name: str, lang: str) -> str:
    """A part by its name; the remainder with what it holds, and whether it is below zero beyond rounding."""
    tr = translator(lang)
    if row["role"] == "part":
        return name
    notes = [tr(EXCEEDED)] if row["exceeded"] else []
    notes += [tr(WITH_UNKNOWN_PARTS) % row["unknown_parts"]] if row["unknown_parts"] else []
    return tr(NC_("figures", "; ")).join([tr(REMAINDER), *notes])


def mark_lines(district: ScenarioView, about: Mapping[str, object], lang: str) -> str:
    """What stands on every line of a file for programs: that the district is made up, and what is supposed."""
    notice = [read_disclaimer(about, lang)] if label_made_up(about, lang) else []
    return " ".join([*notice, *scenario_lines(district, lang)])


def month_label(start: int, end: int, lang: str) -> str:
    """Months without their year, short enough for below a bar.

    >>> month_label(1, 2, "zh_CN"), month_label(9, 9, "zh_CN"), month_label(1, 12, "zh_CN"), month_label(1, 2, "en")
    ('1—2月', '9月', '全年', '1–2')
    """
    tr = translator(lang)
    if (start, end) == (1, 12):
        return tr(NC_("figures", "year"))
    months = str(start) if start == end else f"{start}–{end}"
    return tr(NC_("figures", "%s")) % (months.replace("–", "—") if lang.startswith("zh") else months)
