"""Survey forms of firms: written for one, and read back filled."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.model.change import Change


def write_survey_form(district: District, firm: str, path: Path, lang: str) -> None:
    """Write the survey form of a firm (企业产能摸底表) as a workbook: what is most worth asking it."""
    from liantu.exchange.survey import write_survey

    write_survey(district.chain.questions(), district.tables, firm, path, language=lang, as_of=str(district.as_of))


def read_survey_form(district: District, path: Path) -> Change:
    """The answers of a filled survey form. Raises Problems with every bad cell."""
    from liantu.exchange.survey import read_survey

    return read_survey(path, district.tables)
