"""Which paper comes from which question: the lists, the survey and a chain's set, ready to be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liantu.exchange.paper import (
    Paper,
    Sheet,
    extension_list,
    fill_list,
    setting_of,
    survey_sheet,
    utilities_list,
    weak_list,
)

if TYPE_CHECKING:
    from liantu.district import District

KINDS = ("invite", "utilities", "commodities", "onsite", "extend", "weak", "survey")


def paper(
    district: District, kind: str, language: str = "zh_CN", chain: str | None = None, firm: str | None = None
) -> Paper | Sheet:
    """The paper of that kind; ``chain`` narrows the lists, ``firm`` the survey. ValueError for another kind."""
    setting = setting_of(district.tables, language, as_of=district.as_of)
    if kind == "invite":
        return fill_list(district.gaps("invite", chain), setting)
    if kind in ("utilities", "commodities", "onsite"):
        return utilities_list(district.gaps(kind, chain), setting, which=kind)
    if kind == "extend":
        return extension_list(district.extend(), setting)
    if kind == "weak":
        return weak_list(district.weak(), setting)
    if kind == "survey":
        return survey_sheet(district.ask(), setting, firm=firm)
    raise ValueError(f"{kind!r} is none of {', '.join(KINDS)}")
