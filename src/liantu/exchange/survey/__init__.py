"""企业产能摸底表 as a workbook: written for one firm, filled by it, read back as a Change."""

from __future__ import annotations

from liantu.exchange.survey.survey_form import write_survey
from liantu.exchange.survey.survey_reader import read_survey

__all__ = ["read_survey", "write_survey"]
