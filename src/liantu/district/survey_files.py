"""Survey forms of firms: written for one, and read back filled."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.model.change import Change


def write_survey_form(district: District, firm: str, path: Path, lang: str, scenario: tuple[str, ...] = ()) -> None:
    """Write the survey form of a firm (企业产能摸底表) as a workbook: what is most worth asking it."""
    content = make_survey_form(district, firm, lang, scenario)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def make_survey_form(district: District, firm: str, lang: str, scenario: tuple[str, ...] = ()) -> bytes:
    """The survey form of a firm as the bytes of a workbook; ``scenario`` are the lines of what is supposed."""
    from liantu.exchange.survey import write_survey

    questions, day = district.chain.questions(), str(district.as_of)
    return write_survey(questions, district.tables, firm, language=lang, as_of=day, scenario=scenario)


def read_survey_bytes(district: District, content: bytes) -> Change:
    """The answers of a filled survey form, given as bytes. Raises Problems with every bad cell."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "return.xlsx"
        file.write_bytes(content)
        return read_survey_form(district, file)


def read_survey_form(district: District, path: Path) -> Change:
    """The answers of a filled survey form. Raises Problems with every bad cell."""
    from liantu.exchange.survey import read_survey

    return read_survey(path, district.tables)
