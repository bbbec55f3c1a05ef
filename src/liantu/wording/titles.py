"""Titles of pages, lists and papers that stand in more than one place."""

from __future__ import annotations

from liantu.wording import N_

CHAIN_SET = N_("One chain, one map, one table")
CORRECTION_NOTICE = N_("Notice of what is to be corrected")
GAP_PROMISE = N_("Promise to supply what is missing")
APPLICANT_PROMISE = N_("Promise of the applicant")
APPLICANT_NOTICE = N_("Notice to the applicant")
LINKS_TO_FILL = N_("Links to fill")
ASK_FIRST = N_("What to ask first")
PUBLIC_NOTICE = N_("List for public notice")
FIRM_SHEET = N_("Per-mu sheet of a firm")
MADE_ON_SITE = N_("Made on site, to verify")
LATE_AND_AT_RISK = N_("Late and at risk")
WEIGHTS_WHAT_IF = N_("What if weights change")
RUN_DIFFERENCE = N_("Difference of two runs")
FIRMS_OF_GRADES = N_("Firms of each grade")
SCHEME_GAPS = N_("To be verified: what the scheme does not tell")
PROJECT_QUESTIONS = N_("Questions about the project")
MOVING_COEFFICIENTS = N_("Coefficients that move the lists")
NOT_COMPUTED = N_("This cannot be computed")
OTHER_GRADE = N_("What gives another grade")
WHAT_TO_LOAD = N_("What to load, and how")
IF_ANOTHER = N_("If one value were another")
FIGURES_PAGE = N_("Published figures")
FORECASTS_PAGE = N_("Forecasts and how they fared")
DISPATCH = N_("Monthly dispatch")
MONTHLY_REPORT = N_("Industry of the month")
