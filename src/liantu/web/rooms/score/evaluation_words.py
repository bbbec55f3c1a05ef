"""Words and figures of an evaluation as its pages say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liantu.model.problems import BilingualText
from liantu.web.core.page_tables import Cell, badge_cell, number_cell, text_cell
from liantu.web.core.request_view import RequestView
from liantu.wording import NC_
from liantu.wording.amounts import format_significant
from liantu.wording.evaluation_codes import STABILITY, STATUS, TO_VERIFY, code_word
from liantu.wording.scheme_names import SchemeNames, part_name
from liantu.wording.unit_names import unit_name

if TYPE_CHECKING:
    from liantu.district.results import NamedPart, Scheme, ScoredFirm


def name_of(view: RequestView, part: NamedPart) -> str:
    """A thing of a scheme by its name in the language of the page."""
    return part_name(part, view.lang)


def note_text(view: RequestView, text: BilingualText) -> str:
    """A free text of a scheme in the language of the page."""
    return text.zh if view.zh else str(text)


def code_label(view: RequestView, words_of: dict[str, str], code: str | None) -> str:
    """The word for a code; the code itself when it has none."""
    return code_word(words_of, code, view.tr)


def scheme_name(view: RequestView, key: str) -> str:
    """A scheme at hand by name."""
    found = view.district.score.schemes().get(key)
    return name_of(view, found) if found else key


def indicator_name(view: RequestView, scheme: Scheme, key: str) -> str:
    """An indicator, a point rule, or what else adds to a total, by name."""
    return SchemeNames(scheme, view.lang).indicator(key)


def industry_name(view: RequestView, code: str | None) -> str:
    """An industry by code and name of its division."""
    return view.district.score.industry_name(code, chinese=view.zh)


def group_name(view: RequestView, scheme: Scheme | None, key: str | None) -> str:
    """A group by name; as it stands when the scheme is not at hand."""
    return SchemeNames(scheme, view.lang).group(key) if scheme else key or ""


def pool_name(view: RequestView, scheme: Scheme, key: str | None) -> str:
    """Where grades are cut: all groups, a group, or a part of one."""
    if not key:
        return ""
    head, *parts = key.split(" / ")
    first = view.tr("all groups") if head == "*" else group_name(view, scheme, head)
    return " · ".join([first, *(_part_name(view, part) for part in parts)])


def _part_name(view: RequestView, part: str) -> str:
    """A part of a group: an industry, a park, or the firms of none."""
    if part == "others":
        return view.tr(NC_("peers", "others"))
    return industry_name(view, part) if part.isdigit() else view.name(part)


def grade_name(view: RequestView, scheme: Scheme, key: str | None) -> str:
    """A grade with its name in the scheme."""
    return SchemeNames(scheme, view.lang).grade(key) if key else ""


def class_name(view: RequestView, scheme: Scheme, key: str | None) -> str:
    """A class without a grade by name."""
    return SchemeNames(scheme, view.lang).firm_class(key)


def move_name(view: RequestView, scheme: Scheme, key: str) -> str:
    """A rule that moves a grade by name."""
    return SchemeNames(scheme, view.lang).adjustment(key)


def variant_name(view: RequestView, scheme: Scheme, key: str) -> str:
    """What was tried: ``weight:tax_per_mu+``, ``cap:off``, ``benchmark:mean``."""
    return SchemeNames(scheme, view.lang).variant(key)


def grade_cell(view: RequestView, scheme: Scheme, firm: ScoredFirm) -> Cell:
    """The grade, or why there is none."""
    if firm["grade"]:
        return text_cell(grade_name(view, scheme, firm["grade"]))
    return text_cell(class_name(view, scheme, firm["class"]) if firm["class"] else view.tr(TO_VERIFY))


def status_cell(view: RequestView, code: str) -> Cell:
    """How sure a part of a scheme is, in word and colour."""
    kind = {"confirmed": "made", "default": "short", "unknown": "missing"}.get(code, "unknown")
    return badge_cell(code_label(view, STATUS, code), kind)


def points_cell(view: RequestView, value: float | None, account: str = "") -> Cell:
    """Points to two decimals; unknown is not zero."""
    return number_cell(view.tr("unknown") if value is None else f"{value:,.2f}", account)


def amount_cell(view: RequestView, value: float | None) -> Cell:
    """A value to four significant digits; unknown is not zero."""
    return number_cell(view.tr("unknown") if value is None else format_significant(value, 4))


def stability_cell(view: RequestView, value: bool | None) -> Cell:
    """Whether a grade stands when weights, cap and benchmark are others."""
    if value is None:
        return text_cell("")
    word = view.tr(STABILITY[value])
    return text_cell(word) if value else badge_cell(word, "short")


def unit_label(view: RequestView, text: str) -> str:
    """A unit in the language of the page; of a pure number there is none."""
    return unit_name(view.district.tables, text, chinese=view.zh)
